"""Moving running cases to a newer version, extending a fiction: always by somebody, never silently."""

from datetime import date

import pytest

from rathaus.core.antrag.models import Antrag
from rathaus.core.leistung.models import LeistungVersion
from rathaus.core.postfach.queries import messages_of
from rathaus.core.protokoll.queries import verify_chains
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import complete_task, record_decision
from rathaus.core.vorgang.errors import CaseNotMovable, ClaimedByColleague, ExtensionRefused, ZeitgeberNotFound
from rathaus.core.vorgang.extension import extend_timer
from rathaus.core.vorgang.models import Aufgabe, Vorgang, Zeitgeber
from rathaus.core.vorgang.queries import history, standing, vorgang_of
from rathaus.core.vorgang.relocation import move_case, move_of, moves_of, newer_version
from rathaus.core.vorgang.timer_queries import timers_of
from tests.cast import NOW, TODAY, Member
from tests.core.vorgang.timed import publish_timed


@pytest.fixture
def newer(vorgang: Vorgang) -> LeistungVersion:
    """Published after the case began."""
    return publish_timed()


def test_a_case_stays_with_its_version_until_somebody_moves_it(
    vorgang: Vorgang, newer: LeistungVersion, clerk: Member
) -> None:
    with open_scope(clerk.scope) as scope:
        row = vorgang_of(vorgang.antrag)
        assert newer_version(row, day=TODAY) == newer
        complete_task(actor=clerk.actor, vorgang=row, key="formell", outcome="vollstaendig", now=NOW)
        (move,) = moves_of(row.leistung, newer, stelle_ids=scope.stellen)
        assert (dict(move.plan.done), move.plan.dropped) == ({"eingang": "erledigt", "formell": "vollstaendig"}, ())
        assert not Zeitgeber.objects.exists()
        move_case(actor=clerk.actor, vorgang=row, version=newer, now=NOW)
        row = vorgang_of(vorgang.antrag)
        assert [step.key for step in standing(row).open] == ["fachlich"]
        assert (Aufgabe.objects.get(key="lageplan").outcome, row.antrag.version_id) == (
            "entfaellt",
            vorgang.antrag.version_id,
        )
        assert {line.row.key for line in timers_of(row)} == {"frist"}
        assert history(row)[-1].payload["version"] == "9.0.0"
        assert newer_version(row, day=TODAY) is None
        assert moves_of(row.leistung, newer, stelle_ids=scope.stellen) == ()
        with pytest.raises(CaseNotMovable):
            move_case(actor=clerk.actor, vorgang=row, version=newer, now=NOW)
        assert verify_chains().faults == ()


def test_others_and_ended_cases_are_left_alone(
    vorgang: Vorgang, newer: LeistungVersion, clerk: Member, colleague: Member, clerk_of_the_next_town: Member
) -> None:
    with open_scope(clerk.scope):
        complete_task(actor=clerk.actor, vorgang=vorgang, key="formell", outcome="unvollstaendig", now=NOW)
        with pytest.raises(ClaimedByColleague):
            move_case(actor=colleague.actor, vorgang=vorgang, version=newer, now=NOW)
        record_decision(actor=clerk.actor, vorgang=vorgang, result="ablehnung", now=NOW)
        with pytest.raises(CaseNotMovable):
            move_case(actor=clerk.actor, vorgang=vorgang, version=newer, now=NOW)
        row = vorgang_of(vorgang.antrag)
        assert newer_version(row, day=TODAY) is None
        assert not move_of(row, newer).plan.is_possible
    with open_scope(clerk_of_the_next_town.scope), pytest.raises(ActorRefused):
        move_case(actor=clerk_of_the_next_town.actor, vorgang=vorgang, version=newer, now=NOW)


def test_a_fiction_is_extended_once_and_the_person_reads_why(
    vorgang: Vorgang, newer: LeistungVersion, clerk: Member, citizen: Member, antrag: Antrag
) -> None:
    given = {"actor": clerk.actor, "vorgang": vorgang, "to": date(2027, 1, 29), "reason": "Ein Gutachten.", "now": NOW}
    with open_scope(clerk.scope):
        with pytest.raises(ZeitgeberNotFound):
            extend_timer(key="frist", **given)
        move_case(actor=clerk.actor, vorgang=vorgang, version=newer, now=NOW)
        assert extend_timer(key="frist", **given).due_on == date(2027, 1, 29)
        for key in ("frist", "mahnung"):
            with pytest.raises(ExtensionRefused):
                extend_timer(key=key, **given)
    with open_scope(citizen.scope):
        (letter,) = messages_of(antrag.public_id)
        assert "29.1.2027" in letter.body
        assert "Ein Gutachten." in letter.body
