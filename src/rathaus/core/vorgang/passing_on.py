"""A case that another body must decide is passed on: it ends here, goes on there, and the person is told both."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from rathaus.core.antrag.actions import pass_on_antrag
from rathaus.core.antrag.models import Antrag
from rathaus.core.leistung.queries import uebernahmen_of
from rathaus.core.leistung.tarif_queries import tarif_on
from rathaus.core.postfach.actions import Correspondence, Letter, deliver
from rathaus.core.postfach.rules import Kind
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor
from rathaus.core.scope.session import widen_scope
from rathaus.core.stelle.models import Stelle
from rathaus.core.termin.actions import give_back
from rathaus.core.vorgang import texts
from rathaus.core.vorgang.actions import open_vorgang
from rathaus.core.vorgang.admission import lock_to_work
from rathaus.core.vorgang.case import Case
from rathaus.core.vorgang.errors import AlreadyWaiting, AntragWithdrawn, PassingOnRefused, VorgangEnded
from rathaus.core.vorgang.fees import drop_unassessed, request_fee_ahead
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.procedure import full_prozess
from rathaus.core.vorgang.queries import Receiver, shown_fee
from rathaus.core.vorgang.rules import State
from rathaus.core.vorgang.signals import vorgang_ended

_MAX_SUBJECT = 200


@transaction.atomic
def pass_on(*, actor: Actor, vorgang: Vorgang, receiver: Stelle, reason: str, now: datetime) -> Antrag:
    """Pass an undecided case on to the body that must decide it; returns the Antrag as that body has it.

    Answers and files go along; what was written and noted here stays here. The Antrag keeps the day on which it was
    submitted. That the periods of the other body begin now is not verified for any code of procedure.

    Args:
        actor: a clerk of the body; an unclaimed case is claimed by it.
        vorgang: the case.
        receiver: the body that must decide.
        reason: why, as the person and the other body read it.
        now: aware instant.

    Raises:
        ActorRefused, ClaimedByColleague: see :func:`rathaus.core.vorgang.admission.lock_to_work`.
        VorgangEnded: it is decided or closed.
        AntragWithdrawn: the person has withdrawn the Antrag.
        AlreadyWaiting: a question or a hearing is open.
        PassingOnRefused: no reason, or that body does not offer the Leistung.
        DateiQuarantined: the scanner has not seen a file yet.

    Source: SGB I § 16(2) for social benefits; elsewhere a custom of administration.
    """
    case = lock_to_work(actor, vorgang, now=now)
    _refuse(case)
    uebernahme = uebernahmen_of(receiver).filter(leistung_id=case.vorgang.leistung_id).first()
    is_other = receiver.pk != case.vorgang.stelle_id and receiver.mode == case.vorgang.stelle.mode
    if uebernahme is None or not is_other or not reason.strip():
        raise PassingOnRefused(stelle=receiver.slug)
    antrag = case.antrag
    about = Correspondence(antrag.stelle_id, antrag.bearer, antrag.public_id)
    give_back(actor=SYSTEM_ACTOR, correspondence=about, now=now)
    drop_unassessed(antrag, now=now)
    own = tarif_on(case.vorgang.leistung_id, receiver.pk, day=timezone.localdate(now))
    gebuehr = full_prozess(antrag.version_id).gebuehr
    shown = shown_fee(Receiver(receiver, uebernahme, own), gebuehr=gebuehr, answers=antrag.answers)
    with widen_scope(stellen=frozenset({receiver.pk})):
        passed = pass_on_antrag(actor=actor, antrag=antrag, stelle=receiver, now=now)
        open_vorgang(passed, fee=shown.fee, arrived=now, now=now)
        request_fee_ahead(passed, norm=shown.advance_norm, fee_cent=shown.fee.betrag_cent, now=now)
    letter = _letter(passed, reason.strip())
    deliver(actor=actor, correspondence=about, letter=letter, now=now)
    row = case.vorgang
    row.state, row.closed_at, case.moved_at = State.CLOSED, now, now
    case.save()
    vorgang_ended.send(sender=Vorgang, vorgang=row, now=now)
    payload: dict[str, object] = {"to": receiver.official_name, "reference": passed.reference, "reason": reason.strip()}
    case.record("vorgang.passed_on", actor=actor, payload=payload)
    return passed


def _refuse(case: Case) -> None:
    row = case.vorgang
    if row.is_withdrawn:
        raise AntragWithdrawn(vorgang=row.public_id)
    if row.is_ended:
        raise VorgangEnded(vorgang=row.public_id)
    if row.state == State.WAITING:
        raise AlreadyWaiting(vorgang=row.public_id)


def _letter(passed: Antrag, reason: str) -> Letter:
    facts = {"body": passed.stelle.official_name, "number": passed.reference, "reason": reason}
    subject = texts.PASSED_ON_SUBJECT.in_language(passed.language).format(**facts)[:_MAX_SUBJECT]
    return Letter(Kind.MESSAGE, subject, texts.PASSED_ON_BODY.in_language(passed.language).format(**facts))
