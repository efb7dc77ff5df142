"""The register of norms; legal parameters that were loaded, and what people confirmed of them."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from rathaus.core.scope.tenancy import PUBLIC, Tenancy
from rathaus.core.stelle.models import Stelle
from rathaus.recht.parameters import Status


class Norm(models.Model):
    """One rule of law. The citation is its name in every source, so it is unique."""

    tenancy = PUBLIC

    slug = models.SlugField(max_length=120, unique=True)
    citation = models.CharField(max_length=200, unique=True)
    law = models.CharField(max_length=120)
    title = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.citation


class LegalParameter(models.Model):
    """One row of a legal parameter that was loaded from a file. It never changes; a change of law is another row."""

    tenancy = Tenancy(public=True, append_only=True)

    key = models.CharField(max_length=120)
    jurisdiction = models.CharField(max_length=10)
    value = models.CharField(max_length=60)
    unit = models.CharField(max_length=20)
    alternatives = models.JSONField(default=list)
    status = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Status])
    citation = models.CharField(max_length=300)
    source = models.CharField(max_length=300)
    source_url = models.CharField(max_length=300, blank=True, default="")
    note = models.CharField(max_length=300, blank=True, default="")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    verified_on = models.DateField(null=True)
    file_name = models.CharField(max_length=200)
    loaded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key", "jurisdiction", "valid_from"],
                condition=~Q(status="draft"),
                nulls_distinct=False,
                name="norm_one_parameter_row_per_start",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_from__lt=models.F("valid_to")),
                name="norm_parameter_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}@{self.jurisdiction}/{self.valid_from or 'always'}"


class ParameterConfirmation(models.Model):
    """A person saw the text of the law and put an unverified row in force: for the state, or for their body alone.

    It never changes; who sees the law otherwise confirms again. ``stelle`` is empty when it counts for the state.
    """

    tenancy = Tenancy(public=True, append_only=True)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version_id = models.CharField(max_length=200)
    value = models.CharField(max_length=60)
    source = models.CharField(max_length=300)
    verified_on = models.DateField()
    valid_from = models.DateField()
    stelle = models.ForeignKey(Stelle, models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version_id", "value", "source", "verified_on", "valid_from", "stelle"],
                nulls_distinct=False,
                name="norm_same_confirmation_once",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["stelle"], name="norm_confirmation_of_stelle")]

    def __str__(self) -> str:
        return f"{self.version_id}+{self.short_id}"

    @property
    def short_id(self) -> str:
        """The part of the public id that version ids carry."""
        return self.public_id.hex[:12]
