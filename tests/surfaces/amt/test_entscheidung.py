"""From the result to the issued Bescheid: draft, remedy, last look, issue."""

import pytest
from django.utils.timezone import localdate, now
from hypothesis import given
from hypothesis import strategies as st

from rathaus.core.bescheid.actions import open_letter
from rathaus.core.bescheid.queries import bescheid_of, preview
from rathaus.core.konto.models import Konto
from rathaus.core.postfach.models import Nachricht
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.session import Scope, open_scope
from rathaus.surfaces.amt.amount import read_cents, typed_cents
from tests.surfaces.portal.browser import text_of


def address(case, *rest: str) -> str:
    return "/".join(["/amt/vorgaenge", str(case.public_id), "bescheid", *rest, ""])


def draft(desk, case, **typed):
    return desk.post(address(case), {"ergebnis": "bewilligung", "begruendung": "Die Zone stimmt.", **typed})


def fassung(clerk, case) -> str:
    with open_scope(clerk.scope):
        return preview(bescheid_of(case), on=localdate(), konto_id=clerk.actor.konto_id).fassung


def confirm(desk, case) -> None:
    assert desk.post(address(case, "gericht")).status_code == 302


def test_too_early_only_a_withdrawal_can_be_entered(desk, case) -> None:
    page = desk.page(address(case))
    assert "Bewilligen oder ablehnen geht noch nicht" in page
    assert "Ausweis erteilt" not in page


def test_the_letter_builds_itself_from_what_was_chosen(desk, decidable) -> None:
    assert "Hier entsteht der Bescheid" in desk.page(address(decidable))
    assert draft(desk, decidable).status_code == 302
    page = desk.page(address(decidable))
    assert "Wir erteilen Ihnen den Bewohnerparkausweis." in page
    assert "Die Zone stimmt." in page
    assert "HU-AH 412" in page


def test_a_refusal_without_a_reason_is_not_drafted_and_keeps_the_text(desk, decidable) -> None:
    response = draft(desk, decidable, ergebnis="ablehnung")
    assert response.status_code == 422
    assert "Die Zone stimmt." in text_of(response)


def test_a_reason_belongs_to_its_result(desk, decidable) -> None:
    draft(desk, decidable, ergebnis="ablehnung", grund_ablehnung=["kein_quartier"], grund_bewilligung=["x"])
    assert "Ihre Wohnung liegt in keinem Bewohnerparkquartier." in desk.page(address(decidable))


def test_a_fee_that_is_no_number_is_said_at_the_field(desk, decidable) -> None:
    response = draft(desk, decidable, gebuehr="viel")
    assert response.status_code == 422
    assert "Diesen Betrag können wir nicht lesen" in text_of(response)


def test_the_draft_can_be_seen_on_paper(desk, decidable) -> None:
    draft(desk, decidable)
    response = desk.get(address(decidable) + "entwurf.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")


def test_nothing_is_issued_before_the_remedy_is_confirmed(desk, decidable, clerk) -> None:
    draft(desk, decidable)
    page = desk.page(address(decidable, "erlass"))
    assert "Sie bestätigen: Gegen diesen Bescheid ist der Rechtsbehelf Widerspruch mit der genannten Frist" in page
    assert "Gericht" not in page.partition("Rechtsbehelf bestätigen")[2]
    response = desk.post(address(decidable, "erlass"), {"fassung": fassung(clerk, decidable)})
    assert response.status_code == 422
    assert "Jetzt erlassen" not in text_of(response)


def test_a_court_needs_name_and_seat(desk, decidable) -> None:
    draft(desk, decidable)
    response = desk.post(address(decidable, "gericht"), {"gericht": "", "gericht_name": "Verwaltungsgericht"})
    assert response.status_code == 422


def test_the_remedy_of_an_issued_bescheid_runs_from_the_first_opening(desk, decidable, clerk) -> None:
    draft(desk, decidable)
    confirm(desk, decidable)
    page = text_of(desk.post(address(decidable, "erlass"), {"fassung": fassung(clerk, decidable)}, follow=True))
    assert "Der Bescheid ist erlassen" in page
    assert "noch nicht geöffnet" in page
    assert "Widerspruch möglich bis" not in page
    konto = Konto.objects.get(login="amira")
    with open_scope(Scope(konto=konto.pk)):
        (letter,) = [each for each in Nachricht.objects.all() if each.kind == "bescheid"]
        open_letter(actor=Actor(Role.CITIZEN, konto.pk), nachricht=letter, now=now())
    page = desk.page(f"/amt/vorgaenge/{decidable.public_id}/")
    assert "Gilt als bekannt gegeben" in page
    assert "Widerspruch möglich bis" in page
    assert desk.post(f"/amt/vorgaenge/{decidable.public_id}/abschluss/").status_code == 302
    assert "Abgeschlossen am" in desk.page(f"/amt/vorgaenge/{decidable.public_id}/")


def test_a_draft_that_changed_meanwhile_is_not_issued_unseen(desk, decidable, clerk) -> None:
    draft(desk, decidable)
    confirm(desk, decidable)
    seen = fassung(clerk, decidable)
    draft(desk, decidable, begruendung="Anders.")
    response = desk.post(address(decidable, "erlass"), {"fassung": seen})
    assert response.status_code == 422
    assert "Anders." in text_of(response)


def test_pages_of_the_decision_lead_back_once_it_is_issued(desk, decidable, clerk) -> None:
    draft(desk, decidable)
    confirm(desk, decidable)
    desk.post(address(decidable, "erlass"), {"fassung": fassung(clerk, decidable)})
    for rest in ((), ("erlass",)):
        assert desk.get(address(decidable, *rest)).status_code == 302


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("", None), (" € ", None), ("30,70", 3070), ("1.234,5 €", 123450), ("12.50", 1250), ("12.5", 1250), ("0", 0),
        ("1.000", 100_000), ("1.000,50", 100_050), ("1.000.000", 100_000_000), ("+1.000 Euro", 100_000),
    ],
)  # fmt: skip
def test_amounts_are_read_as_people_type_them(typed, cents) -> None:
    assert read_cents(typed) == cents


@pytest.mark.parametrize(("cents", "typed"), [(None, ""), (0, "0,00"), (3070, "30,70"), (5, "0,05")])
def test_an_amount_stands_in_its_field_as_people_type_it(cents, typed) -> None:
    assert typed_cents(cents) == typed


@given(st.integers(0, 10**9))
def test_an_amount_is_read_as_it_is_shown_with_and_without_points_between_thousands(cents: int) -> None:
    grouped = f"{cents // 100:,}".replace(",", ".")
    assert read_cents(typed_cents(cents)) == read_cents(f"{grouped},{cents % 100:02} €") == cents
    assert read_cents(grouped) == cents // 100 * 100


@pytest.mark.parametrize(
    "typed", ["viel", "-1", "1,234", "1,000", "0.500", "1234.500", "1,000.50", "1.00,00", "1e99", "nan"]
)
def test_what_is_no_amount_is_refused(typed) -> None:
    with pytest.raises(ValueError, match=typed):
        read_cents(typed)
