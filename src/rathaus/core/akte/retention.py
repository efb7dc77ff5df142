"""How long a body keeps the cases of a Leistung: nothing is preset, a person of the body confirms each period."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from rathaus.core.akte.errors import RetentionRefused
from rathaus.core.akte.models import Aufbewahrungsfrist
from rathaus.core.akte.rules import retention_source, retention_years
from rathaus.core.leistung.coverage import leistungen_for
from rathaus.core.leistung.models import Leistung
from rathaus.core.norm.actions import leads_body
from rathaus.core.protokoll.actions import Subject, record
from rathaus.core.scope.actor import Actor
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.stelle.models import Stelle
from rathaus.core.vorgang.admission import clerk_id
from rathaus.core.vorgang.models import Vorgang

_CHAIN_NAMESPACE = uuid.UUID("5d2c1d0e-8a57-4a1c-9a0b-7a1d6f0c2e44")


@dataclass(frozen=True, slots=True)
class Kept:
    """A Leistung of a body and how long its cases are kept; None while nobody has confirmed a period."""

    leistung: Leistung
    period: Aufbewahrungsfrist | None


@dataclass(frozen=True, slots=True)
class Period:
    """A period as somebody enters it.

    Args:
        years: what was typed.
        source: what it rests on, as typed.
        confirmed: whether whoever enters it says that they have checked it.
    """

    years: str
    source: str
    confirmed: bool


@transaction.atomic
def confirm_retention(
    *, actor: Actor, stelle: Stelle, leistung: Leistung, period: Period, now: datetime
) -> Aufbewahrungsfrist:
    """Confirm how long a body keeps the cases of a Leistung; what was confirmed before stays and no longer holds.

    Args:
        actor: who leads the body.
        stelle: the body; its scope is open.
        leistung: one of its Leistungen.
        period: as entered.
        now: aware instant.

    Raises:
        ActorRefused: nobody who leads this body.
        RetentionRefused: no such years, nothing that it rests on, or not confirmed.
    """
    if actor.stelle_id != stelle.pk or not leads_body(actor, timezone.localdate(now)):
        raise ActorRefused(role=actor.role.value)
    years, source = retention_years(period.years), retention_source(period.source)
    if not period.confirmed:
        raise RetentionRefused(confirmed=False)
    row = Aufbewahrungsfrist.objects.create(
        stelle=stelle, leistung=leistung, years=years, source=source, confirmed_at=now, confirmed_by_id=clerk_id(actor)
    )
    subject = Subject("aufbewahrung", uuid.uuid5(_CHAIN_NAMESPACE, f"{stelle.pk}:{leistung.slug}"), stelle.pk)
    payload = {"leistung": leistung.slug, "years": years, "source": source}
    record(subject=subject, act="akte.retention_confirmed", actor=actor, payload=payload)
    return row


def retention_history(leistung: Leistung, *, stelle_ids: Collection[int]) -> list[Aufbewahrungsfrist]:
    """Return every period that was confirmed for a Leistung, the newest first; only that one holds.

    Args:
        leistung: of any body.
        stelle_ids: the body and its predecessors: what a successor confirms holds for their cases too.
    """
    return list(Aufbewahrungsfrist.objects.filter(stelle_id__in=list(stelle_ids), leistung=leistung))


def retention_of(leistung_ids: Collection[int], *, stelle_ids: Collection[int]) -> dict[int, Aufbewahrungsfrist]:
    """Return the period that holds for each Leistung with one: id of the Leistung → period."""
    rows = Aufbewahrungsfrist.objects.filter(stelle_id__in=list(stelle_ids), leistung_id__in=list(leistung_ids))
    return {row.leistung_id: row for row in rows.order_by("pk")}


def kept_services(stelle: Stelle, *, stelle_ids: Collection[int], today: date) -> list[Kept]:
    """Return what a body must do, and what it has cases of, with the period of each, by slug.

    Args:
        stelle: the body.
        stelle_ids: the body and its predecessors.
        today: local date Europe/Berlin.
    """
    with_cases = Vorgang.objects.filter(stelle_id__in=list(stelle_ids)).order_by().values("leistung_id").distinct()
    known = {each.pk: each for each in (*leistungen_for(stelle, today), *Leistung.objects.filter(pk__in=with_cases))}
    periods = retention_of(known, stelle_ids=stelle_ids)
    return [Kept(each, periods.get(each.pk)) for each in sorted(known.values(), key=lambda each: each.slug)]
