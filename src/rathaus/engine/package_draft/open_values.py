"""Open values: what no file says, asked in words, with what the files suggest and what somebody answered."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rathaus.values.text import Text, without_control_signs

LONGEST: Final = 300
"""Characters of one answer, or of one line of it."""

_MOST_KEPT: Final = 4_000

MISSING: Final = Text("Hier fehlt eine Antwort.", "An answer is missing here.")
TOO_LONG: Final = Text(f"Das ist zu lang. Erlaubt sind {LONGEST} Zeichen.", f"This is too long: {LONGEST} characters.")
NO_CHOICE: Final = Text("Wählen Sie eine der Antworten.", "Choose one of the answers.")
NO_REASON: Final = Text("")

type Values = Mapping[str, str]
"""Key of an open value to what was answered or suggested."""


class Part(StrEnum):
    """Under which heading a value is asked."""

    NAMING = "naming"
    LAW = "law"
    EFFORT = "effort"
    RESULTS = "results"


class Widget(StrEnum):
    """How a value is asked."""

    CHOICE = "choice"
    TEXT = "text"
    LINES = "lines"
    NUMBER = "number"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the files say or let one guess.

    Args:
        value: as it would be typed.
        source: where it comes from.
        settles: whether it stands when nobody answers; a guess does not.
        is_known: whether the files leave no doubt, so that nobody is asked.
    """

    value: str
    source: Text = NO_REASON
    settles: bool = False
    is_known: bool = False


NO_SUGGESTION: Final = Suggestion("")


@dataclass(frozen=True, slots=True)
class Question:
    """How to ask for one value.

    Args:
        key: name of the value.
        part: under which heading it is asked.
        widget: how it is asked.
        text: the question.
        why: one sentence why it matters.
        hint: what an answer looks like; may be empty.
        options: code and label of each answer of a choice.
        check: returns what is wrong with an answer, or None.
        is_needed: returns whether there must be an answer, from the other values.
        is_required: whether there must be one whatever the others say; for marking the others as optional.
    """

    key: str
    part: Part
    widget: Widget
    text: Text
    why: Text
    hint: Text = NO_REASON
    options: tuple[tuple[str, Text], ...] = ()
    check: Callable[[str], Text | None] = lambda _: None
    is_needed: Callable[[Values], bool] = lambda _: True
    is_required: bool = True


@dataclass(frozen=True, slots=True)
class OpenValue:
    """One value of a draft as it stands now.

    Args:
        question: how it is asked.
        value: what was answered, else what is suggested.
        source: where the suggestion comes from; empty for an answer.
        problem: what is wrong with the answer; None when nothing is.
        is_settled: whether it can be written; else a stand-in is.
        is_known: whether the files leave no doubt, so that nobody is asked.
    """

    question: Question
    value: str
    source: Text
    problem: Text | None
    is_settled: bool
    is_known: bool


def ask(
    questions: Iterable[Question], *, suggestions: Mapping[str, Suggestion], answers: Values
) -> tuple[OpenValue, ...]:
    """Return every value with its answer or suggestion.

    Args:
        questions: in the order in which they are asked.
        suggestions: by key.
        answers: by key, as typed; a key that is missing was not asked yet.
    """
    asked = tuple(questions)
    values = {each.key: _current(each.key, suggestions, answers) for each in asked}
    return tuple(_open_value(each, suggestions.get(each.key, NO_SUGGESTION), answers, values) for each in asked)


def clean_answer(text: str) -> str:
    """Return an answer as it can be kept: signs that cannot be printed become blanks, what is far too long is cut."""
    return without_control_signs(text.replace("\r\n", "\n")[:_MOST_KEPT])


def settled(values: Iterable[OpenValue]) -> dict[str, str]:
    """Return the values that can be written, by key; what need not be answered and was not is left out."""
    return {each.question.key: each.value for each in values if each.is_settled and each.value}


def _current(key: str, suggestions: Mapping[str, Suggestion], answers: Values) -> str:
    if key in answers:
        return clean_answer(answers[key])
    return suggestions.get(key, NO_SUGGESTION).value


def _open_value(question: Question, suggestion: Suggestion, answers: Values, values: Values) -> OpenValue:
    value, is_answered = values[question.key], question.key in answers
    problem = _problem(question, value, values)
    stands = is_answered or suggestion.settles or not value
    return OpenValue(
        question,
        value,
        NO_REASON if is_answered else suggestion.source,
        problem if is_answered else None,
        is_settled=stands and problem is None,
        is_known=suggestion.is_known and not is_answered,
    )


def _problem(question: Question, value: str, values: Values) -> Text | None:
    if not value:
        return MISSING if question.is_needed(values) else None
    if question.options:
        return None if value in {code for code, _ in question.options} else NO_CHOICE
    if any(len(line) > LONGEST for line in value.splitlines()):
        return TOO_LONG
    return question.check(value)
