"""Pure decisions about cases: what can be chosen, when a case is due, how a list is continued."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from rathaus.core.stelle.rules import fold_name
from rathaus.core.vorgang.errors import ChecklistUnknown, CursorBroken, ReasonMissing, TaskNotByHand
from rathaus.engine.prozess.expression import Fact
from rathaus.engine.prozess.model import Aufgabe, AufgabeKind, Ergebnis, ErgebnisKind, Performer, Prozess
from rathaus.engine.prozess.progress import available_results, deciding_task, followers, open_tasks
from rathaus.recht.regime import Regime

DEFAULT_ANSWER_DAYS = 14
"""Days that a person has for an answer where the Prozess names none; a custom of ours, no number of a law."""

MOST_ANSWER_DAYS = 366
"""Days that a person may be given at most: beyond them, somebody has mistyped the year."""

_DIGEST_HOUR = 7

_CHECKS = {AufgabeKind.PRUEFEN_FORMELL, AufgabeKind.PRUEFEN_FACHLICH}
INVOLVING = frozenset({AufgabeKind.BETEILIGEN, AufgabeKind.AUSLEGEN})
"""Tasks that others take part in: they end by themselves, or by a clerk who goes on without them for a reason."""

_BY_OTHER_ACTS = {AufgabeKind.EMPFANGEN, AufgabeKind.ENTSCHEIDEN, AufgabeKind.ZUSTELLEN, AufgabeKind.ARCHIVIEREN}


class State(StrEnum):
    """Where a case stands, as the office sees it."""

    OPEN = "open"
    WAITING = "waiting"
    DECIDED = "decided"
    CLOSED = "closed"


class PauseReason(StrEnum):
    """Why a case waits for the person."""

    QUESTION = "question"
    HEARING = "hearing"


class HearingState(StrEnum):
    """Where a hearing stands: the person may still speak, they did, they did not, or nobody had to be heard."""

    OPEN = "open"
    HEARD = "heard"
    SILENT = "silent"
    NOT_NEEDED = "not_needed"


class View(StrEnum):
    """A part of the inbox, in the order in which a clerk reads them."""

    MINE = "mine"
    UNCLAIMED = "unclaimed"
    OPEN = "open"
    WAITING = "waiting"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row of a page: the next page begins after it.

    Args:
        day: the local day by which the list is sorted.
        public_id: public id of the case, for rows of the same day.
    """

    day: date
    public_id: uuid.UUID

    def as_text(self) -> str:
        """Return the form that stands in an address."""
        return f"{self.day.isoformat()}_{self.public_id}"

    @classmethod
    def from_text(cls, text: str) -> "Cursor":
        """Read the form that :meth:`as_text` writes.

        Raises:
            CursorBroken: it is damaged.
        """
        day, _, public_id = text.partition("_")
        try:
            return cls(date.fromisoformat(day), uuid.UUID(public_id))
        except ValueError as error:
            raise CursorBroken from error


def selectable_results(prozess: Prozess, done: Mapping[str, str], *, is_withdrawn: bool) -> tuple[Ergebnis, ...]:
    """Return the results that a clerk can choose now; after a withdrawal only those that end the procedure.

    Args:
        prozess: the procedure.
        done: key of task → outcome so far.
        is_withdrawn: whether the person has withdrawn the Antrag.
    """
    results = available_results(prozess, done)
    return tuple(each for each in results if not is_withdrawn or each.kind is ErgebnisKind.WITHDRAW)


def workable_tasks(prozess: Prozess, done: Mapping[str, str]) -> tuple[Aufgabe, ...]:
    """Return the open tasks that a clerk completes by hand; a question to the person counts as one."""
    return tuple(task for task in open_tasks(prozess, done) if _is_by_hand(task))


def next_task(prozess: Prozess, done: Mapping[str, str], *, state: State, is_withdrawn: bool) -> Aufgabe | None:
    """Return what a clerk does next in a case: a task by hand, else the decision; None when nothing is left.

    Args:
        prozess: the procedure.
        done: key of task → outcome so far.
        state: where the case stands.
        is_withdrawn: whether the person has withdrawn the Antrag; only the decision is left then.
    """
    workable = () if is_withdrawn or state is State.CLOSED else workable_tasks(prozess, done)
    if workable:
        return workable[0]
    if state in {State.DECIDED, State.CLOSED}:
        return None
    return deciding_task(prozess) if selectable_results(prozess, done, is_withdrawn=is_withdrawn) else None


@dataclass(frozen=True, slots=True)
class Work:
    """What a clerk notes at a task.

    Args:
        checklist: positions of the ticked points, from 0. Not every point must be ticked: a point that is not fulfilled
            is what a refusal stands on.
        reason: why this choice, or why nobody else is heard; plain text.
    """

    checklist: Collection[int] = ()
    reason: str = ""


NO_WORK = Work()
"""Nothing ticked, no reason."""


def check_completion(aufgabe: Aufgabe, work: Work) -> None:
    """Refuse what cannot be completed by hand, or points that the checklist does not have.

    Args:
        aufgabe: the task.
        work: what the clerk notes.

    Raises:
        TaskNotByHand: the task has an act of its own.
        ChecklistUnknown: a position is outside of the checklist.
        ReasonMissing: the choice needs a reason; or a task that involves others ends by hand, without them.
    """
    if not _is_by_hand(aufgabe) or aufgabe.kind is AufgabeKind.ANHOEREN:
        raise TaskNotByHand(aufgabe=aufgabe.key)
    if not set(work.checklist) <= set(range(len(aufgabe.checkliste))):
        raise ChecklistUnknown(aufgabe=aufgabe.key)
    if (aufgabe.begruenden or aufgabe.kind in INVOLVING) and not work.reason.strip():
        raise ReasonMissing(aufgabe=aufgabe.key)


def _is_by_hand(aufgabe: Aufgabe) -> bool:
    return aufgabe.kind not in _BY_OTHER_ACTS and aufgabe.performer is not Performer.SYSTEM


def task_due_on(aufgabe: Aufgabe, opened_on: date) -> date | None:
    """Return the local day by which a task that opened on a local day is to be done; None without a deadline."""
    return None if aufgabe.frist_tage is None else opened_on + timedelta(days=aufgabe.frist_tage)


def case_due_on(tasks: Iterable[date | None], expected_on: date) -> date:
    """Return the local day by which somebody must act on a case: the earliest open task, else the expected decision."""
    return min((day for day in tasks if day is not None), default=expected_on)


def waited_days(spans: Iterable[tuple[date, date]]) -> int:
    """Return how many days a case waited for the person: the days between the first and the last of each span.

    Args:
        spans: local day on which each pause began, and on which it ended or today.
    """
    return sum((until - begun).days for begun, until in spans)


def checks_to_repeat(prozess: Prozess, done: Mapping[str, str]) -> frozenset[str]:
    """Return the tasks that are open again when the answers change: every check that was done, and what followed it.

    Args:
        prozess: the procedure.
        done: key of task → outcome so far; the case is not decided.
    """
    checks = [task.key for task in prozess.aufgaben if task.kind in _CHECKS and task.key in done]
    return frozenset(checks).union(*(followers(prozess, key) for key in checks))


def answer_due_on(prozess: Prozess, asked_on: date, *, regime: Regime) -> date:
    """Return the proposed local day until which a person is asked to answer: a working day.

    Args:
        prozess: its completing task names the days; without one :data:`DEFAULT_ANSWER_DAYS`.
        asked_on: local day of the question.
        regime: for weekends and holidays.
    """
    named = (task.frist_tage for task in prozess.aufgaben if task.kind is AufgabeKind.VERVOLLSTAENDIGEN)
    days = next((days for days in named if days is not None), DEFAULT_ANSWER_DAYS)
    return regime.next_working_day(asked_on + timedelta(days=days))


def answer_facts(answers: Mapping[str, object]) -> dict[str, Fact]:
    """Return the answers as conditions and filters of a letter use them: codes, ISO dates, decimal texts.

    Args:
        answers: path key → value, as they count.
    """
    facts: dict[str, Fact] = {}
    for key, value in answers.items():
        if isinstance(value, str | bool | int):
            facts[key] = value
        elif isinstance(value, Mapping) and "name" in value:
            facts[key] = str(value["name"])
    return facts


def search_text(applicant: str, reference: str) -> str:
    """Return what the text search of the inbox looks at: folded name, and the reference with and without hyphens."""
    return f"{fold_name(applicant)} {reference.lower()} {reference.replace('-', '').lower()}"


def search_words(query: str) -> tuple[str, ...]:
    """Return what must occur in :func:`search_text`: a reference as typed, or the folded words of a name."""
    typed = query.strip().lower()
    if any(char.isdigit() for char in typed):
        return tuple(typed.split())[:5]
    return tuple(fold_name(typed).split())[:5]


def is_digest_time(local: datetime, *, regime: Regime) -> bool:
    """Return whether members of staff are told how much waits: at seven o'clock on a working day.

    Args:
        local: aware instant in Europe/Berlin for which the queue planned it.
        regime: the law of the Land, for its holidays.
    """
    return local.hour == _DIGEST_HOUR and regime.is_working_day(local.date())
