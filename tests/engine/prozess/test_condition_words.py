"""Conditions as people read them: questions and options instead of ids."""

from collections.abc import Callable

import pytest

from rathaus.engine.formular.model import Kind
from rathaus.engine.prozess.condition_words import condition_in_words
from rathaus.engine.prozess.describe import describe_prozess
from rathaus.engine.prozess.read import AblaufResult
from rathaus.engine.prozess.read_expression import read_expression
from tests.engine.forms import ask, choose, form, group
from tests.engine.prozess.test_draw import full

FORM = form(group("G1"), choose("G1.F1", "001", "002", "003"), ask("G1.F2", Kind.INT), ask("G1.F3", Kind.BOOL))


@pytest.mark.parametrize(
    ("written", "german", "english"),
    [
        ('G1.F1 = "001"', "„Frage F1“ = „Wahl 001“", "“Question F1” = “Option 001”"),
        (
            'G1.F1 in ["001", "003"]',
            "„Frage F1“ = „Wahl 001“ oder „Wahl 003“",
            "“Question F1” = “Option 001” or “Option 003”",
        ),
        ("G1.F3 = ja", "„Frage F3“ = ja", "“Question F3” = yes"),
        ("G1.F2 >= 18", "„Frage F2“ >= 18", "“Question F2” >= 18"),
        ("18 <= G1.F2", "18 <= „Frage F2“", "18 <= “Question F2”"),
        ("G1.F2 = gebuehr", "„Frage F2“ = gebuehr", "“Question F2” = gebuehr"),
        ('gebuehr = "5"', "gebuehr = 5", "gebuehr = 5"),
        ("G1.F2 leer", "„Frage F2“ leer", "“Question F2” empty"),
        (
            "nicht (G1.F2 und G1.F3) oder G1.F3",
            "nicht („Frage F2“ und „Frage F3“) oder „Frage F3“",
            "not (“Question F2” and “Question F3”) or “Question F3”",
        ),
    ],
)
def test_a_condition_names_questions_and_options(written: str, german: str, english: str) -> None:
    expression = read_expression(written, "wenn").expression
    assert expression is not None
    assert condition_in_words(expression, formular=FORM, language="de") == german
    assert condition_in_words(expression, formular=FORM, language="en") == english


def test_a_drawn_step_says_its_condition_with_the_question(changed: Callable[..., AblaufResult]) -> None:
    prozess = full(changed)
    words = {place.key: place.sentence("de") for place in describe_prozess(prozess, language="de", formular=FORM)}
    assert "nur wenn: „Frage F2“ >= 18" in words["beteiligen"]
