"""A fee that is paid ahead: online and never coming back, online by keyboard alone, and what the office sees of it."""

from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.journeys import by_keyboard, citizen, clerk
from tests.journeys.citizen import Receipt
from tests.journeys.clerk import Decision
from tests.journeys.errands import TARIK, YUSUF, parking_permit
from tests.journeys.keyboard import Keyboard
from tests.journeys.person import Person
from tests.journeys.test_widerspruch import look

type Somebody = Callable[..., Person]

PLACE, OFFICE = "Friedberg (Hessen)", "Aylin Demir"
LOST = "Bezahlen und das Fenster schließen (der Rückweg geht verloren)"


def to_the_payment_service(person: Person) -> Person:
    """Go to the other server, which this person may visit from now on."""
    way = person.page.get_by_role("link", name="Zum Bezahldienst")
    target = urlsplit(way.get_attribute("href") or "")
    person.known_servers.append(f"{target.scheme}://{target.netloc}")
    return person.follow("Zum Bezahldienst").is_at("Bezahldienst (Simulator)")


def says(person: Person, words: str) -> Person:
    """Check that these words stand there as a whole: “noch nicht bezahlt.” is not “Bezahlt.”."""
    expect(person.page.get_by_text(words, exact=True)).to_be_visible()
    return person


def open_fee(office: Person, receipt: Receipt) -> Person:
    return clerk.find_case(office, receipt.number).follow("Gebühr").is_at("Gebühr")


def test_a_payment_whose_payer_never_comes_back_is_found_and_the_permit_issued(somebody: Somebody) -> None:
    person = citizen.sign_in(somebody(), YUSUF.name)
    receipt = citizen.apply(person, parking_permit(YUSUF, plate="FB-ZA 1"), PLACE)
    look(person.sees("Bitte bezahlen Sie die Gebühr: 30,00"), "zahlung-eingang")
    look(person.follow("Gebühr bezahlen").sees("§ 16 HVwKostG", "IBAN"), "zahlung-gebuehr")
    look(person.press("Online bezahlen").is_at("Jetzt beim Bezahldienst zahlen: 30,00"), "zahlung-weiter")
    to_the_payment_service(person).press(LOST).sees("Sie können dieses Fenster schließen")
    person.close()

    office = citizen.sign_in(somebody(), OFFICE)
    open_fee(office, receipt)
    look(says(office, "Bezahlt."), "zahlung-buchungen")
    look(office.follow("Kasse").is_at("Kasse"), "zahlung-kasse")
    look(office.follow("Konto und Bezahldienst").is_at("Konto und Bezahldienst"), "zahlung-konto")
    clerk.decide(office, receipt.number, Decision("Ausweis erteilt"))
    says(office.follow("Gebühr").sees("Aus dem Bescheid"), "Bezahlt.")


def test_a_fee_is_paid_and_booked_by_keyboard_alone(somebody: Somebody) -> None:
    person = somebody()
    receipt = by_keyboard.apply(person, parking_permit(TARIK, plate="FB-ZA 2"), PLACE)
    keys = Keyboard(person).follow("Gebühr bezahlen").press_button("Online bezahlen")
    way = person.page.get_by_role("link", name="Zum Bezahldienst").get_attribute("href") or ""
    person.known_servers.append(way.partition("/bezahlen/")[0])
    keys.follow("Zum Bezahldienst").press_button("Einen anderen Betrag bezahlen")
    look(person.is_at("Es kam ein anderer Betrag an"), "zahlung-anderer-betrag")

    office = somebody()
    keys = by_keyboard.sign_in(office, OFFICE).follow("Kasse")
    look(office.sees("Verlangt waren 30,00", "gekommen sind 29,00"), "zahlung-klaeren")
    keys.press_button("Gekommenen Betrag buchen Tarik Aydın")
    office.sees("Die Buchung steht.")
    open_fee(office, receipt).sees("1,00")
    keys.choose("Offenes erlassen").type_into("Buchungstext oder Grund", "Ein Euro lohnt nicht").press_button("Buchen")
    says(office.sees("Die Buchung steht."), "Erlassen.")
