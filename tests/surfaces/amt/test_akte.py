"""The page of the whole case: the folder to take away, for clerk and auditor, and its page that needs nothing else."""

import io
import zipfile

import pytest

from rathaus.core.vorgang.models import Vorgang
from tests.cast import Member
from tests.surfaces.portal.browser import Browser

EXPORT = "akte/export.zip"


def address(case: Vorgang, then: str = "akte/") -> str:
    return f"/amt/vorgaenge/{case.public_id}/{then}"


def taken(browser: Browser, case: Vorgang, prefix: str = "") -> bytes:
    response = browser.post(prefix + address(case, EXPORT))
    assert response.status_code == 200
    return b"".join(response)


def test_the_folder_shows_the_case_without_this_program(desk: Browser, case: Vorgang) -> None:
    archive = zipfile.ZipFile(io.BytesIO(taken(desk, case)))
    name = next(each for each in archive.namelist() if each.endswith("index.html"))
    page = archive.read(name).decode()
    for words in ("Amira Haddad", "HU-AH 412", "Der Antrag ist eingegangen.", "sha256sum -c SHA256SUMS"):
        assert words in page
    assert "http" not in page.replace("http-equiv", "")
    assert "<script" not in page
    folder = name.removesuffix("index.html")
    for link in page.split('href="')[1:]:
        assert folder + link.split('"')[0] in archive.namelist()


def test_whoever_reads_english_takes_the_same_bytes(desk: Browser, case: Vorgang) -> None:
    assert taken(desk, case) == taken(desk, case, "/en")


def test_the_page_says_when_it_was_taken_out_last(desk: Browser, case: Vorgang) -> None:
    assert "Zuletzt mitgenommen" not in desk.page(address(case))
    taken(desk, case)
    assert "Zuletzt mitgenommen" in desk.page(address(case))
    assert "Ganze Akte" in desk.page(address(case, ""))


def test_an_auditor_takes_it_out_too_and_reading_alone_takes_nothing(case: Vorgang, auditor: Member) -> None:
    browser = Browser().sign_in(auditor)
    assert taken(browser, case)
    assert browser.get(address(case, EXPORT)).status_code == 405


@pytest.mark.parametrize("then", ["akte/", EXPORT])
def test_the_next_town_finds_nothing(case: Vorgang, clerk_of_the_next_town: Member, then: str) -> None:
    browser = Browser().sign_in(clerk_of_the_next_town)
    ask = browser.post if then == EXPORT else browser.get
    assert ask(address(case, then)).status_code == 404
