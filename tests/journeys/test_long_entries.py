"""Entries that are asked step by step: on a phone without script, and at a desk, each page with axe."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys import citizen
from tests.journeys.looking import look
from tests.journeys.person import Person
from tests.journeys.roads import PHONE_WITHOUT_SCRIPT
from tests.journeys.town_hall import TownHall
from tests.long_entries import SLUG, long_entries_package
from tests.long_list import zipped

type Somebody = Callable[..., Person]
_offered: set[TownHall] = set()


def offer(town_hall: TownHall, folder: Path) -> None:
    """Let every town offer the service with long entries; once in a town hall."""
    if town_hall in _offered:
        return
    package = folder / "eintraege.zip"
    package.write_bytes(zipped(long_entries_package()))
    town_hall.command("load", str(package))
    town_hall.command("publish", SLUG, "1.0.0", "--adopt-for-all")
    _offered.add(town_hall)


def add_a_child(person: Person, see: Callable[[str], object]) -> None:
    """Begin a draft and walk through the steps of a child at school, leaving something out at first."""
    person.open(f"/leistungen/{SLUG}/antrag/?ort=hanau")
    person.press("Antrag beginnen")
    person.open(f"{person.page.url.partition('?')[0]}seite/kind/")
    see("empty list")
    person.press("Eintrag hinzufügen Kind").press("Speichern und weiter")
    see("refused step")
    person.page.get_by_label("Vorname des Kindes").fill("Ada")
    person.page.get_by_label("Ja", exact=True).check()
    person.press("Speichern und weiter").is_at("Schule")
    see("second step")
    person.page.get_by_label("Name der Schule").fill("Grundschule")
    person.press("Speichern und weiter").press("Speichern und weiter").press("Speichern und weiter")
    see("list")


@pytest.mark.parametrize("device", [PHONE_WITHOUT_SCRIPT, {}], ids=["phone without script", "desk"])
def test_a_child_is_added_step_by_step(
    somebody: Somebody, town_hall: TownHall, tmp_path: Path, device: dict[str, object]
) -> None:
    offer(town_hall, tmp_path)
    person = somebody(**device)
    add_a_child(person, lambda where: None if device else look(person, f"eintrag-{where.replace(' ', '-')}"))
    assert "Vollständig" in person.page.inner_text("main")


def test_the_officer_tries_the_steps_before_anybody_does(
    somebody: Somebody, town_hall: TownHall, tmp_path: Path
) -> None:
    offer(town_hall, tmp_path)
    officer = citizen.sign_in(somebody(), "Dr. Miriam Weiß")
    officer.open(f"/koordination/leistungen/{SLUG}/versionen/1.0.0/formular/seiten/kind/")
    officer.press("Eintrag hinzufügen Kind").sees("Vorname des Kindes")
    look(officer, "vorschau-eintrag")
