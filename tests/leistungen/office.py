"""An office that walks a case to its decision: it does every task that the procedure opens, each with its own act."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from rathaus.core.antrag.models import Antrag
from rathaus.core.bescheid.actions import Draft, confirm_remedy, draft_bescheid, issue_bescheid
from rathaus.core.bescheid.letter import decision_of
from rathaus.core.bescheid.mitzeichnung import ask_for_cosignature, cosign, reading_of
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.bescheid.rules import needs_cosignature
from rathaus.core.beteiligung.actions import involve, record_opinion
from rathaus.core.beteiligung.auslegung import Display, Objection, display, end_passed_displays, record_objection
from rathaus.core.beteiligung.requests import Answer, Request, Shared
from rathaus.core.beteiligung.rules import OpinionKind
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import complete_task
from rathaus.core.vorgang.case import Case, case_of
from rathaus.core.vorgang.hearing import Hearing, end_silent_hearings, hear_citizen
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import vorgang_of
from rathaus.core.vorgang.rules import Work, selectable_results
from rathaus.core.vorgang.timer_run import fire_due_timers
from rathaus.engine.prozess.model import Aufgabe, AufgabeKind, ErgebnisKind
from rathaus.engine.prozess.progress import open_tasks
from rathaus.recht.courts import Court
from tests.cast import NOW, Member, make_staff

LONGEST_ROAD = 20
FRANKFURT = Court("Verwaltungsgericht Frankfurt am Main", "Frankfurt am Main")
GIESSEN = Court("Verwaltungsgericht Gießen", "Gießen")
COURTS = {"anlagengenehmigung": GIESSEN}
"""The plants of the examples stand in the Wetterau; the other notices name no court or that of Hanau."""
OUTCOMES = {ErgebnisKind.PARTIAL: "teilweise", ErgebnisKind.REFUSE: "nicht_erfuellt"}
HEARING = Hearing("Wir wollen Ihrem Antrag nicht in allem folgen.", "Ein Teil der Voraussetzungen liegt nicht vor.")


def decide(antrag: Antrag, clerk: Member, decision: dict[str, Any], kind: str) -> Bescheid:
    """Walk to the decision, draft it, let a colleague sign where the procedure demands it, and issue it."""
    with open_scope(clerk.scope):
        vorgang = vorgang_of(antrag)
        now = NOW if kind == "withdraw" else walk_to_decision(vorgang, clerk, decision["ergebnis"])
        today = timezone.localdate(now)
        reasons = [decision["grund"]] if "grund" in decision else []
        draft = Draft(decision["ergebnis"], reasons, decision.get("begruendung", ""), decision.get("gebuehr_cent"))
        row = draft_bescheid(actor=clerk.actor, vorgang=vorgang, draft=draft, now=now)
        if decision_of(row, today).needs_confirmation:
            row = confirm_remedy(
                actor=clerk.actor, bescheid=row, court=COURTS.get(row.vorgang.leistung.slug, FRANKFURT), now=now
            )
        if needs_cosignature(decision_of(row, today).ergebnis, row.gebuehr_cent):
            row = ask_for_cosignature(actor=clerk.actor, bescheid=row, now=now)
            let_a_colleague_sign(row, now)
        return issue_bescheid(actor=clerk.actor, bescheid=row, now=now)


def let_a_colleague_sign(row: Bescheid, now: datetime) -> None:
    colleague = make_staff(row.stelle.slug, "kollegin", "Aylin Demir")
    assert colleague.actor.konto_id is not None
    reading = reading_of(row, konto_id=colleague.actor.konto_id, on=timezone.localdate(now))
    cosign(actor=colleague.actor, bescheid=row, fassung=reading.fassung, now=now)


def walk_to_decision(vorgang: Vorgang, clerk: Member, result: str) -> datetime:
    """Do what stands before the decision, inside the scope of the clerk; returns the instant at which it is done."""
    now = NOW
    for _ in range(LONGEST_ROAD):
        case = case_of(Vorgang.objects.select_related("antrag", "stelle").get(pk=vorgang.pk))
        if result in {each.key for each in selectable_results(case.prozess, case.done, is_withdrawn=False)}:
            return now
        tasks = [task for task in open_tasks(case.prozess, case.done) if task.kind in ACTS]
        if tasks:
            now = ACTS[tasks[0].kind](case, tasks[0], clerk, result, now)
        else:
            now += timedelta(days=31)
            fire_due_timers(actor=SYSTEM_ACTOR, now=now)
    raise AssertionError(f"no road to {result}: {case.done}")


def _check(case: Case, task: Aufgabe, clerk: Member, result: str, now: datetime) -> datetime:
    wished = OUTCOMES.get(case.prozess.ergebnis(result).kind, "")
    choices = [choice.key for choice in task.choices] or ["erledigt"]
    outcome = wished if wished in choices else choices[0]
    work = Work(range(len(task.checkliste)), "Alles geprüft." if task.begruenden else "")
    complete_task(actor=clerk.actor, vorgang=case.vorgang, key=task.key, outcome=outcome, work=work, now=now)
    return now


def _involve(case: Case, task: Aufgabe, clerk: Member, result: str, now: datetime) -> datetime:
    until = _day(now) + timedelta(days=30)
    requests = [
        Request(each.name.de, each.frage.de, until, address="Am Amt 1\n60311 Frankfurt", party=each.key)
        for each in task.wen
    ]
    rows = involve(actor=clerk.actor, vorgang=case.vorgang, task=task.key, requests=requests, shared=Shared(), now=now)
    for row in rows:
        record_opinion(actor=clerk.actor, request=row, answer=Answer(OpinionKind.NO_OBJECTION), now=now)
    return now


def _display(case: Case, task: Aufgabe, clerk: Member, result: str, now: datetime) -> datetime:
    first, last = _day(now), _day(now) + timedelta(days=30)
    what = Display(first, last, last + timedelta(days=14), "Im Internet", "Antrag auf Genehmigung")
    row = display(actor=clerk.actor, vorgang=case.vorgang, task=task.key, what=what, now=now)
    objection = Objection("Der Lärm ist zu laut.", first, "Eine Nachbarin")
    record_objection(actor=clerk.actor, auslegung=row, objection=objection, now=now)
    later = now + timedelta(days=49)  # after a weekend, too
    assert end_passed_displays(actor=SYSTEM_ACTOR, stelle_id=row.stelle_id, now=later) == 1
    return later


def _hear(case: Case, task: Aufgabe, clerk: Member, result: str, now: datetime) -> datetime:
    hear_citizen(actor=clerk.actor, vorgang=case.vorgang, hearing=HEARING, now=now)
    later = now + timedelta(days=18)
    end_silent_hearings(actor=SYSTEM_ACTOR, stelle_id=case.vorgang.stelle_id, now=later)
    return later


def _day(now: datetime) -> date:
    return now.astimezone(ZoneInfo("Europe/Berlin")).date()


ACTS = {
    AufgabeKind.PRUEFEN_FORMELL: _check,
    AufgabeKind.PRUEFEN_FACHLICH: _check,
    AufgabeKind.BETEILIGEN: _involve,
    AufgabeKind.AUSLEGEN: _display,
    AufgabeKind.ANHOEREN: _hear,
}
