"""What a citizen does: find, choose the place, fill in, check, submit, read."""

import re
from dataclasses import dataclass

from playwright.sync_api import expect

from tests.journeys.errands import Errand
from tests.journeys.form import answer_what_is_asked
from tests.journeys.person import Person

SAVE = "Speichern und weiter"
MOST_LOOKS = 20


@dataclass(frozen=True)
class Receipt:
    """What the citizen holds after submission: the number, the address of the Antrag, the secret link if any."""

    number: str
    path: str
    link: str


def sign_in(person: Person, name: str) -> Person:
    """Sign in as somebody of the cast."""
    person.open("/anmelden/")
    person.press(f"Anmelden als {name}")
    return person.sees(name)


def find_service(person: Person, errand: Errand, place: str) -> Person:
    """Search from the start page with the place, choose the service from the results."""
    person.open("/")
    person.write("Ihr Anliegen", errand.search)
    if person.labelled("Ihr Ort").count():  # else the place is known from before
        person.write("Ihr Ort", place)
        person.page.keyboard.press("Escape")  # closes the suggestions, which would cover the button
    person.press("Suchen")
    results = person.page.get_by_role("region", name="Ergebnisse")
    person.follow(errand.title, within=results)
    return person.is_at(errand.title)


def begin(person: Person, errand: Errand) -> Person:
    """From the service page into the form."""
    person.follow("Online beantragen").sees("Bevor Sie beginnen", "Das kostet es")
    fresh = person.page.get_by_role("button", name=re.compile("^(Neuen Antrag|Antrag) beginnen$"))
    with person.page.expect_navigation():
        fresh.click()
    return person.is_at(errand.title).sees("Ihre Angaben")


def fill_in(person: Person, errand: Errand) -> Person:
    """Fill in page after page until everything can be checked."""
    person.follow("Mit den Angaben beginnen")
    for title, answers in errand.pages.items():
        left = dict(answers)
        while True:
            person.is_at(title)
            unasked = answer_what_is_asked(person, left)
            assert len(unasked) < len(left) or not left, f"the page “{title}” does not ask: {unasked}"
            person.press(SAVE)
            if not unasked:
                break
            left = {label: answers[label] for label in unasked}
    return person.is_at("Prüfen und absenden")


def submit(person: Person) -> Receipt:
    """Read everything once more, submit, keep number and link."""
    person.is_at("Prüfen und absenden").sees("Bitte nicht übereilt")
    person.press("Antrag absenden")
    return receipt(person)


def receipt(person: Person) -> Receipt:
    person.is_at("Ihr Antrag ist eingegangen")
    number = person.page.locator("#nummer").inner_text()
    link = person.page.locator("#geheimer-link")
    path = person.page.get_by_role("link", name="Stand des Antrags ansehen").get_attribute("href")
    return Receipt(number, path or "", link.inner_text() if link.count() else "")


def apply(person: Person, errand: Errand, place: str) -> Receipt:
    """The whole errand, from the search to the receipt."""
    find_service(person, errand, place)
    begin(person, errand)
    fill_in(person, errand)
    return submit(person)


def wait_for_letter(person: Person, receipt: Receipt, subject: str) -> Person:
    """Look at the Antrag until a letter is there, the worker brings it within moments, and open it."""
    words = re.compile(rf"^Brief (lesen|öffnen) .*{re.escape(subject)}")
    letter = person.page.get_by_role("link", name=words).or_(person.page.get_by_role("button", name=words))
    for _ in range(MOST_LOOKS):
        person.open(receipt.path)
        try:
            expect(letter.first).to_be_visible(timeout=1_000)
        except AssertionError:
            continue
        break
    with person.page.expect_navigation():
        letter.first.click()
    return person.is_at(subject)
