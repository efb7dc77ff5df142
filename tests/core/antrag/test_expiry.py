"""Drafts that nobody continues are deleted with their files, and the scope that finds them can do nothing else."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from rathaus.core.antrag.drafting import start_entwurf
from rathaus.core.antrag.errors import EntwurfExpired
from rathaus.core.antrag.expiry import delete_expired_entwuerfe
from rathaus.core.antrag.jobs import DELETE_EXPIRED, delete_expired
from rathaus.core.antrag.models import Antrag, Entwurf
from rathaus.core.antrag.queries import entwurf_by_public_id
from rathaus.core.antrag.steady_clock import RUNS_NEEDED, is_clock_steady
from rathaus.core.datei.models import Datei, DateiInhalt
from rathaus.core.konto.bearer import Bearer
from rathaus.core.konto.models import ThrottleCount
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.proof import tenancy_faults
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.vorgang.actions import receive_antrag
from tests.core.antrag.forms import add_papers, fill_in

KEPT = timedelta(days=30)
RETENTION = Scope(retention=KEPT)


def leave_alone(draft, *, days: int) -> None:
    """Let the last edit of a draft be some days ago."""
    Entwurf.objects.filter(pk=draft.pk).update(edited_at=timezone.now() - timedelta(days=days))


@pytest.fixture(autouse=True)
def fixed_day() -> None:
    """Live today: the database compares ages with its own clock."""


@pytest.fixture
def draft(person, entwurf, answers):
    return add_papers(person, fill_in(person, entwurf, answers))


def test_an_old_draft_is_deleted_with_its_file_and_the_bytes(draft) -> None:
    leave_alone(draft, days=32)
    assert delete_expired_entwuerfe(actor=SYSTEM_ACTOR, now=timezone.now()) == 1
    assert (Entwurf.objects.count(), Datei.objects.count(), DateiInhalt.objects.count()) == (0, 0, 0)
    assert delete_expired_entwuerfe(actor=SYSTEM_ACTOR, now=timezone.now()) == 0


def test_a_draft_of_the_last_day_stays_with_its_file(draft) -> None:
    leave_alone(draft, days=29)
    assert delete_expired_entwuerfe(actor=SYSTEM_ACTOR, now=timezone.now()) == 0
    assert (Entwurf.objects.count(), Datei.objects.count(), DateiInhalt.objects.count()) == (1, 1, 1)


def test_a_younger_draft_of_the_same_person_keeps_its_file(person, draft, leistung, hanau) -> None:
    leave_alone(draft, days=1)
    old = start_entwurf(
        actor=person.actor, bearer=person.bearer, leistung=leistung, place=hanau, language="de", now=timezone.now()
    )
    leave_alone(old, days=40)
    assert delete_expired_entwuerfe(actor=SYSTEM_ACTOR, now=timezone.now()) == 1
    assert Entwurf.objects.get() == draft
    assert DateiInhalt.objects.count() == 1


def test_the_draft_of_a_link_is_deleted_too(leistung, hanau) -> None:
    owner = Scope(secrets=frozenset({"a" * 64}))
    with open_scope(owner):
        draft = start_entwurf(
            actor=Actor(Role.LINK), bearer=Bearer(secret_hash="a" * 64), leistung=leistung, place=hanau,
            language="de", now=timezone.now(),
        )  # fmt: skip
        leave_alone(draft, days=32)
    assert delete_expired_entwuerfe(actor=SYSTEM_ACTOR, now=timezone.now()) == 1
    with open_scope(owner):
        assert not Entwurf.objects.exists()


def test_a_submitted_antrag_stays_with_its_file(person, draft) -> None:
    leave_alone(draft, days=1)
    receive_antrag(actor=person.actor, entwurf=draft, now=timezone.now())
    leave_alone(draft, days=400)
    assert delete_expired_entwuerfe(actor=SYSTEM_ACTOR, now=timezone.now()) == 0
    with open_scope(RETENTION):
        assert not Entwurf.objects.exists()
        assert not Antrag.objects.exists()
    assert (Antrag.objects.count(), DateiInhalt.objects.count()) == (1, 1)


@pytest.mark.parametrize(("days", "seen"), [(29, 0), (31, 1)])
def test_the_scope_of_the_retention_sees_old_drafts_and_no_file(draft, days: int, seen: int) -> None:
    leave_alone(draft, days=days)
    with open_scope(RETENTION):
        assert (Entwurf.objects.count(), Datei.objects.count(), DateiInhalt.objects.count()) == (seen, 0, 0)


def test_the_scope_of_the_retention_changes_and_deletes_nothing(draft) -> None:
    leave_alone(draft, days=99)
    with open_scope(RETENTION):
        assert Entwurf.objects.count() == 1
        assert Entwurf.objects.update(language="en") == 0
        assert Entwurf.objects.all()._raw_delete("default") == 0
    assert Entwurf.objects.get().language == "de"


def test_other_scopes_do_not_see_old_drafts_of_others(draft) -> None:
    leave_alone(draft, days=99)
    for scope in (Scope(), Scope(konto=draft.konto_id + 1), Scope(stellen=frozenset(range(2000)))):
        with open_scope(scope):
            assert not Entwurf.objects.exists()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SYSTEM])
def test_only_the_system_deletes_old_drafts(db, role: Role) -> None:
    with pytest.raises(ActorRefused):
        delete_expired_entwuerfe(actor=Actor(role), now=timezone.now())


def ran_every_hour_until(now: datetime, hours: int = 24) -> None:
    """Let the hourly job have run, as in a town hall that has been open for a while."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status) SELECT 'default', %s,"
            " jsonb_build_object('timestamp', %s - 3600 * hour), 'succeeded' FROM generate_series(1, %s) AS hour",
            [DELETE_EXPIRED, int(now.timestamp()), hours],
        )


def test_a_clock_that_jumps_ahead_takes_no_draft_along_and_one_that_is_set_right_shows_it_again(draft) -> None:
    now = timezone.now()
    ran_every_hour_until(now)
    with time_machine.travel(now + timedelta(days=400)):
        delete_expired(timestamp=0)
        with pytest.raises(EntwurfExpired):
            entwurf_by_public_id(draft.public_id, today=timezone.localdate())
    assert entwurf_by_public_id(draft.public_id, today=timezone.localdate()).pk == draft.pk


@pytest.mark.parametrize(
    ("hours", "jump", "is_steady"),
    [
        (24, timedelta(0), True),
        (RUNS_NEEDED, timedelta(0), True),
        (RUNS_NEEDED - 1, timedelta(0), False),
        (24, timedelta(days=2), False),
        (24, timedelta(days=-2), False),
    ],
)
def test_the_clock_is_trusted_when_the_hourly_job_ran_by_it(
    db: None, hours: int, jump: timedelta, *, is_steady: bool
) -> None:
    now = timezone.now()
    ran_every_hour_until(now, hours)
    assert is_clock_steady(task=DELETE_EXPIRED, now=now + jump) is is_steady


def test_the_hourly_job_forgets_drafts_counts_and_sessions(draft) -> None:
    leave_alone(draft, days=32)
    now = timezone.now()
    ThrottleCount.objects.create(key="old", window_start=now - timedelta(days=2))
    ThrottleCount.objects.create(key="new", window_start=now)
    Session.objects.create(session_key="old", session_data="", expire_date=now - timedelta(minutes=1))
    Session.objects.create(session_key="new", session_data="", expire_date=now + timedelta(minutes=1))
    ran_every_hour_until(now)
    delete_expired(timestamp=0)
    assert not Entwurf.objects.exists()
    assert ThrottleCount.objects.get(key__in=["old", "new"]).key == "new"
    assert Session.objects.get().session_key == "new"


def test_the_database_is_asked_whether_the_policy_is_for_reading_alone(db, monkeypatch: pytest.MonkeyPatch) -> None:
    assert tenancy_faults(connection) == ()
    monkeypatch.setattr(Entwurf, "tenancy", Entwurf.tenancy.__class__(person="konto", link="secret_hash"))
    (fault,) = tenancy_faults(connection)
    assert "'scope_expired:r'" in fault
