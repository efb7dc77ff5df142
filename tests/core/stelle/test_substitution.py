"""Who stands in for whom: from day to day, by colleagues of one body, ended by itself when one of them leaves."""

from datetime import date, timedelta

import pytest

from rathaus.core.protokoll.models import Record
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from rathaus.core.stelle.actions import end_mitgliedschaft
from rathaus.core.stelle.errors import SubstitutionNotFound, SubstitutionRefused
from rathaus.core.stelle.models import Mitgliedschaft, Substitution
from rathaus.core.stelle.substitution import absences, end_substitution, name_substitute, represented_by
from rathaus.core.stelle.substitution_rules import Span, SubstitutionState, check_span, substitution_state
from tests.cast import NOW, TODAY, Member


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


WEEK = Span(day(0), day(6))


def id_of(member: Member) -> int:
    assert member.konto is not None
    return member.konto.pk


def named(by: Member, substitute: Member, span: Span = WEEK, away: Member | None = None) -> Substitution:
    with open_scope(by.scope):
        return name_substitute(
            actor=by.actor, substitute_id=id_of(substitute), span=span, konto_id=id_of(away) if away else None, now=NOW
        )


def stands_in_for(member: Member, on: date = TODAY) -> dict[int, str]:
    with open_scope(member.scope):
        return represented_by(id_of(member), day=on)


def leave(member: Member, on: date) -> None:
    with open_scope(member.scope):
        row = Mitgliedschaft.objects.get(konto_id=id_of(member))
        end_mitgliedschaft(actor=SYSTEM_ACTOR, mitgliedschaft=row, valid_to=on)


@pytest.mark.parametrize(("first", "last"), [(-1, 3), (3, 2), (400, 401), (0, 367)])
def test_days_that_make_no_sense_are_refused(first: int, last: int) -> None:
    with pytest.raises(SubstitutionRefused):
        check_span(Span(day(first), day(last)), today=TODAY)
    check_span(Span(TODAY, TODAY), today=TODAY)


@pytest.mark.parametrize(
    ("on", "is_called_off", "is_at_work", "state"),
    [
        (day(-1), False, True, SubstitutionState.PLANNED),
        (day(0), False, True, SubstitutionState.RUNNING),
        (day(6), False, True, SubstitutionState.RUNNING),
        (day(7), False, False, SubstitutionState.OVER),
        (day(3), False, False, SubstitutionState.LEFT),
        (day(3), True, False, SubstitutionState.CALLED_OFF),
    ],
)
def test_where_a_substitution_stands(
    *, on: date, is_called_off: bool, is_at_work: bool, state: SubstitutionState
) -> None:
    assert substitution_state(WEEK, today=on, is_called_off=is_called_off, is_at_work=is_at_work) is state


def test_a_colleague_stands_in_from_the_first_to_the_last_day(clerk: Member, colleague: Member) -> None:
    named(clerk, colleague)
    assert stands_in_for(colleague) == {id_of(clerk): "Jonas Becker"}
    assert stands_in_for(colleague, day(6)) and not stands_in_for(colleague, day(7))
    assert not stands_in_for(colleague, day(-1)) and not stands_in_for(clerk)
    with open_scope(clerk.scope):
        assert [each.act for each in Record.objects.filter(kette__subject_kind="substitution")] == [
            "substitution.named"
        ]


def test_it_ends_by_itself_when_the_substitute_leaves_and_the_list_says_so(clerk: Member, colleague: Member) -> None:
    named(clerk, colleague)
    leave(colleague, day(2))
    assert stands_in_for(colleague, day(1))
    assert not stands_in_for(colleague, day(2))
    with open_scope(clerk.scope):
        (before,) = absences(clerk.scope.stellen, konto_id=id_of(clerk), today=day(1))
        (after,) = absences(clerk.scope.stellen, konto_id=id_of(clerk), today=day(2))
    assert (before.state, after.state) == (SubstitutionState.RUNNING, SubstitutionState.LEFT)
    assert after.substitute == "Selin Aydin"


def test_two_never_stand_in_at_once_but_one_after_the_other(clerk: Member, colleague: Member, lead: Member) -> None:
    row = named(clerk, colleague)
    with pytest.raises(SubstitutionRefused):
        named(clerk, lead, Span(day(6), day(9)))
    named(clerk, lead, Span(day(7), day(9)))
    with open_scope(clerk.scope):
        end_substitution(actor=clerk.actor, public_id=row.public_id, now=NOW)
        with pytest.raises(SubstitutionNotFound):
            end_substitution(actor=clerk.actor, public_id=row.public_id, now=NOW)
    assert not stands_in_for(colleague)
    named(clerk, lead, WEEK)


def test_only_colleagues_who_work_on_cases_stand_in(
    clerk: Member, auditor: Member, clerk_of_the_next_town: Member
) -> None:
    for wrong in (auditor, clerk_of_the_next_town, clerk):
        with pytest.raises(SubstitutionRefused):
            named(clerk, wrong)
    with pytest.raises(ActorRefused):
        named(auditor, clerk)


def test_who_leads_names_and_ends_for_others_and_nobody_else_does(
    clerk: Member, colleague: Member, lead: Member, clerk_of_the_next_town: Member
) -> None:
    with pytest.raises(ActorRefused):
        named(colleague, lead, away=clerk)
    row = named(lead, colleague, away=clerk)
    assert list(stands_in_for(colleague)) == [id_of(clerk)]
    for stranger in (colleague, clerk_of_the_next_town):
        with open_scope(stranger.scope), pytest.raises(SubstitutionNotFound):
            end_substitution(actor=stranger.actor, public_id=row.public_id, now=NOW)
    with open_scope(lead.scope):
        end_substitution(actor=lead.actor, public_id=row.public_id, now=NOW)
    with open_scope(clerk_of_the_next_town.scope):
        assert absences(clerk.scope.stellen, konto_id=None, today=TODAY) == []
