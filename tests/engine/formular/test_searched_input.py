"""What a page with a long choice posts: the chosen entries, text that names one, text that names none."""

from typing import Any

import pytest

from rathaus.engine.formular.model import Formular, Kind
from rathaus.engine.formular.options import Option, Options
from rathaus.engine.formular.page_input import LONGEST_TYPED, read_page
from rathaus.values.text import Text
from tests.engine.forms import ask, choose, codes, form, group, look

ENTRIES = Options(Option(f"{number:05}", Text(f"Eintrag {number}")) for number in range(300))


def questions() -> Formular:
    def long(path: str, **facts: Any) -> Any:
        return ask(path, Kind.CHOICE, options=ENTRIES, **facts)

    return form(
        long("A", required=True), long("M", max_count=None), choose("C", "1", "2"), ask("T"),
        group("G", max_count=None, min_count=0), long("G.F"),
    )  # fmt: skip


def read(posted: dict[str, str | list[str]], answers: dict[str, Any] | None = None) -> Any:
    form_data = {name: [texts] if isinstance(texts, str) else texts for name, texts in posted.items()}
    return read_page(questions(), "p", form_data, answers or {})


@pytest.mark.parametrize(
    ("posted", "stored"),
    [
        ({"A": "00007"}, "00007"),
        ({"A.suche": "Eintrag 7"}, "00007"),
        ({"A.suche": "00007"}, "00007"),
        ({"A.suche": "Eintrag"}, "Eintrag"),
        ({"A": "", "A.suche": " eintrag 7 "}, "00007"),
        ({"A": "00008", "A.suche": "Eintrag", "A.gesucht": "Eintrag"}, "00008"),
        ({"A": "00008", "A.suche": "Eintrag 7", "A.gesucht": "Eintrag"}, "00007"),
        ({"A": "00008", "A.suche": "", "A.gesucht": "Eintrag"}, "00008"),
        ({"A.suche": "Eintrag", "A.gesucht": "Eintrag"}, "Eintrag"),
        ({"A": "99999"}, "99999"),
    ],
)
def test_the_last_that_was_done_counts(posted: dict[str, Any], stored: str) -> None:
    result = read(posted | {"T": "x"}, {"A": "00001"})
    assert (result.answers["A"], result.answers["T"], result.findings) == (stored, "x", ())


def test_a_question_that_is_emptied_is_not_answered() -> None:
    assert read({"A.suche": ""}, {"A": "00001"}).answers == {}


def test_several_answers_are_collected_and_an_old_search_is_forgotten() -> None:
    ticked: dict[str, Any] = {"M": ["00001", "00002"], "M.suche": "Eintrag 7"}
    assert list(read(ticked).answers.values()) == ["00001", "00002", "00007"]
    served = ticked | {"M.suche": "Eintrag", "M.gesucht": "Eintrag"}
    assert list(read(served).answers.values()) == ["00001", "00002"]
    unclear = ticked | {"M": ["00001", "00001", " "], "M.suche": "Eintrag"}
    assert list(read(unclear).answers.values()) == ["00001", "Eintrag"]


def test_entries_of_groups_are_searched_too() -> None:
    assert read({"G[0].F.suche": "Eintrag 7", "G[2].F": "00008"}).answers == {"G[0].F": "00007", "G[2].F": "00008"}


def test_only_long_choices_have_a_text_box() -> None:
    assert [each.code for each in read({"C.suche": "1", "T.gesucht": "x"}).findings] == ["FOR-070", "FOR-070"]


def test_two_answers_to_one_question_and_endless_text_are_refused() -> None:
    assert [each.code for each in read({"A": ["00001", "00002"]}).findings] == ["FOR-072"]
    assert [each.code for each in read({"A.suche": "x" * (LONGEST_TYPED + 1)}).findings] == ["FOR-071"]


def test_text_that_names_no_entry_and_a_tampered_code_are_named() -> None:
    assert codes(look(questions(), {"A": "Eintrag"})) == [("FOR-053", "A")]
    assert codes(look(questions(), {"A": "00001", "C": "9"})) == [("FOR-050", "C")]
