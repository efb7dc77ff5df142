"""The decision on a remedy: drafted, its court confirmed, issued once, delivered; and when it was served."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from rathaus.core.bescheid.actions import open_letter as open_letter_of_bescheid
from rathaus.core.bescheid.queries import clerk_name
from rathaus.core.bescheid.rules import known_court
from rathaus.core.bescheid.siegel import seal_of, sealed
from rathaus.core.datei.actions import store_generated
from rathaus.core.datei.document_json import document_to_json
from rathaus.core.datei.models import Datei
from rathaus.core.datei.pdf import render_pdf
from rathaus.core.postfach.actions import Correspondence, Letter, deliver, retrieve
from rathaus.core.postfach.models import Nachricht
from rathaus.core.postfach.rules import Kind as LetterKind
from rathaus.core.postfach.rules import local_day
from rathaus.core.rechtsbehelf import texts
from rathaus.core.rechtsbehelf.desk import RemedyCase, as_decider, at_work, remedy_case
from rathaus.core.rechtsbehelf.errors import (
    DecisionChanged,
    DecisionIncomplete,
    FormNotConfirmed,
    HearingOutstanding,
    KlageCourtMissing,
    OtherAuthorityActs,
    ReasonNeeded,
)
from rathaus.core.rechtsbehelf.filing import close
from rathaus.core.rechtsbehelf.law import committee_of, regime_for
from rathaus.core.rechtsbehelf.letter import Ruling, decision_document, fingerprint_of, say, with_seal
from rathaus.core.rechtsbehelf.models import Rechtsbehelf, Widerspruchsbescheid
from rathaus.core.rechtsbehelf.rules import End, Kind, Outcome, State, check_day, check_decision
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import current_scope, widen_scope
from rathaus.core.stelle.queries import body_on, key_on
from rathaus.core.vorgang.admission import clerk_id
from rathaus.recht.courts import Court, all_courts
from rathaus.recht.rechtsbehelf import Remedy, remedy_frist
from rathaus.values.document import Document

_MAX_SUBJECT = 200


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """What a clerk writes.

    Args:
        outcome: how the remedy is decided.
        operative: what is decided, in paragraphs.
        reasons: why, in paragraphs.
        costs: who bears the costs; may be empty only where the procedure has settled itself.
    """

    outcome: Outcome
    operative: str
    reasons: str
    costs: str = ""


@dataclass(frozen=True, slots=True)
class DecisionPreview:
    """A drafted decision as it would be issued.

    Args:
        document: the letter.
        fingerprint: hash of what is shown; issuing is bound to it.
        court: the court of the notice; None while nobody has named it.
        courts: what a clerk can choose from.
        needs_hearing: whether the hearing before the committee is outstanding, or that none is needed is not yet said.
        needs_form: whether a clerk must answer for the form first.
    """

    document: Document
    fingerprint: str
    court: Court | None
    courts: tuple[Court, ...]
    needs_hearing: bool
    needs_form: bool


@transaction.atomic
def draft_decision(*, actor: Actor, rechtsbehelf: Rechtsbehelf, draft: DecisionDraft, now: datetime) -> None:
    """Prepare the decision on a remedy, or change what was prepared. Only the authority that decides sees it.

    Raises:
        DecisionIncomplete, PercentageRefused: see :func:`rathaus.core.rechtsbehelf.rules.check_decision`.
        AuthorityNotConfirmed, OtherAuthorityActs: another authority decides, or nobody has confirmed which.
        ActorRefused, RechtsbehelfNotFound, RemedyClaimed, RechtsbehelfWithdrawn, RechtsbehelfEnded: see
            :func:`rathaus.core.rechtsbehelf.desk.at_work`.
    """
    check_decision(draft.outcome, operative=draft.operative, reasons=draft.reasons, costs=draft.costs)
    with at_work(actor, rechtsbehelf.public_id) as case:
        remedy = as_decider(case).rechtsbehelf
        found = Widerspruchsbescheid.objects.filter(rechtsbehelf=remedy).first()
        row = found or Widerspruchsbescheid(rechtsbehelf=remedy)
        row.stelle = remedy.decides or remedy.stelle
        row.outcome, row.operative = draft.outcome, draft.operative.strip()
        row.reasons, row.costs = draft.reasons.strip(), draft.costs.strip()
        row.drafted_by_id, row.drafted_at, row.revision = clerk_id(actor), now, row.revision + 1
        row.save()
        case.record("rechtsbehelf.drafted", actor=actor, outcome=draft.outcome.value, revision=row.revision)


@transaction.atomic
def confirm_klage_court(*, actor: Actor, rechtsbehelf: Rechtsbehelf, court: Court) -> None:
    """Answer for the court that the notice of the decision names.

    Raises:
        KlageCourtMissing: name or seat is empty.
        DecisionIncomplete: nothing was drafted yet.
    """
    if not (court.name.strip() and court.seat.strip()):
        raise KlageCourtMissing
    with at_work(actor, rechtsbehelf.public_id) as case:
        row = _draft_of(as_decider(case))
        row.court_name, row.court_seat = court.name.strip(), court.seat.strip()
        row.court_confirmed_by_id = actor.konto_id
        row.save()
        case.record("rechtsbehelf.court_confirmed", actor=actor, court=row.court_name, seat=row.court_seat)


@transaction.atomic
def issue_decision(
    *, actor: Actor, rechtsbehelf: Rechtsbehelf, fingerprint: str | None = None, now: datetime
) -> Rechtsbehelf:
    """Issue the decision on a remedy: decide, deliver, record, whole or not at all; once, however many click.

    Args:
        actor: a clerk of the authority that decides.
        rechtsbehelf: the remedy.
        fingerprint: hash of what the clerk previewed; None skips the comparison, for callers without a screen.
        now: aware instant.

    Raises:
        DecisionIncomplete: nothing was drafted.
        DecisionChanged: the letter would differ from the one that was previewed.
        HearingOutstanding: the committee has not heard the person, or it is not known whether one must, and nobody has
            said why not.
        FormNotConfirmed: the form of the remedy is not clear.
        KlageCourtMissing: nobody has named the court.
        SealKeyMissing, SealKeyUnreadable, SealKeyExpired, SealNotPut: the decision cannot be sealed.
        ActorRefused, RechtsbehelfNotFound, RemedyClaimed, RechtsbehelfWithdrawn, RechtsbehelfEnded,
            AuthorityNotConfirmed, OtherAuthorityActs: see :func:`draft_decision`.

    Source: VwGO § 73.
    """
    with at_work(actor, rechtsbehelf.public_id) as case:
        ruling = ruling_of(as_decider(case), on=timezone.localdate(now))
        row, remedy = ruling.entscheidung, ruling.rechtsbehelf
        check_decision(Outcome(row.outcome), operative=row.operative, reasons=row.reasons, costs=row.costs)
        if needs_hearing(remedy, on=ruling.on):
            raise HearingOutstanding
        if not remedy.form_is_settled:
            raise FormNotConfirmed
        if ruling.court is None:
            raise KlageCourtMissing
        document = decision_document(ruling, clerk_name=clerk_name(clerk_id(actor)))
        if fingerprint not in {None, fingerprint_of(ruling, document)}:
            raise DecisionChanged
        seal = seal_of(ruling.authority, at=now)
        document = with_seal(document, seal) if seal else document
        datei = _render(ruling, document, now)
        _decide(ruling, document, datei, actor=actor, now=now)
        _deliver(ruling, document, datei, now=now)
        payload = {"outcome": str(row.outcome), "pdf_sha256": row.pdf_sha256, "court": row.court_name}
        case.record_openly("rechtsbehelf.decided", actor=actor, **payload)
    return remedy


def preview_decision(case: RemedyCase, *, konto_id: int, on: date) -> DecisionPreview | None:
    """Return the drafted decision as it would be issued; None while nothing is drafted.

    Args:
        case: the remedy, inside of its scope.
        konto_id: the clerk whose name would stand under it.
        on: local day of the issue.
    """
    if not case.is_decider or not Widerspruchsbescheid.objects.filter(rechtsbehelf=case.rechtsbehelf).exists():
        return None
    ruling = ruling_of(case, on=on)
    document = decision_document(ruling, clerk_name=clerk_name(konto_id))
    return DecisionPreview(
        document=document,
        fingerprint=fingerprint_of(ruling, document),
        court=ruling.court,
        courts=all_courts(on),
        needs_hearing=needs_hearing(case.rechtsbehelf, on=on),
        needs_form=not case.rechtsbehelf.form_is_settled,
    )


def ruling_of(case: RemedyCase, *, on: date) -> Ruling:
    """Return what a drafted decision says about law.

    Raises:
        DecisionIncomplete: nothing was drafted.
    """
    row, remedy = _draft_of(case), case.rechtsbehelf
    regime = regime_for(remedy.bescheid)
    authority = body_on(remedy.decides or remedy.stelle, on)
    court = Court(row.court_name, row.court_seat) if row.court_name else None
    if court is None and remedy.kind == Kind.WIDERSPRUCH:
        key = key_on(body_on(remedy.stelle, on), on)
        court = known_court(key.kreis_key if key else None, regime, on=on)
    return Ruling(row, remedy, authority, court, regime, on)


def needs_hearing(rechtsbehelf: Rechtsbehelf, *, on: date) -> bool:
    """Return whether a hearing must still be recorded or dispensed with: a committee must hear, or nobody knows it.

    Nobody knows it where no row of law says whether a committee hears on that day, as from 2027 on.
    """
    is_done = bool(rechtsbehelf.hearing_record or rechtsbehelf.hearing_dispensed)
    committee = committee_of(rechtsbehelf, on=on)
    return not is_done and (committee.is_needed or committee.is_unknown)


@transaction.atomic
def open_letter(*, actor: Actor, nachricht: Nachricht, now: datetime) -> Nachricht:
    """Open a letter; a decision on a remedy notes the day, every other letter does what it did before.

    Args:
        actor: the person.
        nachricht: the letter.
        now: aware instant of the opening.

    Raises:
        ActorRefused: the letter was sent to somebody else.
        NachrichtNotFound: outside the open scope.
    """
    row = decision_with(nachricht)
    if row is None:
        return open_letter_of_bescheid(actor=actor, nachricht=nachricht, now=now)
    regime = regime_for(row.rechtsbehelf.bescheid)
    opened = retrieve(actor=actor, nachricht=nachricht, regime=regime, now=now)
    if row.retrieved_on is None:
        Widerspruchsbescheid.objects.filter(pk=row.pk, retrieved_on=None).update(retrieved_on=local_day(now))
    return opened


def decision_with(nachricht: Nachricht) -> Widerspruchsbescheid | None:
    """Return the decision on a remedy that a letter brought; None for every other letter."""
    if nachricht.kind != LetterKind.BESCHEID or nachricht.datei_id is None:
        return None
    rows = Widerspruchsbescheid.objects.select_related("rechtsbehelf")
    return rows.filter(datei_id=nachricht.datei_id, issued_at__isnull=False).first()


@transaction.atomic
def note_service(*, actor: Actor, rechtsbehelf: Rechtsbehelf, day: date, how: str, now: datetime) -> None:
    """Enter when and how the decision was served; the period for the action in court runs from that day.

    Args:
        actor: a clerk of the authority that decided.
        rechtsbehelf: a decided remedy.
        day: local day of the service.
        how: by what proof, such as the receipt that came back.
        now: aware instant.

    Raises:
        ActorRefused: no clerk.
        OtherAuthorityActs: another authority decided, or the day was entered already.
        DayRefused: in the future, or before the decision.
        ReasonNeeded: no proof is named.

    Source: VwGO §§ 73(3), 74; VwZG §§ 3 to 5.
    """
    if actor.role is not Role.CLERK or actor.stelle_id not in current_scope().stellen:
        raise ActorRefused(role=actor.role.value)
    if not how.strip():
        raise ReasonNeeded
    with remedy_case(rechtsbehelf.public_id) as case:
        locked = Widerspruchsbescheid.objects.select_for_update().filter(rechtsbehelf=case.rechtsbehelf)
        row = locked.filter(issued_at__isnull=False, served_on=None).first()
        if row is None or row.issued_at is None or not case.is_decider:
            raise OtherAuthorityActs
        check_day(day, not_before=timezone.localdate(row.issued_at), today=timezone.localdate(now))
        frist = remedy_frist(Remedy.KLAGE, day, regime=regime_for(case.rechtsbehelf.bescheid))
        row.served_on, row.served_by, row.suit_until = day, how.strip()[:200], frist.end
        row.parameter_versions = [frist.parameter.version_id] if frist.parameter else []
        row.save(update_fields=["served_on", "served_by", "suit_until", "parameter_versions"])
        case.record_openly("rechtsbehelf.served", actor=actor, day=day.isoformat(), until=frist.end.isoformat())


def _draft_of(case: RemedyCase) -> Widerspruchsbescheid:
    row = Widerspruchsbescheid.objects.filter(rechtsbehelf=case.rechtsbehelf).first()
    if row is None:
        raise DecisionIncomplete
    return row


def _render(ruling: Ruling, document: Document, now: datetime) -> Datei:
    remedy = ruling.rechtsbehelf
    name = texts.DECISION_NAME[Kind(remedy.kind)].de.lower()
    return store_generated(
        actor=SYSTEM_ACTOR,
        bearer=remedy.bearer,
        stelle_id=remedy.stelle_id,
        name=texts.FILE_NAME.format(name=name, number=remedy.number),
        media_type="application/pdf",
        content=sealed(render_pdf(document, created_at=now), ruling.authority, at=now),
    )


def _decide(ruling: Ruling, document: Document, datei: Datei, *, actor: Actor, now: datetime) -> None:
    """Write the decision as issued, and how the remedy ended; from here on the person is an owner of it."""
    row, remedy, court = ruling.entscheidung, ruling.rechtsbehelf, ruling.court
    row.court_name, row.court_seat = (court.name, court.seat) if court else ("", "")
    row.issued_by_id, row.issued_at = actor.konto_id, now
    row.konto_id, row.secret_hash = remedy.konto_id, remedy.secret_hash
    row.document, row.datei, row.pdf_sha256 = document_to_json(document), datei, datei.sha256
    row.save()
    remedy.decision_datei = datei
    close(remedy, State.DECIDED, end=End(row.outcome), now=now)


def _deliver(ruling: Ruling, document: Document, datei: Datei, *, now: datetime) -> None:
    remedy, language = ruling.rechtsbehelf, ruling.rechtsbehelf.antrag.language
    name = texts.DECISION_NAME[Kind(remedy.kind)].in_language(language)
    outcome = texts.OUTCOME[Outcome(ruling.entscheidung.outcome)].in_language(language)
    letter = Letter(
        kind=LetterKind.BESCHEID,
        subject=texts.DECISION_SUBJECT.in_language(language).format(name=name, outcome=outcome)[:_MAX_SUBJECT],
        body=say(remedy, texts.DECISION_BODY, kind=texts.NAME[Kind(remedy.kind)].in_language(language)),
        document=document,
        datei=datei,
    )
    correspondence = Correspondence(remedy.stelle_id, remedy.bearer, remedy.antrag.public_id)
    with widen_scope(stellen=frozenset({remedy.stelle_id})):
        deliver(actor=SYSTEM_ACTOR, correspondence=correspondence, letter=letter, now=now)
