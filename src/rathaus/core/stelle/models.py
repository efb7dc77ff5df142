"""Public bodies, their keys, successors and postal codes, and who works for them."""

import uuid
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q, Value

from rathaus.core.scope.tenancy import PUBLIC, Tenancy

VALIDITY = Func("valid_from", "valid_to", Value("[)"), function="daterange", output_field=DateRangeField())
"""Half-open range of local days; a missing end is open."""


class ValidityQuerySet[Row: models.Model](models.QuerySet[Row]):
    """Rows with ``valid_from`` and ``valid_to``."""

    def on(self, day: date) -> "ValidityQuerySet[Row]":
        """Rows that hold on the local day."""
        begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
        return self.filter(begun, Q(valid_to__isnull=True) | Q(valid_to__gt=day))


class Stelle(models.Model):
    """A public body. Official keys change, so they are rows of their own and never the identity."""

    tenancy = PUBLIC

    class Kind(models.TextChoices):
        GEMEINDE = "gemeinde"
        STADT = "stadt"
        KREISFREIE_STADT = "kreisfreie_stadt"
        LANDKREIS = "landkreis"
        REGIERUNGSPRAESIDIUM = "regierungspraesidium"
        MINISTERIUM = "ministerium"
        VERBAND = "verband"
        ZWECKVERBAND = "zweckverband"
        KOORDINIERUNGSSTELLE = "koordinierungsstelle"

    class Mode(models.TextChoices):
        LIVE = "live"
        TEST = "test"

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=160)
    official_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=24, choices=Kind)
    mode = models.CharField(max_length=4, choices=Mode, default=Mode.LIVE)
    twin = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="test_twin")
    sort_key = models.CharField(max_length=160)
    search_name = models.CharField(max_length=160)
    population = models.PositiveIntegerField(null=True, blank=True)
    population_as_of = models.DateField(null=True, blank=True)
    area_km2 = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    lat = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    lon = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    special_status = models.BooleanField(default=False)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    address = models.TextField(blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    hours = models.TextField(blank=True, default="")

    objects = ValidityQuerySet["Stelle"].as_manager()

    class Meta:
        ordering: ClassVar = ["sort_key"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(mode="live", twin__isnull=True) | Q(mode="test", twin__isnull=False),
                name="stelle_test_twin_belongs_to_a_live_body",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_from__lt=F("valid_to")),
                name="stelle_validity_is_half_open",
            ),
        ]
        indexes: ClassVar = [
            GinIndex(fields=["search_name"], opclasses=["gin_trgm_ops"], name="stelle_search_trigram"),
            models.Index(fields=["search_name"], opclasses=["varchar_pattern_ops"], name="stelle_search_prefix"),
            models.Index(fields=["kind", "mode"], name="stelle_kind_mode"),
        ]


class StelleKey(models.Model):
    """The official keys of a body while they hold. A county has no AGS; test twins use their live body's keys."""

    tenancy = PUBLIC

    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="keys")
    ars = models.CharField(max_length=12)
    ags = models.CharField(max_length=8, blank=True, default="")
    kreis_key = models.CharField(max_length=5)
    special_status = models.BooleanField(default=False)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = ValidityQuerySet["StelleKey"].as_manager()

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="stelle_one_key_at_a_time",
                expressions=[("stelle", RangeOperators.EQUAL), (VALIDITY, RangeOperators.OVERLAPS)],
            ),
            ExclusionConstraint(
                name="stelle_key_belongs_to_one_body",
                expressions=[("ars", RangeOperators.EQUAL), (VALIDITY, RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                condition=Q(ars__regex=r"^\d{12}$", kreis_key__regex=r"^\d{5}$")
                & (Q(ags="") | Q(ags__regex=r"^\d{8}$")),
                name="stelle_key_has_all_digits",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["ars"], name="stelle_key_ars"),
            models.Index(fields=["kreis_key"], name="stelle_key_kreis"),
        ]


class Nachfolge(models.Model):
    """A body got a new key (predecessor and successor are the same) or was merged into another."""

    tenancy = PUBLIC

    class Kind(models.TextChoices):
        REKEYED = "rekeyed"
        MERGED = "merged"

    predecessor = models.ForeignKey(Stelle, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Stelle, models.PROTECT, related_name="predecessions")
    kind = models.CharField(max_length=7, choices=Kind)
    on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["predecessor", "successor", "on"], name="stelle_one_nachfolge_per_day"),
            models.CheckConstraint(
                condition=Q(kind="rekeyed", predecessor=F("successor"))
                | (Q(kind="merged") & ~Q(predecessor=F("successor"))),
                name="stelle_nachfolge_kind_fits",
            ),
        ]


class Postleitzahl(models.Model):
    """A pair of postal code and municipality. Codes are shared, and the list is not complete at borders."""

    tenancy = PUBLIC

    plz = models.CharField(max_length=5, db_index=True)
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="postal_codes")

    class Meta:
        ordering: ClassVar = ["plz"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plz", "stelle"], name="stelle_one_row_per_postal_code"),
            models.CheckConstraint(condition=Q(plz__regex=r"^\d{5}$"), name="stelle_postal_code_has_five_digits"),
        ]


class Mitgliedschaft(models.Model):
    """Somebody works for a body in one role until a day; seen by the body and by the person."""

    tenancy = Tenancy(body="stelle", person="konto")

    class Role(models.TextChoices):
        CLERK = "clerk"
        LEAD = "lead"
        OFFICER = "officer"
        AUDITOR = "auditor"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="memberships")
    konto = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=7, choices=Role)
    display_name = models.CharField(max_length=120)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["stelle", "konto", "role"],
                condition=Q(valid_to__isnull=True),
                name="stelle_one_open_membership_per_role",
            )
        ]


ABSENCE = Func("first_on", "last_on", Value("[]"), function="daterange", output_field=DateRangeField())
"""Range of local days, both ends included."""


class Substitution(models.Model):
    """Somebody stands in for a colleague of the same body, from a first to a last day; see ``stelle.substitution``."""

    tenancy = Tenancy(body="stelle")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    konto = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    """Who is away."""
    substitute = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    first_on = models.DateField()
    last_on = models.DateField()
    named_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    """When somebody called it off; None for one that ends with its last day."""

    class Meta:
        ordering: ClassVar = ["first_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(first_on__lte=F("last_on")), name="stelle_substitution_days_in_order"),
            models.CheckConstraint(condition=~Q(konto=F("substitute")), name="stelle_nobody_stands_in_for_themselves"),
            ExclusionConstraint(
                name="stelle_one_substitute_at_a_time",
                expressions=[
                    ("stelle", RangeOperators.EQUAL),
                    ("konto", RangeOperators.EQUAL),
                    (ABSENCE, RangeOperators.OVERLAPS),
                ],
                condition=Q(ended_at=None),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["substitute", "last_on"], condition=Q(ended_at=None), name="stelle_stands_in_for")
        ]


def kreis_level_ars(kreis_key: str) -> str:
    """Return the ARS of the county or county-free city with this five-digit key."""
    return f"{kreis_key}0000000"
