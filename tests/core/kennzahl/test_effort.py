"""Effort of steps: noted by whoever wants to, added up over cases, told of nobody."""

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, transaction

from rathaus.core.kennzahl.actions import note_effort
from rathaus.core.kennzahl.effort import effort_by_step
from rathaus.core.kennzahl.errors import EffortRefused
from rathaus.core.kennzahl.models import Aufwand
from rathaus.core.kennzahl.rules import FEWEST_TOLD, MOST_MINUTES, Period, last_months, month_of
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import complete_task
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import history, vorgang_of
from tests.cast import NOW, TODAY, Member, make_citizen
from tests.core.kennzahl.cases import SLUGS
from tests.errand import submitted

YEAR = last_months(TODAY)


@pytest.fixture
def vorgang(citizen: Member, clerk: Member) -> Iterator[Vorgang]:
    """A parking permit whose formal check is done; the scope of the clerk is open."""
    antrag = submitted(citizen, SLUGS[0], "bewilligung")
    with open_scope(clerk.scope):
        yield checked(vorgang_of(antrag), clerk)


def checked(vorgang: Vorgang, clerk: Member) -> Vorgang:
    return complete_task(actor=clerk.actor, vorgang=vorgang, key="formell", outcome="vollstaendig", now=NOW)


def note(member: Member, vorgang: Vorgang, minutes: int, key: str = "formell") -> None:
    note_effort(actor=member.actor, vorgang=vorgang, key=key, minutes=minutes, today=TODAY)


def test_effort_adds_up_and_names_nobody(vorgang: Vorgang, clerk: Member, colleague: Member) -> None:
    before = len(history(vorgang))
    note(clerk, vorgang, 12)
    note(colleague, vorgang, 3)
    assert [each.minutes for each in Aufwand.objects.order_by("pk")] == [12, 3]
    (row,) = effort_by_step(period=YEAR, today=TODAY)
    assert (row.slug, row.key, row.name.de, row.entries, row.cases) == (
        SLUGS[0], "formell", "Antrag und Anlagen prüfen", 2, 1,
    )  # fmt: skip
    assert len(history(vorgang)) == before, "the protokoll does not say who took how long"
    assert {field.name for field in Aufwand._meta.get_fields()} == {"id", "vorgang", "stelle", "key", "minutes", "on"}


def test_a_sum_is_told_from_five_cases_on(vorgang: Vorgang, clerk: Member) -> None:
    note(clerk, vorgang, 10)
    for number in range(1, FEWEST_TOLD):
        assert [each.minutes for each in effort_by_step(period=YEAR, today=TODAY)] == [None]
        antrag = submitted(make_citizen(f"person-{number}"), SLUGS[0], "bewilligung")
        with open_scope(clerk.scope):
            note(clerk, checked(vorgang_of(antrag), clerk), 20)
    (row,) = effort_by_step(period=YEAR, today=TODAY)
    assert (row.minutes, row.minutes_per_case, row.entries) == (90, 18.0, 5)
    assert effort_by_step(period=YEAR, today=TODAY, leistung=SLUGS[1]) == []
    earlier = Period(YEAR.first, YEAR.months[-2])
    assert month_of(TODAY) not in earlier.months
    assert effort_by_step(period=earlier, today=TODAY) == []


@pytest.mark.parametrize(("key", "minutes"), [("formell", 0), ("formell", MOST_MINUTES + 1), ("fachlich", 5), ("x", 5)])
def test_only_minutes_of_a_task_that_somebody_has_done_are_noted(
    vorgang: Vorgang, clerk: Member, key: str, minutes: int
) -> None:
    with pytest.raises(EffortRefused):
        note(clerk, vorgang, minutes, key)
    assert not Aufwand.objects.exists()


def test_what_the_system_did_took_nobody_any_time(vorgang: Vorgang, clerk: Member) -> None:
    done_by_nobody = vorgang.aufgaben.exclude(outcome="").filter(done_by=None)
    for task in done_by_nobody:
        with pytest.raises(EffortRefused):
            note(clerk, vorgang, 5, task.key)
    vorgang.aufgaben.filter(key="formell").update(done_by=None)
    with pytest.raises(EffortRefused):
        note(clerk, vorgang, 5)


def test_effort_is_never_changed_and_strangers_neither_see_nor_note_it(
    vorgang: Vorgang, clerk: Member, clerk_of_the_next_town: Member, citizen: Member
) -> None:
    note(clerk, vorgang, 12)
    for change in (lambda: Aufwand.objects.update(minutes=1), lambda: Aufwand.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    for stranger in (clerk_of_the_next_town, citizen):
        with open_scope(stranger.scope):
            assert not Aufwand.objects.exists()
            assert effort_by_step(period=YEAR, today=TODAY) == []
            with pytest.raises(ActorRefused):
                note(stranger, vorgang, 5)
