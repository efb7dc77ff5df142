"""Secret links: shown before they open, kept by the browser, kind when they open nothing."""

import pytest
from django.utils import timezone

from rathaus.core.antrag.models import Entwurf
from rathaus.core.konto.rules import hash_link_secret
from rathaus.core.scope.session import Scope, open_scope
from tests.surfaces.portal.browser import Browser


def secret_of(browser: Browser) -> str:
    (secret,) = browser.secrets()
    return secret


def test_a_link_shows_what_it_opens_and_a_click_opens_it(browser: Browser) -> None:
    draft = browser.start("bewohnerparkausweis")
    other = Browser()
    path = f"/link/{secret_of(browser)}/"
    assert "Dieser Link öffnet einen angefangenen Antrag." in other.page(path)
    assert other.secrets() == []
    assert other.post(path)["Location"] == draft
    assert "Bewohnerparkausweis beantragen" in other.page(draft)


def test_the_link_of_a_submitted_antrag_leads_to_it(browser: Browser) -> None:
    receipt = browser.submit()
    other = Browser()
    path = f"/link/{secret_of(browser)}/"
    assert "abgesendeten Antrag" in other.page(path)
    assert other.post(path)["Location"] == receipt.replace("eingang/", "")


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_wrong_or_expired_link_says_what_to_do(browser: Browser, method: str) -> None:
    response = getattr(browser, method)("/link/nichts-davon/")
    assert response.status_code == 404
    assert "Dieser Link öffnet nichts mehr" in response.content.decode()
    assert "Antrag neu beginnen" in response.content.decode()


def test_the_real_link_of_an_expired_draft_says_what_to_do(browser: Browser) -> None:
    draft, secret = browser.start("bewohnerparkausweis"), secret_of(browser)
    with open_scope(Scope(secrets=frozenset({hash_link_secret(secret)}))):
        Entwurf.objects.update(edited_at=timezone.now() - timezone.timedelta(days=40))
    page = Browser().page(f"/link/{secret}/", 404)
    for words in ("Der Entwurf ist abgelaufen.", "Antrag neu beginnen", "Behördennummer 115"):
        assert words in page
    assert "Dieser Entwurf ist abgelaufen." in browser.page(draft, 410)


def test_the_secret_is_told_to_nobody(browser: Browser) -> None:
    browser.start("bewohnerparkausweis")
    response = browser.get(f"/link/{secret_of(browser)}/")
    assert response["Referrer-Policy"] == "strict-origin"
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"


def test_somebody_signed_in_may_hold_a_link_too(browser: Browser, amira: Browser) -> None:
    draft = browser.start("bewohnerparkausweis")
    amira.post(f"/link/{secret_of(browser)}/")
    assert "Ihr Entwurf ist bis" in amira.page(draft)
    amira.fill_in(draft, "bewohnerparkausweis", "bewilligung")
    assert "/eingang/" in amira.post(f"{draft}absenden/")["Location"]


def test_guessing_links_is_limited(browser: Browser) -> None:
    answers = [browser.get(f"/link/rate-{number}/").status_code for number in range(61)]
    assert answers[-2:] == [404, 429]
