"""The form on paper, for everybody, of every body that offers the Leistung."""

import io
import re

import pypdf
import pytest

from rathaus.core.datei import turns
from rathaus.core.leistung import paper
from rathaus.core.leistung.models import LeistungVersion
from rathaus.core.leistung.queries import leistung_by_slug
from tests.surfaces.portal.browser import Browser

PAPER = "/leistungen/bewohnerparkausweis/papier/hanau/"


def words(browser: Browser, path: str) -> str:
    response = browser.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    pages = pypdf.PdfReader(io.BytesIO(response.content)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages).replace("\u200b", ""))


def test_the_service_page_offers_the_paper_where_the_service_is_offered(browser: Browser) -> None:
    service = "/leistungen/bewohnerparkausweis/"
    assert "Formular zum Ausdrucken (PDF)" not in browser.page(service)
    assert "Formular zum Ausdrucken (PDF)" in browser.live_in("hanau").page(service)
    assert f'href="{PAPER}"' in browser.get(service).content.decode()


def test_the_paper_asks_says_when_and_names_office_laws_and_enclosures(browser: Browser) -> None:
    text = words(browser, PAPER)
    for wanted in (
        "Bewohnerparkausweis beantragen", "1 Vornamen", "Nur ausfüllen, wenn die Antwort auf Frage", "Anlagen",
        "Zulassungsbescheinigung", "Wohin mit dem Formular?", "Hanau", "§ 45 Abs. 1b Satz 1 Nr. 2a StVO",
    ):  # fmt: skip
        assert wanted in text
    assert "Unterschrift" not in text


def test_a_signature_is_asked_for_where_the_law_demands_one(browser: Browser) -> None:
    text = words(browser, "/leistungen/unterhaltsvorschuss/papier/hanau/")
    assert "Das Gesetz verlangt Ihre eigenhändige Unterschrift: § 9 Abs. 1 Satz 1 UhVorschG." in text
    assert "Ort und Datum" in text


def test_english_readers_get_an_english_paper(browser: Browser) -> None:
    text = words(browser, f"/en{PAPER}")
    assert "Apply for a resident parking permit" in text
    assert "Fill in only if the answer to question" in text


def test_the_same_version_gives_the_same_bytes_and_a_name(browser: Browser) -> None:
    first, second = browser.get(PAPER), browser.get(PAPER)
    assert first.content == second.content
    assert "bewohnerparkausweis-formular.pdf" in first["Content-Disposition"]
    assert first["Cache-Control"] == "private, max-age=300"


@pytest.mark.parametrize(
    "path", [PAPER.replace("hanau", "nirgendwo"), PAPER.replace("hanau", "land-hessen"), PAPER.replace("bew", "x")]
)
def test_whoever_does_not_offer_it_has_no_paper(browser: Browser, path: str) -> None:
    assert browser.get(path).status_code == 404


def test_without_a_version_in_force_there_is_no_paper(browser: Browser) -> None:
    row = LeistungVersion.objects.get(leistung=leistung_by_slug("bewohnerparkausweis"))
    LeistungVersion.objects.filter(pk=row.pk).update(valid_to=row.valid_from)
    assert browser.get(PAPER).status_code == 404


def test_a_busy_process_says_so(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_WAIT_FOR_TURN_S", 0)
    taken = [turns._turns.acquire() for _ in range(turns._AT_ONCE)]
    try:
        response = browser.get(PAPER)
    finally:
        turns._turns.release(len(taken))
    assert response.status_code == 503
    assert response["Retry-After"] == "5"


def test_a_drawing_gives_its_turn_back_when_it_fails(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> bytes:
        raise ZeroDivisionError

    monkeypatch.setattr(paper, "render_pdf", broken)
    for _ in range(turns._AT_ONCE + 1):
        with pytest.raises(ZeroDivisionError):
            browser.get(PAPER)
