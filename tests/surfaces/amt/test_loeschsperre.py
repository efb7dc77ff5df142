"""Legal holds through the pages of the office."""

import pytest

from rathaus.core.akte.models import Loeschsperre
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.models import Vorgang
from tests.cast import Member
from tests.surfaces.portal.browser import Browser, text_of


def test_a_clerk_holds_a_case_and_lets_it_go(case: Vorgang, desk: Browser, clerk: Member, citizen: Member) -> None:
    page = f"/amt/vorgaenge/{case.public_id}/"
    assert "Die Akte ist nicht gesperrt." in desk.page(f"{page}akte/")
    assert desk.post(f"{page}akte/sperre/", {"grund": "Klage 7 K 12/26"})["Location"].endswith("=gesperrt#sperre")
    for where in (page, f"{page}akte/"):
        assert "Klage 7 K 12/26" in desk.page(where)
    assert "Diese Akte darf nicht gelöscht werden" in desk.page(page)
    with open_scope(clerk.scope):
        row = Loeschsperre.objects.get()
    end = f"{page}akte/sperre/{row.public_id}/ende/"
    assert "Klage 7 K 12/26" in desk.page(end)
    assert desk.post(end, {"grund": "Urteil"})["Location"].endswith("=entsperrt#sperre")
    assert "Diese Akte darf nicht gelöscht werden" not in desk.page(page)
    assert "Aufgehoben am 23. November 2026: Urteil" in desk.page(f"{page}akte/")
    assert desk.get(end).status_code == 404
    assert "Klage" not in Browser().sign_in(citizen).page(f"/antraege/{case.antrag.public_id}/")


def test_an_auditor_reads_holds_and_sets_none(case: Vorgang, desk: Browser, auditor: Member) -> None:
    page = f"/amt/vorgaenge/{case.public_id}/akte/"
    desk.post(f"{page}sperre/", {"grund": "Klage"})
    reader = Browser().sign_in(auditor)
    assert "Klage" in reader.page(page)
    assert "Aufheben" not in reader.page(page)
    assert reader.post(f"{page}sperre/", {"grund": "Klage"}).status_code == 403


@pytest.mark.parametrize("reason", ["", "x" * 301])
def test_a_hold_without_a_reason_says_what_is_missing(case: Vorgang, desk: Browser, reason: str) -> None:
    page = f"/amt/vorgaenge/{case.public_id}/akte/"
    response = desk.post(f"{page}sperre/", {"grund": reason})
    assert response.status_code == 422
    assert "Der Grund fehlt oder ist zu lang." in text_of(response)
    assert "Die Akte ist nicht gesperrt." in desk.page(page)
