"""Every write to decisions."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from rathaus.core.antrag.actions import subject_of
from rathaus.core.bescheid.errors import (
    BescheidIssued,
    BescheidNotFound,
    CourtIncomplete,
    DraftChanged,
    FeeNotFixed,
    RemedyNotConfirmed,
    ResultNotOpen,
)
from rathaus.core.bescheid.letter import Decision, build_document, decision_of, fassung_of
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.bescheid.nachweis import choose_certificate, hand_out, record_comparison, refuse_unfit
from rathaus.core.bescheid.nachweis_rules import CertificateDraft
from rathaus.core.bescheid.queries import clerk_name
from rathaus.core.bescheid.rules import (
    State,
    choose_fee,
    choose_reasons,
    remedy_end,
    remedy_of,
)
from rathaus.core.bescheid.texts import DELIVERED_BODY, DELIVERED_SUBJECT, FILE_NAME
from rathaus.core.datei.actions import store_generated
from rathaus.core.datei.document_json import document_to_json
from rathaus.core.datei.models import Datei
from rathaus.core.datei.pdf import render_pdf
from rathaus.core.konto.bearer import person_acting
from rathaus.core.postfach.actions import Correspondence, Letter, deliver, retrieve
from rathaus.core.postfach.models import Nachricht
from rathaus.core.postfach.rules import Kind
from rathaus.core.protokoll.actions import record
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor
from rathaus.core.scope.session import current_scope
from rathaus.core.vorgang.actions import record_decision
from rathaus.core.vorgang.admission import clerk_id, lock_for_clerk, lock_to_work
from rathaus.core.vorgang.case import Case
from rathaus.core.vorgang.errors import AntragWithdrawn, VorgangEnded
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import fee_of
from rathaus.core.vorgang.rules import selectable_results
from rathaus.engine.prozess.model import Ergebnis
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
        gebuehr_cent: fee in cents; None takes the usual one, and where the body has fixed none, leaves it open.
        certificate: what goes out with a grant that hands out a certificate; None takes what the answers suggest.
    """

    result: str
    reasons: Collection[str] = ()
    free_text: str = ""
    gebuehr_cent: int | None = None
    certificate: CertificateDraft | None = None


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
        ReasonUnknown, ReasonMissing: see :func:`rathaus.core.bescheid.rules.choose_reasons`.
        FeeRefused: see :func:`rathaus.core.bescheid.rules.choose_fee`.
        NachweisTermRefused, NachweisBeginsTooEarly, NachweisNotFound, NachweisGivenWay, HolderDiffers,
            HolderNotCompared: see :func:`rathaus.core.bescheid.nachweis.choose_certificate`.
    """
    case = lock_to_work(actor, vorgang, now=now)
    ergebnis = _selectable(case, draft.result)
    reasons = choose_reasons(ergebnis, draft.reasons)
    fee = choose_fee(ergebnis, case.prozess.gebuehr, usual=fee_of(case.vorgang), chosen_cent=draft.gebuehr_cent)
    remedy = remedy_of(ergebnis)
    row = Bescheid.objects.filter(vorgang_id=case.vorgang.pk).first()
    row = row or Bescheid(vorgang=case.vorgang, antrag=case.antrag, stelle_id=case.vorgang.stelle_id, revision=0)
    _forget_confirmation(row, unless=remedy)
    row.result, row.kind, row.remedy = ergebnis.key, ergebnis.kind.value, remedy.value if remedy else ""
    row.reasons, row.free_text, row.gebuehr_cent = [grund.key for grund in reasons], draft.free_text.strip(), fee
    row.certificate = choose_certificate(case, ergebnis, chosen=draft.certificate, on=timezone.localdate(now))
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
    case = lock_to_work(actor, _case_of(bescheid), now=now)
    row = _draft_of(case)
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
        FeeNotFixed: the body's statute sets the fee, and nobody has entered it.
        NachweisIncomplete: a line of the certificate is empty that it needs.
        NachweisBeginsTooEarly: the certificate would hold before the decision.
        NachweisGivenWay: the certificate that it replaces has ended, or another one follows it by now.
        HolderDiffers, HolderNotCompared: the certificate that it replaces is not known to be of the same person.
        RemedyNotConfirmed: the remedy is not verified or its court not known, and nobody has confirmed it.
        BescheidNotRenderable, PdfNotRendered: the letter cannot be written.
    """
    row = _row_of(lock_for_clerk(actor, _case_of(bescheid)))
    if row.is_issued:
        return row
    case = lock_to_work(actor, _case_of(bescheid), now=now)
    row.vorgang, row.antrag = case.vorgang, case.antrag
    _selectable(case, row.result)
    if row.gebuehr_cent is None:
        raise FeeNotFixed(result=row.result)
    decision = decision_of(row, timezone.localdate(now))
    refuse_unfit(decision)
    if decision.needs_confirmation:
        raise RemedyNotConfirmed(stelle=row.stelle.slug)
    document = build_document(decision, clerk_name=clerk_name(clerk_id(actor)))
    if fassung not in {None, fassung_of(decision, document)}:
        raise DraftChanged(bescheid=row.public_id)
    row.datei = _render(row, document, now)
    _decide(decision, document, actor, now)
    hand_out(actor=actor, decision=decision, now=now)
    case.save()
    row.vorgang = record_decision(actor=actor, vorgang=case.vorgang, result=row.result, now=now)
    _deliver(decision, document, actor, now)
    _record(row, actor)
    return row


def _render(row: Bescheid, document: Document, now: datetime) -> Datei:
    antrag = row.antrag
    return store_generated(
        actor=SYSTEM_ACTOR,
        bearer=antrag.bearer,
        stelle_id=row.stelle_id,
        name=FILE_NAME.format(reference=antrag.reference),
        media_type="application/pdf",
        content=render_pdf(document, created_at=now),
    )


def _decide(decision: Decision, document: Document, actor: Actor, now: datetime) -> None:
    """Write the row as issued: from here on the person is an owner and nothing of it can be changed."""
    row, court = decision.bescheid, decision.court
    row.court_name, row.court_seat = (court.name, court.seat) if court else ("", "")
    row.state, row.issued_at, row.issued_by_id = State.ISSUED, now, actor.konto_id
    row.konto_id, row.secret_hash = row.antrag.konto_id, row.antrag.secret_hash
    row.document = document_to_json(document)
    row.parameter_versions = [each.version_id for each in decision.notice.parameters] if decision.notice else []
    row.pdf_sha256 = row.datei.sha256 if row.datei else ""
    row.save()


def _deliver(decision: Decision, document: Document, actor: Actor, now: datetime) -> None:
    row, antrag = decision.bescheid, decision.antrag
    language, title = antrag.language, decision.content.description.name
    subject = DELIVERED_SUBJECT.in_language(language).format(
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
    }
    record(subject=subject_of(row.antrag), act="bescheid.issued", actor=actor, payload=payload)


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
    end = remedy_end(remedy_of(decision.ergebnis), opened.announced_on, regime=decision.regime)
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
    return ergebnis


def _row_of(case: Case) -> Bescheid:
    row = Bescheid.objects.select_related("stelle", "datei").filter(vorgang_id=case.vorgang.pk).first()
    if row is None:
        raise BescheidNotFound
    row.vorgang, row.antrag = case.vorgang, case.antrag
    return row


def _draft_of(case: Case) -> Bescheid:
    row = _row_of(case)
    if row.is_issued:
        raise BescheidIssued(bescheid=row.public_id)
    return row
