"""Letters."""

import uuid
from typing import ClassVar

from django.db import models

from rathaus.core.datei.models import Datei
from rathaus.core.konto.bearer import Bearer
from rathaus.core.postfach.rules import Direction, FeedbackKind, Kind
from rathaus.core.scope.tenancy import Tenancy


class Nachricht(models.Model):
    """One letter about one Antrag; only the marks of notice, retrieval and announcement come later."""

    tenancy = Tenancy(body="stelle", person="konto", link="secret_hash")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    stelle = models.ForeignKey("stelle.Stelle", models.PROTECT, related_name="+")
    konto = models.ForeignKey("konto.Konto", models.PROTECT, null=True, related_name="+")
    secret_hash = models.CharField(max_length=64, blank=True, default="")
    antrag_id = models.UUIDField()
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in Kind])
    direction = models.CharField(max_length=10, choices=[(way.value, way.value) for way in Direction])
    answers = models.ForeignKey("self", models.PROTECT, null=True, related_name="replies")
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True, default="")
    document = models.JSONField(null=True)
    datei = models.ForeignKey(Datei, models.PROTECT, null=True, related_name="+")
    requested_fields = models.JSONField(default=list)
    provided_at = models.DateTimeField()
    notified_at = models.DateTimeField(null=True)
    notice_failed_at = models.DateTimeField(null=True)
    retrieved_at = models.DateTimeField(null=True)
    announced_on = models.DateField(null=True)
    parameter_versions = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["provided_at", "id"]
        indexes: ClassVar = [
            models.Index("antrag_id", "provided_at", name="nachricht_of_antrag"),
            models.Index("konto", "provided_at", name="nachricht_of_person"),
            models.Index("secret_hash", name="nachricht_of_link", condition=~models.Q(secret_hash="")),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["answers"], name="nachricht_has_one_answer"),
            models.UniqueConstraint(
                fields=["antrag_id"], condition=models.Q(kind=Kind.RECEIPT.value), name="nachricht_one_receipt"
            ),
            models.CheckConstraint(
                condition=models.Q(konto__isnull=False) ^ ~models.Q(secret_hash=""), name="nachricht_has_one_bearer"
            ),
        ]

    @property
    def bearer(self) -> Bearer:
        return Bearer(self.konto_id, self.secret_hash)

    @property
    def is_unread(self) -> bool:
        return self.retrieved_at is None


class Anlage(models.Model):
    """A file that came with a message of the person; several may belong to one message."""

    tenancy = Tenancy(body="stelle", person="konto", link="secret_hash", append_only=True)

    nachricht = models.ForeignKey(Nachricht, models.PROTECT, related_name="anlagen")
    datei = models.OneToOneField(Datei, models.PROTECT, related_name="anlage")
    stelle = models.ForeignKey("stelle.Stelle", models.PROTECT, related_name="+")
    konto = models.ForeignKey("konto.Konto", models.PROTECT, null=True, related_name="+")
    secret_hash = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["id"]


class Rueckmeldung(models.Model):
    """What somebody told us: one row for the coordination office, one for the body whose service it is about."""

    tenancy = Tenancy(body="stelle")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    stelle = models.ForeignKey("stelle.Stelle", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in FeedbackKind])
    page = models.CharField(max_length=200, blank=True, default="")
    text = models.TextField()
    email = models.EmailField(blank=True, default="")
    language = models.CharField(max_length=5, default="de")
    given_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-given_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["stelle", "-given_at"], name="rueckmeldung_of_body")]
