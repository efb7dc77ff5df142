"""How long cases are kept, what keeps one of them for longer, what was decided about its end, and its proof."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from rathaus.core.akte.rules import MAX_REASON, MAX_SOURCE, MAX_YEARS, Step
from rathaus.core.leistung.models import Leistung
from rathaus.core.scope.tenancy import Tenancy
from rathaus.core.stelle.models import Stelle
from rathaus.core.vorgang.models import Vorgang


class Aufbewahrungsfrist(models.Model):
    """How long a body keeps the cases of a Leistung after their end, as a person of it confirmed: the newest holds."""

    tenancy = Tenancy(body="stelle", append_only=True)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    leistung = models.ForeignKey(Leistung, models.PROTECT, related_name="+")
    years = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=MAX_SOURCE)
    """Where the body takes the period from: a rule with its paragraph, its own plan of retention, or its reason."""
    confirmed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(source__exact=""), name="akte_aufbewahrungsfrist_has_a_source"),
            models.CheckConstraint(
                condition=Q(years__gte=1, years__lte=MAX_YEARS), name="akte_aufbewahrungsfrist_is_plausible"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["stelle", "leistung"], name="akte_aufbewahrungsfrist_of")]


class Loeschsperre(models.Model):
    """Why a case must not be deleted, whatever its period says: set once, lifted once; a case may have several."""

    tenancy = Tenancy(body="stelle")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    vorgang = models.ForeignKey(Vorgang, models.PROTECT, related_name="loeschsperren")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=MAX_REASON)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    lift_reason = models.CharField(max_length=MAX_REASON, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["-set_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason__exact=""), name="akte_loeschsperre_has_a_reason"),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None, lift_reason="")
                | Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lift_reason=""),
                name="akte_lifted_loeschsperre_has_a_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["vorgang"], condition=Q(lifted_at=None), name="akte_loeschsperre_holds")
        ]


class Aussonderung(models.Model):
    """One step of a case on its way out: offered to the archive, taken or refused by it, not offered; the last holds.

    ``export_sha256`` is the sum of the folder that was offered, ``chain_seq`` the last entry of the chain in it.
    """

    tenancy = Tenancy(body="stelle", append_only=True)

    vorgang = models.ForeignKey(Vorgang, models.PROTECT, related_name="aussonderungen")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    step = models.CharField(max_length=7, choices=[(each.value, each.value) for each in Step])
    reason = models.CharField(max_length=MAX_REASON, blank=True, default="")
    export_sha256 = models.CharField(max_length=64, blank=True, default="")
    chain_seq = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(step="offered", reason="") & ~Q(export_sha256="")
                | ~Q(step="offered") & ~Q(reason="") & Q(export_sha256=""),
                name="akte_aussonderung_says_why_or_what",
            )
        ]


class Loeschnachweis(models.Model):
    """The proof that a case was deleted: by whom, when, why it might be, and what. It names nobody outside the office.

    The database fills in ``counts``, ``last_seq`` and ``last_hash`` while it deletes, and refuses them otherwise.
    ``kept_until``, ``years`` and ``source`` say which period was over; ``step`` and ``reason`` what the archive said.
    """

    tenancy = Tenancy(body="stelle", append_only=True)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    leistung = models.ForeignKey(Leistung, models.PROTECT, related_name="+")
    aktenzeichen = models.CharField(max_length=40)
    antrag_id = models.UUIDField(unique=True)
    """Public id of the Antrag, which is the subject of its chain."""
    closed_on = models.DateField()
    settled_on = models.DateField(null=True)
    """Day from which the period counted; None in proofs from before it was noted, which counted from the closing."""
    kept_until = models.DateField()
    years = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=MAX_SOURCE)
    step = models.CharField(max_length=7, choices=[(each.value, each.value) for each in Step])
    reason = models.CharField(max_length=MAX_REASON)
    export_sha256 = models.CharField(max_length=64, blank=True, default="")
    """Sum of the folder that the archive has, otherwise of the one taken out last; empty when nobody took it."""
    deleted_at = models.DateTimeField()
    deleted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    counts = models.JSONField(default=dict)
    """Table → rows that were deleted; of the chain, the entries whose facts were erased."""
    last_seq = models.PositiveIntegerField(null=True)
    """Entries of the chain whose facts were erased: from the first to this one."""
    last_hash = models.BinaryField(max_length=32, null=True)

    class Meta:
        ordering: ClassVar = ["-deleted_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["stelle", "-deleted_at"], name="akte_loeschnachweis_of")]
