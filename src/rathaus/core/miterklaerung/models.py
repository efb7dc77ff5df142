"""Links that a second person opens, and what that person declared."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from rathaus.core.datei.models import Datei
from rathaus.core.miterklaerung.rules import Channel, Outcome
from rathaus.core.scope.tenancy import Tenancy
from rathaus.core.stelle.models import Stelle
from rathaus.core.vorgang.models import Vorgang

_IS_ONLINE = Q(channel=Channel.ONLINE, link__isnull=False, recorded_by=None, datei=None)
_IS_PAPER = Q(channel=Channel.PAPER, link=None, recorded_by__isnull=False, datei__isnull=False)


class DeclarationLink(models.Model):
    """A secret link with which a second person reads an Antrag and declares, once.

    It ends when somebody has declared with it, with its case, when another one is made, or after its last day. Nothing
    of the Antrag is copied into it: whoever opens it reads the answers as they are then.
    """

    tenancy = Tenancy(body="stelle", link="secret_hash")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    vorgang = models.ForeignKey(Vorgang, models.PROTECT, related_name="declaration_links")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    secret_hash = models.CharField(max_length=64, unique=True)
    title = models.JSONField()
    last_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    """The clerk who made it; None where the applicant did."""
    opened_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["made_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(secret_hash__exact=""), name="miterklaerung_link_has_a_secret"),
            models.UniqueConstraint(
                fields=["vorgang", "key"], condition=Q(ended_at=None), name="miterklaerung_one_open_link"
            ),
        ]


class Miterklaerung(models.Model):
    """What a second person said about one state of the answers; kept for good as it was said.

    `content_sha256` binds it to what was read, see :func:`rathaus.core.miterklaerung.rules.digest_of`; `revision` is
    the number of these answers. `received_on` is the local day on which it arrived.
    """

    tenancy = Tenancy(body="stelle", append_only=True)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    vorgang = models.ForeignKey(Vorgang, models.PROTECT, related_name="miterklaerungen")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    wer = models.JSONField()
    erklaerung = models.JSONField()
    norm = models.TextField()
    outcome = models.CharField(max_length=8, choices=[(each.value, each.value) for each in Outcome])
    name = models.CharField(max_length=120)
    reason = models.TextField(blank=True, default="")
    channel = models.CharField(max_length=6, choices=[(each.value, each.value) for each in Channel])
    received_on = models.DateField()
    said_at = models.DateTimeField()
    revision = models.PositiveIntegerField()
    content_sha256 = models.CharField(max_length=64)
    link = models.OneToOneField(DeclarationLink, models.PROTECT, null=True, related_name="miterklaerung")
    konto = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    """The Konto with which it was declared; only where the Leistung demands one."""
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    """The clerk who recorded what came on paper."""
    datei = models.ForeignKey(Datei, models.PROTECT, null=True, related_name="+")
    """The scan of what came on paper."""

    class Meta:
        ordering: ClassVar = ["said_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=_IS_ONLINE | _IS_PAPER, name="miterklaerung_online_or_paper"),
            models.CheckConstraint(condition=~Q(name__exact=""), name="miterklaerung_has_a_name"),
        ]
