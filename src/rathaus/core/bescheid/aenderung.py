"""A Bescheid that changes another one: correction, revocation, withdrawal, replacement. The old one stays, marked.

Source: VwVfG §§ 28, 42, 48, 49.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from rathaus.core.bescheid.errors import (
    ChangeReasonMissing,
    HearingMissing,
    NothingToDrop,
    NotTheCurrentBescheid,
    ResultNotOpen,
)
from rathaus.core.bescheid.fee_rules import FeeChoice, decide_fee
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.bescheid.nachweis import choose_certificate, end_nachweis
from rathaus.core.bescheid.nachweis_queries import nachweis_of
from rathaus.core.bescheid.nebenbestimmung import choose_clauses
from rathaus.core.bescheid.rules import (
    TAKING_BACK,
    Change,
    State,
    check_effect,
    choose_reasons,
    remedy_of,
    takes_away,
)
from rathaus.core.scope.actor import Actor
from rathaus.core.vorgang.admission import claim_case, clerk_id, lock_for_clerk
from rathaus.core.vorgang.case import Case
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import fee_of
from rathaus.core.vorgang.rules import State as CaseState
from rathaus.engine.prozess.model import Ergebnis, ErgebnisKind

TAKEN_BACK = "revoke"
"""Kind of a Bescheid that takes another one back."""


@dataclass(frozen=True, slots=True)
class ChangeDraft:
    """What a clerk chooses to change a Bescheid.

    Args:
        change: what is done.
        reason: why, as the person reads it.
        result: key of the new result of a replacement; the others keep the old one.
        reasons: keys of the reasons of that result.
        free_text: reasons in the clerk's own words, of a correction or a replacement.
        gebuehr_cent: fee in cents; None keeps that of a correction and takes the usual one of a replacement.
        effect_on: local day from which what is revoked or withdrawn has no effect; None takes today.
        hearing: how the person was heard, or why not; what takes something away needs it.
    """

    change: Change
    reason: str
    result: str = ""
    reasons: tuple[str, ...] = ()
    free_text: str = ""
    gebuehr_cent: int | None = None
    effect_on: date | None = None
    hearing: str = ""


@transaction.atomic
def draft_change(*, actor: Actor, bescheid: Bescheid, draft: ChangeDraft, now: datetime) -> Bescheid:
    """Prepare a Bescheid that changes the one in force, or change what was prepared. Only the body sees it.

    Args:
        actor: a clerk of the body; the case may be closed.
        bescheid: the Bescheid in force.
        draft: what the clerk chose.
        now: aware instant.

    Raises:
        ActorRefused, ClaimedByColleague: not the clerk of the case.
        NotTheCurrentBescheid: another one is in force by now.
        ChangeReasonMissing: no reason.
        HearingMissing: nothing about the hearing, where something is taken away (VwVfG § 28(1)).
        EffectRefused: see :func:`rathaus.core.bescheid.rules.check_effect`.
        ResultNotOpen: a replacement by what the procedure does not have.
        ReasonUnknown, ReasonMissing, FeeRefused: see :mod:`rathaus.core.bescheid.rules`.
    """
    case = lock_for_change(actor, Vorgang(pk=bescheid.vorgang_id, stelle_id=bescheid.stelle_id), now=now)
    current = Bescheid.objects.filter(vorgang_id=case.vorgang.pk, state=State.ISSUED, replaced_at=None).first()
    if current is None or current.pk != bescheid.pk:
        raise NotTheCurrentBescheid
    _check(draft, current, case, on=timezone.localdate(now))
    row = Bescheid.objects.filter(vorgang_id=case.vorgang.pk, state=State.DRAFT).first()
    row = row or Bescheid(vorgang=case.vorgang, antrag=case.antrag, stelle_id=current.stelle_id, revision=0)
    row.predecessor, row.change, row.change_reason = current, draft.change, draft.reason.strip()
    _fill(row, current, draft, case, on=timezone.localdate(now))
    row.remedy_confirmed_by, row.remedy_confirmed_at, row.court_name, row.court_seat = None, None, "", ""
    row.cosign_asked_at = None
    row.drafted_by_id, row.drafted_at, row.revision = clerk_id(actor), now, row.revision + 1
    row.save()
    case.save()
    payload: dict[str, object] = {"change": draft.change.value, "bescheid": str(current.public_id)}
    case.record("bescheid.change_drafted", actor=actor, payload=payload)
    return row


@transaction.atomic
def drop_change(*, actor: Actor, bescheid: Bescheid, now: datetime) -> None:
    """Throw away a prepared change; what is in force stays in force, and what colleagues said of the draft is kept.

    Args:
        actor: a clerk of the body.
        bescheid: the Bescheid in force.
        now: aware instant.

    Raises:
        ActorRefused, ClaimedByColleague: not the clerk of the case.
        NothingToDrop: nobody prepares a change of it.
    """
    case = lock_for_change(actor, Vorgang(pk=bescheid.vorgang_id, stelle_id=bescheid.stelle_id), now=now)
    rows = Bescheid.objects.filter(vorgang_id=case.vorgang.pk, state=State.DRAFT, predecessor_id=bescheid.pk)
    if not rows.update(state=State.VOID, cosign_asked_at=None):
        raise NothingToDrop(bescheid=bescheid.public_id)
    case.record("bescheid.change_dropped", actor=actor, payload={"bescheid": str(bescheid.public_id)})


def lock_for_change(actor: Actor, vorgang: Vorgang, *, now: datetime) -> Case:
    """Lock a case whose Bescheid is to be changed; a closed one is not opened again.

    Raises:
        ActorRefused: no clerk of its body.
        ClaimedByColleague: a colleague works on it.
    """
    case = lock_for_clerk(actor, vorgang)
    if case.vorgang.state != CaseState.CLOSED:
        claim_case(case, actor, now=now)
    return case


def take_place(case: Case, row: Bescheid, *, actor: Actor, now: datetime) -> None:
    """Mark the Bescheid in force as replaced by one that is being issued; part of that transaction.

    Args:
        case: the locked case.
        row: the Bescheid that is being issued.
        actor: the clerk who issues.
        now: aware instant.

    Raises:
        NotTheCurrentBescheid: another one took its place before.
    """
    rows = Bescheid.objects.filter(successors=row, state=State.ISSUED, replaced_at=None)
    if rows.update(replaced_at=now) != 1:
        raise NotTheCurrentBescheid
    if row.change == Change.REPLACEMENT:
        case.vorgang.result = row.result
    _end_certificate(case, row, actor=actor, now=now)
    case.record("bescheid.changed", actor=actor, payload={"change": str(row.change), "bescheid": str(row.public_id)})


def _end_certificate(case: Case, row: Bescheid, *, actor: Actor, now: datetime) -> None:
    """End the certificate of what has no effect any more; one that ends later is ended by hand on that day."""
    if row.change == Change.CORRECTION or (row.effect_on is not None and row.effect_on > timezone.localdate(now)):
        return
    found = nachweis_of(case.antrag)
    if found is not None and found.ended_at is None:
        end_nachweis(actor=actor, nachweis=found, reason=row.change_reason, now=now)


def _check(draft: ChangeDraft, current: Bescheid, case: Case, *, on: date) -> None:
    if not draft.reason.strip():
        raise ChangeReasonMissing
    if draft.change in TAKING_BACK:
        check_effect(draft.change, draft.effect_on or on, on=on)
    after = _replacing(case, draft.result).kind.value if draft.change is Change.REPLACEMENT else ""
    if takes_away(draft.change, before=current.kind, after=after) and not draft.hearing.strip():
        raise HearingMissing


def _fill(row: Bescheid, current: Bescheid, draft: ChangeDraft, case: Case, *, on: date) -> None:
    """Write what the new one decides; a correction says again what its certificate says, and hands out no other."""
    former = case.prozess.ergebnis(current.result)
    row.certificate, row.nebenbestimmungen, row.effect_on, row.hearing = None, [], None, draft.hearing.strip()
    if draft.change in TAKING_BACK:
        row.result, row.kind, row.remedy = current.result, TAKEN_BACK, current.remedy
        row.reasons, row.free_text, row.gebuehr_cent, row.gebuehr_basis = [], "", 0, None
        row.effect_on = draft.effect_on or on
        return
    ergebnis = former if draft.change is Change.CORRECTION else _replacing(case, draft.result)
    keys = draft.reasons or (tuple(current.reasons) if ergebnis is former else ())
    remedy = remedy_of(ergebnis)
    row.result, row.kind, row.remedy = ergebnis.key, ergebnis.kind.value, remedy.value if remedy else ""
    row.reasons = [grund.key for grund in choose_reasons(ergebnis, keys)]
    row.free_text = draft.free_text.strip()
    if draft.change is Change.CORRECTION:
        row.nebenbestimmungen, row.certificate = current.nebenbestimmungen, current.certificate
    else:
        row.nebenbestimmungen = choose_clauses(case, ergebnis, chosen=None, own="")
        row.certificate = choose_certificate(case, ergebnis, chosen=None, on=on)
    if draft.change is Change.CORRECTION and draft.gebuehr_cent is None:
        row.gebuehr_cent, row.gebuehr_basis = current.gebuehr_cent, current.gebuehr_basis
        return
    choice = FeeChoice(draft.gebuehr_cent)
    fee = decide_fee(ergebnis, case.prozess.gebuehr, usual=fee_of(case.vorgang), choice=choice)
    row.gebuehr_cent, row.gebuehr_basis = fee.cents, fee.basis


def _replacing(case: Case, result: str) -> Ergebnis:
    found = next((each for each in case.prozess.ergebnisse if each.key == result), None)
    if found is None or found.kind is ErgebnisKind.WITHDRAW:
        raise ResultNotOpen(result=result)
    return found
