"""Filling in a page of a form by the words of its questions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from playwright.sync_api import FilePayload, Locator, expect

from tests.journeys.person import Person, question

UPLOAD_TIMEOUT_MS = 60_000

type Answer = str | DateBoxes | FilePayload | list[FilePayload] | Mapping[str, "Answer"]


@dataclass(frozen=True)
class DateBoxes:
    """A date as people type it: day, month and year, each in its box."""

    day: str
    month: str
    year: str


def boxes_after(days: int) -> DateBoxes:
    """Return the day so many days from today."""
    day = date.today() + timedelta(days=days)  # noqa: DTZ011  # the town hall runs on this machine's clock
    return DateBoxes(str(day.day), str(day.month), str(day.year))


def answer_what_is_asked(person: Person, answers: Mapping[str, Answer], within: Locator | None = None) -> list[str]:
    """Answer the questions that the page asks, twice over it; return those that it does not ask (yet)."""
    unasked = _answer_once(person, answers, within)
    return _answer_once(person, {label: answers[label] for label in unasked}, within)


def _answer_once(person: Person, answers: Mapping[str, Answer], within: Locator | None) -> list[str]:
    scope = within or person.page.get_by_role("main")
    unasked = []
    for label, answer in answers.items():
        if not _answer(person, scope, label, answer):
            unasked.append(label)
        expect(person.page.locator("form[aria-busy=true]")).to_have_count(0)  # the page may be fetching more questions
    return unasked


def _answer(person: Person, scope: Locator, label: str, answer: Answer) -> bool:
    group = scope.get_by_role("radiogroup", name=question(label)).or_(scope.get_by_role("group", name=question(label)))
    if isinstance(answer, Mapping) and "buffer" not in answer:
        return _answer_entry(person, group, label, answer)
    if group.count():
        _answer_group(group.first, answer)
        return True
    field = scope.get_by_label(question(label))
    if not field.count():
        return False
    if isinstance(answer, str):
        field.first.fill(answer)
    else:
        field.first.set_input_files(answer, timeout=UPLOAD_TIMEOUT_MS)
    return True


def _answer_group(group: Locator, answer: Answer) -> None:
    if isinstance(answer, DateBoxes):
        parts = {"Tag": answer.day, "Monat": answer.month, "Jahr": answer.year}
        english = {"Tag": "Day", "Monat": "Month", "Jahr": "Year"}
        for name, text in parts.items():
            box = group.get_by_label(name, exact=True).or_(group.get_by_label(english[name], exact=True))
            box.fill(text)
    else:
        assert isinstance(answer, str)
        group.get_by_label(answer, exact=True).check()


def _answer_entry(person: Person, group: Locator, label: str, answers: Mapping[str, Answer]) -> bool:
    """Answer inside an entry such as „Kind 2“; ask for it with the button where it is not there yet."""
    if not group.count():
        person.press(f"Noch ein Eintrag {label.rpartition(' ')[0]}")
    return not answer_what_is_asked(person, answers, group.first)
