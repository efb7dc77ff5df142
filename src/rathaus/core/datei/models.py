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
