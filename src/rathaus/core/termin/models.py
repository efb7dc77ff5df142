"""Slots that bodies offer, and the places that people took."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from rathaus.core.konto.bearer import Bearer
from rathaus.core.leistung.models import Leistung
from rathaus.core.scope.tenancy import PUBLIC, Tenancy
from rathaus.core.stelle.models import Stelle
from rathaus.core.termin.rules import MOST_PLACES


class Termin(models.Model):
    """A slot with its places; says nothing about who took them. ``booked`` counts them under the lock of the row."""

    tenancy = PUBLIC

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    leistung = models.ForeignKey(Leistung, models.PROTECT, null=True, related_name="+")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    purpose = models.CharField(max_length=200, blank=True, default="")
    capacity = models.PositiveSmallIntegerField(default=1)
    booked = models.PositiveSmallIntegerField(default=0)
    called_off_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["begins_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(booked__lte=F("capacity")), name="termin_has_places"),
            models.CheckConstraint(
                condition=Q(capacity__gte=1, capacity__lte=MOST_PLACES), name="termin_has_a_sensible_capacity"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("begins_at")), name="termin_ends_after_its_begin"),
        ]
        indexes: ClassVar = [models.Index(fields=["stelle", "begins_at"], name="termin_of_stelle")]

    @property
    def is_free(self) -> bool:
        """Whether a place is left."""
        return self.booked < self.capacity and self.called_off_at is None


class Buchung(models.Model):
    """One place of a slot, taken for one Antrag; moved and cancelled ones stay."""

    tenancy = Tenancy(body="stelle", person="konto", link="secret_hash")

    termin = models.ForeignKey(Termin, models.PROTECT, related_name="buchungen")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    konto = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    secret_hash = models.CharField(max_length=64, blank=True, default="")
    antrag_id = models.UUIDField()
    language = models.CharField(max_length=5, default="de")
    booked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["booked_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["antrag_id"], condition=Q(ended_at=None), name="termin_one_per_antrag"),
            models.CheckConstraint(
                condition=Q(konto__isnull=False) ^ ~Q(secret_hash=""), name="termin_buchung_has_one_bearer"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["stelle"], condition=Q(ended_at=None, reminded_at=None), name="termin_to_remind")
        ]

    @property
    def bearer(self) -> Bearer:
        """The person who took it."""
        return Bearer(self.konto_id, self.secret_hash)
