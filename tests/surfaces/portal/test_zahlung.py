"""Paying on the portal: only the answer of the provider counts, whatever the browser says."""

import pytest

from rathaus.adapters.xbezahldienste.simulator import Simulator
from rathaus.core.antrag.models import Antrag
from rathaus.core.zahlung.models import Zahlstelle
from tests.cast import Member
from tests.core.zahlung.conftest import owing_antrag, provider, simulator
from tests.surfaces.portal.browser import Browser

__all__ = ["provider", "simulator"]
IBAN = "AT61 1904 3002 3457 3201"


@pytest.fixture
def owing(citizen: Member, clerk: Member) -> Antrag:
    return owing_antrag(citizen, clerk)


def begin(amira: Browser, owing: Antrag) -> str:
    response = amira.post(f"/antraege/{owing.public_id}/gebuehr/")
    assert response.status_code == 302
    return str(response["Location"])


def test_the_application_asks_for_the_fee_and_says_why(amira: Browser, owing: Antrag) -> None:
    assert "Bitte bezahlen Sie die Gebühr: 30,00" in amira.page(f"/antraege/{owing.public_id}/")
    page = amira.page(f"/antraege/{owing.public_id}/gebuehr/")
    assert "DE02 1203 0000 0000 2020 51" in page
    assert "Online bezahlen" not in page


@pytest.mark.usefixtures("simulator")
def test_a_forged_way_back_books_nothing(amira: Browser, owing: Antrag) -> None:
    way = begin(amira, owing)
    for forged in ("", "?status=BOOKED", "?paymentInformation=BOOKED&grossAmount=30.00"):
        assert "Jetzt beim Bezahldienst zahlen" in amira.page(way + forged)


def test_who_comes_back_after_paying_sees_it_booked_however_often_they_look(
    amira: Browser, owing: Antrag, simulator: Simulator
) -> None:
    way = begin(amira, owing)
    _, _, rest = amira.get(way).content.decode().partition(f"{simulator.address}/bezahlen/")
    simulator.choose(rest.partition('"')[0], "bezahlt")
    assert "Ihre Zahlung ist da" in amira.page(way)
    assert "Ihre Zahlung ist da" in amira.page(way)
    page = amira.page(f"/antraege/{owing.public_id}/gebuehr/")
    assert "Die Gebühr ist bezahlt" in page
    assert page.count("Bezahlt") == 1


def test_a_provider_that_is_away_is_said_and_the_transfer_offered(
    amira: Browser, owing: Antrag, simulator: Simulator
) -> None:
    way = begin(amira, owing)
    simulator.shutdown()
    simulator.server_close()
    page = amira.page(way)
    assert "Der Bezahldienst antwortet gerade nicht" in page
    assert "Lieber überweisen" in page


@pytest.mark.usefixtures("simulator")
def test_a_body_without_an_endpoint_offers_the_transfer_alone(amira: Browser, owing: Antrag) -> None:
    Zahlstelle.objects.update(endpoint="")
    response = amira.post(f"/antraege/{owing.public_id}/gebuehr/")
    assert response.status_code == 422
    assert "Überweisen Sie" in response.content.decode()


def test_a_payment_of_somebody_else_is_not_there(amira: Browser, owing: Antrag, simulator: Simulator) -> None:
    way = begin(amira, owing)
    assert Browser().get(way).status_code in {302, 404}
    assert simulator.payment("nothing") is None


def test_the_fee_is_collected_when_the_person_lets_the_office_and_not_after_they_change_their_mind(
    amira: Browser, owing: Antrag
) -> None:
    way = f"/antraege/{owing.public_id}/gebuehr/"
    assert amira.post(f"{way}lastschrift/", {"inhaber": "Amira Haddad", "iban": "DE1"}).status_code == 422
    unread = amira.post(f"{way}lastschrift/", {"inhaber": "Amira Haddad", "iban": IBAN, "betrag": "2900"})
    assert "Der offene Betrag hat sich geändert" in unread.content.decode()
    assert (
        amira.post(f"{way}lastschrift/", {"inhaber": "Amira Haddad", "iban": IBAN, "betrag": "3000"}).status_code == 302
    )
    assert "das mit 3201 endet" in amira.page(way)
    assert "Überweisen" not in amira.page(way)
    assert "Bitte bezahlen Sie" not in amira.page(f"/antraege/{owing.public_id}/")
    assert amira.post(f"{way}lastschrift/", {"was": "widerruf"}).status_code == 302
    assert "Einmal abbuchen lassen" in amira.page(way)
    assert amira.post(f"{way}lastschrift/", {"was": "widerruf"}).status_code == 422
