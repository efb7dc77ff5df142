"""What people do from the search to the letter, and what clerks do with a case, with the hands on the keyboard only."""

import re
from collections.abc import Mapping, Sequence

from playwright.sync_api import expect

from tests.journeys import citizen, clerk
from tests.journeys.citizen import MOST_LOOKS, SAVE, Receipt
from tests.journeys.errands import Errand
from tests.journeys.form import Answer, DateBoxes
from tests.journeys.keyboard import Keyboard
from tests.journeys.person import Person

_BEGIN = re.compile("^(Neuen Antrag|Antrag) beginnen$")


def sign_in(person: Person, name: str) -> Keyboard:
    """Sign in as somebody of the cast."""
    person.open("/anmelden/")
    keys = Keyboard(person).press_button(f"Anmelden als {name}")
    person.sees(name)
    return keys


def apply(person: Person, errand: Errand, place: str) -> Receipt:
    """The whole errand, from the search to the receipt."""
    keys = Keyboard(person)
    person.open("/")
    keys.type_into("Ihr Anliegen", errand.search)
    if person.labelled("Ihr Ort").count():  # else the place is known from before
        keys.type_into("Ihr Ort", place)
    keys.press_enter().follow(errand.title).follow("Online beantragen")
    keys.press_button(person.page.get_by_role("button", name=_BEGIN).inner_text())
    keys.follow("Mit den Angaben beginnen")
    for title, answers in errand.pages.items():
        person.is_at(title)
        answer_all(keys, answers)
        keys.press_button(SAVE)
    person.is_at("Prüfen und absenden")
    keys.press_button("Antrag absenden")
    return citizen.receipt(person)


def answer_all(keys: Keyboard, answers: Mapping[str, Answer], group: str = "") -> None:
    """Answer the questions of a page, or of an entry on it such as „Kind 2“, from top to bottom."""
    for label, answer in answers.items():
        if isinstance(answer, str):
            keys.answer(label, answer, group)
        elif isinstance(answer, DateBoxes):
            keys.type_date(label, answer.day, answer.month, answer.year)
        elif isinstance(answer, Sequence):
            keys.upload(label, *answer)
        else:
            _answer_entry(keys, label, answer)
        group = ""


def _answer_entry(keys: Keyboard, label: str, answers: Mapping[str, Answer]) -> None:
    if not keys.page.get_by_role("group", name=label, exact=True).count():
        keys.press_button(f"Noch ein Eintrag {label.rpartition(' ')[0]}")
    answer_all(keys, answers, label)


def find_case(keys: Keyboard, office: Person, number: str) -> Keyboard:
    """Search the inbox for the number of an Antrag and open its case."""
    office.open("/amt/vorgaenge/?ansicht=open")
    keys.type_into("Name oder Aktenzeichen", number).press_enter()
    row = office.page.get_by_role("row").filter(has_text=number)
    keys.follow(plain(row.get_by_role("link").first.inner_text()))
    office.sees(number)
    return keys


def do_task(keys: Keyboard, office: Person, outcome: str = "Aufgabe abschließen") -> Keyboard:
    """Tick everything that the next task wants to be checked, then end it."""
    for point in clerk.next_act(office).get_by_role("checkbox").all():
        keys.tick(plain(str(point.evaluate("each => each.labels[0].textContent"))))
    keys.press_button(outcome)
    office.sees("Die Aufgabe ist erledigt.")
    return keys


def read_letter(keys: Keyboard, person: Person, receipt: Receipt, subject: str) -> Keyboard:
    """Look at the Antrag until a letter is there, the worker brings it within moments, and open it."""
    words = re.compile(rf"^Brief (lesen|öffnen) .*{re.escape(subject)}|^Bescheid (lesen|öffnen) .*{re.escape(subject)}")
    letter = person.page.get_by_role("link", name=words).or_(person.page.get_by_role("button", name=words)).first
    for _ in range(MOST_LOOKS):
        person.open(receipt.path)
        try:
            expect(letter).to_be_visible(timeout=1_000)
        except AssertionError:
            continue
        break
    keys.activate(plain(letter.text_content() or ""))
    person.is_at(subject)
    return keys


def label_of(person: Person, beginning: str) -> str:
    """Return the whole words of an option on the open page, as one hears them."""
    return plain(person.page.locator("label", has_text=beginning).first.text_content() or "")


def plain(text: str) -> str:
    """Return words as one hears them, with single blanks."""
    return " ".join(text.split())
