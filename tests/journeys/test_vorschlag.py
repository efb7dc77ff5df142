"""A table proposes the Bewohnerparkausweis and says why; the office takes it over, issues it, and the permit is there.

With the mouse, and by keyboard alone.
"""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys import by_keyboard, citizen, clerk, roads
from tests.journeys.citizen import Receipt
from tests.journeys.errands import LENA, parking_permit
from tests.journeys.looking import keep, look
from tests.journeys.person import Person

type Somebody = Callable[..., Person]

OFFICE, RESULT, TAKE_OVER = "Petra Schneider", "Ausweis erteilt", "In den Entwurf übernehmen"
WHY = "Die Person gibt an, mit Hauptwohnung gemeldet zu sein, und das Auto ist auf sie zugelassen"
NORM = "§ 45 Abs. 1b Satz 1 Nr. 2a StVO"


def show_permit(person: Person, receipt: Receipt, plate: str) -> Person:
    person.open(receipt.path)
    with person.page.expect_navigation():
        person.page.get_by_role("link", name=re.compile("^Ausweis ansehen")).first.click()
    return person.is_at("Bewohnerparkausweis").sees(plate)


def test_a_proposal_becomes_a_permit(somebody: Somebody) -> None:
    lena, plate = citizen.sign_in(somebody(), LENA.name), "HU-VO 1"
    receipt = citizen.apply(lena, parking_permit(LENA, plate=plate), "Hanau")
    office = citizen.sign_in(somebody(), OFFICE)
    clerk.claim(clerk.find_case(office, receipt.number))
    proposal = office.page.get_by_role("region", name="Vorschlag")
    for words in (RESULT, WHY, NORM):
        expect(proposal).to_contain_text(words)
    office.sees("Übernehmen können Sie ihn, sobald die Aufgaben davor erledigt sind.")
    expect(office.page.get_by_role("button", name=TAKE_OVER)).to_have_count(0)
    look(office, "park-vorschlag")
    clerk.check_everything(office)
    look(office.sees("Damit ist nichts entschieden."), "park-bereit")

    office.press(TAKE_OVER).is_at("Wie entscheiden Sie?").sees("Noch nichts ist verschickt.")
    expect(office.page.get_by_role("radio", name=RESULT)).to_be_checked()
    look(office, "park-entwurf")
    look(clerk.issue(office), "park-erlassen")

    citizen.wait_for_letter(lena, receipt, RESULT).sees(plate)
    look(lena, "park-bescheid")
    text = roads.read_pdf(keep("park-bescheid.pdf", lena.download("Als PDF herunterladen")))
    for part in (plate, "Innenstadt Nord", "30,00", "Rechtsbehelfsbelehrung"):
        assert part in text
    look(show_permit(lena, receipt, plate), "park-ausweis")


def test_by_keyboard_alone(somebody: Somebody) -> None:
    lena, office, plate = somebody(), somebody(), "HU-VO 2"
    hands, desk = by_keyboard.sign_in(lena, LENA.name), by_keyboard.sign_in(office, OFFICE)
    receipt = by_keyboard.apply(lena, parking_permit(LENA, plate=plate), "Hanau")
    by_keyboard.find_case(desk, office, receipt.number).press_button("Vorgang übernehmen")
    for outcome in ("Vollständig", "Aufgabe abschließen"):
        by_keyboard.do_task(desk, office, outcome)
    desk.press_button(TAKE_OVER).follow("Prüfen und erlassen")
    desk.press_button("Rechtsbehelf bestätigen").press_button("Jetzt erlassen")
    office.sees("Der Bescheid ist erlassen und liegt im Postfach der Person.")
    by_keyboard.read_letter(hands, lena, receipt, RESULT)
    lena.open(receipt.path)
    permit = lena.page.get_by_role("link", name=re.compile("^Ausweis ansehen")).first.text_content()
    hands.forget().follow(by_keyboard.plain(permit or ""))
    lena.is_at("Bewohnerparkausweis").sees(plate)
