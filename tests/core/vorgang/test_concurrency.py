"""Two at once, with real commits: one Antrag, one case, one clerk, one decision."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection, connections

from rathaus.core.antrag.models import Antrag
from rathaus.core.bescheid.actions import Draft, confirm_remedy, draft_bescheid, issue_bescheid
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.postfach.models import Nachricht
from rathaus.core.protokoll.queries import verify_chains
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import SEND_RECEIPT, claim, complete_task, receive_antrag
from rathaus.core.vorgang.errors import ClaimedByColleague
from rathaus.core.vorgang.models import Vorgang, Zeitgeber
from rathaus.core.vorgang.queries import history, vorgang_of
from rathaus.core.vorgang.timer_run import fire_due_timers
from rathaus.recht.courts import Court
from tests.cast import NOW, Member, make_citizen, make_staff
from tests.core.vorgang.timed import publish_timed
from tests.errand import drafted, submitted

PARKING = "bewohnerparkausweis"
COURT = Court("Verwaltungsgericht Frankfurt am Main", "Frankfurt am Main")


def at_once(*acts: tuple[Member, Callable[[], object]]) -> list[object]:
    """Run acts in threads that start together, each in the scope of its member; returns results or errors."""
    barrier = Barrier(len(acts))

    def run(member: Member, act: Callable[[], object]) -> object:
        try:
            barrier.wait(timeout=30)
            with open_scope(member.scope):
                return act()
        except ClaimedByColleague as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result(timeout=60) for future in [pool.submit(run, *each) for each in acts]]


def count_jobs() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s", [SEND_RECEIPT])
        return int(cursor.fetchone()[0])


def test_a_double_click_gives_one_antrag_one_case_and_one_job(committing_database: None) -> None:
    citizen, clerk = make_citizen(), make_staff("hanau", "jonas", "Jonas Becker")
    with open_scope(citizen.scope):
        entwurf = drafted(citizen, PARKING, "bewilligung")
    before = count_jobs()
    click = (citizen, lambda: receive_antrag(actor=citizen.actor, entwurf=entwurf, now=NOW))
    results = at_once(click, click, click)
    assert len({antrag.pk for antrag in results if isinstance(antrag, Antrag)}) == 1
    assert len(results) == 3
    with open_scope(clerk.scope):
        assert (Antrag.objects.count(), Vorgang.objects.count()) == (1, 1)
    assert count_jobs() == before + 1


def test_of_two_clerks_who_claim_at_once_one_wins(committing_database: None) -> None:
    first, second = make_staff("hanau", "jonas", "Jonas Becker"), make_staff("hanau", "selin", "Selin Aydin")
    antrag = submitted(make_citizen(), PARKING, "bewilligung")
    with open_scope(first.scope):
        vorgang = vorgang_of(antrag)
    results = at_once(*((m, lambda m=m: claim(actor=m.actor, vorgang=vorgang, now=NOW)) for m in (first, second)))
    assert sorted(type(result).__name__ for result in results) == ["ClaimedByColleague", "Vorgang"]
    (winner,) = [result for result in results if isinstance(result, Vorgang)]
    with open_scope(first.scope):
        assert Vorgang.objects.get().claimed_by_id == winner.claimed_by_id


def test_issuing_at_once_decides_once_and_sends_one_letter(committing_database: None) -> None:
    clerk, colleague = make_staff("hanau", "jonas", "Jonas Becker"), make_staff("hanau", "selin", "Selin Aydin")
    antrag = submitted(make_citizen(), PARKING, "bewilligung")
    with open_scope(clerk.scope):
        vorgang = vorgang_of(antrag)
        complete_task(actor=clerk.actor, vorgang=vorgang, key="formell", outcome="vollstaendig", now=NOW)
        complete_task(actor=clerk.actor, vorgang=vorgang, key="fachlich", now=NOW)
        draft = draft_bescheid(actor=clerk.actor, vorgang=vorgang, draft=Draft("bewilligung"), now=NOW)
        draft = confirm_remedy(actor=clerk.actor, bescheid=draft, court=COURT, now=NOW)
    clicks = [
        (member, lambda member=member: issue_bescheid(actor=member.actor, bescheid=draft, now=NOW))
        for member in (clerk, clerk, colleague)
    ]
    results = at_once(*clicks)
    assert len({result.pdf_sha256 for result in results if isinstance(result, Bescheid)}) == 1
    with open_scope(clerk.scope):
        assert Bescheid.objects.get().state == "issued"
        assert Nachricht.objects.filter(kind="bescheid").count() == 1


def test_two_workers_fire_each_timer_once_and_a_killed_one_leaves_nothing(committing_database: None) -> None:
    publish_timed()
    clerk = make_staff("hanau", "jonas", "Jonas Becker")
    antraege = [submitted(make_citizen(login), PARKING, "bewilligung") for login in ("amira", "bernd", "carla")]
    late = NOW + timedelta(days=40)
    with pytest.raises(KeyboardInterrupt):
        _fire_and_die(clerk, late)
    with open_scope(clerk.scope):
        assert not Zeitgeber.objects.filter(fired_at__isnull=False).exists()
    workers = [(clerk, lambda: fire_due_timers(actor=SYSTEM_ACTOR, now=late).fired) for _ in range(2)]
    results = at_once(*workers)
    assert sum(result for result in results if isinstance(result, int)) == 2 * len(antraege), results
    with open_scope(clerk.scope):
        assert {vorgang_of(antrag).result for antrag in antraege} == {"bewilligung"}
        for antrag in antraege:
            acts = [record.act for record in history(vorgang_of(antrag))]
            assert acts.count("vorgang.deemed_granted") == acts.count("antrag.decided") == 1
        assert verify_chains().faults == ()


def _fire_and_die(clerk: Member, now: datetime) -> None:
    with open_scope(clerk.scope):
        fire_due_timers(actor=SYSTEM_ACTOR, now=now)
        raise KeyboardInterrupt  # as a worker that is killed in the middle
