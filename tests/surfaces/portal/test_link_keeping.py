"""How long a browser keeps a secret link: a draft's as long as the draft, an Antrag's from its last visit on."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from rathaus.core.antrag.models import Entwurf
from rathaus.core.konto.rules import hash_link_secret
from rathaus.core.scope.session import Scope, open_scope
from rathaus.recht.retention import draft_retention
from rathaus.surfaces.portal.frame import today
from rathaus.surfaces.portal.orte import PLACE_COOKIE, PLACE_DAYS
from rathaus.surfaces.ui.link_cookies import LINK_COOKIE, MAX_LINKS
from rathaus.surfaces.ui.link_keeping import ANTRAG_LINK_DAYS, Behind, behind
from tests.surfaces.portal.browser import Browser

PARKING = "bewohnerparkausweis"
DRAFT_DAYS = int(draft_retention(today()).parameter.value)
DAY_S = 24 * 3600


def days_left(browser: Browser) -> int:
    """Return for how many whole days from now the browser keeps the link that it was given last."""
    (cookie,) = browser.links().values()
    return int(cookie["max-age"]) // DAY_S


def test_the_link_of_a_draft_is_kept_as_long_as_the_draft(browser: Browser) -> None:
    draft = browser.start(PARKING)
    assert days_left(browser) == DRAFT_DAYS
    (secret,) = browser.secrets()
    with open_scope(Scope(secrets=frozenset({hash_link_secret(secret)}))):
        Entwurf.objects.update(edited_at=timezone.now() - timedelta(days=20))
    other = Browser()
    assert other.post(f"/link/{secret}/")["Location"] == draft
    assert days_left(other) == DRAFT_DAYS - 20


def test_a_change_of_the_draft_keeps_its_link_longer_and_a_look_does_not(browser: Browser) -> None:
    draft = browser.start(PARKING)
    (name,) = browser.links()
    with time_machine.travel(timezone.now() + timedelta(days=10)):
        page = f"{draft}seite/angaben-zu-ihnen/"
        assert name not in browser.get(page).cookies
        assert name in browser.post(page, {}).cookies
        assert days_left(browser) == DRAFT_DAYS


def test_the_link_of_an_antrag_is_kept_from_its_last_visit_on(browser: Browser) -> None:
    antrag = browser.submit().replace("eingang/", "")
    assert days_left(browser) == ANTRAG_LINK_DAYS
    (name,) = browser.links()
    with time_machine.travel(timezone.now() + timedelta(days=100)):
        assert name in browser.get(antrag).cookies
    other = Browser()
    other.post(f"/link/{browser.secrets()[0]}/")
    assert days_left(other) == ANTRAG_LINK_DAYS


def test_one_link_does_not_prolong_another(browser: Browser) -> None:
    browser.start(PARKING, "maintal")
    (of_the_draft,) = browser.links()
    antrag = browser.submit().replace("eingang/", "")
    assert {int(cookie["max-age"]) // DAY_S for cookie in browser.links().values()} == {DRAFT_DAYS, ANTRAG_LINK_DAYS}
    assert of_the_draft not in browser.get(antrag).cookies


def test_when_the_link_of_a_draft_has_ended_the_antrag_is_still_there(browser: Browser) -> None:
    draft = browser.start(PARKING, "maintal")
    (of_the_draft,) = browser.links()
    antrag = browser.submit().replace("eingang/", "")
    del browser.cookies[of_the_draft]
    browser.page(antrag)
    assert browser.get(draft).status_code == 404


def test_a_browser_forgets_all_links_and_nothing_else_and_says_what_that_means(browser: Browser) -> None:
    receipt = browser.submit()
    (secret,) = browser.secrets()
    assert "Auf diesem Gerät vergessen" in browser.page("/antraege/")
    answer = browser.post("/antraege/vergessen/")
    assert browser.secrets() == []
    assert PLACE_COOKIE in browser.cookies
    page = browser.page(answer["Location"])
    assert "Wenn Sie einen Link aufbewahrt haben, öffnet er Ihren Antrag weiterhin." in page
    assert "Hier ist noch nichts zu sehen" in page
    assert browser.get(receipt)["Location"].startswith("/anmelden/")
    assert browser.post(f"/link/{secret}/")["Location"] == receipt.replace("eingang/", "")


def test_forgetting_links_ends_no_session(browser: Browser, amira: Browser) -> None:
    browser.start(PARKING)
    amira.post(f"/link/{browser.secrets()[0]}/")
    amira.post("/antraege/vergessen/")
    assert amira.secrets() == []
    assert "Amira Haddad" in amira.page("/")


def test_sign_out_offers_to_forget_what_it_leaves(browser: Browser, amira: Browser) -> None:
    browser.start(PARKING)
    amira.post(f"/link/{browser.secrets()[0]}/")
    answer = amira.post("/abmelden/")
    assert answer["Location"] == "/abgemeldet/"
    page = amira.page(answer["Location"])
    for words in ("Sie sind abgemeldet", "Auf diesem Gerät vergessen", "Mit einem aufbewahrten Link kommen Sie"):
        assert words in page
    assert amira.get("/abgemeldet/")["Cache-Control"] == "no-store"
    amira.post("/antraege/vergessen/")
    assert "Auf diesem Gerät vergessen" not in amira.page("/abgemeldet/")


def full(browser: Browser, *, drafts: int) -> list[str]:
    """Let a browser keep as many links as it can, of drafts and of links that open nothing; return the drafts."""
    begun = [browser.start(PARKING) for _ in range(drafts)]
    for number in range(MAX_LINKS - len(browser.links())):
        browser.cookies[f"{LINK_COOKIE}{number}"] = f"nothing-{number}"
    return begun


def test_the_oldest_draft_makes_room_before_any_antrag_and_the_new_draft_says_so(browser: Browser) -> None:
    receipt = browser.submit()
    (of_the_antrag,) = browser.links()
    first, *_ = full(browser, drafts=MAX_LINKS - 1)
    for _ in range(3):
        new = browser.start(PARKING, "maintal")
        assert of_the_antrag in browser.links()
        assert len(browser.links()) == MAX_LINKS
        assert "Browser den geheimen Link Ihres ältesten Entwurfs vergessen" in browser.page(new)
    assert "the secret link of your oldest draft" in browser.page("/en" + new)
    browser.page(receipt)
    assert first not in new


def test_a_link_that_opens_nothing_makes_room_in_silence(browser: Browser) -> None:
    kept = full(browser, drafts=MAX_LINKS - 1)
    assert "?" not in browser.start(PARKING)
    for draft in kept:
        browser.page(draft)


def test_a_link_that_is_opened_says_what_made_room_too(browser: Browser) -> None:
    other = Browser()
    receipt = other.submit()
    full(browser, drafts=MAX_LINKS)
    opened = browser.post(f"/link/{other.secrets()[0]}/")["Location"]
    assert opened == receipt.replace("eingang/", "?vergessen=draft")
    assert "ältesten Entwurfs vergessen" in browser.page(opened)


def test_among_antraege_the_oldest_makes_room(browser: Browser) -> None:
    for _ in range(2):
        browser.submit()
    hashes = frozenset(map(hash_link_secret, browser.secrets()))
    assert behind(hashes | {"none"}) == dict.fromkeys(hashes, Behind.ANTRAG) | {"none": Behind.NOTHING}
    assert "geheimen Link Ihres ältesten Antrags vergessen" in browser.page(
        f"{browser.start(PARKING)}?vergessen=antrag"
    )


def test_the_privacy_page_says_which_link_makes_room(browser: Browser) -> None:
    assert f"höchstens {MAX_LINKS} geheime Links" in browser.page("/datenschutz/")


@pytest.mark.parametrize(("prefix", "words"), [("", "Tage"), ("/en", "days")])
def test_the_privacy_page_names_the_true_durations(browser: Browser, prefix: str, words: str) -> None:
    page = browser.page(f"{prefix}/datenschutz/")
    for days in (DRAFT_DAYS, ANTRAG_LINK_DAYS, PLACE_DAYS, settings.CSRF_COOKIE_AGE // DAY_S):
        assert f"{days} {words}" in page
    assert f"{settings.SESSION_COOKIE_AGE // 3600} " in page
