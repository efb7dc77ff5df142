"""The fee at the desk: what the body sets for itself, and what a clerk enters where it has not."""

import pytest

from rathaus.core.bescheid.queries import bescheid_of
from rathaus.core.scope.session import open_scope
from tests.cast import set_fee
from tests.surfaces.amt.test_entscheidung import address, confirm, draft, fassung
from tests.surfaces.portal.browser import text_of

PAGE = "/amt/leistungen/bewohnerparkausweis/"


@pytest.fixture
def no_fee_yet(clerk) -> None:
    set_fee(clerk.stelle, None)


def fee_of_the_draft(clerk, case) -> int | None:
    with open_scope(clerk.scope):
        return bescheid_of(case).gebuehr_cent


def test_the_amount_of_the_package_is_only_a_suggestion(desk, no_fee_yet) -> None:
    page = desk.page(PAGE)
    for words in ("Heute gilt kein Tarif", "Vorschlag: 30,00 €", "noch nicht festgelegt"):
        assert words in page


def test_a_service_without_a_fee_has_no_field_for_one(desk) -> None:
    page = desk.page("/amt/leistungen/hundesteuer-anmeldung/")
    assert "Unsere Tarife" not in page
    assert "Vorschlag" not in page


def test_a_draft_without_its_fee_is_kept_and_says_what_is_missing(desk, no_fee_yet, decidable, clerk) -> None:
    assert "Gebühr noch nicht festgelegt" in desk.page(address(decidable))
    assert draft(desk, decidable).status_code == 302
    page = desk.page(address(decidable))
    assert "Die Gebühr fehlt noch" in page
    assert "Die Zone stimmt." in page
    assert "Prüfen und erlassen" not in page
    assert "Gebühr eintragen" in desk.page(address(decidable, "erlass"))


def test_an_issue_without_its_fee_is_refused_with_what_to_do(desk, no_fee_yet, decidable, clerk) -> None:
    draft(desk, decidable)
    confirm(desk, decidable)
    response = desk.post(address(decidable, "erlass"), {"fassung": fassung(clerk, decidable)})
    assert response.status_code == 422
    assert "Die Gebühr ist noch nicht festgelegt." in text_of(response)
    assert "Die Zone stimmt." in text_of(response)


@pytest.mark.parametrize(
    ("typed", "cents"),
    [({"gebuehr": "25"}, 2500), ({"gebuehr": "0"}, 0), ({"gebuehr": "", "gebuehr_vorschlag": "30,00"}, 3000)],
)
def test_with_an_amount_or_the_suggestion_it_is_issued(desk, no_fee_yet, decidable, clerk, typed, cents) -> None:
    draft(desk, decidable, **typed)
    assert fee_of_the_draft(clerk, decidable) == cents
    confirm(desk, decidable)
    response = desk.post(address(decidable, "erlass"), {"fassung": fassung(clerk, decidable)}, follow=True)
    assert "Der Bescheid ist erlassen" in text_of(response)


def test_after_a_refusal_was_drafted_a_grant_still_costs_the_usual_fee(desk, decidable, clerk) -> None:
    draft(desk, decidable, ergebnis="ablehnung", grund_ablehnung=["kein_quartier"])
    html = desk.get(address(decidable)).content.decode()
    assert 'value="0,00"' not in html
