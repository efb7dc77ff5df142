"""What people read about the fee: an amount, nothing at all, or who will set it; never a guess."""

from dataclasses import replace
from datetime import date

import pytest

from rathaus.core.leistung.tarif_rules import Tarif, Validity
from rathaus.recht.gebuehren import FeeExemption, FeeKind
from rathaus.values.text import Text
from tests.cast import PUBLISHED_ON, SATZUNG, TODAY, Member, set_fee, set_tarife
from tests.dog_fee import COUNT, DOGS, publish_dog_fee
from tests.surfaces.portal.browser import Browser

PARKING = "/leistungen/bewohnerparkausweis/"
TOWN = "Die Gebühr legt Ihre Stadt oder Gemeinde fest."
GUESSES = ("30,00", "kostenlos", "kostet nichts")


@pytest.fixture
def no_fee_yet(clerk: Member) -> None:
    set_fee(clerk.stelle, None)


@pytest.mark.usefixtures("no_fee_yet")
@pytest.mark.parametrize("path", [PARKING, f"{PARKING}antrag/"])
def test_while_the_town_has_fixed_no_fee_its_pages_say_who_does(path: str, browser: Browser) -> None:
    page = browser.live_in("hanau").page(path)
    assert TOWN in page
    assert [guess for guess in GUESSES if guess in page] == []


@pytest.mark.usefixtures("no_fee_yet")
def test_the_review_promises_no_amount_that_nobody_has_fixed(amira: Browser) -> None:
    draft = amira.start("bewohnerparkausweis")
    page = amira.page(amira.fill_in(draft, "bewohnerparkausweis", "bewilligung"))
    assert f"{TOWN} Der Betrag steht im Bescheid." in page
    assert [guess for guess in GUESSES if guess in page] == []


def test_before_a_place_is_chosen_no_amount_is_named(browser: Browser) -> None:
    page = browser.page(PARKING)
    assert TOWN in page
    assert "30,00" not in page


def test_a_fee_of_zero_is_free_of_charge(amira: Browser, clerk: Member) -> None:
    set_fee(clerk.stelle, 0)
    assert "kostenlos" in amira.page(PARKING)
    draft = amira.start("bewohnerparkausweis")
    assert "Der Antrag kostet nichts." in amira.page(amira.fill_in(draft, "bewohnerparkausweis", "bewilligung"))


def test_what_the_law_makes_free_is_free_everywhere(browser: Browser) -> None:
    assert "kostenlos" in browser.live_in("hanau").page("/leistungen/hundesteuer-anmeldung/antrag/")


@pytest.mark.usefixtures("no_fee_yet")
def test_in_english_it_says_the_same(browser: Browser) -> None:
    assert "Your town or municipality sets the fee." in browser.live_in("hanau").page(f"/en{PARKING}")


FRAME = Tarif(SATZUNG, FeeKind.FRAME, 2000, PUBLISHED_ON, highest_cent=12_000)
BY_TIME = Tarif(SATZUNG, FeeKind.BY_TIME, 1550, PUBLISHED_ON, step_minutes=15)
PER_MONTH = Tarif(SATZUNG, FeeKind.PER_UNIT, 500, PUBLISHED_ON, unit="Monat")
EXEMPT = FeeExemption("kinder", Text("Menschen mit Schwerbehinderung zahlen nichts.", ""))


def plain(page: str) -> str:
    return page.replace("\xa0", " ").replace("€", "Euro")


@pytest.mark.parametrize(
    ("tarif", "words", "why"),
    [
        (FRAME, "20,00 Euro bis 120,00 Euro", "Das Amt legt den Betrag in diesem Rahmen fest."),
        (BY_TIME, "15,50 Euro je angefangene 15 Minuten", "Wie lange es dauert, steht erst am Ende fest."),
        (PER_MONTH, "5,00 Euro je Monat", "Das Amt zählt und rechnet."),
    ],
)
def test_what_is_measured_later_is_shown_with_by_law_and_exemptions(
    tarif: Tarif, words: str, why: str, amira: Browser, clerk: Member
) -> None:
    assert clerk.stelle is not None
    set_tarife(clerk.stelle, (Validity(PUBLISHED_ON), replace(tarif, exemptions=(EXEMPT,))))
    draft = amira.start("bewohnerparkausweis")
    for page in (amira.page(PARKING), amira.page(amira.fill_in(draft, "bewohnerparkausweis", "bewilligung"))):
        for each in (words, why, SATZUNG, "Menschen mit Schwerbehinderung zahlen nichts."):
            assert each in plain(page)
        assert [guess for guess in GUESSES if guess in page] == []
    assert words in plain(amira.page(f"{PARKING}antrag/"))


def test_on_a_day_in_a_gap_no_amount_is_named(amira: Browser, clerk: Member) -> None:
    assert clerk.stelle is not None
    fixed = Tarif(SATZUNG, FeeKind.FIXED, 3000, PUBLISHED_ON)
    set_tarife(clerk.stelle, (Validity(PUBLISHED_ON, TODAY), fixed), (Validity(date(2026, 12, 1)), fixed))
    page = amira.page(PARKING)
    assert TOWN in page
    assert SATZUNG not in page


def test_a_fixed_amount_names_its_by_law(amira: Browser) -> None:
    draft = amira.start("bewohnerparkausweis")
    page = plain(amira.page(amira.fill_in(draft, "bewohnerparkausweis", "bewilligung")))
    assert "Kosten: 30,00 Euro, wenn das Amt Ihren Antrag bewilligt." in page
    assert SATZUNG in page


def test_units_that_are_answered_are_multiplied_before_the_submission(amira: Browser, clerk: Member) -> None:
    publish_dog_fee()
    assert clerk.stelle is not None
    per_dog = Tarif(SATZUNG, FeeKind.PER_UNIT, 1500, PUBLISHED_ON, unit="Hund", units_path=COUNT)
    set_tarife(clerk.stelle, (Validity(PUBLISHED_ON), per_dog), slug=DOGS)
    assert "15,00 Euro je Hund" in plain(amira.page(f"/leistungen/{DOGS}/"))
    draft = amira.start(DOGS)
    page = plain(amira.page(amira.fill_in(draft, DOGS, "grenzfall")))
    assert "Kosten: 2 × 15,00 Euro je Hund = 30,00 Euro, wenn das Amt Ihren Antrag bewilligt." in page
