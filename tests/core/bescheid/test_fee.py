"""A fee that the body's own statute sets: nothing is charged that nobody has fixed."""

import pytest

from rathaus.core.antrag.models import Antrag
from rathaus.core.bescheid.actions import Draft, confirm_remedy, draft_bescheid, issue_bescheid
from rathaus.core.bescheid.errors import FeeNotFixed
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.bescheid.queries import bescheid_of, options_of, suggested_fee
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.models import Vorgang
from tests.cast import NOW, TODAY, Member, set_fee
from tests.core.bescheid.conftest import PARKING, examined
from tests.errand import submitted


@pytest.fixture
def antrag(citizen: Member, clerk: Member) -> Antrag:
    """An Antrag that came while Hanau had fixed no fee."""
    set_fee(clerk.stelle, None)
    return submitted(citizen, PARKING, "bewilligung")


def drafted(clerk: Member, vorgang: Vorgang, cents: int | None) -> Bescheid:
    draft = Draft("bewilligung", free_text="Die Zone stimmt.", gebuehr_cent=cents)
    row = draft_bescheid(actor=clerk.actor, vorgang=vorgang, draft=draft, now=NOW)
    return confirm_remedy(actor=clerk.actor, bescheid=row, now=NOW)


def test_a_draft_waits_for_its_fee_and_is_not_issued_without(vorgang: Vorgang, clerk: Member) -> None:
    with open_scope(clerk.scope):
        row = drafted(clerk, vorgang, None)
        with pytest.raises(FeeNotFixed):
            issue_bescheid(actor=clerk.actor, bescheid=row, now=NOW)
        kept = bescheid_of(vorgang)
        assert kept is not None
        assert (kept.state, kept.gebuehr_cent, kept.free_text) == ("draft", None, "Die Zone stimmt.")


@pytest.mark.parametrize("cents", [0, 2500])
def test_with_the_amount_of_the_clerk_it_is_issued(cents: int, vorgang: Vorgang, clerk: Member) -> None:
    with open_scope(clerk.scope):
        issued = issue_bescheid(actor=clerk.actor, bescheid=drafted(clerk, vorgang, cents), now=NOW)
        assert (issued.state, issued.gebuehr_cent) == ("issued", cents)
        assert ("setzen wir eine Gebühr von 25,00 Euro fest" in str(issued.document)) == (cents == 2500)


def test_only_results_that_charge_wait_for_a_fee(vorgang: Vorgang, clerk: Member) -> None:
    with open_scope(clerk.scope):
        options = {option.ergebnis.key: option.gebuehr_cent for option in options_of(vorgang)}
    assert options == {"bewilligung": None, "ablehnung": 0, "einstellung": 0}


def test_a_clerk_is_offered_what_the_body_has_fixed_since_else_what_the_package_suggests(
    vorgang: Vorgang, clerk: Member
) -> None:
    with open_scope(clerk.scope):
        assert suggested_fee(vorgang, on=TODAY) == 3000
    set_fee(clerk.stelle, 4550)
    with open_scope(clerk.scope):
        assert suggested_fee(vorgang, on=TODAY) == 4550


def test_where_the_fee_was_known_at_submission_nothing_is_suggested(citizen: Member, clerk: Member) -> None:
    antrag = submitted(citizen, PARKING, "bewilligung")
    with open_scope(clerk.scope):
        assert suggested_fee(examined(clerk, antrag), on=TODAY) is None
