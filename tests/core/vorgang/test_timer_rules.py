"""The pure rules of timers: ends, pauses, extensions, what starts and stops."""

from dataclasses import replace
from datetime import date

import pytest

from rathaus.core.vorgang.errors import ExtensionRefused
from rathaus.core.vorgang.timer_rules import (
    check_extension,
    counting_timers,
    length_of,
    plan_timers,
    timer_end,
    timer_frist,
)
from rathaus.engine.prozess.condition import Condition
from rathaus.engine.prozess.model import Prozess
from rathaus.engine.prozess.read import read_ablauf
from rathaus.engine.prozess.zeitgeber import Zeitgeber, ZeitgeberEffect
from rathaus.engine.prozess.zeitgeber import ZeitgeberEffectKind as Effect
from rathaus.recht.fristen import Length, Unit
from rathaus.recht.regime import HESSEN
from rathaus.values.text import Text
from tests.cast import CONTENT

MONTH = Length(1, Unit.MONTHS)
DAY = date(2026, 11, 23)


def timer(key: str = "frist", kind: Effect = Effect.REMIND, after: str = "eingang") -> Zeitgeber:
    return Zeitgeber(key, Text(key), ((Condition(after),),), ZeitgeberEffect(kind), MONTH)


def procedure(*timers: Zeitgeber) -> Prozess:
    (path,) = CONTENT.glob("*-bewohnerparkausweis/ablauf.toml")
    found = read_ablauf(path.read_bytes()).prozess
    assert found is not None
    return replace(found, zeitgeber=timers)


@pytest.mark.parametrize(
    ("begun_on", "length", "paused", "end"),
    [
        (date(2028, 1, 31), MONTH, 0, date(2028, 2, 29)),
        (date(2027, 1, 31), MONTH, 0, date(2027, 3, 1)),  # the 28th is a Sunday
        (date(2028, 2, 29), Length(1, Unit.YEARS), 0, date(2029, 2, 28)),
        (date(2026, 11, 25), MONTH, 0, date(2026, 12, 28)),  # both Christmas days, then a weekend
        (date(2026, 11, 23), Length(10, Unit.DAYS), 3, date(2026, 12, 7)),
    ],
)
def test_a_timer_ends_on_a_working_day_vwvfg_31_bgb_188(begun_on: date, length: Length, paused: int, end: date) -> None:
    assert timer_end(length, begun_on, paused_days=paused, regime=HESSEN) == end


def test_the_length_comes_from_the_file_or_from_the_parameter_of_the_day() -> None:
    named = replace(timer(), dauer=None, parameter="genehmigungsfiktion.term")
    assert length_of(timer(), DAY, regime=HESSEN) == (MONTH, "")
    length, version = length_of(named, DAY, regime=HESSEN)
    assert (length, version != "") == (Length(3, Unit.MONTHS), True)
    assert "31" in timer_frist(timer(), DAY, regime=HESSEN).explanation.de


def test_timers_start_when_their_condition_holds_and_stop_when_it_does_not() -> None:
    prozess = procedure(timer(), timer("spaeter", after="fachlich"))
    everything = {"running": [], "fired": [], "counts": {"frist", "spaeter"}}
    plan = plan_timers(prozess, {"eingang": "erledigt"}, **everything)
    assert ([each.key for each in plan.start], plan.stop) == (["frist"], frozenset())
    plan = plan_timers(prozess, {}, **{**everything, "running": ["frist"]})
    assert (plan.start, plan.stop) == ((), frozenset({"frist"}))


def test_what_has_fired_starts_again_only_after_it_was_reset() -> None:
    prozess, counts = procedure(timer()), {"frist"}
    fired = plan_timers(
        prozess, {"eingang": "erledigt", "frist": "abgelaufen"}, running=[], fired=["frist"], counts=counts
    )
    assert (fired.start, fired.stop) == ((), frozenset())
    reset = plan_timers(prozess, {"eingang": "erledigt"}, running=[], fired=["frist"], counts=counts)
    assert ([each.key for each in reset.start], reset.stop) == (["frist"], frozenset({"frist"}))


def test_no_timer_counts_in_a_case_that_is_over_and_no_fiction_before_the_documents_are_complete() -> None:
    prozess = procedure(timer(), timer("fiktion", Effect.DEEMED_GRANT))
    assert counting_timers(prozess, is_over=True, is_complete=True) == frozenset()
    assert counting_timers(prozess, is_over=False, is_complete=False) == {"frist"}
    assert counting_timers(prozess, is_over=False, is_complete=True) == {"frist", "fiktion"}


GOOD = {
    "due_on": date(2026, 12, 23),
    "to": date(2027, 1, 25),
    "was_extended": False,
    "reason": "Gutachten",
    "today": DAY,
}


@pytest.mark.parametrize(
    "wrong", [{"was_extended": True}, {"reason": " "}, {"to": date(2026, 12, 23)}, {"today": date(2026, 12, 24)}]
)
def test_a_fiction_is_extended_once_in_time_for_a_reason_vwvfg_42a(wrong: dict[str, object]) -> None:
    check_extension("fiktion", **GOOD)
    with pytest.raises(ExtensionRefused):
        check_extension("fiktion", **{**GOOD, **wrong})


def test_nothing_but_a_fiction_is_extended() -> None:
    with pytest.raises(ExtensionRefused):
        check_extension("erinnern", **GOOD)
