"""The procedure of a case as its rows carry it: which tasks are skipped is stored, so that reading asks no answers.

Conditions over answers are evaluated when somebody acts on a case, never when a list or a page reads it: the tasks that
do not apply have the outcome ``entfaellt`` in their row. The working form of a procedure has no conditions, and such a
row counts as done.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from django.utils import timezone

from rathaus.core.antrag.queries import evaluate_antrag
from rathaus.core.leistung.queries import compiled
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.rules import answer_facts
from rathaus.engine.prozess.expression import Fact
from rathaus.engine.prozess.model import Prozess
from rathaus.engine.prozess.progress import ENTFAELLT

SKIPPED = "uebersprungen"
"""What stands for a skipped task where progress is asked: it counts as done, and with no outcome of its own."""


@lru_cache(maxsize=512)
def full_prozess(version_id: int) -> Prozess:
    """Return the procedure of a version as it was published; a published version never changes."""
    return compiled(version_id).prozess


@lru_cache(maxsize=512)
def working_prozess(version_id: int) -> Prozess:
    """Return the procedure of a version without its conditions; the same object where it has none."""
    prozess = full_prozess(version_id)
    if not has_conditions(prozess):
        return prozess
    return replace(prozess, aufgaben=tuple(replace(task, wenn=None) for task in prozess.aufgaben))


def has_conditions(prozess: Prozess) -> bool:
    """Return whether a task of a procedure applies only under a condition."""
    return any(task.wenn is not None for task in prozess.aufgaben)


def done_of(outcomes: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what has been done, for the working form of a procedure.

    Args:
        outcomes: key and stored outcome of the tasks and of the timers that have run out; empty outcomes are left out.
    """
    return {key: SKIPPED if outcome == ENTFAELLT else outcome for key, outcome in outcomes if outcome}


def case_facts(vorgang: Vorgang) -> dict[str, Fact]:
    """Return what conditions and tables may ask for: the answers as they count, and the standing facts of the case.

    Args:
        vorgang: the case with its Antrag and Leistung.
    """
    antrag = vorgang.antrag
    return {
        **answer_facts(evaluate_antrag(antrag).answers),
        "aktenzeichen": vorgang.aktenzeichen,
        "stelle": vorgang.stelle.official_name,
        "antragsteller": antrag.applicant,
        "antrag_datum": timezone.localdate(antrag.submitted_at).isoformat(),
    }
