"""Messages that a person writes to the office by themselves, and the files of messages."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from rathaus.core.datei.actions import hand_over, store_upload
from rathaus.core.datei.models import Datei
from rathaus.core.datei.rules import UploadTerms
from rathaus.core.konto.bearer import Bearer, person_acting
from rathaus.core.postfach.actions import Correspondence, record_letter
from rathaus.core.postfach.errors import MessageEmpty, MessageTooLong, TooManyFiles
from rathaus.core.postfach.models import Anlage, Nachricht
from rathaus.core.postfach.rules import MAX_MESSAGE, MOST_FILES, Direction, Kind
from rathaus.core.scope.actor import Actor
from rathaus.core.scope.session import current_scope

_SUBJECT_LENGTH = 200


@transaction.atomic
def write_message(*, actor: Actor, correspondence: Correspondence, subject: str, body: str, now: datetime) -> Nachricht:
    """Write to the office without being asked; needs a scope that was widened to the body.

    Args:
        actor: the person.
        correspondence: the body, the person and the Antrag.
        subject: one line.
        body: plain text.
        now: aware instant.

    Raises:
        ActorRefused: somebody else.
        MessageEmpty: no text.
        MessageTooLong: more than :data:`MAX_MESSAGE` characters.
    """
    person = person_acting(actor, bearer=correspondence.bearer, secrets=current_scope().secrets)
    text = body.strip()
    if not text:
        raise MessageEmpty
    if len(text) > MAX_MESSAGE:
        raise MessageTooLong(most=MAX_MESSAGE)
    nachricht = Nachricht.objects.create(
        stelle_id=correspondence.stelle_id,
        konto_id=correspondence.bearer.konto_id,
        secret_hash=correspondence.bearer.secret_hash,
        antrag_id=correspondence.antrag_id,
        kind=Kind.MESSAGE,
        direction=Direction.TO_OFFICE,
        subject=subject[:_SUBJECT_LENGTH],
        body=text,
        provided_at=now,
    )
    record_letter(nachricht, "nachricht.written", actor=person)
    return nachricht


def keep_files(*, actor: Actor, bearer: Bearer, files: Sequence[tuple[str, bytes]], terms: UploadTerms) -> list[Datei]:
    """Check and keep the files of a message before it is written.

    Args:
        actor: the person.
        bearer: the same, as the owner of the files.
        files: name and bytes of each.
        terms: types and largest size.

    Raises:
        TooManyFiles: more than :data:`MOST_FILES`.
        RathausError: the checks of ``core.datei`` refuse a file.
    """
    if len(files) > MOST_FILES:
        raise TooManyFiles(most=MOST_FILES)
    return [
        store_upload(actor=actor, bearer=bearer, name=name, content=content, terms=terms) for name, content in files
    ]


@transaction.atomic
def attach_files(*, actor: Actor, nachricht: Nachricht, dateien: Sequence[Datei]) -> None:
    """Put files into a message of a person and hand them to its body; needs a scope that was widened to the body.

    Args:
        actor: the person.
        nachricht: their message, in the transaction that writes it.
        dateien: files of the same person.

    Raises:
        ActorRefused: somebody else.
    """
    person = person_acting(actor, bearer=nachricht.bearer, secrets=current_scope().secrets)
    hand_over(actor=person, dateien=dateien, stelle_id=nachricht.stelle_id)
    Anlage.objects.bulk_create(
        Anlage(
            nachricht=nachricht,
            datei=datei,
            stelle_id=nachricht.stelle_id,
            konto_id=nachricht.konto_id,
            secret_hash=nachricht.secret_hash,
        )
        for datei in dateien
    )
