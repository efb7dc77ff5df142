"""Lists that clerks keep for themselves or for all of the body, and the columns that each of them sees."""

import uuid
from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from rathaus.core.arbeitskorb.errors import SavedListNotFound, SavedListRefused
from rathaus.core.arbeitskorb.list_rules import MOST_LISTS, Column, columns_of, kept_query, list_name
from rathaus.core.arbeitskorb.models import ListColumns, SavedList
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import current_scope
from rathaus.core.vorgang.admission import clerk_id


@transaction.atomic
def save_list(*, actor: Actor, name: str, query: Mapping[str, str], for_team: bool, now: datetime) -> SavedList:
    """Keep the filter of a list under a name; the same name of the same clerk is replaced.

    Args:
        actor: a clerk of the body.
        name: what it is called.
        query: parts of the address of the list; what was searched for is not kept.
        for_team: whether everybody of the body sees it.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of a body.
        SavedListRefused: the name is none, or there are too many lists.
    """
    stelle_id, konto_id, called = _body_of(actor), clerk_id(actor), list_name(name)
    own = SavedList.objects.filter(stelle_id=stelle_id, konto_id=konto_id)
    if own.exclude(name=called).count() >= MOST_LISTS:
        raise SavedListRefused(most=MOST_LISTS)
    facts = {"query": kept_query(query), "for_team": for_team, "saved_at": now}
    row, _ = SavedList.objects.update_or_create(stelle_id=stelle_id, konto_id=konto_id, name=called, defaults=facts)
    return row


@transaction.atomic
def remove_list(*, actor: Actor, public_id: uuid.UUID) -> None:
    """Forget a list that the clerk has saved.

    Raises:
        ActorRefused: no clerk of a body.
        SavedListNotFound: unknown, or a colleague's.
    """
    _body_of(actor)
    removed, _ = SavedList.objects.filter(public_id=public_id, konto_id=clerk_id(actor)).delete()
    if not removed:
        raise SavedListNotFound


@transaction.atomic
def choose_columns(*, actor: Actor, columns: Collection[str]) -> tuple[Column, ...]:
    """Keep which columns a clerk sees in lists of cases; unknown ones are left out.

    Raises:
        ActorRefused: no clerk of a body.
    """
    chosen = columns_of(columns)
    facts = {"columns": [each.value for each in chosen]}
    ListColumns.objects.update_or_create(stelle_id=_body_of(actor), konto_id=clerk_id(actor), defaults=facts)
    return chosen


def lists_for(stelle_ids: Collection[int], *, konto_id: int) -> list[SavedList]:
    """Return the saved lists that somebody sees: their own, and those of colleagues for all; by name.

    Args:
        stelle_ids: the body and its predecessors.
        konto_id: who looks.
    """
    seen = Q(konto_id=konto_id) | Q(for_team=True)
    return list(SavedList.objects.filter(seen, stelle_id__in=list(stelle_ids)))


def columns_for(stelle_ids: Collection[int], *, konto_id: int) -> tuple[Column, ...]:
    """Return the columns that somebody sees in lists of cases; all of them where they have chosen none."""
    row = ListColumns.objects.filter(stelle_id__in=list(stelle_ids), konto_id=konto_id).order_by("-pk").first()
    return tuple(Column) if row is None else columns_of(row.columns)


def _body_of(actor: Actor) -> int:
    if actor.role is not Role.CLERK or actor.stelle_id is None or actor.stelle_id not in current_scope().stellen:
        raise ActorRefused(role=actor.role.value)
    return actor.stelle_id
