"""The certificate of a Genehmigungsfiktion on the pages of the office: told of, read, answered for, sent."""

from datetime import UTC, datetime

import pytest

from rathaus.core.postfach.models import Nachricht
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.bescheinigung import certify
from rathaus.core.vorgang.jobs import fire_everything
from rathaus.core.vorgang.models import Vorgang
from tests.cast import Member
from tests.core.bescheid.conftest import examined
from tests.core.vorgang.timed import publish_timed
from tests.surfaces.portal.browser import Browser

PASSED = datetime(2027, 1, 20, 12, tzinfo=UTC)


@pytest.fixture
def deemed(receive, clerk: Member) -> Vorgang:
    """A case that counts as granted, whose notice must name a court that nobody knows."""
    publish_timed(remedy="klage")
    case: Vorgang = receive()
    fire_everything(now=PASSED)
    with open_scope(clerk.scope):
        certify(case, now=PASSED)
    return case


def page(case: Vorgang) -> str:
    return f"/amt/vorgaenge/{case.public_id}/"


def test_the_clerk_is_told_names_the_court_and_sends_the_certificate(
    desk: Browser, deemed: Vorgang, clerk: Member
) -> None:
    assert "Bescheinigung prüfen und absenden" in desk.page("/amt/")
    assert "Bescheinigung prüfen" in desk.page(page(deemed))
    address = page(deemed) + "bescheinigung/"
    shown = desk.page(address)
    assert "Zuerst: Belehrung bestätigen" in shown
    assert "Verwaltungsgericht Frankfurt" in shown
    assert desk.post(address, {}).status_code == 422, "not before it is confirmed"
    assert desk.post(address + "gericht/", {"gericht_name": "Verwaltungsgericht"}).status_code == 422
    court = {"gericht": "Verwaltungsgericht Frankfurt am Main|Frankfurt am Main"}
    assert desk.post(address + "gericht/", court).status_code == 302
    assert "Als Gericht ist genannt: Verwaltungsgericht Frankfurt am Main" in desk.page(address)
    assert desk.post(address, {}).status_code == 302
    assert desk.get(address).status_code == 302, "sent once"
    with open_scope(clerk.scope):
        assert Nachricht.objects.filter(subject__startswith="Ihr Antrag gilt als genehmigt").count() == 1
    assert "Die Bescheinigung ist abgesendet." in desk.page(page(deemed))
    assert "Bescheinigung prüfen und absenden" not in desk.page("/amt/")


def test_before_a_decision_the_page_says_until_when_it_must_be_announced(desk: Browser, receive, clerk: Member) -> None:
    publish_timed()
    case: Vorgang = receive()
    with open_scope(clerk.scope):
        examined(clerk, case.antrag)
    draft = {"ergebnis": "ablehnung", "grund_ablehnung": "kein_quartier", "begruendung": "Nach dem Stadtplan."}
    assert desk.post(page(case) + "bescheid/", draft).status_code == 302
    assert "Eine Genehmigungsfiktion läuft" in desk.page(page(case) + "bescheid/erlass/")
