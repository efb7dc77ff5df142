"""Every write to Antraege; drafts are :mod:`rathaus.core.antrag.drafting`."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from rathaus.core.antrag.drafting import (
    Upload,
    acting_for,
    delete_unused_files,
    keep_upload,
    lock_entwurf,
    refuse_expired,
)
from rathaus.core.antrag.drop_off import note_ends
from rathaus.core.antrag.errors import (
    AntragHasErrors,
    NothingAsked,
    TransitionRefused,
)
from rathaus.core.antrag.models import Antrag, AntragRevision, Entwurf
from rathaus.core.antrag.queries import (
    content_of,
    evaluate_antrag,
    evaluate_entwurf,
)
from rathaus.core.antrag.rules import (
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
from rathaus.core.datei.actions import hand_over
from rathaus.core.datei.queries import dateien_by_public_ids
from rathaus.core.protokoll.actions import Subject, record
from rathaus.core.scope.actor import Actor
from rathaus.core.stelle.models import Stelle
from rathaus.engine.formular import entries
from rathaus.engine.formular.messages import FieldFinding
from rathaus.values.errors import RathausError
from rathaus.values.findings import has_errors


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
    person = acting_for(actor, entwurf.bearer)
    draft = lock_entwurf(entwurf)
    if draft.antrag is not None:
        return draft.antrag
    refuse_expired(draft, now)
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
        applicant=applicant_name(content.formular, evaluation.answers)[:200],
        vertretung=draft.vertretung,
        answers=evaluation.answers,
        incomplete=list(evaluation.missing_soft),
        language=draft.language,
        submitted_at=now,
        expected_on=expected_on(today, content.prozess.zeiten.bearbeitung_tage),
    )
    _keep_revision(antrag, now)
    delete_unused_files(draft.answers, evaluation.answers, actor=person)
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
    row = Antrag.objects.filter(pk=antrag.pk)
    stored, decided_at = row.select_for_update().values_list("status", "decided_at").get()
    before = Status(stored)
    if not may_follow(before, status):
        raise TransitionRefused(before=before.value, after=status.value)
    antrag.status, antrag.decided_at = status, now if status is Status.DECIDED else decided_at
    row.update(status=antrag.status, decided_at=antrag.decided_at)
    if before is not status:
        _record(actor, antrag, f"antrag.{status.value}", {})


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
    person = acting_for(actor, antrag.bearer)
    row = Antrag.objects.select_for_update(of=("self",)).get(pk=antrag.pk)
    content = content_of(antrag)
    formular = content.formular
    if any(not is_requested(path, requested) for path in uploads):
        raise NothingAsked
    posted = merge_requested(formular, row.answers, requested=requested, form=form)
    answers = posted.answers
    for path, upload in uploads.items():
        try:
            file = keep_upload(actor=person, bearer=row.bearer, content=content, path=path, upload=upload)
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
