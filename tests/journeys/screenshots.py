"""Take the pictures for the documents from a running demo: ``python -m tests.journeys.screenshots``.

Two for each surface, at the width of a phone and of a desk. What they show is invented by ``rathaus demo``.
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser

from tests.journeys import citizen
from tests.journeys.browser import SHOWING_PDF, running_browser
from tests.journeys.person import Person
from tests.journeys.town_hall import TownHall, running_town_hall

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
WIDTHS = {360: 780, 1280: 960}
"""Width of the window → its height, pixels."""
MOST_BYTES = 200_000
MOST_TRIES, PAUSE_MS = 20, 1_500


def take_all(browser: Browser, town_hall: TownHall, folder: Path) -> list[Path]:
    """Write the six pictures; returns their files."""
    return [
        path
        for number, width in enumerate(WIDTHS)
        for path in _take_at(browser, town_hall, folder, width, 61_000 + 10 * number)
    ]


def _take_at(browser: Browser, town_hall: TownHall, folder: Path, width: int, number: int) -> list[Path]:
    window = {"viewport": {"width": width, "height": WIDTHS[width]}}
    anybody = Person(browser, town_hall, number=number, **window)
    anybody.open("/leistungen/bewohnerparkausweis/?ort=hanau")
    portal = save_settled(anybody, folder / f"portal-{width}.png")

    petra = citizen.sign_in(Person(browser, town_hall, number=number + 1, **window), "Petra Schneider")
    petra.open("/amt/vorgaenge/?ansicht=open&leistung=bewohnerparkausweis")
    row = petra.page.get_by_role("row").filter(has_text="Haddad")
    petra.follow(row.get_by_role("link").first.inner_text(), within=row)
    amt = save_settled(petra, folder / f"amt-{width}.png")

    officer = citizen.sign_in(Person(browser, town_hall, number=number + 2, **window), "Dr. Miriam Weiß")
    officer.open("/koordination/")
    koordination = save_settled(officer, folder / f"koordination-{width}.png")
    for person in (anybody, petra, officer):
        person.close()
    return [portal, amt, koordination]


def save_settled(person: Person, path: Path) -> Path:
    path.write_bytes(_settled_picture(person))
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise SystemExit(f"{path.name} has {size} bytes, more than {MOST_BYTES}.")
    return path


def _settled_picture(person: Person) -> bytes:
    """Return a picture once it no longer changes: fonts and viewers of documents come after the page."""
    before = b""
    for _ in range(MOST_TRIES):
        picture = person.page.screenshot(animations="disabled")
        if picture == before:
            return picture
        before = picture
        person.page.wait_for_timeout(PAUSE_MS)
    raise SystemExit(f"{person.page.url} does not come to rest.")


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with running_town_hall() as town_hall, running_browser(SHOWING_PDF) as browser:
        for path in take_all(browser, town_hall, FOLDER):
            sys.stdout.write(f"{path.relative_to(FOLDER.parents[1])} {path.stat().st_size // 1000} kB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
