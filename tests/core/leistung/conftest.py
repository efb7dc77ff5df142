"""Packages for the tests of this room: the shipped dog tax under a name of its own, so that nothing collides."""

import re
from pathlib import Path

import pytest

from rathaus.core.leistung.package import Package, read_folder
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.actions import load_facts
from rathaus.core.stelle.models import Stelle
from rathaus.core.stelle.queries import coordination_office

CONTENT = Path(__file__).parents[3] / "leistungen"


def probe(number: str = "1.0.0", **changes: bytes) -> Package:
    """Return the package of the dog tax as Leistung ``probe``, with some files replaced."""
    files = dict(read_folder(CONTENT / "99102013002000-hundesteuer-anmeldung"))
    ablauf = files["ablauf.toml"].decode()
    ablauf = ablauf.replace('slug = "hundesteuer-anmeldung"', 'slug = "probe"')
    files["ablauf.toml"] = re.sub(r'(?m)^version = ".*"$', f'version = "{number}"', ablauf).encode()
    return files | {path.replace("__", "/"): content for path, content in changes.items()}


@pytest.fixture
def officer(db):
    """The coordination office at work, in its scope."""
    if not Stelle.objects.exists():
        load_facts()
    office = coordination_office()
    with open_scope(Scope(stellen=frozenset({office.pk}))):
        yield Actor(Role.OFFICER, None, office.pk)


UNSURE, SURE, OTHER = "R06900001012", "R06900001011", "R06900001061"
"""Rules of :func:`in_prose`: of one the field has another name than in the schema."""


def in_prose(number: str = "1.0.0", **words: str) -> Package:
    """Return the probe without machine form, so that its prose is read; one rule of it is uncertain.

    Args:
        number: of the version.
        words: prose that stands in the place of that of the uncertain rule, as ``prose``.
    """
    files = {path: content for path, content in probe(number).items() if path != "regeln.json"}
    schema = files["daten.xdf3.xml"].decode()
    before = 'deaktiviere G60000000083 "Geburtsdatum (teilbekannt)".'
    assert before in schema
    after = words.get("prose", 'deaktiviere G60000000083 "Tag der Geburt".')
    return files | {"daten.xdf3.xml": schema.replace(before, after).encode()}
