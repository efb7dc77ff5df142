"""Nothing moves under a finger: a page that changes while a button is held down still takes the press."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Route, expect

from tests.journeys import citizen, papers
from tests.journeys.errands import MIRA, parking_permit
from tests.journeys.form import answer_what_is_asked
from tests.journeys.person import Person

type Somebody = Callable[..., Person]

LOOK_MS, MOST_LOOKS = 50, 200
LONG_ENOUGH_MS = 600


def at_page(person: Person, page: str) -> Person:
    errand = parking_permit(MIRA)
    citizen.find_service(person, errand, "Hanau")
    citizen.begin(person, errand)
    person.open(f"{person.page.url}seite/{page}/")
    return person


def hold_down(person: Person, words: str) -> None:
    """Put the mouse on the button and press without letting go."""
    button = person.page.get_by_role("button", name=words, exact=True)
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box is not None
    person.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    person.page.mouse.down()


@contextmanager
def held_back(person: Person, address: str) -> Iterator[None]:
    """Hold back the one answer that is asked for next; it comes when the block ends."""
    asked: list[Route] = []
    person.page.route(address, lambda route: asked.append(route), times=1)  # noqa: PLW0108  # a built-in is refused
    yield
    for _ in range(MOST_LOOKS):
        if asked:
            break
        person.page.wait_for_timeout(LOOK_MS)
    assert asked, "nothing was asked for"
    asked[0].continue_()
    person.page.wait_for_timeout(LONG_ENOUGH_MS)


def test_a_press_is_taken_while_the_form_is_shown_anew(somebody: Somebody) -> None:
    person = at_page(somebody(), "fahrzeug-und-halter")
    with held_back(person, person.page.url):
        person.page.get_by_label("Auf eine andere Person").check()
        hold_down(person, citizen.SAVE)
    with person.page.expect_navigation():
        person.page.mouse.up()


def test_the_form_is_shown_anew_when_the_finger_is_lifted_elsewhere(somebody: Somebody) -> None:
    person = at_page(somebody(), "fahrzeug-und-halter")
    question = person.page.get_by_role("group", name="Halterin oder Halter des Fahrzeugs")
    with held_back(person, person.page.url):
        person.page.get_by_label("Auf eine andere Person").check()
        hold_down(person, citizen.SAVE)
    expect(question).to_have_count(0)
    person.page.mouse.move(1, 1)
    person.page.mouse.up()
    expect(question).to_be_visible()


def test_a_press_is_taken_while_a_file_arrives(somebody: Somebody) -> None:
    person = at_page(somebody(), "fahrzeug-und-halter-unterlagen")
    paper = "Zulassungsbescheinigung Teil I (Fahrzeugschein)"
    with held_back(person, "**/hochladen/*/"):
        photo = papers.photo_of_a_phone("vorn.jpg", padding_bytes=100_000)
        assert not answer_what_is_asked(person, {paper: [photo]})
        hold_down(person, citizen.SAVE)
    with person.page.expect_navigation():
        person.page.mouse.up()
