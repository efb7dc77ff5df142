"""Chains and their records."""

import uuid
from typing import ClassVar

from django.db import models

from rathaus.core.scope.actor import Role
from rathaus.core.scope.tenancy import Tenancy


class Kette(models.Model):
    """One hash chain: all acts about one subject; its head shows a record that was cut off."""

    tenancy = Tenancy(body="stelle", person="konto", link="secret_hash")

    subject_kind = models.CharField(max_length=30)
    subject_id = models.UUIDField(default=uuid.uuid4)
    stelle_id = models.BigIntegerField()
    konto_id = models.BigIntegerField(null=True)
    secret_hash = models.CharField(max_length=64, blank=True, default="")
    head_seq = models.PositiveIntegerField(default=0)
    head_hash = models.BinaryField(max_length=32, default=bytes(32))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subject_kind", "subject_id"], name="protokoll_one_chain_per_subject")
        ]
        indexes: ClassVar = [
            models.Index(fields=["stelle_id"], name="protokoll_kette_stelle"),
        ]


class Record(models.Model):
    """One act. Append-only: only payload and salt may be erased later."""

    tenancy = Tenancy(
        body="stelle",
        person="konto",
        link="secret_hash",
        append_only=True,
        erasable=("payload", "salt"),
    )

    kette = models.ForeignKey(Kette, models.PROTECT, related_name="records")
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    act = models.CharField(max_length=60)
    actor_role = models.CharField(max_length=10, choices=[(role.value, role.value) for role in Role])
    actor_konto_id = models.BigIntegerField(null=True)
    actor_stelle_id = models.BigIntegerField(null=True)
    payload = models.JSONField(null=True)
    salt = models.BinaryField(max_length=16, null=True)
    payload_hash = models.BinaryField(max_length=32)
    prev_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)
    stelle_id = models.BigIntegerField()
    konto_id = models.BigIntegerField(null=True)
    secret_hash = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["kette_id", "seq"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["kette", "seq"], name="protokoll_one_record_per_seq")]
