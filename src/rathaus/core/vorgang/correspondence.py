"""Messages in both directions while a case runs, and corrections that the person makes by themselves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from rathaus.core.antrag.actions import supply_answers
from rathaus.core.antrag.drafting import Upload
from rathaus.core.antrag.models import Antrag
from rathaus.core.antrag.queries import content_of, evaluate_antrag
from rathaus.core.konto.bearer import person_acting
from rathaus.core.postfach.actions import Correspondence, Letter, deliver, retrieve
from rathaus.core.postfach.errors import MessageEmpty, MessageTooLong
from rathaus.core.postfach.messages import attach_files, keep_files, write_message
from rathaus.core.postfach.models import Nachricht
from rathaus.core.postfach.rules import MAX_MESSAGE, Direction, Kind
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.session import current_scope, widen_scope
from rathaus.core.termin.errors import NothingFree
from rathaus.core.termin.queries import free_termine
from rathaus.core.vorgang import texts
from rathaus.core.vorgang.admission import is_theirs, lock_by_antrag, lock_for_clerk, lock_to_work
from rathaus.core.vorgang.case import Case
from rathaus.core.vorgang.errors import AntragWithdrawn, ClaimedByColleague, VorgangEnded
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.rules import checks_to_repeat
from rathaus.core.vorgang.signals import answers_changed
from rathaus.core.vorgang.take_up import message_terms
from rathaus.engine.formular.messages import FieldFinding
from rathaus.values.findings import has_errors

_MAX_SUBJECT = 200


@dataclass(frozen=True, slots=True)
class Message:
    """What a person writes: plain text, and name and bytes of each file."""

    text: str
    files: Sequence[tuple[str, bytes]] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person puts right.

    Args:
        pages: keys of the pages of the form that are answered anew.
        form: name of the input → texts as posted.
        uploads: path key of a question for files → file.
    """

    pages: tuple[str, ...]
    form: Mapping[str, Sequence[str]]
    uploads: Mapping[str, Upload] = field(default_factory=dict)


@transaction.atomic
def write_to_office(*, actor: Actor, antrag: Antrag, message: Message, now: datetime) -> Nachricht:
    """Write to the office that works on an Antrag; the clerk sees that there is something new.

    Args:
        actor: the person behind the Antrag, inside their scope.
        antrag: the Antrag.
        message: text and files.
        now: aware instant.

    Raises:
        ActorRefused: somebody else.
        VorgangEnded: it is decided or closed.
        AntragWithdrawn: it was withdrawn.
        MessageEmpty, MessageTooLong, TooManyFiles: the message is not one.
        RathausError: the checks of ``core.datei`` refuse a file.
    """
    person = person_acting(actor, bearer=antrag.bearer, secrets=current_scope().secrets)
    with widen_scope(stellen=frozenset({antrag.stelle_id})):
        case = lock_by_antrag(antrag)
        refuse_ended(case)
        nachricht = write_message(
            actor=person,
            correspondence=Correspondence(antrag.stelle_id, antrag.bearer, antrag.public_id),
            subject=_subject(antrag),
            body=message.text,
            now=now,
        )
        files = keep_files(actor=person, bearer=antrag.bearer, files=message.files, terms=message_terms())
        attach_files(actor=person, nachricht=nachricht, dateien=files)
        case.vorgang.answered_at = now
        case.save()
    return nachricht


@transaction.atomic
def write_to_citizen(*, actor: Actor, vorgang: Vorgang, text: str, now: datetime) -> Nachricht:
    """Write to the person without asking anything; the case goes on.

    Args:
        actor: a clerk of the body.
        vorgang: the case; unclaimed, it is claimed by it.
        text: plain text, paragraphs separated by an empty line.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body.
        ClaimedByColleague: a colleague works on it.
        VorgangEnded: it is closed.
        MessageEmpty, MessageTooLong: the message is not one.
    """
    case = lock_to_work(actor, vorgang, now=now)
    nachricht = _send(case.antrag, text, actor=actor, now=now)
    case.save()
    return nachricht


@transaction.atomic
def write_in_passing(*, actor: Actor, vorgang: Vorgang, text: str, now: datetime) -> Nachricht:
    """Write to the person without taking the case over: it may be unclaimed or closed, and stays as it is.

    What the person wrote meanwhile stays new: nobody has looked at it for this message.

    Args:
        actor: a clerk of the body.
        vorgang: the case.
        text: plain text, paragraphs separated by an empty line.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body.
        ClaimedByColleague: a colleague works on it.
        MessageEmpty, MessageTooLong: the message is not one.
    """
    case = lock_for_clerk(actor, vorgang)
    row = case.vorgang
    is_free = row.claimed_by_id is None or row.closed_at is not None
    if not is_free and not is_theirs(actor, row.claimed_by_id or 0, day=timezone.localdate(now)):
        raise ClaimedByColleague(vorgang=row.public_id)
    return _send(case.antrag, text, actor=actor, now=now)


def message_body(text: str) -> str:
    """Return the text of a message without blanks around it.

    Raises:
        MessageEmpty: nothing is left.
        MessageTooLong: it is longer than a message may be.
    """
    body = text.strip()
    if not body:
        raise MessageEmpty
    if len(body) > MAX_MESSAGE:
        raise MessageTooLong(most=MAX_MESSAGE)
    return body


def _send(antrag: Antrag, text: str, *, actor: Actor, now: datetime) -> Nachricht:
    correspondence = Correspondence(antrag.stelle_id, antrag.bearer, antrag.public_id)
    letter = Letter(Kind.MESSAGE, _subject(antrag), message_body(text))
    return deliver(actor=actor, correspondence=correspondence, letter=letter, now=now)


@transaction.atomic
def invite_to_book(*, actor: Actor, vorgang: Vorgang, text: str, now: datetime) -> Nachricht:
    """Invite the person to book an appointment: a letter that leads to the slots that fit. The case goes on.

    Args:
        actor: a clerk of the body.
        vorgang: the case; unclaimed, it is claimed by it.
        text: what for and what to bring, in the clerk's words.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body.
        ClaimedByColleague: a colleague works on it.
        VorgangEnded: it is decided or closed.
        AntragWithdrawn: it was withdrawn.
        MessageEmpty, MessageTooLong: the text is not one.
        NothingFree: the body offers no free slot for this Leistung.
    """
    case = lock_to_work(actor, vorgang, now=now)
    refuse_ended(case)
    antrag, body = case.antrag, message_body(text)
    if not free_termine(antrag.stelle_id, leistung_id=antrag.version.leistung_id, now=now).exists():
        raise NothingFree
    title = content_of(antrag).description.name.in_language(antrag.language)
    subject = texts.INVITATION_SUBJECT.in_language(antrag.language).format(title=title)[:_MAX_SUBJECT]
    how = texts.INVITATION_HOW.in_language(antrag.language)
    nachricht = deliver(
        actor=actor,
        correspondence=Correspondence(antrag.stelle_id, antrag.bearer, antrag.public_id),
        letter=Letter(Kind.INVITATION, subject, f"{body}\n\n{how}"),
        now=now,
    )
    case.save()
    case.record("vorgang.invited", actor=actor)
    return nachricht


def note_reading(*, actor: Actor, letters: Iterable[Nachricht], now: datetime) -> None:
    """Note that a clerk has seen what the person wrote, as the page of the case shows it; the person is told.

    Args:
        actor: whoever looks; only a clerk of the body reads for the office.
        letters: those of the case; each is marked in place.
        now: aware instant.
    """
    if actor.role is not Role.CLERK:
        return
    for each in letters:
        if each.direction == Direction.TO_OFFICE and each.retrieved_at is None:
            each.retrieved_at = retrieve(actor=actor, nachricht=each, now=now).retrieved_at


@transaction.atomic
def correct_answers(*, actor: Actor, antrag: Antrag, correction: Correction, now: datetime) -> tuple[FieldFinding, ...]:
    """Take what the person puts right before the decision; the office checks again what it had checked.

    Args:
        actor: the person behind the Antrag, inside their scope.
        antrag: the Antrag.
        correction: the pages that are answered anew.
        now: aware instant.

    Returns:
        What is wrong with the answers, also on pages that only these answers make necessary; nothing is stored then.

    Raises:
        ActorRefused: somebody else.
        VorgangEnded: it is decided or closed.
        AntragWithdrawn: it was withdrawn.
        NothingAsked: an answer is for a question of another page.
        RathausError: the checks of ``core.datei`` refuse a file.
    """
    person = person_acting(actor, bearer=antrag.bearer, secrets=current_scope().secrets)
    with widen_scope(stellen=frozenset({antrag.stelle_id})):
        case = lock_by_antrag(antrag)
        refuse_ended(case)
        pages = content_of(antrag).formular.pages
        requested = [item for page in pages if page.key in correction.pages for item in page.items]
        findings = supply_answers(
            actor=person, antrag=case.antrag, requested=requested, form=correction.form, uploads=correction.uploads,
            now=now,
        )  # fmt: skip
        if findings:
            return findings
        elsewhere = tuple(each for each in evaluate_antrag(case.antrag).findings if has_errors([each]))
        if elsewhere:
            transaction.set_rollback(True)
            return elsewhere
        _check_again(case, person, now)
    antrag.refresh_from_db(fields=["answers", "revision", "incomplete", "status"])
    return ()


def _check_again(case: Case, person: Actor, now: datetime) -> None:
    case.reopen(checks_to_repeat(case.prozess, case.done), now=now)
    if not case.antrag.incomplete:
        case.note_complete(actor=person, now=now)
    if case.waits_for is None:
        case.schedule(timezone.localdate(now))
    case.vorgang.answered_at = now
    case.save()
    case.record("vorgang.corrected", actor=person)
    answers_changed.send(sender=Vorgang, vorgang=case.vorgang, now=now)


def refuse_ended(case: Case) -> None:
    """Refuse what makes sense only while the office works on a case.

    Raises:
        AntragWithdrawn: the person has withdrawn the Antrag.
        VorgangEnded: it is decided or closed.
    """
    row = case.vorgang
    if row.is_withdrawn:
        raise AntragWithdrawn(vorgang=row.public_id)
    if row.is_ended:
        raise VorgangEnded(vorgang=row.public_id)


def _subject(antrag: Antrag) -> str:
    title = content_of(antrag).description.name.in_language(antrag.language)
    return texts.MESSAGE_SUBJECT.in_language(antrag.language).format(title=title)[:_MAX_SUBJECT]
