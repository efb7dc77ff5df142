"""A published parking permit that Hanau offers, and a citizen with a Konto who lives there."""

import re
import struct
import zlib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from rathaus.core.antrag.drafting import start_entwurf
from rathaus.core.konto.actions import create_konto, save_person
from rathaus.core.konto.bearer import Bearer
from rathaus.core.leistung.actions import load_package, publish_version
from rathaus.core.leistung.adoption import Overlay, adopt
from rathaus.core.leistung.package import read_folder
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor, Role
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.actions import load_facts
from rathaus.core.stelle.models import Stelle
from rathaus.core.stelle.queries import coordination_office, stelle_by_slug
from tests.core.cast import Owner
from tests.leistungen.packages import EXAMPLES, example

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
CONTENT = Path(__file__).parents[3] / "leistungen"
ADDRESS, CAR, PAPERS = (
    "G06900002002.G60000000086",
    "G06900002010.G06900002004.F06900002031",
    "G06900002010.G06900002004.F06900002034",
)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\0\xff\xff\xff"))
    + _chunk(b"IEND", b"")
)
"""A white picture of one pixel."""


def publish_probe(folder: str, slug: str, number: str = "1.0.0", valid_from: date = date(2026, 1, 1)):
    """Publish a shipped package under a name of its own and let Hanau offer it."""
    (path,) = CONTENT.glob(f"*-{folder}")
    files = dict(read_folder(path))
    head = files["ablauf.toml"].decode().replace(f'slug = "{folder}"', f'slug = "{slug}"')
    files["ablauf.toml"] = re.sub(r'(?m)^version = ".*"$', f'version = "{number}"', head).encode()
    with open_scope(Scope(stellen=frozenset({coordination_office().pk}))):
        version = load_package(actor=SYSTEM_ACTOR, files=files).version
        publish_version(actor=SYSTEM_ACTOR, version=version, valid_from=valid_from, now=NOW)
        return version.leistung


@pytest.fixture
def leistung(db):
    if not Stelle.objects.exists():
        load_facts()
    found = publish_probe("bewohnerparkausweis", "probe-parken")
    with open_scope(Scope(stellen=frozenset({coordination_office().pk}))):
        adopt(actor=SYSTEM_ACTOR, leistung=found, stelle=stelle_by_slug("hanau"), overlay=Overlay(), now=NOW)
    return found


@pytest.fixture
def hanau(leistung) -> Stelle:
    return stelle_by_slug("hanau")


@pytest.fixture
def person(db):
    konto = create_konto(login="amira", kind="person")
    owner = Owner(Actor(Role.CITIZEN, konto.pk), Bearer(konto_id=konto.pk), Scope(konto=konto.pk))
    with open_scope(owner.scope):
        save_person(actor=owner.actor, attributes={"vorname": "Amira", "nachname": "Haddad", "ort": "Hanau"})
        yield owner


@pytest.fixture
def entwurf(leistung, hanau, person):
    return start_entwurf(
        actor=person.actor, bearer=person.bearer, leistung=leistung, place=hanau, language="de", now=NOW
    )


@pytest.fixture
def answers() -> dict[str, object]:
    """Complete answers without files, as a person would give them."""
    (path,) = [each for each in EXAMPLES if "parkausweis" in each.parent.parent.name and each.stem == "bewilligung"]
    given = example(path)["antworten"]
    return {key: value for key, value in given.items() if not isinstance(value, dict)}
