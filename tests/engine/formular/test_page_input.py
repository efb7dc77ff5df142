from typing import Any

import pytest

from rathaus.engine.formular.model import Formular, Kind
from rathaus.engine.formular.page_input import LONGEST_TYPED, read_page
from tests.engine.forms import ask, choose, form, group, page


def questions() -> Formular:
    return form(
        ask("T"),
        ask("D", Kind.DATE),
        ask("N", Kind.CURRENCY),
        choose("C", "1", "2"),
        choose("M", "1", "2", max_count=None),
        ask("R", max_count=None),
        ask("E", Kind.DATE, max_count=None),
        ask("K", Kind.CONSENT),
        ask("U", Kind.FILE),
        ask("L", Kind.LABEL),
        ask("H", Kind.HIDDEN),
        ask("other"),
        pages=[page("p", "T", "D", "N", "C", "M", "R", "E", "K", "U", "L"), page("q", "other")],
    )


def read(form_data: dict[str, list[str]], answers: dict[str, Any] | None = None, page_key: str = "p") -> Any:
    return read_page(questions(), page_key, form_data, answers or {})


def test_the_questions_of_the_page_are_read_and_others_stay() -> None:
    result = read({"T": [" x "], "D": ["3.4.2026"], "N": ["12,50"], "C": ["2"]}, {"other": "stays", "T": "old"})
    assert result.answers == {"other": "stays", "T": "x", "D": "2026-04-03", "N": "12.50", "C": "2"}
    assert result.raw["N"] == "12,50"
    assert result.findings == ()


def test_what_was_emptied_or_not_chosen_is_gone() -> None:
    assert read({"T": [""]}, {"T": "x", "C": "1", "M[0]": "1", "K": True}).answers == {}


def test_files_are_left_alone() -> None:
    answers = {"U": {"datei": "x", "name": "a", "size": 1}}
    assert read({"U": [""]}, answers).answers == answers
    assert [finding.code for finding in read({"U": ["evil"]}, answers).findings] == ["FOR-070"]


def test_date_boxes_make_one_answer_and_unreadable_ones_are_kept() -> None:
    assert read({"D.tag": ["3"], "D.monat": ["4"], "D.jahr": ["2026"]}).answers == {"D": "2026-04-03"}
    assert read({"D.tag": ["31"], "D.monat": ["2"], "D.jahr": ["2026"]}).answers == {"D": "31.2.2026"}
    assert read({"D.tag": [""], "D.monat": [""]}).answers == {}
    assert read({"E[1].tag": ["3"], "E[1].monat": ["4"], "E[1].jahr": ["2026"]}).answers == {"E[0]": "2026-04-03"}


def test_check_boxes_and_repeating_inputs_close_up() -> None:
    result = read({"M": ["2", "1"], "R[0]": [""], "R[1]": ["a"], "R[2]": ["b"]}, {"R[5]": "old"})
    assert result.answers == {"M[0]": "2", "M[1]": "1", "R[0]": "a", "R[1]": "b"}
    assert result.raw["R[1]"] == "b"


def test_a_ticked_box_is_true() -> None:
    assert read({"K": ["on"]}).answers == {"K": True}
    with_code = form(ask("K", Kind.CONSENT, options=choose("x", "01").options))
    assert read_page(with_code, "p", {"K": ["on"]}, {}).answers == {"K": "01"}


@pytest.mark.parametrize("name", ["other", "H", "X", "T[0]", "T.tag", "L", "G[0].T", "__proto__x"[2:]])
def test_unknown_and_tampered_names_change_nothing(name: str) -> None:
    result = read({name: ["evil"], "T": ["x"]}, {"other": "stays"})
    assert [finding.code for finding in result.findings] == ["FOR-070"]
    assert result.answers == {"other": "stays", "T": "x"}


def test_names_of_the_surface_are_ignored() -> None:
    assert read({"csrfmiddlewaretoken": ["x"], "_weiter": ["1"]}).findings == ()


def test_texts_beyond_all_bounds_and_double_answers_are_refused() -> None:
    long = read({"T": ["x" * (LONGEST_TYPED + 1)], "R[0]": ["y" * (LONGEST_TYPED + 1)]}, {"T": "old", "R[0]": "old"})
    assert long.answers == {"T": "old", "R[0]": "old"}
    assert {finding.code for finding in long.findings} == {"FOR-071"}
    assert len(long.raw["T"]) == LONGEST_TYPED
    double = read({"T": ["a", "b"]}, {"T": "old"})
    assert double.answers == {"T": "old"}
    assert [finding.code for finding in double.findings] == ["FOR-072"]


def test_an_unknown_page_reads_nothing() -> None:
    result = read({"T": ["x"]}, {"T": "old"}, page_key="nowhere")
    assert result.answers == {"T": "old"}
    assert [finding.code for finding in result.findings] == ["FOR-073"]


def children() -> Formular:
    return form(
        group("G"),
        group("G.K", max_count=None),
        ask("G.K.A"),
        group("G.K.H"),
        choose("G.K.H.C", "1"),
        group("G.K.N", min_count=0, max_count=None),
        ask("G.K.N.B"),
        pages=[page("p", "G.K")],
    )


def test_only_posted_entries_of_a_repeating_group_are_read() -> None:
    answers = {"G.K[0].A": "keep", "G.K[1].A": "old", "G.K[1].H.C": "1", "G.K[1].N[0].B": "keep"}
    result = read_page(children(), "p", {"G.K[1].A": ["new"]}, answers)
    assert result.answers == {"G.K[0].A": "keep", "G.K[1].A": "new", "G.K[1].N[0].B": "keep"}


def test_the_bare_key_of_an_entry_begins_it() -> None:
    result = read_page(children(), "p", {"G.K[0]": [""]}, {})
    assert result.answers == {"G.K[0]": {}}
    assert result.findings == ()


def test_nested_entries_are_read() -> None:
    result = read_page(children(), "p", {"G.K[2].N[1].B": ["x"]}, {})
    assert result.answers == {"G.K[2].N[1].B": "x"}
