"""What people read about the fee: an amount, nothing at all, or who will set it; never a guess."""

import pytest

from tests.cast import Member, set_fee
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
