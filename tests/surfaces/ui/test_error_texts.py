"""Each code of an error has a status and words in both languages."""

import ast
from pathlib import Path

import pytest

import rathaus
from rathaus.surfaces.ui.error_texts import ERROR_TEXTS, error_text
from rathaus.surfaces.ui.error_texts_citizen import CITIZEN
from rathaus.surfaces.ui.error_texts_core import CORE
from rathaus.surfaces.ui.error_texts_ground import GROUND

SOURCES = Path(rathaus.__file__).parent


def codes_in(source: Path) -> set[str]:
    """Return the codes that classes of a file declare."""
    bodies = (node.body for node in ast.walk(ast.parse(source.read_text())) if isinstance(node, ast.ClassDef))
    return {
        line.value.value
        for body in bodies
        for line in body
        if isinstance(line, ast.Assign | ast.AnnAssign)
        and isinstance(line.value, ast.Constant)
        and isinstance(line.value.value, str)
        and getattr(line.target if isinstance(line, ast.AnnAssign) else line.targets[0], "id", "") == "code"
    }


def test_every_error_of_the_code_base_has_words() -> None:
    declared = set().union(*(codes_in(source) for source in SOURCES.rglob("*.py")))
    assert declared - ERROR_TEXTS.keys() == set()
    assert ERROR_TEXTS.keys() - declared == set()


@pytest.mark.parametrize("code", sorted(ERROR_TEXTS))
def test_words_are_whole_sentences_in_both_languages(code: str) -> None:
    line = error_text(code)
    texts = (line.what.de, line.what.en, line.remedy.de, line.remedy.en)
    assert all(text.endswith(".") for text in texts)
    assert 400 <= line.status < 600


def test_the_lines_stand_in_the_order_of_their_codes() -> None:
    assert all(list(table) == sorted(table) for table in (CITIZEN, CORE, GROUND))
    assert len(CITIZEN) + len(CORE) + len(GROUND) == len(ERROR_TEXTS)


def test_an_unknown_code_reads_like_an_unexpected_error() -> None:
    assert error_text("XXX-000") is ERROR_TEXTS["RAT-000"]
