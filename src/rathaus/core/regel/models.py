"""Decisions about rules."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from rathaus.core.scope.tenancy import Tenancy

LONGEST_ID = 200
"""Characters of the id of a rule or an element; official ids have 12."""


class Regelentscheidung(models.Model):
    """What somebody decided about a rule at its bearing element with one prose; the newest counts, none changes.

    ``leistung`` is a slug: a decision outlives the versions of a package. ``number`` counts the decisions about the
    same rule from 1. ``reading_key`` and ``reading`` (sentences in German and English) are how the rule was read then.
    """

    tenancy = Tenancy(public=True, append_only=True)

    class Decision(models.TextChoices):
        CONFIRMED = "confirmed"
        CORRECTED = "corrected"
        REJECTED = "rejected"

    leistung = models.CharField(max_length=80)
    bearer = models.CharField(max_length=LONGEST_ID)
    rule = models.CharField(max_length=LONGEST_ID)
    text_hash = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    decision = models.CharField(max_length=9, choices=Decision)
    wording = models.TextField(blank=True, default="")
    reading_key = models.CharField(max_length=32)
    reading = models.JSONField(default=list)
    reason = models.TextField(blank=True, default="")
    decided_at = models.DateTimeField()
    decided_by = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["leistung", "bearer", "rule", "text_hash", "number"], name="regel_decision_number_once"
            ),
            models.CheckConstraint(
                condition=(Q(decision="corrected") & ~Q(wording="")) | (~Q(decision="corrected") & Q(wording="")),
                name="regel_other_words_when_corrected",
            ),
        ]
