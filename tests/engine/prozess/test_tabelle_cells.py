"""Cells and arithmetic: what they mean, and what cannot be read."""

from fractions import Fraction

import pytest

from rathaus.engine.prozess.entscheidungstabelle import TableInput, ValueKind
from rathaus.engine.prozess.entscheidungstabelle_arithmetic import (
    Quantity,
    calculate,
    names_in,
    quantity_of,
    read_expression,
)
from rathaus.engine.prozess.entscheidungstabelle_cells import LIMIT, domain_of, read_cell
from rathaus.engine.prozess.entscheidungstabelle_tokens import LONGEST, CellError, Tokens
from rathaus.engine.prozess.entscheidungstabelle_words import (
    euros,
    joined_with_and,
    joined_with_or,
    words_of,
)
from rathaus.values.text import Text
from tests.engine.prozess.tabellen import AGE, DAY, DOGS, INCOME, NOTE, POOR, RATE, ZONE


@pytest.mark.parametrize(
    ("eingabe", "cell", "inside", "outside"),
    [
        (DOGS, "3", [3], [2, 4]),
        (DOGS, "= 3", [3], [4]),
        (DOGS, "!= 3", [2, 4], [3]),
        (DOGS, "< 3", [2, -5], [3]),
        (DOGS, "<= 3", [3], [4]),
        (DOGS, "> 3", [4], [3]),
        (DOGS, ">= -3", [-3], [-4]),
        (DOGS, "[0..100)", [0, 99], [-1, 100]),
        (DOGS, "(0..100]", [1, 100], [0, 101]),
        (DOGS, "]0..100[", [1, 99], [0, 100]),
        (DOGS, "1, 2, [5..6]", [1, 2, 5, 6], [3, 4, 7]),
        (DOGS, "nicht(1, [5..6])", [0, 2, 4, 7], [1, 5, 6]),
        (DOGS, "-", [0, 10**9], []),
        (RATE, "[0.5..1.25]", [50, 125], [49, 126]),
        (INCOME, "< 600 €", [59_999], [60_000]),
        (INCOME, "30.70 Euro, 5 Cent", [3070, 5], [3071]),
        (DAY, ">= 2026-01-31", [739_647], [739_646]),
        (POOR, "ja", ["ja"], ["nein"]),
        (POOR, "nein", ["nein"], ["ja"]),
        (ZONE, '"001", "002"', ["001", "002"], ["003"]),
        (ZONE, 'nicht("001")', ["002"], ["001"]),
        (ZONE, '!= "001"', ["002"], ["001"]),
        (NOTE, '!= "a", != "b"', ["a", "b"], []),
        (NOTE, '!= "a", "a"', ["a", "b"], []),
        (NOTE, '"a", != "a"', ["a", "b"], []),
    ],
)
def test_a_cell_holds_for_some_values_only(eingabe, cell, inside, outside):
    allowed = read_cell(eingabe, cell)
    assert [value for value in (*inside, *outside) if allowed.holds(value)] == inside


@pytest.mark.parametrize(
    ("cell", "blank", "names"),
    [
        ("-", True, False),
        ("leer", True, True),
        ("leer, 5", True, True),
        ("nicht leer", False, True),
        ("nicht(leer)", False, True),
        ("nicht(5)", False, False),
        ("5", False, False),
    ],
)
def test_a_cell_says_whether_nothing_may_be_given(cell, blank, names):
    allowed = read_cell(DOGS, cell)
    assert (allowed.blank, allowed.names_blank) == (blank, names)


@pytest.mark.parametrize(
    ("eingabe", "cell", "why"),
    [
        (DOGS, "", "missing at the end"),
        (DOGS, "<", "missing at the end"),
        (DOGS, "drei", "a number"),
        (DOGS, "2.5", "at most 0 decimal places"),
        (DOGS, "3 4", "does not fit"),
        (DOGS, "[1..2", "does not fit"),
        (DOGS, "nicht 5", "does not fit"),
        (DOGS, "§ 5", "cannot be read"),
        (DOGS, "5" * (LONGEST + 1), "characters"),
        (DOGS, "- ja", "does not fit"),
        (INCOME, "600", "an amount"),
        (DAY, "2026-02-30", "no day"),
        (DAY, "5", "a day"),
        (POOR, "vielleicht", "ja or nein"),
        (POOR, "5", "ja or nein"),
        (ZONE, "001", "a code"),
        (ZONE, '< "001"', "no order"),
        (ZONE, '["001".."002"]', "no order"),
    ],
)
def test_what_cannot_be_read_says_why(eingabe, cell, why):
    with pytest.raises(CellError) as caught:
        read_cell(eingabe, cell)
    assert why in caught.value.reason.en


def test_limits_bound_an_input():
    bounded = TableInput("a", Text("A"), "F", ValueKind.BETRAG, von="0 €", bis="10 €")
    assert domain_of(bounded) == (0, 1000)
    assert domain_of(INCOME) == (-LIMIT, LIMIT)
    assert domain_of(AGE) == (0, LIMIT)
    with pytest.raises(CellError, match="with an order"):
        domain_of(TableInput("a", Text("A"), "F", ValueKind.TEXT, von='"x"'))


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("-(1 - 4)", 3),
        ("-2 * 3", -6),
        ("7 / 2", Fraction(7, 2)),
        ("min(3, 2, 5) + max(1, 4)", 6),
        ("runden(2.5)", 3),
        ("runden(-2.5)", -3),
        ("aufrunden(2.1)", 3),
        ("abrunden(2.9)", 2),
        ("abrunden(12.34 €, 1 €)", 1200),
        ("hunde * 30.70 €", 6140),
    ],
)
def test_arithmetic_is_exact(source, value):
    assert calculate(read_expression(source), {"hunde": Fraction(2)}) == value


@pytest.mark.parametrize(
    ("source", "quantity"),
    [
        ("hunde * 5 €", Quantity(is_amount=True)),
        ("satz * 5 €", Quantity(is_amount=True, is_whole=False)),
        ("5 € / 3", Quantity(is_amount=True, is_whole=False, is_decimal=False)),
        ("5 € / 3 €", Quantity(is_amount=False, is_whole=False, is_decimal=False)),
        ("runden(5 € / 3)", Quantity(is_amount=True)),
        ("runden(5 / 3, 0.1)", Quantity(is_amount=False, is_whole=False)),
        ("min(5 €, 3 €)", Quantity(is_amount=True)),
    ],
)
def test_what_arithmetic_gives_is_known_before(source, quantity):
    names = {"hunde": Quantity(is_amount=False), "satz": Quantity(is_amount=False, is_whole=False)}
    assert quantity_of(read_expression(source), names) == quantity


@pytest.mark.parametrize(
    "source",
    ["5 € + 3", "5 € * 3 €", "3 / 5 €", "min(5 €, 3)", "runden(5 €, 1)", "runden(5, 1 - 1)", "runden(5, -1)"],
)
def test_amounts_and_numbers_do_not_mix(source):
    with pytest.raises(CellError):
        quantity_of(read_expression(source), {})


@pytest.mark.parametrize("source", ["1 +", "(1", '"a"', "wurzel(2)", "runden(1, 2, 3)", "1 2", "* 2", ""])
def test_an_expression_that_cannot_be_read_is_refused(source):
    with pytest.raises(CellError):
        read_expression(source)


def test_the_names_of_an_expression_are_known():
    assert list(names_in(read_expression("max(a, 2) * b - 1"))) == ["a", "b"]


def test_tokens_take_a_word_only_where_it_stands():
    tokens = Tokens("leer")
    assert not tokens.take_word("nicht")
    assert tokens.take_word("leer")
    assert not tokens.take_word("leer")
    assert tokens.take_sign("(") == ""


@pytest.mark.parametrize(
    ("eingabe", "cell", "german", "english"),
    [
        (AGE, "[12..18)", "12 bis 17", "12 to 17"),
        (AGE, "< 12", "unter 12", "under 12"),
        (AGE, "[0..12)", "unter 12", "under 12"),
        (AGE, ">= 18", "ab 18", "from 18"),
        (AGE, "5, leer", "5 oder leer", "5 or empty"),
        (AGE, ">= 0", "beliebig", "anything"),
        (INCOME, "< 1234.50 €", "unter 1.234,50 €", "under €1,234.50"),
        (RATE, "0.5", "0,50", "0.50"),
        (DAY, "< 2026-02-01", "vor dem 01.02.2026", "before 01.02.2026"),
        (POOR, "ja", "ja", "yes"),
        (ZONE, '"001", "002", "003"', "„Mitte“, „002“ oder „003“", "“Centre”, “002” or “003”"),
        (ZONE, 'nicht("001")', "nicht „Mitte“", "not “Centre”"),
        (ZONE, "nicht leer", "nicht leer", "not empty"),
    ],
)
def test_a_cell_is_told_in_words(eingabe, cell, german, english):
    labels = {"001": Text("Mitte", "Centre")}
    words = words_of(eingabe, read_cell(eingabe, cell), labels=labels, possible=domain_of(eingabe))
    assert (words.de, words.en) == (german, english)


def test_amounts_and_lists_are_told():
    assert (euros(-5).de, euros(-5).en, euros(100).de) == ("-0,05 €", "-€0.05", "1 €")
    assert joined_with_and([Text("a"), Text("b")]) == Text("a und b", "a and b")
    assert joined_with_or([]) == Text("", "")
