"""Decision tables at the coordination office: a gap is named, and a table is tried out."""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import FilePayload

from tests.core.leistung.conftest import probe
from tests.journeys import citizen
from tests.journeys.axe import complaints
from tests.journeys.person import Person
from tests.surfaces.koordination.test_entscheidungen import LAST, TABLE, ablauf

type Somebody = Callable[..., Person]

PICTURES = os.environ.get("RATHAUS_PICTURES", "")
PAGE = "/koordination/leistungen/probe/versionen/1.0.0/entscheidungen/"


def package(table: str) -> FilePayload:
    """Return the dog tax with a decision table as a ZIP."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for path, data in (dict(probe()) | {"ablauf.toml": ablauf(table)}).items():
            archive.writestr(path, data)
    return {"name": "probe.zip", "mimeType": "application/zip", "buffer": content.getvalue()}


def picture(person: Person, name: str) -> None:
    """Take a picture for whoever asked for them, at both widths."""
    if PICTURES:
        for width in (360, 1280):
            person.page.set_viewport_size({"width": width, "height": 900})
            person.page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)


def load(officer: Person, table: str) -> None:
    officer.open("/koordination/pakete/")
    officer.page.locator("input[type=file]").first.set_input_files(package(table))
    officer.press("Hochladen und prüfen").sees("Befunde")


def test_a_gap_is_named_and_a_table_is_tried_out(somebody: Somebody) -> None:
    officer = citizen.sign_in(somebody(), "Dr. Miriam Weiß")
    load(officer, TABLE)
    officer.open(PAGE)
    officer.sees("greift keine Regel.")
    picture(officer, "entscheidungen-luecke")
    found = complaints(officer, "a table with a gap")

    load(officer, TABLE + LAST)
    officer.open(PAGE)
    officer.sees("Ohne Befund: keine Lücke, keine Überschneidung.")
    officer.page.get_by_label("Andere Hunde").fill("1")
    officer.page.get_by_label("Gefährlich").select_option("001")
    officer.press("Ergebnis zeigen").sees("Wenige Hunde, keiner gefährlich (§ 7 KAG Hessen).")
    picture(officer, "entscheidungen-probe")
    found += complaints(officer, "a table that is tried out")
    officer.open(f"/en{PAGE}")
    officer.sees("Show the outcome")
    assert found == []
