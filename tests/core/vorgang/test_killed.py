"""Connections that end in the middle, for real: nothing of theirs stays, and the next one does all of it once."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connections

from rathaus.core.bescheid import actions as bescheid_actions
from rathaus.core.bescheid.actions import Draft, confirm_remedy, draft_bescheid, issue_bescheid
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.postfach.models import Nachricht
from rathaus.core.protokoll.queries import verify_chains
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang import timer_run
from rathaus.core.vorgang.actions import complete_task
from rathaus.core.vorgang.jobs import fire_everything
from rathaus.core.vorgang.models import Vorgang, Zeitgeber
from rathaus.core.vorgang.queries import vorgang_of
from tests.cast import NOW, make_citizen, make_staff
from tests.core.vorgang.timed import publish_timed
from tests.errand import submitted

PARKING = "bewohnerparkausweis"


def lose_the_database(*_: object, **__: object) -> None:
    """End the connection as when worker or server die: the transaction is lost, nobody rolls it back."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


def test_a_worker_lost_in_a_batch_of_timers_leaves_nothing_and_the_next_fires_each_once(
    committing_database: None, monkeypatch
) -> None:
    publish_timed()
    clerk = make_staff("hanau", "jonas", "Jonas Becker")
    antraege = [submitted(make_citizen(login), PARKING, "bewilligung") for login in ("amira", "bernd", "carla")]
    late = NOW + timedelta(days=40)
    with monkeypatch.context() as dying:
        dying.setattr(timer_run, "record_many", lose_the_database)  # everything is written, nothing is committed
        with pytest.raises(OperationalError):
            fire_everything(now=late)
    connections.close_all()
    with open_scope(clerk.scope):
        assert not Zeitgeber.objects.filter(fired_at__isnull=False).exists()
        assert set(Vorgang.objects.values_list("state", flat=True)) == {"open"}
    assert fire_everything(now=late) == 2 * len(antraege)
    assert fire_everything(now=late) == 0
    with open_scope(clerk.scope):
        assert {vorgang_of(antrag).result for antrag in antraege} == {"bewilligung"}
        assert verify_chains().faults == ()


def test_a_server_gone_between_decision_and_delivery_leaves_the_draft_and_the_next_click_decides_once(
    committing_database: None, monkeypatch
) -> None:
    clerk = make_staff("hanau", "jonas", "Jonas Becker")
    antrag = submitted(make_citizen(), PARKING, "bewilligung")
    with open_scope(clerk.scope):
        vorgang = vorgang_of(antrag)
        complete_task(actor=clerk.actor, vorgang=vorgang, key="formell", outcome="vollstaendig", now=NOW)
        complete_task(actor=clerk.actor, vorgang=vorgang, key="fachlich", now=NOW)
        draft = draft_bescheid(actor=clerk.actor, vorgang=vorgang, draft=Draft("bewilligung"), now=NOW)
        draft = confirm_remedy(actor=clerk.actor, bescheid=draft, now=NOW)

    def issue() -> Bescheid:
        with open_scope(clerk.scope):
            return issue_bescheid(actor=clerk.actor, bescheid=draft, now=NOW)

    with monkeypatch.context() as dying:
        dying.setattr(bescheid_actions, "deliver", lose_the_database)
        with pytest.raises(OperationalError):
            issue()
    connections.close_all()
    with open_scope(clerk.scope):
        assert (Bescheid.objects.get().state, Vorgang.objects.get().state) == ("draft", "open")
        assert not Nachricht.objects.filter(kind="bescheid").exists()
        assert verify_chains().faults == ()
    assert issue().pdf_sha256 == issue().pdf_sha256
    with open_scope(clerk.scope):
        assert Nachricht.objects.filter(kind="bescheid").count() == 1
        assert Vorgang.objects.get().state == "decided"
        assert verify_chains().faults == ()
