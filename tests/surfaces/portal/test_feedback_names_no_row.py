"""Feedback from a page about one person: neither the link in its footer nor what is kept says whose page it is."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from rathaus.core.postfach.queries import feedback_of
from rathaus.core.scope.session import open_scope
from tests.cast import Member
from tests.surfaces.portal.browser import Browser


def footer_link(browser: Browser, path: str) -> str:
    (link,) = re.findall(r'<li><a href="(/(?:en/)?rueckmeldung/[^"]*)"', browser.get(path).content.decode())
    return str(link)


def pages_of(officer: Member) -> list[str]:
    assert officer.stelle is not None
    with open_scope(officer.scope):
        return [row.page for row in feedback_of(officer.stelle.pk)]


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_footer_of_a_page_about_one_person_carries_nothing_of_theirs(
    browser: Browser, officer: Member, prefix: str
) -> None:
    draft = browser.start("bewohnerparkausweis")
    (secret,) = browser.secrets()
    for path, name in ((f"/link/{secret}/", "/link/…/"), (draft, "/entwurf/…/"), (f"/link/{secret}x/", "/link/…/")):
        link = footer_link(browser, prefix + path)
        assert parse_qs(urlsplit(link).query) == {"von": [prefix + name]}
        form = browser.get(link).content.decode()
        assert f'name="von" value="{prefix}{name}"' in form
        browser.post("/rueckmeldung/", {"art": "praise", "text": "Danke!", "von": prefix + name})
    assert set(pages_of(officer)) == {f"{prefix}/link/…/", f"{prefix}/entwurf/…/"}


def test_an_address_with_a_secret_that_is_sent_all_the_same_is_cut(browser: Browser, officer: Member) -> None:
    address = "/link/pQ8geheim/"
    kept = 'name="von" value="/link/…/"'
    assert kept in browser.get(f"/rueckmeldung/?von={address}").content.decode()
    told = {"art": "praise", "text": "", "von": address}
    assert kept in browser.post("/rueckmeldung/", told).content.decode()
    browser.post("/rueckmeldung/", told | {"text": "Danke!"})
    assert pages_of(officer) == ["/link/…/"]


def test_a_page_that_does_not_exist_is_not_named(browser: Browser) -> None:
    assert footer_link(browser, "/link/geheim/mehr/") == "/rueckmeldung/"
