"""A choice of 10,000 entries: on a phone without script, and with the keyboard alone where there is one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys import axe
from tests.journeys.keyboard import Keyboard
from tests.journeys.person import Person
from tests.journeys.roads import PHONE_WITHOUT_SCRIPT
from tests.journeys.town_hall import TownHall
from tests.long_list import SLUG, TITLE, long_list_package, zipped

type Somebody = Callable[..., Person]
BREED, COLOURS = "Welche Rasse ist es?", "Welche Farbe hat das Fell?"
SEARCH, SEARCH_ANEW = "Suchen und auswählen", "Nichts dabei? Anders suchen"
_offered: set[TownHall] = set()


@pytest.fixture
def offered(town_hall: TownHall, tmp_path: Path) -> None:
    """The service with the long list is offered by every town; once in a town hall."""
    if town_hall in _offered:
        return
    package = tmp_path / "lang.zip"
    package.write_bytes(zipped(long_list_package()))
    town_hall.command("load", str(package))
    town_hall.command("publish", SLUG, "1.0.0", "--adopt-for-all")
    _offered.add(town_hall)


def begin(person: Person) -> Person:
    """Begin a draft and open the page with the long choices."""
    person.open(f"/leistungen/{SLUG}/?ort=hanau")
    person.is_at(TITLE).follow("Online beantragen").press("Antrag beginnen")
    person.open(f"{person.page.url.partition('?')[0]}seite/ihr-hund/")
    return person.is_at("Ihr Hund")


def test_an_entry_of_ten_thousand_is_chosen_on_a_phone_without_script(somebody: Somebody, offered: None) -> None:
    person = begin(somebody(**PHONE_WITHOUT_SCRIPT))
    breed = person.page.get_by_role("group", name=BREED)
    person.write("Wie heißt der Hund?", "Balu")
    breed.get_by_role("textbox").fill("munsterlander")
    person.press(f"Suchen {BREED}", within=breed).does_not_see("Fehler")
    breed.get_by_label("Großer Münsterländer").check()
    expect(person.labelled("Wie heißt der Hund?")).to_have_value("Balu")
    person.press("Speichern und weiter")
    expect(breed.locator("strong")).to_have_text("Großer Münsterländer")

    person.press(f"Ändern {BREED}", within=breed)
    breed.get_by_role("textbox").fill("nummer 77")
    person.press("Speichern und weiter").sees("Gefunden: 111 Einträge. Das sind die ersten 30.")
    person.sees("ist noch kein Eintrag der Liste gewählt")
    breed.get_by_role("textbox").fill("05000")
    person.press("Speichern und weiter")
    expect(breed.locator("strong")).to_have_text("Jagdhund Nummer 5000")


def test_several_entries_are_chosen_on_a_phone_without_script(somebody: Somebody, offered: None) -> None:
    person = begin(somebody(**PHONE_WITHOUT_SCRIPT))
    colours = person.page.get_by_role("group", name=COLOURS)
    for name, words in (("Terrier (00004)", "terrier"), ("Mops", "mops")):
        colours.get_by_role("textbox").fill(words)
        person.press(f"Suchen {COLOURS}", within=colours)
        if words == "terrier":
            colours.get_by_label(name).check()
    expect(colours.get_by_role("checkbox", checked=True)).to_have_count(2)


def test_an_entry_is_chosen_by_keyboard_alone(somebody: Somebody, offered: None) -> None:
    person = begin(somebody())
    keys = Keyboard(person)
    keys.type_into("Wie heißt der Hund?", "Balu").type_into(f"{SEARCH}: {BREED}", "osterr")
    box = person.page.get_by_role("combobox", name=BREED)
    expect(box).to_have_attribute("aria-expanded", "true")
    person.page.keyboard.press("ArrowDown")
    expect(person.page.get_by_role("option", selected=True)).to_have_text("Österreichischer Pinscher")
    person.page.keyboard.press("Enter")
    expect(box).to_have_value("Österreichischer Pinscher")
    expect(box).to_have_attribute("aria-expanded", "false")
    keys.press_button("Speichern und weiter")
    breed = person.page.get_by_role("group", name=BREED)
    expect(breed.locator("strong")).to_have_text("Österreichischer Pinscher")

    keys.press_button(f"Ändern {BREED}").type_into(f"{SEARCH}: {BREED}", " xyz")
    person.page.keyboard.press("Escape")
    keys.press_enter()
    person.sees("steht nichts in der Liste")


def test_axe_finds_nothing_in_any_state_of_a_long_choice(somebody: Somebody, offered: None) -> None:
    person = begin(somebody())
    breed = person.page.get_by_role("group", name=BREED)
    found = axe.complaints(person, "empty")
    breed.get_by_role("combobox").press_sequentially("mün")
    expect(person.page.get_by_role("option")).to_have_count(2)
    found += axe.complaints(person, "suggestions")
    breed.get_by_role("combobox").fill("jagdhund")
    person.press("Speichern und weiter")
    found += axe.complaints(person, "hits and a message")
    breed.get_by_role("radio").first.check()
    person.press("Speichern und weiter")
    found += axe.complaints(person, "chosen")
    assert found == []
