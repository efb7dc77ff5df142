"""Every write to notes and follow-ups. A colleague may note something on a case that somebody else works on."""

import uuid
from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from rathaus.core.arbeitskorb.errors import ColleagueUnknown, FollowUpNotFound
from rathaus.core.arbeitskorb.models import Mention, Vermerk, Wiedervorlage
from rathaus.core.arbeitskorb.queries import colleagues, mentions_for
from rathaus.core.arbeitskorb.rules import follow_up_reason, note_text
from rathaus.core.scope.actor import Actor
from rathaus.core.vorgang.admission import clerk_id, lock_for_clerk
from rathaus.core.vorgang.case import Case
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.rules import State


@transaction.atomic
def write_note(*, actor: Actor, vorgang: Vorgang, text: str, mentioned: Collection[int] = (), now: datetime) -> Vermerk:
    """Write a note on a case, whoever works on it; those who are mentioned find it on their page "Heute".

    Args:
        actor: a clerk of the body.
        vorgang: the case, closed or not.
        text: plain text.
        mentioned: ids of the Konten of colleagues; who writes is never mentioned.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body.
        NoteRefused: empty or too long.
        ColleagueUnknown: somebody who does not work for this body.
    """
    case, writer = lock_for_clerk(actor, vorgang), clerk_id(actor)
    stelle_id, others = case.vorgang.stelle_id, set(mentioned) - {writer}
    _refuse_strangers(stelle_id, others, today=timezone.localdate(now))
    note = Vermerk.objects.create(
        vorgang=case.vorgang, stelle_id=stelle_id, text=note_text(text), written_at=now, written_by_id=writer
    )
    Mention.objects.bulk_create(
        Mention(vermerk=note, stelle_id=stelle_id, konto_id=konto_id) for konto_id in sorted(others)
    )
    case.record("vorgang.noted", actor=actor, payload={"note": str(note.public_id), "mentioned": len(others)})
    return note


@transaction.atomic
def see_mentions(*, actor: Actor, vorgang: Vorgang, now: datetime) -> int:
    """Note that a member of staff has read the notes of a case that mention them; returns how many."""
    return mentions_for(vorgang, konto_id=clerk_id(actor), today=timezone.localdate(now)).update(seen_at=now)


@transaction.atomic
def plan_follow_up(
    *, actor: Actor, vorgang: Vorgang, on: date, reason: str, konto_id: int | None = None, now: datetime
) -> Wiedervorlage:
    """Let an open case come back on a day.

    Args:
        actor: a clerk of the body.
        vorgang: the case, whoever works on it.
        on: local day after today.
        reason: what is to be done then, on one line.
        konto_id: before whom; None for everybody of the body.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body.
        FollowUpRefused: no reason, not such a day, or the case is closed.
        ColleagueUnknown: somebody who does not work for this body.
    """
    case, today = lock_for_clerk(actor, vorgang), timezone.localdate(now)
    said = follow_up_reason(reason, on=on, today=today, is_closed=case.vorgang.state == State.CLOSED)
    _refuse_strangers(case.vorgang.stelle_id, {konto_id} - {None}, today=today)
    row = Wiedervorlage.objects.create(
        vorgang=case.vorgang,
        stelle_id=case.vorgang.stelle_id,
        on=on,
        reason=said,
        konto_id=konto_id,
        planned_at=now,
        planned_by_id=clerk_id(actor),
    )
    _record(case, "vorgang.follow_up_planned", row, actor)
    return row


@transaction.atomic
def end_follow_up(*, actor: Actor, public_id: uuid.UUID, vorgang: Vorgang, now: datetime) -> None:
    """End a follow-up, whether its day has come or not.

    Raises:
        ActorRefused: no clerk of this body.
        FollowUpNotFound: there is none in this case, or it has ended.
    """
    case = lock_for_clerk(actor, vorgang)
    row = Wiedervorlage.objects.filter(public_id=public_id, vorgang_id=case.vorgang.pk, ended_at=None).first()
    if row is None:
        raise FollowUpNotFound
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    _record(case, "vorgang.follow_up_ended", row, actor)


def end_follow_ups(sender: object, *, vorgang: Vorgang, now: datetime, **kwargs: object) -> None:
    """End what is planned when a case is closed or withdrawn; connected to the signal of the room vorgang.

    Args:
        sender: the class of the case.
        vorgang: the locked case; a decided one keeps its follow-ups until it is closed.
        now: aware instant.
        kwargs: the signal itself.
    """
    del sender, kwargs
    if vorgang.state == State.CLOSED or vorgang.is_withdrawn:
        Wiedervorlage.objects.filter(vorgang_id=vorgang.pk, ended_at=None).update(ended_at=now)


def _refuse_strangers(stelle_id: int, konto_ids: Collection[int | None], *, today: date) -> None:
    if set(konto_ids) - {each.konto_id for each in colleagues(stelle_id, today=today)}:
        raise ColleagueUnknown


def _record(case: Case, act: str, row: Wiedervorlage, actor: Actor) -> None:
    case.record(act, actor=actor, payload={"on": row.on.isoformat(), "reason": row.reason})
