"""A plant is approved at the Regierungspräsidium: documents, three authorities, the public, a timer, two signatures.

With the mouse, and by keyboard alone.
"""

from collections.abc import Callable

from playwright.sync_api import Locator, expect

from tests.journeys import by_keyboard, citizen, clerk, papers, roads
from tests.journeys.citizen import Receipt
from tests.journeys.clerk import Decision
from tests.journeys.errands import LENA
from tests.journeys.form import answer_what_is_asked
from tests.journeys.keyboard import Keyboard
from tests.journeys.looking import keep, look
from tests.journeys.person import Person
from tests.journeys.plant import COMPANY, plant

type Somebody = Callable[..., Person]

BODY = "regierungspraesidium-darmstadt"
OFFICE, COLLEAGUE = "Helga Ritter", "Tobias Engel"
CITY, CITY_CLERK = "Hanau, Brüder-Grimm-Stadt", "Petra Schneider"
COUNTY, COUNTY_CLERK = "Wetteraukreis", "Markus Braun"
OUTSIDE = "Naturschutzbehörde: Naturschutzamt Main-Kinzig"
CONDITION = "Pflanzen Sie eine Hecke an der Nordseite."
PLACE, NOTICE = "Regierungspräsidium Darmstadt, Internetseite", "Antrag auf Genehmigung einer Biogasanlage."
WASTE = "Vorgeschlagen wegen der Angabe: Entstehen in der Anlage Abfälle? Ja"
GRANTED = Decision("Anlage genehmigt", words="Die Auflagen sichern den Schutz der Nachbarschaft.")
DONE = "Die Aufgabe ist erledigt."
UNTIL_THE_OBJECTIONS_END = 70
"""Days after which nobody may object any more, and days after which the next timer has run out."""


def party(office: Person, name: str) -> Locator:
    return office.page.get_by_role("group", name=name, exact=True)


def test_a_plant_is_approved(somebody: Somebody) -> None:
    lena = citizen.sign_in(somebody(), LENA.name)
    receipt = citizen.apply(lena, plant("Biogasanlage Hof Eichen"), "Hanau")
    look(lena, "anlage-eingang")
    office = citizen.sign_in(somebody(), OFFICE)
    clerk.claim(clerk.find_case(office, receipt.number)).sees(COMPANY)
    look(office, "anlage-vorgang")
    complete_the_documents(office, lena, receipt)
    clerk.find_case(office, receipt.number)
    case = office.page.url
    involve_three(office)
    answer_as_a_body(citizen.sign_in(somebody(), CITY_CLERK))
    answer_as_a_body(citizen.sign_in(somebody(), COUNTY_CLERK))
    office.page.goto(case)
    record_the_answer_from_outside(office)
    display(office)
    office.town_hall.let_days_pass(BODY, UNTIL_THE_OBJECTIONS_END)
    end_the_display(office, case)
    office.page.goto(case)
    look(office.sees("Frist für die Entscheidung im förmlichen Verfahren"), "anlage-zeitgeber")
    clerk.do_task(office, "Einwendungen auswerten")
    clerk.next_act(office).get_by_label("Grund für Ihre Wahl").fill("Alle Pflichten sind gesichert.")
    clerk.do_task(office, "Voraussetzungen prüfen", "Voraussetzungen erfüllt")
    draft_with_clauses(office)
    sign(office, citizen.sign_in(somebody(), COLLEAGUE))
    office.page.goto(case)
    office.follow("Bescheid fertigstellen").follow("Prüfen und erlassen")
    office.press("Jetzt erlassen").sees("Der Bescheid ist erlassen und liegt im Postfach der Person.")
    look(office, "anlage-erlassen")
    read_the_permit(lena, receipt)


def complete_the_documents(office: Person, applicant: Person, receipt: Receipt) -> None:
    """The building plans are missing; the office asks for them and finds the rest complete."""
    for point in clerk.next_act(office).get_by_role("checkbox").all():
        point.check()
    office.press("Unterlagen fehlen").sees(DONE).follow("Rückfrage stellen")
    expect(office.page.get_by_role("checkbox", checked=True)).to_have_count(1)
    office.write("Text an die Person", "Die Bauvorlagen fehlen.").press("Rückfrage senden")
    applicant.open(receipt.path)
    applicant.follow("Frage beantworten").sees("Die Bauvorlagen fehlen.")
    answer_what_is_asked(applicant, {"Bauvorlagen": [papers.pdf("bauvorlagen.pdf")]})
    applicant.press("Antwort absenden").sees("Ihre Antwort ist beim Amt.")
    clerk.find_case(office, receipt.number).sees("bauvorlagen.pdf")
    clerk.do_task(office, "Unterlagen auf Vollständigkeit prüfen", "Vollständig")


def involve_three(office: Person) -> None:
    office.follow("Stellen beteiligen").is_at("Wen fragen Sie?")
    party(office, "Bauaufsicht").get_by_label("Welche Stelle ist das hier?").fill(CITY)
    party(office, "Wasserbehörde").get_by_label("Welche Stelle ist das hier?").fill(COUNTY)
    outside = party(office, "Naturschutzbehörde")
    outside.get_by_label("Welche Stelle ist das hier?").fill("Naturschutzamt Main-Kinzig")
    outside.get_by_label("Anschrift").fill("Barbarossastraße 1\n63571 Gelnhausen")
    office.page.get_by_role("checkbox", name="Wie heißt die Anlage?").check()
    office.page.get_by_role("checkbox", name="lageplan.pdf (").check()
    look(office, "anlage-beteiligen")
    office.press("Anfrage senden").sees("Die Anfrage ist gesendet.", OUTSIDE)


def answer_as_a_body(person: Person) -> None:
    """Answer at the desk of another body, which sees the extract and nothing of the applicant."""
    person.open("/amt/")
    person.sees("Andere Stellen warten auf uns").follow("Stellung nehmen").sees("Biogasanlage", "lageplan.pdf")
    person.does_not_see("Hofweg")
    person.does_not_see("emissionen.pdf")
    look(person, "anlage-stellungnahme")
    person.page.get_by_role("radio", name="Keine Bedenken", exact=True).check()
    person.press("Stellungnahme absenden").sees("Unsere Antwort")


def record_the_answer_from_outside(office: Person) -> None:
    office.follow(OUTSIDE)
    text = roads.read_pdf(office.download("Anschreiben drucken (PDF)"))
    assert "63571 Gelnhausen" in text
    assert "Biogasanlage Hof Eichen" in text
    look(office, "anlage-anfrage")
    office.page.get_by_role("radio", name="Keine Bedenken, wenn Bedingungen erfüllt werden").check()
    office.write("Text der Stellungnahme", CONDITION).press("Stellungnahme speichern")
    office.sees("Keine Bedenken unter Bedingungen")


def display(office: Person) -> None:
    expect(clerk.next_act(office)).to_contain_text("Vorhaben bekannt machen und Unterlagen auslegen")
    office.follow("Auslegung eintragen").is_at("Wann und wo liegen die Unterlagen aus?")
    look(office, "anlage-auslegung")
    office.write("Ort, mit Anschrift und Zeiten", PLACE).write("Text der Bekanntmachung", NOTICE)
    office.press("Auslegung eintragen").sees("Öffentliche Auslegung", "0 Einwendungen")


def end_the_display(office: Person, case: str) -> None:
    """One neighbour objects, then the days are over."""
    office.page.goto(case)
    with office.page.expect_navigation():
        office.page.locator("#auslegung").get_by_role("link").first.click()
    office.write("Von wem", "Nachbarin Busch").write("Was eingewendet wird", "Es wird laut.")
    office.press("Einwendung speichern").sees("Nachbarin Busch", "Es wird laut.")
    look(office, "anlage-einwendungen")
    office.press("Auslegung beenden").sees("eine Einwendung")


def draft_with_clauses(office: Person) -> None:
    office.follow("Entscheiden").sees("Nebenbestimmungen", "Wird immer vorgeschlagen.", WASTE)
    expect(office.page.get_by_role("checkbox", name="Wir behalten uns vor")).not_to_be_checked()
    office.write("Eigene Auflage", CONDITION)
    look(office, "anlage-entscheiden")
    clerk.draft(office, GRANTED).follow("Prüfen und erlassen")
    office.page.get_by_role("group", name="Gericht").get_by_role("radio").first.check()
    office.press("Rechtsbehelf bestätigen").sees("Zuerst: zweite Person")
    look(office, "anlage-zweite-person")
    office.press("Zur Mitzeichnung geben")


def sign(office: Person, colleague: Person) -> None:
    expect(office.page.get_by_role("button", name="Jetzt erlassen")).to_have_count(0)
    colleague.open("/amt/")
    look(colleague.sees("Zur Mitzeichnung"), "anlage-heute")
    colleague.follow("Entwurf lesen und mitzeichnen").is_at("Zeichnen Sie diesen Bescheid mit?").sees(CONDITION)
    look(colleague, "anlage-mitzeichnen")
    colleague.press("Mitzeichnen")


def read_the_permit(person: Person, receipt: Receipt) -> None:
    citizen.wait_for_letter(person, receipt, GRANTED.result).sees(COMPANY, CONDITION, "Nebenbestimmungen")
    look(person, "anlage-bescheid")
    text = roads.read_pdf(keep("anlage-bescheid.pdf", person.download("Als PDF herunterladen")))
    for part in (COMPANY, "8.6.3.1", CONDITION, "Inbetriebnahme", "Baugenehmigung", "Rechtsbehelfsbelehrung", "Klage"):
        assert part in text


def test_by_keyboard_alone(somebody: Somebody) -> None:
    lena, office = somebody(), somebody()
    hands = by_keyboard.sign_in(lena, LENA.name)
    receipt = by_keyboard.apply(lena, plant("Biogasanlage Hof Tanne"), "Hanau")
    desk = by_keyboard.find_case(by_keyboard.sign_in(office, OFFICE), office, receipt.number)
    desk.press_button("Vorgang übernehmen")
    case = office.page.url
    complete_the_documents_by_key(desk, office, hands, lena, receipt)
    office.page.goto(case)
    by_keyboard.do_task(desk, office, "Vollständig")
    involve_three_by_key(desk, office)
    for name in (CITY_CLERK, COUNTY_CLERK):
        answer_as_a_body_by_key(somebody(), name, receipt)
    office.page.goto(case)
    desk.follow(OUTSIDE).choose("Keine Bedenken, wenn Bedingungen erfüllt werden")
    desk.type_into("Text der Stellungnahme", CONDITION).press_button("Stellungnahme speichern")
    display_by_key(desk, office, case)
    office.page.goto(case)
    by_keyboard.do_task(desk.forget(), office)
    desk.type_into("Grund für Ihre Wahl", "Alle Pflichten sind gesichert.")
    by_keyboard.do_task(desk, office, "Voraussetzungen erfüllt")
    decide_by_key(desk, office)
    sign_by_key(somebody(), receipt)
    office.page.goto(case)
    desk.forget().follow("Bescheid fertigstellen").follow("Prüfen und erlassen").press_button("Jetzt erlassen")
    office.sees("Der Bescheid ist erlassen und liegt im Postfach der Person.")
    by_keyboard.read_letter(hands, lena, receipt, GRANTED.result)
    lena.sees(COMPANY, CONDITION, "Nebenbestimmungen")


def complete_the_documents_by_key(
    desk: Keyboard, office: Person, hands: Keyboard, applicant: Person, receipt: Receipt
) -> None:
    by_keyboard.do_task(desk, office, "Unterlagen fehlen").follow("Rückfrage stellen")
    desk.type_into("Text an die Person", "Die Bauvorlagen fehlen.").press_button("Rückfrage senden")
    applicant.open(receipt.path)
    hands.forget().follow("Frage beantworten").upload("Bauvorlagen", papers.pdf("bauvorlagen.pdf"))
    hands.press_button("Antwort absenden")
    applicant.sees("Ihre Antwort ist beim Amt.")


def involve_three_by_key(desk: Keyboard, office: Person) -> None:
    desk.follow("Stellen beteiligen")
    for who, body in (
        ("Bauaufsicht", CITY),
        ("Wasserbehörde", COUNTY),
        ("Naturschutzbehörde", "Naturschutzamt Main-Kinzig"),
    ):
        desk.type_into("Welche Stelle ist das hier?", body, who)
    desk.type_into("Anschrift", "Barbarossastraße 1\n63571 Gelnhausen", "Naturschutzbehörde")
    for words in ("Wie heißt die Anlage?", "lageplan.pdf ("):
        desk.tick(by_keyboard.label_of(office, words))
    desk.press_button("Anfrage senden")
    office.sees("Die Anfrage ist gesendet.", OUTSIDE)


def answer_as_a_body_by_key(person: Person, name: str, receipt: Receipt) -> None:
    keys = by_keyboard.sign_in(person, name)
    person.open("/amt/")
    keys.follow("Stellung nehmen").choose("Keine Bedenken").press_button("Stellungnahme absenden")
    person.sees("Unsere Antwort", receipt.number)


def display_by_key(desk: Keyboard, office: Person, case: str) -> None:
    desk.follow("Auslegung eintragen").type_into("Ort, mit Anschrift und Zeiten", PLACE)
    desk.type_into("Text der Bekanntmachung", NOTICE).press_button("Auslegung eintragen")
    office.town_hall.let_days_pass(BODY, UNTIL_THE_OBJECTIONS_END)
    office.page.goto(case)
    shown = office.page.locator("#auslegung").get_by_role("link").first.inner_text()
    desk.forget().follow(by_keyboard.plain(shown)).type_into("Von wem", "Nachbarin Busch")
    desk.type_into("Was eingewendet wird", "Es wird laut.").press_button("Einwendung speichern")
    desk.press_button("Auslegung beenden")
    office.sees("eine Einwendung")


def decide_by_key(desk: Keyboard, office: Person) -> None:
    desk.follow("Entscheiden").choose(by_keyboard.label_of(office, GRANTED.result))
    desk.type_into("Eigene Auflage", CONDITION).type_into("Eigene Begründung", GRANTED.words)
    desk.press_button("Bescheid aufbauen").follow("Prüfen und erlassen")
    desk.choose("Verwaltungsgericht Darmstadt (Darmstadt)").press_button("Rechtsbehelf bestätigen")
    desk.press_button("Zur Mitzeichnung geben")


def sign_by_key(colleague: Person, receipt: Receipt) -> None:
    keys = by_keyboard.sign_in(colleague, COLLEAGUE)
    colleague.open("/amt/")
    keys.follow("Entwurf lesen und mitzeichnen").press_button("Mitzeichnen")
    colleague.sees(receipt.number)
