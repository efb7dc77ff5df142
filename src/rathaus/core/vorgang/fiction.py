"""The Genehmigungsfiktion: a period passes without a decision, and the law lets the Antrag count as granted."""

from datetime import date, datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from rathaus.core.antrag.actions import set_status
from rathaus.core.antrag.rules import Status
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.vorgang.case import Case
from rathaus.core.vorgang.errors import FictionOccurred
from rathaus.core.vorgang.models import Vorgang, Zeitgeber
from rathaus.core.vorgang.rules import HearingState, State
from rathaus.core.vorgang.signals import vorgang_ended
from rathaus.engine.prozess.model import AufgabeKind
from rathaus.engine.prozess.zeitgeber import Zeitgeber as Timer
from rathaus.engine.prozess.zeitgeber import ZeitgeberEffectKind
from rathaus.recht.genehmigungsfiktion import Period, deemed_approval

SEND_CERTIFICATE = "vorgang.send_fiction_certificate"
"""Name of the job that certifies a Genehmigungsfiktion to the person."""


def deem_granted(case: Case, row: Zeitgeber, *, timer: Timer, now: datetime) -> None:
    """Mark a locked case as deemed granted from the day after the last day of the period, and queue its certificate.

    The deciding task is done already, by the timer. Whatever else was open of it ends.

    Args:
        case: the case; whoever calls writes it.
        row: the run that has fired.
        timer: its definition, whose norm orders the fiction.
        now: aware instant.

    Source: VwVfG § 42a(1), (2).
    """
    vorgang, antrag = case.vorgang, case.antrag
    case.end_hearing(HearingState.SILENT, now=now)
    case.stop_waiting(now=now)
    vorgang.state, vorgang.result = State.DECIDED, timer.folge.ergebnis
    found = deemed_approval(Period(timer.norm, row.due_on), timezone.localdate(now))
    vorgang.deemed_on = vorgang.decided_on = found.granted_from
    case.complete_kind(AufgabeKind.ZUSTELLEN, actor=SYSTEM_ACTOR, now=now)
    set_status(actor=SYSTEM_ACTOR, antrag=antrag, status=Status.DECIDED, now=now)
    payload: dict[str, object] = {"result": vorgang.result, "on": str(vorgang.deemed_on), "norm": timer.norm}
    case.record("vorgang.deemed_granted", actor=SYSTEM_ACTOR, payload=payload)
    vorgang_ended.send(sender=Vorgang, vorgang=vorgang, now=now)
    app.configure_task(SEND_CERTIFICATE).defer(antrag=str(antrag.public_id), stelle_id=antrag.stelle_id)


def refuse_after_fiction(vorgang: Vorgang, *, today: date) -> None:
    """Let nobody decide what counts as granted already, while the hourly run has not marked it yet.

    Args:
        vorgang: the locked case.
        today: local day of the decision.

    Raises:
        FictionOccurred: the period of a Genehmigungsfiktion has passed.

    Source: VwVfG § 42a(1).
    """
    runs = Zeitgeber.objects.filter(vorgang_id=vorgang.pk, effect=ZeitgeberEffectKind.DEEMED_GRANT.value)
    passed = runs.filter(due_on__lt=today, fired_at=None, stopped_at=None, paused_on=None).first()
    if passed is not None:
        raise FictionOccurred(due_on=passed.due_on.isoformat())
