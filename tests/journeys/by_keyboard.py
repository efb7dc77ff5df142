"""What people do from the search to the letter, and what clerks do with a case, with the hands on the keyboard only."""

import re
from collections.abc import Mapping

from playwright.sync_api import Locator, expect

from tests.journeys import citizen, clerk
from tests.journeys.citizen import MOST_LOOKS, SAVE, Receipt
from tests.journeys.errands import Errand
from tests.journeys.form import Answer, DateBoxes
from tests.journeys.keyboard import Keyboard
from tests.journeys.person import Person, question

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
    fill_in(person, keys, errand)
    keys.press_button("Antrag absenden")
    return citizen.receipt(person)


def fill_in(person: Person, keys: Keyboard, errand: Errand) -> None:
    """Fill in page after page until everything can be checked."""
    for title, answers in errand.pages.items():
        left = dict(answers)
        while True:
            person.is_at(title)
            unasked = answer_all(keys, left)
            assert unasked != left or not left, f"the page “{title}” does not ask: {unasked}"
            keys.press_button(SAVE)
            if not unasked:
                break
            left = unasked
    person.is_at("Prüfen und absenden")


def answer_all(keys: Keyboard, answers: Mapping[str, Answer], group: str = "") -> dict[str, Answer]:
    """Answer the questions of a page, or of an entry on it such as „Kind 2“, from top to bottom.

    Returns those that the page does not ask yet.
    """
    unasked: dict[str, Answer] = {}
    for label, answer in _in_order(keys, answers, group):
        if isinstance(answer, Mapping) and "buffer" not in answer:
            if left := _answer_entry(keys, label, answer):
                unasked[label] = left
        elif not _is_asked(keys, label, group):
            unasked[label] = answer
        elif isinstance(answer, str):
            keys.answer(label, answer, group)
        elif isinstance(answer, DateBoxes):
            keys.type_date(label, answer.day, answer.month, answer.year)
        else:
            assert isinstance(answer, list)
            keys.upload(label, *answer)
    return unasked


def _in_order(keys: Keyboard, answers: Mapping[str, Answer], group: str) -> list[tuple[str, Answer]]:
    """Return the answers as their questions stand on the page: Tab only leads forwards."""
    found = _questions(keys, group).all_text_contents()
    asked = [plain(text).removesuffix(" – Optional") for text in found]
    return sorted(answers.items(), key=lambda each: asked.index(each[0]) if each[0] in asked else len(asked))


def _is_asked(keys: Keyboard, label: str, group: str) -> bool:
    return _questions(keys, group).filter(has_text=question(label)).count() > 0


def _questions(keys: Keyboard, group: str) -> Locator:
    page = keys.page
    within = page.get_by_role("group", name=group, exact=True) if group else page.get_by_role("main")
    return within.locator("label, legend")


def _answer_entry(keys: Keyboard, label: str, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    if not keys.page.get_by_role("group", name=label, exact=True).count():
        keys.press_button(f"Noch ein Eintrag {label.rpartition(' ')[0]}")
    return answer_all(keys, answers, label)


def find_case(keys: Keyboard, office: Person, number: str) -> Keyboard:
    """Search the inbox for the number of an Antrag and open its case."""
    office.open("/amt/vorgaenge/?ansicht=open")
    keys.type_into("Name, Aktenzeichen oder Angabe", number).press_enter()
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
