"""Decisions without a person: where a norm allows it, the body wants it, and nothing is left for a person to look at.

The table of the procedure decides, and only in favour; the letter says that a program issued it and by which norm. In
every doubt the case stays as it is, with a note of the doubt, and a person decides.
Source: VwVfG § 35a, SGB X § 31a, AO § 155(4); VwVfG § 24(1) s. 3; VwVfG § 37(5), SGB X § 33(5).
"""

import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from rathaus.core.antrag.models import Antrag
from rathaus.core.antrag.queries import content_of
from rathaus.core.antrag.rules import Channel, file_ids
from rathaus.core.antrag.vertretung import vertretung_of
from rathaus.core.bescheid.actions import complete_issue, refuse_unheard
from rathaus.core.bescheid.errors import (
    FeeRefused,
    NotHeard,
    ReasonMissing,
    SealKeyExpired,
    SealKeyMissing,
    SealKeyUnreadable,
    SealNotPut,
)
from rathaus.core.bescheid.fee_rules import DecidedFee, FeeChoice, decide_fee
from rathaus.core.bescheid.letter import Decision, build_document, decision_of
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.bescheid.nebenbestimmung import choose_clauses
from rathaus.core.bescheid.rules import Doubt, choose_reasons, needs_cosignature, remedy_of
from rathaus.core.bescheid.siegel import seal_of
from rathaus.core.datei.errors import PdfNotRendered
from rathaus.core.leistung.coverage import decides_alone
from rathaus.core.leistung.errors import TarifOverflows
from rathaus.core.leistung.queries import kept_version
from rathaus.core.miterklaerung.models import Miterklaerung
from rathaus.core.miterklaerung.queries import is_awaited, states_of
from rathaus.core.miterklaerung.rules import State as Said
from rathaus.core.postfach.queries import messages_of
from rathaus.core.postfach.rules import Direction
from rathaus.core.protokoll.queries import records_of
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.vorgang.admission import lock_by_antrag
from rathaus.core.vorgang.case import Case
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.proposal import proposal_of
from rathaus.core.vorgang.queries import fee_of
from rathaus.core.vorgang.rules import State
from rathaus.core.zahlung.models import Forderung
from rathaus.core.zahlung.queries import open_advance_cent
from rathaus.engine.prozess.automation import Proposal
from rathaus.engine.prozess.model import Automation, Ergebnis, ErgebnisKind
from rathaus.engine.prozess.progress import deciding_task, open_tasks
from rathaus.engine.prozess.text import BescheidNotRenderable
from rathaus.recht.errors import FeeNotPossible, ParameterUnknown
from rathaus.values.errors import RathausError

LEFT = "bescheid.left_to_person"
"""Act that notes why a person decides."""

_REFUSALS: Final[dict[type[RathausError], Doubt]] = {
    BescheidNotRenderable: Doubt.LETTER,
    PdfNotRendered: Doubt.LETTER,
    SealKeyMissing: Doubt.SEAL,
    SealKeyUnreadable: Doubt.SEAL,
    SealKeyExpired: Doubt.SEAL,
    SealNotPut: Doubt.SEAL,
    ParameterUnknown: Doubt.LAW,
}
"""What can stand against a letter that nothing else stands against."""

DECIDE = "bescheid.decide_automatically"
"""Name of the job that looks at a new case of a Leistung that may be decided without a person."""


def queue_decision(sender: type[Vorgang], *, vorgang: Vorgang, now: datetime, **_: object) -> None:  # noqa: ARG001  # of a receiver
    """Queue the look at a new case, in the transaction that opens it; not where a person always decides or began to."""
    _queue(vorgang.antrag)


def queue_paid(sender: type[Forderung], *, antrag_id: uuid.UUID, **_: object) -> None:  # noqa: ARG001  # of a receiver
    """Queue the look at a case whose fee was requested ahead and is paid now; until then nothing is decided alone."""
    _queue(Antrag.objects.get(public_id=antrag_id))


def queue_said(sender: type[Miterklaerung], *, vorgang: Vorgang, now: datetime, **_: object) -> None:  # noqa: ARG001  # of a receiver
    """Queue the look at a case to which a second person has said something; until then nothing is decided alone."""
    _queue(vorgang.antrag)


def _queue(antrag: Antrag) -> None:
    if content_of(antrag).prozess.leistung.automation is Automation.FULL and antrag.channel != Channel.LEGACY:
        app.configure_task(DECIDE).defer(
            antrag=str(antrag.public_id), stelle_id=antrag.stelle_id, konto_id=antrag.konto_id,
            secret_hash=antrag.secret_hash,
        )  # fmt: skip


@transaction.atomic
def decide_automatically(*, actor: Actor, antrag: Antrag, now: datetime, is_last_try: bool = True) -> Bescheid | None:
    """Issue the Bescheid of a new case without a person, or note why a person decides.

    A case that somebody has taken, that waits, has a draft, an open fee that was requested ahead or a second person who
    must still declare something is left alone, and so is every case of a body that has not allowed it; running it again
    changes nothing. A letter that cannot be written or sealed is a doubt like others.

    Args:
        actor: the system.
        antrag: the Antrag, in a scope of its body and of its person.
        now: aware instant.
        is_last_try: whether nobody tries again; until then what may pass by itself is raised.

    Returns:
        The Bescheid; None where a person decides.

    Raises:
        ActorRefused: not the system.
        SealNotPut: the timestamp server does not answer, and somebody tries again.
    """
    if actor.role is not Role.SYSTEM:
        raise ActorRefused(role=actor.role.value)
    case = lock_by_antrag(antrag)
    if not _is_untouched(case) or not decides_alone(case.vorgang.leistung_id, stelle=case.vorgang.stelle):
        return None
    proposal = proposal_of(case.vorgang)
    if proposal is None:
        return None
    try:
        with transaction.atomic():
            found = _decided(case, proposal, actor=actor, now=now)
    except tuple(_REFUSALS) as error:
        if isinstance(error, SealNotPut) and not is_last_try:
            raise
        found = [next(doubt for refusal, doubt in _REFUSALS.items() if isinstance(error, refusal))]
    if isinstance(found, Bescheid):
        return found
    if not _is_noted(case):
        case.record(LEFT, actor=actor, payload={"doubts": [doubt.value for doubt in found]})
    return None


def _decided(case: Case, proposal: Proposal, *, actor: Actor, now: datetime) -> Bescheid | list[Doubt]:
    """Issue what the table proposes; returns every doubt instead where there is one."""
    decision = _prepared(case, proposal, now) if proposal.is_full else None
    if decision is None:
        return [Doubt.TABLE]
    if doubts := list(_doubts(case, decision)):
        return doubts
    row = decision.bescheid
    row.seal = seal.to_json() if (seal := seal_of(decision.authority, at=now)) else None
    document = build_document(decision, clerk_name="", seal=seal)
    return complete_issue(case, decision, document=document, actor=actor, now=now)


def _is_untouched(case: Case) -> bool:
    row = case.vorgang
    is_waiting = row.state == State.WAITING or row.is_withdrawn or row.is_ended
    is_taken = row.claimed_by_id is not None or Bescheid.objects.filter(vorgang_id=row.pk).exists()
    is_awaiting = bool(open_advance_cent(case.antrag.public_id)) or is_awaited(case.antrag)
    return not is_waiting and not is_taken and not is_awaiting


def _is_noted(case: Case) -> bool:
    return records_of(kind="antrag", subject_id=case.antrag.public_id).filter(act=LEFT).exists()


def _prepared(case: Case, proposal: Proposal, now: datetime) -> Decision | None:
    """Return the decision that the table proposes, in memory; None where reason or fee do not fit its result."""
    prozess, vorgang = content_of(case.antrag).prozess, case.vorgang
    ergebnis = prozess.ergebnis(proposal.ergebnis)
    try:
        reasons = choose_reasons(ergebnis, [proposal.grund] if proposal.grund else [])
        fee = _fee(case, ergebnis, proposal)
    except (ReasonMissing, FeeRefused, FeeNotPossible, TarifOverflows):
        return None
    remedy, head = remedy_of(ergebnis), prozess.leistung
    row = Bescheid(
        vorgang=vorgang, antrag=case.antrag, stelle_id=vorgang.stelle_id, drafted_at=now, result=ergebnis.key,
        kind=ergebnis.kind.value, remedy=remedy.value if remedy else "", reasons=[grund.key for grund in reasons],
        gebuehr_cent=fee.cents, gebuehr_basis=fee.basis,
        nebenbestimmungen=choose_clauses(case, ergebnis, chosen=None, own=""),
        automation={
            "norm": head.automation_norm,
            "tabelle": head.automation_tabelle,
            "version": head.version,
            "fassung": kept_version(case.antrag.version_id).source_hash,
            "regeln": proposal.explanation.to_json(),
        },
    )  # fmt: skip
    return decision_of(row, timezone.localdate(now))


def _fee(case: Case, ergebnis: Ergebnis, proposal: Proposal) -> DecidedFee:
    choice = FeeChoice(proposal.gebuehr_cent)
    return decide_fee(ergebnis, case.prozess.gebuehr, usual=fee_of(case.vorgang), choice=choice)


def _doubts(case: Case, decision: Decision) -> Iterator[Doubt]:
    """Yield every reason why a person decides this case."""
    row, antrag, ergebnis = decision.bescheid, case.antrag, decision.ergebnis
    left = {task.key for task in open_tasks(case.prozess, case.done)} - {deciding_task(case.prozess).key}
    found = {
        Doubt.BURDEN: ergebnis.kind is not ErgebnisKind.GRANT,
        Doubt.TASK: bool(left) or deciding_task(case.prozess).key in case.done,
        Doubt.INCOMPLETE: bool(antrag.incomplete),
        Doubt.DOCUMENTS: bool(file_ids(antrag.answers)),
        Doubt.WRITTEN: messages_of(antrag.public_id).filter(direction=Direction.TO_OFFICE).exists(),
        Doubt.REPRESENTED: vertretung_of(antrag) is not None,
        Doubt.SECOND_PERSON: any(state is not Said.DECLARED for _, state in states_of(antrag)),
        Doubt.UNHEARD: _is_unheard(case.vorgang, ergebnis),
        Doubt.COSIGNATURE: needs_cosignature(ergebnis, row.gebuehr_cent),
        Doubt.CERTIFICATE: case.prozess.nachweis_of(ergebnis.key) is not None,
        Doubt.FEE: row.gebuehr_cent is None,
        Doubt.LAW: decision.needs_confirmation or bool(decision.banners),
    }
    return (doubt for doubt, holds in found.items() if holds)


def _is_unheard(vorgang: Vorgang, ergebnis: Ergebnis) -> bool:
    try:
        refuse_unheard(vorgang, ergebnis)
    except NotHeard:
        return True
    return False
