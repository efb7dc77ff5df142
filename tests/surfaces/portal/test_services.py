"""Finding a service, and its page."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rathaus.core.leistung.adoption import withdraw_adoption
from rathaus.core.leistung.models import LeistungVersion
from rathaus.core.leistung.queries import leistung_by_slug, uebernahmen_for
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import coordination_office
from rathaus.surfaces.portal.orte import PLACE_COOKIE
from tests.surfaces.portal.browser import Browser

PARKING = "/leistungen/bewohnerparkausweis/"


def test_a_service_is_found_in_everyday_words_and_says_why(browser: Browser) -> None:
    page = browser.page("/leistungen/?q=hund&ort=63450")
    assert "Hund anmelden (Hundesteuer)" in page
    assert "Online möglich" in page
    assert "Ihr Wort steht im Titel." in page
    assert browser.cookies[PLACE_COOKIE].value == "hanau"


def test_nothing_found_leads_to_errands_the_phone_and_a_report(browser: Browser) -> None:
    page = browser.page("/leistungen/?q=qwertzuiop")
    assert "Dazu haben wir nichts gefunden" in page
    assert "115 anrufen" in page
    assert "Lücke melden" in page
    assert "Bewohnerparkausweis beantragen" in page


def test_an_unclear_place_in_a_search_is_asked_back(browser: Browser) -> None:
    assert "Welchen Ort meinen Sie?" in browser.page("/leistungen/?q=hund&ort=neu")


def test_all_services_stand_in_the_order_of_the_language(browser: Browser) -> None:
    german, english = browser.page("/leistungen/"), browser.page("/en/leistungen/")
    assert german.index("Bewohnerparkausweis") < german.index("Hund anmelden") < german.index("Unterhaltsvorschuss")
    assert english.index("advance maintenance") < english.index("Register a dog")


def test_the_service_page_says_everything_before_a_place_is_known(browser: Browser) -> None:
    page = browser.page(PARKING)
    for words in ("Wer kann den Antrag stellen?", "Was brauchen Sie?", "Was kostet es?", "Wie lange dauert es?",
                  "So läuft es ab", "Rechtsgrundlagen", "In Leichter Sprache", "Wo wohnen Sie?"):  # fmt: skip
        assert words in page


def test_the_service_page_names_office_price_and_its_rule(browser: Browser) -> None:
    page = browser.live_in("hanau").page(PARKING)
    assert "Online beantragen" in page
    assert "30,00 €" in page
    assert "§ 6a Abs. 5a StVG" in page
    assert "Hanau, Brüder-Grimm-Stadt" in page


def test_what_is_not_online_here_has_a_next_step(browser: Browser) -> None:
    _stop_offering("hanau")
    page = browser.live_in("hanau").page(PARKING)
    assert "Hier noch nicht online" in page
    assert "Rufen Sie das Amt an" in page
    assert browser.get(f"{PARKING}antrag/")["Location"] == PARKING


def test_a_service_that_is_not_published_says_so(browser: Browser) -> None:
    leistung = leistung_by_slug("bewohnerparkausweis")
    LeistungVersion.objects.filter(leistung=leistung).update(valid_to=timezone.localdate())
    assert "nicht mehr veröffentlicht" in browser.page(PARKING)


def test_an_unknown_service_is_a_kind_page(browser: Browser) -> None:
    assert "Diese Leistung gibt es hier nicht." in browser.page("/leistungen/einhorn/", 404)


def test_a_norm_lists_the_services_that_stand_on_it(browser: Browser) -> None:
    page = browser.page("/rechtsgrundlagen/par-9-uhvorschg/")
    assert "§ 9 UhVorschG" in page
    assert "Unterhaltsvorschuss beantragen" in page
    browser.page("/rechtsgrundlagen/par-0-nichts/", 404)


def test_queries_of_the_finder_do_not_grow_with_services(browser: Browser) -> None:
    one, two = "/leistungen/?q=hundesteuer", "/leistungen/?q=hundesteuer bewohnerparkausweis"
    browser.live_in("hanau").page(one)
    browser.page(two)
    with CaptureQueriesContext(connection) as few:
        browser.page(one)
    with CaptureQueriesContext(connection) as many:
        browser.page(two)
    assert len(many) == len(few)


def _stop_offering(slug: str) -> None:
    with open_scope(Scope(stellen=frozenset({coordination_office().pk}))):
        row = uebernahmen_for(leistung_by_slug("bewohnerparkausweis")).get(stelle__slug=slug)
        withdraw_adoption(actor=SYSTEM_ACTOR, uebernahme=row, now=timezone.now())
