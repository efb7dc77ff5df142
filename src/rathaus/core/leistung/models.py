"""Services, their versions, who is competent, who adopted."""

import uuid
from datetime import date, timedelta
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Func, Q, Value

from rathaus.core.leistung.tarif_rules import MAX_SATZUNG, MAX_UNIT, Tarif, Validity
from rathaus.core.norm.models import Norm
from rathaus.core.scope.tenancy import PUBLIC
from rathaus.core.stelle.models import Stelle, ValidityQuerySet
from rathaus.recht.gebuehren import FeeExemption, FeeKind
from rathaus.values.text import Text

VALIDITY = Func("valid_from", "valid_to", Value("[)"), function="daterange", output_field=DateRangeField())


class Leistung(models.Model):
    """A public service. Texts and search columns follow the version that holds today."""

    tenancy = PUBLIC

    slug = models.SlugField(max_length=80, unique=True)
    schluessel = models.CharField(max_length=14, db_index=True)
    title = models.JSONField(default=dict)
    teaser = models.JSONField(default=dict)
    search_words = models.TextField(blank=True, default="")
    search_text = models.TextField(blank=True, default="")
    followed_version = models.ForeignKey("LeistungVersion", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["slug"]
        indexes: ClassVar = [
            GinIndex(fields=["search_text"], opclasses=["gin_trgm_ops"], name="leistung_search_trigram"),
        ]

    def __str__(self) -> str:
        return self.slug


class Vokabel(models.Model):
    """A word of the catalogue: what compounds in questions and texts are split into."""

    tenancy = PUBLIC

    word = models.CharField(max_length=60, primary_key=True)


class Katalogstand(models.Model):
    """The state of the catalogue: one row whose number triggers raise with every change of what everybody may see."""

    tenancy = PUBLIC

    id = models.SmallIntegerField(primary_key=True)
    revision = models.BigIntegerField()


class Stamm(models.Model):
    """A word stem of the index: what a word with a typing error is compared with."""

    tenancy = PUBLIC

    token = models.CharField(max_length=60, primary_key=True)

    class Meta:
        indexes: ClassVar = [GinIndex(fields=["token"], opclasses=["gin_trgm_ops"], name="leistung_stamm_trigram")]


class Suchwort(models.Model):
    """The index of the finder: a stem stands in the texts of a Leistung.

    ``weight`` and ``field`` are those of :class:`rathaus.engine.vocabulary.weighing.Entry`.
    """

    tenancy = PUBLIC

    token = models.CharField(max_length=60)
    leistung = models.ForeignKey("Leistung", models.CASCADE, related_name="suchwoerter")
    weight = models.FloatField()
    field = models.CharField(max_length=12)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["token", "leistung"], include=["weight", "field"], name="leistung_suchwort_once"
            )
        ]


class LeistungVersion(models.Model):
    """One compiled state of a package. Never recompiled in place; once published only its end may be set."""

    tenancy = PUBLIC

    class State(models.TextChoices):
        LOADED = "loaded"
        PUBLISHED = "published"
        WITHDRAWN = "withdrawn"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    leistung = models.ForeignKey(Leistung, models.PROTECT, related_name="versions")
    version = models.CharField(max_length=20)
    state = models.CharField(max_length=9, choices=State, default=State.LOADED)
    source_hash = models.CharField(max_length=64)
    compiler_version = models.CharField(max_length=20)
    formular = models.JSONField(null=True)
    prozess = models.JSONField(null=True)
    description = models.JSONField(null=True)
    templates = models.JSONField(default=dict)
    findings = models.JSONField(default=list)
    has_errors = models.BooleanField(default=False)
    norms = models.ManyToManyField(Norm, through="NormUse", related_name="versions")
    loaded_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    objects = ValidityQuerySet["LeistungVersion"].as_manager()

    CONTENT: ClassVar = ("formular", "prozess", "description", "templates", "findings")

    class Meta:
        ordering: ClassVar = ["-loaded_at"]
        indexes: ClassVar = [
            models.Index(
                fields=["leistung"],
                include=["valid_from", "valid_to"],
                condition=Q(state="published"),
                name="leistung_published_in_force",
            )
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["leistung", "version"], name="leistung_version_number_once"),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(valid_from__isnull=False, has_errors=False),
                name="leistung_published_version_is_sound",
            ),
            ExclusionConstraint(
                name="leistung_one_version_at_a_time",
                expressions=[("leistung", RangeOperators.EQUAL), (VALIDITY, RangeOperators.OVERLAPS)],
                condition=Q(state="published"),
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def holds_on(self, day: date) -> bool:
        """Return whether the version is published and in force on a local day."""
        begun = self.valid_from is not None and self.valid_from <= day
        return self.state == self.State.PUBLISHED and begun and (self.valid_to is None or day < self.valid_to)


class LeistungSource(models.Model):
    """One file of the package that a version was compiled from."""

    tenancy = PUBLIC

    version = models.ForeignKey(LeistungVersion, models.CASCADE, related_name="sources")
    path = models.CharField(max_length=200)
    content = models.BinaryField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["version", "path"], name="leistung_source_path_once")]


class NormUse(models.Model):
    """A version stands on a norm."""

    tenancy = PUBLIC

    version = models.ForeignKey(LeistungVersion, models.CASCADE)
    norm = models.ForeignKey(Norm, models.PROTECT, related_name="uses")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["version", "norm"], name="leistung_norm_use_once")]


class Zustaendigkeit(models.Model):
    """Which kind of body does a Leistung, from which day on."""

    tenancy = PUBLIC

    leistung = models.ForeignKey(Leistung, models.PROTECT, related_name="zustaendigkeiten")
    ebene = models.CharField(max_length=20)
    stelle = models.ForeignKey(Stelle, models.PROTECT, null=True, blank=True, related_name="+")
    citation = models.CharField(max_length=300, blank=True, default="")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    objects = ValidityQuerySet["Zustaendigkeit"].as_manager()

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="leistung_one_zustaendigkeit_at_a_time",
                expressions=[("leistung", RangeOperators.EQUAL), (VALIDITY, RangeOperators.OVERLAPS)],
                deferrable=models.Deferrable.DEFERRED,
            )
        ]


class Uebernahme(models.Model):
    """A body offers a Leistung: one row by reference, with what the Leistung leaves to the body."""

    tenancy = PUBLIC

    leistung = models.ForeignKey(Leistung, models.PROTECT, related_name="uebernahmen")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="uebernahmen")
    adopted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    contact = models.TextField(blank=True, default="")
    hint = models.JSONField(default=dict)
    decides_alone = models.BooleanField(default=False, db_default=False)
    """Whether the software may decide without a person where the Leistung allows it; a body says so itself."""
    takes_advance = models.BooleanField(default=False, db_default=False)
    """Whether the fee is requested ahead where the Leistung allows it; a body says so itself."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["leistung", "stelle"], condition=Q(withdrawn_at__isnull=True), name="leistung_adopted_once"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["stelle"], name="leistung_uebernahme_stelle")]


class Tarifstelle(models.Model):
    """What a body charges for a Leistung from a day on.

    Append-only: the database lets nobody change more than the end, the day of the review, and whether it was taken
    back before it began.
    """

    tenancy = PUBLIC

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    leistung = models.ForeignKey(Leistung, models.PROTECT, related_name="tarifstellen")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="tarifstellen")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    satzung = models.CharField(max_length=MAX_SATZUNG)
    kind = models.CharField(max_length=8, choices=[(each.value, each.value) for each in FeeKind])
    betrag_cent = models.PositiveIntegerField()
    highest_cent = models.PositiveIntegerField(null=True)
    step_minutes = models.PositiveIntegerField(null=True)
    unit = models.CharField(max_length=MAX_UNIT, blank=True, default="")
    units_path = models.CharField(max_length=300, blank=True, default="")
    exemptions = models.JSONField(default=list)
    """Who pays nothing: rows of ``key`` and ``reason``."""
    reviewed_on = models.DateField()
    made_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    objects = ValidityQuerySet["Tarifstelle"].as_manager()

    class Meta:
        ordering: ClassVar = ["valid_from", "pk"]
        constraints: ClassVar = [
            ExclusionConstraint(
                name="leistung_one_tarif_at_a_time",
                expressions=[
                    ("leistung", RangeOperators.EQUAL),
                    ("stelle", RangeOperators.EQUAL),
                    (VALIDITY, RangeOperators.OVERLAPS),
                ],
                condition=Q(taken_back_at=None),
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=models.F("valid_from")), name="leistung_tarif_has_days"
            ),
            models.CheckConstraint(
                condition=Q(kind=FeeKind.FRAME, highest_cent__gt=models.F("betrag_cent"))
                | (~Q(kind=FeeKind.FRAME) & Q(highest_cent=None)),
                name="leistung_tarif_frame_rises",
            ),
            models.CheckConstraint(
                condition=Q(kind=FeeKind.BY_TIME, step_minutes__gt=0)
                | (~Q(kind=FeeKind.BY_TIME) & Q(step_minutes=None)),
                name="leistung_tarif_has_its_step",
            ),
            models.CheckConstraint(
                condition=(Q(kind=FeeKind.PER_UNIT) & ~Q(unit="")) | (~Q(kind=FeeKind.PER_UNIT) & Q(unit="")),
                name="leistung_tarif_names_its_unit",
            ),
        ]

    @property
    def validity(self) -> Validity:
        """When it holds."""
        return Validity(self.valid_from, self.valid_to)

    @property
    def last_day(self) -> date | None:
        """The last local day on which it holds; None while it is open."""
        return None if self.valid_to is None else self.valid_to - timedelta(days=1)

    def holds_on(self, day: date) -> bool:
        """Return whether it holds on a local day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    @property
    def tarif(self) -> Tarif:
        """What it says, as it is calculated."""
        exempt = tuple(FeeExemption(row["key"], Text(row["reason"], row["reason"])) for row in self.exemptions)
        return Tarif(
            satzung=self.satzung,
            kind=FeeKind(self.kind),
            betrag_cent=self.betrag_cent,
            reviewed_on=self.reviewed_on,
            highest_cent=self.highest_cent,
            step_minutes=self.step_minutes,
            unit=self.unit,
            units_path=self.units_path,
            exemptions=exempt,
        )
