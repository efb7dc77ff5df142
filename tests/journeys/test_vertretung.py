"""A carer applies at a phone for somebody else; the clerk sees who acts for whom, and so does the letter."""

import re
from collections.abc import Callable

from tests.journeys import axe, citizen, clerk
from tests.journeys.clerk import Decision
from tests.journeys.errands import LENA, Applicant, parking_permit
from tests.journeys.person import Person
from tests.journeys.roads import PHONE, PHONE_WITHOUT_SCRIPT, read_pdf

type Somebody = Callable[..., Person]

CARER = "Als rechtliche Betreuerin oder rechtlicher Betreuer"
ACTS = "Jana Kern (Betreuungsverein Hanau)"


def fill_in(person: Person, applicant: Applicant, plate: str) -> Person:
    """Come to the review of an application for a parking permit, and from there to the page that asks for whom."""
    errand = parking_permit(applicant, plate=plate)
    citizen.find_service(person, errand, "Hanau")
    citizen.begin(person, errand)
    citizen.fill_in(person, errand).sees("Sie beantragen für sich selbst.")
    return ask_for_whom(person)


def ask_for_whom(person: Person) -> Person:
    with person.page.expect_navigation():
        person.page.get_by_role("link", name=re.compile("^Ändern\\s?: Für wen$")).click()
    person.look()
    return person.is_at("Für wen beantragen Sie?")


def say_carer(person: Person) -> Person:
    person.page.get_by_role("radio", name=CARER).check()
    person.write("Ihr Vor- und Nachname", "Jana Kern").write("Name der Organisation", "Betreuungsverein Hanau")
    return person.press("Speichern").is_at("Prüfen und absenden")


def test_a_carer_applies_for_somebody_and_the_office_answers_the_carer(somebody: Somebody) -> None:
    person = fill_in(somebody(**PHONE), LENA, "HU-LH 88")
    person.page.get_by_role("radio", name=CARER).check()
    person.press("Speichern").sees("Geben Sie Ihren Vor- und Nachnamen an.")
    found = axe.complaints(person, "for whom")
    person.page.set_viewport_size(PHONE["viewport"])
    say_carer(person).sees(f"{ACTS} beantragt für Lena Hoffmann, als rechtliche Betreuung.")
    receipt = citizen.submit(person)
    person.sees(f"{ACTS} beantragt für Lena Hoffmann")

    office = citizen.sign_in(somebody(**PHONE), "Petra Schneider")
    clerk.find_case(office, receipt.number)
    office.sees(
        f"Gestellt von {ACTS} für Lena Hoffmann, als rechtliche Betreuung.", "Sie können einen Nachweis verlangen."
    )
    found += axe.complaints(office, "the case")
    clerk.claim(office)
    clerk.check_everything(office).follow("Entscheiden")
    clerk.draft(office, Decision("Ausweis erteilt"))
    clerk.issue(office)

    citizen.wait_for_letter(person, receipt, "Ausweis erteilt").sees(f"Vertreten durch {ACTS}")
    assert f"Vertreten durch {ACTS}" in read_pdf(person.download("Als PDF herunterladen"))
    assert not found, "\n".join(found)


def test_what_is_missing_is_said_without_script_and_what_was_typed_stays(somebody: Somebody) -> None:
    person = fill_in(somebody(**PHONE_WITHOUT_SCRIPT), LENA, "HU-LH 89")
    person.page.get_by_role("radio", name="Als Organisation, die hilft").check()
    person.write("Ihr Vor- und Nachname", "Jana Kern").press("Speichern")
    person.is_at("Für wen beantragen Sie?").sees("Geben Sie den Namen der Organisation an.")
    assert person.labelled("Ihr Vor- und Nachname").input_value() == "Jana Kern"
    ask_for_whom(say_carer(person))
    person.page.get_by_role("radio", name="Für mich selbst").check()
    person.press("Speichern").is_at("Prüfen und absenden").sees("Sie beantragen für sich selbst.")
