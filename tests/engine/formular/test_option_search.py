"""Entries of long choices: found in every spelling, the best first; taken when they are named exactly."""

import pytest

from rathaus.engine.formular.option_search import LONGEST_QUERY
from rathaus.engine.formular.options import Option, Options
from rathaus.values.text import Text

ENTRIES = Options(
    (
        Option("06435014", Text("Hanau, Brüder-Grimm-Stadt")),
        Option("09162000", Text("München", "Munich")),
        Option("03241", Text("Münden")),
        Option("10", Text("Bad Münder")),
        Option("11", Text("Altmünster")),
        Option("12", Text("Neustadt")),
        Option("13", Text("Neustadt")),
        Option("14", Text("14")),
        Option("A-1", Text("Straße der Münzer")),
    )
)


def codes(query: str, limit: int = 30) -> list[str]:
    return [option.code for option in ENTRIES.search.find(query, limit=limit).hits]


@pytest.mark.parametrize("query", ["münchen", "MÜNCHEN", "munchen", "Muenchen", "munich"])
def test_umlauts_case_and_both_languages_lead_to_an_entry(query: str) -> None:
    assert codes(query) == ["09162000"]


def test_names_that_begin_so_come_first_then_words_then_what_contains_it() -> None:
    assert codes("mün") == ["09162000", "03241", "10", "A-1", "11"]


def test_an_equal_name_comes_before_all_others() -> None:
    assert codes("Neustadt") == ["12", "13"]
    assert codes("14")[0] == "14"


def test_codes_are_found_by_their_beginning_in_any_case() -> None:
    assert codes("0643") == ["06435014"]
    assert codes("a-1") == ["A-1"]


def test_several_words_may_stand_in_any_order_and_punctuation_does_not_count() -> None:
    assert codes("grimm hanau") == ["06435014"]
    assert codes("Brüder Grimm Stadt") == ["06435014"]
    assert codes("hanau xyz") == []
    assert codes("grimm auxyz") == []


@pytest.mark.parametrize("query", ["", "  ", "%", "xyz"])
def test_nothing_is_found_for_what_names_nothing(query: str) -> None:
    assert ENTRIES.search.find(query, limit=30) == ((), 0)


def test_the_number_of_hits_is_bounded_and_all_are_counted() -> None:
    found = ENTRIES.search.find("mün", limit=2)
    assert (len(found.hits), found.total) == (2, 5)
    assert codes("mün" + "x" * LONGEST_QUERY * 1000) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [("münchen", "09162000"), ("Munich", "09162000"), ("Muenchen", "09162000"), ("09162000", "09162000"),
     ("Neustadt", None), ("neustadt", None), ("Neustadt (13)", "13"), ("14", "14"), ("A 1", "A-1"), ("Mün", None),
     ("", None), ("?", None), ("strasse der muenzer", "A-1")],
)  # fmt: skip
def test_a_name_or_code_that_means_one_entry_is_that_entry(text: str, code: str | None) -> None:
    found = ENTRIES.search.exact(text)
    assert (found.code if found else None) == code


def test_a_name_says_its_code_when_several_are_named_so() -> None:
    named = {option.code: ENTRIES.search.name_of(option, "de") for option in ENTRIES}
    assert (named["12"], named["13"], named["09162000"]) == ("Neustadt (12)", "Neustadt (13)", "München")
    assert ENTRIES.search.name_of(ENTRIES[1], "en") == "Munich"
    assert all(ENTRIES.search.exact(name) == ENTRIES.by_code[code] for code, name in named.items())


def test_of_several_entries_with_one_code_the_first_counts() -> None:
    twice = Options((Option("1", Text("eins")), Option("1", Text("auch eins"))))
    assert twice.by_code["1"].label.de == "eins"


def test_an_entry_with_a_very_long_name_is_taken_by_it() -> None:
    name = "Amt für " + "sehr " * 50 + "lange Namen"
    assert len(name) > LONGEST_QUERY
    assert Options((Option("A", Text(name)), Option("B", Text("kurz")))).search.exact(name) == Option("A", Text(name))
