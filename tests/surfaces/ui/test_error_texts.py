"""Each code of an error has a status and words in both languages."""

import pytest

from rathaus.surfaces.ui.error_texts import ERROR_TEXTS, error_text
from rathaus.surfaces.ui.error_texts_case import CASE
from rathaus.surfaces.ui.error_texts_citizen import CITIZEN
from rathaus.surfaces.ui.error_texts_core import CORE
from rathaus.surfaces.ui.error_texts_decision import DECISION
from rathaus.surfaces.ui.error_texts_ending import ENDING
from rathaus.surfaces.ui.error_texts_ground import GROUND
from rathaus.surfaces.ui.error_texts_involved import INVOLVED
from rathaus.surfaces.ui.error_texts_payment import PAYMENT
from rathaus.surfaces.ui.error_texts_post import POST
from rathaus.surfaces.ui.error_texts_remedy import REMEDY
from rathaus.surfaces.ui.error_texts_second import SECOND


@pytest.mark.parametrize("code", sorted(ERROR_TEXTS))
def test_words_are_whole_sentences_in_both_languages(code: str) -> None:
    line = error_text(code)
    texts = (line.what.de, line.what.en, line.remedy.de, line.remedy.en)
    assert all(text.endswith(".") for text in texts)
    assert 400 <= line.status < 600


def test_the_lines_stand_in_the_order_of_their_codes() -> None:
    tables = (CASE, CITIZEN, CORE, DECISION, ENDING, GROUND, INVOLVED, PAYMENT, POST, REMEDY, SECOND)
    assert all(list(table) == sorted(table) for table in tables)
    assert sum(map(len, tables)) == len(ERROR_TEXTS)


def test_an_unknown_code_reads_like_an_unexpected_error() -> None:
    assert error_text("XXX-000") is ERROR_TEXTS["RAT-000"]
