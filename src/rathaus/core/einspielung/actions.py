"""Every write to imports that have begun."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from rathaus.core.einspielung.errors import (
    EinspielungNotFound,
    EinspielungNotReady,
    EinspielungTooLarge,
    NothingUploaded,
)
from rathaus.core.einspielung.models import Einspielung, EinspielungDatei
from rathaus.core.einspielung.queries import draft_of, examine, files_of
from rathaus.core.einspielung.rules import KEPT_FOR, fits
from rathaus.core.leistung.actions import LoadReport, load_package
from rathaus.core.scope.actor import Actor
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.stelle.queries import acts_for_coordination, coordination_office
from rathaus.engine.package_draft.archive import spread
from rathaus.engine.package_draft.open_values import clean_answer

_TITLE = 300
"""Characters of a title that the list of imports shows."""


@transaction.atomic
def start_einspielung(*, actor: Actor, files: Mapping[str, bytes], now: datetime) -> Einspielung:
    """Keep uploaded files; nothing is lost from here on, whatever is wrong with them.

    Args:
        actor: the coordination office.
        files: name to content; archives are unpacked.
        now: aware instant.

    Raises:
        ActorRefused: the actor is not the coordination office.
        NothingUploaded: there is no file.
        EinspielungTooLarge: too many files, or too large together.
    """
    _only_coordination(actor)
    row = Einspielung.objects.create(stelle=coordination_office(), started_at=now, edited_at=now)
    _put(row, files)
    return row


@transaction.atomic
def add_files(*, actor: Actor, einspielung: Einspielung, files: Mapping[str, bytes], now: datetime) -> None:
    """Keep further files; one with the name of another takes its place.

    Raises:
        ActorRefused: the actor is not the coordination office.
        EinspielungNotFound: it was discarded meanwhile.
        NothingUploaded: there is no file.
        EinspielungTooLarge: too many files, or too large together.
    """
    row = _locked(actor, einspielung)
    _put(row, files)
    _touch(row, now)


@transaction.atomic
def remove_file(*, actor: Actor, einspielung: Einspielung, name: str, now: datetime) -> None:
    """Forget one file; one that is not there is no error, nor is a name that no file can have.

    Raises:
        ActorRefused: the actor is not the coordination office.
        EinspielungNotFound: it was discarded meanwhile.
    """
    row = _locked(actor, einspielung)
    if "\x00" not in name:
        EinspielungDatei.objects.filter(einspielung=row, name=name).delete()
    _touch(row, now)


@transaction.atomic
def save_answers(*, actor: Actor, einspielung: Einspielung, answers: Mapping[str, str], now: datetime) -> None:
    """Keep what was said about the files, right or wrong, in place of what was said before.

    Args:
        actor: the coordination office.
        einspielung: see :class:`Einspielung`.
        answers: key of the open value to what was typed.
        now: aware instant.

    Raises:
        ActorRefused: the actor is not the coordination office.
        EinspielungNotFound: it was discarded meanwhile.
    """
    row = _locked(actor, einspielung)
    row.answers = {**row.answers, **{key: clean_answer(text) for key, text in answers.items()}}
    row.save(update_fields=["answers"])
    _touch(row, now)


@transaction.atomic
def load_einspielung(*, actor: Actor, einspielung: Einspielung, now: datetime) -> LoadReport:
    """Make a version of the files; the import stays for a while, so that something can still be changed.

    Args:
        actor: the coordination office.
        einspielung: see :class:`Einspielung`.
        now: aware instant.

    Raises:
        ActorRefused: the actor is not the coordination office.
        EinspielungNotFound: it was discarded meanwhile.
        EinspielungNotReady: files are wrong, or something is left open.
        VersionIsPublished: the version is published and the files differ.
    """
    row = _locked(actor, einspielung)
    examined = examine(row)
    if not examined.is_ready:
        raise EinspielungNotReady(einspielung=str(row.public_id))
    report = load_package(actor=actor, files=examined.draft.files, noted=examined.draft.findings)
    if report.version is not None:
        row.slug, row.version = report.version.leistung.slug, report.version.version
        row.save(update_fields=["slug", "version"])
        _touch(row, now)
    return report


@transaction.atomic
def discard_einspielung(*, actor: Actor, einspielung: Einspielung) -> None:
    """Forget an import with its files; versions that were made of it stay.

    Raises:
        ActorRefused: the actor is not the coordination office.
        EinspielungNotFound: it was discarded meanwhile.
    """
    _locked(actor, einspielung).delete()


@transaction.atomic
def delete_expired_einspielungen(*, actor: Actor, now: datetime) -> int:
    """Delete the imports that nobody touched for :data:`KEPT_FOR`; needs the scope of the coordination office.

    Args:
        actor: the system or the coordination office.
        now: aware instant.

    Returns:
        How many there were.
    """
    _only_coordination(actor)
    old = Einspielung.objects.filter(edited_at__lte=now - KEPT_FOR)
    count = old.count()
    old.delete()
    return count


def _put(row: Einspielung, files: Mapping[str, bytes]) -> None:
    """Store files with archives unpacked; the title follows what they say."""
    new = spread(files)
    if not new:
        raise NothingUploaded
    if not fits({**files_of(row), **new}):
        raise EinspielungTooLarge
    EinspielungDatei.objects.filter(einspielung=row, name__in=new).delete()
    EinspielungDatei.objects.bulk_create(
        EinspielungDatei(einspielung=row, stelle_id=row.stelle_id, name=name, content=content, size_bytes=len(content))
        for name, content in new.items()
    )
    row.title = draft_of(row).title[:_TITLE]
    row.save(update_fields=["title"])


def _touch(row: Einspielung, now: datetime) -> None:
    row.edited_at = now
    row.save(update_fields=["edited_at"])


def _locked(actor: Actor, einspielung: Einspielung) -> Einspielung:
    _only_coordination(actor)
    row = Einspielung.objects.select_for_update().filter(pk=einspielung.pk).first()
    if row is None:
        raise EinspielungNotFound(einspielung=str(einspielung.public_id))
    return row


def _only_coordination(actor: Actor) -> None:
    if not acts_for_coordination(actor):
        raise ActorRefused(role=actor.role.value)
