"""The citizen's pages in English: the errand works, and no German sentence is left over."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys import walk
from tests.journeys.form import DateBoxes, answer_what_is_asked
from tests.journeys.person import Person

type Somebody = Callable[..., Person]

GERMAN = re.compile(r"\b(Sie|Ihre?|und|oder|nicht|wird|werden|keine?|eine?|der|das|für|beantragen|anmelden)\b")

ANSWERS = {
    "About you": {
        "Who keeps the dog?": "I as a private person",
        "First names": "Robin",
        "Family name": "Baker",
        "Date of birth": DateBoxes("1", "2", "1990"),
    },
    "Address and contact": {"Street": "Akazienweg", "House number": "7", "Postcode": "63452", "Town": "Hanau"},
    "Your dog": {
        "What is the dog's name?": "Biscuit",
        "Which breed is it?": "Beagle",
        "Is the dog a mixed breed?": "No",
        "Is the dog male or female?": "Female",
        "In which year was the dog born?": "2021",
        "What colour is the coat?": "brown",
    },
    "Keeping and origin": {
        "Since when have you kept the dog in this municipality?": DateBoxes("2", "11", "2026"),
        "How did the dog come to you?": "Born to my own dog",
        "How many other dogs live in your household?": "0",
    },
    "Dangerous dogs": {"Is the dog considered dangerous?": "No"},
    "Exemption or reduction": {"Would you like to apply for an exemption or reduction?": "No"},
    "Payment and special circumstances": {"How would you like to pay?": "I transfer the money myself"},
}


def test_a_dog_is_registered_in_english_and_no_german_is_left_over(somebody: Somebody) -> None:
    person = somebody(locale="en-GB")
    person.open("/")
    person.follow("English")
    person.write("Your errand", "register a dog").write("Your place", "Hanau")
    person.page.keyboard.press("Escape")
    person.press("Search").follow("Register a dog (dog tax)").follow("Apply online")
    person.press("Start the application").follow("Start with your details")
    for title, answers in ANSWERS.items():
        person.is_at(title)
        assert not answer_what_is_asked(person, answers)
        person.press("Save and continue")
    assert not _german_on(person)
    person.press("Send application")
    expect(person.heading).to_have_text("We have received your application")

    starts = ["/en/", "/en/leistungen/?q=dog&ort=hanau", "/en/antraege/"]
    found = [
        f"{kind}: {line}" for kind in walk.pages(person, starts, surfaces=["portal"]) for line in _german_on(person)
    ]
    assert not found, "\n".join(found)


def _german_on(person: Person) -> list[str]:
    """Return the lines with German words on an English page; the page says that it is in English."""
    if not person.page.url.startswith(f"{person.town_hall.address}/en/"):
        return []
    assert person.page.locator("html").get_attribute("lang") == "en"
    return [line for line in _lines(person) if GERMAN.search(line)]


def _lines(person: Person) -> list[str]:
    """Return the visible lines of the page but for what is marked as German."""
    text = person.page.evaluate("""() => {
      const copy = document.body.cloneNode(true);
      copy.querySelectorAll("[lang=de], .r-secret, script").forEach((each) => each.remove());
      document.body.append(copy);
      const text = copy.innerText;
      copy.remove();
      return text;
    }""")
    return [line.strip() for line in str(text).splitlines() if line.strip()]
