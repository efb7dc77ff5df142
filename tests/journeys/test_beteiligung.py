"""A clerk asks another body and an authority outside, the body answers at its own desk, the case shows both."""

import os
from collections.abc import Callable
from pathlib import Path

from tests.journeys import axe, citizen, clerk
from tests.journeys.errands import LENA, parking_permit
from tests.journeys.keyboard import Keyboard
from tests.journeys.person import Person
from tests.journeys.roads import PHONE

type Somebody = Callable[..., Person]

OFFICE, NEIGHBOUR, NEIGHBOUR_BODY = "Petra Schneider", "Jens Vogel", "Maintal, Stadt"


def look(person: Person, name: str) -> None:
    """Let axe look at the open page; keep a picture where a folder is named."""
    assert axe.complaints(person, name) == []
    if folder := os.environ.get("RATHAUS_PICTURES"):
        for width in (360, 1280):
            person.page.set_viewport_size({"width": width, "height": 900})
            person.page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


def fill_day(person: Person) -> None:
    for box, text in (("tag", "1"), ("monat", "12"), ("jahr", "2099")):
        person.page.locator(f"[name='frist.{box}']").fill(text)


def test_another_body_is_asked_and_its_opinion_stands_in_the_case(somebody: Somebody) -> None:
    lena = citizen.sign_in(somebody(), LENA.name)
    receipt = citizen.apply(lena, parking_permit(LENA, plate="HU-BT 1"), "Hanau")
    office = citizen.sign_in(somebody(), OFFICE)
    clerk.claim(clerk.find_case(office, receipt.number))
    look(office, "vorgang")
    case = office.page.url
    office.follow("Andere Stelle um Stellungnahme bitten").is_at("Wen fragen Sie?")
    look(office, "beteiligung")
    office.write("Name der Stelle", NEIGHBOUR_BODY).write("Frage", "Gibt es Bedenken?")
    fill_day(office)
    office.page.locator("[name=angabe]").first.check()
    office.page.locator("[name=datei]").first.check()
    office.press("Anfrage senden").sees("Die Anfrage ist gesendet.", NEIGHBOUR_BODY)

    neighbour = citizen.sign_in(somebody(), NEIGHBOUR)
    neighbour.open("/amt/")
    neighbour.sees("Andere Stellen warten auf uns").follow("Stellung nehmen").sees("Gibt es Bedenken?")
    look(neighbour, "stellungnahme")
    neighbour.page.get_by_role("radio", name="Keine Bedenken, wenn Bedingungen erfüllt werden").check()
    neighbour.write("Begründung oder Bedingungen", "Nur mit Schild.")
    neighbour.press("Stellungnahme absenden").sees("Unsere Antwort")
    neighbour.open("/amt/stellungnahmen/")
    look(neighbour, "stellungnahmen")

    office.page.goto(case)
    office.sees("Keine Bedenken unter Bedingungen", "Eine Stellungnahme ist da")
    office.follow(NEIGHBOUR_BODY).sees("Nur mit Schild.")
    look(office, "anfrage")


def test_an_authority_outside_is_asked_by_letter_and_the_case_goes_on_without_it(somebody: Somebody) -> None:
    lena = citizen.sign_in(somebody(), LENA.name)
    receipt = citizen.apply(lena, parking_permit(LENA, plate="HU-BT 2"), "Hanau")
    office = citizen.sign_in(somebody(), OFFICE)
    clerk.claim(clerk.find_case(office, receipt.number))
    office.follow("Andere Stelle um Stellungnahme bitten")
    office.write("Name der Stelle", "Feuerwehr Hanau").write("Frage", "Ist der Weg frei?")
    fill_day(office)
    office.press("Anfrage senden").follow("Feuerwehr Hanau")
    assert office.download("Anschreiben drucken (PDF)").startswith(b"%PDF")
    look(office, "anfrage-aussen")
    office.page.locator("summary", has_text="Ohne diese Stellungnahme weiterarbeiten").click()
    office.write("Grund", "Telefonisch geklärt.")
    office.press("Ohne Stellungnahme weiter").sees("ohne Antwort weiter")


def test_an_expert_outside_answers_by_a_limited_link(somebody: Somebody) -> None:
    office, link = asked_by_link(somebody, "HU-BT 3")
    expert = somebody(**PHONE)
    expert.open(link)
    expert.press("Anfrage öffnen").is_at("Bitte um Stellungnahme").sees("Wie laut ist es nachts?")
    look(expert, "gutachten")
    expert.press("Stellungnahme absenden").sees("Wählen Sie aus, was die Stellungnahme ergibt.")
    expert.page.get_by_role("radio", name="Keine Bedenken, wenn Bedingungen erfüllt werden").check()
    expert.write("Begründung oder Bedingungen", "Nur mit Lärmschutz.").press("Stellungnahme absenden")
    look(expert.sees("Ihre Stellungnahme ist angekommen"), "gutachten-fertig")
    office.page.reload()
    office.sees("Keine Bedenken unter Bedingungen", "Nur mit Lärmschutz.")


def test_an_expert_answers_by_keyboard_alone(somebody: Somebody) -> None:
    _, link = asked_by_link(somebody, "HU-BT 4")
    expert = somebody()
    expert.open(link)
    keys = Keyboard(expert).press_button("Anfrage öffnen")
    keys.choose("Keine Bedenken").press_button("Stellungnahme absenden")
    expert.sees("Ihre Stellungnahme ist angekommen")


def asked_by_link(somebody: Somebody, plate: str) -> tuple[Person, str]:
    """Let a clerk ask an expert; return the clerk at the page of the request, and the link for the expert."""
    lena = citizen.sign_in(somebody(), LENA.name)
    receipt = citizen.apply(lena, parking_permit(LENA, plate=plate), "Hanau")
    office = citizen.sign_in(somebody(), OFFICE)
    clerk.claim(clerk.find_case(office, receipt.number))
    office.follow("Andere Stelle um Stellungnahme bitten")
    office.write("Name der Stelle", "Dr. Lange").write("Frage", "Wie laut ist es nachts?")
    fill_day(office)
    office.page.locator("[name=datei]").first.check()
    office.press("Anfrage senden").follow("Dr. Lange")
    address = office.page.url
    office.page.locator("summary", has_text="Link für die Antwort erstellen").click()
    office.press("Link erstellen").sees("Geben Sie diesen Link nur Dr. Lange")
    look(office, "anfrage-link")
    link = office.page.locator("#anfrage-link").inner_text()
    office.page.goto(address)
    return office, link
