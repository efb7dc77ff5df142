"""Conditions and rules in words."""

import pytest

from rathaus.engine.formular.condition import Condition, Constant, Today, condition_from_json
from rathaus.engine.formular.model import Formular, Kind
from rathaus.engine.formular.spoken import one_line, quoted, say_condition, say_rule
from tests.engine.every_kind import ref
from tests.engine.forms import ask, choose, form, rule

FORM = form(choose("C", "1", "2", "3"), ask("B", Kind.BOOL), ask("D", Kind.DATE), ask("I", Kind.INT), ask("T"))


class Ids:
    """Places called by their paths."""

    def name(self, path: str) -> str:
        return path or "Formular"


def say(condition: object, language: str = "de", formular: Formular = FORM) -> str:
    read: Condition = condition_from_json(condition)
    return say_condition(formular, read, names=Ids(), language=language)


@pytest.mark.parametrize(
    ("condition", "german", "english"),
    [
        ({"equal": [ref("C"), "1"]}, "C „Wahl 1“ ist", "C is “Option 1”"),
        ({"equal": ["2", ref("C")]}, "„Wahl 2“ C ist", "“Option 2” is C"),
        ({"not_equal": [ref("B"), True]}, "B nicht „Ja“ ist", "B is not “Yes”"),
        (ref("B"), "B „Ja“ ist", "B is “Yes”"),
        ({"not": ref("B")}, "nicht gilt, dass (B „Ja“ ist)", "it does not hold that (B is “Yes”)"),
        ({"is_empty": ref("T")}, "T leer ist", "T is empty"),
        ({"not": {"is_empty": ref("T")}}, "T ausgefüllt ist", "T is filled in"),
        ({"less_than": [ref("D"), {"today": 0}]}, "D früher als heute ist", "D is earlier than today"),
        ({"less_than": [ref("D"), {"today": 3}]}, "D früher als heute in 3 Tagen ist",
         "D is earlier than 3 days after today"),
        ({"equal": [{"is_empty": ref("T")}, True]}, "T leer ist „Ja“ ist", "T is empty is “Yes”"),
        ({"not": {"less_than": [ref("D"), {"today": -3}]}}, "D nicht früher als heute vor 3 Tagen ist",
         "D is not earlier than 3 days before today"),
        ({"less_than": [ref("D"), {"today": -4383}]}, "D früher als heute vor 12 Jahren (4383 Tagen) ist",
         "D is earlier than 12 years (4383 days) before today"),
        ({"less_than": [ref("D"), {"today": 6575}]}, "D früher als heute in 18 Jahren (6575 Tagen) ist",
         "D is earlier than 18 years (6575 days) after today"),
        ({"less_than": [ref("D"), {"today": 1000}]}, "D früher als heute in 1000 Tagen ist",
         "D is earlier than 1000 days after today"),
        ({"less_than": [ref("I"), 3]}, "I kleiner als „3“ ist", "I is less than “3”"),
        ({"not": {"less_than": [ref("I"), 3]}}, "I mindestens „3“ ist", "I is at least “3”"),
        ({"less_than": [3, ref("I")]}, "„3“ früher als I ist", "“3” is earlier than I"),
        ({"is_valid_date": [ref("I"), ref("I")]}, "I, I ein Datum des Kalenders ergeben",
         "I, I make a date of the calendar"),
        ({"xor": [ref("B"), {"is_empty": ref("T")}]}, "entweder B „Ja“ ist oder T leer ist",
         "either B is “Yes” or T is empty"),
        ({"or": [{"equal": [ref("C"), "1"]}, {"equal": [ref("C"), "2"]}, {"equal": [ref("C"), "3"]}]},
         "C „Wahl 1“, „Wahl 2“ oder „Wahl 3“ ist", "C is “Option 1”, “Option 2” or “Option 3”"),
        ({"and": [{"not_equal": [ref("C"), "1"]}, {"not_equal": [ref("C"), "2"]}]},
         "C weder „Wahl 1“ noch „Wahl 2“ ist", "C is neither “Option 1” nor “Option 2”"),
        ({"and": [{"equal": [ref("C"), "1"]}, {"equal": [ref("C"), "2"]}]},
         "C „Wahl 1“ ist und C „Wahl 2“ ist", "C is “Option 1” and C is “Option 2”"),
        ({"or": [{"equal": [ref("C"), "1"]}, {"equal": [ref("T"), "2"]}]},
         "C „Wahl 1“ ist oder T „2“ ist", "C is “Option 1” or T is “2”"),
        ({"or": [{"equal": [ref("C"), "1"]}]}, "C „Wahl 1“ ist", "C is “Option 1”"),
        ({"or": [ref("B"), {"and": [ref("B"), {"is_empty": ref("T")}]}]},
         "B „Ja“ ist oder (B „Ja“ ist und T leer ist)", "B is “Yes” or (B is “Yes” and T is empty)"),
        (True, "immer", "always"),
        (False, "nie", "never"),
    ],
)  # fmt: skip
def test_a_condition_is_said_in_both_languages(condition: object, german: str, english: str) -> None:
    assert (say(condition), say(condition, "en")) == (german, english)


def test_what_makes_no_sense_alone_is_said_all_the_same() -> None:
    assert say_condition(FORM, Today(), names=Ids(), language="en") == "today"
    assert say_condition(FORM, Constant("x"), names=Ids(), language="en") == "“x”"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (rule("require", "T", ref("B")), "T must be filled in if B is “Yes”."),
        (rule("require", "T"), "T must be filled in."),
        (rule("forbid", "T", ref("B")), "T is not asked if B is “Yes”."),
        (rule("show", "C", ref("B")), "C is only asked if B is “Yes”."),
        (rule("preset", "C", ref("B"), value="2"), "C is preset with “Option 2” if B is “Yes”."),
        (rule("valid", None, ref("B")), "It must hold that B is “Yes”."),
    ],
)
def test_a_rule_is_one_sentence(written, said) -> None:
    assert say_rule(FORM, written, names=Ids(), language="en") == said


def test_no_line_break_and_no_invisible_character_survives_in_quotes() -> None:
    assert one_line(" a\n\tb\x00\u202ec \ufeff") == "a b c"
    assert quoted("<b>\x1b[31m“rot”</b>", "en") == "“<b> [31m“rot”</b>”"
