"""What the person behind an Antrag may know of its case: when a decision is expected, why then, and from whom."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from rathaus.core.antrag.models import Antrag
from rathaus.core.scope.session import widen_scope
from rathaus.core.vorgang.case import waited_until
from rathaus.core.vorgang.queries import clerk_names, standing, vorgang_of
from rathaus.core.vorgang.rules import PauseReason, State
from rathaus.engine.prozess.model import Aufgabe


@dataclass(frozen=True, slots=True)
class Outlook:
    """What comes next, as the person may know it.

    Args:
        expected_on: local day by which a decision can be expected: days of waiting for the person are added.
        waited_days: how many days were added.
        waits_for: what the office waits for now; None while it works.
        answer_until: last local day for that answer.
        complete_on: local day since which every document that the form demands is there.
        next_task: what the office does next; None when nothing is left.
        clerk: name of whoever works on it; empty before somebody does.
    """

    expected_on: date
    waited_days: int
    waits_for: PauseReason | None
    answer_until: date | None
    complete_on: date | None
    next_task: Aufgabe | None
    clerk: str


def outlook_of(antrag: Antrag, *, today: date) -> Outlook:
    """Return what comes next for an Antrag of the open scope; the case itself stays with its body.

    Args:
        antrag: the Antrag, in the scope of its person.
        today: local date Europe/Berlin.
    """
    with widen_scope(stellen=frozenset({antrag.stelle_id})):
        vorgang = vorgang_of(antrag)
        waited = waited_until(vorgang, today)
        reason = vorgang.pauses.filter(to_at=None).values_list("reason", flat=True).first()
        names = clerk_names([vorgang.claimed_by_id])
        tasks = () if vorgang.is_ended else standing(vorgang).open
        return Outlook(
            expected_on=antrag.expected_on + timedelta(days=waited),
            waited_days=waited,
            waits_for=PauseReason(reason) if reason else None,
            answer_until=vorgang.due_on if vorgang.state == State.WAITING else None,
            complete_on=timezone.localdate(vorgang.complete_at) if vorgang.complete_at else None,
            next_task=tasks[0] if tasks else None,
            clerk=names.get(vorgang.claimed_by_id or 0, ""),
        )
