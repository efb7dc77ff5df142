"""What a clerk enters about the fee, by the tariff of the day of the submission; checked again on the server."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from rathaus.core.bescheid.models import Bescheid
from rathaus.core.leistung.tarif_rules import Tarif, Validity
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.models import Stelle
from rathaus.core.vorgang.models import Vorgang
from rathaus.recht.gebuehren import FeeExemption, FeeKind
from rathaus.values.text import Text
from tests.cast import PUBLISHED_ON, SATZUNG, Member, set_tarife
from tests.surfaces.portal.browser import Browser, text_of

EXEMPT = FeeExemption("kinder", Text("Kinder zahlen nichts", "Kinder zahlen nichts"))
FIXED = Tarif(SATZUNG, FeeKind.FIXED, 3000, PUBLISHED_ON, exemptions=(EXEMPT,))
FRAME = replace(FIXED, kind=FeeKind.FRAME, betrag_cent=2000, highest_cent=12_000)
BY_TIME = replace(FIXED, kind=FeeKind.BY_TIME, betrag_cent=1550, step_minutes=15)
PER_MONTH = replace(FIXED, kind=FeeKind.PER_UNIT, betrag_cent=500, unit="Monat")
CERTIFICATE = {"ergebnis": "bewilligung", "begruendung": "Die Zone stimmt."}


@pytest.fixture
def charged(clerk: Member, desk: Browser, receive: Callable[..., Vorgang]) -> Callable[[Tarif], str]:
    """A case that came while this tariff held and waits for its decision; the address of its page."""

    def receive_by(tarif: Tarif) -> str:
        assert clerk.stelle is not None
        set_tarife(clerk.stelle, (Validity(PUBLISHED_ON), tarif))
        case = receive()
        for key, outcome in (("formell", "vollstaendig"), ("fachlich", "")):
            desk.post(f"/amt/vorgaenge/{case.public_id}/aufgaben/{key}/", {"ausgang": outcome, "punkt": ["0"]})
        return f"/amt/vorgaenge/{case.public_id}/bescheid/"

    return receive_by


def draft_of(stelle: Stelle) -> Bescheid:
    with open_scope(Scope(stellen=frozenset({stelle.pk}))):
        return Bescheid.objects.get()


def plain(page: str) -> str:
    return page.replace("\xa0", " ").replace("€", "Euro")


@pytest.mark.parametrize(
    ("tarif", "asked", "typed", "fee"),
    [
        (FIXED, "Leer lassen für diesen Betrag.", {}, (3000, "Für die Entscheidung: 30,00 Euro")),
        (FIXED, "Zahlt die Person nichts?", {"befreiung": "kinder"}, (0, "0,00 Euro: Kinder zahlen nichts")),
        (FRAME, "20,00 Euro bis 120,00 Euro", {"gebuehr": "45,50"}, (4550, "Rahmen: 20,00 Euro bis 120,00 Euro.")),
        (BY_TIME, "Minuten der Bearbeitung", {"minuten": "31"}, (4650, "Gerechnet: 31 Minuten")),
        (PER_MONTH, "Anzahl für die Gebühr (Monat)", {"einheiten": "12"}, (6000, "12 × 5,00 Euro je Monat.")),
        (PER_MONTH, "Anzahl für die Gebühr (Monat)", {"einheiten": "12", "befreiung": "kinder"}, (0, "Kinder")),
    ],
)  # fmt: skip
def test_the_tariff_proposes_and_explains_the_fee(
    tarif: Tarif,
    asked: str,
    typed: Mapping[str, str],
    fee: tuple[int, str],
    charged: Callable[[Tarif], str],
    desk: Browser,
) -> None:
    way, (cents, words) = charged(tarif), fee
    assert asked in plain(desk.page(way))
    assert desk.post(way, {**CERTIFICATE, **typed}).status_code == 302
    assert draft_of(Stelle.objects.get(slug="hanau")).gebuehr_cent == cents
    page = plain(desk.page(way))
    assert words in page
    assert SATZUNG in page
    for value in typed.values():
        assert f'value="{value}"' in desk.get(way).content.decode()


@pytest.mark.parametrize(
    ("tarif", "typed", "field", "words"),
    [
        (FRAME, {"gebuehr": "19,99"}, "gebuehr", "Der Rahmen reicht von 20,00 bis 120,00 Euro."),
        (FRAME, {"gebuehr": "120,01"}, "gebuehr", "Der Rahmen reicht von 20,00 bis 120,00 Euro."),
        (FRAME, {"gebuehr": "viel"}, "gebuehr", "Diesen Betrag können wir nicht lesen"),
        (BY_TIME, {"minuten": "lange"}, "minuten", "Schreiben Sie eine ganze Zahl"),
        (BY_TIME, {"minuten": "-5"}, "minuten", "Schreiben Sie eine ganze Zahl"),
        (BY_TIME, {"minuten": "999999999"}, "minuten", "höher als 999.999,00 Euro"),
        (PER_MONTH, {"einheiten": "1,5"}, "einheiten", "Schreiben Sie eine ganze Zahl"),
        (PER_MONTH, {"einheiten": "99999999999"}, "einheiten", "Schreiben Sie eine ganze Zahl"),
        (FIXED, {"befreiung": "alle"}, "gebuehr", "Gebühr"),
    ],
)
def test_what_the_tariff_does_not_give_is_said_at_its_field(
    tarif: Tarif, typed: Mapping[str, str], field: str, words: str, charged: Callable[[Tarif], str], desk: Browser
) -> None:
    response = desk.post(charged(tarif), {**CERTIFICATE, **typed})
    assert response.status_code == 422
    assert words in plain(text_of(response))
    assert f'href="#f-{field}"' in response.content.decode()


@pytest.mark.parametrize("tarif", [FRAME, BY_TIME, PER_MONTH])
def test_a_draft_waits_for_what_the_tariff_measures(
    tarif: Tarif, charged: Callable[[Tarif], str], desk: Browser
) -> None:
    way = charged(tarif)
    assert desk.post(way, CERTIFICATE).status_code == 302
    assert draft_of(Stelle.objects.get(slug="hanau")).gebuehr_cent is None
    assert "Die Gebühr fehlt noch" in desk.page(way)
