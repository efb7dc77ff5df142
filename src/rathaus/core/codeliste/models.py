"""The register of code lists."""

from typing import ClassVar

from django.db import models

from rathaus.core.scope.tenancy import Tenancy


class Codeliste(models.Model):
    """One version of a code list as it was published. It never changes; a newer one is another row.

    Forms name it by ``version_uri``, or by identification and version: either leads to one row.
    """

    tenancy = Tenancy(public=True, append_only=True)

    uri = models.CharField(max_length=300)
    version = models.CharField(max_length=60, blank=True)
    version_uri = models.CharField(max_length=360)
    name = models.CharField(max_length=300, blank=True)
    entries = models.PositiveIntegerField()
    content = models.BinaryField()
    content_hash = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["uri", "version"], name="codeliste_version_once"),
            models.UniqueConstraint(fields=["version_uri"], name="codeliste_version_uri_once"),
        ]

    def __str__(self) -> str:
        return self.version_uri
