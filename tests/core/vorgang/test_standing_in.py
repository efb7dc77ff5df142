"""A colleague who stands in works on the cases of who is away; the cases stay theirs."""

from datetime import timedelta

import pytest

from rathaus.core.arbeitskorb.actions import plan_follow_up
from rathaus.core.arbeitskorb.bulk import Order, preview
from rathaus.core.arbeitskorb.bulk_rules import BulkKind
from rathaus.core.arbeitskorb.queries import coming_back, due_follow_ups
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import open_scope
from rathaus.core.stelle.actions import end_mitgliedschaft
from rathaus.core.stelle.models import Mitgliedschaft
from rathaus.core.stelle.substitution import name_substitute, represented_by
from rathaus.core.stelle.substitution_rules import Span
from rathaus.core.vorgang.actions import claim, complete_task, release
from rathaus.core.vorgang.correspondence import write_in_passing
from rathaus.core.vorgang.errors import ClaimedByColleague
from rathaus.core.vorgang.inbox import InboxFilter, inbox, today
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import history
from rathaus.core.vorgang.rules import View
from tests.cast import NOW, TODAY, Member
from tests.core.vorgang.test_inbox import make_case

LAST = TODAY + timedelta(days=3)


def id_of(member: Member) -> int:
    assert member.konto is not None
    return member.konto.pk


@pytest.fixture
def case(clerk: Member, citizen: Member) -> Vorgang:
    """A case that the clerk has claimed."""
    with open_scope(clerk.scope):
        vorgang = make_case(clerk, citizen, 0)
        return claim(actor=clerk.actor, vorgang=vorgang, now=NOW)


@pytest.fixture
def stands_in(clerk: Member, colleague: Member) -> Member:
    """The colleague, who stands in for the clerk until :data:`LAST`."""
    with open_scope(clerk.scope):
        name_substitute(actor=clerk.actor, substitute_id=id_of(colleague), span=Span(TODAY, LAST), now=NOW)
    return colleague


def works(member: Member, case: Vorgang, days: int = 0) -> None:
    with open_scope(member.scope):
        now = NOW + timedelta(days=days)
        complete_task(actor=member.actor, vorgang=case, key="formell", outcome="vollstaendig", now=now)


def test_a_substitute_works_on_the_case_and_it_stays_the_colleagues(
    case: Vorgang, clerk: Member, stands_in: Member
) -> None:
    works(stands_in, case)
    with open_scope(clerk.scope):
        assert Vorgang.objects.get().claimed_by_id == id_of(clerk)
        done = next(each for each in history(case) if each.act == "vorgang.task_completed")
        assert done.actor_konto_id == id_of(stands_in)
    with open_scope(stands_in.scope):
        write_in_passing(actor=stands_in.actor, vorgang=case, text="Jemand vertritt.", now=NOW)
        with pytest.raises(ClaimedByColleague):
            release(actor=stands_in.actor, vorgang=case, now=NOW)


def test_without_it_after_it_and_after_leaving_the_case_is_a_colleagues(
    case: Vorgang, clerk: Member, stands_in: Member, lead: Member
) -> None:
    for member, days in ((lead, 0), (stands_in, 4)):
        with pytest.raises(ClaimedByColleague):
            works(member, case, days)
    with open_scope(stands_in.scope):
        row = Mitgliedschaft.objects.get(konto_id=id_of(stands_in))
        end_mitgliedschaft(actor=SYSTEM_ACTOR, mitgliedschaft=row, valid_to=TODAY)
    with pytest.raises(ClaimedByColleague):
        works(stands_in, case)


def test_the_lists_of_the_substitute_hold_the_case_and_its_follow_up(
    case: Vorgang, clerk: Member, stands_in: Member
) -> None:
    on = TODAY + timedelta(days=1)
    with open_scope(clerk.scope):
        plan_follow_up(actor=clerk.actor, vorgang=case, on=on, reason="Da?", konto_id=id_of(clerk), now=NOW)
    with open_scope(stands_in.scope):
        mine, away = id_of(stands_in), frozenset(represented_by(id_of(stands_in), day=TODAY))
        filters = InboxFilter(
            View.MINE, konto_id=mine, represents=away, comes_back=coming_back(konto_id=mine, represents=away)
        )
        page = inbox(stelle_ids=stands_in.scope.stellen, filters=filters, today=TODAY)
        assert [(row.claimed_by, row.comes_back_on) for row in page.rows] == [("Jonas Becker", on)]
        assert page.counts.mine == 1
        Vorgang.objects.update(due_on=TODAY)
        assert len(today(stelle_ids=stands_in.scope.stellen, konto_id=mine, day=TODAY, represents=away).due) == 1
        assert today(stelle_ids=stands_in.scope.stellen, konto_id=mine, day=TODAY).due == ()
        for represents, count in ((away, 1), (frozenset(), 0)):
            rows = due_follow_ups(stands_in.scope.stellen, konto_id=mine, today=on, represents=represents)
            assert len(rows) == count


def test_acts_on_many_cases_know_who_stands_in(case: Vorgang, stands_in: Member) -> None:
    expected = {BulkKind.CLAIM: "already", BulkKind.RELEASE: "colleague", BulkKind.MESSAGE: "done"}
    with open_scope(stands_in.scope):
        for kind, outcome in expected.items():
            (line,) = preview(actor=stands_in.actor, order=Order(kind, [case.public_id]), now=NOW)
            assert line.outcome == outcome
