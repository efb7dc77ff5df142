"""The timers of a case as a page shows them: what happens when, and why on that day."""

from dataclasses import dataclass

from rathaus.core.antrag.queries import prozess_version_id
from rathaus.core.norm.queries import regime_of
from rathaus.core.vorgang.case_timers import kept_law
from rathaus.core.vorgang.models import Vorgang, Zeitgeber
from rathaus.core.vorgang.procedure import working_prozess
from rathaus.core.vorgang.timer_rules import timer_frist
from rathaus.engine.prozess.zeitgeber import Zeitgeber as Timer
from rathaus.values.text import Text


@dataclass(frozen=True, slots=True)
class TimerLine:
    """One run of a timer.

    Args:
        timer: its definition.
        row: the run.
        explanation: why it ends on its day, with the paragraph; pauses and an extension are told beside it.
    """

    timer: Timer
    row: Zeitgeber
    explanation: Text


def timers_of(vorgang: Vorgang) -> tuple[TimerLine, ...]:
    """Return the runs of a case that run or have fired, in the order of their end; no query where it has no timers."""
    prozess = working_prozess(prozess_version_id(vorgang.antrag))
    if not prozess.zeitgeber:
        return ()
    defined, regime = {timer.key: timer for timer in prozess.zeitgeber}, regime_of(prozess, stelle_id=vorgang.stelle_id)
    rows = Zeitgeber.objects.filter(vorgang_id=vorgang.pk, stopped_at=None).order_by("due_on", "id")
    return tuple(
        TimerLine(timer, row, timer_frist(timer, row.begun_on, regime=regime, kept=kept_law(row)).explanation)
        for row in rows
        if (timer := defined.get(row.key)) is not None
    )
