"""The gallery renders every component, and the frame keeps what every page promises."""

import re

import pytest
from django.test import Client
from lxml import html
from pytest_django import Settings

from rathaus.surfaces.ui.jinja import TEMPLATES
from rathaus.surfaces.ui.page import in_language


@pytest.fixture
def page(browser: Client) -> html.HtmlElement:
    """The gallery in German."""
    answer = browser.get("/gallery/")
    assert answer.status_code == 200
    return html.fromstring(answer.content)


SHARED_PAGES = {"law.html", "opinion.html", "remedy_figures.html", "tariff.html"}
"""Pages that two surfaces share: parts of one page, no components."""


def test_every_macro_is_shown_in_the_gallery() -> None:
    shown = "".join(path.read_text() for path in TEMPLATES.glob("ui/*.html") if path.name not in SHARED_PAGES)
    macros = re.findall(r"{% macro ([a-z]\w*)\(", shown)
    unused = [name for name in macros if not re.search(rf"(?<!macro )\b{name}\(", shown)]
    assert set(unused) <= {"sign_in_link", "page_heading", "actions", "file_list", "file_preview", "blocks"}


def test_ids_are_unique_and_every_reference_leads_somewhere(page: html.HtmlElement) -> None:
    ids = [element.get("id") for element in page.iterfind(".//*[@id]")]
    described = [name for e in page.iterfind(".//*[@aria-describedby]") for name in e.get("aria-describedby").split()]
    labelled = [label.get("for") for label in page.iterfind(".//label[@for]")]
    assert len(ids) == len(set(ids))
    assert set(described) | set(labelled) <= set(ids)


def test_every_field_has_a_label(page: html.HtmlElement) -> None:
    labelled = {label.get("for") for label in page.iterfind(".//label")}
    fields = [*page.iterfind(".//input"), *page.iterfind(".//select"), *page.iterfind(".//textarea")]
    visible = {field.get("id") for field in fields if field.get("type") != "hidden"}
    assert visible <= labelled


def test_the_policy_forbids_what_the_page_does_not_do(browser: Client, page: html.HtmlElement) -> None:
    policy = browser.get("/gallery/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert page.find(".//*[@style]") is None
    assert [script.get("src") for script in page.iterfind(".//script")] == ["/static/rathaus.js"]
    assert page.find(".//script").get("nonce")


def test_every_page_links_to_the_pages_the_law_asks_for(page: html.HtmlElement) -> None:
    links = {a.text_content() for a in page.iterfind(".//footer//a")}
    assert {"Rückmeldung geben", "Barrierefreiheit", "Datenschutz", "Impressum", "Leichte Sprache"} <= links


def test_a_demonstration_says_so(browser: Client, settings: Settings) -> None:
    assert "Keine echte Behörde" in browser.get("/gallery/").content.decode()
    settings.RATHAUS_DEMO = False
    assert "Keine echte Behörde" not in browser.get("/gallery/").content.decode()


def test_the_language_can_be_switched_without_a_script(page: html.HtmlElement) -> None:
    links = {link.text: link.get("href") for link in page.iterfind(".//header//a[@hreflang]")}
    assert links == {"English": "/en/gallery/"}


@pytest.mark.parametrize(
    ("path", "language", "address"),
    [
        ("/", "en", "/en/"),
        ("/en/", "de", "/"),
        ("/en/", "en", "/en/"),
        ("/leistungen/?q=hund", "en", "/en/leistungen/?q=hund"),
        ("/en/leistungen/?q=hund", "de", "/leistungen/?q=hund"),
        ("/entwurf/", "de", "/entwurf/"),
    ],
)
def test_a_page_has_an_address_in_each_language(path: str, language: str, address: str) -> None:
    assert in_language(path, language) == address


def test_the_gallery_exists_only_in_demonstrations() -> None:
    from rathaus.surfaces.ui import urls

    assert [route.name for route in urls.routes(is_demo=True)] == ["gallery"]
    assert urls.routes(is_demo=False) == []


def test_the_page_is_small(browser: Client) -> None:
    import gzip

    assert len(gzip.compress(browser.get("/gallery/").content)) < 20_000
