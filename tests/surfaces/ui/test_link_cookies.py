"""Cookies of secret links: one for each, ten at most, forgotten all together."""

from datetime import timedelta

from django.http import HttpResponse
from django.test import RequestFactory

from rathaus.core.konto.bearer import Bearer
from rathaus.core.konto.rules import hash_link_secret
from rathaus.surfaces.ui.link_cookies import MAX_LINKS, forget_links, link_secrets, remember_link, secret_for
from tests.cast import NOW

SOON = NOW + timedelta(days=3)


def all_the_same(hashes: frozenset[str]) -> dict[str, int]:
    return dict.fromkeys(hashes, 1)


def presented(count: int) -> tuple[RequestFactory, HttpResponse]:
    """Return a browser that has been given some secrets, one after the other, and the last answer."""
    browser, response = RequestFactory(), HttpResponse()
    for number in range(count):
        response = HttpResponse()
        remember_link(browser.get("/"), response, f"secret-{number}", until=SOON, worth=all_the_same)
        for name, cookie in response.cookies.items():
            if cookie.value:
                browser.cookies[name] = cookie.value
            else:
                del browser.cookies[name]
    return browser, response


def test_each_link_has_a_cookie_and_an_end_of_its_own() -> None:
    browser, response = presented(2)
    (cookie,) = response.cookies.values()
    assert cookie.value == "secret-1"
    assert 2 * 24 * 3600 < cookie["max-age"] <= 3 * 24 * 3600 + 1
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert set(link_secrets(browser.get("/"))) == {"secret-0", "secret-1"}


def test_a_link_that_is_kept_again_is_kept_once() -> None:
    browser, _ = presented(2)
    response = HttpResponse()
    remember_link(browser.get("/"), response, "secret-0", until=SOON, worth=all_the_same)
    assert [cookie.value for cookie in response.cookies.values()] == ["secret-0"]
    assert set(response.cookies) < set(browser.cookies)


def test_an_eleventh_link_takes_the_place_of_one() -> None:
    browser, response = presented(MAX_LINKS + 1)
    assert sorted(bool(cookie.value) for cookie in response.cookies.values()) == [False, True]
    assert len(link_secrets(browser.get("/"))) == MAX_LINKS
    assert f"secret-{MAX_LINKS}" in link_secrets(browser.get("/"))


def test_the_oldest_of_the_least_worth_makes_room() -> None:
    request = RequestFactory().get("/")
    secrets = [f"secret-{number}" for number in range(MAX_LINKS)]
    request.COOKIES = {f"rathaus_link_{number}": secret for number, secret in enumerate(secrets)}
    worths = dict.fromkeys(map(hash_link_secret, secrets), 2) | {hash_link_secret(secrets[n]): 1 for n in (4, 7)}
    response = HttpResponse()
    assert remember_link(request, response, "new", until=SOON, worth=lambda _: worths) == 1
    assert [name for name, cookie in response.cookies.items() if not cookie.value] == ["rathaus_link_4"]


def test_nothing_is_asked_while_there_is_room() -> None:
    request = presented(MAX_LINKS - 1)[0].get("/")
    assert remember_link(request, HttpResponse(), "new", until=SOON, worth=lambda _: {}) is None


def test_more_links_than_are_kept_are_not_looked_at() -> None:
    request = RequestFactory().get("/")
    request.COOKIES = {f"rathaus_link_{number}": f"secret-{number}" for number in range(MAX_LINKS + 5)}
    assert link_secrets(request) == tuple(f"secret-{number}" for number in range(5, MAX_LINKS + 5))


def test_all_links_are_forgotten_and_nothing_else() -> None:
    browser, _ = presented(2)
    browser.cookies["rathaus_ort"] = "hanau"
    response = HttpResponse()
    forget_links(browser.get("/"), response)
    assert {name[:13] for name in response.cookies} == {"rathaus_link_"}
    assert [(cookie.value, cookie["max-age"]) for cookie in response.cookies.values()] == [("", 0), ("", 0)]


def test_the_secret_of_a_row_is_found_by_its_hash_alone() -> None:
    request = presented(2)[0].get("/")
    assert secret_for(request, Bearer(secret_hash=hash_link_secret("secret-1"))) == "secret-1"
    assert secret_for(request, Bearer(secret_hash=hash_link_secret("another"))) == ""
    assert secret_for(request, Bearer(konto_id=7)) == ""
