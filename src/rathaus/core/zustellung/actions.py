"""Every write to letters of paper, and providing a Bescheid anew in the Postfach."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from rathaus.core.bescheid.announcement import announce, deliver_again, retract_announcement
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.bescheid.rules import State
from rathaus.core.scope.actor import Actor
from rathaus.core.vorgang.admission import clerk_id, lock_for_clerk
from rathaus.core.vorgang.case import Case
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.zustellung.errors import (
    AlreadyOnItsWay,
    NotPrinted,
    NotToProvideAgain,
    PostsendungNotFound,
)
from rathaus.core.zustellung.models import Postsendung
from rathaus.core.zustellung.queries import cause_for, may_provide_again, regime_at
from rathaus.core.zustellung.rules import PostCause, PostState, address_lines, check_day
from rathaus.recht.bekanntgabe import announce_by_post

MAX_REASON = 200
"""Characters of what the post noted on a letter that came back."""


@transaction.atomic
def queue_for_post(*, actor: Actor, bescheid: Bescheid, address: str, now: datetime) -> Postsendung:
    """Put a Bescheid into the queue of letters of paper; its seal and the letter in the Postfach stay as they are.

    Args:
        actor: a clerk of the body.
        bescheid: a Bescheid in force that is not announced.
        address: lines of the postal address, as the window shows them.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body.
        AlreadyOnItsWay: it waits in the queue, is posted, is announced, or another Bescheid took its place.
        AddressMissing: see :func:`rathaus.core.zustellung.rules.address_lines`.
    """
    lines = address_lines(address)
    case = _lock(actor, bescheid)
    row = _in_force(bescheid)
    sent = Postsendung.objects.filter(bescheid_id=bescheid.pk)
    if row is None or row.announced_on is not None or sent.filter(state__in=_ON_ITS_WAY).exists():
        raise AlreadyOnItsWay
    came_back = sent.filter(state=PostState.RETURNED).exists()
    cause = PostCause.RETURNED if came_back else cause_for(row, on=timezone.localdate(now))
    posting = Postsendung.objects.create(
        bescheid=row, stelle_id=row.stelle_id, cause=cause, address=lines, queued_at=now, queued_by_id=clerk_id(actor)
    )
    _record(case, posting, "zustellung.queued", actor, {"cause": cause.value})
    return posting


@transaction.atomic
def drop_from_queue(*, actor: Actor, posting: Postsendung) -> None:
    """Take a letter out of the queue, for example because the Bescheid was opened in the Postfach meanwhile.

    Args:
        actor: a clerk of the body.
        posting: a letter that was not posted.

    Raises:
        ActorRefused: no clerk of this body.
        PostsendungNotFound: it is not in the queue.
    """
    case, row = _locked(actor, posting, PostState.QUEUED)
    row.state = PostState.DROPPED
    row.save(update_fields=["state"])
    _record(case, row, "zustellung.dropped", actor, {})


@transaction.atomic
def mark_posted(*, actor: Actor, posting: Postsendung, posted_on: date, now: datetime) -> Postsendung:
    """Note the day on which a letter was handed to the post; the Bescheid counts as announced by the rule of posting.

    Where the law leaves two days open, the later one counts for lateness; the earlier one reminds the person.

    Args:
        actor: a clerk of the body.
        posting: a printed letter of the queue.
        posted_on: local day.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body.
        PostsendungNotFound: it is not in the queue, or another Bescheid took the place of its own.
        NotPrinted: nobody has printed it.
        PostingDayRefused: before the Bescheid, or in the future.

    Source: VwVfG § 41(2).
    """
    case, row = _locked(actor, posting, PostState.QUEUED)
    if row.bescheid.replaced_at is not None:
        raise PostsendungNotFound
    if row.printed_at is None:
        raise NotPrinted
    issued_at = row.bescheid.issued_at or now
    check_day(posted_on, first=timezone.localdate(issued_at), last=timezone.localdate(now))
    result = announce_by_post(posted_on, regime=regime_at(row.bescheid, now))
    row.state, row.posted_on, row.posted_by_id = PostState.POSTED, posted_on, clerk_id(actor)
    row.announced_on, row.earliest_on = result.announced_on, result.earliest_on
    row.parameter_versions = [each.version_id for each in result.parameters]
    row.save()
    payload: dict[str, object] = {"posted_on": posted_on.isoformat(), "earliest_on": str(row.earliest_on)}
    _record(case, row, "zustellung.posted", actor, payload)
    announce(actor=actor, bescheid=row.bescheid, announcement=result, now=now)
    return row


@transaction.atomic
def note_return(*, actor: Actor, posting: Postsendung, returned_on: date, reason: str, now: datetime) -> Postsendung:
    """Note that a letter came back: what did not arrive announces nothing, so the days of the remedy are taken back.

    Where the person opened the Bescheid in the Postfach meanwhile, that announces it.

    Args:
        actor: a clerk of the body.
        posting: a posted letter.
        returned_on: local day.
        reason: what the post noted on it; may be empty.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body.
        PostsendungNotFound: it is not posted.
        PostingDayRefused: before it was posted, or in the future.

    Source: VwVfG § 41(2), last sentence.
    """
    case, row = _locked(actor, posting, PostState.POSTED)
    check_day(returned_on, first=row.posted_on or returned_on, last=timezone.localdate(now))
    announced_on = row.announced_on
    row.state, row.returned_on, row.return_reason = PostState.RETURNED, returned_on, reason.strip()[:MAX_REASON]
    row.save()
    _record(case, row, "zustellung.returned", actor, {"returned_on": returned_on.isoformat()})
    retract_announcement(actor=actor, bescheid=row.bescheid, announced_on=announced_on, now=now)
    return row


@transaction.atomic
def provide_again(*, actor: Actor, bescheid: Bescheid, now: datetime) -> None:
    """Provide a Bescheid in the Postfach once more, after nobody opened it in time; the person is told again.

    Args:
        actor: a clerk of the body.
        bescheid: a Bescheid in force whose retrieval failed.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body.
        NotToProvideAgain: it can still be opened, or is announced; a second click finds it so.

    Source: VwVfG § 41(2a).
    """
    _lock(actor, bescheid)
    row = _in_force(bescheid)
    if row is None or not may_provide_again(row, on=timezone.localdate(now)):
        raise NotToProvideAgain
    deliver_again(actor=actor, bescheid=row, now=now)


_ON_ITS_WAY = [PostState.QUEUED, PostState.POSTED]


def _lock(actor: Actor, bescheid: Bescheid) -> Case:
    return lock_for_clerk(actor, Vorgang(pk=bescheid.vorgang_id, stelle_id=bescheid.stelle_id))


def _in_force(bescheid: Bescheid) -> Bescheid | None:
    rows = Bescheid.objects.select_related("antrag", "stelle", "datei", "predecessor")
    return rows.filter(pk=bescheid.pk, state=State.ISSUED, replaced_at=None).first()


def _locked(actor: Actor, posting: Postsendung, state: PostState) -> tuple[Case, Postsendung]:
    case = _lock(actor, posting.bescheid)
    rows = Postsendung.objects.select_related("bescheid__antrag", "bescheid__stelle", "bescheid__predecessor")
    row = rows.filter(pk=posting.pk, state=state).first()
    if row is None:
        raise PostsendungNotFound
    return case, row


def _record(case: Case, row: Postsendung, act: str, actor: Actor, payload: dict[str, object]) -> None:
    case.record(act, actor=actor, payload={"bescheid": str(row.bescheid.public_id), **payload})
