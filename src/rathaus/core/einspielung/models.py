"""Imports that have begun, with their files."""

import uuid
from typing import ClassVar

from django.db import models

from rathaus.core.scope.tenancy import Tenancy
from rathaus.core.stelle.models import Stelle


class Einspielung(models.Model):
    """Uploaded files and what was said about them; it becomes a version, or is deleted when nobody goes on with it."""

    tenancy = Tenancy(body="stelle")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    title = models.CharField(max_length=300, blank=True)
    answers = models.JSONField(default=dict)
    slug = models.CharField(max_length=120, blank=True)
    version = models.CharField(max_length=40, blank=True)
    started_at = models.DateTimeField()
    edited_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-edited_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["stelle", "-edited_at"], name="einspielung_newest_first")]

    def __str__(self) -> str:
        return str(self.public_id)


class EinspielungDatei(models.Model):
    """One uploaded file, archives unpacked."""

    tenancy = Tenancy(body="stelle")

    einspielung = models.ForeignKey(Einspielung, models.CASCADE, related_name="dateien")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    name = models.CharField(max_length=300)
    content = models.BinaryField()
    size_bytes = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["einspielung", "name"], name="einspielung_name_once"),
        ]

    def __str__(self) -> str:
        return self.name
