"""The due days of a clerk as a calendar that other programs read: a private address, days, references, next acts.

Whoever has the address reads the calendar without signing in. So it names nobody, and no reason of a follow-up, which
people write in words of their own.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from rathaus.core.arbeitskorb.errors import CalendarNotFound
from rathaus.core.arbeitskorb.models import CalendarLink
from rathaus.core.arbeitskorb.queries import coming_back
from rathaus.core.konto.rules import hash_link_secret, new_link_secret
from rathaus.core.protokoll.actions import Subject, record
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import Scope, current_scope, open_scope
from rathaus.core.stelle.queries import memberships_of, scope_ids_of
from rathaus.core.stelle.substitution import represented_by
from rathaus.core.vorgang.admission import clerk_id
from rathaus.core.vorgang.inbox import InboxFilter, InboxRow, inbox
from rathaus.core.vorgang.rules import View

MOST_DAYS = 500
"""Cases that the calendar of a clerk names, the most urgent first."""

_KIND = "mitgliedschaft"


@dataclass(frozen=True, slots=True)
class DueDays:
    """What a calendar says: the name of the body, and the clerk's cases with their days."""

    body: str
    rows: tuple[InboxRow, ...]


@transaction.atomic
def make_calendar_link(*, actor: Actor, now: datetime) -> str:
    """Make a new private address for the actor's calendar and end the one before; returns its secret, once.

    Raises:
        ActorRefused: no clerk of a body.
    """
    stelle_id, konto_id = _body_of(actor), clerk_id(actor)
    _end(stelle_id, konto_id, now)
    secret = new_link_secret()
    CalendarLink.objects.create(
        stelle_id=stelle_id, konto_id=konto_id, secret_hash=hash_link_secret(secret), made_at=now
    )
    _record(actor, "calendar.link_made")
    return secret


@transaction.atomic
def end_calendar_link(*, actor: Actor, now: datetime) -> None:
    """End the private address of the actor's calendar; without one nothing happens.

    Raises:
        ActorRefused: no clerk of a body.
    """
    if _end(_body_of(actor), clerk_id(actor), now):
        _record(actor, "calendar.link_ended")


def has_calendar_link(stelle_id: int, *, konto_id: int) -> bool:
    """Return whether a clerk has a private address for their calendar."""
    return CalendarLink.objects.filter(stelle_id=stelle_id, konto_id=konto_id, ended_at=None).exists()


def due_days(secret: str, *, day: date) -> DueDays:
    """Return what the calendar behind a private address says; it opens the scopes itself.

    Args:
        secret: from the address.
        day: local date Europe/Berlin.

    Raises:
        CalendarNotFound: no such address any more, or the clerk no longer works on cases of the body.
    """
    secret_hash = hash_link_secret(secret)
    with open_scope(Scope(secrets=frozenset({secret_hash}))):
        link = CalendarLink.objects.filter(secret_hash=secret_hash, ended_at=None).select_related("stelle").first()
    if link is None:
        raise CalendarNotFound
    with open_scope(Scope(stellen=scope_ids_of(link.stelle, day))) as scope:
        held = memberships_of(link.konto_id, day)
        if not any(each.stelle_id == link.stelle_id and each.role in {"clerk", "lead"} for each in held):
            raise CalendarNotFound
        away = frozenset(represented_by(link.konto_id, day=day))
        comes_back = coming_back(konto_id=link.konto_id, represents=away)
        filters = InboxFilter(View.MINE, konto_id=link.konto_id, represents=away, comes_back=comes_back)
        rows = inbox(stelle_ids=scope.stellen, filters=filters, today=day, limit=MOST_DAYS).rows
    return DueDays(link.stelle.name, rows)


def _end(stelle_id: int, konto_id: int, now: datetime) -> int:
    rows = CalendarLink.objects.filter(stelle_id=stelle_id, konto_id=konto_id, ended_at=None)
    return rows.update(ended_at=now)


def _body_of(actor: Actor) -> int:
    if actor.role is not Role.CLERK or actor.stelle_id is None or actor.stelle_id not in current_scope().stellen:
        raise ActorRefused(role=actor.role.value)
    return actor.stelle_id


def _record(actor: Actor, act: str) -> None:
    """Record it in the chain of the clerk's membership: it is about them, and about no case."""
    held = memberships_of(clerk_id(actor), timezone.localdate())
    own = next((each for each in held if each.stelle_id == actor.stelle_id), None)
    if own is not None:
        record(subject=Subject(_KIND, own.public_id, own.stelle_id, own.konto_id), act=act, actor=actor)
