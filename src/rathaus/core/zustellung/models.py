"""Letters of paper."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from rathaus.core.bescheid.models import Bescheid
from rathaus.core.scope.tenancy import Tenancy
from rathaus.core.stelle.models import Stelle
from rathaus.core.zustellung.rules import PostCause, PostState


class Postsendung(models.Model):
    """A Bescheid on its way as a letter of paper: in the queue, posted, come back, or taken out of the queue.

    ``announced_on`` and ``earliest_on`` are the two days on which the law of posting may let it count as announced;
    they are the same where that law is certain.
    """

    tenancy = Tenancy(body="stelle")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    bescheid = models.ForeignKey(Bescheid, models.PROTECT, related_name="postsendungen")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    cause = models.CharField(max_length=8, choices=[(each.value, each.value) for each in PostCause])
    state = models.CharField(
        max_length=8, choices=[(each.value, each.value) for each in PostState], default=PostState.QUEUED
    )
    address = models.JSONField()
    queued_at = models.DateTimeField()
    queued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    printed_at = models.DateTimeField(null=True)
    posted_on = models.DateField(null=True)
    posted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    earliest_on = models.DateField(null=True)
    announced_on = models.DateField(null=True)
    parameter_versions = models.JSONField(default=list)
    returned_on = models.DateField(null=True)
    return_reason = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["queued_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["bescheid"],
                condition=Q(state="queued") | Q(state="posted"),  # a list would read otherwise after a restore
                name="postsendung_once_on_its_way",
            ),
            models.CheckConstraint(
                condition=(Q(state="queued") | Q(state="dropped"))
                & Q(posted_on=None, announced_on=None, returned_on=None)
                | Q(
                    state="posted", printed_at__isnull=False, posted_on__isnull=False, announced_on__isnull=False,
                    earliest_on__isnull=False, returned_on=None,
                )
                | Q(state="returned", posted_on__isnull=False, returned_on__isnull=False),
                name="postsendung_state_has_its_day",
            ),
        ]  # fmt: skip
        indexes: ClassVar = [models.Index(fields=["stelle", "state", "queued_at"], name="postsendung_of_body")]
