"""Lists that clerks keep: for themselves or for all, never with what was searched for; and their columns."""

import uuid

import pytest

from rathaus.core.arbeitskorb.errors import SavedListNotFound, SavedListRefused
from rathaus.core.arbeitskorb.list_rules import MAX_LIST_NAME, MOST_LISTS, Column, columns_of, kept_query, list_name
from rathaus.core.arbeitskorb.lists import choose_columns, columns_for, lists_for, remove_list, save_list
from rathaus.core.arbeitskorb.models import SavedList
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from tests.cast import NOW, Member

QUERY = {"ansicht": "mine", "leistung": "bewohnerparkausweis", "gesucht": "1", "suche": "Haddad", "nach": "x"}


def saved(member: Member, name: str = "Eilt", *, for_team: bool = False) -> SavedList:
    with open_scope(member.scope):
        return save_list(actor=member.actor, name=name, query=QUERY, for_team=for_team, now=NOW)


def seen(member: Member) -> list[str]:
    assert member.konto is not None
    with open_scope(member.scope):
        return [each.name for each in lists_for(member.scope.stellen, konto_id=member.konto.pk)]


def columns(member: Member) -> tuple[Column, ...]:
    assert member.konto is not None
    with open_scope(member.scope):
        return columns_for(member.scope.stellen, konto_id=member.konto.pk)


def test_what_was_searched_for_is_not_kept() -> None:
    assert kept_query(QUERY) == {"ansicht": "mine", "leistung": "bewohnerparkausweis"}
    assert list_name("  Was \n eilt ") == "Was eilt"
    for wrong in ("", " ", "x" * (MAX_LIST_NAME + 1)):
        with pytest.raises(SavedListRefused):
            list_name(wrong)


def test_columns_stand_in_their_order_and_unknown_ones_nowhere() -> None:
    assert columns_of(["due", "title", "unsinn"]) == (Column.TITLE, Column.DUE)
    assert columns_of([]) == ()


def test_a_list_is_seen_by_its_clerk_and_by_all_when_it_is_for_all(
    clerk: Member, colleague: Member, clerk_of_the_next_town: Member
) -> None:
    saved(clerk, "Meine")
    saved(clerk, "Unsere", for_team=True)
    assert seen(clerk) == ["Meine", "Unsere"]
    assert seen(colleague) == ["Unsere"]
    assert seen(clerk_of_the_next_town) == []


def test_the_same_name_is_saved_anew_and_another_clerk_may_have_it(clerk: Member, colleague: Member) -> None:
    first, again = saved(clerk), saved(clerk, for_team=True)
    saved(colleague, for_team=True)
    assert first.pk == again.pk
    assert seen(clerk) == ["Eilt", "Eilt"]


def test_only_its_clerk_forgets_a_list(clerk: Member, colleague: Member) -> None:
    row = saved(clerk, for_team=True)
    with open_scope(colleague.scope), pytest.raises(SavedListNotFound):
        remove_list(actor=colleague.actor, public_id=row.public_id)
    with open_scope(clerk.scope):
        remove_list(actor=clerk.actor, public_id=row.public_id)
        with pytest.raises(SavedListNotFound):
            remove_list(actor=clerk.actor, public_id=uuid.uuid4())
    assert seen(clerk) == []


def test_a_clerk_keeps_so_many_lists_at_most(clerk: Member) -> None:
    for number in range(MOST_LISTS):
        saved(clerk, f"Liste {number}")
    saved(clerk, "Liste 0")
    with pytest.raises(SavedListRefused):
        saved(clerk, "eine zu viel")


def test_each_clerk_sees_the_columns_that_they_chose(clerk: Member, colleague: Member, auditor: Member) -> None:
    with open_scope(clerk.scope):
        choose_columns(actor=clerk.actor, columns=["due"])
        choose_columns(actor=clerk.actor, columns=["due", "step"])
    assert columns(clerk) == (Column.STEP, Column.DUE)
    assert columns(colleague) == tuple(Column)
    with open_scope(auditor.scope), pytest.raises(ActorRefused):
        choose_columns(actor=auditor.actor, columns=[])
