"""Labels of a body: made, changed and ended by its clerks, and put on cases whoever works on them."""

import uuid
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from rathaus.core.arbeitskorb.errors import EtikettNotFound, EtikettRefused
from rathaus.core.arbeitskorb.etikett_rules import MOST_ETIKETTEN, colour_of, etikett_name
from rathaus.core.arbeitskorb.models import CaseEtikett, Etikett
from rathaus.core.protokoll.actions import Subject, record
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import current_scope
from rathaus.core.vorgang.admission import clerk_id, lock_for_clerk
from rathaus.core.vorgang.case import Case
from rathaus.core.vorgang.models import Vorgang

_ONE_NAME = "arbeitskorb_one_etikett_per_name"


@transaction.atomic
def create_etikett(*, actor: Actor, name: str, colour: str, now: datetime) -> Etikett:
    """Make a label for the cases of a body.

    Args:
        actor: a clerk of the body.
        name: what the label says.
        colour: one of :class:`rathaus.core.arbeitskorb.etikett_rules.Colour`.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of a body.
        EtikettRefused: name or colour is none, another label has the name, or there are too many.
    """
    stelle_id = _body_of(actor)
    if Etikett.objects.filter(stelle_id=stelle_id, ended_at=None).count() >= MOST_ETIKETTEN:
        raise EtikettRefused(most=MOST_ETIKETTEN)
    row = Etikett(stelle_id=stelle_id, name=etikett_name(name), colour=colour_of(colour), made_at=now)
    _save(row)
    _record(row, "etikett.created", actor)
    return row


@transaction.atomic
def change_etikett(*, actor: Actor, public_id: uuid.UUID, name: str, colour: str) -> Etikett:
    """Change what a label says and its colour, on every case that has it.

    Raises:
        ActorRefused: no clerk of a body.
        EtikettNotFound: unknown, or no longer in use.
        EtikettRefused: name or colour is none, or another label has the name.
    """
    row = _lock(actor, public_id)
    row.name, row.colour = etikett_name(name), colour_of(colour)
    _save(row)
    _record(row, "etikett.changed", actor)
    return row


@transaction.atomic
def end_etikett(*, actor: Actor, public_id: uuid.UUID, now: datetime) -> None:
    """Take a label out of use: no case shows it any more, and its name is free again.

    Raises:
        ActorRefused: no clerk of a body.
        EtikettNotFound: unknown, or no longer in use.
    """
    row = _lock(actor, public_id)
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    _record(row, "etikett.ended", actor)


@transaction.atomic
def label_case(*, actor: Actor, vorgang: Vorgang, public_id: uuid.UUID, now: datetime) -> None:
    """Put a label on a case, open or not; one that it has stays.

    Raises:
        ActorRefused: no clerk of this body.
        EtikettNotFound: unknown, or no longer in use.
    """
    case, etikett = lock_for_clerk(actor, vorgang), _find(public_id)
    _put_on(case, etikett, actor, now)


@transaction.atomic
def unlabel_case(*, actor: Actor, vorgang: Vorgang, public_id: uuid.UUID) -> None:
    """Take a label from a case; one that it does not have changes nothing.

    Raises:
        ActorRefused: no clerk of this body.
        EtikettNotFound: unknown, or no longer in use.
    """
    case, etikett = lock_for_clerk(actor, vorgang), _find(public_id)
    _take_off(case, etikett, actor)


@transaction.atomic
def set_etiketten(*, actor: Actor, vorgang: Vorgang, wanted: Collection[uuid.UUID], now: datetime) -> None:
    """Let a case have exactly these labels.

    Args:
        actor: a clerk of the body.
        vorgang: the case, open or not.
        wanted: public ids of the labels.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body.
        EtikettNotFound: one is unknown, or no longer in use.
    """
    case = lock_for_clerk(actor, vorgang)
    known = {each.public_id: each for each in Etikett.objects.filter(ended_at=None)}
    if set(wanted) - set(known):
        raise EtikettNotFound
    had = {each.public_id for each in etiketten_on([vorgang.public_id]).get(vorgang.public_id, [])}
    for public_id in sorted(set(wanted) - had):
        _put_on(case, known[public_id], actor, now)
    for public_id in sorted(had - set(wanted)):
        _take_off(case, known[public_id], actor)


def etiketten_in_use(stelle_ids: Collection[int]) -> list[Etikett]:
    """Return the labels of a body and its predecessors, by name."""
    return list(Etikett.objects.filter(stelle_id__in=list(stelle_ids), ended_at=None))


def etikett_by_public_id(public_id: uuid.UUID) -> Etikett:
    """Return a label of the open scope that is in use.

    Raises:
        EtikettNotFound: unknown, or no longer in use.
    """
    return _find(public_id)


def etiketten_on(cases: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[Etikett]]:
    """Return the labels of cases by the public id of the case, by name."""
    rows = CaseEtikett.objects.filter(case_id__in=list(cases), etikett__ended_at=None)
    found: dict[uuid.UUID, list[Etikett]] = {}
    for row in rows.select_related("etikett").order_by("etikett__name"):
        found.setdefault(row.case_id, []).append(row.etikett)
    return found


def labelled_cases(public_id: uuid.UUID) -> QuerySet[CaseEtikett, int]:
    """Return the ids of the cases that have a label, to narrow a list."""
    rows = CaseEtikett.objects.filter(etikett__public_id=public_id, etikett__ended_at=None)
    return rows.values_list("vorgang_id", flat=True)


def _find(public_id: uuid.UUID) -> Etikett:
    row = Etikett.objects.filter(public_id=public_id, ended_at=None).first()
    if row is None:
        raise EtikettNotFound
    return row


def _lock(actor: Actor, public_id: uuid.UUID) -> Etikett:
    _body_of(actor)
    row = Etikett.objects.select_for_update().filter(public_id=public_id, ended_at=None).first()
    if row is None:
        raise EtikettNotFound
    return row


def _body_of(actor: Actor) -> int:
    if actor.role is not Role.CLERK or actor.stelle_id is None or actor.stelle_id not in current_scope().stellen:
        raise ActorRefused(role=actor.role.value)
    return actor.stelle_id


def _save(row: Etikett) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if _ONE_NAME in str(error):
            raise EtikettRefused(name=row.name) from error
        raise


def _record(row: Etikett, act: str, actor: Actor) -> None:
    subject = Subject("etikett", row.public_id, row.stelle_id)
    record(subject=subject, act=act, actor=actor, payload={"name": row.name, "colour": row.colour})


def _put_on(case: Case, etikett: Etikett, actor: Actor, now: datetime) -> None:
    facts = {
        "stelle_id": case.vorgang.stelle_id,
        "case_id": case.vorgang.public_id,
        "put_at": now,
        "put_by_id": clerk_id(actor),
    }
    _, is_new = CaseEtikett.objects.get_or_create(vorgang=case.vorgang, etikett=etikett, defaults=facts)
    if is_new:
        case.record("vorgang.labelled", actor=actor, payload={"name": etikett.name})


def _take_off(case: Case, etikett: Etikett, actor: Actor) -> None:
    removed, _ = CaseEtikett.objects.filter(vorgang=case.vorgang, etikett=etikett).delete()
    if removed:
        case.record("vorgang.unlabelled", actor=actor, payload={"name": etikett.name})
