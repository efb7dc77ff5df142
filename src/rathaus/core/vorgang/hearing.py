"""Hearing the person before a decision that burdens them: the letter, its period, its end, and when nobody is heard.

The person answers like a question of the office (``actions.receive_answer``); without an answer the case is taken up
again on the day after the last one.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from rathaus.core.antrag.actions import set_status
from rathaus.core.antrag.models import Antrag
from rathaus.core.antrag.queries import content_of
from rathaus.core.antrag.rules import Status
from rathaus.core.norm.queries import regime_of
from rathaus.core.postfach.actions import Correspondence, Letter, deliver, lock_letter
from rathaus.core.postfach.rules import Kind
from rathaus.core.postfach.texts import written_day
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.jobs import alone
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.vorgang import texts
from rathaus.core.vorgang.admission import lock_to_work
from rathaus.core.vorgang.case import Case, lock_case
from rathaus.core.vorgang.errors import (
    AlreadyWaiting,
    AntragWithdrawn,
    DueDayRefused,
    HearingEmpty,
    HearingReasonMissing,
    StatementMissing,
    VorgangEnded,
)
from rathaus.core.vorgang.models import Anhoerung, Vorgang
from rathaus.core.vorgang.rules import DEFAULT_ANSWER_DAYS, MOST_ANSWER_DAYS, HearingState, PauseReason, State
from rathaus.core.vorgang.take_up import take_up
from rathaus.engine.prozess.model import AufgabeKind
from rathaus.recht.anhoerung import HearingException, hearing_duty
from rathaus.recht.regime import Verfahrensrecht

_MAX_SUBJECT = 200


@dataclass(frozen=True, slots=True)
class Hearing:
    """What a hearing says.

    Args:
        intended: the decision that the office intends, in one or two sentences.
        facts: the facts that it rests on; paragraphs separated by an empty line.
        until_on: last local day for the answer; None takes fourteen days.
    """

    intended: str
    facts: str
    until_on: date | None = None


@transaction.atomic
def hear_citizen(*, actor: Actor, vorgang: Vorgang, hearing: Hearing, now: datetime) -> Anhoerung:
    """Give the person the chance to speak before a decision; the case waits until they do or the period ends.

    Args:
        actor: a clerk of the body.
        vorgang: the case; unclaimed, it is claimed by it.
        hearing: what it says.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body.
        ClaimedByColleague: a colleague works on it.
        VorgangEnded: it is decided or closed.
        AntragWithdrawn: the person has withdrawn the Antrag.
        AlreadyWaiting: a question or a hearing is open already.
        HearingEmpty: the intended decision or the facts are missing.
        DueDayRefused: the last day is not after today, or more than a year away.

    Source: VwVfG § 28(1), SGB X § 24(1), AO § 91(1).
    """
    case = lock_to_work(actor, vorgang, now=now)
    today = timezone.localdate(now)
    refuse_if_waiting(case)
    if not all(text.strip() for text in (hearing.intended, hearing.facts)):
        raise HearingEmpty
    until_on = hearing.until_on or hearing_until(case.vorgang, today)
    if not today < until_on <= today + timedelta(days=MOST_ANSWER_DAYS):
        raise DueDayRefused(due_on=until_on.isoformat())
    antrag = case.antrag
    norm = hearing_duty(interferes=True, verfahrensrecht=code_of(case.vorgang)).citation
    nachricht = deliver(
        actor=actor,
        correspondence=Correspondence(antrag.stelle_id, antrag.bearer, antrag.public_id),
        letter=write_hearing(antrag, hearing, norm=norm, until_on=until_on),
        now=now,
    )
    row = Anhoerung.objects.create(
        vorgang=case.vorgang,
        stelle_id=case.vorgang.stelle_id,
        state=HearingState.OPEN,
        intended=hearing.intended.strip(),
        norm=norm,
        nachricht_id=nachricht.public_id,
        until_on=until_on,
        begun_at=now,
    )
    case.start_waiting(nachricht.public_id, PauseReason.HEARING, due_on=until_on, now=now)
    set_status(actor=actor, antrag=antrag, status=Status.WAITING_FOR_CITIZEN, now=now)
    case.save()
    case.record("vorgang.hearing_begun", actor=actor, payload={"until_on": until_on.isoformat(), "norm": row.norm})
    return row


@transaction.atomic
def skip_hearing(
    *, actor: Actor, vorgang: Vorgang, exception: HearingException | None, reason: str, now: datetime
) -> Anhoerung:
    """Note that nobody needs to be heard, with the paragraph of the exception and the reason.

    Args:
        actor: a clerk of the body.
        vorgang: the case.
        exception: of the code of this procedure.
        reason: why it holds here, in the clerk's words.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body.
        ClaimedByColleague: a colleague works on it.
        VorgangEnded: it is decided or closed.
        AntragWithdrawn: the person has withdrawn the Antrag.
        AlreadyWaiting: a hearing is open already.
        HearingReasonMissing: no exception of this code, or no reason.

    Source: VwVfG § 28(2) and (3), SGB X § 24(2), AO § 91(2) and (3).
    """
    case = lock_to_work(actor, vorgang, now=now)
    refuse_if_waiting(case)
    duty = hearing_duty(interferes=True, exception=exception, verfahrensrecht=code_of(case.vorgang))
    if duty.required or not reason.strip():
        raise HearingReasonMissing
    row = Anhoerung.objects.create(
        vorgang=case.vorgang,
        stelle_id=case.vorgang.stelle_id,
        state=HearingState.NOT_NEEDED,
        norm=duty.citation,
        reason=reason.strip(),
        begun_at=now,
        ended_at=now,
    )
    case.complete_kind(AufgabeKind.ANHOEREN, actor=actor, now=now)
    set_status(actor=actor, antrag=case.antrag, status=case.working_status, now=now)
    case.save()
    case.record("vorgang.hearing_skipped", actor=actor, payload={"norm": row.norm})
    return row


@transaction.atomic
def note_statement(*, actor: Actor, vorgang: Vorgang, statement: str, now: datetime) -> Vorgang:
    """Note what the person said another way while a hearing runs, at the counter or by telephone; the case goes on.

    Args:
        actor: a clerk of the body.
        vorgang: the case.
        statement: what was said, in the clerk's words.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body.
        ClaimedByColleague: a colleague works on it.
        VorgangEnded: it is decided or closed.
        StatementMissing: no words, or no hearing runs.

    Source: VwVfG § 28(1), SGB X § 24(1), AO § 91(1), which demand no form.
    """
    case = lock_to_work(actor, vorgang, now=now)
    running = case.vorgang.anhoerungen.filter(state=HearingState.OPEN)
    if not statement.strip() or not running.update(reason=statement.strip()):
        raise StatementMissing
    take_up(case, HearingState.HEARD, actor=actor, now=now)
    case.save()
    case.record("vorgang.statement_noted", actor=actor)
    return case.vorgang


def end_silent_hearings(*, actor: Actor, stelle_id: int, now: datetime) -> int:
    """Take up every case of a body whose hearing ended without an answer; running it again changes nothing.

    Each case is a transaction of its own; one that fails is logged and left for the next run.

    Args:
        actor: the system.
        stelle_id: the body.
        now: aware instant.

    Returns:
        How many cases were taken up.

    Raises:
        ActorRefused: not the system.
    """
    if actor.role is not Role.SYSTEM:
        raise ActorRefused(role=actor.role.value)
    today, scope = timezone.localdate(now), Scope(stellen=frozenset({stelle_id}))
    with open_scope(scope):
        over = Anhoerung.objects.filter(stelle_id=stelle_id, state=HearingState.OPEN, until_on__lt=today)
        rows = over.order_by("until_on", "id").values_list("vorgang_id", "nachricht_id")
        letters = {pk: letter for pk, letter in rows if letter is not None}
    return alone(
        letters, lambda pk: _end_silent(actor, pk, letters[pk], now=now), scope=scope, failure="hearing_not_ended"
    )


def _end_silent(actor: Actor, vorgang_id: int, nachricht_id: uuid.UUID, *, now: datetime) -> bool:
    """End one hearing: the letter is locked before the case, as by whoever answers it in the same moment."""
    lock_letter(nachricht_id)
    case = lock_case(vorgang_id)
    if case.vorgang.question_id != nachricht_id:
        return False
    take_up(case, HearingState.SILENT, actor=actor, now=now)
    case.vorgang.due_on = min(case.vorgang.due_on, timezone.localdate(now))
    case.save()
    case.record("vorgang.hearing_ended", actor=actor)
    return True


def refuse_if_waiting(case: Case) -> None:
    """Refuse what cannot begin in a case that is withdrawn, ended or waiting."""
    row = case.vorgang
    if row.is_withdrawn:
        raise AntragWithdrawn(vorgang=row.public_id)
    if row.is_ended:
        raise VorgangEnded(vorgang=row.public_id)
    if row.state == State.WAITING:
        raise AlreadyWaiting(vorgang=row.public_id)


def hearings_of(vorgang: Vorgang) -> tuple[Anhoerung, ...]:
    """Return the hearings of a case, oldest first, those included that were not needed."""
    return tuple(vorgang.anhoerungen.all())


def is_heard(hearings: Iterable[Anhoerung]) -> bool:
    """Return whether a decision that burdens may be made: heard, or an exception noted, and no hearing still runs."""
    states = {each.state for each in hearings}
    return bool(states) and HearingState.OPEN not in states


def hearing_until(vorgang: Vorgang, today: date) -> date:
    """Return the proposed last local day of a hearing: a working day, two weeks on; the law leaves it to the office."""
    regime = regime_of(code_of(vorgang), stelle_id=vorgang.stelle_id)
    return regime.next_working_day(today + timedelta(days=DEFAULT_ANSWER_DAYS))


def code_of(vorgang: Vorgang) -> Verfahrensrecht:
    """Return the code of procedure that the Leistung of a case names."""
    return Verfahrensrecht(content_of(vorgang.antrag).prozess.leistung.verfahrensrecht.value)


def write_hearing(antrag: Antrag, hearing: Hearing, *, norm: str, until_on: date) -> Letter:
    """Return the letter in the language of the Antrag: the plan, the facts, the period, and what follows."""
    language = antrag.language
    title = content_of(antrag).description.name.in_language(language)
    words = {
        "intended": hearing.intended.strip(),
        "facts": hearing.facts.strip(),
        "norm": norm,
        "day": written_day(until_on, language),
    }
    parts = (
        texts.HEARING_OPENING, texts.HEARING_INTENDED, texts.HEARING_FACTS, texts.HEARING_HOW, texts.HEARING_THEN,
    )  # fmt: skip
    return Letter(
        kind=Kind.HEARING,
        subject=texts.HEARING_SUBJECT.in_language(language).format(title=title)[:_MAX_SUBJECT],
        body="\n\n".join(part.in_language(language).format(**words) for part in parts),
    )
