"""The morning of a clerk: what waits, taking it, telling everybody at once; with many services and with one."""

from collections.abc import Callable

from playwright.sync_api import Locator

from tests.journeys import by_keyboard, citizen
from tests.journeys.citizen import Receipt
from tests.journeys.errands import LENA, MIRA, dog_tax, parking_permit
from tests.journeys.keyboard import Keyboard
from tests.journeys.looking import look
from tests.journeys.person import Person

type Somebody = Callable[..., Person]

UNCLAIMED, MINE = "/amt/vorgaenge/?ansicht=unclaimed", "/amt/vorgaenge/?ansicht=mine"
NOTE = "Die Halterin ruft morgen an."
WORDS = "Das Amt ist am 3. Dezember geschlossen."
ABOUT = "Nachricht zu Ihrem Antrag"


def row_of(office: Person, number: str) -> Locator:
    return office.page.get_by_role("row").filter(has_text=number)


def choose(office: Person, *receipts: Receipt) -> Person:
    for each in receipts:
        row_of(office, each.number).get_by_role("checkbox").check()
    return office


def label_is_made(office: Person) -> Person:
    office.open("/amt/etiketten/")
    look(office.is_at("Etiketten"), "morgen-etiketten")
    office.write("Name", "Morgens")
    office.page.get_by_role("radio", name="Grün").check()
    return office.press("Etikett anlegen").sees("Morgens")


def told_of_both(office: Person, *receipts: Receipt) -> Person:
    """Write one message to the persons of both cases, look at the preview, send it."""
    office.open(MINE)
    choose(office, *receipts).press("Nachricht schreiben").is_at("Nachricht an mehrere Personen")
    look(office, "morgen-nachricht")
    office.press("Vorschau ansehen").sees("leer")
    office.write("Text", WORDS).press("Vorschau ansehen").sees("Noch ist nichts geschehen.", WORDS)
    look(office, "morgen-nachricht-vorschau")
    return office.press("Nachricht an 2 Personen senden").is_at("Bei 2 Vorgängen erledigt")


def assigned_with_a_note(office: Person, receipt: Receipt) -> None:
    """Give a case to the colleague from its page."""
    office.open(MINE)
    with office.page.expect_navigation():
        row_of(office, receipt.number).get_by_role("link").click()
    office.follow("Zuweisen").is_at("Vorgang zuweisen")
    look(office, "morgen-zuweisung")
    office.press("Vorgang zuweisen").sees("Diese Person arbeitet hier nicht an Vorgängen.")
    office.page.get_by_label("Wer bearbeitet das weiter?").select_option("Nadia Kurt")
    office.write("Vermerk", NOTE).press("Vorgang zuweisen").sees("Der Vorgang ist zugewiesen.")


def given_back(colleague: Person, receipt: Receipt) -> None:
    """Give a case back in the way of acts on many."""
    choose(colleague, receipt).press("Zuweisen").is_at("Vorgänge zuweisen")
    colleague.page.get_by_label("Wer bearbeitet das weiter?").select_option("Petra Schneider")
    colleague.press("Vorschau ansehen").sees("wird zugewiesen")
    look(colleague, "morgen-zuweisen-vorschau")
    colleague.press("Einen Vorgang zuweisen").is_at("Bei einem Vorgang erledigt")


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

    assigned_with_a_note(office, dog)
    colleague = citizen.sign_in(somebody(), "Nadia Kurt")
    colleague.open("/amt/")
    look(colleague.sees(NOTE), "morgen-zugewiesen")
    colleague.open(MINE)
    colleague.sees(dog.number).does_not_see(parking.number)
    given_back(colleague, dog)

    office.open(MINE)
    choose(office, dog).page.get_by_label("Etikett").last.select_option("Morgens")
    office.press("Etikett vergeben").press("Etikett an einen Vorgang vergeben").is_at("Bei einem Vorgang erledigt")
    office.open(MINE)
    look(office.is_at("Meine Aufgaben").sees("Morgens"), "morgen-aufgaben")
    office.write("Name, Aktenzeichen oder Angabe", "HU-MO 1").press("Anwenden")
    office.sees(parking.number).does_not_see(dog.number)


def test_a_clerk_with_one_service_works_by_keyboard_alone(somebody: Somebody) -> None:
    receipt = citizen.apply(somebody(), parking_permit(LENA, plate="HU-MO 2"), "Maintal")
    office = somebody()
    keys = by_keyboard.sign_in(office, "Jens Vogel")
    office.open(UNCLAIMED)
    office.sees(receipt.number)
    look(help_is_shown(office), "morgen-tasten")
    office.page.keyboard.press("Escape")
    go_to_row(office, receipt)
    office.page.keyboard.press("x")
    assert row_of(office, receipt.number).get_by_role("checkbox").is_checked()
    keys = Keyboard(office).press_button("Übernehmen")
    keys.press_button("Einen Vorgang übernehmen")
    office.is_at("Bei einem Vorgang erledigt")
    keys.follow("Meine Aufgaben")
    office.is_at("Meine Aufgaben")
    go_to_row(office, receipt)
    with office.page.expect_navigation():
        office.page.keyboard.press("Enter")
    office.sees(receipt.number, "Freigeben")


def help_is_shown(office: Person) -> Person:
    office.page.keyboard.press("?")
    return office.sees("Zur nächsten Zeile", "Zeile auswählen")


def go_to_row(office: Person, receipt: Receipt) -> None:
    """Press j until the line of an Antrag has the focus."""
    link = row_of(office, receipt.number).get_by_role("link")
    for _ in range(60):
        office.page.keyboard.press("j")
        if link.evaluate("each => each === document.activeElement"):
            return
    raise AssertionError(f"j does not lead to {receipt.number}")
