"""Every write to decisions."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from rathaus.core.antrag.actions import subject_of
from rathaus.core.antrag.queries import content_of
from rathaus.core.bescheid.aenderung import lock_for_change, take_place
from rathaus.core.bescheid.errors import (
    BescheidIssued,
    BescheidNotFound,
    CourtIncomplete,
    DraftChanged,
    FeeNotFixed,
    NotHeard,
    RemedyNotConfirmed,
    ResultNotOpen,
    SecondPersonMissing,
)
from rathaus.core.bescheid.fee_rules import FeeChoice, decide_fee, fee_citation
from rathaus.core.bescheid.letter import Decision, attachments_of, build_document, decision_of, fassung_of
from rathaus.core.bescheid.mitzeichnung import refuse_without_cosignature
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.bescheid.nachweis import choose_certificate, hand_out, record_comparison, refuse_unfit
from rathaus.core.bescheid.nachweis_rules import CertificateDraft
from rathaus.core.bescheid.nebenbestimmung import choose_clauses
from rathaus.core.bescheid.queries import clerk_name
from rathaus.core.bescheid.rules import (
    TAKING_BACK,
    Change,
    State,
    choose_reasons,
    remedy_end,
    remedy_of,
)
from rathaus.core.bescheid.siegel import seal_of, sealed
from rathaus.core.bescheid.texts import CHANGED_SUBJECT, DELIVERED_BODY, DELIVERED_SUBJECT, FILE_NAME
from rathaus.core.datei.actions import store_generated
from rathaus.core.datei.document_json import document_to_json
from rathaus.core.datei.models import Datei
from rathaus.core.datei.pdf import render_pdf
from rathaus.core.konto.bearer import person_acting
from rathaus.core.miterklaerung.queries import holding_up
from rathaus.core.postfach.actions import Correspondence, Letter, deliver, retrieve
from rathaus.core.postfach.models import Nachricht
from rathaus.core.postfach.rules import Kind
from rathaus.core.protokoll.actions import record
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor
from rathaus.core.scope.session import current_scope
from rathaus.core.vorgang.actions import record_decision
from rathaus.core.vorgang.admission import clerk_id, lock_for_clerk, lock_to_work, work_on
from rathaus.core.vorgang.case import Case
from rathaus.core.vorgang.errors import AntragWithdrawn, VorgangEnded
from rathaus.core.vorgang.fees import owed_for
from rathaus.core.vorgang.hearing import hearings_of, is_heard
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import fee_of
from rathaus.core.vorgang.rules import selectable_results
from rathaus.core.zahlung.actions import assess
from rathaus.engine.prozess.model import Ergebnis, ErgebnisKind
from rathaus.recht.courts import Court
from rathaus.recht.rechtsbehelf import Remedy
from rathaus.values.document import Document

_MAX_SUBJECT = 200


@dataclass(frozen=True, slots=True)
class Draft:
    """What a clerk chooses.

    Args:
        result: key of the result.
        reasons: keys of the chosen reasons.
        free_text: reasons in the clerk's own words.
        gebuehr_cent: fee in cents; None takes what the tariff gives, and where none does, leaves it open.
        units: how many units, for a tariff per unit.
        minutes: how long the work took, for a tariff by time.
        exemption: key of the group of the tariff that pays nothing; empty for none.
        certificate: what goes out with a grant that hands out a certificate; None takes what the answers suggest.
        clauses: keys of the chosen Nebenbestimmungen; None takes those that the procedure proposes.
        own_clause: a Nebenbestimmung in the clerk's own words.
    """

    result: str
    reasons: Collection[str] = ()
    free_text: str = ""
    gebuehr_cent: int | None = None
    units: int | None = None
    minutes: int | None = None
    exemption: str = ""
    certificate: CertificateDraft | None = None
    clauses: Collection[str] | None = None
    own_clause: str = ""


@transaction.atomic
def draft_bescheid(*, actor: Actor, vorgang: Vorgang, draft: Draft, now: datetime) -> Bescheid:
    """Prepare the decision of a case, or change what was prepared. Only the body sees it.

    Args:
        actor: a clerk of the body; an unclaimed case is claimed by it.
        vorgang: the case.
        draft: what the clerk chose.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body.
        ClaimedByColleague: a colleague works on it.
        VorgangEnded: it is decided or closed.
        AntragWithdrawn: the person has withdrawn the Antrag, and the result does not end the procedure.
        ResultNotOpen: tasks are left that the result needs, or the procedure does not have it.
        NotHeard: see :func:`refuse_unheard`.
        SecondPersonMissing: a second person must declare something first.
        ReasonUnknown, ReasonMissing: see :func:`rathaus.core.bescheid.rules.choose_reasons`.
        ClauseUnknown: see :func:`rathaus.core.bescheid.nebenbestimmung.choose_clauses`.
        FeeRefused, FeeNotPossible, TarifOverflows: see :func:`rathaus.core.bescheid.fee_rules.decide_fee`.
        NachweisTermRefused, NachweisBeginsTooEarly, NachweisNotFound, NachweisGivenWay, HolderDiffers,
            HolderNotCompared: see :func:`rathaus.core.bescheid.nachweis.choose_certificate`.
    """
    case = lock_to_work(actor, vorgang, now=now)
    ergebnis = _selectable(case, draft.result)
    reasons = choose_reasons(ergebnis, draft.reasons)
    choice = FeeChoice(draft.gebuehr_cent, draft.units, draft.minutes, draft.exemption)
    fee = decide_fee(ergebnis, case.prozess.gebuehr, usual=fee_of(case.vorgang), choice=choice)
    remedy = remedy_of(ergebnis)
    row = Bescheid.objects.filter(vorgang_id=case.vorgang.pk, state=State.DRAFT).first()
    row = row or Bescheid(vorgang=case.vorgang, antrag=case.antrag, stelle_id=case.vorgang.stelle_id, revision=0)
    _forget_confirmation(row, unless=remedy)
    row.result, row.kind, row.remedy = ergebnis.key, ergebnis.kind.value, remedy.value if remedy else ""
    row.reasons, row.free_text = [grund.key for grund in reasons], draft.free_text.strip()
    row.gebuehr_cent, row.gebuehr_basis = fee.cents, fee.basis
    row.certificate = choose_certificate(case, ergebnis, chosen=draft.certificate, on=timezone.localdate(now))
    row.nebenbestimmungen = choose_clauses(case, ergebnis, chosen=draft.clauses, own=draft.own_clause)
    row.cosign_asked_at = None
    row.drafted_by_id, row.drafted_at, row.revision = clerk_id(actor), now, row.revision + 1
    row.save()
    case.save()
    case.record("bescheid.drafted", actor=actor, payload={"result": ergebnis.key, "revision": row.revision})
    record_comparison(case, row.certificate, actor=actor)
    return row


def _forget_confirmation(row: Bescheid, *, unless: Remedy | None) -> None:
    """What was confirmed is one remedy; another one must be confirmed again."""
    if row.remedy != (unless.value if unless else ""):
        row.remedy_confirmed_by, row.remedy_confirmed_at, row.court_name, row.court_seat = None, None, "", ""


@transaction.atomic
def ask_again(*, vorgang: Vorgang, **_signal: object) -> None:
    """Take from the draft of a case what was said about it under another version of its procedure; its texts stay."""
    drafts = Bescheid.objects.filter(vorgang_id=vorgang.pk, state=State.DRAFT)
    drafts.update(remedy_confirmed_by=None, remedy_confirmed_at=None, cosign_asked_at=None, revision=F("revision") + 1)


@transaction.atomic
def confirm_remedy(*, actor: Actor, bescheid: Bescheid, court: Court | None = None, now: datetime) -> Bescheid:
    """Answer for the remedy of a draft, with the court where the notice names one; recorded with who answered.

    Args:
        actor: a clerk of the body.
        bescheid: a draft.
        court: name and seat as the remedy notice must give them (VwGO § 58(1)); None takes the known one, if any.
            Not stored where the notice names none.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body.
        ClaimedByColleague: a colleague works on it.
        CourtIncomplete: name or seat is empty, or the notice must name a court and none is known.
        BescheidIssued: it was issued already.
    """
    case = _lock(actor, bescheid, now=now)
    row = _draft_of(case, bescheid)
    if court is not None and not (court.name.strip() and court.seat.strip()):
        raise CourtIncomplete
    decision = decision_of(row, timezone.localdate(now))
    if court is None and decision.needs_court:
        raise CourtIncomplete
    names_court = decision.notice is not None and decision.notice.needs_court
    row.court_name, row.court_seat = (court.name.strip(), court.seat.strip()) if court and names_court else ("", "")
    row.remedy_confirmed_by_id, row.remedy_confirmed_at = actor.konto_id, now
    row.save()
    case.save()
    payload: dict[str, object] = {"remedy": row.remedy, "court": row.court_name, "seat": row.court_seat}
    case.record("bescheid.remedy_confirmed", actor=actor, payload=payload)
    return row


@transaction.atomic
def issue_bescheid(*, actor: Actor, bescheid: Bescheid, fassung: str | None = None, now: datetime) -> Bescheid:
    """Issue a Bescheid: decide, deliver, record, whole or not at all.

    The PDF is rendered first and its hash is part of the decision and of the protokoll. A Bescheid that was issued
    already is returned as it is, however often and from wherever somebody clicks.

    Args:
        actor: a clerk of the body.
        bescheid: the draft.
        fassung: hash of what the clerk previewed; None skips the comparison, for callers without a screen.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body.
        ClaimedByColleague: a colleague works on it.
        DraftChanged: the letter would differ from the one that was previewed.
        AntragWithdrawn: the person has withdrawn the Antrag meanwhile.
        ResultNotOpen: tasks that the result needs are open again.
        NotHeard: see :func:`refuse_unheard`.
        SecondPersonMissing: a second person must declare something first.
        FeeNotFixed: the body's statute sets the fee, and nobody has entered it.
        CosignatureMissing: a second person of the body must sign exactly this letter first.
        SealKeyMissing, SealKeyUnreadable, SealKeyExpired, SealNotPut: the letter cannot be sealed.
        NachweisIncomplete: a line of the certificate is empty that it needs.
        NachweisBeginsTooEarly: the certificate would hold before the decision.
        NachweisGivenWay: the certificate that it replaces has ended, or another one follows it by now.
        HolderDiffers, HolderNotCompared: the certificate that it replaces is not known to be of the same person.
        RemedyNotConfirmed: the remedy is not verified or its court not known, and nobody has confirmed it.
        BescheidNotRenderable, PdfNotRendered: the letter cannot be written.
    """
    case = lock_for_clerk(actor, _case_of(bescheid))
    row = _row_of(case, bescheid)
    if row.is_issued:
        return row
    case = _lock(actor, row, now=now) if row.change else work_on(case, actor, now=now)
    row.vorgang, row.antrag = case.vorgang, case.antrag
    decision = decision_of(row, timezone.localdate(now))
    _refuse_unready(case, decision)
    row.seal = seal.to_json() if (seal := seal_of(decision.authority, at=now)) else None
    document = build_document(decision, clerk_name=clerk_name(clerk_id(actor)), seal=seal)
    refuse_without_cosignature(decision, document)
    if fassung not in {None, fassung_of(decision, document)}:
        raise DraftChanged(bescheid=row.public_id)
    return complete_issue(case, decision, document=document, actor=actor, now=now)


def complete_issue(case: Case, decision: Decision, *, document: Document, actor: Actor, now: datetime) -> Bescheid:
    """Render, decide, deliver and record what is ready to be issued; part of the transaction of its issue.

    Args:
        case: the locked case.
        decision: what is decided; whoever calls has checked that nothing stands against it.
        document: the letter.
        actor: who issues: a clerk of the body, or the system where the software decides alone.
        now: aware instant.

    Raises:
        SealKeyMissing, SealKeyUnreadable, SealKeyExpired, SealNotPut: the letter cannot be sealed.
        PdfNotRendered: the letter cannot be written.
    """
    row = decision.bescheid
    row.datei = _render(decision, document, now)
    if row.change:
        take_place(case, row, actor=actor, now=now)
    _decide(decision, document, actor, now)
    if row.change != Change.CORRECTION:
        hand_out(actor=actor, decision=decision, now=now)
    case.save()
    if not row.change:
        row.vorgang = record_decision(actor=actor, vorgang=case.vorgang, result=row.result, now=now)
    _deliver(decision, document, actor, now)
    _record(row, actor)
    _charge(row, now)
    return row


def _lock(actor: Actor, bescheid: Bescheid, *, now: datetime) -> Case:
    """Lock the case to work on its decision; one that changes another is worked on after the end of the case too."""
    lock = lock_for_change if bescheid.change else lock_to_work
    return lock(actor, _case_of(bescheid), now=now)


def _refuse_unready(case: Case, decision: Decision) -> None:
    """Let no Bescheid out that somebody must still answer for or complete."""
    row = decision.bescheid
    if not row.change:
        _selectable(case, row.result)
    if row.gebuehr_cent is None:
        raise FeeNotFixed(result=row.result)
    if row.change != Change.CORRECTION:
        refuse_unfit(decision)
    if decision.needs_confirmation:
        raise RemedyNotConfirmed(stelle=row.stelle.slug)


def _render(decision: Decision, document: Document, now: datetime) -> Datei:
    row, antrag = decision.bescheid, decision.antrag
    pdf = render_pdf(document, created_at=now, attachments=attachments_of(decision))
    return store_generated(
        actor=SYSTEM_ACTOR,
        bearer=antrag.bearer,
        stelle_id=row.stelle_id,
        name=FILE_NAME.format(reference=antrag.reference),
        media_type="application/pdf",
        content=sealed(pdf, decision.authority, at=now),
    )


def _decide(decision: Decision, document: Document, actor: Actor, now: datetime) -> None:
    """Write the row as issued: from here on the person is an owner and nothing of it can be changed."""
    row, court = decision.bescheid, decision.court
    row.court_name, row.court_seat = (court.name, court.seat) if court else ("", "")
    row.state, row.issued_at, row.issued_by_id, row.cosign_asked_at = State.ISSUED, now, actor.konto_id, None
    row.konto_id, row.secret_hash = row.antrag.konto_id, row.antrag.secret_hash
    row.document = document_to_json(document)
    row.parameter_versions = [each.version_id for each in decision.notice.parameters] if decision.notice else []
    row.pdf_sha256 = row.datei.sha256 if row.datei else ""
    row.save()


def _deliver(decision: Decision, document: Document, actor: Actor, now: datetime) -> None:
    row, antrag = decision.bescheid, decision.antrag
    language, title = antrag.language, decision.content.description.name
    words = CHANGED_SUBJECT[Change(row.change)] if row.change else DELIVERED_SUBJECT
    subject = words.in_language(language).format(
        result=decision.ergebnis.name.in_language(language), title=title.in_language(language)
    )
    letter = Letter(
        kind=Kind.BESCHEID,
        subject=subject[:_MAX_SUBJECT],
        body=DELIVERED_BODY.in_language(language),
        document=document,
        datei=row.datei,
    )
    correspondence = Correspondence(row.stelle_id, antrag.bearer, antrag.public_id)
    deliver(actor=actor, correspondence=correspondence, letter=letter, now=now)


def _record(row: Bescheid, actor: Actor) -> None:
    payload = {
        "bescheid": str(row.public_id),
        "result": row.result,
        "pdf_sha256": row.pdf_sha256,
        "gebuehr_cent": row.gebuehr_cent,
        "gebuehr_basis": row.gebuehr_basis,
        "sealed_by": row.seal["holder"] if row.seal else "",
    }
    if row.automation is not None:
        payload |= {"automation": row.automation}
    if row.predecessor is not None:
        payload |= {"change": str(row.change), "predecessor": str(row.predecessor.public_id)}
    record(subject=subject_of(row.antrag), act="bescheid.issued", actor=actor, payload=payload)


def _charge(row: Bescheid, now: datetime) -> None:
    """Let the person owe the fee of the Bescheid; one that only takes another back leaves its fee as it was."""
    if row.change not in TAKING_BACK:
        citation = fee_citation(content_of(row.antrag).prozess.gebuehr, row.gebuehr_basis)
        owed = owed_for(row.antrag, norm=citation)
        assess(actor=SYSTEM_ACTOR, owed=owed, cents=row.gebuehr_cent or 0, now=now)


@transaction.atomic
def open_letter(*, actor: Actor, nachricht: Nachricht, now: datetime) -> Nachricht:
    """Open a letter; the first opening of a Bescheid announces it, and from then on the period of the remedy runs.

    The Postfach computes the day of announcement; the last day of the remedy follows from it, here alone.

    Args:
        actor: the person.
        nachricht: the letter.
        now: aware instant of the opening.

    Raises:
        ActorRefused: the letter was sent to somebody else.
        NachrichtNotFound: outside the open scope.
    """
    row = _issued_with(nachricht)
    if row is None:
        return retrieve(actor=actor, nachricht=nachricht, now=now)
    decision = decision_of(row, timezone.localdate(now))
    opened = retrieve(actor=actor, nachricht=nachricht, regime=decision.regime, now=now)
    row.refresh_from_db(fields=["announced_on"])
    if row.announced_on is None and opened.announced_on is not None:
        _announce(decision, opened)
        person = person_acting(actor, bearer=row.antrag.bearer, secrets=current_scope().secrets)
        _record_announcement(row, person)
    return opened


def _issued_with(nachricht: Nachricht) -> Bescheid | None:
    if nachricht.kind != Kind.BESCHEID or nachricht.datei_id is None:
        return None
    rows = Bescheid.objects.select_related("antrag", "stelle")
    return rows.filter(antrag__public_id=nachricht.antrag_id, datei_id=nachricht.datei_id, state=State.ISSUED).first()


def _announce(decision: Decision, opened: Nachricht) -> None:
    row = decision.bescheid
    end = remedy_end(decision.remedy, opened.announced_on, regime=decision.regime)
    used = [end.parameter.version_id] if end and end.parameter else []
    row.announced_on, row.remedy_until = opened.announced_on, end.end if end else None
    row.parameter_versions = list(dict.fromkeys([*row.parameter_versions, *opened.parameter_versions, *used]))
    row.save(update_fields=["announced_on", "remedy_until", "parameter_versions"])


def _record_announcement(row: Bescheid, actor: Actor) -> None:
    payload = {
        "bescheid": str(row.public_id),
        "announced_on": row.announced_on.isoformat() if row.announced_on else None,
        "remedy_until": row.remedy_until.isoformat() if row.remedy_until else None,
        "parameters": row.parameter_versions,
    }
    record(subject=subject_of(row.antrag), act="bescheid.announced", actor=actor, payload=payload)


def _case_of(bescheid: Bescheid) -> Vorgang:
    """The case to lock, without reading it: for a stranger it would not be there."""
    return Vorgang(pk=bescheid.vorgang_id, stelle_id=bescheid.stelle_id)


def _selectable(case: Case, result: str) -> Ergebnis:
    vorgang = case.vorgang
    if vorgang.is_ended:
        raise VorgangEnded(vorgang=vorgang.public_id)
    selectable = selectable_results(case.prozess, case.done, is_withdrawn=vorgang.is_withdrawn)
    ergebnis = next((each for each in selectable if each.key == result), None)
    if ergebnis is None and vorgang.is_withdrawn:
        raise AntragWithdrawn(vorgang=vorgang.public_id)
    if ergebnis is None:
        raise ResultNotOpen(result=result)
    refuse_unheard(vorgang, ergebnis)
    _refuse_alone(case, ergebnis)
    return ergebnis


def refuse_unheard(vorgang: Vorgang, ergebnis: Ergebnis) -> None:
    """Let nobody be burdened who was not heard, whatever the tasks of the procedure say.

    Raises:
        NotHeard: the result needs a hearing, and none has ended and no exception is noted.

    Source: VwVfG § 28(1), SGB X § 24(1), AO § 91(1).
    """
    if ergebnis.anhoerung is not None and ergebnis.anhoerung.is_required and not is_heard(hearings_of(vorgang)):
        raise NotHeard(result=ergebnis.key)


def _refuse_alone(case: Case, ergebnis: Ergebnis) -> None:
    """Let nothing be granted before a second person has declared what the procedure makes a duty."""
    if ergebnis.kind in {ErgebnisKind.GRANT, ErgebnisKind.PARTIAL} and holding_up(case.antrag):
        raise SecondPersonMissing(result=ergebnis.key)


def _row_of(case: Case, bescheid: Bescheid) -> Bescheid:
    rows = Bescheid.objects.select_related("stelle", "datei", "predecessor").exclude(state=State.VOID)
    row = rows.filter(pk=bescheid.pk, vorgang_id=case.vorgang.pk).first()
    if row is None:
        raise BescheidNotFound
    row.vorgang, row.antrag = case.vorgang, case.antrag
    return row


def _draft_of(case: Case, bescheid: Bescheid) -> Bescheid:
    row = _row_of(case, bescheid)
    if row.is_issued:
        raise BescheidIssued(bescheid=row.public_id)
    return row
