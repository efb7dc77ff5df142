"""A fee that a body requests ahead is owed from the submission on, and by nobody whose Antrag it does not decide."""

import pytest

from rathaus.core.antrag.models import Antrag
from rathaus.core.leistung.adoption import Overlay, change_overlay
from rathaus.core.leistung.queries import uebernahmen_of
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.models import Stelle
from rathaus.core.stelle.queries import coordination_office, stelle_by_slug
from rathaus.core.vorgang.actions import withdraw
from rathaus.core.vorgang.passing_on import pass_on
from rathaus.core.vorgang.queries import vorgang_of
from rathaus.core.zahlung.actions import Money, enter_payment
from rathaus.core.zahlung.queries import Account, account_of
from rathaus.core.zahlung.rules import FeeState
from tests.cast import NOW, TODAY, Member, make_staff, set_fee
from tests.errand import submitted
from tests.leistungen.office import decide

pytestmark = pytest.mark.django_db
FEE, PARKING = 3000, "bewohnerparkausweis"


def asks(stelle: Stelle, *, ahead: bool) -> None:
    office = make_staff(stelle.slug, f"leitung-{stelle.slug}", "Rita Amt", role="lead")
    with open_scope(Scope(stellen=frozenset({stelle.pk, coordination_office().pk}))):
        uebernahme = uebernahmen_of(stelle).get(leistung__slug=PARKING)
        overlay = Overlay(takes_advance=ahead)
        change_overlay(actor=office.actor, uebernahme=uebernahme, overlay=overlay)
    set_fee(stelle, FEE)


def body(slug: str) -> Stelle:
    found = stelle_by_slug(slug)
    assert found is not None
    return found


@pytest.fixture
def antrag(citizen: Member, clerk: Member) -> Antrag:
    """One Antrag at a body that asks for its fee ahead."""
    [stelle] = Stelle.objects.filter(pk__in=clerk.scope.stellen)
    asks(stelle, ahead=True)
    return submitted(citizen, PARKING, "bewilligung")


def account(antrag: Antrag) -> Account:
    found = account_of(antrag.public_id)
    assert found is not None
    return found


def paid(clerk: Member, antrag: Antrag) -> None:
    with open_scope(clerk.scope):
        came = Money(FEE, TODAY, "Auszug 7")
        enter_payment(actor=clerk.actor, antrag_id=antrag.public_id, money=came, now=NOW)


def test_a_body_that_asks_ahead_is_owed_its_fee_from_the_submission_on(antrag: Antrag, citizen: Member) -> None:
    with open_scope(citizen.scope):
        owed = account(antrag)
    assert (owed.state, owed.forderung.open_cent) == (FeeState.ADVANCE_REQUESTED, FEE)
    assert owed.forderung.citation == "§ 9 KAG (Hessen) mit § 16 HVwKostG"


def test_a_body_that_does_not_ask_ahead_is_owed_nothing_before_the_decision(citizen: Member, clerk: Member) -> None:
    [stelle] = Stelle.objects.filter(pk__in=clerk.scope.stellen)
    asks(stelle, ahead=False)
    antrag = submitted(citizen, PARKING, "bewilligung")
    with open_scope(citizen.scope):
        assert account_of(antrag.public_id) is None


def test_the_decision_sets_off_what_was_paid_ahead(antrag: Antrag, clerk: Member) -> None:
    paid(clerk, antrag)
    decide(antrag, clerk, {"ergebnis": "bewilligung", "gebuehr_cent": FEE}, "grant")
    with open_scope(clerk.scope):
        owed = account(antrag)
    assert (owed.state, owed.forderung.open_cent) == (FeeState.PAID, 0)
    assert owed.forderung.assessed_at == NOW


def test_who_withdraws_gets_back_what_was_paid_ahead(antrag: Antrag, citizen: Member, clerk: Member) -> None:
    paid(clerk, antrag)
    with open_scope(citizen.scope):
        withdraw(actor=citizen.actor, antrag=antrag, now=NOW)
        owed = account(antrag)
    assert (owed.state, owed.forderung.open_cent) == (FeeState.REFUND_DUE, -FEE)


def test_a_case_that_is_passed_on_owes_the_other_body(antrag: Antrag, clerk: Member) -> None:
    asks(receiver := body("maintal"), ahead=True)
    with open_scope(clerk.scope):
        passed = pass_on(actor=clerk.actor, vorgang=vorgang_of(antrag), receiver=receiver, reason="Umzug", now=NOW)
        assert account(antrag).state is FeeState.NOTHING_OWED
    with open_scope(Scope(stellen=frozenset({receiver.pk}))):
        assert account(passed).forderung.open_cent == FEE
