"""A clerk enters an Antrag for a person: at the counter, from a form of paper, or ex officio.

The draft belongs to a fresh secret link, as that of anybody who has no Konto: the clerk fills in the same form with it,
and the person gets the link on paper. It may be for any body; the competent one receives it.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from rathaus.core.antrag.drafting import Origin, begin_entwurf
from rathaus.core.antrag.errors import ArrivalRefused
from rathaus.core.antrag.models import Entwurf
from rathaus.core.antrag.rules import Channel
from rathaus.core.konto.bearer import Bearer
from rathaus.core.leistung.models import Leistung
from rathaus.core.leistung.queries import compiled, offer
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.stelle.models import Stelle
from rathaus.engine.prozess.model import Verfahrensrecht

FARTHEST_ARRIVAL = timedelta(days=366)
"""How long ago a form of paper may have arrived: beyond it, somebody has mistyped the year."""


@dataclass(frozen=True, slots=True)
class Intake:
    """By which road an Antrag comes to the clerk.

    Args:
        channel: counter, paper or ex officio.
        arrived_on: local day on which a form of paper arrived; None for today. At another body it arrives with the
            submission, but for social benefits.
    """

    channel: Channel
    arrived_on: date | None = None


@transaction.atomic
def take_down(
    *, actor: Actor, bearer: Bearer, leistung: Leistung, place: Stelle, intake: Intake, now: datetime
) -> Entwurf:
    """Begin a draft that a clerk fills in for a person.

    Args:
        actor: a clerk.
        bearer: a fresh link, in the open scope.
        leistung: the service.
        place: the municipality that it is about.
        intake: the road.
        now: aware instant.

    Raises:
        ActorRefused: no clerk, or the bearer is not in the open scope.
        ArrivalRefused: the day of arrival lies ahead or more than a year back, or no form of paper arrived.
        NotOfferedHere: nobody offers the Leistung at this place today.

    Source: SGB I § 16(1) and (2); VwVfG § 22.
    """
    if actor.role is not Role.CLERK or actor.konto_id is None or intake.channel not in _TAKEN_DOWN:
        raise ActorRefused(role=actor.role.value)
    today = timezone.localdate(now)
    arrived_on = intake.arrived_on or today
    is_today_or_on_paper = arrived_on == today or intake.channel is Channel.PAPER
    if not is_today_or_on_paper or not today - FARTHEST_ARRIVAL <= arrived_on <= today:
        raise ArrivalRefused(day=arrived_on.isoformat())
    counts = arrived_on < today and _counts_from_arrival(actor, leistung, place=place, today=today)
    origin = Origin(
        language="de",
        channel=intake.channel,
        taken_by_id=actor.konto_id,
        arrived_on=arrived_on if counts else None,
    )
    return begin_entwurf(bearer=bearer, leistung=leistung, place=place, origin=origin, now=now)


def _counts_from_arrival(actor: Actor, leistung: Leistung, *, place: Stelle, today: date) -> bool:
    """Return whether the day of arrival here counts: at the body that decides, or for a social benefit."""
    found = offer(leistung, place=place, day=today)
    if found.stelle is None or found.version is None:
        return False
    is_social = compiled(found.version.pk).prozess.leistung.verfahrensrecht is Verfahrensrecht.SGB_X
    return is_social or found.stelle.pk == actor.stelle_id


_TAKEN_DOWN = {Channel.COUNTER, Channel.PAPER, Channel.EX_OFFICIO}
