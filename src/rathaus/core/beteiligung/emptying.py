"""What was shown of a case for an opinion does not stay with whom it was shown: the asking body has the originals."""

from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from rathaus.core.beteiligung.models import OpinionLink, Stellungnahme
from rathaus.core.datei.actions import delete_copies
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.errors import ActorRefused

SHOWN_AFTER_ANSWER: Final = timedelta(days=90)
"""How long the asked body still sees extract and files after its answer; our own term, no statute names one."""

BATCH: Final = 200
"""Rows of one transaction."""

_HOLDS_SOMETHING = ~Q(extract=[]) | ~Q(documents=[])


def shown_until(row: Stellungnahme) -> date | None:
    """Return the last local day on which the asked body sees the extract; None while it has not answered."""
    return None if row.answered_at is None else timezone.localdate(row.answered_at + SHOWN_AFTER_ANSWER)


@transaction.atomic
def empty_answered(*, actor: Actor, stelle_id: int, now: datetime) -> int:
    """Empty what a body was shown for opinions that it gave some time ago; question and opinion stay its own record.

    Args:
        actor: the system.
        stelle_id: the body that was asked; its scope must be open.
        now: aware instant.

    Returns:
        How many it was, at most :data:`BATCH`.

    Raises:
        ActorRefused: not the system.
    """
    _only_system(actor)
    old = Stellungnahme.objects.filter(_HOLDS_SOMETHING, stelle_id=stelle_id, answered_at__lt=_passed(now))
    rows = list(old.select_for_update(skip_locked=True)[:BATCH])
    delete_copies(actor=actor, public_ids=[name for row in rows for name in row.documents])
    return Stellungnahme.objects.filter(pk__in=[row.pk for row in rows]).update(extract=[], documents=[])


@transaction.atomic
def empty_links(*, actor: Actor, stelle_id: int, now: datetime) -> int:
    """Empty the links of a body whose last day has passed; they keep the question alone. Returns how many.

    Raises:
        ActorRefused: not the system.
    """
    _only_system(actor)
    passed = OpinionLink.objects.filter(_HOLDS_SOMETHING, stelle_id=stelle_id, last_on__lt=timezone.localdate(now))
    return passed.update(extract=[], documents=[])


def _passed(now: datetime) -> datetime:
    """Return the instant before which an answer is old: the start of the first day on which nothing is shown."""
    first = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return first - SHOWN_AFTER_ANSWER


def _only_system(actor: Actor) -> None:
    if actor.role is not Role.SYSTEM:
        raise ActorRefused(role=actor.role.value)
