"""Every write to drafts: begun, filled page by page, deleted."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from rathaus.core.antrag.drop_off import note_ends
from rathaus.core.antrag.errors import (
    EntwurfExpired,
    EntwurfNotFound,
    EntwurfSubmitted,
    NotOfferedHere,
    OnPaperOnly,
    PageNotFound,
    SignInNeeded,
)
from rathaus.core.antrag.expiry import forget_address_without_draft
from rathaus.core.antrag.models import Entwurf
from rathaus.core.antrag.queries import (
    content_of,
    evaluate_entwurf,
    is_on_paper_only,
    needs_account,
    one_entwurf,
    retention_of,
)
from rathaus.core.antrag.rules import (
    PREFILL_COLUMNS,
    Channel,
    Outcome,
    file_ids,
)
from rathaus.core.antrag.uploads import is_attached, upload_terms
from rathaus.core.datei.actions import delete_uploads, store_upload
from rathaus.core.datei.queries import dateien_by_public_ids
from rathaus.core.konto.bearer import Bearer, person_acting
from rathaus.core.konto.queries import person_of
from rathaus.core.leistung.models import Leistung
from rathaus.core.leistung.queries import compiled, offer
from rathaus.core.leistung.rules import CompiledLeistung
from rathaus.core.scope.actor import Actor
from rathaus.core.scope.session import current_scope
from rathaus.core.stelle.models import Stelle
from rathaus.engine.formular import entries
from rathaus.engine.formular.evaluate import Evaluation
from rathaus.engine.formular.messages import FieldFinding
from rathaus.engine.formular.model import Answer, Answers
from rathaus.engine.formular.page_input import read_page
from rathaus.engine.formular.steps import Step, steps_around


@dataclass(frozen=True, slots=True)
class PageOutcome:
    """What saving a page gave.

    Args:
        entwurf: the draft with the new answers; they are stored even when something is wrong with them.
        findings: what is wrong on this page.
        evaluation: what all answers mean now.
    """

    entwurf: Entwurf
    findings: tuple[FieldFinding, ...]
    evaluation: Evaluation


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came from the browser: its name and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Origin:
    """How a draft begins.

    Args:
        language: ``de`` or ``en``.
        channel: by which road it comes.
        taken_by_id: the clerk who enters it for the person; None for the person.
        arrived_on: local day on which a form of paper arrived, if earlier than the day of submission.
    """

    language: str
    channel: Channel = Channel.ONLINE
    taken_by_id: int | None = None
    arrived_on: date | None = None


@transaction.atomic
def start_entwurf(
    *, actor: Actor, bearer: Bearer, leistung: Leistung, place: Stelle, language: str, now: datetime
) -> Entwurf:
    """Begin a draft, pinned to the version of the day, prefilled with what the person told us before.

    Args:
        actor: the citizen, or the bearer of a fresh link.
        bearer: whose draft it is; must be in the open scope.
        leistung: the service.
        place: the municipality that was chosen.
        language: ``de`` or ``en``.
        now: aware instant.

    Raises:
        ActorRefused: the bearer is not in the open scope.
        NotOfferedHere: nobody offers it online at this place today.
        OnPaperOnly: the law demands written form, and this is no demonstration.
        SignInNeeded: the law demands written form, and the bearer has no Konto.
    """
    acting_for(actor, bearer)
    return begin_entwurf(bearer=bearer, leistung=leistung, place=place, origin=Origin(language), now=now)


def begin_entwurf(*, bearer: Bearer, leistung: Leistung, place: Stelle, origin: Origin, now: datetime) -> Entwurf:
    """Begin a draft, in the caller's transaction; what a clerk enters is signed on paper where the law demands it.

    Raises:
        ActorRefused: the bearer is not in the open scope.
        NotOfferedHere: nobody offers it online at this place today.
        OnPaperOnly: a person online, but the law demands written form, and this is no demonstration.
        SignInNeeded: a person online without a Konto, but the law demands written form.
    """
    found = offer(leistung, place=place, day=timezone.localdate(now))
    if not found.is_online or found.version is None:
        raise NotOfferedHere(leistung=leistung.slug, place=place.slug)
    is_online = origin.channel == Channel.ONLINE
    if is_online and is_on_paper_only(found.version.pk):
        raise OnPaperOnly(leistung=leistung.slug)
    if is_online and bearer.konto_id is None and needs_account(found.version.pk):
        raise SignInNeeded(leistung=leistung.slug)
    known = entries.prefill_answers(compiled(found.version.pk).formular, {}, _person_facts(bearer))
    return Entwurf.objects.create(
        version=found.version,
        place=place,
        konto_id=bearer.konto_id,
        secret_hash=bearer.secret_hash,
        answers=known,
        prefilled=known,
        language=origin.language,
        channel=origin.channel,
        taken_by_id=origin.taken_by_id,
        arrived_on=origin.arrived_on,
        created_at=now,
        edited_at=now,
    )


def _person_facts(bearer: Bearer) -> dict[str, Answer]:
    person = person_of(bearer.konto_id) if bearer.konto_id is not None else None
    if person is None:
        return {}
    known = {token: getattr(person, column) for token, column in PREFILL_COLUMNS.items()}
    return {token: str(value) for token, value in known.items() if value}


@transaction.atomic
def save_page(
    *,
    actor: Actor,
    entwurf: Entwurf,
    page: str,
    form: Mapping[str, Sequence[str]],
    now: datetime,
    step: Step | None = None,
) -> PageOutcome:
    """Store what was typed on one page, right or wrong, and say what it means.

    Args:
        actor: the person behind the draft.
        entwurf: the draft.
        page: key of the page.
        form: name of the input → texts as posted; names that the page does not have change nothing.
        now: aware instant.
        step: the step of an entry that was typed, where an entry is asked in steps; None = the page itself.

    Raises:
        PageNotFound: the page does not exist or cannot be reached, or the entry of the step is gone.
        EntwurfSubmitted: it was submitted meanwhile.
    """
    draft = lock_to_edit(actor, entwurf, now=now)
    formular = content_of(draft).formular
    if page not in evaluate_entwurf(draft, today=timezone.localdate(now)).pages:
        raise PageNotFound(page=page)
    if step is not None and not entries.may_begin(formular, draft.answers, key=step.entry):
        raise PageNotFound(page=page)
    read = read_page(formular, page, form, draft.answers, step=step)
    visited = draft.visited if page in draft.visited else [*draft.visited, page]
    evaluation = _store(draft, read.answers, visited=visited, now=now)
    own = (finding for finding in evaluation.findings if finding.page == page)
    here = (each for each in own if step is None or step in steps_around(formular, evaluation.visible, key=each.path))
    return PageOutcome(draft, (*read.findings, *here), evaluation)


@transaction.atomic
def add_entry(*, actor: Actor, entwurf: Entwurf, path: str, now: datetime) -> str:
    """Begin one more entry of a repeating group; returns its path key, empty when there may be no more."""
    draft = lock_to_edit(actor, entwurf, now=now)
    answers, key = entries.add_entry(content_of(draft).formular, draft.answers, path)
    _store(draft, answers, now=now)
    return key


@transaction.atomic
def remove_entry(*, actor: Actor, entwurf: Entwurf, key: str, now: datetime) -> None:
    """Remove one entry with its files; the entries after it move up."""
    draft = lock_to_edit(actor, entwurf, now=now)
    answers = entries.remove_entry(content_of(draft).formular, draft.answers, key)
    delete_unused_files(draft.answers, answers, actor=actor)
    _store(draft, answers, now=now)


@transaction.atomic
def attach_file(*, actor: Actor, entwurf: Entwurf, path: str, upload: Upload, now: datetime) -> FieldFinding | None:
    """Check and keep an uploaded file and put it into a question; the same bytes are taken there once.

    Args:
        actor: the person behind the draft.
        entwurf: the draft.
        path: path key of the question.
        upload: name and bytes.
        now: aware instant.

    Returns:
        The finding that says why the question does not take the file; None when it does.

    Raises:
        PageNotFound: the form has no such question for files.
        RathausError: the checks of ``core.datei`` refuse the file.
    """
    draft = lock_to_edit(actor, entwurf, now=now)
    if is_attached(draft.answers, path, sha256=hashlib.sha256(upload.content).hexdigest()):
        return None
    content = content_of(draft)
    file = keep_upload(actor=actor, bearer=draft.bearer, content=content, path=path, upload=upload)
    formular = content.formular
    answers, finding = entries.attach_file(formular, draft.answers, path, file=file)
    if finding is not None:
        delete_uploads(actor=actor, dateien=dateien_by_public_ids([str(file["datei"])]))
        return finding
    delete_unused_files(draft.answers, answers, actor=actor)
    _store(draft, answers, now=now)
    return None


@transaction.atomic
def remove_file(*, actor: Actor, entwurf: Entwurf, key: str, now: datetime) -> None:
    """Take a file out of a question and delete it; entries after it move up."""
    draft = lock_to_edit(actor, entwurf, now=now)
    formular = content_of(draft).formular
    answers = entries.remove_entry(formular, draft.answers, key)
    if answers == draft.answers:
        answers.pop(key, None)
    delete_unused_files(draft.answers, answers, actor=actor)
    _store(draft, answers, now=now)


@transaction.atomic
def delete_entwurf(*, actor: Actor, entwurf: Entwurf, day: date) -> None:
    """Delete a draft with its files.

    Args:
        actor: the person behind the draft.
        entwurf: the draft; one that was submitted meanwhile stays.
        day: local date.

    Raises:
        EntwurfSubmitted: it is an Antrag by now.
    """
    acting_for(actor, entwurf.bearer)
    draft = lock_entwurf(entwurf)
    if draft.antrag_id is not None:
        raise EntwurfSubmitted(reference=str(draft.antrag))
    delete_unused_files(draft.answers, {}, actor=actor)
    note_ends([draft], outcome=Outcome.DELETED, day=day)
    draft.delete()
    forget_address_without_draft(draft.bearer)


def keep_upload(
    *, actor: Actor, bearer: Bearer, content: CompiledLeistung, path: str, upload: Upload
) -> dict[str, object]:
    """Check and keep a file, and return what an answer holds of it."""
    terms = upload_terms(content, path)
    datei = store_upload(actor=actor, bearer=bearer, name=upload.name, content=upload.content, terms=terms)
    return {
        "datei": str(datei.public_id), "name": datei.name, "size": datei.size_bytes, "sha256": datei.sha256,
        "media_type": datei.media_type,
    }  # fmt: skip


def _store(draft: Entwurf, answers: Answers, *, visited: list[str] | None = None, now: datetime) -> Evaluation:
    draft.answers, draft.edited_at = dict(answers), now
    draft.visited = draft.visited if visited is None else visited
    draft.save(update_fields=["answers", "edited_at", "visited"])
    return evaluate_entwurf(draft, today=timezone.localdate(now))


def delete_unused_files(before: Answers, after: Answers, *, actor: Actor) -> None:
    """Delete the files that no answer holds any more."""
    unused = set(file_ids(before)) - set(file_ids(after))
    if unused:
        delete_uploads(actor=actor, dateien=dateien_by_public_ids(sorted(unused)))


def lock_to_edit(actor: Actor, entwurf: Entwurf, *, now: datetime) -> Entwurf:
    """Lock a draft of a person until the end of the transaction, to change it.

    Raises:
        EntwurfSubmitted: it is an Antrag by now.
        EntwurfExpired: it is older than drafts are kept.
    """
    acting_for(actor, entwurf.bearer)
    draft = lock_entwurf(entwurf)
    if draft.antrag is not None:
        raise EntwurfSubmitted(reference=draft.antrag.reference)
    refuse_expired(draft, now)
    return draft


def lock_entwurf(entwurf: Entwurf) -> Entwurf:
    """Lock a draft of the open scope until the end of the transaction and return it as it is now.

    Raises:
        EntwurfNotFound: it was deleted, or belongs to somebody else.
    """
    locked = one_entwurf("SELECT * FROM antrag_entwurf WHERE id = %s FOR UPDATE", entwurf.pk)
    if locked is None:
        raise EntwurfNotFound
    return locked


def refuse_expired(draft: Entwurf, now: datetime) -> None:
    """Let nothing be done with a draft that is older than drafts are kept.

    Raises:
        EntwurfExpired: it is.
    """
    kept = retention_of(draft)
    if timezone.localdate(now) >= kept.delete_from:
        raise EntwurfExpired(last_day=kept.last_day.isoformat())


def acting_for(actor: Actor, bearer: Bearer) -> Actor:
    """Return the person who acts for the bearer of a draft.

    Raises:
        ActorRefused: the bearer is not in the open scope.
    """
    return person_acting(actor, bearer=bearer, secrets=current_scope().secrets)
