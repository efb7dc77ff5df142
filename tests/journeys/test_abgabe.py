"""A case that the next town must decide is passed on to it, and decided there."""

from collections.abc import Callable

from tests.journeys import by_keyboard, citizen, clerk
from tests.journeys.citizen import Receipt
from tests.journeys.clerk import Decision
from tests.journeys.errands import LENA, parking_permit
from tests.journeys.person import Person
from tests.journeys.test_widerspruch import look

type Somebody = Callable[..., Person]

NEIGHBOUR, BODY, WHY = "Jens Vogel", "Maintal, Stadt", "Die Wohnung liegt in Maintal."


def applied(somebody: Somebody, plate: str) -> tuple[Person, Receipt]:
    lena = citizen.sign_in(somebody(), LENA.name)
    return lena, citizen.apply(lena, parking_permit(LENA, plate=plate), "Hanau")


def test_the_case_is_decided_where_it_belongs_and_the_person_follows_it(somebody: Somebody) -> None:
    lena, receipt = applied(somebody, "HU-AB 1")
    office = citizen.sign_in(somebody(), "Petra Schneider")
    clerk.claim(clerk.find_case(office, receipt.number))
    office.follow("An eine andere Stelle abgeben").press("Vorgang abgeben").sees("Wählen Sie die Stelle aus")
    look(office, "abgabe")
    office.page.get_by_label("Wer muss entscheiden?").select_option(BODY)
    office.write("Warum?", WHY).press("Vorgang abgeben").sees("Der Vorgang liegt jetzt bei der anderen Stelle.")
    look(office, "abgabe-vorgang")
    lena.open(receipt.path)
    look(lena.sees("Ihr Antrag liegt jetzt bei: Maintal"), "abgabe-antrag")
    lena.follow("Zum Antrag dort")
    number = lena.page.get_by_text("2026-").first.inner_text().split("2026-")[1][:9]
    neighbour = citizen.sign_in(somebody(), NEIGHBOUR)
    clerk.decide(neighbour, f"2026-{number}", Decision("Ausweis erteilt"))
    lena.page.reload()
    lena.sees("Das Amt hat entschieden.")


def test_a_case_is_passed_on_by_keyboard_alone(somebody: Somebody) -> None:
    _, receipt = applied(somebody, "HU-AB 2")
    office = somebody()
    keys = by_keyboard.sign_in(office, "Petra Schneider")
    clerk.find_case(office, receipt.number)
    keys.follow("An eine andere Stelle abgeben").type_into("Wer muss entscheiden?", "Maintal")
    keys.type_into("Warum?", WHY).press_button("Vorgang abgeben")
    office.sees("Der Vorgang liegt jetzt bei der anderen Stelle.")
