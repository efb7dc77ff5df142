"""Answering any form in a browser by the names of its inputs: for forms whose words a journey does not know."""

from collections.abc import Mapping

from playwright.sync_api import Locator, Page, expect

from rathaus.engine.formular.model import Answer, Formular
from rathaus.engine.formular.path import template_of
from rathaus.engine.formular.typed import show_typed
from tests.journeys.papers import pdf
from tests.journeys.person import Person

MOST_PAGES = 60


def answer_everything(person: Person, formular: Formular, answers: Mapping[str, Answer], *, save: str) -> Person:
    """Answer page after page until everything can be checked."""
    for _ in range(MOST_PAGES):
        if "Prüfen und absenden" in person.heading.inner_text():
            return person
        before = person.page.url
        _answer_page(person.page, formular, answers)
        person.press(save)
        assert person.page.url != before, person.page.locator("#fehler").inner_text()
    raise AssertionError(f"after {MOST_PAGES} pages the form still goes on at {person.page.url}")


def _answer_page(page: Page, formular: Formular, answers: Mapping[str, Answer]) -> None:
    for key, answer in answers.items():
        if isinstance(answer, dict):
            for upload in _named(page, key).all():
                upload.set_input_files(pdf(f"{len(key)}.pdf"))
            continue
        _enter(page, key, show_typed(formular.fields[template_of(key)], answer))
        expect(page.locator("form[aria-busy=true]")).to_have_count(0)


def _enter(page: Page, key: str, text: str) -> None:
    day = _named(page, f"{key}.tag")
    if day.count():
        for part, number in zip(("jahr", "monat", "tag"), reversed(text.split(".")), strict=False):  # a year may do
            _named(page, f"{key}.{part}").fill(number.strip())
        return
    for field in _named(page, key).all():
        kind = field.evaluate("each => each.type || each.tagName.toLowerCase()")
        if kind in {"radio", "checkbox"}:
            if field.get_attribute("value") == text:
                field.check()
        elif kind.startswith("select"):
            field.select_option(text)
        elif kind != "hidden":
            field.fill(text)


def _named(page: Page, name: str) -> Locator:
    return page.locator(f'main [name="{name}"]')
