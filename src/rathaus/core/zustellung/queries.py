"""Every read of letters of paper; they are seen in the scope of the body alone."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from rathaus.core.antrag.queries import content_of
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.bescheid.rules import State
from rathaus.core.norm.queries import regime_of
from rathaus.core.postfach.models import Nachricht
from rathaus.core.postfach.queries import messages_of, missed_decisions
from rathaus.core.postfach.rules import Kind, missed_retrieval
from rathaus.core.stelle.queries import body_on
from rathaus.core.zustellung.errors import PostsendungNotFound
from rathaus.core.zustellung.models import Postsendung
from rathaus.core.zustellung.rules import PostCause, PostState, cause_of
from rathaus.recht.regime import Regime

_MOST = 200
"""Letters of one part of the page; older ones stand in their cases."""


@dataclass(frozen=True, slots=True)
class PostRoom:
    """The letters of paper of a body.

    Args:
        suggested: Bescheide that nobody opened in time, or of whose letter nobody could be told.
        to_print: letters of the queue that were never printed.
        to_post: printed ones that nobody has posted.
        returned: letters that came back and whose Bescheid is still not announced.
        posted: the latest ones that are on their way or arrived.
    """

    suggested: tuple[tuple[Bescheid, PostCause], ...]
    to_print: tuple[Postsendung, ...]
    to_post: tuple[Postsendung, ...]
    returned: tuple[Postsendung, ...]
    posted: tuple[Postsendung, ...]


def post_room(stelle_ids: Collection[int], *, today: date) -> PostRoom:
    """Return the letters of paper of a body, the oldest first.

    Args:
        stelle_ids: the body and its predecessors.
        today: local date Europe/Berlin.
    """
    rows = _rows().filter(stelle_id__in=list(stelle_ids))
    queued = list(rows.filter(state=PostState.QUEUED)[:_MOST])
    back = rows.filter(state=PostState.RETURNED, bescheid__announced_on=None, bescheid__replaced_at=None)
    back = back.exclude(bescheid__postsendungen__state__in=[PostState.QUEUED, PostState.POSTED])
    return PostRoom(
        suggested=_suggested(stelle_ids, today),
        to_print=tuple(row for row in queued if row.printed_at is None),
        to_post=tuple(row for row in queued if row.printed_at is not None),
        returned=tuple(back[:_MOST]),
        posted=tuple(rows.filter(state=PostState.POSTED).order_by("-posted_on", "-id")[:20]),
    )


def count_to_post(stelle_ids: Collection[int]) -> int:
    """Return how many letters of a body wait to be printed or posted."""
    return Postsendung.objects.filter(stelle_id__in=list(stelle_ids), state=PostState.QUEUED).count()


def cared_for(vorgang_ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Return those cases whose Bescheid is announced by another way than its retrieval, or on its way by post.

    Args:
        vorgang_ids: public ids of cases.
    """
    rows = Bescheid.objects.filter(vorgang__public_id__in=list(vorgang_ids), state=State.ISSUED, replaced_at=None)
    on_its_way = Q(postsendungen__state__in=[PostState.QUEUED, PostState.POSTED])
    rows = rows.filter(Q(announced_on__isnull=False) | on_its_way)
    return set(rows.values_list("vorgang__public_id", flat=True))


def posting_by_public_id(public_id: uuid.UUID) -> Postsendung:
    """Return one letter of paper with its Bescheid.

    Raises:
        PostsendungNotFound: unknown, or outside the open scope.
    """
    row = _rows().filter(public_id=public_id).first()
    if row is None:
        raise PostsendungNotFound
    return row


def postings_in_order(public_ids: Collection[uuid.UUID]) -> list[Postsendung]:
    """Return letters of paper in the order of their cases, in which everybody locks who acts on several of them.

    Raises:
        PostsendungNotFound: one is unknown, or outside the open scope.
    """
    rows = list(_rows().filter(public_id__in=list(public_ids)).order_by("bescheid__vorgang_id", "pk"))
    if len(rows) != len(set(public_ids)):
        raise PostsendungNotFound
    return rows


def postings_of(bescheid: Bescheid) -> list[Postsendung]:
    """Return the letters of paper of a Bescheid, the oldest first."""
    return list(_rows().filter(bescheid_id=bescheid.pk))


def earliest_announcement(bescheid: Bescheid) -> date | None:
    """Return the earlier of two possible days of announcement by post; None where it was not announced by post."""
    rows = Postsendung.objects.filter(bescheid_id=bescheid.pk, state=PostState.POSTED)
    return rows.filter(announced_on=bescheid.announced_on).values_list("earliest_on", flat=True).first()


def letters_with(bescheid: Bescheid) -> QuerySet[Nachricht]:
    """Return the letters that brought a Bescheid into the Postfach, the oldest first."""
    return messages_of(bescheid.antrag.public_id).filter(kind=Kind.BESCHEID, datei=bescheid.datei)


def may_provide_again(bescheid: Bescheid, *, on: date) -> bool:
    """Return whether the days of the retrieval have passed without one.

    Args:
        bescheid: an issued Bescheid.
        on: local day.
    """
    return bescheid.is_in_force and bescheid.announced_on is None and _is_missed(bescheid, on)


def may_go_by_post(bescheid: Bescheid) -> bool:
    """Return whether a Bescheid can be put into the queue: in force, not announced, not on its way."""
    sent = Postsendung.objects.filter(bescheid_id=bescheid.pk, state__in=[PostState.QUEUED, PostState.POSTED])
    return bescheid.is_in_force and bescheid.announced_on is None and not sent.exists()


def cause_for(bescheid: Bescheid, *, on: date) -> PostCause:
    """Return why a Bescheid goes out on paper when somebody decides so on a local day."""
    letter = letters_with(bescheid).last()
    return cause_of(
        is_missed=_is_missed(bescheid, on),
        was_told=letter is not None and letter.notified_at is not None,
        has_konto=bescheid.konto_id is not None,
    )


def regime_at(bescheid: Bescheid, known_at: datetime) -> Regime:
    """Return the law of a Bescheid, by the rows that were known at an instant."""
    authority = body_on(bescheid.stelle, known_at.date())
    return regime_of(content_of(bescheid.antrag).prozess, stelle_id=authority.pk, known_at=known_at)


def suggested_address(bescheid: Bescheid) -> str:
    """Return the postal address as the letter itself shows it, one line each; the name alone where it has none."""
    return "\n".join((bescheid.document or {}).get("letterhead", {}).get("recipient_lines", ()))


def _is_missed(bescheid: Bescheid, on: date) -> bool:
    letter = letters_with(bescheid).last()
    if letter is None:
        return False
    regime = regime_of(content_of(bescheid.antrag).prozess, stelle_id=bescheid.stelle_id)
    return missed_retrieval(letter.notified_at, today=on, regime=regime) is not None


def _suggested(stelle_ids: Collection[int], today: date) -> tuple[tuple[Bescheid, PostCause], ...]:
    missed = set(missed_decisions(stelle_ids, today=today, regime=regime_of()))
    untold = Nachricht.objects.filter(
        stelle_id__in=list(stelle_ids), kind=Kind.BESCHEID, notified_at=None, retrieved_at=None, konto=None
    )
    rows = Bescheid.objects.filter(stelle_id__in=list(stelle_ids), state=State.ISSUED, replaced_at=None)
    rows = rows.filter(announced_on=None, postsendungen=None).select_related("antrag__version__leistung", "vorgang")
    rows = rows.filter(Q(antrag__public_id__in=missed) | Q(datei_id__in=untold.values("datei_id")))
    return tuple(
        (row, PostCause.MISSED if row.antrag.public_id in missed else PostCause.UNTOLD)
        for row in rows.order_by("issued_at", "pk")[:_MOST]
    )


def _rows() -> QuerySet[Postsendung]:
    return Postsendung.objects.select_related(
        "bescheid__antrag__version__leistung", "bescheid__stelle", "bescheid__datei", "bescheid__vorgang"
    )
