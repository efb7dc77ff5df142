"""An officer of the coordination office at work, and packages of their own to load."""

import io
import zipfile

import pytest

from rathaus.core.leistung.actions import load_package
from rathaus.core.leistung.models import LeistungVersion
from rathaus.core.scope.session import open_scope
from tests.cast import Member
from tests.core.leistung.conftest import probe
from tests.surfaces.portal.browser import Browser

SLUG = "bewohnerparkausweis"
SERVICE = f"/koordination/leistungen/{SLUG}/"
VERSION = f"{SERVICE}versionen/1.4.0/"


@pytest.fixture
def office(officer: Member) -> Browser:
    """Dr. Lena Vogt of the coordination office, signed in."""
    return Browser().sign_in(officer)


@pytest.fixture
def loaded(officer: Member) -> LeistungVersion:
    """A version that waits to be published: the dog tax as Leistung ``probe``."""
    return load(officer, "1.0.0")


def load(officer: Member, number: str, **changes: bytes) -> LeistungVersion:
    """Load the probe under a number, with some files replaced."""
    with open_scope(officer.scope):
        version = load_package(actor=officer.actor, files=probe(number, **changes)).version
    assert version is not None
    return version


def archive(files: dict[str, bytes]) -> io.BytesIO:
    """Return a ZIP archive with a folder around the files, as people make it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for path, content in files.items():
            target.writestr(f"paket/{path}", content)
    buffer.seek(0)
    buffer.name = "paket.zip"
    return buffer
