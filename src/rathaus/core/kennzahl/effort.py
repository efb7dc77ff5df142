"""How much work the steps of a Leistung make: sums over cases, never over people."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum

from rathaus.core.kennzahl.models import Aufwand
from rathaus.core.kennzahl.rules import FEWEST_TOLD, Period
from rathaus.core.leistung.models import Leistung
from rathaus.core.leistung.queries import compiled, current_version
from rathaus.core.scope.session import current_scope
from rathaus.values.text import Text


@dataclass(frozen=True, slots=True)
class StepEffort:
    """The work that one step of a Leistung made.

    Args:
        slug: of the Leistung.
        title: of the Leistung.
        key: of the task.
        name: of the task, as the version of today has it; its key where that has no such task.
        entries: how often minutes were noted.
        cases: for how many cases.
        minutes: all of them together; None from fewer than five cases, which could speak of somebody.
    """

    slug: str
    title: Text
    key: str
    name: Text
    entries: int
    cases: int
    minutes: int | None

    @property
    def minutes_per_case(self) -> float | None:
        """Minutes of one case on average; None where the sum is not told."""
        return None if self.minutes is None else self.minutes / self.cases


def effort_by_step(*, period: Period, today: date, leistung: str = "") -> list[StepEffort]:
    """Return the noted effort of the bodies of the open scope, by Leistung and step.

    Args:
        period: whole months, in which it was noted.
        today: local date Europe/Berlin, for the names of the steps.
        leistung: slug of one Leistung; empty for all.
    """
    rows = Aufwand.objects.filter(stelle_id__in=list(current_scope().stellen), on__gte=period.first, on__lt=period.end)
    if leistung:
        rows = rows.filter(vorgang__leistung__slug=leistung)
    sums = rows.order_by("vorgang__leistung__slug", "key").values_list("vorgang__leistung_id", "key")
    counted = sums.annotate(entries=Count("id"), cases=Count("vorgang_id", distinct=True), minutes=Sum("minutes"))
    found = list(counted.values_list("vorgang__leistung_id", "key", "entries", "cases", "minutes"))
    leistungen = Leistung.objects.only("slug", "title").in_bulk({each[0] for each in found})
    names = {pk: _step_names(row, today) for pk, row in leistungen.items()}
    return [
        StepEffort(
            slug=leistungen[pk].slug,
            title=Text.from_json(leistungen[pk].title),
            key=key,
            name=names[pk].get(key, Text(key)),
            entries=entries,
            cases=cases,
            minutes=minutes if cases >= FEWEST_TOLD else None,
        )
        for pk, key, entries, cases, minutes in found
    ]


def _step_names(leistung: Leistung, today: date) -> dict[str, Text]:
    version = current_version(leistung, today)
    tasks = compiled(version.pk).prozess.aufgaben if version is not None else ()
    return {task.key: task.name for task in tasks}
