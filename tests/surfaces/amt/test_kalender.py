"""The calendar of due days: its address is shown once, it needs no session, and it names nobody."""

import re

from django.test import Client

from rathaus.core.vorgang.models import Vorgang
from tests.surfaces.portal.browser import Browser, text_of

PAGE = "/amt/kalender/"


def test_the_address_is_shown_once_and_gives_days_without_names(desk: Browser, case: Vorgang) -> None:
    desk.post(f"/amt/vorgaenge/{case.public_id}/uebernahme/")
    assert "Adresse holen" in desk.page(PAGE)
    shown = text_of(desk.post(PAGE))
    (address,) = re.findall(r"http://testserver(/amt/kalender/\S+/fristen\.ics)", shown)
    assert "fristen.ics" not in desk.page(PAGE)
    response = Client().get(address)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in response.headers["Cache-Control"]
    content = response.content.decode()
    assert f"SUMMARY:{case.aktenzeichen}: Antrag und Anlagen prüfen" in content
    assert "Haddad" not in content and "Amira" not in content
    assert desk.post(f"{PAGE}ende/").status_code == 302
    assert Client().get(address).status_code == 404
    assert Client().get("/amt/kalender/erfunden/fristen.ics").status_code == 404


def test_the_help_names_the_keys_of_the_list(desk: Browser, case: Vorgang) -> None:
    for page in ("/amt/hilfe/", "/amt/vorgaenge/"):
        assert "j Zur nächsten Zeile k Zur Zeile davor x Zeile auswählen" in desk.page(page)
