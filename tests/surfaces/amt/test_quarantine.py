"""Files that no malware scanner has seen: they stand on the clerk's day until one has."""

import pytest
from pytest_django import Settings

from rathaus.core.datei.models import Datei
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.models import Vorgang
from tests.cast import Member
from tests.surfaces.portal.browser import Browser

HEADING = "Dateien warten auf die Prüfung"
FAKE = "rathaus.adapters.clamd.fake.FakeScanner"
SILENT, FINDING = "tests.core.datei.scanners.silent", "tests.core.datei.scanners.finding"


@pytest.fixture
def waiting(settings: Settings, receive) -> Vorgang:
    """A case that came in while the scanner did not answer."""
    settings.RATHAUS_FILE_SCANNER = SILENT
    return receive()


def scan(desk: Browser, case: Vorgang, clerk: Member):
    with open_scope(clerk.scope):
        datei = Datei.objects.filter(state="quarantined").order_by("pk").first()
    assert datei is not None
    return desk.post(f"/amt/vorgaenge/{case.public_id}/dateien/{datei.public_id}/pruefung/")


def test_the_day_counts_them_and_leads_to_the_case(desk, waiting: Vorgang) -> None:
    html = desk.get("/amt/").content.decode()
    assert f'{HEADING} <span class="r-count">2</span>' in html
    assert f'/amt/vorgaenge/{waiting.public_id}/#dokumente">Amira Haddad</a>' in html
    assert "2 Dateien" in html
    assert "Jetzt prüfen lassen" in desk.page(f"/amt/vorgaenge/{waiting.public_id}/")


def test_a_day_without_them_does_not_mention_them(desk, case) -> None:
    assert HEADING not in desk.page("/amt/")
    assert "Jetzt prüfen lassen" not in desk.page(f"/amt/vorgaenge/{case.public_id}/")


def test_a_clerk_has_them_checked_as_soon_as_the_scanner_is_back(desk, waiting: Vorgang, clerk, settings) -> None:
    refused = scan(desk, waiting, clerk)
    assert refused.status_code == 409
    assert "wird noch auf Schadsoftware geprüft" in refused.content.decode()
    settings.RATHAUS_FILE_SCANNER = FAKE
    done = scan(desk, waiting, clerk)
    assert "Die Datei ist auf Schadsoftware geprüft." in desk.page(done.headers["Location"])
    settings.RATHAUS_FILE_SCANNER = FINDING
    scan(desk, waiting, clerk)
    with open_scope(clerk.scope):
        assert sorted(Datei.objects.values_list("state", flat=True)) == ["refused", "released"]
    assert HEADING not in desk.page("/amt/")


def test_an_auditor_sees_them_and_asks_nobody(waiting: Vorgang, auditor: Member, clerk: Member) -> None:
    browser = Browser().sign_in(auditor)
    assert "Jetzt prüfen lassen" not in browser.page(f"/amt/vorgaenge/{waiting.public_id}/")
    assert scan(browser, waiting, clerk).status_code == 403


def test_the_next_town_sees_none_of_them(waiting: Vorgang, clerk_of_the_next_town: Member, clerk: Member) -> None:
    browser = Browser().sign_in(clerk_of_the_next_town)
    assert HEADING not in browser.page("/amt/")
    assert scan(browser, waiting, clerk).status_code == 404
