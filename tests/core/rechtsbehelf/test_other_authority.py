"""The next higher authority decides: it sees the one case that was submitted, and each side does its own part."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from rathaus.core.rechtsbehelf.decision import confirm_klage_court, draft_decision, issue_decision, note_service
from rathaus.core.rechtsbehelf.desk import remedy_case
from rathaus.core.rechtsbehelf.errors import (
    AuthorityNotConfirmed,
    OtherAuthorityActs,
    ReasonNeeded,
    RechtsbehelfNotFound,
    ReplacementMissing,
)
from rathaus.core.rechtsbehelf.filing import withdraw_rechtsbehelf
from rathaus.core.rechtsbehelf.models import Rechtsbehelf, Vorlage
from rathaus.core.rechtsbehelf.queries import (
    authorities_for,
    decision_on,
    ended_remedies,
    last_authority,
    open_remedies,
)
from rathaus.core.rechtsbehelf.rules import SERVICE_DAYS, Ground
from rathaus.core.rechtsbehelf.work import (
    Hearing,
    confirm_authority,
    expect_by,
    judge_notice,
    note_hearing,
    release,
    remedy_it,
    submit,
)
from rathaus.core.scope.session import open_scope
from tests.cast import NOW, TODAY, Member, make_staff
from tests.core.rechtsbehelf.conftest import COURT, REJECTION


@pytest.fixture
def praesidium(db: None) -> Member:
    """Nadja Lorenz, Regierungspräsidium Darmstadt."""
    return make_staff("regierungspraesidium-darmstadt", "nadja", "Nadja Lorenz")


@pytest.fixture
def submitted(remedy: Rechtsbehelf, clerk: Member, praesidium: Member) -> Rechtsbehelf:
    acting = {"actor": clerk.actor, "rechtsbehelf": remedy}
    with open_scope(clerk.scope):
        authority = authorities_for(remedy, on=TODAY)[1]
        assert authority == praesidium.stelle
        with pytest.raises(AuthorityNotConfirmed):
            submit(**acting, reason="Wir bleiben dabei.", now=NOW)
        with pytest.raises(AuthorityNotConfirmed):
            confirm_authority(**acting, stelle=authority, ground=Ground.SELF_GOVERNMENT)
        confirm_authority(**acting, stelle=authority, ground=Ground.NEXT_HIGHER)
        note_hearing(**acting, hearing=Hearing(dispensed="Verzicht"), now=NOW)
        with pytest.raises(ReasonNeeded):
            submit(**acting, reason=" ", now=NOW)
        first = submit(**acting, reason="Wir bleiben dabei.", now=NOW)
        assert submit(**acting, reason="Noch einmal", now=NOW) == first
    return remedy


def test_the_authority_sees_this_case_alone_and_decides_it(
    submitted: Rechtsbehelf, clerk: Member, praesidium: Member, citizen: Member
) -> None:
    acting = {"actor": praesidium.actor, "rechtsbehelf": submitted}
    with open_scope(praesidium.scope):
        assert not Rechtsbehelf.objects.exists()
        (line,) = open_remedies(praesidium.scope.stellen, limit=10, now=timezone.now())
        assert (line.number, line.who, line.is_submitted) == (submitted.number, "Hanau", True)
        with remedy_case(submitted.public_id) as case:
            assert (case.is_origin, case.is_decider) == (False, True)
        draft_decision(**acting, draft=REJECTION, now=NOW)
        confirm_klage_court(**acting, court=COURT)
        issue_decision(**acting, now=NOW)
        assert open_remedies(praesidium.scope.stellen, limit=10, now=timezone.now()) == []
        assert [each.number for each in ended_remedies(praesidium.scope.stellen, limit=10, now=timezone.now())] == [
            submitted.number
        ]
    with open_scope(clerk.scope):
        row = Rechtsbehelf.objects.get()
        assert (row.state, row.decision_datei is not None) == ("decided", True)
        assert row.claimed_by_id == clerk.actor.konto_id
        assert decision_on(row) is None  # the PDF is the body's copy; the row is the authority's
    with open_scope(citizen.scope):
        found = decision_on(submitted)
        assert found is not None
        assert "Regierungspräsidium Darmstadt" in str(found.document)


def test_each_side_does_its_own_part(submitted: Rechtsbehelf, clerk: Member, praesidium: Member) -> None:
    with open_scope(clerk.scope), pytest.raises(OtherAuthorityActs):
        draft_decision(actor=clerk.actor, rechtsbehelf=submitted, draft=REJECTION, now=NOW)
    with open_scope(praesidium.scope):
        for refused in (
            lambda: remedy_it(actor=praesidium.actor, rechtsbehelf=submitted, costs="Die Stadt.", now=NOW),
            lambda: submit(actor=praesidium.actor, rechtsbehelf=submitted, reason="x", now=NOW),
        ):
            with pytest.raises(OtherAuthorityActs):
                refused()
        release(actor=praesidium.actor, rechtsbehelf=submitted)
        assert Vorlage.objects.get().claimed_by is None


def test_another_authority_sees_nothing(submitted: Rechtsbehelf) -> None:
    other = make_staff("regierungspraesidium-kassel", "uwe", "Uwe Stein")
    with open_scope(other.scope), pytest.raises(RechtsbehelfNotFound), remedy_case(submitted.public_id):
        pass


def test_a_withdrawal_takes_it_from_the_list_of_the_authority(
    submitted: Rechtsbehelf, citizen: Member, praesidium: Member
) -> None:
    with open_scope(citizen.scope):
        withdraw_rechtsbehelf(actor=citizen.actor, rechtsbehelf=submitted, now=NOW)
    with open_scope(praesidium.scope):
        assert open_remedies(praesidium.scope.stellen, limit=10, now=timezone.now()) == []
        (line,) = ended_remedies(praesidium.scope.stellen, limit=10, now=timezone.now())
        assert not line.is_readable
        with pytest.raises(RechtsbehelfNotFound), remedy_case(submitted.public_id):
            pass


def test_after_its_decision_the_authority_sees_that_decision_alone_and_for_a_time(
    submitted: Rechtsbehelf, praesidium: Member
) -> None:
    acting = {"actor": praesidium.actor, "rechtsbehelf": submitted}
    with open_scope(praesidium.scope):
        with remedy_case(submitted.public_id) as case:
            assert case.shows_file
        draft_decision(**acting, draft=REJECTION, now=NOW)
        confirm_klage_court(**acting, court=COURT)
        issue_decision(**acting, now=NOW)
        with remedy_case(submitted.public_id) as case:
            assert not case.shows_file
        with time_machine.travel(NOW + timedelta(days=SERVICE_DAYS - 1)):
            note_service(**acting, day=TODAY, how="Empfangsbekenntnis", now=NOW)
        assert decision_on(submitted) is not None
        with time_machine.travel(NOW + timedelta(days=SERVICE_DAYS + 1)):
            (line,) = ended_remedies(praesidium.scope.stellen, limit=10, now=timezone.now())
            assert not line.is_readable
            with pytest.raises(RechtsbehelfNotFound), remedy_case(submitted.public_id):
                pass


def test_a_missing_notice_gives_a_year_and_the_expected_day_is_the_clerks(remedy: Rechtsbehelf, clerk: Member) -> None:
    acting = {"actor": clerk.actor, "rechtsbehelf": remedy}
    with open_scope(clerk.scope):
        judge_notice(**acting, is_correct=False)
        expect_by(**acting, day=date(2027, 1, 15), now=NOW)
        row = Rechtsbehelf.objects.get()
        assert (row.latest_end, row.expected_on) == (date(2027, 11, 24), date(2027, 1, 15))
        assert "untaetigkeitsklage.earliest@federal/always" in row.parameter_versions
        assert last_authority(row) is None


def test_a_body_remedies_by_a_new_bescheid_alone(remedy: Rechtsbehelf, clerk: Member) -> None:
    acting = {"actor": clerk.actor, "rechtsbehelf": remedy, "now": NOW}
    with open_scope(clerk.scope):
        with pytest.raises(ReasonNeeded):
            remedy_it(**acting, costs="")
        with pytest.raises(ReplacementMissing):
            remedy_it(**acting, costs="Die Stadt trägt die Kosten.")
