"""The keeper of a borrowed car declares by a link that the applicant hands over; the clerk sees it; paper counts."""

from collections.abc import Callable
from dataclasses import replace

from tests.journeys import by_keyboard, citizen, clerk
from tests.journeys.errands import LENA, MIRA, Applicant, Errand, parking_permit
from tests.journeys.keyboard import Keyboard
from tests.journeys.looking import look
from tests.journeys.papers import pdf
from tests.journeys.person import Person
from tests.journeys.roads import PHONE

type Somebody = Callable[..., Person]

OFFICE = "Petra Schneider"
WHO = "die Halterin oder der Halter des Fahrzeugs"
TITLE = "Erklärung einer zweiten Person"


def borrowed_car(person: Applicant, plate: str) -> Errand:
    """A permit for the car of somebody else."""
    own = parking_permit(person, plate=plate)
    pages = {title: dict(answers) for title, answers in own.pages.items()}
    pages["Fahrzeug und Halter"] |= {
        "Auf wen ist das Fahrzeug zugelassen?": "Auf eine andere Person",
        "Vor- und Nachname der anderen Person": "Ingrid Vollmer",
    }
    pages["Unterlagen: Fahrzeug und Halter"] |= {"Nutzungsüberlassung": [pdf("nutzung.pdf")]}
    return replace(own, pages=pages)


def link_of(person: Person) -> str:
    return person.page.locator("#geheimer-link").first.inner_text()


def test_the_keeper_declares_on_the_phone_and_a_change_asks_again(somebody: Somebody) -> None:
    lena = citizen.sign_in(somebody(), LENA.name)
    errand = borrowed_car(LENA, "HU-MK 1")
    citizen.find_service(lena, errand, "Hanau")
    citizen.begin(lena, errand)
    citizen.fill_in(lena, errand).sees("Eine zweite Person kann dazu etwas erklären", "Wir schreiben dieser Person")
    look(lena, "miterklaerung-vorher")
    receipt = citizen.submit(lena)
    look(lena.sees("Eine zweite Person kann dazu etwas erklären"), "miterklaerung-eingang")
    lena.follow(f"Link zum Weitergeben {WHO}").is_at(TITLE)
    look(lena, "miterklaerung-link-neu")
    lena.press("Link erstellen").sees("Wir zeigen ihn nur jetzt.")
    look(lena, "miterklaerung-link")
    link = link_of(lena)

    keeper = somebody(**PHONE)
    keeper.open(link)
    look(keeper.is_at("Um Ihre Erklärung wird gebeten"), "miterklaerung-oeffnen")
    keeper.press("Antrag lesen").is_at("Ihre Erklärung zu einem Antrag").sees("HU-MK 1", "Sie dürfen ablehnen.")
    look(keeper, "miterklaerung")
    keeper.press("Antwort absenden").sees("Wählen Sie eine Antwort.")
    look(keeper, "miterklaerung-fehler")
    keeper.page.get_by_role("radio", name="Ich gebe die Erklärung ab").check()
    keeper.write("Ihr Vorname und Nachname", "Ingrid Vollmer").press("Antwort absenden")
    look(keeper.is_at("Ihre Antwort ist angekommen").sees("Erklärung abgegeben"), "miterklaerung-fertig")

    lena.open(receipt.path)
    look(lena.sees("Die Erklärung liegt vor: Ingrid Vollmer"), "miterklaerung-stand")
    lena.follow("Angaben ändern").follow("Ändern Fahrzeug und Halter")
    lena.write("Wie lautet das Kennzeichen?", "HU-MK 11")
    with lena.page.expect_navigation():
        lena.page.locator("main form button[type=submit]").first.click()
    lena.sees("Eine zweite Person kann dazu etwas erklären", "gilt dafür nicht mehr")
    look(lena, "miterklaerung-veraltet")


def test_a_clerk_sees_a_refusal_and_records_paper(somebody: Somebody) -> None:
    mira = somebody()
    receipt = citizen.apply(mira, borrowed_car(MIRA, "HU-MK 2"), "Hanau")
    mira.follow(f"Link zum Weitergeben {WHO}").press("Link erstellen")
    keeper = somebody()
    keeper.open(link_of(mira))
    keeper.press("Antrag lesen")
    keeper.page.get_by_role("radio", name="Ich lehne ab").check()
    keeper.write("Ihr Vorname und Nachname", "Ingrid Vollmer").write("Warum lehnen Sie ab?", "Noch nicht gefragt.")
    keeper.press("Antwort absenden").sees("Erklärung abgelehnt")

    office = citizen.sign_in(somebody(), OFFICE)
    clerk.claim(clerk.find_case(office, receipt.number)).sees("Miterklärung abgelehnt", "Noch nicht gefragt.")
    look(office, "miterklaerung-vorgang")
    office.follow(f"Ansehen, neuer Link oder Papier eintragen {WHO}").is_at(TITLE)
    look(office, "miterklaerung-amt")
    office.press("Link erstellen").sees("Sie sehen ihn nur jetzt.")
    office.page.get_by_role("radio", name="Die Erklärung ist abgegeben").check()
    office.write("Name der Person", "Ingrid Vollmer")
    office.press("Erklärung eintragen").sees("Der Scan der Erklärung fehlt.")
    look(office, "miterklaerung-amt-fehler")
    office.page.locator("[name=scan]").set_input_files(pdf("erklaerung.pdf"))
    office.press("Erklärung eintragen").sees("Miterklärung liegt vor", "auf Papier")
    look(office, "miterklaerung-vorgang-papier")


def test_all_of_it_goes_by_keyboard_alone(somebody: Somebody) -> None:
    lena = somebody()
    by_keyboard.sign_in(lena, LENA.name)
    by_keyboard.apply(lena, borrowed_car(LENA, "HU-MK 3"), "Hanau")
    keys = Keyboard(lena).follow(f"Link zum Weitergeben {WHO}").press_button("Link erstellen")
    link = link_of(lena)
    keys.forget().follow("Zum Antrag").follow(f"Link verlängern oder ersetzen {WHO}").press_button("Link verlängern")
    lena.sees("Der Link gilt jetzt länger.")

    keeper = somebody()
    keeper.open("/erklaerung/")
    look(keeper.is_at("Code eingeben"), "miterklaerung-code")
    keys = Keyboard(keeper).type_into("Code", link.rstrip("/").rpartition("/")[2]).press_button("Weiter")
    look(keeper, "miterklaerung-code-geoeffnet")
    keys.press_button("Antrag lesen").choose("Ich lehne ab")
    keys.type_into("Ihr Vorname und Nachname", "Ingrid Vollmer").press_button("Antwort absenden")
    keeper.sees("Erklärung abgelehnt")
