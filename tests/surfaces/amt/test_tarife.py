"""The tariffs of a service at the body's desk: entered by kind, ended, taken back, reviewed."""

from collections.abc import Mapping
from datetime import date

import pytest

from rathaus.core.leistung.models import Tarifstelle
from rathaus.core.leistung.tarif_rules import Tarif, Validity
from rathaus.recht.gebuehren import FeeKind
from tests.cast import PUBLISHED_ON, SATZUNG, TODAY, Member, set_tarife
from tests.surfaces.portal.browser import Browser, text_of

PAGE = "/amt/leistungen/bewohnerparkausweis/"
NEW = f"{PAGE}tarife/neu/"
FROM = {"von.tag": "1", "von.monat": "1", "von.jahr": "2026"}
TYPED = {"satzung": SATZUNG, "betrag": "42,50", **FROM}
FIXED = Tarif(SATZUNG, FeeKind.FIXED, 3000, PUBLISHED_ON)


@pytest.fixture
def no_tariff(clerk: Member) -> None:
    assert clerk.stelle is not None
    set_tarife(clerk.stelle)


def rows(clerk: Member) -> list[Tarifstelle]:
    found = Tarifstelle.objects.filter(stelle=clerk.stelle, leistung__slug="bewohnerparkausweis", taken_back_at=None)
    return list(found)


def test_first_it_asks_how_the_fee_is_measured(desk: Browser) -> None:
    page = desk.page(NEW)
    assert "Wie bemisst Ihre Satzung die Gebühr?" in page
    assert "Wie bemisst Ihre Satzung die Gebühr?" in desk.page(f"{NEW}?art=umsonst")
    assert desk.post(NEW, TYPED).status_code == 200


@pytest.mark.usefixtures("no_tariff")
@pytest.mark.parametrize(
    ("kind", "more", "words"),
    [
        ("fixed", {}, "42,50 Euro"),
        ("per_unit", {"einheit": "Monat"}, "42,50 Euro je Monat"),
        ("by_time", {"takt": "15"}, "42,50 Euro je angefangene 15 Minuten"),
        ("by_time", {"takt": "1"}, "42,50 Euro je angefangene Minute"),
        ("frame", {"hoechstens": "100"}, "42,50 Euro bis 100,00 Euro"),
    ],
)
def test_each_kind_is_entered_and_shown(
    kind: str, more: Mapping[str, str], words: str, desk: Browser, clerk: Member
) -> None:
    exempt = {"befreiungen": "Kinder zahlen nichts.\n\n Menschen mit  Schwerbehinderung zahlen nichts."}
    assert desk.post(f"{NEW}?art={kind}", {**TYPED, **more, **exempt}).status_code == 302
    [row] = rows(clerk)
    assert [each["reason"] for each in row.exemptions] == [
        "Kinder zahlen nichts",
        "Menschen mit Schwerbehinderung zahlen nichts",
    ]
    page = text_of(desk.get(PAGE)).replace("€", "Euro").replace("\xa0", " ")
    assert words in page
    assert "gilt heute" in page
    assert SATZUNG in page
    assert words in text_of(desk.get("/amt/leistungen/")).replace("€", "Euro").replace("\xa0", " ")


@pytest.mark.usefixtures("no_tariff")
@pytest.mark.parametrize(
    ("kind", "wrong", "words"),
    [
        ("fixed", {"betrag": "viel"}, "Diesen Betrag können wir nicht lesen"),
        ("fixed", {"betrag": ""}, "Nennen Sie einen Betrag"),
        ("fixed", {"betrag": "1.000.000,00"}, "Nennen Sie einen Betrag"),
        ("fixed", {"satzung": " "}, "Nennen Sie die Satzung"),
        ("fixed", {"von.tag": "31", "von.monat": "2"}, "Tag"),
        ("fixed", {"bis.tag": "1"}, "Tag"),
        ("fixed", {"bis.tag": "31", "bis.monat": "12", "bis.jahr": "2025"}, "Der letzte Tag liegt vor dem ersten."),
        ("frame", {"hoechstens": "42,50"}, "Der höchste Betrag muss größer sein"),
        ("frame", {}, "Der höchste Betrag muss größer sein"),
        ("by_time", {"takt": "bald"}, "Schreiben Sie eine ganze Zahl"),
        ("by_time", {"takt": "²"}, "Schreiben Sie eine ganze Zahl"),
        ("by_time", {"takt": "0"}, "Nennen Sie einen Takt"),
        ("per_unit", {}, "Nennen Sie die Einheit"),
        ("per_unit", {"einheit": "Monat", "frage": "G1.F1"}, "Wählen Sie eine Frage"),
        ("fixed", {"befreiungen": "Kinder\nKinder"}, "verschiedene Gründe"),
    ],
)
def test_what_cannot_be_is_said_and_stays_typed(
    kind: str, wrong: Mapping[str, str], words: str, desk: Browser, clerk: Member
) -> None:
    response = desk.post(f"{NEW}?art={kind}", {**TYPED, "befreiungen": "Kinder zahlen nichts.", **wrong})
    assert response.status_code == 422
    page = text_of(response)
    assert words in page
    assert "Kinder" in page
    assert rows(clerk) == []


def test_a_day_that_is_taken_is_refused(desk: Browser) -> None:
    response = desk.post(f"{NEW}?art=fixed", TYPED)
    assert response.status_code == 422
    assert "An einem dieser Tage gilt schon ein anderer Tarif" in text_of(response)


def test_a_tariff_is_ended_and_the_end_is_a_finding(desk: Browser, clerk: Member) -> None:
    [row] = rows(clerk)
    way = f"{PAGE}tarife/{row.public_id}/ende/"
    assert "Ganz zurücknehmen" not in desk.page(way)
    assert desk.post(way, {}).status_code == 422
    past = {"bis.tag": "1", "bis.monat": "2", "bis.jahr": "2026"}
    assert "Er endet frühestens heute" in text_of(desk.post(way, past))
    assert desk.post(way, {"bis.tag": "31", "bis.monat": "12", "bis.jahr": "2026"}).status_code == 302
    page = desk.page(PAGE)
    assert "Ab dem 1.1.2027 gilt kein Tarif." in page
    assert rows(clerk)[0].valid_to == date(2027, 1, 1)


def test_a_tariff_that_has_not_begun_can_be_taken_back(desk: Browser, clerk: Member) -> None:
    assert clerk.stelle is not None
    set_tarife(clerk.stelle, (Validity(date(2027, 1, 1)), FIXED))
    [row] = rows(clerk)
    page = desk.page(PAGE)
    assert "gilt später" in page
    assert "Sätze überprüft am" not in page
    assert "Heute gilt kein Tarif" in page
    assert "Ganz zurücknehmen" in desk.page(f"{PAGE}tarife/{row.public_id}/ende/")
    assert desk.post(f"{PAGE}tarife/{row.public_id}/ruecknahme/").status_code == 302
    assert rows(clerk) == []
    assert desk.get(f"{PAGE}tarife/{row.public_id}/ende/").status_code == 404


def test_old_rates_are_found_until_somebody_reviews_them(desk: Browser, clerk: Member) -> None:
    assert clerk.stelle is not None
    old = Tarif(SATZUNG, FeeKind.FIXED, 3000, date(2020, 1, 1))
    set_tarife(clerk.stelle, (Validity(date(2020, 1, 1)), old))
    [row] = rows(clerk)
    assert "waren bis zum 1.1.2022 zu überprüfen" in desk.page(PAGE)
    assert desk.post(f"{PAGE}tarife/{row.public_id}/ueberpruefung/").status_code == 302
    page = desk.page(PAGE)
    assert "zu überprüfen" not in page
    assert "Sätze überprüft am 23. November 2026" in page
    assert rows(clerk)[0].reviewed_on == TODAY


def test_the_tariff_of_another_body_is_not_there(desk: Browser, clerk_of_the_next_town: Member) -> None:
    assert clerk_of_the_next_town.stelle is not None
    set_tarife(clerk_of_the_next_town.stelle, (Validity(PUBLISHED_ON), FIXED))
    [row] = rows(clerk_of_the_next_town)
    for way in ("ende", "ruecknahme", "ueberpruefung"):
        assert desk.post(f"{PAGE}tarife/{row.public_id}/{way}/").status_code == 404
