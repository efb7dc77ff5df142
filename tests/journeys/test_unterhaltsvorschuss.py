"""Unterhaltsvorschuss: a document is missing, the person is heard, a part is granted. With the mouse and without."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys import by_keyboard, citizen, clerk, papers, roads
from tests.journeys.citizen import Receipt
from tests.journeys.clerk import Decision
from tests.journeys.errands import LENA, Errand, advance_maintenance
from tests.journeys.form import answer_what_is_asked
from tests.journeys.keyboard import Keyboard
from tests.journeys.looking import keep, look
from tests.journeys.person import Person

type Somebody = Callable[..., Person]

OFFICE = "Petra Schneider"
MISSING = "Geburtsurkunden der Kinder"
REQUEST = "Bitte laden Sie die Geburtsurkunden hoch."
PLAN = "Wir wollen nur für Elena zahlen."
FACTS = "Milan ist 14 Jahre alt. Ob er Geld vom Jobcenter braucht, ist offen."
OBJECTION = "Milan geht noch zur Schule. Bitte prüfen Sie das."
WORDS = "Elena bekommt ab November 2026 monatlich 227 Euro. Für Milan fehlt ein Nachweis."
PARTLY = Decision("Unterhaltsvorschuss zum Teil bewilligt", ["Für eines der Kinder"], WORDS)


def without_papers() -> Errand:
    errand = advance_maintenance(LENA)
    pages = {title: {} if title.endswith("Bescheide") else answers for title, answers in errand.pages.items()}
    return Errand(errand.search, errand.slug, errand.title, pages)


def box_says(office: Person, words: str) -> None:
    expect(clerk.next_act(office)).to_contain_text(words)


def tick_all(office: Person) -> None:
    for point in clerk.next_act(office).get_by_role("checkbox").all():
        point.check()


def test_a_missing_document_a_hearing_and_a_partial_grant(somebody: Somebody) -> None:
    lena = citizen.sign_in(somebody(), LENA.name)
    receipt = citizen.apply(lena, without_papers(), "Hanau")
    office = citizen.sign_in(somebody(), OFFICE)
    clerk.claim(clerk.find_case(office, receipt.number)).sees("fehlt")
    look(office, "uhv-vorgang")
    ask_for_exactly_this(office)
    hand_it_in(lena, receipt)

    clerk.find_case(office, receipt.number).sees("geburtsurkunde.pdf")
    clerk.do_task(office, "Antrag auf Vollständigkeit prüfen", "Vollständig")
    clerk.do_task(office, "Anspruch für jedes Kind prüfen", "Anspruch besteht nur zum Teil")
    hear(office)
    say_something(lena, receipt)

    look(clerk.find_case(office, receipt.number).sees(OBJECTION, "Angehört"), "uhv-angehoert")
    office.follow("Entscheiden")
    look(office, "uhv-entscheiden")
    clerk.draft(office, PARTLY)
    look(office, "uhv-entwurf")
    look(clerk.issue(office), "uhv-erlassen")
    read_the_bescheid(lena, receipt)


def ask_for_exactly_this(office: Person) -> None:
    tick_all(office)
    office.press("Angaben fehlen").sees("Die Aufgabe ist erledigt.")
    box_says(office, "Fehlende Angaben nachreichen")
    office.follow("Rückfrage stellen").is_at("Was soll die Person ergänzen?")
    ticked = office.page.get_by_role("checkbox", checked=True)
    expect(ticked).to_have_count(1)
    expect(office.page.get_by_role("checkbox", name=MISSING)).to_be_checked()
    look(office, "uhv-rueckfrage")
    office.write("Text an die Person", REQUEST)
    office.press("Rückfrage senden").sees("Die Person ist gefragt")
    box_says(office, "Die Antwort wird bis")


def hand_it_in(person: Person, receipt: Receipt) -> None:
    person.open(receipt.path)
    look(person.sees("Rückfrage"), "uhv-stand-rueckfrage")
    person.follow("Frage beantworten").sees(REQUEST)
    person.does_not_see("IBAN")
    look(person, "uhv-antwort")
    answer_what_is_asked(person, {MISSING: [papers.pdf("geburtsurkunde.pdf")]})
    person.press("Antwort absenden").sees("Ihre Antwort ist beim Amt.")


def hear(office: Person) -> None:
    box_says(office, "Antragstellende Person anhören")
    office.follow("Anhören").is_at("Die Person anhören").sees("§ 24")
    look(office, "uhv-anhoerung")
    office.write("Was Sie vorhaben", PLAN).write("Worauf Sie sich stützen", FACTS)
    office.press("Anhörung senden").sees("Anhörung läuft")


def say_something(person: Person, receipt: Receipt) -> None:
    person.open(receipt.path)
    look(person.sees("Das Amt hört Sie an, bevor es entscheidet."), "uhv-stand-anhoerung")
    person.follow("Lesen und sich äußern").sees(PLAN, FACTS)
    look(person, "uhv-aeussern")
    person.write("Ihre Antwort", OBJECTION).press("Antwort absenden").sees("Ihre Antwort ist beim Amt.")


def read_the_bescheid(person: Person, receipt: Receipt) -> None:
    citizen.wait_for_letter(person, receipt, PARTLY.result)
    person.sees("zum Teil", WORDS, "Im Übrigen lehnen wir den Antrag ab.", "Für eines der Kinder", receipt.number)
    expect(person.page.get_by_role("main")).to_contain_text(re.compile(r"(Widerspruch|wehren).*\d{4}"))
    look(person, "uhv-bescheid")
    text = roads.read_pdf(keep("uhv-bescheid.pdf", person.download("Als PDF herunterladen")))
    for part in ("Milan", "Elena", WORDS, "§ 24 Abs. 1 SGB X", "Rechtsbehelfsbelehrung", "Widerspruch"):
        assert part in text
    person.open("/postfach/")
    look(person.sees(PARTLY.result, "Unterhaltsvorschuss"), "uhv-postfach")


def test_by_keyboard_alone(somebody: Somebody) -> None:
    lena, office = somebody(), somebody()
    hands, desk = by_keyboard.sign_in(lena, LENA.name), by_keyboard.sign_in(office, OFFICE)
    receipt = by_keyboard.apply(lena, without_papers(), "Hanau")
    by_keyboard.find_case(desk, office, receipt.number)
    desk.press_button("Vorgang übernehmen").press_button("Angaben fehlen").follow("Rückfrage stellen")
    desk.type_into("Text an die Person", REQUEST).press_button("Rückfrage senden")

    lena.open(receipt.path)
    hands.forget().follow("Frage beantworten").upload(MISSING, papers.pdf("geburtsurkunde.pdf"))
    hands.press_button("Antwort absenden")

    by_keyboard.find_case(desk.forget(), office, receipt.number)
    tick_by_key(desk, office)
    desk.press_button("Vollständig")
    tick_by_key(desk, office)
    desk.press_button("Anspruch besteht nur zum Teil").follow("Anhören")
    desk.type_into("Was Sie vorhaben", PLAN).type_into("Worauf Sie sich stützen", FACTS)
    desk.press_button("Anhörung senden")

    lena.open(receipt.path)
    hands.forget().follow("Lesen und sich äußern").type_into("Ihre Antwort", OBJECTION).press_button("Antwort absenden")

    by_keyboard.find_case(desk.forget(), office, receipt.number)
    desk.follow("Entscheiden").choose(PARTLY.result)
    desk.tick(reason_on(office)).type_into("Eigene Begründung", WORDS).press_button("Bescheid aufbauen")
    desk.follow("Prüfen und erlassen").press_button("Rechtsbehelf bestätigen").press_button("Jetzt erlassen")
    office.sees("Der Bescheid ist erlassen und liegt im Postfach der Person.")
    by_keyboard.read_letter(hands.forget(), lena, receipt, PARTLY.result)
    lena.sees(WORDS)


def tick_by_key(desk: Keyboard, office: Person) -> None:
    for point in clerk.next_act(office).locator("label:not([for^=aufwand])").all_inner_texts():
        desk.tick(" ".join(point.split()))


def reason_on(office: Person) -> str:
    """Return the whole words of the reason, as one hears them."""
    return " ".join(office.page.locator("label", has_text=PARTLY.reasons[0]).inner_text().split())
