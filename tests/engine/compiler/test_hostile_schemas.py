"""What a hostile or broken schema does to the compiler and to the form: findings, never an exception, never a hang."""

import json
from datetime import date

import pytest
from hypothesis import given, settings

from rathaus.engine.compiler.compile import Compiled, compile_formular
from rathaus.engine.formular.evaluate import evaluate
from rathaus.engine.formular.json_schema import json_schema
from rathaus.engine.formular.model import Formular
from rathaus.standards.xdatenfelder.model import Stammdatenschema, Struktur
from rathaus.standards.xdatenfelder.read import read_schema
from tests.engine.schemas import f, g, number, schema, select
from tests.standards.xdatenfelder import samples
from tests.standards.xdatenfelder.contents import schemas, whole_messages

TODAY = date(2026, 11, 22)


def outcome(made: Stammdatenschema) -> Compiled:
    """Compile and use the draft, as the preview does."""
    compiled = compile_formular(made)
    if compiled.draft is not None:
        answers = dict.fromkeys(compiled.draft.fields, "a" * 40 + "!")
        evaluation = evaluate(compiled.draft, answers, today=TODAY)
        assert len(evaluation.findings) < 1_000
        assert json_schema(compiled.draft)
        assert Formular.from_json(json.loads(compiled.draft.to_bytes())) == compiled.draft
    return compiled


def codes(compiled: Compiled) -> set[str]:
    return {finding.code for finding in compiled.findings}


@pytest.mark.parametrize("count", ["0:1000000", "1000000:1000000", "999999999:*"])
def test_a_million_repetitions_cost_nothing(count: str) -> None:
    compiled = outcome(schema(g("1", f("1"), count=count), f("2", count=count)))
    assert compiled.draft is not None


@pytest.mark.parametrize("pattern", ["(a+)+$", "((a{1,1000}){1,1000}){1,1000}b", "(?R)", "(a|a)*" * 20])
def test_a_catastrophic_pattern_is_bounded(pattern: str) -> None:
    compiled = outcome(schema(f("1", limits={"pattern": pattern})))
    assert compiled.draft is not None
    assert set(compiled.draft.fields) == {"F00000000001"}


@pytest.mark.parametrize("pattern", ["(" * 900, "a" * 5_000, "[z-a]", r"\p{IsNowhere}"])
def test_a_pattern_that_cannot_be_read_is_an_error_and_the_draft_still_works(pattern: str) -> None:
    assert "COM-006" in codes(outcome(schema(f("1", limits={"pattern": pattern}))))


@pytest.mark.parametrize("typ", ["num", "num_int", "num_currency", "date", "time", "datetime"])
def test_limits_of_another_type_are_errors_and_the_draft_still_works(typ: str) -> None:
    limits = {"min_value": "viel", "max_value": "9" * 4_000}
    assert "COM-007" in codes(outcome(schema(f("1", typ, limits=limits))))


@settings(whole_messages, max_examples=100)
@given(made=schemas)
def test_whatever_the_standard_allows_compiles_or_says_why_not(made: Stammdatenschema) -> None:
    compiled = outcome(made)
    assert compiled.formular is not None or any(finding.severity == "error" for finding in compiled.findings)


def nested(depth: int) -> Struktur:
    return f("1") if depth == 0 else g(str(depth), nested(depth - 1))


@pytest.mark.parametrize("depth", [8, 40])
def test_deep_nesting_compiles(depth: int) -> None:
    compiled = outcome(schema(nested(depth)))
    assert compiled.formular is not None
    assert max(path.count(".") for path in compiled.formular.fields) == depth


def test_eight_groups_deep_are_read_and_compiled() -> None:
    content = samples.feld()
    for level in range(8):
        content = samples.gruppe(samples.struktur(content), f"G9900000000{level}")
    read = read_schema(samples.message(samples.schema(samples.struktur(content))))
    assert read.findings == ()
    assert read.schema is not None
    assert compile_formular(read.schema).formular is not None


def test_a_group_that_contains_itself_is_cut() -> None:
    circle = schema(g("1", f("1"), g("2", f("2"), g("1", f("3")))))
    assert "COM-003" in codes(outcome(circle))


def test_an_element_twice_in_a_group_is_an_error_with_its_place() -> None:
    compiled = outcome(schema(g("1", f("1"), f("1"))))
    (found,) = (finding for finding in compiled.findings if finding.code == "COM-009")
    assert found.where == f"{number('G', '1')}.{number('F', '1')}"


def test_a_cardinality_upside_down_is_an_error_with_place_and_remedy() -> None:
    data = samples.message(samples.schema(samples.struktur(samples.feld(), "2:1")))
    read = read_schema(data)
    (found,) = read.findings
    assert (found.code, found.where) == ("XDF-017", "F99000000001")
    assert found.remedy.de
    assert read.schema is not None
    outcome(read.schema)


def test_markup_in_texts_stays_text() -> None:
    script = "<script>alert(1)</script>"
    compiled = outcome(schema(f("1", bezeichnung_eingabe=script), select("2", script)))
    assert compiled.draft is not None
    assert next(field.label.de for field in compiled.draft.fields.values()) == script
