"""Uploads that come in parts, so that a broken connection costs one part and not the whole file.

An upload is begun with its size, parts are added where the last one ended, and at the end the bytes are taken out as
one. Parts are bytes of a person alone: nobody else sees them, and after a day they are gone.
"""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet

from rathaus.core.datei.errors import (
    PartMisplaced,
    TooManyUploads,
    UploadDamaged,
    UploadEmpty,
    UploadNotFound,
    UploadTooLarge,
)
from rathaus.core.datei.models import PartialUpload, UploadPart
from rathaus.core.datei.rules import sanitise_name
from rathaus.core.konto.bearer import Bearer, person_acting
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import Scope, current_scope, open_scope

PART_LIMIT_BYTES = 1_000_000
"""Largest part."""
UNFINISHED_LIMIT = 20
"""Most uploads of one draft that may be unfinished."""
KEPT_FOR = timedelta(days=1)
"""How long the parts of an upload are kept."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """What a browser says about a file before it sends the first byte.

    Args:
        target: public id of the draft.
        question: path key of the question in its form.
        name: name of the file, untrusted.
        size_bytes: size of the file.
        sha256: hash of the whole file, 64 hexadecimal digits; empty when the browser cannot tell.
    """

    target: uuid.UUID
    question: str
    name: str
    size_bytes: int
    sha256: str = ""


@transaction.atomic
def begin_upload(
    *, actor: Actor, bearer: Bearer, announcement: Announcement, limit_bytes: int, now: datetime
) -> PartialUpload:
    """Begin an upload, or return the one that was begun with the same file and has not been finished.

    Args:
        actor: the person behind the draft.
        bearer: who owns the draft.
        announcement: what comes.
        limit_bytes: largest size in bytes.
        now: aware instant.

    Raises:
        ActorRefused: the draft is not the actor's.
        UploadEmpty, UploadTooLarge: its size.
        TooManyUploads: too many are unfinished.
    """
    person_acting(actor, bearer=bearer, secrets=current_scope().secrets)
    if announcement.size_bytes <= 0:
        raise UploadEmpty
    if announcement.size_bytes > limit_bytes:
        raise UploadTooLarge(size_bytes=announcement.size_bytes, limit_bytes=limit_bytes)
    PartialUpload.objects.filter(target=announcement.target, begun_at__lt=now - KEPT_FOR).delete()
    unfinished = PartialUpload.objects.filter(target=announcement.target, closed_at=None)
    begun = _same(announcement, unfinished)
    if begun is not None:
        return begun
    if unfinished.count() >= UNFINISHED_LIMIT:
        raise TooManyUploads(limit=UNFINISHED_LIMIT)
    return PartialUpload.objects.create(
        konto_id=bearer.konto_id,
        secret_hash=bearer.secret_hash,
        target=announcement.target,
        question=announcement.question,
        name=sanitise_name(announcement.name),
        size_bytes=announcement.size_bytes,
        sha256=announcement.sha256,
        begun_at=now,
    )


def upload_by_public_id(public_id: uuid.UUID, *, target: uuid.UUID, now: datetime) -> PartialUpload:
    """Return an upload of a draft.

    Args:
        public_id: public id of the upload.
        target: public id of the draft.
        now: aware instant.

    Raises:
        UploadNotFound: unknown, expired, of another draft, or outside the open scope.
    """
    found = PartialUpload.objects.filter(public_id=public_id, target=target, begun_at__gte=now - KEPT_FOR).first()
    if found is None:
        raise UploadNotFound
    return found


@transaction.atomic
def add_part(*, actor: Actor, upload: PartialUpload, begins_at: int, content: bytes) -> PartialUpload:
    """Keep the next bytes of an upload.

    Args:
        actor: the person behind the draft.
        upload: the upload; locked until the end of the transaction.
        begins_at: offset of the first byte in the file.
        content: the bytes.

    Raises:
        ActorRefused: the upload is not the actor's.
        UploadNotFound: it was forgotten meanwhile.
        PartMisplaced: the part before it ended elsewhere; the fact ``received_bytes`` says where.
        UploadTooLarge: the part is too large, or reaches beyond the size that was announced.
        UploadEmpty: no bytes.
    """
    owner = Bearer(upload.konto_id, upload.secret_hash)
    person_acting(actor, bearer=owner, secrets=current_scope().secrets)
    row = PartialUpload.objects.select_for_update().filter(pk=upload.pk).first()
    if row is None:
        raise UploadNotFound
    if begins_at != row.received_bytes or row.closed_at is not None:
        raise PartMisplaced(received_bytes=row.received_bytes)
    if not content:
        raise UploadEmpty
    if len(content) > PART_LIMIT_BYTES or begins_at + len(content) > row.size_bytes:
        raise UploadTooLarge(size_bytes=begins_at + len(content), limit_bytes=row.size_bytes)
    UploadPart.objects.create(
        upload=row, konto_id=row.konto_id, secret_hash=row.secret_hash, begins_at=begins_at, content=content
    )
    row.received_bytes += len(content)
    row.save(update_fields=["received_bytes"])
    return row


@transaction.atomic
def take_out(*, actor: Actor, upload: PartialUpload, now: datetime) -> bytes:
    """Return the whole file and delete its parts; the row stays for a day, to tell who asks that all has arrived.

    Args:
        actor: the person behind the draft.
        upload: a complete upload.
        now: aware instant.

    Raises:
        ActorRefused: the upload is not the actor's.
        PartMisplaced: bytes are missing.
        UploadDamaged: it is not the file that was announced.
    """
    owner = Bearer(upload.konto_id, upload.secret_hash)
    person_acting(actor, bearer=owner, secrets=current_scope().secrets)
    if not upload.is_complete or upload.closed_at is not None:
        raise PartMisplaced(received_bytes=upload.received_bytes)
    parts = UploadPart.objects.filter(upload=upload).order_by("begins_at")
    content = b"".join(bytes(part) for part in parts.values_list("content", flat=True))
    parts.delete()
    PartialUpload.objects.filter(pk=upload.pk).update(closed_at=now, received_bytes=F("size_bytes"))
    if upload.sha256 and hashlib.sha256(content).hexdigest() != upload.sha256:
        raise UploadDamaged(expected=upload.sha256)
    return content


def forget_upload(*, actor: Actor, upload: PartialUpload) -> None:
    """Delete an upload whose file was refused, so that nobody is told that it arrived.

    Args:
        actor: the person behind the draft.
        upload: the upload.

    Raises:
        ActorRefused: the upload is not the actor's.
    """
    owner = Bearer(upload.konto_id, upload.secret_hash)
    person_acting(actor, bearer=owner, secrets=current_scope().secrets)
    PartialUpload.objects.filter(pk=upload.pk).delete()


def delete_old_uploads(*, actor: Actor, now: datetime) -> int:
    """Delete uploads with their parts that were begun more than a day ago; returns how many.

    Args:
        actor: the system.
        now: aware instant.

    Raises:
        ActorRefused: not the system.
    """
    if actor.role is not Role.SYSTEM:
        raise ActorRefused(role=actor.role.value)
    with open_scope(Scope(retention=KEPT_FOR)):
        rows = PartialUpload.objects.order_by("pk").values_list("konto_id", "secret_hash")
        owners = list(dict.fromkeys(rows))
    deleted = 0
    for konto_id, secret_hash in owners:
        with open_scope(Scope(konto=konto_id, secrets=frozenset({secret_hash} - {""}))):
            _, by_model = PartialUpload.objects.filter(begun_at__lt=now - KEPT_FOR).delete()
            deleted += by_model.get("datei.PartialUpload", 0)
    return deleted


def _same(announcement: Announcement, unfinished: QuerySet[PartialUpload]) -> PartialUpload | None:
    """Return the upload that was begun with the same bytes for the same question."""
    if not announcement.sha256:
        return None
    return unfinished.filter(
        question=announcement.question, sha256=announcement.sha256, size_bytes=announcement.size_bytes
    ).first()
