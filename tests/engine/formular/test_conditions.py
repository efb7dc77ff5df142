from typing import Any

import pytest

from rathaus.engine.formular.model import DatePart, DateUnit, Kind
from tests.engine.forms import ask, choose, codes, form, group, look, rule

PARTS = tuple(DatePart(unit, f"D.{unit}", f"F{unit}", "1.0") for unit in DateUnit)


def holds(condition: object, answers: dict[str, Any]) -> bool:
    """Return whether a condition holds, seen by a field that is shown while it does."""
    formular = form(
        choose("C", "001", "1"),
        ask("B", Kind.BOOL),
        ask("N", Kind.NUM),
        ask("I", Kind.INT),
        ask("D1", Kind.DATE),
        ask("D2", Kind.DATE),
        ask("D", Kind.PARTIAL_DATE, date_parts=PARTS),
        group("G", min_count=0),
        ask("G.F"),
        ask("X"),
        rules=[rule("show", "X", condition)],
    )
    return "X" in look(formular, answers).visible


def ref(path: str) -> dict[str, str]:
    return {"identifier": path}


DAY, MONTH, YEAR = ref("D.day"), ref("D.month"), ref("D.year")


@pytest.mark.parametrize(
    ("condition", "answers", "expected"),
    [
        (True, {}, True),
        (False, {}, False),
        (ref("B"), {"B": True}, True),
        (ref("B"), {"B": False}, False),
        (ref("B"), {}, False),
        ({"equal": [ref("B"), False]}, {}, False),
        ({"equal": [ref("B"), False]}, {"B": False}, True),
        ({"equal": [ref("C"), "001"]}, {"C": "001"}, True),
        ({"equal": [ref("C"), "1"]}, {"C": "001"}, False),
        ({"equal": [ref("C"), "001"]}, {"C": "unknown"}, False),
        ({"not_equal": [ref("C"), "001"]}, {}, True),
        ({"equal": [ref("N"), "12.5"]}, {"N": "12.50"}, True),
        ({"equal": [ref("I"), 3]}, {"I": 3}, True),
        ({"equal": [{"is_empty": ref("B")}, True]}, {}, True),
        ({"less_than": [ref("I"), "10"]}, {"I": 9}, True),
        ({"less_than": [ref("I"), "10"]}, {"I": 10}, False),
        ({"less_than": [ref("I"), "x"]}, {"I": 10}, False),
        ({"less_than": [ref("I"), "10"]}, {}, False),
        ({"less_than": [ref("D1"), ref("D2")]}, {"D1": "2026-01-01", "D2": "2026-01-02"}, True),
        ({"less_than": [ref("D1"), {"today": 0}]}, {"D1": "2026-11-21"}, True),
        ({"less_than": [ref("D1"), {"today": -1}]}, {"D1": "2026-11-21"}, False),
        ({"is_empty": ref("G")}, {}, True),
        ({"is_empty": ref("G")}, {"G.F": "x"}, False),
        ({"is_empty": "x"}, {}, False),
        ({"and": [ref("B"), {"is_empty": ref("C")}]}, {"B": True}, True),
        ({"xor": [ref("B"), {"is_empty": ref("C")}]}, {"B": True}, False),
        ({"or": [ref("B"), {"is_empty": ref("C")}]}, {"C": "1"}, False),
        ({"is_valid_date": [DAY, MONTH, YEAR]}, {"D": "2026-02-03"}, True),
        ({"is_valid_date": [DAY, MONTH, YEAR]}, {"D": "2026-02"}, True),
        ({"is_valid_date": [DAY, MONTH, YEAR]}, {"D": "2026"}, False),
        ({"is_valid_date": [DAY, MONTH, YEAR]}, {}, False),
        ({"is_valid_date": ["31", "2", "2026"]}, {}, False),
        ({"is_valid_date": ["x", "2", "2026"]}, {}, True),
        ({"is_valid_date": ["1", "x", "2026"]}, {}, False),
        ({"is_valid_date": ref("D1")}, {"D1": "2026-02-03"}, True),
        ({"is_valid_date": ref("D1")}, {}, False),
        ({"is_empty": DAY}, {"D": "2026-02"}, True),
        ({"equal": [MONTH, "2"]}, {"D": "2026-02"}, True),
        ({"equal": [MONTH, "2"]}, {"D": "31.2.2026"}, False),
    ],
)
def test_conditions_mean_what_they_say(condition: object, answers: dict[str, Any], expected: bool) -> None:  # noqa: FBT001
    assert holds(condition, answers) is expected


def test_a_rule_reads_the_same_entry_of_a_repeating_group() -> None:
    formular = form(
        group("G", max_count=None),
        ask("G.B", Kind.BOOL),
        ask("G.F"),
        rules=[rule("show", "G.F", ref("G.B"))],
    )
    visible = look(formular, {"G[0].B": True, "G[1].B": False}).visible
    assert "G[0].F" in visible
    assert "G[1].F" not in visible


def test_from_outside_all_entries_are_read() -> None:
    formular = form(
        group("G", max_count=None),
        ask("G.N", Kind.INT),
        ask("X"),
        ask("Y"),
        rules=[rule("show", "X", {"equal": [ref("G.N"), 2]}), rule("show", "Y", {"less_than": [ref("G.N"), "3"]})],
    )
    assert "X" in look(formular, {"G[0].N": 1, "G[4].N": 2}).visible
    assert "Y" not in look(formular, {"G[0].N": 1, "G[1].N": 3}).visible
    assert "X" not in look(formular, {"G[0].N": 1}).visible


@pytest.mark.parametrize(
    ("condition", "answers", "fails"),
    [
        ({"less_than": [ref("A"), ref("B")]}, {"A": "2026-01-02", "B": "2026-01-01"}, True),
        ({"less_than": [ref("A"), ref("B")]}, {"A": "2026-01-02"}, False),
        ({"not": {"less_than": [ref("B"), ref("A")]}}, {"A": "2026-01-02"}, False),
        ({"not": {"less_than": [ref("B"), ref("A")]}}, {"A": "2026-01-02", "B": "2026-01-01"}, True),
    ],
)
def test_a_missing_date_cannot_break_an_order(condition: object, answers: dict[str, Any], fails: bool) -> None:  # noqa: FBT001
    formular = form(
        ask("A", Kind.DATE), ask("B", Kind.DATE), rules=[rule("valid", None, condition, message="Reihenfolge")]
    )
    assert bool(codes(look(formular, answers))) is fails
