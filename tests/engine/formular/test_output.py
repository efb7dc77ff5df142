import jsonschema_rs
import pytest

from rathaus.engine.formular.export import answers_to_json
from rathaus.engine.formular.json_schema import json_schema
from rathaus.engine.formular.model import DatePart, DateUnit, Formular, Kind
from rathaus.engine.formular.picture import picture
from rathaus.engine.formular.summary import summary
from rathaus.values.text import Text
from tests.engine.forms import ask, choose, form, group, look, page, rule

PARTS = tuple(DatePart(unit, f"G.D.{unit}", f"F{unit}", "1.0.0", required=unit is DateUnit.YEAR) for unit in DateUnit)
FILE = {"datei": "uuid", "name": "a.pdf", "size": 1, "sha256": "0"}


def ref(path: str) -> dict[str, str]:
    return {"identifier": path}


def all_kinds() -> Formular:
    return form(
        group("G"),
        ask("G.T", required=True, min_length=1, max_length=9, pattern="[a-z]+", soft_required=True),
        ask("G.X", pattern="[a-z-[aeiou]]+"),
        ask("G.D", Kind.PARTIAL_DATE, required=True, date_parts=PARTS),
        ask("G.P", Kind.PARTIAL_DATE),
        ask("B", Kind.BOOL, required=True),
        ask("I", Kind.INT, required=True, min_value="1", max_value="9"),
        ask("N", Kind.NUM, min_value="0.5"),
        ask("M", Kind.CURRENCY),
        ask("DT", Kind.DATETIME),
        ask("TI", Kind.TIME),
        ask("DA", Kind.DATE),
        ask("CO", Kind.CONSENT),
        choose("C", "1", "2", max_count=3, min_count=1),
        ask("U", Kind.FILE),
        ask("L", Kind.LABEL, content=Text("Hinweis")),
        ask("H", Kind.HIDDEN, required=True),
        ask("S", required=True),
        group("R", min_count=1, max_count=None),
        ask("R.A", required=True),
        group("X", choice_group=True),
        ask("X.A"),
        ask("X.B"),
        group("E"),
        ask("E.A"),
        rules=[rule("show", "S", ref("B"), land=("HE",)), rule("preset", "N", value=3)],
    )


ANSWERS = {
    "G.T": "abc",
    "G.D": "1980-05",
    "B": False,
    "I": 3,
    "N": "12.5",
    "M": "3.00",
    "DT": "2026-01-01T10:00",
    "TI": "10:00",
    "DA": "2026-01-01",
    "CO": True,
    "C[0]": "2",
    "C[1]": "1",
    "U": FILE,
    "R[0].A": "x",
    "R[1].A": "y",
    "X.B": "z",
}


@pytest.mark.clause("FIM, answers as JSON", "names, groups, lists, dates in parts")
def test_answers_are_exported_by_the_convention_of_fim() -> None:
    data = answers_to_json(all_kinds(), look(all_kinds(), ANSWERS).answers)
    assert data["GV1.0.0"] == {"TV1.0.0": "abc", "DV1.0.0": {"FmonthV1.0.0": 5, "FyearV1.0.0": 1980}}
    assert data["CV1.0.0"] == ["2", "1"]
    assert data["RV1.0.0"] == [{"AV1.0.0": "x"}, {"AV1.0.0": "y"}]
    assert data["UV1.0.0"] == "uuid"
    assert data["NV1.0.0"] == 12.5
    assert "EV1.0.0" not in data


def test_begun_entries_and_wrong_values_do_not_break_the_export() -> None:
    data = answers_to_json(all_kinds(), {"R[0]": {}, "N": "viel", "G.D": "31.2.1980"})
    assert data == {"RV1.0.0": [{}], "GV1.0.0": {"DV1.0.0": {}}}


@pytest.mark.clause("JSON Schema 2020-12", "Core 8.1.1 $schema")
def test_the_schema_is_valid_and_takes_the_export() -> None:
    schema = json_schema(all_kinds())
    jsonschema_rs.meta.validate(schema)
    validator = jsonschema_rs.validator_for(schema)
    evaluation = look(all_kinds(), ANSWERS)
    assert evaluation.is_complete, evaluation.findings
    validator.validate(answers_to_json(all_kinds(), evaluation.answers))
    assert not validator.is_valid({})


@pytest.mark.clause("JSON Schema 2020-12", "Validation 6.5.3 required; Core 10.2.1.3 oneOf")
def test_the_schema_demands_what_no_rule_hides() -> None:
    schema = json_schema(all_kinds())
    assert schema["required"] == ["GV1.0.0", "BV1.0.0", "IV1.0.0", "CV1.0.0", "RV1.0.0", "XV1.0.0"]
    assert schema["properties"]["GV1.0.0"]["required"] == ["DV1.0.0"]
    assert "pattern" not in schema["properties"]["GV1.0.0"]["properties"]["XV1.0.0"]
    assert "LV1.0.0" not in schema["properties"]
    assert schema["properties"]["XV1.0.0"]["oneOf"] == [{"required": ["AV1.0.0"]}, {"required": ["BV1.0.0"]}]


@pytest.mark.parametrize("pattern", ["(?>a)b", r"\Aabc\Z", "[0-9]{,3}", r"\h", "[A-Z]++", "(?i)abc", r"\w+"])
def test_a_pattern_that_another_reader_does_not_know_is_left_out(pattern: str) -> None:
    (field,) = json_schema(form(ask("P", pattern=pattern)))["properties"].values()
    assert "pattern" not in field


def test_a_plain_pattern_is_read_by_validators() -> None:
    validator = jsonschema_rs.validator_for(json_schema(form(ask("P", pattern=r"^\p{Lu}[a-z\d]{1,3}$"))))
    assert validator.is_valid({"PV1.0.0": "Äb1"})
    assert not validator.is_valid({"PV1.0.0": "xb1"})


def family() -> Formular:
    return form(
        group("G", label=Text("Familie", "Family")),
        ask("G.A", required=True),
        group("G.W", transparent=True),
        group("G.W.H", label=Text("Haus", "House")),
        ask("G.W.H.C"),
        group("K", label=Text("Kind", "Child"), min_count=0, max_count=None),
        choose("K.C", "1"),
        ask("K.R", max_count=None),
        ask("K.L", Kind.LABEL),
        group("K.S", min_count=0, transparent=True),
        ask("K.S.T"),
        ask("B", Kind.BOOL),
        ask("V"),
        rules=[rule("show", "V", ref("B"))],
        pages=[page("p", "G.A", "G.W.H.C"), page("k", "K"), page("v", "V", "B"), page("n", "V")],
    )


def test_the_summary_shows_every_reachable_question_in_order() -> None:
    formular = family()
    evaluation = look(formular, {"G.W.H.C": "c", "K[0].C": "1", "K[1].R[0]": "x", "K[1].R[1]": "y"})
    sections = summary(formular, evaluation, "de")
    assert [section.page for section in sections] == ["p", "k", "v"]
    rows = [(row.group, row.label, row.value, row.path, row.missing) for section in sections for row in section.rows]
    assert rows == [
        ("Familie", "Frage A", "", "G.A", True),
        ("Familie – Haus", "Frage C", "c", "G.W.H.C", False),
        ("Kind 1", "Frage C", "Wahl 1", "K[0].C", False),
        ("Kind 1", "Frage R", "", "K[0].R", False),
        ("Kind 1", "Frage T", "", "K[0].S.T", False),
        ("Kind 2", "Frage C", "", "K[1].C", False),
        ("Kind 2", "Frage R", "x\ny", "K[1].R", False),
        ("Kind 2", "Frage T", "", "K[1].S.T", False),
        ("", "Frage B", "", "B", False),
    ]


def test_the_summary_speaks_english_and_skips_gaps_between_entries() -> None:
    sections = summary(family(), look(family(), {"K[3].C": "1", "B": True}), "en")
    child = sections[1]
    assert child.title == "Page k"
    assert [(row.group, row.value) for row in child.rows] == [("Child 4", "Option 1"), ("Child 4", ""), ("Child 4", "")]
    assert [section.page for section in sections] == ["p", "k", "v", "n"]


def test_the_picture_shows_pages_hidden_fields_and_rules() -> None:
    rules = [
        rule("show", "G.T", {"and": [{"equal": [ref("B"), True]}, {"not": {"is_empty": ref("I")}}]}),
        rule("valid", None, {"less_than": [ref("DA"), {"today": -2}]}),
        rule("valid", None, {"less_than": [ref("DA"), {"today": 0}]}, bearer="G"),
        rule("preset", "I", {"or": [{"not_equal": [ref("I"), 1]}, ref("B")]}, value=3, land=("HE",)),
    ]
    many = choose("Z", *(str(number) for number in range(12)))
    formular = form(*all_kinds().fields.values(), *all_kinds().groups.values(), many, rules=rules)
    drawn = picture(formular)
    for line in (
        "Formular (S00000000001 1.0.0)",
        "── 1. Seite p [p]",
        "( ) Frage B * · bool · B",
        "[_] Frage T (*) · text · G.T",
        "( ) Frage C * · choice 1:3 {1, 2} · C",
        "{0, 1, 2, 3, 4, 5, 6, 7}, … · Z",
        "┌ Gruppe R 1:*",
        "── not shown",
        "show G.T if (B = True and not(is_empty(I)))",
        "valid form if DA < today-2",
        "valid G if DA < today",
        "preset I := 3 [HE] if (I ≠ 1 or B)",
    ):
        assert line in drawn


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_small_form_has_a_small_picture(language: str) -> None:
    assert "rules" not in picture(form(ask("A"))).split("\n", 2)[2]
    assert summary(form(ask("L", Kind.LABEL)), look(form(ask("L", Kind.LABEL)), {}), language) == ()
