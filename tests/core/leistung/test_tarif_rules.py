"""Tariffs of a body: what is certain before the decision, what it costs, what is wrong with them."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rathaus.core.leistung.errors import TarifOverflows, TarifRefused
from rathaus.core.leistung.rules import FeeKind as Shown
from rathaus.core.leistung.rules import OwnTarif, advance_norm, fee_at
from rathaus.core.leistung.tarif_rules import (
    MOST_CENT,
    Tarif,
    Validity,
    assess,
    certain_cent,
    check_tarif,
    counting_questions,
    lint_tarife,
    units_in,
    within_law,
)
from rathaus.core.zahlung import rules as zahlung
from rathaus.engine.formular.model import Field, Formular, Group, Kind
from rathaus.engine.prozess.model import Gebuehr, GebuehrKind
from rathaus.recht.errors import FeeNotPossible
from rathaus.recht.gebuehren import FeeExemption, FeeKind, FeeMeasure
from rathaus.values.text import Text

DAY = date(2026, 11, 23)
FORM = Formular(
    "S1",
    "1.0.0",
    Text("Formular"),
    (),
    fields={
        path: Field(path, path, "1.0.0", kind, Text(path), max_count=most)
        for path, kind, most in (
            ("monate", Kind.INT, 1),
            ("mehrfach", Kind.INT, None),
            ("name", Kind.TEXT, 1),
            ("G.zahl", Kind.INT, 1),
            ("H.zahl", Kind.INT, 1),
        )
    },
    groups={"G": Group("G", "G", "1.0.0", Text("G"), max_count=None), "H": Group("H", "H", "1.0.0", Text("H"))},
)
LAW = Gebuehr(
    kind=GebuehrKind.FEST,
    betrag_cent=3000,
    rechtsgrundlage="§ 6a StVG",
    hinweis=Text(""),
    anpassbar=True,
    mindestens_cent=1000,
    hoechstens_cent=50_000,
    vorschuss="§ 16 HVwKostG",
)
FIXED = Tarif("§ 2 Satzung", FeeKind.FIXED, 3000, DAY)
PER_MONTH = replace(FIXED, kind=FeeKind.PER_UNIT, betrag_cent=500, unit="Monat", units_path="monate")
FRAME = replace(FIXED, kind=FeeKind.FRAME, betrag_cent=2000, highest_cent=20_000)
BY_TIME = replace(FIXED, kind=FeeKind.BY_TIME, betrag_cent=1550, step_minutes=15)
EXEMPT = FeeExemption("schwerbehindert", Text("Menschen mit Schwerbehinderung", "Menschen mit Schwerbehinderung"))


@pytest.mark.parametrize(
    ("tarif", "answers", "cents"),
    [
        (FIXED, {}, 3000),
        (PER_MONTH, {"monate": 7}, 3500),
        (PER_MONTH, {}, None),
        (PER_MONTH, {"monate": "7"}, None),
        (PER_MONTH, {"monate": True}, None),
        (PER_MONTH, {"monate": -1}, None),
        (PER_MONTH, {"monate": 10**9}, None),
        (replace(PER_MONTH, units_path=""), {"monate": 7}, None),
        (FRAME, {}, None),
        (BY_TIME, {}, None),
    ],
)
def test_an_amount_is_certain_only_where_it_follows_from_tariff_and_answers(
    tarif: Tarif, answers: dict[str, object], cents: int | None
) -> None:
    assert certain_cent(tarif, answers) == cents


@given(units=st.integers(0, 10**6), price=st.integers(0, MOST_CENT))
def test_units_times_price_is_never_more_than_one_claim(units: int, price: int) -> None:
    tarif = replace(PER_MONTH, betrag_cent=price)
    total = units * price
    assert certain_cent(tarif, {"monate": units}) == (total if total <= MOST_CENT else None)
    if total > MOST_CENT:
        with pytest.raises(TarifOverflows):
            assess(tarif, FeeMeasure(units=units))


@given(minutes=st.integers(0, 10_000), step=st.integers(1, 1440), cents=st.integers(0, 5000))
def test_every_started_step_counts_once(minutes: int, step: int, cents: int) -> None:
    found = assess(replace(BY_TIME, betrag_cent=cents, step_minutes=step), FeeMeasure(minutes=minutes)).betrag_cent
    steps = found // cents if cents else 0
    assert found == steps * cents
    if cents:
        assert (steps - 1) * step < minutes <= steps * step


@given(chosen=st.integers(0, 30_000))
def test_a_frame_holds_what_is_chosen(chosen: int) -> None:
    if 2000 <= chosen <= 20_000:
        assert assess(FRAME, FeeMeasure(chosen_cent=chosen)).betrag_cent == chosen
    else:
        with pytest.raises(FeeNotPossible):
            assess(FRAME, FeeMeasure(chosen_cent=chosen))


def test_an_exempt_group_pays_nothing_and_the_reason_is_said() -> None:
    found = assess(replace(FIXED, exemptions=(EXEMPT,)), exemption="schwerbehindert")
    assert (found.betrag_cent, found.explanation.de) == (0, "0,00 Euro: Menschen mit Schwerbehinderung (§ 2 Satzung).")
    with pytest.raises(FeeNotPossible):
        assess(FIXED, exemption="schwerbehindert")


def test_only_whole_numbers_that_are_asked_once_count_units() -> None:
    assert [each.path for each in counting_questions(FORM)] == ["monate", "H.zahl"]
    assert units_in(PER_MONTH, {"monate": 0}) == 0


@pytest.mark.parametrize("tarif", [FIXED, PER_MONTH, FRAME, BY_TIME, replace(FIXED, exemptions=(EXEMPT,))])
def test_a_sound_tariff_is_taken(tarif: Tarif) -> None:
    check_tarif(tarif, FORM)


@pytest.mark.parametrize(
    ("tarif", "field"),
    [
        (replace(FIXED, satzung=""), "satzung"),
        (replace(FIXED, satzung="§" * 301), "satzung"),
        (replace(FIXED, betrag_cent=-1), "betrag"),
        (replace(FIXED, betrag_cent=MOST_CENT + 1), "betrag"),
        (replace(FIXED, highest_cent=5000), "hoechstens"),
        (replace(FRAME, highest_cent=None), "hoechstens"),
        (replace(FRAME, highest_cent=2000), "hoechstens"),
        (replace(FRAME, highest_cent=MOST_CENT + 1), "hoechstens"),
        (replace(BY_TIME, step_minutes=None), "takt"),
        (replace(BY_TIME, step_minutes=0), "takt"),
        (replace(BY_TIME, step_minutes=1441), "takt"),
        (replace(FIXED, step_minutes=15), "takt"),
        (replace(PER_MONTH, unit=""), "einheit"),
        (replace(PER_MONTH, unit="x" * 61), "einheit"),
        (replace(FIXED, unit="Monat"), "einheit"),
        (replace(PER_MONTH, units_path="mehrfach"), "frage"),
        (replace(PER_MONTH, units_path="G.zahl"), "frage"),
        (replace(FIXED, units_path="monate"), "frage"),
        (replace(FIXED, exemptions=(EXEMPT, EXEMPT)), "befreiungen"),
        (replace(FIXED, exemptions=(FeeExemption("x", Text("")),)), "befreiungen"),
        (replace(FIXED, exemptions=(FeeExemption("", Text("Grund")),)), "befreiungen"),
        (replace(FIXED, exemptions=tuple(FeeExemption(str(n), Text("x")) for n in range(21))), "befreiungen"),
    ],
)
def test_what_does_not_fit_is_named(tarif: Tarif, field: str) -> None:
    with pytest.raises(TarifRefused) as refused:
        check_tarif(tarif, FORM)
    assert refused.value.facts == {"field": field}


@pytest.mark.parametrize(
    ("tarif", "fits"),
    [
        (FIXED, True),
        (replace(FIXED, betrag_cent=999), False),
        (FRAME, True),
        (replace(FRAME, highest_cent=50_001), False),
        (PER_MONTH, True),
        (replace(PER_MONTH, betrag_cent=50_001), False),
        (BY_TIME, True),
    ],
)
def test_a_tariff_stays_within_what_the_leistung_leaves_to_the_body(tarif: Tarif, fits: object) -> None:
    assert within_law(tarif, LAW) is fits
    assert not within_law(tarif, replace(LAW, anpassbar=False)) or tarif == FIXED


def test_a_tariff_that_is_measured_later_shows_no_amount() -> None:
    fee = fee_at(LAW, OwnTarif(7, FRAME))
    assert (fee.kind, fee.betrag_cent, fee.tarif_id) == (Shown.MEASURED, None, 7)
    assert advance_norm(LAW, fee, takes_advance=True) == ""


def test_units_that_are_answered_make_the_amount_certain() -> None:
    fee = fee_at(LAW, OwnTarif(7, PER_MONTH), answers={"monate": 6})
    assert (fee.kind, fee.betrag_cent) == (Shown.KNOWN, 3000)
    assert advance_norm(LAW, fee, takes_advance=True) == "§ 16 HVwKostG"


def test_an_amount_outside_of_what_the_leistung_allows_is_not_certain() -> None:
    assert fee_at(LAW, OwnTarif(7, PER_MONTH), answers={"monate": 1}).kind is Shown.MEASURED


def codes(*rows: tuple[Validity, Tarif], on: date = DAY, gebuehr: Gebuehr | None = LAW) -> list[str]:
    return [finding.code for finding in lint_tarife(rows, gebuehr, on=on)]


BEGIN, MIDDLE, LATER = date(2026, 1, 1), date(2026, 12, 1), date(2027, 1, 1)


def test_tariffs_that_follow_each_other_have_no_finding() -> None:
    assert codes((Validity(BEGIN, LATER), FIXED), (Validity(LATER), FRAME)) == []
    assert codes() == []


def test_a_gap_between_two_tariffs_is_found_with_its_days() -> None:
    rows = [(Validity(BEGIN, MIDDLE), FIXED), (Validity(LATER), FIXED)]
    [gap] = lint_tarife(rows, LAW, on=DAY)
    assert gap.code == "LEI-201"
    assert gap.what.de == "Vom 1.12.2026 bis zum 31.12.2026 gilt kein Tarif."
    assert codes(*rows, on=LATER) == []


def test_the_end_of_the_last_tariff_is_found() -> None:
    assert codes((Validity(BEGIN, MIDDLE), FIXED)) == ["LEI-202"]


def test_a_tariff_outside_of_the_law_is_found_while_it_could_hold() -> None:
    wrong = replace(FIXED, betrag_cent=1)
    assert codes((Validity(BEGIN), wrong)) == ["LEI-203"]
    assert codes((Validity(BEGIN), wrong), gebuehr=None) == []
    assert codes((Validity(BEGIN, MIDDLE), wrong), (Validity(MIDDLE), FIXED), on=MIDDLE) == []


def test_a_faulty_item_is_found_as_the_law_finds_it() -> None:
    assert "RCH-203" in codes((Validity(BEGIN), replace(FRAME, highest_cent=1500)))


def test_rates_that_nobody_reviewed_for_two_years_are_found() -> None:
    assert codes((Validity(BEGIN), replace(FIXED, reviewed_on=date(2024, 11, 22)))) == ["LEI-204"]
    assert codes((Validity(BEGIN), replace(FIXED, reviewed_on=date(2024, 11, 25)))) == []


def test_the_largest_fee_is_the_largest_claim() -> None:
    assert MOST_CENT == zahlung.MOST_CENT
