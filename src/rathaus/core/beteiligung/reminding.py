"""A body that has not answered in time is reminded by the program, once for each day until which it was asked."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from rathaus.core.beteiligung.models import Beteiligung, Stellungnahme
from rathaus.core.protokoll.actions import Subject
from rathaus.core.protokoll.many import Entry, record_many
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.jobs import together
from rathaus.core.scope.session import current_scope, widen_scope

BATCH = 200
"""Requests of one transaction."""

_UNREMINDED = Q(reminded_for=None) | ~Q(reminded_for=F("due_on"))


@transaction.atomic
def remind_late(*, actor: Actor, stelle_id: int, now: datetime) -> int:
    """Remind the bodies of this system that owe an opinion since a day that has passed; returns how many.

    The case and its request are locked first, as by every act on a case; those that somebody works on are passed over
    until the next run. That a body was reminded is written with the reminder, so that no second worker, and none that
    runs after one that died, reminds again. An authority outside gets letters, which a clerk sends.

    Args:
        actor: the system.
        stelle_id: the body that asks; its scope must be open.
        now: aware instant.

    Raises:
        ActorRefused: not the system.
    """
    if actor.role is not Role.SYSTEM:
        raise ActorRefused(role=actor.role.value)
    rows = Beteiligung.objects.filter(
        _UNREMINDED, stelle_id=stelle_id, asked__isnull=False, due_on__lt=timezone.localdate(now),
        answered_at=None, ended_at=None,
    )  # fmt: skip
    locked = rows.select_for_update(of=("self", "vorgang"), skip_locked=True)
    late = {row.pk: row for row in locked.select_related("vorgang__antrag").order_by("due_on", "pk")[:BATCH]}
    if not late:
        return 0

    def act(some: Collection[int]) -> int:
        return _remind([late[each] for each in some], actor=actor, now=now)

    return together(late, act, scope=current_scope(), failure="opinion_not_reminded")


def _remind(late: list[Beteiligung], *, actor: Actor, now: datetime) -> int:
    Beteiligung.objects.filter(pk__in=[row.pk for row in late]).update(reminded_at=now, reminded_for=F("due_on"))
    with widen_scope(stellen=frozenset(row.asked_id for row in late if row.asked_id is not None)):
        Stellungnahme.objects.filter(public_id__in=[row.public_id for row in late]).update(reminded_at=now)
    record_many([_entry(row, actor) for row in late])
    return len(late)


def _entry(row: Beteiligung, actor: Actor) -> Entry:
    subject = Subject.of_antrag(row.vorgang.antrag.public_id, stelle_id=row.stelle_id)
    payload = {"request": str(row.public_id), "party": row.name, "due_on": row.due_on.isoformat()}
    return Entry(subject, "vorgang.opinion_reminded", actor, payload)
