"""The tariffs of a body: entered, ended, reviewed; what was used is never changed, another one follows."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from rathaus.core.leistung.actions import record_act
from rathaus.core.leistung.adoption import only_body_or_coordination
from rathaus.core.leistung.errors import (
    OverlayRefused,
    TarifHasBegun,
    TarifNotFound,
    TarifOverlaps,
    TarifRefused,
    VersionNotFound,
)
from rathaus.core.leistung.models import Leistung, Tarifstelle
from rathaus.core.leistung.queries import compiled, current_version
from rathaus.core.leistung.tarif_queries import tarifstellen
from rathaus.core.leistung.tarif_rules import Tarif, Validity, check_tarif, within_law
from rathaus.core.scope.actor import Actor
from rathaus.core.stelle.models import Stelle

_OVERLAP = "leistung_one_tarif_at_a_time"


@dataclass(frozen=True, slots=True)
class NewTarif:
    """What a body enters: the tariff and when it holds."""

    tarif: Tarif
    validity: Validity


@transaction.atomic
def set_tarif(*, actor: Actor, leistung: Leistung, stelle: Stelle, new: NewTarif, now: datetime) -> Tarifstelle:
    """Enter a tariff of a body for a Leistung.

    Args:
        actor: a clerk of the body, or the coordination office.
        leistung: the Leistung.
        stelle: the body.
        new: the tariff; its first day may lie in the past, Antraege that came before keep what they were shown.
        now: aware instant.

    Raises:
        ActorRefused: somebody else.
        VersionNotFound: the Leistung is not published today, so nobody knows what it leaves to the body.
        TarifRefused: see :func:`rathaus.core.leistung.tarif_rules.check_tarif`; ``field`` is ``bis`` where it ends
            before it begins.
        OverlayRefused: the Leistung does not leave such an amount to the body.
        TarifOverlaps: another tariff holds on one of the days.
    """
    only_body_or_coordination(actor, stelle)
    tarif, time = new.tarif, new.validity
    version = current_version(leistung, timezone.localdate(now))
    if version is None:
        raise VersionNotFound(slug=leistung.slug)
    content = compiled(version.pk)
    check_tarif(tarif, content.formular)
    if time.valid_to is not None and time.valid_to <= time.valid_from:
        raise TarifRefused(field="bis")
    if not within_law(tarif, content.prozess.gebuehr):
        raise OverlayRefused(field="gebuehr", value=tarif.betrag_cent)
    row = _insert(leistung, stelle, new, now)
    _record(row, "leistung.tarif_set", actor=actor)
    return row


def _insert(leistung: Leistung, stelle: Stelle, new: NewTarif, now: datetime) -> Tarifstelle:
    tarif = new.tarif
    row = Tarifstelle(
        leistung=leistung, stelle=stelle, valid_from=new.validity.valid_from, valid_to=new.validity.valid_to,
        satzung=tarif.satzung, kind=tarif.kind, betrag_cent=tarif.betrag_cent, highest_cent=tarif.highest_cent,
        step_minutes=tarif.step_minutes, unit=tarif.unit, units_path=tarif.units_path,
        exemptions=[{"key": each.key, "reason": each.reason.de} for each in tarif.exemptions],
        reviewed_on=tarif.reviewed_on, made_at=now,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if _OVERLAP not in str(error):
            raise
        raise TarifOverlaps(valid_from=row.valid_from.isoformat()) from error
    return row


@transaction.atomic
def end_tarif(*, actor: Actor, row: Tarifstelle, last_day: date, now: datetime) -> Tarifstelle:
    """End a tariff with a local day, today at the earliest; or move an end that has not come yet.

    Raises:
        ActorRefused: neither of the body nor of the coordination office.
        TarifNotFound: it was taken back.
        TarifHasBegun: the day lies in the past, or the tariff has ended already.
        TarifRefused: the day lies before its first day.
        TarifOverlaps: another tariff holds on one of the days.
    """
    only_body_or_coordination(actor, row.stelle)
    today, found = timezone.localdate(now), _lock(row)
    if last_day < today or (found.valid_to is not None and found.valid_to <= today):
        raise TarifHasBegun(valid_from=found.valid_from.isoformat())
    if last_day < found.valid_from or last_day == date.max:
        raise TarifRefused(field="bis")
    found.valid_to = last_day + timedelta(days=1)
    try:
        with transaction.atomic():
            found.save(update_fields=["valid_to"])
    except IntegrityError as error:
        if _OVERLAP not in str(error):
            raise
        raise TarifOverlaps(valid_from=found.valid_from.isoformat()) from error
    _record(found, "leistung.tarif_ended", actor=actor)
    return found


@transaction.atomic
def take_back_tarif(*, actor: Actor, row: Tarifstelle, now: datetime) -> None:
    """Take back a tariff that has not begun yet; the row stays.

    Raises:
        ActorRefused: neither of the body nor of the coordination office.
        TarifNotFound: it was taken back already.
        TarifHasBegun: it has begun, so it may have been used.
    """
    only_body_or_coordination(actor, row.stelle)
    found = _lock(row)
    if found.valid_from <= timezone.localdate(now):
        raise TarifHasBegun(valid_from=found.valid_from.isoformat())
    found.taken_back_at = now
    found.save(update_fields=["taken_back_at"])
    _record(found, "leistung.tarif_taken_back", actor=actor)


@transaction.atomic
def note_review(*, actor: Actor, row: Tarifstelle, now: datetime) -> Tarifstelle:
    """Note that the body has reviewed the rates of a tariff today and keeps them.

    Raises:
        ActorRefused: neither of the body nor of the coordination office.
        TarifNotFound: it was taken back.

    Source: HVwKostG § 3.
    """
    only_body_or_coordination(actor, row.stelle)
    found = _lock(row)
    found.reviewed_on = timezone.localdate(now)
    found.save(update_fields=["reviewed_on"])
    _record(found, "leistung.tarif_reviewed", actor=actor)
    return found


def _lock(row: Tarifstelle) -> Tarifstelle:
    found = tarifstellen().select_for_update().filter(pk=row.pk).first()
    if found is None:
        raise TarifNotFound
    return found


def _record(row: Tarifstelle, act: str, *, actor: Actor) -> None:
    payload: dict[str, object] = {
        "stelle": row.stelle.slug,
        "tarif": str(row.public_id),
        "satzung": row.satzung,
        "kind": row.kind,
        "betrag_cent": row.betrag_cent,
        "highest_cent": row.highest_cent,
        "valid_from": row.valid_from.isoformat(),
        "valid_to": row.valid_to.isoformat() if row.valid_to else None,
        "reviewed_on": row.reviewed_on.isoformat(),
    }
    record_act(row.leistung, act, actor=actor, payload=payload)
