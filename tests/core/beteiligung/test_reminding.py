"""A body that is late is reminded by the program: once for a day, whoever runs it and whatever dies."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections, transaction

from rathaus.core.beteiligung import reminding
from rathaus.core.beteiligung.actions import give_opinion, go_on_without, remind
from rathaus.core.beteiligung.jobs import remind_all
from rathaus.core.beteiligung.models import Beteiligung, Stellungnahme
from rathaus.core.beteiligung.reminding import remind_late
from rathaus.core.beteiligung.requests import Answer, Request
from rathaus.core.beteiligung.rules import OpinionKind
from rathaus.core.protokoll.many import Entry
from rathaus.core.protokoll.queries import verify_chains
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import history, vorgang_of
from tests.cast import NOW, Member, make_citizen, make_staff
from tests.core.beteiligung.conftest import UNTIL, ask
from tests.errand import submitted

LATE = NOW + timedelta(days=29)
ACT = "vorgang.opinion_reminded"


def reminded(clerk: Member, *, now=LATE) -> int:
    assert clerk.stelle is not None
    with open_scope(clerk.scope):
        return remind_late(actor=SYSTEM_ACTOR, stelle_id=clerk.stelle.pk, now=now)


def said(clerk: Member, vorgang: Vorgang) -> list[object]:
    with open_scope(clerk.scope):
        return [record.payload for record in history(vorgang) if record.act == ACT]


def test_after_its_day_the_body_is_reminded_once_and_the_clerk_reads_it(
    request_to_neighbour: Beteiligung, clerk: Member, clerk_of_the_next_town: Member, vorgang: Vorgang
) -> None:
    assert reminded(clerk, now=LATE - timedelta(days=1)) == 0
    assert [reminded(clerk), reminded(clerk), reminded(clerk, now=LATE + timedelta(days=9))] == [1, 0, 0]
    facts = {"request": str(request_to_neighbour.public_id), "party": "Nachbarstadt", "due_on": UNTIL.isoformat()}
    assert said(clerk, vorgang) == [facts]
    with open_scope(clerk_of_the_next_town.scope):
        assert Stellungnahme.objects.get().reminded_at == LATE
    with open_scope(clerk.scope):
        assert Beteiligung.objects.get().reminded_at == LATE
        assert verify_chains().faults == ()


def test_one_request_that_fails_stops_no_other(
    request_to_neighbour: Beteiligung, clerk: Member, clerk_of_the_next_town: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = submitted(make_citizen("karl"), "bewohnerparkausweis", "bewilligung")
    asked = Request("Nachbarstadt", "Und hier?", UNTIL, asked=clerk_of_the_next_town.stelle)
    with open_scope(clerk.scope):
        ask(clerk, vorgang_of(other), asked)
    entry = reminding._entry

    def entry_or_failure(row: Beteiligung, actor: Actor) -> Entry:
        if row.pk == request_to_neighbour.pk:
            raise RuntimeError
        return entry(row, actor)

    with monkeypatch.context() as failing:
        failing.setattr(reminding, "_entry", entry_or_failure)
        assert [reminded(clerk), reminded(clerk)] == [1, 0]
    assert [reminded(clerk), reminded(clerk)] == [1, 0]


def test_another_day_is_another_reminder(request_to_neighbour: Beteiligung, clerk: Member) -> None:
    assert reminded(clerk) == 1
    later = UNTIL + timedelta(days=14)
    with open_scope(clerk.scope):
        Beteiligung.objects.update(due_on=later)
    assert [reminded(clerk), reminded(clerk, now=LATE + timedelta(days=14))] == [0, 1]


def test_who_answered_who_is_not_waited_for_and_who_gets_letters_is_not_reminded(
    stellungnahme: Stellungnahme, clerk: Member, clerk_of_the_next_town: Member, vorgang: Vorgang
) -> None:
    town = clerk_of_the_next_town
    with open_scope(clerk.scope):
        ask(clerk, vorgang, Request("Feuerwehr", "Frei?", UNTIL, address="Am Markt 1"))
    with open_scope(town.scope):
        give_opinion(actor=town.actor, stellungnahme=stellungnahme, answer=Answer(OpinionKind.NO_OBJECTION), now=NOW)
    with open_scope(clerk.scope):
        (again,) = ask(clerk, vorgang, Request("Nachbarstadt", "Und jetzt?", UNTIL, asked=town.stelle))
        go_on_without(actor=clerk.actor, request=again, reason="Es eilt.", now=NOW)
    assert reminded(clerk) == 0


def test_a_clerk_who_reminds_after_the_day_does_so_instead_of_the_program(
    request_to_neighbour: Beteiligung, clerk: Member
) -> None:
    with open_scope(clerk.scope):
        remind(actor=clerk.actor, request=request_to_neighbour, now=LATE)
    assert reminded(clerk) == 0


def test_a_clerk_who_reminded_before_the_day_does_not_take_its_place(
    request_to_neighbour: Beteiligung, clerk: Member
) -> None:
    with open_scope(clerk.scope):
        remind(actor=clerk.actor, request=request_to_neighbour, now=NOW)
    assert reminded(clerk) == 1


def test_nobody_but_the_system_runs_it(clerk: Member) -> None:
    with open_scope(clerk.scope), pytest.raises(ActorRefused):
        remind_late(actor=clerk.actor, stelle_id=clerk.actor.stelle_id or 0, now=LATE)


def test_the_job_reminds_for_every_body_in_batches(
    request_to_neighbour: Beteiligung, clerk: Member, vorgang: Vorgang, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rathaus.core.beteiligung.jobs.timezone.now", lambda: LATE)
    for module in ("jobs", "reminding"):
        monkeypatch.setattr(f"rathaus.core.beteiligung.{module}.BATCH", 1)
    remind_all(timestamp=0)
    remind_all(timestamp=0)
    assert len(said(clerk, vorgang)) == 1


def test_two_workers_and_one_that_dies_remind_once(committing_database: None) -> None:
    citizen, clerk, neighbour = (
        make_citizen(),
        make_staff("hanau", "jonas", "Jonas Becker"),
        make_staff("fulda", "f", "F"),
    )
    antrag = submitted(citizen, "bewohnerparkausweis", "bewilligung")
    with open_scope(clerk.scope):
        vorgang = vorgang_of(antrag)
        ask(clerk, vorgang, Request("Fulda", "Bedenken?", UNTIL, asked=neighbour.stelle))
    with open_scope(clerk.scope):  # a worker that dies before its transaction ends
        remind_late(actor=SYSTEM_ACTOR, stelle_id=vorgang.stelle_id, now=LATE)
        transaction.set_rollback(True)
    barrier = Barrier(2)

    def work() -> int:
        try:
            barrier.wait(timeout=30)
            return reminded(clerk)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        runs = [pool.submit(work) for _ in range(2)]
        assert sum(run.result(timeout=60) for run in runs) == 1
    assert len(said(clerk, vorgang)) == 1
