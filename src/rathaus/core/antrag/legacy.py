"""An Antrag that a body has worked on before it came here: taken over from a list, without answers of a form."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from rathaus.core.antrag.actions import free_reference, keep_revision
from rathaus.core.antrag.models import Antrag
from rathaus.core.antrag.rules import Channel, Status, expected_on
from rathaus.core.konto.rules import hash_link_secret, new_link_secret
from rathaus.core.leistung.models import LeistungVersion
from rathaus.core.leistung.queries import compiled
from rathaus.core.scope.actor import Actor
from rathaus.core.stelle.models import Stelle


@dataclass(frozen=True, slots=True)
class LegacyFacts:
    """What a list says about one case.

    Args:
        place: the municipality that it is about.
        arrived_on: local day on which it arrived.
        due_on: local day by which a decision is expected; None where nobody has said so.
        applicant: name of the person; may be empty.
        has_begun: whether somebody works on it.
    """

    place: Stelle
    arrived_on: date
    due_on: date | None
    applicant: str
    has_begun: bool


@transaction.atomic
def take_over_antrag(
    *, actor: Actor, version: LeistungVersion, stelle: Stelle, facts: LegacyFacts, now: datetime
) -> Antrag:
    """Create the Antrag of a running case; part of the import, which checks who acts and records it.

    It belongs to a secret link that nobody holds: the person applied elsewhere, and is answered by post. No answers of
    the form are made up: what was declared stands in the former file.

    Args:
        actor: who leads the body.
        version: the version of today, whose procedure it follows from now on.
        stelle: the body.
        facts: what is known.
        now: aware instant.
    """
    days = compiled(version.pk).prozess.zeiten.bearbeitung_tage
    antrag = Antrag.objects.create(
        reference=free_reference(timezone.localdate(now).year),
        version=version,
        stelle=stelle,
        place=facts.place,
        secret_hash=hash_link_secret(new_link_secret()),
        applicant=facts.applicant[:200],
        answers={},
        status=Status.IN_PROGRESS if facts.has_begun else Status.RECEIVED,
        channel=Channel.LEGACY,
        taken_by_id=actor.konto_id,
        submitted_at=beginning_of(facts.arrived_on),
        expected_on=facts.due_on or expected_on(facts.arrived_on, days),
    )
    keep_revision(antrag, now)
    return antrag


def beginning_of(day: date) -> datetime:
    """Return the first instant of a local day."""
    return timezone.make_aware(datetime.combine(day, time.min))
