"""The start page: one question, what is online here, and first what waits."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rathaus.core.scope.session import open_scope
from tests.cast import Member
from tests.errand import drafted, submitted
from tests.surfaces.portal.browser import Browser


def test_the_start_page_asks_what_to_get_done_and_lists_errands(browser: Browser) -> None:
    page = browser.page("/")
    assert "Was möchten Sie erledigen?" in page
    assert "Bewohnerparkausweis beantragen" in page


def test_a_remembered_place_names_what_is_online_there(browser: Browser) -> None:
    assert "Das geht online in Maintal" in browser.live_in("maintal").page("/")


@pytest.mark.parametrize("slug", ["main-kinzig-kreis", "gibt-es-nicht", "hanau-test"])
def test_a_cookie_that_names_no_municipality_is_ignored(browser: Browser, slug: str) -> None:
    assert "Das geht online" in browser.live_in(slug).page("/")


def test_who_is_known_sees_first_what_waits(amira: Browser, citizen: Member) -> None:
    with open_scope(citizen.scope):
        drafted(citizen, "hundesteuer-anmeldung", "bewilligung")
    page = amira.page("/")
    assert "Das wartet auf Sie" in page
    assert "Weitermachen Hund anmelden" in page


def test_queries_do_not_grow_with_what_waits(amira: Browser, citizen: Member) -> None:
    submitted(citizen, "bewohnerparkausweis", "bewilligung")
    with CaptureQueriesContext(connection) as few:
        amira.page("/")
    for _ in range(3):
        submitted(citizen, "hundesteuer-anmeldung", "bewilligung")
        with open_scope(citizen.scope):
            drafted(citizen, "bewohnerparkausweis", "bewilligung")
    with CaptureQueriesContext(connection) as many:
        amira.page("/")
    assert len(many) <= len(few)


def test_the_english_page_is_the_same_page(browser: Browser) -> None:
    response = browser.get("/en/")
    html = response.content.decode()
    assert 'lang="en"' in html
    assert 'hreflang="de"' in html
    assert "What would you like to get done?" in html


def test_pages_of_somebody_known_are_never_kept(browser: Browser, amira: Browser) -> None:
    assert browser.get("/")["Cache-Control"] == "private, no-cache"
    assert amira.get("/")["Cache-Control"] == "no-store"
