"""The procedure as a list that a clerk can read."""

from django.http import HttpResponse

from rathaus.core.leistung.queries import compiled
from rathaus.engine.prozess.condition import Conditions
from rathaus.engine.prozess.model import Prozess
from rathaus.surfaces.koordination.frame import reading, show
from rathaus.surfaces.koordination.versionen import version_head, version_of
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.values.text import Text

type Alternatives = tuple[tuple[Text, Text | None], ...]
"""Task and the outcome that it must have had, one of them is enough."""


@reading
def procedure(request: ScopedRequest, slug: str, number: str) -> HttpResponse:
    leistung, version = version_of(slug, number)
    prozess = compiled(version.pk).prozess
    names = {task.key: task.name for task in prozess.aufgaben}
    context = {
        **version_head(leistung, version, view="ablauf"),
        "prozess": prozess,
        "tasks": [(task, _after(prozess, task.nach), names.get(task.zurueck)) for task in prozess.aufgaben],
        "results": [(result, _after(prozess, result.nach)) for result in prozess.ergebnisse],
    }
    return show(request, "ablauf", context)


def _after(prozess: Prozess, conditions: Conditions) -> tuple[Alternatives, ...]:
    """Return what must have been done before: of every entry one alternative."""
    return tuple(tuple(_named(prozess, each.aufgabe, each.outcome) for each in entry) for entry in conditions)


def _named(prozess: Prozess, key: str, outcome: str) -> tuple[Text, Text | None]:
    names = {timer.key: timer.name for timer in prozess.zeitgeber}
    names |= {task.key: task.name for task in prozess.aufgaben}
    outcomes = {result.key: result.name for result in prozess.ergebnisse}
    outcomes |= {choice.key: choice.text for task in prozess.aufgaben if task.key == key for choice in task.choices}
    return names[key], outcomes.get(outcome)
