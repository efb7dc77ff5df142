"""The list of a clerk's own cases: sorted by what is due, whether a period or a follow-up says so."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from rathaus.core.arbeitskorb.actions import end_follow_up, plan_follow_up
from rathaus.core.arbeitskorb.models import Wiedervorlage
from rathaus.core.arbeitskorb.queries import coming_back, next_follow_ups
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import claim
from rathaus.core.vorgang.inbox import InboxFilter, InboxPage, inbox
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.rules import View
from tests.cast import NOW, TODAY, Member
from tests.core.vorgang.test_inbox import make_case


def konto_of(member: Member) -> int:
    assert member.konto is not None
    return member.konto.pk


@pytest.fixture
def own(clerk: Member, citizen: Member) -> Iterator[list[Vorgang]]:
    """Four cases that the clerk has claimed, due in ten, eleven, twelve and thirteen days; their scope is open."""
    with open_scope(clerk.scope):
        cases = [make_case(clerk, citizen, number) for number in range(4)]
        for number, case in enumerate(cases):
            claim(actor=clerk.actor, vorgang=case, now=NOW)
            Vorgang.objects.filter(pk=case.pk).update(due_on=in_days(10 + number))
        yield cases


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


def planned(member: Member, case: Vorgang, days: int, before: int | None) -> Wiedervorlage:
    return plan_follow_up(
        actor=member.actor, vorgang=case, on=in_days(days), reason="Stempel da?", konto_id=before, now=NOW
    )


def own_list(member: Member, *, after: str = "", limit: int = 50) -> InboxPage:
    filters = InboxFilter(View.MINE, konto_id=konto_of(member), comes_back=coming_back(konto_id=konto_of(member)))
    return inbox(stelle_ids=member.scope.stellen, filters=filters, today=TODAY, after=after, limit=limit)


def order(member: Member, cases: list[Vorgang]) -> list[int]:
    numbers = {case.public_id: number for number, case in enumerate(cases)}
    return [numbers[row.public_id] for row in own_list(member).rows]


def test_a_follow_up_moves_a_case_up_and_its_end_moves_it_back(own: list[Vorgang], clerk: Member) -> None:
    row = planned(clerk, own[2], 3, konto_of(clerk))
    planned(clerk, own[3], 5, None)
    assert order(clerk, own) == [2, 3, 0, 1]
    end_follow_up(actor=clerk.actor, public_id=row.public_id, vorgang=own[2], now=NOW)
    assert order(clerk, own) == [3, 0, 1, 2]


def test_what_comes_back_before_a_colleague_or_later_than_the_due_day_moves_nothing(
    own: list[Vorgang], clerk: Member, colleague: Member
) -> None:
    planned(clerk, own[3], 1, konto_of(colleague))
    planned(clerk, own[0], 60, konto_of(clerk))
    assert order(clerk, own) == [0, 1, 2, 3]


def test_pages_of_the_own_list_leave_nothing_out(own: list[Vorgang], clerk: Member) -> None:
    planned(clerk, own[3], 1, konto_of(clerk))
    planned(clerk, own[2], 1, None)
    seen, after = [], ""
    for _ in own:
        page = own_list(clerk, after=after, limit=1)
        seen += page.rows
        after = page.next
    assert after == ""
    assert {row.public_id for row in seen} == {case.public_id for case in own}
    assert [row.acts_on for row in seen] == sorted(row.acts_on for row in seen)


def test_the_next_follow_up_of_each_case_is_named(own: list[Vorgang], clerk: Member) -> None:
    later, sooner = planned(clerk, own[0], 7, None), planned(clerk, own[0], 2, konto_of(clerk))
    found = next_follow_ups([case.public_id for case in own], konto_id=konto_of(clerk))
    assert {case: row.pk for case, row in found.items()} == {own[0].public_id: sooner.pk}
    assert later.on > sooner.on
