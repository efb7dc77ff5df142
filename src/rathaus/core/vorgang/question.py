"""A question of the office to the person: what it says, and what is refused."""

from dataclasses import dataclass
from datetime import date, timedelta

from rathaus.core.antrag.models import Antrag
from rathaus.core.antrag.queries import content_of
from rathaus.core.postfach.actions import Letter
from rathaus.core.postfach.rules import Kind
from rathaus.core.postfach.texts import written_day
from rathaus.core.vorgang.case import Case
from rathaus.core.vorgang.errors import (
    AlreadyWaiting,
    AntragWithdrawn,
    DueDayRefused,
    QuestionEmpty,
    QuestionPathUnknown,
    VorgangEnded,
)
from rathaus.core.vorgang.rules import MOST_ANSWER_DAYS, State
from rathaus.core.vorgang.texts import QUESTION_DUE, QUESTION_SUBJECT

_MAX_SUBJECT = 200


@dataclass(frozen=True, slots=True)
class Question:
    """What the office asks the person.

    Args:
        text: plain text, paragraphs separated by an empty line.
        paths: template paths of the answers and files that are asked for; may be empty.
        due_on: local day until which to answer; None takes the one that the Prozess proposes.
    """

    text: str
    paths: tuple[str, ...] = ()
    due_on: date | None = None


def check_question(case: Case, question: Question, *, today: date) -> None:
    """Refuse a question that cannot be asked now; the errors are those of ``actions.ask_citizen``."""
    row = case.vorgang
    if row.is_withdrawn:
        raise AntragWithdrawn(vorgang=row.public_id)
    if row.is_ended:
        raise VorgangEnded(vorgang=row.public_id)
    if row.state == State.WAITING:
        raise AlreadyWaiting(vorgang=row.public_id)
    if not question.text.strip():
        raise QuestionEmpty
    formular = content_of(case.antrag).formular
    unknown = [path for path in question.paths if path not in formular.fields and path not in formular.groups]
    if unknown:
        raise QuestionPathUnknown(paths=len(unknown))
    if question.due_on is not None and not today <= question.due_on <= today + timedelta(days=MOST_ANSWER_DAYS):
        raise DueDayRefused(due_on=question.due_on.isoformat())


def write_question(antrag: Antrag, question: Question, *, due_on: date) -> Letter:
    """Return the letter that asks the person, in their language, with the last day."""
    title = content_of(antrag).description.name.in_language(antrag.language)
    day = written_day(due_on, antrag.language)
    return Letter(
        kind=Kind.QUESTION,
        subject=QUESTION_SUBJECT.in_language(antrag.language).format(title=title)[:_MAX_SUBJECT],
        body=f"{question.text.strip()}\n\n{QUESTION_DUE.in_language(antrag.language).format(day=day)}",
        requested_fields=question.paths,
    )
