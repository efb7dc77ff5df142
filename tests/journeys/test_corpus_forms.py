"""Real forms in the hands of people: each page that the preview shows passes axe and takes the right answers it shows.

Ten forms by seed. Of each one two pages and the review are looked at closely, all others only walked through.
"""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, expect

from tests.conformance.corpus import FILES_2, FILES_3, WHY_SKIPPED, name_of
from tests.journeys import axe, citizen
from tests.journeys.corpus_package import EXAMPLE, corpus_package
from tests.journeys.person import Person
from tests.journeys.town_hall import TownHall

SEED, LOOKED_AT, MOST_PAGES = 20261122, 2, 60
SHARES = {"S00": 3, "S05": 3, "S07": 2}
"""How many forms of each range of ids, beside two of version 2.0: whole ranges are variants of one form."""

pytestmark = [pytest.mark.conformance, pytest.mark.skipif(not FILES_3, reason=WHY_SKIPPED)]


def chosen_by_seed() -> list[Path]:
    """Ten schemas; where there are none, one that is not there, for the skipped test to be seen."""
    chance = random.Random(SEED)
    ranges = [([file for file in FILES_3 if file.name.startswith(start)], count) for start, count in SHARES.items()]
    drawn = [chance.sample(files, min(count, len(files))) for files, count in [*ranges, (FILES_2, 2)]]
    return [file for files in drawn for file in files] or [Path("none")]


@pytest.fixture(scope="module")
def officer(browser: Browser, town_hall: TownHall) -> Person:
    return citizen.sign_in(Person(browser, town_hall, number=62_000), "Dr. Miriam Weiß")


def begin_preview(officer: Person, file: Path) -> None:
    """Upload the package of a schema and open its preview, filled with right answers."""
    package = corpus_package(file, seed=SEED)
    officer.open("/koordination/pakete/")
    upload: FilePayload = {"name": "paket.zip", "mimeType": "application/zip", "buffer": package.content}
    officer.page.get_by_label("Dateien").set_input_files(upload)
    officer.press("Hochladen und prüfen").is_at("Version 1.0.0")
    answer = officer.open(f"/koordination/leistungen/{package.slug}/versionen/1.0.0/formular/?beispiel={EXAMPLE}")
    assert answer.status == 200


def walk_to_the_review(officer: Person, look: Callable[[int], None]) -> int:
    """Press on from page to page; returns how many there were."""
    for number in range(MOST_PAGES):
        if "/seiten/" not in officer.page.url:
            return number
        here = officer.page.url
        look(number)
        walk_through_the_first_entry(officer, look, number)
        officer.press("Weiter in der Vorschau")
        assert officer.page.url != here, f"{here} refuses the answers that it shows:\n{officer.page.inner_text('main')}"
    raise AssertionError(f"more than {MOST_PAGES} pages")


def walk_through_the_first_entry(officer: Person, look: Callable[[int], None], number: int) -> None:
    """Where entries are asked in steps, open the first one of the list and press on until the list is back."""
    opens = officer.page.locator("li .r-actions a")
    if not opens.count():
        return
    here = officer.page.url
    opens.first.click()
    for _ in range(MOST_PAGES):
        look(number)
        before = officer.page.url
        officer.press("Weiter in der Vorschau")
        assert officer.page.url != before, f"{before} refuses the answers that it shows"
        if officer.page.url == here:
            return
    raise AssertionError(f"{here} does not come back")


@pytest.mark.parametrize("file", chosen_by_seed(), ids=name_of)
def test_the_pages_of_a_real_form_pass_axe_and_take_the_answers_they_show(officer: Person, file: Path) -> None:
    begin_preview(officer, file)
    pages = officer.page.get_by_role("navigation", name="Seiten des Formulars").get_by_role("listitem")
    reached = pages.filter(has_not_text="wird hier nicht gefragt").count() - 1  # the last one is the review
    close = set(random.Random(SEED).sample(range(reached), min(LOOKED_AT, reached)))
    found: list[str] = []

    def look(number: int) -> None:
        if number in close:
            found.extend(axe.complaints(officer, f"{name_of(file)} {number + 1}"))

    assert walk_to_the_review(officer, look) == reached
    expect(officer.page.get_by_text("fehlt oder stimmt nicht")).to_have_count(0)
    found += axe.complaints(officer, f"{name_of(file)} review")
    assert [*found, *officer.complaints] == []
