"""Looking at the open page with axe, and keeping pictures and letters where a folder is named for them."""

import os
from pathlib import Path

from tests.journeys import axe
from tests.journeys.person import Person

WIDTHS = (360, 1280)
HEIGHT = 900


def look(person: Person, name: str) -> Person:
    """Let axe look at the open page; ``RATHAUS_PICTURES`` names a folder for pictures at both widths, in pixels."""
    found = axe.complaints(person, name)
    assert not found, "\n".join(found)
    if folder := os.environ.get("RATHAUS_PICTURES"):
        for width in WIDTHS:
            person.page.set_viewport_size({"width": width, "height": HEIGHT})
            person.page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
    return person


def keep(name: str, content: bytes) -> bytes:
    """Return the bytes of a letter; write them where a folder is named."""
    if folder := os.environ.get("RATHAUS_PICTURES"):
        (Path(folder) / name).write_bytes(content)
    return content
