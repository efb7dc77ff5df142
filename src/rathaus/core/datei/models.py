"""Files and their bytes."""

import uuid
from typing import ClassVar

from django.db import models

from rathaus.core.scope.tenancy import Tenancy


class Datei(models.Model):
    """One file: what is known about it, and who owns it. The bytes lie apart, so that lists never load them."""

    tenancy = Tenancy(body="stelle", person="konto", link="secret_hash")

    class State(models.TextChoices):
        QUARANTINED = "quarantined"
        RELEASED = "released"
        REFUSED = "refused"

    class Kind(models.TextChoices):
        UPLOAD = "upload"
        GENERATED = "generated"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    stelle = models.ForeignKey("stelle.Stelle", models.PROTECT, null=True, related_name="+")
    konto = models.ForeignKey("konto.Konto", models.PROTECT, null=True, related_name="+")
    secret_hash = models.CharField(max_length=64, blank=True, default="")
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=12, choices=State)
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=100)
    size_bytes = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()
    copy_for = models.CharField(max_length=200, blank=True, default="")
    """The Leistung that an identity document was handed in for: its copies say so. Empty for every other file."""

    class Meta:
        indexes: ClassVar = [
            models.Index("secret_hash", name="datei_of_link", condition=~models.Q(secret_hash="")),
            models.Index("state", name="datei_in_quarantine", condition=models.Q(state="quarantined")),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(stelle__isnull=False) | models.Q(konto__isnull=False) | ~models.Q(secret_hash=""),
                name="datei_has_an_owner",
            ),
        ]


class DateiInhalt(models.Model):
    """The bytes of one file; missing when the scanner refused it."""

    tenancy = Tenancy(body="stelle", person="konto", link="secret_hash")

    datei = models.OneToOneField(Datei, models.CASCADE, primary_key=True, related_name="inhalt")
    stelle = models.ForeignKey("stelle.Stelle", models.PROTECT, null=True, related_name="+")
    konto = models.ForeignKey("konto.Konto", models.PROTECT, null=True, related_name="+")
    secret_hash = models.CharField(max_length=64, blank=True, default="")
    content = models.BinaryField()


class PartialUpload(models.Model):
    """An upload that comes in parts: begun, continued after a broken connection, finished or forgotten."""

    tenancy = Tenancy(person="konto", link="secret_hash", expires="begun_at")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    konto = models.ForeignKey("konto.Konto", models.PROTECT, null=True, related_name="+")
    secret_hash = models.CharField(max_length=64, blank=True, default="")
    target = models.UUIDField()
    """Public id of the draft that the file is meant for."""
    question = models.CharField(max_length=300)
    name = models.CharField(max_length=120)
    size_bytes = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, blank=True, default="")
    received_bytes = models.PositiveBigIntegerField(default=0)
    begun_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index("target", name="datei_uploads_of_target"),
            models.Index("begun_at", name="datei_uploads_by_age"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(received_bytes__lte=models.F("size_bytes")),
                name="datei_upload_is_no_larger_than_said",
            ),
        ]

    @property
    def is_complete(self) -> bool:
        """Whether all bytes have arrived."""
        return self.received_bytes == self.size_bytes


class UploadPart(models.Model):
    """Some bytes of an upload, from one offset on."""

    tenancy = Tenancy(person="konto", link="secret_hash")

    upload = models.ForeignKey(PartialUpload, models.CASCADE, related_name="parts")
    konto = models.ForeignKey("konto.Konto", models.PROTECT, null=True, related_name="+")
    secret_hash = models.CharField(max_length=64, blank=True, default="")
    begins_at = models.PositiveBigIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["upload", "begins_at"], name="datei_one_part_per_offset"),
        ]
