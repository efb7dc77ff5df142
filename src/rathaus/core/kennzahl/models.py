"""Counted months and their figures, numbers alone; and the effort that was noted for the steps of a case."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from rathaus.core.kennzahl.rules import MOST_MINUTES, Measure
from rathaus.core.leistung.models import Leistung
from rathaus.core.scope.tenancy import SYSTEM, Tenancy
from rathaus.core.stelle.models import Stelle
from rathaus.core.vorgang.models import Vorgang


class CountedMonth(models.Model):
    """A month of a body that is over and counted; without this row its figures come from the cases."""

    tenancy = SYSTEM

    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    month = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stelle", "month"], name="kennzahl_counts_a_month_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="kennzahl_counted_month_is_a_month"),
        ]


class MonthFigure(models.Model):
    """How many cases of a Leistung came in a month, or were decided in it after so many days."""

    tenancy = SYSTEM

    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    leistung = models.ForeignKey(Leistung, models.PROTECT, related_name="+")
    month = models.DateField()
    measure = models.CharField(max_length=8, choices=[(each.value, each.value) for each in Measure])
    days = models.PositiveIntegerField(default=0)
    """Days until the decision; 0 for what came."""
    cases = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["stelle", "month", "leistung", "measure", "days"],
                include=["cases"],
                name="kennzahl_one_figure_per_days",
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="kennzahl_figure_is_of_a_month"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["leistung", "month", "measure"], name="kennzahl_of_a_leistung"),
        ]


class Aufwand(models.Model):
    """Minutes of work on one step of a case, as somebody noted them; who did is not kept, and no figure asks."""

    tenancy = Tenancy(body="stelle", append_only=True)

    vorgang = models.ForeignKey(Vorgang, models.PROTECT, related_name="+")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    """Key of the task in the Prozess."""
    minutes = models.PositiveIntegerField()
    on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=MOST_MINUTES), name="kennzahl_effort_is_some_minutes"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["stelle", "on"], name="kennzahl_effort_of_a_stelle")]
