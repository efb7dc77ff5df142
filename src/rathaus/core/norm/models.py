"""The register of norms."""

from django.db import models

from rathaus.core.scope.tenancy import PUBLIC


class Norm(models.Model):
    """One rule of law. The citation is its name in every source, so it is unique."""

    tenancy = PUBLIC

    slug = models.SlugField(max_length=120, unique=True)
    citation = models.CharField(max_length=200, unique=True)
    law = models.CharField(max_length=120)
    title = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.citation
