"""What the page of a case shows beside answers and documents: its way, timers, who is involved, what is proposed."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString, mark_safe

from rathaus.core.antrag.queries import content_of
from rathaus.core.bescheid.queries import automation_of
from rathaus.core.beteiligung.queries import displays_of, requests_of
from rathaus.core.vorgang.proposal import proposal_of
from rathaus.core.vorgang.queries import fee_of
from rathaus.core.vorgang.relocation import newer_version
from rathaus.core.vorgang.timer_queries import timers_of
from rathaus.engine.prozess.describe import Marks
from rathaus.engine.prozess.draw import draw_prozess
from rathaus.engine.prozess.model import AufgabeKind, Automation
from rathaus.engine.prozess.progress import ENTFAELLT, deciding_task
from rathaus.surfaces.ui.filters import current_language
from rathaus.surfaces.ui.staff_pages import today

if TYPE_CHECKING:
    from rathaus.core.leistung.rules import Fee
    from rathaus.core.vorgang.models import Vorgang
    from rathaus.core.vorgang.queries import Standing
    from rathaus.engine.prozess.automation import Proposal
    from rathaus.engine.prozess.model import Ergebnis, Grund


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal with its result and reason in words; the result is None where a person decides.

    `gebuehr` is the usual fee of the case, None where the proposed result charges nothing, `norm` its legal basis.
    """

    proposal: "Proposal"
    ergebnis: "Ergebnis | None"
    grund: "Grund | None"
    is_selectable: bool
    gebuehr: "Fee | None"
    norm: str


def case_state(row: "Vorgang", place: "Standing", *, beside: Collection[str]) -> dict[str, Any]:
    """Return the parts of the page; each costs queries only where the case can have it.

    Args:
        row: the case.
        place: where it stands.
        beside: the models that have a row about it.
    """
    kinds = {step.kind for step, _ in place.tasks}
    return {
        "timers": timers_of(row),
        "involved": requests_of(row, today=today()) if "beteiligung.Beteiligung" in beside else (),
        "displays": displays_of(row) if AufgabeKind.AUSLEGEN in kinds else (),
        "proposed": proposed(row, place),
        "automation": automation_of(row) if place.prozess.leistung.automation is Automation.FULL else None,
        "newer": newer_version(row, day=today()),
        "drawing": _drawing(row, place),
    }


def proposed(row: "Vorgang", place: "Standing") -> Proposed | None:
    """Return what the tables propose; None where the Leistung has none."""
    proposal = proposal_of(row)
    if proposal is None:
        return None
    ergebnis = next((each for each in place.prozess.ergebnisse if each.key == proposal.ergebnis), None)
    grund = next((each for each in (ergebnis.gruende if ergebnis else ()) if each.key == proposal.grund), None)
    charged = place.prozess.gebuehr if ergebnis and ergebnis.mit_gebuehr else None
    return Proposed(
        proposal,
        ergebnis,
        grund,
        is_selectable=ergebnis in place.results,
        gebuehr=fee_of(row) if charged else None,
        norm=charged.rechtsgrundlage if charged else "",
    )


def _drawing(row: "Vorgang", place: "Standing") -> SafeString:
    """Return the procedure as a drawing with the current place of the case; the engine escapes every word."""
    skipped = {step.key for step, task in place.tasks if task.outcome == ENTFAELLT}
    open_keys = {step.key for step in place.open}
    if not open_keys and place.results:
        open_keys = {deciding_task(place.prozess).key}
    done = {*place.done, row.result} - skipped - {""}
    marks = Marks(frozenset(open_keys), frozenset(done), frozenset(skipped))
    formular = content_of(row.antrag).formular
    drawing = draw_prozess(place.prozess, language=current_language(), marks=marks, formular=formular)
    return mark_safe(drawing)  # noqa: S308  # see above
