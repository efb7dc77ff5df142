"""Every write to files.

An upload belongs to a draft, and a draft belongs to a person alone: no protokoll before the submission, whose record
names the files. What happens to a file later is part of the act that uses it.
"""

import hashlib
from collections.abc import Collection, Iterable, Sequence

import structlog
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from rathaus.core.datei.errors import DateiHandedOver, DateiNotFound, DateiQuarantined, UploadInfected
from rathaus.core.datei.models import Datei, DateiInhalt
from rathaus.core.datei.ports import Verdict, configured_scanner
from rathaus.core.datei.rules import UploadTerms, check_upload, sanitise_name
from rathaus.core.konto.bearer import Bearer, person_acting
from rathaus.core.scope.actor import Actor, Role, writes_for
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import current_scope

SCAN_AGAIN = "datei.scan_again"
"""Name of the job that looks at a file in quarantine once more."""

_WAIT_FOR_SCANNER_S = 60
_log = structlog.get_logger()


@transaction.atomic
def store_upload(*, actor: Actor, bearer: Bearer, name: str, content: bytes, terms: UploadTerms) -> Datei:
    """Check, scan and keep what a person uploads to their draft.

    Without a configured scanner the file is released at once. When the scanner does not answer, the file is kept in
    quarantine and a job asks again.

    Args:
        actor: the citizen or the bearer of a secret link.
        bearer: who owns the draft.
        name: name as the browser sent it, untrusted.
        content: all bytes.
        terms: what the question asks of a file.

    Raises:
        ActorRefused: the draft is not the actor's.
        UploadEmpty, UploadTooLarge, UploadTypeUnknown, UploadTypeRefused, UploadDisguised, UploadDamaged,
        UploadTooManyPixels, UploadActive, UploadEncrypted: see :func:`rathaus.core.datei.rules.check_upload`.
        UploadInfected: the scanner found malware.
    """
    person_acting(actor, bearer=bearer, secrets=current_scope().secrets)
    upload = check_upload(name=name, content=content, allowed=terms.allowed, max_size=terms.max_size)
    state = _state_after_scan(content)
    datei = _store(
        Datei(
            konto_id=bearer.konto_id,
            secret_hash=bearer.secret_hash,
            kind=Datei.Kind.UPLOAD,
            state=state,
            name=upload.name,
            media_type=upload.media_type,
            copy_for=terms.copy_for,
        ),
        content,
    )
    if state is Datei.State.QUARANTINED:
        _queue_scan(datei)
    return datei


@transaction.atomic
def store_generated(
    *, actor: Actor, bearer: Bearer | None, stelle_id: int | None, name: str, media_type: str, content: bytes
) -> Datei:
    """Keep a file that we made ourselves, such as a letter; needs the scope of one of its owners.

    Args:
        actor: the system, or a clerk of the body or of its successor.
        bearer: the person who may read it; None for nobody.
        stelle_id: the body that may read it; None for nobody.
        name: file name with extension.
        media_type: type of the content.
        content: all bytes.

    Raises:
        ActorRefused: neither the system nor a clerk of this body or of its successor.
    """
    if not writes_for(actor, stelle_id=stelle_id, stellen=current_scope().stellen):
        raise ActorRefused
    datei = Datei(
        stelle_id=stelle_id,
        konto_id=bearer.konto_id if bearer else None,
        secret_hash=bearer.secret_hash if bearer else "",
        kind=Datei.Kind.GENERATED,
        state=Datei.State.RELEASED,
        name=sanitise_name(name),
        media_type=media_type,
    )
    return _store(datei, content)


@transaction.atomic
def store_received(*, actor: Actor, stelle_id: int, name: str, content: bytes, terms: UploadTerms) -> Datei:
    """Check, scan and keep what a clerk puts into the files of their body, such as a letter that came by post.

    Args:
        actor: a clerk of the body or of its successor, or the system for somebody outside whom the body asked.
        stelle_id: the body that keeps it.
        name: name as the browser sent it, untrusted.
        content: all bytes.
        terms: which types and sizes are taken.

    Raises:
        ActorRefused: neither a clerk of this body nor the system.
        RathausError: see :func:`store_upload`.
    """
    may_write = writes_for(actor, stelle_id=stelle_id, stellen=current_scope().stellen)
    if actor.role not in {Role.CLERK, Role.SYSTEM} or not may_write:
        raise ActorRefused(role=actor.role.value)
    upload = check_upload(name=name, content=content, allowed=terms.allowed, max_size=terms.max_size)
    state, kind = _state_after_scan(content), Datei.Kind.UPLOAD
    datei = Datei(stelle_id=stelle_id, kind=kind, state=state, name=upload.name, media_type=upload.media_type)
    return _store(datei, content)


@transaction.atomic
def copy_for_body(*, actor: Actor, datei: Datei, stelle_id: int, bearer: Bearer | None = None) -> Datei:
    """Give another body a file of its own with the same bytes; needs a scope that sees both owners.

    Args:
        actor: the system.
        datei: the original; one that no scanner has released is not copied with its bytes unseen.
        stelle_id: the body that gets the copy.
        bearer: the person who may read it, too; None for nobody.

    Raises:
        ActorRefused: not the system.
        DateiQuarantined: the original has not been released.
    """
    if actor.role is not Role.SYSTEM:
        raise ActorRefused(role=actor.role.value)
    if datei.state != Datei.State.RELEASED:
        raise DateiQuarantined(datei=datei.public_id)
    copy = Datei(
        stelle_id=stelle_id, kind=datei.kind, state=datei.state, name=datei.name, media_type=datei.media_type,
        copy_for=datei.copy_for, konto_id=bearer.konto_id if bearer else None,
        secret_hash=bearer.secret_hash if bearer else "",
    )  # fmt: skip
    return _store(copy, bytes(DateiInhalt.objects.get(pk=datei.pk).content))


@transaction.atomic
def hand_over(*, actor: Actor, dateien: Iterable[Datei], stelle_id: int) -> None:
    """Make the receiving body an owner of the files; part of a submission, in a scope that was widened to the body.

    Args:
        actor: who submits.
        dateien: files of the draft.
        stelle_id: the body that receives the Antrag.

    Raises:
        ActorRefused: the actor acts for an office.
        DateiNotFound: a file is outside the open scope.
        DateiHandedOver: a file belongs to another body already.
        UploadInfected: the scanner refused a file after it was uploaded.
    """
    if actor.role not in {Role.CITIZEN, Role.LINK, Role.SYSTEM}:
        raise ActorRefused
    locked = _lock(dateien)
    if any(datei.stelle_id not in {None, stelle_id} for datei in locked):
        raise DateiHandedOver
    if any(datei.state == Datei.State.REFUSED for datei in locked):
        raise UploadInfected
    ids = [datei.pk for datei in locked]
    Datei.objects.filter(pk__in=ids).update(stelle_id=stelle_id)
    DateiInhalt.objects.filter(pk__in=ids).update(stelle_id=stelle_id)


@transaction.atomic
def delete_uploads(*, actor: Actor, dateien: Iterable[Datei]) -> None:
    """Delete uploads of a draft with their bytes.

    Args:
        actor: the owner of the draft, or the system when a draft expires.
        dateien: files of the draft.

    Raises:
        ActorRefused: the actor acts for an office.
        DateiNotFound: a file is outside the open scope.
        DateiHandedOver: a file belongs to a submitted Antrag.
    """
    if actor.role not in {Role.CITIZEN, Role.LINK, Role.SYSTEM}:
        raise ActorRefused
    locked = _lock(dateien)
    if any(datei.stelle_id is not None for datei in locked):
        raise DateiHandedOver
    Datei.objects.filter(pk__in=[datei.pk for datei in locked]).delete()


@transaction.atomic
def delete_copies(*, actor: Actor, public_ids: Collection[str]) -> None:
    """Delete copies that another body was given, with their bytes; the originals stay where they are.

    Args:
        actor: the system.
        public_ids: of copies that belong to bodies of the open scope alone; what is not found is deleted already.

    Raises:
        ActorRefused: not the system.
        DateiHandedOver: one of them belongs to a person, too, so it is no copy.
    """
    if actor.role is not Role.SYSTEM:
        raise ActorRefused(role=actor.role.value)
    rows = Datei.objects.filter(public_id__in=public_ids)
    if rows.exclude(konto=None, secret_hash="").exists():  # no password
        raise DateiHandedOver
    rows.delete()


@transaction.atomic
def scan_again(*, actor: Actor, datei: Datei) -> Datei:
    """Ask the scanner about a file in quarantine; release it, or refuse it and delete its bytes.

    Args:
        actor: the system, or a clerk of the body that received the file, or of its successor.
        datei: a file; one that is not in quarantine stays as it is.

    Raises:
        ActorRefused: anybody else.
        DateiNotFound: outside the open scope.
    """
    if not writes_for(actor, stelle_id=datei.stelle_id, stellen=current_scope().stellen):
        raise ActorRefused(role=actor.role.value)
    (locked,) = _lock([datei])
    if locked.state != Datei.State.QUARANTINED:
        return locked
    inhalt = DateiInhalt.objects.get(pk=locked.pk)
    try:
        locked.state = _state_after_scan(bytes(inhalt.content))
    except UploadInfected:
        locked.state = Datei.State.REFUSED
        inhalt.delete()
        _log.warning("datei_refused", datei=str(locked.public_id))
    locked.save(update_fields=["state"])
    return locked


def _state_after_scan(content: bytes) -> Datei.State:
    scanner = configured_scanner()
    if scanner is None:
        return Datei.State.RELEASED
    result = scanner.scan(content)
    if result.verdict is Verdict.INFECTED:
        raise UploadInfected(malware=result.detail)
    if result.verdict is Verdict.UNAVAILABLE:
        _log.warning("scanner_unavailable", reason=result.detail)
        return Datei.State.QUARANTINED
    return Datei.State.RELEASED


def _store(datei: Datei, content: bytes) -> Datei:
    datei.size_bytes, datei.sha256 = len(content), hashlib.sha256(content).hexdigest()
    datei.uploaded_at = timezone.now()
    datei.save(force_insert=True)
    axes = {"stelle_id": datei.stelle_id, "konto_id": datei.konto_id, "secret_hash": datei.secret_hash}
    DateiInhalt.objects.bulk_create([DateiInhalt(datei=datei, content=content, **axes)])
    return datei


def _lock(dateien: Iterable[Datei]) -> Sequence[Datei]:
    ids = {datei.pk for datei in dateien}
    locked = list(Datei.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    if len(locked) != len(ids):
        raise DateiNotFound
    return locked


def _queue_scan(datei: Datei) -> None:
    job = app.configure_task(SCAN_AGAIN, schedule_in={"seconds": _WAIT_FOR_SCANNER_S})
    job.defer(datei_id=datei.pk, konto_id=datei.konto_id, secret_hash=datei.secret_hash)
