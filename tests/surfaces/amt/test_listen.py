"""Saved lists and columns through the pages of the office."""

import re

from rathaus.core.vorgang.models import Vorgang
from tests.cast import Member
from tests.surfaces.portal.browser import Browser, text_of

INBOX = "/amt/vorgaenge/"
LISTS = f"{INBOX}listen/"
COLUMNS = f"{INBOX}spalten/"


def test_a_filter_is_saved_opened_and_deleted(desk: Browser, case: Vorgang, colleague: Member) -> None:
    html = desk.get(f"{INBOX}?ansicht=unclaimed&leistung=bewohnerparkausweis").content.decode()
    assert f"{LISTS}?ansicht=unclaimed&amp;leistung=bewohnerparkausweis" in html
    typed = {"ansicht": "unclaimed", "leistung": "bewohnerparkausweis", "name": "Parken", "fuer": "alle"}
    address = desk.post(LISTS, typed)["Location"]
    assert address == f"{INBOX}?ansicht=unclaimed&leistung=bewohnerparkausweis"
    assert "Gespeichert: Parken" in desk.page(INBOX)
    other = Browser().sign_in(colleague)
    assert "Parken" in other.page(LISTS)
    assert "/ende/" not in other.get(LISTS).content.decode()
    (end,) = re.findall(r'action="([^"]+/ende/)"', desk.get(LISTS).content.decode())
    other.post(end)
    assert "Parken" in desk.page(LISTS)
    assert desk.post(end).status_code == 302
    assert "Noch ist keine Liste gespeichert" in desk.page(LISTS)


def test_the_form_says_that_searched_words_are_not_kept(desk: Browser, case: Vorgang) -> None:
    address = desk.post(f"{INBOX}suche/", {"suche": "Haddad"})["Location"]
    save = re.findall(rf'href="({LISTS}[^"]*)"', desk.get(address).content.decode())[0].replace("&amp;", "&")
    page = desk.get(save)
    assert "nicht die gesuchten Wörter" in text_of(page)
    assert "Haddad" not in page.content.decode()


def test_a_list_without_a_name_is_not_saved(desk: Browser) -> None:
    response = desk.post(LISTS, {"ansicht": "mine", "name": " "})
    assert response.status_code == 422
    assert "So lässt sich die Liste nicht speichern." in text_of(response)


def test_the_list_shows_the_columns_that_were_chosen(desk: Browser, case: Vorgang, auditor: Member) -> None:
    assert "<th scope" in desk.get(INBOX).content.decode()
    assert desk.post(COLUMNS, {"spalte": ["due"]}).status_code == 302
    html = desk.get(INBOX).content.decode()
    assert 'data-label="Fällig"' in html
    assert 'data-label="Eingang"' not in html
    assert 'data-label="Eingang"' in Browser().sign_in(auditor).get(INBOX).content.decode()
    assert len(re.findall("checked", desk.get(COLUMNS).content.decode())) == 1
