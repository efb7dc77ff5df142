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
    NotReadBack,
    TransitionRefused,
)
from rathaus.core.antrag.models import Antrag, AntragRevision, Entwurf
from rathaus.core.antrag.queries import (
    arrival_of,
    content_of,
    evaluate_antrag,
    evaluate_entwurf,
)
from rathaus.core.antrag.rules import (
    Channel,
    Outcome,
    ReadBack,
    Status,
    applicant_name,
    expected_on,
    file_ids,
    is_read_back,
    is_requested,
    may_follow,
    merge_requested,
    new_reference,
    with_files,
)
from rathaus.core.antrag.signals import answers_changed
from rathaus.core.datei.actions import copy_for_body, hand_over
from rathaus.core.datei.queries import dateien_by_public_ids
from rathaus.core.protokoll.actions import Subject, record
from rathaus.core.protokoll.many import Entry, record_many
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor
from rathaus.core.stelle.models import Stelle
from rathaus.engine.formular import entries
from rathaus.engine.formular.messages import FieldFinding
from rathaus.values.errors import RathausError
from rathaus.values.findings import has_errors


@transaction.atomic
def freeze_antrag(
    *, actor: Actor, entwurf: Entwurf, stelle: Stelle, now: datetime, read_back: ReadBack | None = None
) -> Antrag:
    """Turn a draft into an Antrag of a body; called by the receipt of the Antrag, in a scope widened to the body.

    Answers that can no longer be reached are left out. A draft that was submitted already gives the same Antrag.

    Args:
        actor: the person behind the draft.
        entwurf: the draft; locked until the end of the transaction.
        stelle: the competent body.
        now: aware instant of receipt.
        read_back: how the person has read what a clerk entered for them.

    Raises:
        AntragHasErrors: answers are missing or wrong; the fact ``findings`` counts them.
        NotReadBack: a clerk entered it, and nobody says that the person has read it.
        EntwurfExpired: the draft is older than drafts are kept.
    """
    person = acting_for(actor, entwurf.bearer)
    draft = lock_entwurf(entwurf)
    if draft.antrag is not None:
        return draft.antrag
    refuse_expired(draft, now)
    if not is_read_back(Channel(draft.channel), read_back):
        raise NotReadBack
    arrived = arrival_of(draft, now=now)
    today = timezone.localdate(arrived)
    evaluation = evaluate_entwurf(draft, today=today)
    if not evaluation.is_complete:
        raise AntragHasErrors(findings=len(evaluation.findings))
    content = content_of(draft)
    antrag = Antrag.objects.create(
        reference=free_reference(timezone.localdate(now).year),
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
        channel=draft.channel,
        taken_by_id=draft.taken_by_id,
        submitted_at=arrived,
        expected_on=expected_on(today, content.prozess.zeiten.bearbeitung_tage),
    )
    keep_revision(antrag, now)
    delete_unused_files(draft.answers, evaluation.answers, actor=person)
    hand_over(actor=person, dateien=dateien_by_public_ids(file_ids(evaluation.answers)), stelle_id=stelle.pk)
    Entwurf.objects.filter(pk=draft.pk).update(antrag=antrag, answers={}, prefilled={}, vertretung=None)
    note_ends([draft], outcome=Outcome.SUBMITTED, day=timezone.localdate(now))
    facts: dict[str, object] = {"revision": 1, "incomplete": len(antrag.incomplete)}
    if draft.vertretung:
        facts["vertretung"] = draft.vertretung["kind"]
    if draft.taken_by_id is not None:
        facts |= {"channel": draft.channel, "taken_by": draft.taken_by_id, "read_back": read_back or ""}
    _record(person, antrag, "antrag.submitted", facts)
    return antrag


@transaction.atomic
def set_status(*, actor: Actor, antrag: Antrag, status: Status, now: datetime) -> None:
    """Move an Antrag to another state.

    Raises:
        TransitionRefused: the state cannot follow the present one.
    """
    record_many(move_status(actor=actor, antrag=antrag, status=status, now=now))


def move_status(*, actor: Actor, antrag: Antrag, status: Status, now: datetime) -> list[Entry]:
    """Move an Antrag to another state, in a transaction, and return what the caller records together with its own act.

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
    return [Entry(subject_of(antrag), f"antrag.{status.value}", actor)] if before is not status else []


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
    keep_revision(row, now)
    hand_over(actor=person, dateien=dateien_by_public_ids(file_ids(row.answers)), stelle_id=row.stelle_id)
    _record(person, row, "antrag.supplied", {"revision": row.revision})
    answers_changed.send(sender=Antrag, antrag=row, now=now)
    antrag.refresh_from_db(fields=["answers", "revision", "incomplete"])
    return ()


def keep_revision(antrag: Antrag, now: datetime) -> None:
    """Keep the present answers for good."""
    AntragRevision.objects.create(
        antrag=antrag, number=antrag.revision, answers=antrag.answers, at=now, stelle_id=antrag.stelle_id,
        konto_id=antrag.konto_id, secret_hash=antrag.secret_hash,
    )  # fmt: skip


@transaction.atomic
def pass_on_antrag(*, actor: Actor, antrag: Antrag, stelle: Stelle, now: datetime) -> Antrag:
    """Give an Antrag to another body: it ends here, and goes on there with its answers and copies of its files.

    It keeps the day on which it was submitted. Part of the passing on of a case, in a scope widened to the body that
    gets it.

    Args:
        actor: a clerk of the body that has it.
        antrag: the open Antrag.
        stelle: the body that gets it.
        now: aware instant.

    Raises:
        TransitionRefused: it is over.
        DateiQuarantined: the scanner has not seen a file yet.
    """
    set_status(actor=actor, antrag=antrag, status=Status.PASSED_ON, now=now)
    copies = {
        str(each.public_id): copy_for_body(actor=SYSTEM_ACTOR, datei=each, stelle_id=stelle.pk, bearer=antrag.bearer)
        for each in dateien_by_public_ids(file_ids(antrag.answers))
    }
    days = content_of(antrag).prozess.zeiten.bearbeitung_tage
    passed = Antrag.objects.create(
        reference=free_reference(timezone.localdate(now).year),
        version_id=antrag.version_id,
        moved_to_id=antrag.moved_to_id,
        stelle=stelle,
        place_id=antrag.place_id,
        konto_id=antrag.konto_id,
        secret_hash=antrag.secret_hash,
        applicant=antrag.applicant,
        vertretung=antrag.vertretung,
        answers=with_files(antrag.answers, {name: str(copy.public_id) for name, copy in copies.items()}),
        suspended_norms=antrag.suspended_norms,
        incomplete=antrag.incomplete,
        language=antrag.language,
        channel=antrag.channel,
        taken_by_id=antrag.taken_by_id,
        came_from=antrag,
        submitted_at=antrag.submitted_at,
        expected_on=expected_on(timezone.localdate(now), days),
    )
    keep_revision(passed, now)
    _record(actor, passed, "antrag.taken_over", {"from": antrag.stelle.official_name, "reference": antrag.reference})
    return passed


def free_reference(year: int) -> str:
    """Return a reference that no Antrag of the open scope has."""
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
