"""The language of conditions: what is true, what is read, and where reading stops."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rathaus.engine.prozess.expression import (
    Comparison,
    Conjunction,
    Constant,
    ConstantKind,
    Disjunction,
    Emptiness,
    Membership,
    Name,
    Negation,
    Operator,
    Presence,
    comparisons_of,
    holds,
    names_of,
    write_expression,
)
from rathaus.engine.prozess.read_expression import DEPTH_LIMIT, LENGTH_LIMIT, check_names, read_expression
from rathaus.values.plain import from_plain, to_plain

FACTS = {
    "code": "001",
    "yes": True,
    "no": False,
    "nothing": 0,
    "empty": "",
    "cents": 1250,
    "amount": "12.50",
    "day": "2026-02-28",
    "later": "2026-03-01",
    "G1.G2[0].F3": "a",
    "G1.G2[1].F3": "b",
}


def read(source):
    result = read_expression(source, "here")
    assert result.expression is not None, [finding.as_line() for finding in result.findings]
    return result.expression


@pytest.mark.parametrize(
    "source",
    [
        'code = "001"',
        'code != "1"',
        "code ≠ 7",
        "yes",
        "yes = ja",
        "no = nein",
        "nicht no",
        "nicht nothing",
        "nothing = 0",
        "nicht nothing leer",
        "nothing nicht leer",
        "missing leer",
        "missing ist leer",
        "code ist nicht leer",
        "empty leer",
        'missing = ""',
        "missing = missing",
        "amount = 12.5",
        "amount >= 12.50 und amount <= 12.5",
        "cents > 1249 und cents < 1251",
        "cents ≥ 1250 und cents ≤ 1250",
        "day < 01.03.2026",
        "day = 28.2.2026",
        "day < later",
        "later > day",
        'code in ["002", "001"]',
        'code nicht in ["002"]',
        "cents in [1, 1250.0]",
        'G1.G2.F3 = "b"',
        'G1.G2[0].F3 = "a"',
        "G1.G2[2].F3 leer",
        "missing oder yes und code",
        "nicht (yes und missing)",
        "(missing oder yes) und nicht (no oder nothing)",
        '"001" = code',
    ],
)
def test_what_is_true(source):
    assert holds(read(source), FACTS)


@pytest.mark.parametrize(
    "source",
    [
        'code = "1"',
        "code < 5 und missing",
        "missing",
        "missing > 1",
        "code > day",
        "yes > 0",
        "no",
        "code leer",
        'code in ["a", "b"]',
        'G1.G2.F3 = "c"',
        "nicht yes",
        'missing != ""',
        "wrong_day < 01.03.2026",
    ],
)
def test_what_is_not_true(source):
    assert not holds(read(source), {**FACTS, "wrong_day": "2026-02-30"})


def test_words_bind_from_weak_to_strong():
    a, b, c = (Presence(Name(letter)) for letter in "abc")
    assert read("a oder b und nicht c") == Disjunction((a, Conjunction((b, Negation(c)))))


def test_every_form_has_its_place_in_the_tree():
    assert read("x leer") == Emptiness(Name("x"))
    assert read('x in ["1", 2]') == Membership(Name("x"), (Constant("1"), Constant("2", ConstantKind.NUMBER)))
    assert read("x <= 1.2.2026") == Comparison(Name("x"), Operator.AT_MOST, Constant("2026-02-01", ConstantKind.DATE))


ALL = (
    'a = "1" und (b >= 2.5 oder nicht c leer) und d in ["x", 3] '
    "und nicht e < 01.02.2026 und f und (g oder h) und nicht i"
)


def test_a_condition_can_be_written_and_read_again():
    assert write_expression(read(ALL)) == ALL
    assert read(write_expression(read("nicht (a und b)"))) == read("nicht (a und b)")


def test_the_json_form_gives_the_same_condition():
    expression = read(ALL)
    stored = to_plain(Conjunction((expression,)))
    assert from_plain(Conjunction, stored) == Conjunction((expression,))


def test_names_and_comparisons_are_found():
    assert names_of(read(ALL)) == tuple("abcdefghi")
    assert names_of(read("a = b und a")) == ("a", "b")
    assert [each.left for each in comparisons_of(read(ALL))] == [Name(each) for each in "abdde"]


@pytest.mark.parametrize(
    ("source", "position"),
    [
        ("", 1),
        ("a =", 4),
        ("a = 31.2.2026", 5),
        ("a und", 6),
        ("(a", 3),
        ("a b", 3),
        ('a = "offen', 5),
        ("a in []", 7),
        ("a in [b]", 7),
        ('a in "x"', 6),
        ("a ist in [1]", 7),
        ("a nicht", 8),
        ("5", 1),
        ("und", 1),
        ("a == 1", 4),
        ("a; b", 2),
        ("import('os')", 8),
    ],
)
def test_the_finding_says_where_reading_stops(source, position):
    (finding,) = read_expression(source, "aufgabe[x].wenn").findings
    assert (finding.code, finding.where) == ("PRO-040", "aufgabe[x].wenn")
    assert f"ab Zeichen {position} " in finding.what.de


def test_endless_conditions_are_not_read():
    assert read_expression("a" * (LENGTH_LIMIT + 1), "x").findings
    assert read_expression("(" * (DEPTH_LIMIT + 1) + "a" + ")" * (DEPTH_LIMIT + 1), "x").findings
    assert read_expression("(" * (DEPTH_LIMIT - 1) + "a" + ")" * (DEPTH_LIMIT - 1), "x").expression


def test_an_unknown_name_is_found_with_the_nearest_one():
    (finding,) = check_names(read("G1.F2 und G1.G3[4].F1 und G1.F1"), {"G1.F1", "G1.G3.F1"}, "here")
    assert (finding.code, finding.where) == ("PRO-031", "here")
    assert "G1.F1" in finding.remedy.de


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(source):
    result = read_expression(source, "x")
    assert (result.expression is None) == bool(result.findings)
    if result.expression is not None:
        assert isinstance(holds(result.expression, FACTS), bool)
