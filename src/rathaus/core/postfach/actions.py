"""Every write to letters, and to what people tell us about the portal itself."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from procrastinate.contrib.django import app

from rathaus.core.datei.document_json import document_to_json
from rathaus.core.datei.models import Datei
from rathaus.core.konto.bearer import Bearer, person_acting
from rathaus.core.konto.notice import wants_notices
from rathaus.core.postfach.errors import AlreadyAnswered, AnswerEmpty, FeedbackEmpty, NachrichtNotFound, NotAQuestion
from rathaus.core.postfach.models import Nachricht, Rueckmeldung
from rathaus.core.postfach.ports import sends_mails
from rathaus.core.postfach.queries import awaits_notice
from rathaus.core.postfach.rules import ASKING, Direction, FeedbackKind, Kind, announcement_of
from rathaus.core.protokoll.actions import Subject, record
from rathaus.core.scope.actor import Actor, Role, writes_for
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import Scope, current_scope, open_scope
from rathaus.core.stelle.queries import coordination_office
from rathaus.recht.regime import Regime
from rathaus.values.document import Document

SEND_NOTICE = "postfach.send_notice"
"""Name of the job that tells somebody by e-mail that a letter waits."""

MAX_FEEDBACK = 5000
"""Characters of a feedback that are kept."""

_MAX_PAGE = 200
_ONE_ANSWER = "nachricht_has_one_answer"


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Who writes with whom about what.

    Args:
        stelle_id: the body.
        bearer: the person.
        antrag_id: public id of the Antrag.
    """

    stelle_id: int
    bearer: Bearer
    antrag_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class Letter:
    """What is written.

    Args:
        kind: ``receipt``, ``question``, ``hearing``, ``bescheid``, ``invitation`` or ``message``.
        subject: one line, at most 200 characters.
        body: plain text, paragraphs separated by an empty line.
        document: the structured letter, shown on the screen; None when the body says everything.
        datei: the letter as PDF.
        requested_fields: path keys of the answers that a question asks for.
    """

    kind: Kind
    subject: str
    body: str = ""
    document: Document | None = None
    datei: Datei | None = None
    requested_fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feedback:
    """What somebody told us.

    Args:
        kind: what it is about.
        text: plain text.
        page: path of the page that it is about, without its query; may be empty.
        email: address for an answer, kept for a barrier alone, whose report is owed one; may be empty.
        language: language of the page, ``de`` or ``en``.
        stelle_id: the body whose service it is about; None for the portal as a whole.
    """

    kind: FeedbackKind
    text: str
    page: str = ""
    email: str = ""
    language: str = "de"
    stelle_id: int | None = None


@transaction.atomic
def deliver(*, actor: Actor, correspondence: Correspondence, letter: Letter, now: datetime) -> Nachricht:
    """Provide a letter in the Postfach of a person; needs the scope of the body or of the person.

    Args:
        actor: a clerk of the body or of its successor, or the system.
        correspondence: the body, the person and the Antrag.
        letter: the content.
        now: aware instant from which it can be opened.

    Raises:
        ActorRefused: the actor does not write for this body, or an answer is delivered as a letter of the office.
    """
    stellen = current_scope().stellen
    if not writes_for(actor, stelle_id=correspondence.stelle_id, stellen=stellen) or letter.kind is Kind.ANSWER:
        raise ActorRefused
    nachricht = Nachricht.objects.create(
        stelle_id=correspondence.stelle_id,
        konto_id=correspondence.bearer.konto_id,
        secret_hash=correspondence.bearer.secret_hash,
        antrag_id=correspondence.antrag_id,
        kind=letter.kind,
        direction=Direction.TO_CITIZEN,
        subject=letter.subject,
        body=letter.body,
        document=document_to_json(letter.document) if letter.document else None,
        datei=letter.datei,
        requested_fields=list(letter.requested_fields),
        provided_at=now,
    )
    record_letter(nachricht, "nachricht.delivered", actor=actor)
    _queue_notice(nachricht)
    return nachricht


def _queue_notice(nachricht: Nachricht) -> None:
    """Let the person be told by e-mail, in the transaction of the delivery; most gave no address."""
    if not sends_mails() or not wants_notices(nachricht.bearer):
        return
    app.configure_task(SEND_NOTICE).defer(
        nachricht=str(nachricht.public_id), konto_id=nachricht.konto_id, secret_hash=nachricht.secret_hash
    )


@transaction.atomic
def note_notice(*, actor: Actor, nachricht: Nachricht, was_sent: bool, now: datetime) -> None:
    """Note that the person was told of a letter, or that nobody could tell them; a letter opened before is left alone.

    Args:
        actor: the system.
        nachricht: the letter, in the scope of its person.
        was_sent: whether a mail server of ours took the mail; a Bescheid's days for the retrieval begin with it.
        now: aware instant.

    Raises:
        ActorRefused: not the system.
        NachrichtNotFound: outside the open scope.

    Source: VwVfG § 41(2a).
    """
    if actor.role is not Role.SYSTEM:
        raise ActorRefused(role=actor.role.value)
    locked = _lock(nachricht)
    if not awaits_notice(locked):
        return
    column = "notified_at" if was_sent else "notice_failed_at"
    setattr(locked, column, now)
    locked.save(update_fields=[column])
    record_letter(locked, "nachricht.notified" if was_sent else "nachricht.notice_failed", actor=actor)


@transaction.atomic
def retrieve(*, actor: Actor, nachricht: Nachricht, regime: Regime | None = None, now: datetime) -> Nachricht:
    """Note that the side to which a letter was sent opened it; only the first time counts, and it announces a Bescheid.

    Args:
        actor: the person, or for an answer a clerk of the body or of its successor.
        nachricht: the letter.
        regime: the law of the procedure; it says when a Bescheid counts as announced. Without it nothing is.
        now: aware instant of the opening.

    Raises:
        ActorRefused: the letter was sent to somebody else. An office that looks at its own letter does not retrieve.
        NachrichtNotFound: outside the open scope.
    """
    addressee = _addressee(actor, nachricht)
    locked = _lock(nachricht)
    if locked.retrieved_at is None:
        locked.retrieved_at = now
        if locked.announced_on is None and regime is not None:
            _announce_opened(locked, regime, now=now)
        locked.save(update_fields=["retrieved_at", "announced_on", "parameter_versions"])
        record_letter(locked, "nachricht.retrieved", actor=addressee)
    return locked


@transaction.atomic
def answer(*, actor: Actor, nachricht: Nachricht, body: str, now: datetime) -> Nachricht:
    """Answer a question or a hearing of the office; the corrected answers themselves go to the Antrag.

    Args:
        actor: the person who was asked.
        nachricht: the question.
        body: plain text.
        now: aware instant.

    Raises:
        ActorRefused: somebody else was asked.
        NotAQuestion: the letter asks nothing.
        AnswerEmpty: no text.
        AlreadyAnswered: there is an answer, perhaps from a double click.
        NachrichtNotFound: outside the open scope.
    """
    person = person_acting(actor, bearer=nachricht.bearer, secrets=current_scope().secrets)
    question = _lock(nachricht)
    if question.kind not in ASKING:
        raise NotAQuestion
    if not body.strip():
        raise AnswerEmpty
    reply = Nachricht(
        stelle_id=question.stelle_id,
        konto_id=question.konto_id,
        secret_hash=question.secret_hash,
        antrag_id=question.antrag_id,
        kind=Kind.ANSWER,
        direction=Direction.TO_OFFICE,
        answers=question,
        subject=question.subject,
        body=body.strip(),
        requested_fields=question.requested_fields,
        provided_at=now,
    )
    _save_only_answer(reply)
    record_letter(reply, "nachricht.answered", actor=person)
    return reply


def leave_feedback(*, feedback: Feedback, now: datetime) -> None:
    """Keep what somebody told us; everybody may, so there is no actor. It opens the scopes of its readers itself.

    The coordination office reads all of it, the body what is about its services; the body gets no address.

    Args:
        feedback: the content; longer texts are cut.
        now: aware instant.

    Raises:
        FeedbackEmpty: no text.
    """
    text = feedback.text.strip()
    if not text:
        raise FeedbackEmpty
    office = coordination_office().pk
    readers = sorted({office, feedback.stelle_id or office})
    with open_scope(Scope(stellen=frozenset(readers))):
        Rueckmeldung.objects.bulk_create(
            Rueckmeldung(
                stelle_id=reader,
                kind=feedback.kind,
                page=feedback.page[:_MAX_PAGE],
                text=text[:MAX_FEEDBACK],
                email=feedback.email if reader == office and feedback.kind is FeedbackKind.BARRIER else "",
                language=feedback.language,
                given_at=now,
            )
            for reader in readers
        )


def lock_letter(public_id: uuid.UUID) -> Nachricht | None:
    """Lock a letter before the case that waits for its answer: everybody locks in this order."""
    return Nachricht.objects.select_for_update().filter(public_id=public_id).first()


def _announce_opened(locked: Nachricht, regime: Regime, *, now: datetime) -> None:
    announcement = announcement_of(
        Kind(locked.kind),
        provided_at=locked.provided_at,
        notified_at=locked.notified_at,
        retrieved_at=now,
        regime=regime,
    )
    locked.announced_on = announcement.announced_on
    locked.parameter_versions = list(announcement.parameter_versions)


def _addressee(actor: Actor, nachricht: Nachricht) -> Actor:
    if nachricht.direction == Direction.TO_CITIZEN:
        return person_acting(actor, bearer=nachricht.bearer, secrets=current_scope().secrets)
    if actor.role is Role.CLERK and writes_for(actor, stelle_id=nachricht.stelle_id, stellen=current_scope().stellen):
        return actor
    raise ActorRefused(role=actor.role.value)


def _lock(nachricht: Nachricht) -> Nachricht:
    locked = Nachricht.objects.select_for_update().filter(pk=nachricht.pk).first()
    if locked is None:
        raise NachrichtNotFound
    return locked


def _save_only_answer(reply: Nachricht) -> None:
    try:
        with transaction.atomic():
            reply.save(force_insert=True)
    except IntegrityError as error:
        if _ONE_ANSWER in str(error):
            raise AlreadyAnswered from error
        raise


def record_letter(nachricht: Nachricht, act: str, *, actor: Actor) -> None:
    """Record an act about a letter in the chain of its Antrag, which both sides may read."""
    subject = Subject.of_antrag(
        nachricht.antrag_id,
        stelle_id=nachricht.stelle_id,
        konto_id=nachricht.konto_id,
        secret_hash=nachricht.secret_hash,
    )
    announced = nachricht.announced_on.isoformat() if nachricht.announced_on else None
    payload = {"nachricht": str(nachricht.public_id), "kind": str(nachricht.kind), "announced_on": announced}
    record(subject=subject, act=act, actor=actor, payload=payload)
