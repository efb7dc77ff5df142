"""Every write to drafts and Antraege."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from rathaus.core.antrag.drop_off import note_ends
from rathaus.core.antrag.errors import (
    AntragHasErrors,
    EntwurfExpired,
    EntwurfNotFound,
    EntwurfSubmitted,
    NothingAsked,
    NotOfferedHere,
    OnPaperOnly,
    PageNotFound,
    SignInNeeded,
    TransitionRefused,
)
from rathaus.core.antrag.expiry import forget_address_without_draft
from rathaus.core.antrag.models import Antrag, AntragRevision, Entwurf
from rathaus.core.antrag.queries import (
    content_of,
    evaluate_antrag,
    evaluate_entwurf,
    is_on_paper_only,
    needs_account,
    one_entwurf,
    retention_of,
)
from rathaus.core.antrag.rules import (
    PREFILL_COLUMNS,
    Outcome,
    Status,
    applicant_name,
    expected_on,
    file_ids,
    is_requested,
    may_follow,
    merge_requested,
    new_reference,
)
from rathaus.core.antrag.uploads import is_attached, upload_terms
from rathaus.core.datei.actions import delete_uploads, hand_over, store_upload
from rathaus.core.datei.queries import dateien_by_public_ids
from rathaus.core.konto.bearer import Bearer, person_acting
from rathaus.core.konto.queries import person_of
from rathaus.core.leistung.models import Leistung
from rathaus.core.leistung.queries import compiled, offer
from rathaus.core.leistung.rules import CompiledLeistung
from rathaus.core.protokoll.actions import Subject, record
from rathaus.core.scope.actor import Actor
from rathaus.core.scope.session import current_scope
from rathaus.core.stelle.models import Stelle
from rathaus.engine.formular import entries
from rathaus.engine.formular.evaluate import Evaluation
from rathaus.engine.formular.messages import FieldFinding
from rathaus.engine.formular.model import Answer, Answers
from rathaus.engine.formular.page_input import read_page
from rathaus.engine.formular.steps import Step, steps_around
from rathaus.values.errors import RathausError
from rathaus.values.findings import has_errors


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
    _person(actor, bearer)
    found = offer(leistung, place=place, day=timezone.localdate(now))
    if not found.is_online or found.version is None:
        raise NotOfferedHere(leistung=leistung.slug, place=place.slug)
    if is_on_paper_only(found.version.pk):
        raise OnPaperOnly(leistung=leistung.slug)
    if bearer.konto_id is None and needs_account(found.version.pk):
        raise SignInNeeded(leistung=leistung.slug)
    known = entries.prefill_answers(compiled(found.version.pk).formular, {}, _person_facts(bearer))
    return Entwurf.objects.create(
        version=found.version,
        place=place,
        konto_id=bearer.konto_id,
        secret_hash=bearer.secret_hash,
        answers=known,
        prefilled=known,
        language=language,
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
    _delete_unused_files(actor, draft.answers, answers)
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
    file, formular = _keep_upload(actor, draft.bearer, content, path, upload), content.formular
    answers, finding = entries.attach_file(formular, draft.answers, path, file=file)
    if finding is not None:
        delete_uploads(actor=actor, dateien=dateien_by_public_ids([str(file["datei"])]))
        return finding
    _delete_unused_files(actor, draft.answers, answers)
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
    _delete_unused_files(actor, draft.answers, answers)
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
    _person(actor, entwurf.bearer)
    draft = lock_entwurf(entwurf)
    if draft.antrag_id is not None:
        raise EntwurfSubmitted(reference=str(draft.antrag))
    _delete_unused_files(actor, draft.answers, {})
    note_ends([draft], outcome=Outcome.DELETED, day=day)
    draft.delete()
    forget_address_without_draft(draft.bearer)


@transaction.atomic
def freeze_antrag(*, actor: Actor, entwurf: Entwurf, stelle: Stelle, now: datetime) -> Antrag:
    """Turn a draft into an Antrag of a body; called by the receipt of the Antrag, in a scope widened to the body.

    Answers that can no longer be reached are left out. A draft that was submitted already gives the same Antrag.

    Args:
        actor: the person behind the draft.
        entwurf: the draft; locked until the end of the transaction.
        stelle: the competent body.
        now: aware instant of receipt.

    Raises:
        AntragHasErrors: answers are missing or wrong; the fact ``findings`` counts them.
        EntwurfExpired: the draft is older than drafts are kept.
    """
    person = _person(actor, entwurf.bearer)
    draft = lock_entwurf(entwurf)
    if draft.antrag is not None:
        return draft.antrag
    _refuse_expired(draft, now)
    today = timezone.localdate(now)
    evaluation = evaluate_entwurf(draft, today=today)
    if not evaluation.is_complete:
        raise AntragHasErrors(findings=len(evaluation.findings))
    content = content_of(draft)
    antrag = Antrag.objects.create(
        reference=_free_reference(today.year),
        version_id=draft.version_id,
        stelle=stelle,
        place_id=draft.place_id,
        konto_id=draft.konto_id,
        secret_hash=draft.secret_hash,
        applicant=applicant_name(content.formular, evaluation.answers),
        vertretung=draft.vertretung,
        answers=evaluation.answers,
        incomplete=list(evaluation.missing_soft),
        language=draft.language,
        submitted_at=now,
        expected_on=expected_on(today, content.prozess.zeiten.bearbeitung_tage),
    )
    _keep_revision(antrag, now)
    _delete_unused_files(person, draft.answers, evaluation.answers)
    hand_over(actor=person, dateien=dateien_by_public_ids(file_ids(evaluation.answers)), stelle_id=stelle.pk)
    Entwurf.objects.filter(pk=draft.pk).update(antrag=antrag, answers={}, prefilled={}, vertretung=None)
    note_ends([draft], outcome=Outcome.SUBMITTED, day=today)
    kind = {"vertretung": draft.vertretung["kind"]} if draft.vertretung else {}
    _record(person, antrag, "antrag.submitted", {"revision": 1, "incomplete": len(antrag.incomplete), **kind})
    return antrag


@transaction.atomic
def set_status(*, actor: Actor, antrag: Antrag, status: Status, now: datetime) -> None:
    """Move an Antrag to another state.

    Raises:
        TransitionRefused: the state cannot follow the present one.
    """
    row = Antrag.objects.select_for_update(of=("self",)).get(pk=antrag.pk)
    before = Status(row.status)
    if not may_follow(before, status):
        raise TransitionRefused(before=before.value, after=status.value)
    row.status = antrag.status = status
    row.decided_at = antrag.decided_at = now if status is Status.DECIDED else row.decided_at
    row.save(update_fields=["status", "decided_at"])
    if before is not status:
        _record(actor, row, f"antrag.{status.value}", {})


@transaction.atomic
def supply_answers(
    *,
    actor: Actor,
    antrag: Antrag,
    requested: Collection[str],
    form: Mapping[str, Sequence[str]],
    uploads: Mapping[str, Upload],
    now: datetime,
) -> tuple[FieldFinding, ...]:
    """Take the answers to a question of the office, in exactly the questions it asked for; keep the old ones.

    Args:
        actor: the person behind the Antrag.
        antrag: the Antrag; the scope must be widened to its body, so that it may read new files.
        requested: template paths that the office asked for.
        form: name of the input → texts as posted.
        uploads: path key of a question for files → file.
        now: aware instant.

    Returns:
        What is wrong with the new answers; nothing is stored then.

    Raises:
        NothingAsked: an answer or file is for a question that was not asked.
        RathausError: the checks of ``core.datei`` refuse a file; the fact ``path`` names its question.
    """
    person = _person(actor, antrag.bearer)
    row = Antrag.objects.select_for_update(of=("self",)).get(pk=antrag.pk)
    content = content_of(antrag)
    formular = content.formular
    if any(not is_requested(path, requested) for path in uploads):
        raise NothingAsked
    posted = merge_requested(formular, row.answers, requested=requested, form=form)
    answers = posted.answers
    for path, upload in uploads.items():
        try:
            file = _keep_upload(person, row.bearer, content, path, upload)
        except RathausError as error:
            error.facts["path"] = path
            raise
        answers, finding = entries.attach_file(formular, answers, path, file=file)
        if finding is not None:
            transaction.set_rollback(True)
            return (finding,)
    evaluation = evaluate_antrag(row, answers)
    wrong = tuple(
        f for f in (*posted.findings, *evaluation.findings) if is_requested(f.path, requested) and has_errors([f])
    )
    if wrong:
        transaction.set_rollback(True)
        return wrong
    row.answers, row.revision, row.incomplete = evaluation.answers, row.revision + 1, list(evaluation.missing_soft)
    row.save(update_fields=["answers", "revision", "incomplete"])
    _keep_revision(row, now)
    hand_over(actor=person, dateien=dateien_by_public_ids(file_ids(row.answers)), stelle_id=row.stelle_id)
    _record(person, row, "antrag.supplied", {"revision": row.revision})
    antrag.refresh_from_db(fields=["answers", "revision", "incomplete"])
    return ()


def _keep_upload(
    actor: Actor, bearer: Bearer, content: CompiledLeistung, path: str, upload: Upload
) -> dict[str, object]:
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


def _delete_unused_files(actor: Actor, before: Answers, after: Answers) -> None:
    unused = set(file_ids(before)) - set(file_ids(after))
    if unused:
        delete_uploads(actor=actor, dateien=dateien_by_public_ids(sorted(unused)))


def lock_to_edit(actor: Actor, entwurf: Entwurf, *, now: datetime) -> Entwurf:
    """Lock a draft of a person until the end of the transaction, to change it.

    Raises:
        EntwurfSubmitted: it is an Antrag by now.
        EntwurfExpired: it is older than drafts are kept.
    """
    _person(actor, entwurf.bearer)
    draft = lock_entwurf(entwurf)
    if draft.antrag is not None:
        raise EntwurfSubmitted(reference=draft.antrag.reference)
    _refuse_expired(draft, now)
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


def _refuse_expired(draft: Entwurf, now: datetime) -> None:
    kept = retention_of(draft)
    if timezone.localdate(now) >= kept.delete_from:
        raise EntwurfExpired(last_day=kept.last_day.isoformat())


def _person(actor: Actor, bearer: Bearer) -> Actor:
    return person_acting(actor, bearer=bearer, secrets=current_scope().secrets)


def _keep_revision(antrag: Antrag, now: datetime) -> None:
    AntragRevision.objects.create(
        antrag=antrag, number=antrag.revision, answers=antrag.answers, at=now, stelle_id=antrag.stelle_id,
        konto_id=antrag.konto_id, secret_hash=antrag.secret_hash,
    )  # fmt: skip


def _free_reference(year: int) -> str:
    reference = new_reference(year)
    while Antrag.objects.filter(reference=reference).exists():
        reference = new_reference(year)
    return reference


def subject_of(antrag: Antrag) -> Subject:
    """Return the chain of an Antrag, for acts that its person may read too."""
    return Subject.of_antrag(
        antrag.public_id, stelle_id=antrag.stelle_id, konto_id=antrag.konto_id, secret_hash=antrag.secret_hash
    )


def _record(actor: Actor, antrag: Antrag, act: str, payload: Mapping[str, object]) -> None:
    record(subject=subject_of(antrag), act=act, actor=actor, payload=payload)
