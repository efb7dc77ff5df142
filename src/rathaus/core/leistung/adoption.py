"""Adopting a Leistung: a body offers it by one row and a small overlay, never by a copy."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from rathaus.core.leistung.actions import only_coordination, record_act
from rathaus.core.leistung.errors import BodyNotCompetent
from rathaus.core.leistung.models import Leistung, Uebernahme
from rathaus.core.leistung.queries import competent_for
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.stelle.models import Stelle
from rathaus.core.stelle.queries import live_body_id
from rathaus.values.text import Text

NO_HINT = Text("")


@dataclass(frozen=True, slots=True)
class Overlay:
    """What a body sets for itself.

    Args:
        contact: contact lines, plain text.
        hint: hint for citizens; an empty text is no hint.
        decides_alone: whether the software may decide without a person, where the Leistung allows it.
        takes_advance: whether the fee is requested ahead, where the Leistung allows it.
    """

    contact: str = ""
    hint: Text = NO_HINT
    decides_alone: bool = False
    takes_advance: bool = False


@transaction.atomic
def adopt(*, actor: Actor, leistung: Leistung, stelle: Stelle, overlay: Overlay, now: datetime) -> Uebernahme:
    """Let a body offer a Leistung; adopting twice changes the overlay only.

    Raises:
        ActorRefused: the actor neither works for the body nor for the coordination office.
        BodyNotCompetent: the body does not do this Leistung.
    """
    only_body_or_coordination(actor, stelle)
    today = timezone.localdate(now)
    if not competent_for(leistung, today).filter(pk=live_body_id(stelle)).exists():
        raise BodyNotCompetent(leistung=leistung.slug, stelle=stelle.slug)
    row, created = Uebernahme.objects.get_or_create(
        leistung=leistung, stelle=stelle, withdrawn_at=None, defaults={"adopted_at": now, **_overlay_columns(overlay)}
    )
    if not created:
        return change_overlay(actor=actor, uebernahme=row, overlay=overlay)
    record_act(leistung, "leistung.adopted", actor=actor, payload={"stelle": stelle.slug})
    return row


_ADOPT_FOR_ALL = """
INSERT INTO leistung_uebernahme (leistung_id, stelle_id, adopted_at, contact, hint)
SELECT %s, wanted.id, %s, '', '{{}}'::jsonb FROM ({competent}) wanted(id)
WHERE NOT EXISTS (
  SELECT FROM leistung_uebernahme u WHERE u.leistung_id = %s AND u.stelle_id = wanted.id AND u.withdrawn_at IS NULL)
ON CONFLICT DO NOTHING
"""


@transaction.atomic
def adopt_for_all(*, actor: Actor, leistung: Leistung, now: datetime) -> int:
    """Let every competent body offer a Leistung: one statement, one row each, no copy of a form.

    A Leistung that begins later is adopted by the bodies that are competent on its first day.

    Returns:
        How many bodies did not offer it before; none when the Leistung was never published.
    """
    only_coordination(actor)
    first_day = _first_day_from(leistung, timezone.localdate(now))
    count = _adopt_for_all_on(first_day, leistung, now) if first_day else 0
    record_act(leistung, "leistung.adopted_for_all", actor=actor, payload={"count": count})
    return count


def _first_day_from(leistung: Leistung, today: date) -> date | None:
    upcoming = Q(valid_to=None) | Q(valid_to__gt=today)
    first = (
        leistung.zustaendigkeiten.filter(upcoming).order_by("valid_from").values_list("valid_from", flat=True).first()
    )
    return first and max(first, today)


def _adopt_for_all_on(day: date, leistung: Leistung, now: datetime) -> int:
    competent = competent_for(leistung, day).order_by().values("pk")
    statement, parameters = competent.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            _ADOPT_FOR_ALL.format(competent=statement),  # the text comes from the query compiler
            [leistung.pk, now, *parameters, leistung.pk],
        )
        return int(cursor.rowcount)


@transaction.atomic
def change_overlay(*, actor: Actor, uebernahme: Uebernahme, overlay: Overlay) -> Uebernahme:
    """Set what a body sets for itself."""
    only_body_or_coordination(actor, uebernahme.stelle)
    columns = _overlay_columns(overlay)
    Uebernahme.objects.filter(pk=uebernahme.pk).update(**columns)
    uebernahme.refresh_from_db()
    record_act(
        uebernahme.leistung,
        "leistung.overlay_changed",
        actor=actor,
        payload={"stelle": uebernahme.stelle.slug, **columns},
    )
    return uebernahme


@transaction.atomic
def withdraw_adoption(*, actor: Actor, uebernahme: Uebernahme, now: datetime) -> None:
    """Let a body no longer offer a Leistung; Antraege that it has stay with it."""
    only_body_or_coordination(actor, uebernahme.stelle)
    Uebernahme.objects.filter(pk=uebernahme.pk, withdrawn_at=None).update(withdrawn_at=now)
    record_act(
        uebernahme.leistung, "leistung.adoption_withdrawn", actor=actor, payload={"stelle": uebernahme.stelle.slug}
    )


def _overlay_columns(overlay: Overlay) -> dict[str, object]:
    hint = overlay.hint.to_json() if overlay.hint.de else {}
    return {
        "contact": overlay.contact, "hint": hint,
        "decides_alone": overlay.decides_alone, "takes_advance": overlay.takes_advance,
    }  # fmt: skip


def only_body_or_coordination(actor: Actor, stelle: Stelle) -> None:
    """Let nobody act but clerks of the body and the coordination office.

    Raises:
        ActorRefused: the actor works for neither.
    """
    works_for_it = actor.role is Role.CLERK and actor.stelle_id == stelle.pk
    if not works_for_it:
        only_coordination(actor)
