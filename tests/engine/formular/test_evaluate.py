from typing import Any

import pytest

from rathaus.engine.formular.model import DatePart, DateUnit, Kind
from rathaus.engine.formular.plan import visibility_cycle
from rathaus.values.findings import Severity
from tests.engine.forms import ask, choose, codes, form, group, look, page, rule


def ref(path: str) -> dict[str, str]:
    return {"identifier": path}


def filled(path: str) -> dict[str, Any]:
    return {"not": {"is_empty": ref(path)}}


def test_a_required_question_without_answer_is_reported_in_its_own_words() -> None:
    evaluation = look(form(ask("F1", required=True), ask("F2")), {})
    (finding,) = evaluation.findings
    assert (finding.code, finding.path, finding.page) == ("FOR-001", "F1", "p")
    assert "Frage F1" in finding.what.de
    assert "Question F1" in finding.what.en
    assert evaluation.required == {"F1"}
    assert not evaluation.is_complete


def test_visibility_beats_cardinality() -> None:
    formular = form(ask("B", Kind.BOOL), ask("F1", required=True), rules=[rule("forbid", "F1", ref("B"))])
    evaluation = look(formular, {"B": True, "F1": "old"})
    assert evaluation.findings == ()
    assert evaluation.answers == {"B": True}
    assert evaluation.dropped == ("F1",)
    assert codes(look(formular, {"B": False})) == [("FOR-001", "F1")]


def test_hidden_answers_count_as_empty_for_what_follows() -> None:
    formular = form(
        ask("F3", required=True),
        ask("F2"),
        ask("B", Kind.BOOL),
        rules=[rule("show", "F3", filled("F2")), rule("show", "F2", ref("B"))],
    )
    assert look(formular, {"F2": "x"}).answers == {}
    assert codes(look(formular, {"F2": "x", "B": True})) == [("FOR-001", "F3")]


def test_a_forbid_beats_a_show() -> None:
    formular = form(ask("F1"), rules=[rule("show", "F1"), rule("forbid", "F1")])
    assert "F1" not in look(formular, {}).visible


def test_children_of_an_optional_group_are_demanded_once_it_is_used() -> None:
    formular = form(group("G", min_count=0), ask("G.A", required=True), ask("G.B"))
    assert look(formular, {}).findings == ()
    evaluation = look(formular, {"G.B": "x"})
    assert codes(evaluation) == [("FOR-001", "G.A")]
    assert look(form(group("G"), ask("G.A", required=True)), {}).required == {"G", "G.A"}


def test_rules_for_other_laender_sleep() -> None:
    formular = form(ask("F1"), rules=[rule("require", "F1", land=("NW", "SL"))])
    assert look(formular, {}).findings == ()
    assert codes(look(formular, {}, land="NW")) == [("FOR-001", "F1")]


def test_suspended_norms_take_questions_and_rules_away() -> None:
    formular = form(
        ask("F1", required=True, norms=("§ 1",)),
        ask("F2", required=True, norms=("§ 1", "§ 2")),
        ask("F3"),
        rules=[rule("require", "F3", norms=("§ 1",))],
    )
    assert codes(look(formular, {}, suspended_norms=frozenset({"§ 1"}))) == [("FOR-001", "F2")]
    assert len(look(formular, {}).findings) == 3


def test_a_preset_fills_what_is_empty_and_can_be_changed() -> None:
    formular = form(ask("B", Kind.BOOL), ask("F1"), rules=[rule("preset", "F1", ref("B"), value="002")])
    assert look(formular, {"B": True}).answers == {"B": True, "F1": "002"}
    assert look(formular, {"B": True, "F1": "mine"}).answers["F1"] == "mine"
    assert look(formular, {}).answers == {}


def test_a_preset_alone_does_not_use_an_optional_group() -> None:
    formular = form(
        group("G", min_count=0),
        ask("G.A", required=True),
        ask("G.H", Kind.HIDDEN, content=ask("x").label),
    )
    empty = look(formular, {})
    assert (empty.answers, empty.findings) == ({}, ())
    used = look(formular, {"G.A": "x"})
    assert used.answers == {"G.A": "x", "G.H": "Frage x"}
    assert look(formular, dict(used.answers)).answers == used.answers


def test_require_says_its_own_sentence_and_reaches_into_unused_groups() -> None:
    formular = form(
        ask("B", Kind.BOOL),
        group("G", min_count=0),
        group("G.H", min_count=0),
        ask("G.H.A"),
        ask("G.C", required=True),
        rules=[rule("require", "G.H.A", ref("B"), message="A wird gebraucht.")],
    )
    assert codes(look(formular, {"B": False})) == []
    evaluation = look(formular, {"B": True})
    assert codes(evaluation) == [("FOR-008", "G.H.A"), ("FOR-001", "G.C")]
    assert evaluation.findings[0].what.de == "A wird gebraucht."


def test_a_required_group_reports_its_children_or_itself() -> None:
    with_child = form(group("G", min_count=0), ask("G.A", required=True), rules=[rule("require", "G", message="G!")])
    assert codes(look(with_child, {})) == [("FOR-001", "G.A")]
    optional = form(group("G", min_count=0), ask("G.A"), ask("G.B"), rules=[rule("require", "G", message="G!")])
    assert codes(look(optional, {})) == [("FOR-008", "G.A")]
    silent = form(group("G", min_count=0), ask("G.A"), rules=[rule("require", "G")])
    assert codes(look(silent, {})) == [("FOR-009", "G.A")]
    assert codes(look(silent, {"G.A": "x"})) == []
    bare = form(group("G", min_count=0), ask("G.L", Kind.LABEL), rules=[rule("require", "G")])
    assert codes(look(bare, {})) == [("FOR-009", "G")]


def test_two_demands_in_one_group_both_speak() -> None:
    formular = form(
        group("G", min_count=0),
        ask("G.A"),
        ask("G.B"),
        rules=[rule("require", "G.A"), rule("require", "G.B"), rule("forbid", "G.B", {"equal": [ref("G.A"), "x"]})],
    )
    assert codes(look(formular, {})) == [("FOR-001", "G.A"), ("FOR-001", "G.B")]
    assert codes(look(formular, {"G.A": "x"})) == []


def test_a_demand_for_what_is_hidden_demands_nothing() -> None:
    rules = [rule("require", "G.A"), rule("show", "G.A", ref("B"))]
    formular = form(ask("B", Kind.BOOL), group("G", min_count=0), ask("G.A"), ask("G.C", required=True), rules=rules)
    assert codes(look(formular, {})) == []
    silent = form(group("G", min_count=0), ask("G.H", Kind.HIDDEN), rules=[rule("require", "G.H")])
    assert codes(look(silent, {})) == []


def test_begun_entries_of_a_hidden_group_do_not_count() -> None:
    formular = form(
        ask("B", Kind.BOOL), group("G", min_count=0, max_count=None), ask("G.A"), rules=[rule("show", "G", ref("B"))]
    )
    assert look(formular, {"G[0]": {}}).answers == {}


def test_a_require_outside_of_its_bearer_acts_from_the_group_around_both() -> None:
    formular = form(group("G"), ask("G.A", Kind.BOOL), ask("F1"), rules=[rule("require", "F1", ref("G.A"), bearer="G")])
    assert codes(look(formular, {"G.A": True})) == [("FOR-001", "F1")]


def test_repeating_groups_keep_their_limits() -> None:
    formular = form(group("G", min_count=2, max_count=3), ask("G.A", required=True))
    assert codes(look(formular, {})) == [("FOR-003", "G")]
    assert codes(look(formular, {"G[0].A": "x", "G[1]": {}})) == [("FOR-001", "G[1].A")]
    four: dict[str, Any] = {f"G[{number}].A": "x" for number in range(4)}
    assert codes(look(formular, four)) == [("FOR-004", "G")]
    assert look(formular, {"G[1]": {}}).answers == {"G[1]": {}}


def test_an_optional_repeating_group_is_forced_by_a_rule() -> None:
    formular = form(
        ask("B", Kind.BOOL),
        group("G", min_count=0, max_count=None),
        ask("G.A"),
        rules=[rule("require", "G", ref("B"))],
    )
    assert codes(look(formular, {"B": True})) == [("FOR-003", "G")]
    assert codes(look(formular, {"B": True, "G[0].A": "x"})) == []


def test_repeating_fields_keep_their_limits() -> None:
    formular = form(ask("F", min_count=2, max_count=3))
    assert codes(look(formular, {"F[0]": "x"})) == [("FOR-003", "F")]
    assert codes(look(formular, {f"F[{number}]": "x" for number in range(4)})) == [("FOR-004", "F")]
    assert codes(look(formular, {"F[0]": "x", "F[1]": "y"})) == []
    open_ended = form(ask("F", max_count=None))
    assert codes(look(open_ended, {f"F[{number}]": "x" for number in range(9)})) == []


@pytest.mark.parametrize(
    ("answers", "expected"),
    [({}, [("FOR-005", "X.A.F")]), ({"X.A.F": "1"}, []), ({"X.A.F": "1", "X.B": "2"}, [("FOR-006", "X.A.F")])],
)
def test_a_choice_group_takes_exactly_one_child(answers: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    formular = form(group("X", choice_group=True), group("X.A", min_count=0), ask("X.A.F"), ask("X.B"))
    assert codes(look(formular, answers)) == expected


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"X[0]": {}}, [("FOR-005", "X[0].A")]),
        ({"X[0].A": "1", "X[1].B": "2"}, []),
        ({"X[0].A": "1", "X[1].A": "1", "X[1].B": "2"}, [("FOR-006", "X[1].A")]),
    ],
)
def test_each_entry_of_a_choice_group_takes_exactly_one_child(
    answers: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    formular = form(group("X", choice_group=True, max_count=3), ask("X.A"), ask("X.B"))
    assert codes(look(formular, answers)) == expected


def test_a_missing_soft_answer_is_a_warning() -> None:
    formular = form(ask("F1", required=True, soft_required=True))
    evaluation = look(formular, {})
    assert [(finding.code, finding.severity) for finding in evaluation.findings] == [("FOR-002", Severity.WARNING)]
    assert evaluation.missing_soft == ("F1",)
    assert evaluation.is_complete


def test_a_valid_rule_speaks_at_the_first_question_of_the_last_page_it_reads() -> None:
    either = {"xor": [filled("A"), filled("B")]}
    formular = form(
        ask("A"),
        ask("B"),
        rules=[rule("valid", None, either, message="Entweder A oder B.")],
        pages=[page("one", "A"), page("two", "B")],
    )
    (finding,) = look(formular, {"A": "x", "B": "y"}).findings
    assert (finding.code, finding.path, finding.page, finding.what.de) == ("FOR-007", "B", "two", "Entweder A oder B.")
    assert look(formular, {"A": "x"}).findings == ()
    assert look(formular, {}, page="one").findings == ()
    assert len(look(formular, {}, page="two").findings) == 1


def test_a_valid_rule_is_silent_where_a_question_is_already_reported_or_hidden() -> None:
    rules = [rule("valid", None, {"equal": [ref("A"), "x"]}, message="x!"), rule("forbid", "A", ref("B"))]
    formular = form(ask("B", Kind.BOOL), ask("A", required=True), rules=rules)
    assert codes(look(formular, {})) == [("FOR-001", "A")]
    assert codes(look(formular, {"B": True})) == []
    assert codes(look(formular, {"A": "y"})) == [("FOR-007", "A")]


def test_valid_rules_of_groups_apply_to_each_used_entry() -> None:
    formular = form(
        group("G", min_count=0, max_count=None),
        ask("G.A", Kind.INT),
        group("H", min_count=0),
        ask("H.A", Kind.INT),
        rules=[
            rule("valid", None, {"less_than": [ref("G.A"), "5"]}, bearer="G", message="klein"),
            rule("valid", "H.A", {"equal": [ref("H.A"), 1]}, bearer="H", message="eins"),
            rule("valid", "H.A", {"equal": [ref("H.A"), 1]}, message="eins"),
        ],
    )
    assert codes(look(formular, {"G[0].A": 4, "G[1].A": 7})) == [("FOR-007", "G[1].A")]
    assert codes(look(formular, {"H.A": 2})) == [("FOR-007", "H.A")]


def test_a_valid_rule_can_read_groups() -> None:
    either = {"or": [filled("G"), filled("R")]}
    formular = form(
        group("G", min_count=0),
        ask("G.A"),
        group("R", min_count=0, max_count=None),
        ask("R.A"),
        rules=[rule("valid", None, either, message="eins von beiden", land=("HE",))],
    )
    assert codes(look(formular, {})) == [("FOR-007", "G.A")]
    assert codes(look(formular, {"R[0].A": "x"})) == []
    assert codes(look(formular, {}, land="BY")) == []


def test_merged_dates_carry_the_rules_of_their_numbers() -> None:
    parts = tuple(DatePart(unit, f"D.{unit}", f"F{unit}", "1.0") for unit in DateUnit)
    known = {"not": {"is_empty": ref("D.month")}}
    formular = form(
        ask("D", Kind.PARTIAL_DATE, required=True, date_parts=parts),
        rules=[rule("valid", None, known, bearer="D", message="Monat fehlt"), rule("require", "D.year")],
    )
    assert codes(look(formular, {"D": "1980"})) == [("FOR-007", "D")]
    assert codes(look(formular, {"D": "1980-02"})) == []
    assert codes(look(formular, {"D": "31.2.1980"})) == [("FOR-035", "D")]
    assert codes(look(formular, {})) == [("FOR-001", "D")]


def test_pages_without_a_shown_question_are_not_reached() -> None:
    formular = form(
        ask("B", Kind.BOOL),
        ask("L", Kind.LABEL),
        ask("F"),
        ask("M", Kind.LABEL),
        rules=[rule("show", "F", ref("B"))],
        pages=[page("one", "B"), page("two", "L", "F"), page("three", "M")],
    )
    assert look(formular, {}).pages == ("one", "three")
    assert look(formular, {"B": True}).pages == ("one", "two", "three")


@pytest.mark.parametrize(
    "key", ["G.A", "G[0]", "F9", "G[01].A", "G[500].A", "G[-1].A", "A", "", "R.A", "R", "R[0].A[0]"]
)
def test_keys_that_the_form_does_not_have_are_dropped(key: str) -> None:
    formular = form(group("G"), group("R", max_count=None), ask("R.A"))
    evaluation = look(formular, {key: "x"})
    assert key not in evaluation.answers
    assert evaluation.dropped == (key,)


def test_visible_names_questions_and_entries() -> None:
    formular = form(group("G", max_count=None), ask("G.A", max_count=None), ask("L", Kind.LABEL))
    assert look(formular, {"G[0].A[0]": "x"}).visible == {"G", "G[0]", "G[0].A", "G[0].A[0]", "L"}


def test_a_circle_of_visibility_is_named() -> None:
    rules = [rule("show", "A", filled("B")), rule("show", "B", filled("A"))]
    cycle = visibility_cycle(form(ask("A"), ask("B"), rules=rules))
    assert {"A", "B"} <= set(cycle)
    assert visibility_cycle(form(ask("A"))) == ()


def test_a_choice_of_several_checks_every_code() -> None:
    formular = form(choose("C", "1", "2", max_count=None))
    assert codes(look(formular, {"C[0]": "1", "C[1]": "3"})) == [("FOR-050", "C[1]")]


def test_silent_kinds_are_never_demanded() -> None:
    formular = form(
        ask("L", Kind.LABEL, min_count=1), ask("H", Kind.HIDDEN, min_count=1), ask("K", Kind.LOCKED, min_count=1)
    )
    assert look(formular, {}).findings == ()
