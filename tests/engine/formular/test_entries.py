from typing import Any

import pytest

from rathaus.engine.formular.entries import add_entry, attach_file, entry_count, prefill_answers, remove_entry
from rathaus.engine.formular.model import Formular, Kind
from tests.engine.forms import ask, form, group

FILE = {"datei": "u", "name": "a.pdf", "size": 5, "sha256": "0", "media_type": "application/pdf"}


def family() -> Formular:
    return form(
        group("G"),
        ask("G.V", prefill="person.vorname"),
        group("G.K", max_count=3),
        ask("G.K.A", prefill="person.vorname"),
        group("G.K.N", max_count=None),
        ask("G.K.N.B"),
        ask("G.R", max_count=None, prefill="person.familienname"),
        ask("U", Kind.FILE),
        ask("W", Kind.FILE, max_count=None),
    )


def test_a_new_entry_of_a_group_is_marked_and_one_of_a_field_only_named() -> None:
    answers, key = add_entry(family(), {"G.K[0].A": "x"}, "G.K")
    assert (answers, key) == ({"G.K[0].A": "x", "G.K[1]": {}}, "G.K[1]")
    assert add_entry(family(), {"G.R[0]": "x"}, "G.R") == ({"G.R[0]": "x"}, "G.R[1]")
    assert add_entry(family(), answers, "G.K[1].N")[1] == "G.K[1].N[0]"


@pytest.mark.parametrize("path", ["G", "G.V", "X"])
def test_what_does_not_repeat_gets_no_entry(path: str) -> None:
    assert add_entry(family(), {}, path) == ({}, "")


def test_the_largest_number_of_entries_holds() -> None:
    answers: dict[str, Any] = {f"G.K[{number}].A": "x" for number in range(3)}
    assert add_entry(family(), answers, "G.K") == (answers, "")


def test_entries_move_up_when_one_is_removed() -> None:
    answers = {"G.K[0].A": "a", "G.K[1]": {}, "G.K[1].N[0].B": "b", "G.K[2].A": "c", "G.K[2].N[1].B": "d", "G.V": "v"}
    left = remove_entry(family(), answers, "G.K[1]")
    assert left == {"G.K[0].A": "a", "G.K[1].A": "c", "G.K[1].N[1].B": "d", "G.V": "v"}
    assert entry_count(left, "G.K") == 2
    assert remove_entry(family(), {"G.R[0]": "x", "G.R[1]": "y"}, "G.R[0]") == {"G.R[0]": "y"}


@pytest.mark.parametrize("key", ["G.K", "G.V", "G.V[0]", "X[0]"])
def test_a_key_without_entry_removes_nothing(key: str) -> None:
    assert remove_entry(family(), {"G.V": "v", "G.K[0].A": "a"}, key) == {"G.V": "v", "G.K[0].A": "a"}


def test_files_replace_or_add() -> None:
    assert attach_file(family(), {"U": "old"}, "U", file=FILE) == ({"U": FILE}, None)
    answers, finding = attach_file(family(), {"W[0]": FILE}, "W", file=FILE)
    assert (set(answers), finding) == ({"W[0]", "W[1]"}, None)


def test_a_refused_file_changes_nothing_and_says_why() -> None:
    answers, finding = attach_file(family(), {}, "U", file={**FILE, "media_type": "text/html"})
    assert answers == {}
    assert finding is not None
    assert (finding.code, finding.path, finding.page) == ("FOR-061", "U", "p")
    assert "pdf" in finding.remedy.de


def test_files_inside_entries_find_their_place_and_page() -> None:
    formular = form(group("K", max_count=None), ask("K.U", Kind.FILE, max_count=None))
    assert set(attach_file(formular, {}, "K[1].U", file=FILE)[0]) == {"K[1].U[0]"}
    assert set(attach_file(formular, {"K[1].U[0]": FILE}, "K[1].U[0]", file=FILE)[0]) == {"K[1].U[0]", "K[1].U[1]"}
    finding = attach_file(formular, {}, "K[1].U", file={**FILE, "size": 10**9})[1]
    assert finding is not None
    assert (finding.code, finding.page) == ("FOR-060", "p")


@pytest.mark.parametrize("path", ["G.V", "G", "X", "U[0]"])
def test_a_file_for_another_place_is_refused(path: str) -> None:
    answers, finding = attach_file(family(), {}, path, file=FILE)
    assert answers == {}
    assert finding is not None
    assert finding.code == "FOR-070"


def test_known_facts_are_offered_for_empty_plain_questions_only() -> None:
    facts = {"person.vorname": "Anna", "person.familienname": "Beck"}
    assert prefill_answers(family(), {}, facts) == {"G.V": "Anna"}
    assert prefill_answers(family(), {"G.V": "Ida"}, facts) == {}
    assert prefill_answers(family(), {}, {}) == {}
