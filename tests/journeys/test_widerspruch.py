"""An objection from the Bescheid to the decision on it in the Postfach: with the mouse, and by keyboard alone."""

import os
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys import axe, by_keyboard, citizen, clerk, papers, roads
from tests.journeys.citizen import Receipt
from tests.journeys.clerk import Decision
from tests.journeys.errands import LENA, dog_tax, parking_permit
from tests.journeys.keyboard import Keyboard
from tests.journeys.person import Person

type Somebody = Callable[..., Person]

OFFICE = "Petra Schneider"
REFUSED = Decision("Antrag abgelehnt", ["Ihre Wohnung liegt in keinem Bewohnerparkquartier."])
REASON = "Meine Straße gehört doch zum Quartier Innenstadt Nord."
OPERATIVE, COSTS = "Der Widerspruch wird zurückgewiesen.", "Kosten werden nicht erhoben."
WHY = "Der Stadtplan zeigt es."


def look(person: Person, name: str) -> None:
    """Let axe look at the open page; keep a picture where a folder is named."""
    assert axe.complaints(person, name) == []
    if folder := os.environ.get("RATHAUS_PICTURES"):
        for width in (360, 1280):
            person.page.set_viewport_size({"width": width, "height": 900})
            person.page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


def decide_ourselves(office: Person) -> None:
    """Confirm that the body decides itself, and that no hearing is needed."""
    office.page.get_by_label("Es entscheidet").select_option("hanau")
    office.page.get_by_role("radio", name="Es ist eine Selbstverwaltungsangelegenheit").check()
    office.press("Zuständigkeit bestätigen").sees("§ 73 Abs. 1 Satz 2 Nr. 3 VwGO")
    office.page.locator("summary", has_text="Anhörung eintragen").click()
    office.write("Oder: warum keine Anhörung nötig ist", "Frau Hoffmann verzichtet.")
    office.press("Anhörung eintragen").sees("Frau Hoffmann verzichtet.")


def test_an_objection_is_filed_worked_on_and_decided(somebody: Somebody) -> None:
    lena = citizen.sign_in(somebody(), LENA.name)
    receipt = citizen.apply(lena, parking_permit(LENA, plate="HU-WS 1"), "Hanau")
    office = citizen.sign_in(somebody(), OFFICE)
    clerk.decide(office, receipt.number, REFUSED)
    office.follow("Widerspruch eintragen, der auf Papier kam").is_at("Widerspruch eintragen")
    look(office, "eintragen")
    citizen.wait_for_letter(lena, receipt, REFUSED.result)
    number = file_it(lena)
    lena.follow("Widerspruch zurücknehmen").is_at("Widerspruch zurücknehmen?")
    look(lena, "zuruecknehmen")

    office.open("/amt/")
    office.sees(number)
    look(office, "heute")
    office.page.get_by_role("link", name=number).first.click()
    office.is_at("Widerspruch: Lena Hoffmann").sees(REASON, "rechtzeitig", "Zuerst übernehmen")
    office.press("Rechtsbehelf übernehmen").sees("Das raten wir nicht.")
    look(office, "rechtsbehelf")
    decide_ourselves(office)
    write_and_issue(office)
    office.open("/amt/rechtsbehelfe/statistik/")
    look(office.sees("Bewohnerparkausweis"), "statistik")
    read_the_decision(lena, receipt)
    officer = citizen.sign_in(somebody(), "Dr. Miriam Weiß")
    officer.open("/koordination/rechtsbehelfe/")
    look(officer.sees("Sobald ein Jahr vorbei ist, stehen seine Zahlen hier."), "koordination")


def file_it(person: Person) -> str:
    """From the Bescheid to the receipt; return the number of the objection."""
    person.follow("Widerspruch einlegen").is_at("Widerspruch einlegen").sees("Bis wann?", "VwVfG")
    look(person, "einlegen")
    person.write("Warum sind Sie nicht einverstanden?", REASON).press("Weiter zum Prüfen")
    person.is_at("Prüfen und einlegen").sees(REASON, "Bitte nicht übereilt")
    look(person, "pruefen")
    person.labelled("Unterlagen beifügen").set_input_files(papers.pdf("plan.pdf"))
    person.press("Widerspruch jetzt einlegen").is_at("Ihr Widerspruch")
    person.sees("Ihr Widerspruch ist eingelegt.", REASON, "plan.pdf", "§ 75 VwGO")
    look(person, "stand")
    return number_of(person)


def number_of(person: Person) -> str:
    return person.page.locator(".kern-preline").first.inner_text().split("·")[0].split()[-1]


def write_and_issue(office: Person) -> None:
    office.follow("Entscheidung schreiben")
    office.write("Entscheidung", OPERATIVE).write("Wer trägt die Kosten?", COSTS).write("Begründung", WHY)
    office.press("Entscheidung aufbauen").sees("Noch nichts ist verschickt.")
    look(office, "entscheidung")
    office.follow("Prüfen und erlassen").is_at("Entscheidung erlassen?")
    office.page.get_by_role("group", name="Gericht").get_by_role("radio").first.check()
    office.press("Gericht bestätigen").sees("nach Zustellung dieser Entscheidung")
    look(office, "erlass")
    office.press("Jetzt erlassen").sees("Die Entscheidung ist erlassen und liegt im Postfach der Person.")
    look(office, "entschieden")


def read_the_decision(person: Person, receipt: Receipt) -> None:
    citizen.wait_for_letter(person, receipt, "Widerspruchsbescheid").sees(OPERATIVE, COSTS, WHY)
    text = roads.read_pdf(person.download("Als PDF herunterladen"))
    for part in (OPERATIVE, COSTS, WHY, "Rechtsbehelfsbelehrung", "Verwaltungsgericht"):
        assert part in text


def words_of(person: Person, beginning: str) -> str:
    """Return the whole words of an option, as one hears them."""
    return " ".join(person.page.locator("label", has_text=beginning).inner_text().split())


def test_by_keyboard_alone(somebody: Somebody) -> None:
    """From a Bescheid that is there; how one applies and refuses by keyboard stands in other journeys."""
    lena, office = somebody(), somebody()
    keys, desk = by_keyboard.sign_in(lena, LENA.name), by_keyboard.sign_in(office, OFFICE)
    receipt = citizen.apply(lena, dog_tax(LENA, dog="Widerwort"), "Hanau")
    refused = Decision("Anmeldung abgelehnt", ["Der Hund ist bei uns schon angemeldet."])
    clerk.decide(office, receipt.number, refused)
    by_keyboard.read_letter(keys, lena, receipt, refused.result)

    keys.follow("Widerspruch einlegen").type_into("Warum sind Sie nicht einverstanden?", REASON)
    keys.press_button("Weiter zum Prüfen").press_button("Widerspruch jetzt einlegen")
    lena.is_at("Ihr Widerspruch").sees(REASON)
    number = number_of(lena)

    office.open("/amt/rechtsbehelfe/")
    desk.forget().follow(f"Widerspruch {number}").press_button("Rechtsbehelf übernehmen")
    desk.type_into("Es entscheidet", office.page.locator("option[value=hanau]").inner_text())
    desk.choose(words_of(office, "Es ist eine Selbstverwaltungsangelegenheit"))
    desk.press_button("Zuständigkeit bestätigen")
    desk.unfold("Anhörung eintragen").type_into("Oder: warum keine Anhörung nötig ist", "Verzicht.")
    desk.press_button("Anhörung eintragen").follow("Entscheidung schreiben")
    desk.type_into("Entscheidung", OPERATIVE).type_into("Wer trägt die Kosten?", COSTS).type_into("Begründung", WHY)
    desk.press_button("Entscheidung aufbauen").follow("Prüfen und erlassen")
    desk.choose("Verwaltungsgericht Darmstadt (Darmstadt)").press_button("Gericht bestätigen")
    desk.press_button("Jetzt erlassen")
    office.sees("Die Entscheidung ist erlassen und liegt im Postfach der Person.")

    lena.open(receipt.path)
    Keyboard(lena).press_button("Bescheid öffnen Widerspruchsbescheid: zurückgewiesen")
    expect(lena.page.get_by_role("article")).to_contain_text(OPERATIVE)
