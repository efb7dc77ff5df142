import json

import pytest

from rathaus.engine.formular.condition import (
    ConditionError,
    comparisons,
    condition_from_json,
    condition_to_json,
    references,
)
from rathaus.engine.formular.model import DatePart, DateUnit, Formular, Kind
from rathaus.values.text import Text
from tests.engine.forms import ask, choose, form, group, rule

PARTS = (
    DatePart(DateUnit.DAY, "G1.G2.F1", "F1", "1.0"),
    DatePart(DateUnit.YEAR, "G1.G2.F3", "F3", "1.0", required=True),
)


def rich_form() -> Formular:
    return form(
        group("G1", max_count=None),
        ask("G1.F1", Kind.INT, required=True, min_value="1", norms=("§ 1",), help=Text("Hilfe")),
        choose("G1.F2", "001", "002", max_count=None),
        ask("G1.G2", Kind.PARTIAL_DATE, date_parts=PARTS),
        rules=[rule("show", "G1.F2", {"and": [{"identifier": "G1.F1"}, {"less_than": [{"today": -3}, "x"]}]})],
    )


def test_the_json_form_reads_back_as_the_same_form() -> None:
    formular = rich_form()
    again = Formular.from_json(json.loads(formular.to_bytes()))
    assert again == formular
    assert again.to_bytes() == formular.to_bytes()
    assert hash(again) == hash(formular)


def test_the_json_form_keeps_the_order_of_questions_where_the_order_of_keys_is_forgotten() -> None:
    formular = form(ask("Z1"), ask("A1"), ask("G1.F2"), ask("G1.F1"))
    stored = json.dumps(formular.to_json(), sort_keys=True)
    assert list(Formular.from_json(json.loads(stored)).fields) == ["Z1", "A1", "G1.F2", "G1.F1"]


def test_the_json_form_leaves_out_defaults() -> None:
    data = form(ask("F1")).to_json()
    ((path, field),) = data["fields"]
    assert path == "F1"
    assert field == {
        "path": "F1",
        "element_id": "F1",
        "version": "1.0.0",
        "kind": "text",
        "label": {"de": "Frage F1", "en": "Question F1"},
    }


def test_fields_and_groups_cannot_be_changed() -> None:
    formular = rich_form()
    with pytest.raises(TypeError):
        formular.fields["F9"] = ask("F9")  # type: ignore[index]


def test_pages_and_entry_fields_are_found() -> None:
    formular = rich_form()
    assert formular.page("p") == formular.pages[0]
    assert formular.page("q") is None
    assert [field.path for field in formular.entry_fields("G1")] == ["G1.F1", "G1.F2", "G1.G2"]


@pytest.mark.parametrize(
    "data",
    [
        True,
        "001",
        7,
        {"identifier": "F1"},
        {"today": 0},
        {"not": {"is_empty": {"identifier": "F1"}}},
        {"or": [{"equal": [{"identifier": "F1"}, "1"]}, {"xor": [True, {"identifier": "F2"}]}]},
        {"is_valid_date": [{"identifier": "F1"}, {"identifier": "F2"}, {"identifier": "F3"}]},
    ],
)
def test_conditions_read_back_as_written(data: object) -> None:
    assert condition_to_json(condition_from_json(data)) == data


@pytest.mark.parametrize(
    "data",
    [None, [], {}, {"a": 1, "b": 2}, {"matches": ["x", "y"]}, {"equal": ["x"]}, {"identifier": 3}, {"today": "x"}],
)
def test_other_conditions_are_refused(data: object) -> None:
    with pytest.raises(ConditionError):
        condition_from_json(data)


def test_references_and_comparisons_of_a_condition_are_listed() -> None:
    condition = condition_from_json(
        {"or": [{"equal": [{"identifier": "F1"}, "1"]}, {"not_equal": ["2", {"identifier": "F2"}]}, {"today": 1}]}
    )
    assert list(references(condition)) == ["F1", "F2"]
    assert list(comparisons(condition)) == [("F1", "1"), ("F2", "2")]
