"""Office and person talk before the decision: an appointment, a message, a change of answers; by keyboard alone."""

from collections.abc import Callable

from tests.journeys import by_keyboard, citizen
from tests.journeys.errands import LENA, parking_permit
from tests.journeys.form import boxes_after
from tests.journeys.keyboard import Keyboard
from tests.journeys.looking import look
from tests.journeys.person import Person

type Somebody = Callable[..., Person]

OFFICE, WHAT_FOR, NEWS = "Petra Schneider", "Bitte bringen Sie den Fahrzeugschein mit.", "Der Plan ist da."
PLATE, CHANGED = "HU-TE 1", "HU-TE 2"


def test_an_appointment_a_message_and_a_change_by_keyboard_alone(somebody: Somebody) -> None:
    lena, office = somebody(), somebody()
    hands = by_keyboard.sign_in(lena, LENA.name)
    receipt = citizen.apply(lena, parking_permit(LENA, plate=PLATE), "Hanau")
    desk = by_keyboard.sign_in(office, OFFICE)
    offer_appointments(desk, office)
    by_keyboard.find_case(desk, office, receipt.number).press_button("Vorgang übernehmen").follow("Zum Termin einladen")
    look(office, "termin-einladung")
    desk.forget().type_into("Wozu der Termin ist und was die Person mitbringt", WHAT_FOR)
    desk.press_button("Einladung senden").follow("Nachricht schreiben")
    look(office, "nachricht")
    desk.forget().type_into("Text", NEWS).press_button("Nachricht senden")

    lena.open(receipt.path)
    look(lena.sees("Das Amt bittet Sie, einen Termin zu buchen."), "termin-gebeten")
    hands.forget().follow("Termin im Amt buchen")
    look(lena, "termin-buchen")
    book(hands.forget(), lena)
    change_an_answer(hands, lena)
    by_keyboard.find_case(desk.forget(), office, receipt.number)
    look(office.sees(CHANGED), "termin-vorgang")


def offer_appointments(desk: Keyboard, office: Person) -> None:
    office.open("/amt/termine/")
    desk.forget().follow("Termine anbieten")
    look(office, "termine-anbieten")
    desk.forget()
    for question, days in (("Tag", 7), ("Jede Woche wiederholen bis", 21)):
        day = boxes_after(days)
        desk.type_date(question, day.day, day.month, day.year)
    desk.answer("Ort", "Rathaus, Zimmer 12").press_button("Termine anbieten")
    look(office.sees("Rathaus, Zimmer 12"), "termine")


def book(hands: Keyboard, person: Person) -> None:
    free = person.page.get_by_role("radio").nth(1).evaluate("each => each.labels[0].textContent")
    hands.choose(by_keyboard.plain(str(free))).press_button("Termin buchen")
    look(person.sees("Ihr Termin im Amt"), "termin-gebucht")


def change_an_answer(hands: Keyboard, person: Person) -> None:
    hands.forget().follow("Angaben ändern")
    look(person.is_at("Was möchten Sie ändern?"), "berichtigung")
    hands.forget().follow("Ändern Fahrzeug und Halter")
    look(person, "berichtigung-seite")
    hands.forget().answer("Wie lautet das Kennzeichen?", CHANGED)
    hands.press_button(person.page.locator("main form button[type=submit]").first.inner_text())
