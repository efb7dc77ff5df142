"""The tariff of the day on which an Antrag is submitted is kept with the case; ahead is asked only what is certain."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from rathaus.core.antrag.models import Antrag
from rathaus.core.leistung.adoption import Overlay, change_overlay
from rathaus.core.leistung.queries import uebernahmen_of
from rathaus.core.leistung.rules import FeeKind as Shown
from rathaus.core.leistung.tarif_rules import MOST_CENT, Tarif, Validity
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.models import Stelle
from rathaus.core.stelle.queries import coordination_office, stelle_by_slug
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.passing_on import pass_on
from rathaus.core.vorgang.queries import fee_of, vorgang_of
from rathaus.core.zahlung.queries import account_of
from rathaus.recht.gebuehren import FeeKind
from tests.cast import NOW, PUBLISHED_ON, SATZUNG, TODAY, Member, set_tarife
from tests.dog_fee import COUNT, DOGS, publish_dog_fee
from tests.errand import submitted

pytestmark = pytest.mark.django_db
PARKING, DOG_TOWN = "bewohnerparkausweis", "frankenberg-eder"
SINCE, NEXT_MONTH = Validity(PUBLISHED_ON), date(2026, 12, 1)
FIXED = Tarif(SATZUNG, FeeKind.FIXED, 3000, PUBLISHED_ON)
FRAME = Tarif(SATZUNG, FeeKind.FRAME, 2000, PUBLISHED_ON, highest_cent=12_000)
PER_DOG = Tarif(SATZUNG, FeeKind.PER_UNIT, 1500, PUBLISHED_ON, unit="Hund", units_path=COUNT)


def body(slug: str = "hanau") -> Stelle:
    found = stelle_by_slug(slug)
    assert found is not None
    return found


def asks_ahead(slug: str, stelle: Stelle) -> None:
    with open_scope(Scope(stellen=frozenset({stelle.pk, coordination_office().pk}))):
        row = uebernahmen_of(stelle).get(leistung__slug=slug)
        change_overlay(actor=SYSTEM_ACTOR, uebernahme=row, overlay=Overlay(takes_advance=True))


def applied(citizen: Member, slug: str = PARKING, name: str = "bewilligung", *, now: datetime = NOW) -> Antrag:
    return submitted(citizen, slug, name, now=now)


def case(antrag: Antrag) -> Vorgang:
    with open_scope(Scope(stellen=frozenset({antrag.stelle_id}))):
        return vorgang_of(antrag)


def asked_cent(citizen: Member, antrag: Antrag) -> int | None:
    with open_scope(citizen.scope):
        account = account_of(antrag.public_id)
    return account.forderung.open_cent if account else None


@pytest.fixture
def dog_fee() -> None:
    publish_dog_fee()


def test_the_answer_that_counts_makes_the_fee_certain(dog_fee: None, citizen: Member) -> None:
    set_tarife(body(DOG_TOWN), (SINCE, PER_DOG), slug=DOGS)
    asks_ahead(DOGS, body(DOG_TOWN))
    antrag = applied(citizen, DOGS, "grenzfall")
    vorgang = case(antrag)
    assert antrag.answers[COUNT] == 2
    assert (vorgang.gebuehr_cent, fee_of(vorgang).kind) == (3000, Shown.KNOWN)
    assert asked_cent(citizen, antrag) == 3000


def test_a_product_that_nobody_can_pay_is_neither_certain_nor_asked_ahead(dog_fee: None, citizen: Member) -> None:
    set_tarife(body(DOG_TOWN), (SINCE, replace(PER_DOG, betrag_cent=MOST_CENT)), slug=DOGS)
    asks_ahead(DOGS, body(DOG_TOWN))
    antrag = applied(citizen, DOGS, "grenzfall")
    vorgang = case(antrag)
    assert (vorgang.gebuehr_cent, fee_of(vorgang).kind) == (None, Shown.MEASURED)
    assert asked_cent(citizen, antrag) is None


def test_a_frame_is_kept_without_amount_and_never_asked_ahead(citizen: Member) -> None:
    set_tarife(body(), (SINCE, FRAME))
    asks_ahead(PARKING, body())
    antrag = applied(citizen)
    fee = fee_of(case(antrag))
    assert (fee.kind, fee.betrag_cent, fee.tarif) == (Shown.MEASURED, None, FRAME)
    assert asked_cent(citizen, antrag) is None


def test_the_tariff_of_the_day_of_the_submission_holds_whatever_follows(citizen: Member, other_citizen: Member) -> None:
    set_tarife(body(), (Validity(PUBLISHED_ON, NEXT_MONTH), FIXED), (Validity(NEXT_MONTH), FRAME))
    before, after = applied(citizen), applied(other_citizen, now=NOW + timedelta(days=8))
    assert fee_of(case(before)).tarif == FIXED
    assert fee_of(case(after)).tarif == FRAME


def test_in_a_gap_the_case_has_no_tariff_and_nothing_is_asked_ahead(citizen: Member) -> None:
    set_tarife(body(), (Validity(PUBLISHED_ON, TODAY), FIXED), (Validity(NEXT_MONTH), FIXED))
    asks_ahead(PARKING, body())
    antrag = applied(citizen)
    vorgang = case(antrag)
    assert (vorgang.tarifstelle_id, vorgang.gebuehr_cent, fee_of(vorgang).kind) == (None, None, Shown.OPEN)
    assert asked_cent(citizen, antrag) is None


def test_the_body_to_which_a_case_is_passed_on_has_its_own_tariff(citizen: Member, clerk: Member) -> None:
    set_tarife(body("maintal"), (SINCE, FRAME))
    antrag = applied(citizen)
    with open_scope(clerk.scope):
        vorgang = vorgang_of(antrag)
        passed = pass_on(actor=clerk.actor, vorgang=vorgang, receiver=body("maintal"), reason="Umzug", now=NOW)
    assert fee_of(case(passed)).tarif == FRAME
