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
