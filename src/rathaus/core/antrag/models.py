"""Drafts, Antraege and the revisions of their answers."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from rathaus.core.antrag.rules import Channel, Outcome, Status
from rathaus.core.konto.bearer import Bearer
from rathaus.core.leistung.models import LeistungVersion
from rathaus.core.scope.tenancy import SYSTEM, Tenancy
from rathaus.core.stelle.models import Stelle

_NO_LINK = Q(secret_hash__exact="")
_HAS_BEARER = (Q(konto__isnull=False) & _NO_LINK) | (Q(konto__isnull=True) & ~_NO_LINK)

_IS_ONLINE = Q(channel=Channel.ONLINE)
_IS_TAKEN = (_IS_ONLINE & Q(taken_by__isnull=True)) | (~_IS_ONLINE & Q(taken_by__isnull=False))


class Antrag(models.Model):
    """What somebody submitted: frozen with the version of the form, addressed to one body."""

    tenancy = Tenancy(body="stelle", person="konto", link="secret_hash")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    version = models.ForeignKey(LeistungVersion, models.PROTECT, related_name="+")
    moved_to = models.ForeignKey(LeistungVersion, models.PROTECT, null=True, related_name="+")
    """The newer version whose procedure and letters the running case follows; None while it follows `version`."""
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="antraege")
    place = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    konto = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="antraege")
    secret_hash = models.CharField(max_length=64, blank=True, default="")
    applicant = models.CharField(max_length=200, blank=True, default="")
    vertretung = models.JSONField(null=True)
    answers = models.JSONField()
    revision = models.PositiveIntegerField(default=1)
    suspended_norms = models.JSONField(default=list)
    incomplete = models.JSONField(default=list)
    language = models.CharField(max_length=5, default="de")
    status = models.CharField(max_length=20, choices=[(s.value, s.value) for s in Status], default=Status.RECEIVED)
    channel = models.CharField(max_length=10, choices=[(c.value, c.value) for c in Channel], default=Channel.ONLINE)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    """The clerk who entered it for the person; None where the person did."""
    came_from = models.OneToOneField("self", models.PROTECT, null=True, related_name="goes_on_as")
    """The Antrag as which another body had it before; that body alone and the person see it."""
    submitted_at = models.DateTimeField()
    expected_on = models.DateField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-submitted_at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=_HAS_BEARER, name="antrag_has_one_bearer"),
            models.CheckConstraint(condition=_IS_TAKEN, name="antrag_online_or_taken"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["konto", "-submitted_at"], name="antrag_of_konto"),
            models.Index(fields=["secret_hash"], condition=~_NO_LINK, name="antrag_of_link"),
            models.Index(fields=["stelle", "-submitted_at"], name="antrag_of_stelle"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def bearer(self) -> Bearer:
        """The person behind it."""
        return Bearer(konto_id=self.konto_id, secret_hash=self.secret_hash)


class AntragRevision(models.Model):
    """One state of the answers, kept for good."""

    tenancy = Tenancy(body="stelle", person="konto", link="secret_hash", append_only=True)

    antrag = models.ForeignKey(Antrag, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    answers = models.JSONField()
    at = models.DateTimeField()
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    konto = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    secret_hash = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["antrag", "number"], name="antrag_one_revision_per_number")
        ]


class Entwurf(models.Model):
    """A draft. It knows the place, not yet the body: that is fixed at submission.

    ``follows`` is the earlier Antrag with whose answers it began.
    """

    tenancy = Tenancy(person="konto", link="secret_hash", expires="edited_at", kept_by="antrag")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey(LeistungVersion, models.PROTECT, related_name="+")
    place = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    konto = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="entwuerfe")
    secret_hash = models.CharField(max_length=64, blank=True, default="")
    answers = models.JSONField(default=dict)
    visited = models.JSONField(default=list)
    prefilled = models.JSONField(default=dict)
    vertretung = models.JSONField(null=True)
    language = models.CharField(max_length=5, default="de")
    channel = models.CharField(max_length=10, choices=[(c.value, c.value) for c in Channel], default=Channel.ONLINE)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    """The clerk who entered it for the person; None where the person did."""
    arrived_on = models.DateField(null=True)
    """Local day on which a form of paper arrived, from which periods run; None for the day of submission."""
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField()
    deletion_announced_at = models.DateTimeField(null=True)
    antrag = models.OneToOneField(Antrag, models.PROTECT, null=True, related_name="entwurf")
    follows = models.ForeignKey(Antrag, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-edited_at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=_HAS_BEARER, name="antrag_entwurf_has_one_bearer"),
            models.CheckConstraint(condition=_IS_TAKEN, name="antrag_entwurf_online_or_taken"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["konto"], name="antrag_entwurf_of_konto"),
            models.Index(fields=["secret_hash"], condition=~_NO_LINK, name="antrag_entwurf_of_link"),
            models.Index(fields=["edited_at"], condition=Q(antrag__isnull=True), name="antrag_entwurf_by_age"),
        ]

    @property
    def bearer(self) -> Bearer:
        """The person behind it."""
        return Bearer(konto_id=self.konto_id, secret_hash=self.secret_hash)


class DraftEnd(models.Model):
    """How many drafts of a version ended at one page on one day; says nothing about any of them."""

    tenancy = SYSTEM

    version = models.ForeignKey(LeistungVersion, models.PROTECT, related_name="+")
    page = models.CharField(max_length=200, blank=True, default="")
    day = models.DateField()
    outcome = models.CharField(max_length=9, choices=[(each.value, each.value) for each in Outcome])
    count = models.PositiveIntegerField(default=1)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["version", "day"], name="antrag_draft_ends")]
