"""A public display ends by itself after the day for objections that the clerk entered: never before it, and once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from rathaus.core.beteiligung import auslegung
from rathaus.core.beteiligung.auslegung import (
    Display,
    Objection,
    display,
    end_display,
    end_passed_displays,
    record_objection,
)
from rathaus.core.beteiligung.jobs import end_displays
from rathaus.core.beteiligung.models import Auslegung
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import complete_task, withdraw
from rathaus.core.vorgang.errors import AntragWithdrawn
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import history, standing, vorgang_of
from tests.cast import NOW, TODAY, Member, make_citizen, make_staff
from tests.errand import submitted

LAST = TODAY + timedelta(days=45)  # 7 January 2027, a working day


@pytest.fixture
def shown(vorgang: Vorgang, clerk: Member) -> Auslegung:
    what = Display(TODAY, TODAY + timedelta(days=31), LAST, "Im Internet", "Antrag auf Genehmigung")
    with open_scope(clerk.scope):
        return display(actor=clerk.actor, vorgang=vorgang, task="", what=what, now=NOW)


def ended(clerk: Member, *, days: int) -> int:
    with open_scope(clerk.scope):
        later = NOW + timedelta(days=days)
        return end_passed_displays(actor=SYSTEM_ACTOR, stelle_id=clerk.actor.stelle_id or 0, now=later)


def test_it_ends_after_the_day_that_was_entered_once_and_says_so(
    shown: Auslegung, clerk: Member, vorgang: Vorgang
) -> None:
    assert shown.objections_until == LAST
    assert [ended(clerk, days=days) for days in (32, 45, 46, 46, 90)] == [0, 0, 1, 0, 0]
    with open_scope(clerk.scope):
        assert [record.act for record in history(vorgang)].count("vorgang.display_ended") == 1
        assert Auslegung.objects.get().ended_at == NOW + timedelta(days=46)


def test_what_a_clerk_has_ended_is_not_ended_again(shown: Auslegung, clerk: Member) -> None:
    with open_scope(clerk.scope):
        end_display(actor=clerk.actor, auslegung=shown, now=NOW + timedelta(days=46))
    assert ended(clerk, days=46) == 0


def test_what_arrived_on_the_last_day_is_entered_after_the_display_has_ended(
    shown: Auslegung, clerk: Member, citizen: Member, vorgang: Vorgang
) -> None:
    assert ended(clerk, days=46) == 1
    with open_scope(clerk.scope):
        later = {"actor": clerk.actor, "auslegung": shown, "now": NOW + timedelta(days=47)}
        assert not record_objection(objection=Objection("Zu laut.", LAST, "Ada Weber"), **later).is_late
        assert record_objection(objection=Objection("Auch.", LAST + timedelta(days=1), "Bo Weber"), **later).is_late
    with open_scope(citizen.scope):
        withdraw(actor=citizen.actor, antrag=vorgang.antrag, now=NOW + timedelta(days=48))
    with open_scope(clerk.scope), pytest.raises(AntragWithdrawn):
        record_objection(objection=Objection("Nun doch.", LAST, ""), **later)


def test_the_task_is_done_when_its_last_display_has_ended(clerk: Member, citizen: Member) -> None:
    """Two displays of one task, since the first one was announced with a wrong day."""
    antrag = submitted(citizen, "anlagengenehmigung", "teilweise")
    office = make_staff(antrag.stelle.slug, "plant", "Ina Kurz")
    with open_scope(office.scope):
        row = vorgang_of(antrag)
        while not any(each.kind.value == "auslegen" for each in standing(row).open):
            task = next(
                each for each in standing(row).open if each.kind.value in {"pruefen_formell", "vervollstaendigen"}
            )
            outcome = task.choices[0].key if task.choices else "erledigt"
            complete_task(actor=office.actor, vorgang=row, key=task.key, outcome=outcome, now=NOW)
            row = vorgang_of(antrag)
        task = next(each for each in standing(row).open if each.kind.value == "auslegen")
        for until in (LAST, LAST + timedelta(days=30)):
            what = Display(TODAY, TODAY + timedelta(days=31), until, "Im Internet", "Antrag auf Genehmigung")
            display(actor=office.actor, vorgang=row, task=task.key, what=what, now=NOW)
        for days, done in ((60, False), (90, True)):
            later = NOW + timedelta(days=days)
            assert end_passed_displays(actor=SYSTEM_ACTOR, stelle_id=antrag.stelle_id, now=later) == 1
            assert (task.key not in {each.key for each in standing(vorgang_of(antrag)).open}) is done


def test_nobody_but_the_system_runs_it(clerk: Member) -> None:
    with open_scope(clerk.scope), pytest.raises(ActorRefused):
        end_passed_displays(actor=clerk.actor, stelle_id=clerk.actor.stelle_id or 0, now=NOW)


def test_the_job_looks_at_every_body(shown: Auslegung, clerk: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rathaus.core.beteiligung.jobs.timezone.now", lambda: NOW + timedelta(days=46))
    end_displays(timestamp=0)
    with open_scope(clerk.scope):
        assert Auslegung.objects.get().ended_at is not None


def test_one_display_that_cannot_be_ended_stops_no_other(
    shown: Auslegung, clerk: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = submitted(make_citizen("karl"), "bewohnerparkausweis", "bewilligung")
    what = Display(TODAY, TODAY + timedelta(days=31), LAST, "Im Internet", "Noch ein Antrag")
    with open_scope(clerk.scope):
        display(actor=clerk.actor, vorgang=vorgang_of(other), task="", what=what, now=NOW)
    with monkeypatch.context() as failing:
        failing.setattr(auslegung, "_end", failing_for(shown, auslegung._end))
        assert ended(clerk, days=46) == 1
    assert [ended(clerk, days=46), ended(clerk, days=46)] == [1, 0]


def failing_for(damaged: Auslegung, end: Callable[..., None]) -> Callable[..., None]:
    def end_or_fail(case: Any, row: Auslegung, **options: Any) -> None:
        if row.pk == damaged.pk:
            raise RuntimeError
        end(case, row, **options)

    return end_or_fail
