"""Pure decisions about a Bescheid."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rathaus.core.bescheid.errors import EffectRefused, FeeRefused, ReasonMissing, ReasonUnknown
from rathaus.core.bescheid.rules import (
    Change,
    check_effect,
    choose_fee,
    choose_reasons,
    draft_fits,
    known_court,
    needs_cosignature,
    reason_facts,
    remedy_end,
    remedy_of,
    shown_answers,
    takes_away,
)
from rathaus.core.leistung.rules import Fee
from rathaus.core.vorgang.rules import answer_facts
from rathaus.engine.formular.model import Kind
from rathaus.engine.prozess.model import ErgebnisKind, Mitzeichnung, Prozess
from rathaus.engine.prozess.model import Rechtsbehelf as NamedRemedy
from rathaus.engine.prozess.read import read_ablauf
from rathaus.recht.rechtsbehelf import Remedy
from rathaus.recht.regime import HESSEN, Regime, Verfahrensrecht
from tests.engine.forms import ask, choose, form, group
from tests.errand import CONTENT

DAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def prozess() -> Prozess:
    (path,) = CONTENT.glob("*-bewohnerparkausweis/ablauf.toml")
    found = read_ablauf(path.read_bytes()).prozess
    assert found is not None
    return found


def test_reasons_come_in_the_order_of_the_procedure(prozess: Prozess) -> None:
    chosen = choose_reasons(prozess.ergebnis("ablehnung"), ["kein_quartier", "nicht_gemeldet"])
    assert [grund.key for grund in chosen] == ["nicht_gemeldet", "kein_quartier"]
    assert reason_facts(chosen) == {
        "grund": "Sie sind unter der angegebenen Anschrift nicht gemeldet. "
        "Ihre Wohnung liegt in keinem Bewohnerparkquartier.",
        "grund_key": "nicht_gemeldet",
        "grund_norm": "§ 45 Abs. 1b Satz 1 Nr. 2a StVO",
    }
    assert reason_facts(()) == {}


@pytest.mark.parametrize(
    ("result", "reasons", "fits"),
    [("ablehnung", ["kein_quartier"], True), ("ablehnung", ["kein_bereich"], False), ("versagung", [], False)],
)
def test_a_draft_fits_while_the_procedure_has_its_result_and_its_reasons(
    result: str, reasons: list[str], *, fits: bool, prozess: Prozess
) -> None:
    assert draft_fits(prozess, result=result, reasons=reasons) is fits


@pytest.mark.parametrize(
    ("result", "keys", "error"),
    [
        ("ablehnung", [], ReasonMissing),
        ("ablehnung", ["wetter"], ReasonUnknown),
        ("bewilligung", ["kein_quartier"], ReasonUnknown),
    ],
)
def test_a_refusal_needs_a_reason_of_its_own(
    result: str, keys: list[str], error: type[Exception], prozess: Prozess
) -> None:
    with pytest.raises(error):
        choose_reasons(prozess.ergebnis(result), keys)


@pytest.mark.parametrize(
    ("result", "usual", "chosen", "fee"),
    [
        ("bewilligung", 3000, None, 3000),
        ("bewilligung", 4550, None, 4550),
        ("bewilligung", 0, None, 0),
        ("bewilligung", 0, 3000, 3000),
        ("bewilligung", None, None, None),
        ("bewilligung", None, 0, 0),
        ("bewilligung", None, 2500, 2500),
        ("ablehnung", None, None, 0),
        ("bewilligung", 3000, 0, 0),
        ("bewilligung", 3000, 2500, 2500),
        ("ablehnung", 3000, None, 0),
        ("einstellung", 3000, 0, 0),
    ],
)
def test_the_fee_is_the_usual_one_unless_the_clerk_says_otherwise(
    result: str, usual: int | None, chosen: int | None, fee: int | None, prozess: Prozess
) -> None:
    ergebnis = prozess.ergebnis(result)
    assert choose_fee(ergebnis, prozess.gebuehr, usual=Fee(usual), chosen_cent=chosen) == fee


@pytest.mark.parametrize(("result", "chosen"), [("ablehnung", 1000), ("bewilligung", -1), ("bewilligung", 99_999)])
def test_an_impossible_fee_is_refused(result: str, chosen: int, prozess: Prozess) -> None:
    gebuehr = replace(prozess.gebuehr, hoechstens_cent=50_00)
    with pytest.raises(FeeRefused):
        choose_fee(prozess.ergebnis(result), gebuehr, usual=Fee(3000), chosen_cent=chosen)


def test_a_result_names_its_remedy_or_none(prozess: Prozess) -> None:
    assert remedy_of(prozess.ergebnis("bewilligung")) is Remedy.WIDERSPRUCH
    assert remedy_of(replace(prozess.ergebnis("bewilligung"), rechtsbehelf=NamedRemedy.KLAGE)) is Remedy.KLAGE
    assert remedy_of(prozess.ergebnis("einstellung")) is None


def test_the_court_is_known_by_district_where_the_code_is_verified() -> None:
    court = known_court("06440", HESSEN, on=DAY)
    assert court is not None and court.seat == "Gießen"
    assert known_court("06415", HESSEN, on=DAY) is None
    assert known_court(None, HESSEN, on=DAY) is None
    assert known_court("06440", Regime(verfahrensrecht=Verfahrensrecht.AO), on=DAY) is None


def test_the_remedy_ends_a_month_after_the_announcement() -> None:
    end = remedy_end(Remedy.WIDERSPRUCH, date(2026, 3, 6), regime=HESSEN)
    assert end is not None and end.end == date(2026, 4, 7)
    assert end.parameter is not None and end.parameter.key == "widerspruch.term"


def test_without_announcement_or_remedy_there_is_no_end() -> None:
    assert remedy_end(Remedy.KLAGE, None, regime=HESSEN) is None
    assert remedy_end(None, date(2026, 3, 6), regime=HESSEN) is None


def test_answers_become_facts_and_files_their_names() -> None:
    answers = {"a": "001", "b": True, "c": 3, "d": {"datei": "x", "name": "schein.pdf"}, "G[0]": {}}
    assert answer_facts(answers) == {"a": "001", "b": True, "c": 3, "d": "schein.pdf"}


def test_a_reader_sees_words_for_codes_and_german_dates_and_no_yes_or_no() -> None:
    questions = form(
        choose("kind", "001"), ask("day", Kind.DATE), ask("fee", Kind.CURRENCY), ask("agreed", Kind.BOOL),
        group("child", max_count=None), ask("child.name"),
    )  # fmt: skip
    answers = {
        "kind": "001",
        "day": "2026-04-03",
        "fee": "12.50",
        "agreed": True,
        "child[1].name": "Elena",
        "gone": "x",
    }
    shown = {"kind": "Wahl 001", "day": "03.04.2026", "fee": "12,50 €", "child[1].name": "Elena"}
    assert shown_answers(questions, answers) == shown


@pytest.mark.parametrize(
    ("rule", "cents", "needed"),
    [
        (None, 10**6, False),
        (Mitzeichnung(always=True), 0, True),
        (Mitzeichnung(always=False, ab_cent=5000), 4999, False),
        (Mitzeichnung(always=False, ab_cent=5000), 5000, True),
        (Mitzeichnung(always=False, ab_cent=5000), None, False),
        (Mitzeichnung(always=False), 10**6, False),
    ],
)
def test_a_second_person_signs_where_the_result_or_its_amount_demands_it(
    rule: Mitzeichnung | None,
    cents: int | None,
    needed: bool,  # noqa: FBT001
    prozess: Prozess,
) -> None:
    assert needs_cosignature(replace(prozess.ergebnis("bewilligung"), mitzeichnung=rule), cents) is needed


def test_a_revocation_has_effect_for_the_future_alone_vwvfg_49() -> None:
    check_effect(Change.REVOCATION, DAY, on=DAY)
    check_effect(Change.WITHDRAWAL, date(2020, 1, 1), on=DAY)
    with pytest.raises(EffectRefused):
        check_effect(Change.REVOCATION, DAY - timedelta(days=1), on=DAY)


def test_a_partial_grant_needs_a_reason_too_vwvfg_39(prozess: Prozess) -> None:
    with pytest.raises(ReasonMissing):
        choose_reasons(replace(prozess.ergebnis("ablehnung"), kind=ErgebnisKind.PARTIAL), ())


@pytest.mark.parametrize(
    ("change", "before", "after", "takes"),
    [
        (Change.REVOCATION, "grant", "", True),
        (Change.WITHDRAWAL, "refuse", "", True),
        (Change.CORRECTION, "grant", "", False),
        (Change.REPLACEMENT, "grant", "refuse", True),
        (Change.REPLACEMENT, "grant", "partial", True),
        (Change.REPLACEMENT, "partial", "refuse", True),
        (Change.REPLACEMENT, "refuse", "partial", False),
        (Change.REPLACEMENT, "grant", "grant", False),
    ],
)
def test_whoever_loses_something_by_a_change_is_heard_vwvfg_28(
    change: Change, before: str, after: str, *, takes: bool
) -> None:
    assert takes_away(change, before=before, after=after) is takes
