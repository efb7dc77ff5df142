"""Giving a case to a colleague: who may, to whom, and what happens when two do it at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from rathaus.core.protokoll.queries import verify_chains
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from rathaus.core.stelle.models import Mitgliedschaft
from rathaus.core.vorgang.actions import claim
from rathaus.core.vorgang.assigning import assign
from rathaus.core.vorgang.errors import ClaimedByColleague, ClerkNotAtWork, VorgangEnded
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import history, vorgang_of
from rathaus.core.vorgang.rules import State
from tests.cast import NOW, TODAY, Member, make_citizen, make_staff
from tests.errand import submitted


def given(by: Member, vorgang: Vorgang, to: Member) -> Vorgang:
    with open_scope(by.scope):
        return assign(actor=by.actor, vorgang=vorgang, konto_id=to.actor.konto_id or 0, now=NOW)


def claimed(by: Member, vorgang: Vorgang) -> None:
    with open_scope(by.scope):
        claim(actor=by.actor, vorgang=vorgang, now=NOW)


def holder(clerk: Member, vorgang: Vorgang) -> int | None:
    with open_scope(clerk.scope):
        return Vorgang.objects.get(pk=vorgang.pk).claimed_by_id


def test_a_case_that_nobody_works_on_is_given_to_a_colleague_and_work_begins(
    vorgang: Vorgang, clerk: Member, colleague: Member
) -> None:
    given(clerk, vorgang, colleague)
    assert holder(clerk, vorgang) == colleague.actor.konto_id
    with open_scope(clerk.scope):
        acts = [(each.act, each.payload) for each in history(vorgang)][-2:]
        assert acts == [("antrag.in_progress", {}), ("vorgang.assigned", {"konto": colleague.actor.konto_id})]
        assert verify_chains().faults == ()


def test_whoever_works_on_a_case_gives_it_on_and_once(vorgang: Vorgang, clerk: Member, colleague: Member) -> None:
    claimed(clerk, vorgang)
    given(clerk, vorgang, colleague)
    with pytest.raises(ClaimedByColleague):
        given(clerk, vorgang, clerk)
    given(colleague, vorgang, colleague)
    with open_scope(clerk.scope):
        assert [each.act for each in history(vorgang)].count("vorgang.assigned") == 1


def test_who_leads_gives_away_what_a_colleague_works_on(
    vorgang: Vorgang, clerk: Member, colleague: Member, lead: Member
) -> None:
    claimed(clerk, vorgang)
    given(lead, vorgang, colleague)
    assert holder(clerk, vorgang) == colleague.actor.konto_id


def test_nobody_gets_a_case_who_does_not_work_on_cases_of_the_body(
    vorgang: Vorgang, clerk: Member, colleague: Member, clerk_of_the_next_town: Member, auditor: Member, citizen: Member
) -> None:
    with open_scope(colleague.scope):
        Mitgliedschaft.objects.filter(konto=colleague.actor.konto_id).update(valid_to=TODAY)
    for stranger in (clerk_of_the_next_town, auditor, colleague, citizen):
        with pytest.raises(ClerkNotAtWork):
            given(clerk, vorgang, stranger)
    assert holder(clerk, vorgang) is None


def test_only_clerks_of_the_body_give_a_case_away(
    vorgang: Vorgang, clerk: Member, auditor: Member, citizen: Member
) -> None:
    for stranger in (auditor, citizen):
        with pytest.raises(ActorRefused):
            given(stranger, vorgang, clerk)


def test_a_closed_case_stays_where_it_is(vorgang: Vorgang, clerk: Member, colleague: Member) -> None:
    with open_scope(clerk.scope):
        Vorgang.objects.filter(pk=vorgang.pk).update(state=State.CLOSED, closed_at=NOW)
    with pytest.raises(VorgangEnded):
        given(clerk, vorgang, colleague)


def test_of_two_who_give_a_free_case_away_and_take_it_one_has_it(committing_database: None) -> None:
    citizen, clerk = make_citizen(), make_staff("hanau", "jonas", "Jonas Becker")
    colleague, third = make_staff("hanau", "selin", "Selin Aydin"), make_staff("hanau", "rita", "Rita Wolf")
    antrag = submitted(citizen, "bewohnerparkausweis", "bewilligung")
    with open_scope(clerk.scope):
        vorgang = vorgang_of(antrag)
    together = Barrier(2)

    def act(chosen: Callable[[], object]) -> bool:
        try:
            together.wait(30)
            chosen()
        except ClaimedByColleague:
            return False
        else:
            return True
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        acts = [lambda: given(clerk, vorgang, third), lambda: claimed(colleague, vorgang)]
        assert sorted(pool.map(act, acts)) == [False, True]
    assert holder(clerk, vorgang) in {third.actor.konto_id, colleague.actor.konto_id}
