"""The morning of a clerk: what waits, taking it, telling everybody at once; with many services and with one."""

from collections.abc import Callable

from playwright.sync_api import Locator

from tests.journeys import by_keyboard, citizen
from tests.journeys.citizen import Receipt
from tests.journeys.errands import LENA, MIRA, dog_tax, parking_permit
from tests.journeys.person import Person
from tests.journeys.test_widerspruch import look

type Somebody = Callable[..., Person]

UNCLAIMED, MINE = "/amt/vorgaenge/?ansicht=unclaimed", "/amt/vorgaenge/?ansicht=mine"
WORDS = "Das Amt ist am 3. Dezember geschlossen."
ABOUT = "Nachricht zu Ihrem Antrag"


def row_of(office: Person, number: str) -> Locator:
    return office.page.get_by_role("row").filter(has_text=number)


def choose(office: Person, *receipts: Receipt) -> Person:
    for each in receipts:
        row_of(office, each.number).get_by_role("checkbox").check()
    return office


def label_is_made(office: Person) -> None:
    office.open("/amt/etiketten/")
    look(office.is_at("Etiketten"), "morgen-etiketten")
    office.write("Name", "Morgens")
    office.page.get_by_role("radio", name="Grün").check()
    office.press("Etikett anlegen").sees("Morgens")
    look(office.follow("Ändern Morgens").is_at("Etikett ändern"), "morgen-etikett")


def told_of_both(office: Person, *receipts: Receipt) -> Person:
    """Write one message to the persons of both cases, look at the preview, send it."""
    office.open(MINE)
    choose(office, *receipts).press("Nachricht schreiben").is_at("Nachricht an mehrere Personen")
    look(office, "morgen-nachricht")
    office.press("Vorschau ansehen").sees("leer")
    office.write("Text", WORDS).press("Vorschau ansehen").sees("Noch ist nichts geschehen.", WORDS)
    look(office, "morgen-nachricht-vorschau")
    return office.press("Nachricht an 2 Personen senden").is_at("Bei 2 Vorgängen erledigt")


def test_a_clerk_with_many_services_takes_what_came_in_and_tells_everybody(somebody: Somebody) -> None:
    lena = citizen.sign_in(somebody(), LENA.name)
    parking = citizen.apply(lena, parking_permit(LENA, plate="HU-MO 1"), "Hanau")
    dog = citizen.apply(somebody(), dog_tax(MIRA, dog="Morgen"), "Hanau")
    office = citizen.sign_in(somebody(), "Petra Schneider")
    office.open("/amt/")
    look(office.sees("Eingang der Stelle"), "morgen-heute")
    label_is_made(office)

    office.open(UNCLAIMED)
    office.is_at("Eingang der Stelle")
    choose(office, parking, dog)
    look(office, "morgen-eingang")
    office.press("Übernehmen").is_at("Vorgänge übernehmen").sees("2 Vorgänge übernehmen")
    look(office, "morgen-vorschau")
    look(office.press("2 Vorgänge übernehmen").is_at("Bei 2 Vorgängen erledigt"), "morgen-ergebnis")
    look(told_of_both(office, parking, dog), "morgen-gesendet")
    citizen.wait_for_letter(lena, parking, ABOUT).sees(WORDS)

    office.open(MINE)
    choose(office, dog).page.get_by_label("Etikett").last.select_option("Morgens")
    office.press("Etikett vergeben").press("Etikett an einen Vorgang vergeben").is_at("Bei einem Vorgang erledigt")
    office.open(MINE)
    look(office.is_at("Meine Aufgaben").sees("Morgens"), "morgen-aufgaben")


def test_a_clerk_with_one_service_works_by_keyboard_alone(somebody: Somebody) -> None:
    receipt = citizen.apply(somebody(), parking_permit(LENA, plate="HU-MO 2"), "Maintal")
    office = somebody()
    keys = by_keyboard.sign_in(office, "Jens Vogel")
    office.open(UNCLAIMED)
    office.sees(receipt.number)
    keys.tick(f"Lena Hoffmann {receipt.number}").press_button("Übernehmen")
    keys.press_button("Einen Vorgang übernehmen")
    office.is_at("Bei einem Vorgang erledigt")
    keys.follow("Meine Aufgaben")
    office.is_at("Meine Aufgaben").sees(receipt.number)
