"""The road: a citizen applies, the right office decides, the decision arrives. Every service, in two places.

In Hanau all sit at desks, in Friedberg all, the clerks too, hold phones of 360 pixels on which no script runs.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys import citizen, clerk, papers, roads
from tests.journeys.clerk import Decision
from tests.journeys.errands import (
    LENA,
    MIRA,
    TARIK,
    YUSUF,
    Errand,
    advance_maintenance,
    dog_tax,
    parking_permit,
)
from tests.journeys.form import answer_what_is_asked
from tests.journeys.person import Person
from tests.journeys.roads import PHONE_WITHOUT_SCRIPT, Road

type Somebody = Callable[..., Person]

GRANTED = "Die Steuer beträgt 90 Euro im Jahr."
ROADS = {
    "a dog in Hanau is registered": Road(
        dog_tax(MIRA), "Hanau", "Hanau", "Petra Schneider", Decision("Hund angemeldet", words=GRANTED), "Balu"
    ),
    "a dog in Friedberg is refused, on phones without script": Road(
        dog_tax(TARIK, dog="Rex"), "Friedberg (Hessen)", "Friedberg", "Aylin Demir",
        Decision("Anmeldung abgelehnt", ["Der Hund ist bei uns schon angemeldet."]), "schon angemeldet",
        device=PHONE_WITHOUT_SCRIPT,
    ),
    "a permit in Hanau is granted with its fee": Road(
        parking_permit(MIRA), "63450 Hanau", "Hanau", "Petra Schneider", Decision("Ausweis erteilt"), "HU-MS 412"
    ),
    "a permit in Friedberg is refused, on phones without script": Road(
        parking_permit(TARIK, plate="FB-TA 7"), "Friedberg (Hessen)", "Friedberg", "Aylin Demir",
        Decision("Antrag abgelehnt", ["Ihre Wohnung liegt in keinem Bewohnerparkquartier."]), "Bewohnerparkquartier",
        device=PHONE_WITHOUT_SCRIPT,
    ),
    "maintenance in Hanau is decided by the city, which is free of its county": Road(
        advance_maintenance(LENA), "Hanau", "Hanau", "Petra Schneider",
        Decision("Unterhaltsvorschuss bewilligt"), "Milan", LENA.name,
    ),
    "maintenance in Friedberg is decided by the county, on phones without script": Road(
        advance_maintenance(YUSUF), "Friedberg (Hessen)", "Wetteraukreis", "Markus Braun",
        Decision("Unterhaltsvorschuss bewilligt"), "Elena", YUSUF.name, PHONE_WITHOUT_SCRIPT,
    ),
}  # fmt: skip


@pytest.mark.parametrize("road", ROADS.values(), ids=ROADS.keys())
def test_the_whole_road_from_the_search_to_the_decision(somebody: Somebody, road: Road) -> None:
    roads.walk(road, somebody)


def test_the_office_asks_for_what_is_missing_and_then_grants(somebody: Somebody) -> None:
    person, errand = somebody(), parking_permit(MIRA, plate="HU-FR 1")
    without_papers = {title: {} if "Unterlagen" in title else answers for title, answers in errand.pages.items()}
    receipt = citizen.apply(person, Errand(errand.search, errand.slug, errand.title, without_papers), "Hanau")

    office = citizen.sign_in(somebody(), "Petra Schneider")
    clerk.claim(clerk.find_case(office, receipt.number))
    clerk.ask(office, "Fahrzeugschein", "Bitte laden Sie den Fahrzeugschein hoch.")

    person.open(receipt.path)
    person.follow("Frage beantworten").sees("Bitte laden Sie den Fahrzeugschein hoch.")
    answer_what_is_asked(person, {"Zulassungsbescheinigung Teil I (Fahrzeugschein)": [papers.pdf("schein.pdf")]})
    person.press("Antwort absenden").sees("Ihre Antwort ist beim Amt.")

    office.open("/amt/")
    office.sees("Antworten und Nachrichten sind da")
    clerk.find_case(office, receipt.number).sees("schein.pdf")
    clerk.check_everything(office).follow("Entscheiden")
    clerk.draft(office, Decision("Ausweis erteilt"))
    clerk.issue(office)
    citizen.wait_for_letter(person, receipt, "Ausweis erteilt").sees("HU-FR 1", "30,00")


def test_a_remedy_that_nobody_confirmed_stops_the_decision(somebody: Somebody) -> None:
    person = somebody()
    receipt = citizen.apply(person, dog_tax(MIRA, dog="Justitia"), "Hanau")
    office = citizen.sign_in(somebody(), "Petra Schneider")
    clerk.claim(clerk.find_case(office, receipt.number))
    clerk.check_everything(office).follow("Entscheiden")
    clerk.draft(office, Decision("Hund angemeldet")).follow("Prüfen und erlassen")
    expect(office.page.get_by_role("button", name="Jetzt erlassen")).to_have_count(0)
    office.sees("Zuerst: Rechtsbehelf bestätigen")


def test_somebody_who_withdraws_gets_no_decision(somebody: Somebody) -> None:
    person = somebody()
    receipt = citizen.apply(person, dog_tax(MIRA, dog="Zurück"), "Hanau")
    person.open(receipt.path)
    person.follow("Antrag zurückziehen")
    person.press("Antrag zurückziehen").sees("Sie haben diesen Antrag zurückgezogen")
    office = citizen.sign_in(somebody(), "Petra Schneider")
    clerk.find_case(office, receipt.number).sees("Die Person hat den Antrag zurückgenommen")
