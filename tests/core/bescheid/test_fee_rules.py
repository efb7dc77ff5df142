"""The fee of a decision by the tariff of the body, or as a clerk chooses it; and the words that explain it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rathaus.core.bescheid.errors import FeeRefused
from rathaus.core.bescheid.fee_rules import (
    NOTHING_CHOSEN,
    DecidedFee,
    FeeChoice,
    decide_fee,
    explained,
    fee_citation,
    needs_words,
)
from rathaus.core.leistung.errors import TarifOverflows
from rathaus.core.leistung.rules import OPEN_FEE, Fee
from rathaus.core.leistung.tarif_rules import MOST_CENT, Tarif
from rathaus.engine.prozess.model import Ergebnis, ErgebnisKind, Gebuehr, GebuehrKind, Rechtsbehelf
from rathaus.recht.errors import FeeNotPossible
from rathaus.recht.gebuehren import FeeExemption, FeeKind
from rathaus.values.text import Text

DAY, BY = date(2026, 1, 1), "(§ 2 Satzung)."
COUNTED = f"{BY} Gerechnet:"
STARTED = "16 Minuten, 15,50 Euro je angefangene 15 Minuten."
LAW = Gebuehr(
    kind=GebuehrKind.FEST, betrag_cent=3000, rechtsgrundlage="§ 6a StVG", hinweis=Text(""), anpassbar=True,
    mindestens_cent=0, hoechstens_cent=None,
)  # fmt: skip
EXEMPT = FeeExemption("kinder", Text("Kinder zahlen nichts", "Kinder zahlen nichts"))
FIXED = Tarif("§ 2 Satzung", FeeKind.FIXED, 3000, DAY, exemptions=(EXEMPT,))
FRAME = replace(FIXED, kind=FeeKind.FRAME, betrag_cent=2000, highest_cent=12_000)
PER_MONTH = replace(FIXED, kind=FeeKind.PER_UNIT, betrag_cent=500, unit="Monat")
BY_TIME = replace(FIXED, kind=FeeKind.BY_TIME, betrag_cent=1550, step_minutes=15)


def result(*, charges: bool = True, kind: ErgebnisKind = ErgebnisKind.GRANT) -> Ergebnis:
    return Ergebnis("ja", kind, Text("Ja"), "ja.md", (), Rechtsbehelf.KEINER, mit_gebuehr=charges, nach=())


def decided(
    tarif: Tarif, choice: FeeChoice = NOTHING_CHOSEN, *, gebuehr: Gebuehr = LAW, units: int | None = None
) -> DecidedFee:
    known = tarif.betrag_cent if tarif.kind is FeeKind.FIXED else None
    return decide_fee(result(), gebuehr, usual=Fee(known, tarif, 7, units), choice=choice)


@pytest.mark.parametrize(
    ("tarif", "choice", "cents", "words"),
    [
        (FIXED, FeeChoice(), 3000, f"Für die Entscheidung: 30,00 Euro {BY}"),
        (FIXED, FeeChoice(3000), 3000, f"Für die Entscheidung: 30,00 Euro {BY}"),
        (FIXED, FeeChoice(2500), 2500, "Im Einzelfall festgesetzt: 25,00 Euro (§ 2 Satzung)."),
        (FIXED, FeeChoice(0), 0, "Im Einzelfall festgesetzt: 0,00 Euro (§ 2 Satzung)."),
        (FIXED, FeeChoice(exemption="kinder"), 0, "0,00 Euro: Kinder zahlen nichts (§ 2 Satzung)."),
        (FRAME, FeeChoice(), None, ""),
        (FRAME, FeeChoice(2000), 2000, f"Für die Entscheidung: 20,00 Euro {BY} Rahmen: 20,00 Euro bis 120,00 Euro."),
        (FRAME, FeeChoice(0), 0, "Im Einzelfall festgesetzt: 0,00 Euro (§ 2 Satzung)."),
        (PER_MONTH, FeeChoice(), None, ""),
        (PER_MONTH, FeeChoice(units=3), 1500, f"Für die Entscheidung: 15,00 Euro {COUNTED} 3 × 5,00 Euro je Monat."),
        (PER_MONTH, FeeChoice(units=0), 0, f"Für die Entscheidung: 0,00 Euro {COUNTED} 0 × 5,00 Euro je Monat."),
        (BY_TIME, FeeChoice(), None, ""),
        (BY_TIME, FeeChoice(minutes=16), 3100, f"Für die Entscheidung: 31,00 Euro {COUNTED} {STARTED}"),
        (BY_TIME, FeeChoice(exemption="kinder"), 0, "0,00 Euro: Kinder zahlen nichts (§ 2 Satzung)."),
    ],
)  # fmt: skip
def test_the_tariff_gives_amount_and_words(tarif: Tarif, choice: FeeChoice, cents: int | None, words: str) -> None:
    fee = decided(tarif, choice)
    assert (fee.cents, explained(fee.basis).de) == (cents, words)
    if fee.basis is not None:
        assert (fee.basis["tarifstelle"], fee.basis["satzung"]) == (7, "§ 2 Satzung")


def test_units_of_the_antrag_count_until_the_clerk_enters_others() -> None:
    assert decided(PER_MONTH, units=4).cents == 2000
    assert decided(PER_MONTH, FeeChoice(units=6), units=4).cents == 3000


@given(chosen=st.integers(-100, 20_000))
def test_a_frame_is_never_left_but_to_waive(chosen: int) -> None:
    if 2000 <= chosen <= 12_000 or chosen == 0:
        assert decided(FRAME, FeeChoice(chosen)).cents == chosen
    else:
        with pytest.raises((FeeNotPossible, FeeRefused)):
            decided(FRAME, FeeChoice(chosen))


@pytest.mark.parametrize(
    ("tarif", "choice", "error"),
    [
        (FIXED, FeeChoice(exemption="alle"), FeeNotPossible),
        (PER_MONTH, FeeChoice(units=-1), FeeNotPossible),
        (BY_TIME, FeeChoice(minutes=-1), FeeNotPossible),
        (PER_MONTH, FeeChoice(units=MOST_CENT), TarifOverflows),
        (BY_TIME, FeeChoice(minutes=10**9), TarifOverflows),
    ],
)
def test_what_cannot_be_is_refused(tarif: Tarif, choice: FeeChoice, error: type[Exception]) -> None:
    with pytest.raises(error):
        decided(tarif, choice)


def test_what_the_leistung_does_not_allow_is_refused() -> None:
    with pytest.raises(FeeRefused):
        decided(PER_MONTH, FeeChoice(units=3), gebuehr=replace(LAW, mindestens_cent=2000))


def test_without_a_tariff_the_clerk_enters_the_amount() -> None:
    assert decide_fee(result(), LAW, usual=OPEN_FEE) == DecidedFee(None)
    assert decide_fee(result(), LAW, usual=OPEN_FEE, choice=FeeChoice(2500)) == DecidedFee(2500)
    with pytest.raises(FeeRefused):
        decide_fee(result(), LAW, usual=OPEN_FEE, choice=FeeChoice(exemption="kinder"))


def test_a_result_without_fee_costs_nothing_by_any_tariff() -> None:
    assert decide_fee(result(charges=False), LAW, usual=Fee(3000, FIXED, 7)) == DecidedFee(0)


def test_after_a_withdrawal_the_words_say_so() -> None:
    fee = decide_fee(result(kind=ErgebnisKind.WITHDRAW), LAW, usual=Fee(3000, FIXED, 7))
    assert "Auch nach einer Rücknahme des Antrags möglich" in explained(fee.basis).de


def test_the_citation_names_rule_and_by_law_once() -> None:
    basis = decided(FIXED).basis
    assert fee_citation(LAW, basis) == "§ 6a StVG; § 2 Satzung"
    assert fee_citation(replace(LAW, rechtsgrundlage="§ 2 Satzung"), basis) == "§ 2 Satzung"
    assert fee_citation(LAW, None) == "§ 6a StVG"
    assert fee_citation(replace(LAW, rechtsgrundlage="§" * 295), basis) == "§ 2 Satzung"


def test_the_letter_explains_what_the_by_law_alone_does_not() -> None:
    assert [needs_words(decided(tarif, choice).basis) for tarif, choice in (
        (FIXED, FeeChoice()), (FIXED, FeeChoice(exemption="kinder")), (FRAME, FeeChoice(3000)), (FRAME, FeeChoice()),
    )] == [False, True, True, False]  # fmt: skip
    assert explained(None) == Text("")
