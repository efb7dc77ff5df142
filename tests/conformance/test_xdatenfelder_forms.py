"""Released schemas of the FIM portal, where the workshop has them: none may break the compiler."""

import json
import random
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from rathaus.engine.compiler.compile import Compiled, compile_formular
from rathaus.engine.formular.evaluate import evaluate
from rathaus.engine.formular.json_schema import json_schema
from rathaus.engine.formular.model import Field, Formular, Kind
from rathaus.engine.formular.picture import picture
from rathaus.standards.xdatenfelder.model import Stammdatenschema
from tests.conformance.corpus import FILES_3, FIM, WHY_SKIPPED, invented_lists, name_of, referenced, schema_of

RULES = FIM / "rules" / "translated_rules.json"
TODAY = date(2026, 11, 22)

pytestmark = [
    pytest.mark.conformance,
    pytest.mark.skipif(not FILES_3, reason=WHY_SKIPPED),
]


@pytest.mark.parametrize("file", FILES_3, ids=name_of)
def test_a_released_schema_compiles_once_its_code_lists_are_there(file: Path) -> None:
    schema = schema_of(file)
    compiled = compile_formular(schema, codelists=invented_lists(schema))
    formular = compiled.formular
    assert formular is not None, [finding.as_line() for finding in compiled.findings]
    assert Formular.from_json(json.loads(formular.to_bytes())) == formular
    assert picture(formular)
    jsonschema_rs.meta.validate(json_schema(formular))
    assert all(
        sum(formular.fields[i].kind is not Kind.LABEL for i in p.items if i in formular.fields) <= 7
        for p in formular.pages
    )
    answers = random_answers(formular, random.Random(formular.key))
    evaluation = evaluate(formular, answers, today=TODAY)
    again = evaluate(formular, evaluation.answers, today=TODAY)
    assert (again.answers, again.findings) == (evaluation.answers, evaluation.findings)


@pytest.mark.parametrize("file", FILES_3, ids=name_of)
def test_missing_code_lists_are_errors_with_their_urn(file: Path) -> None:
    schema = schema_of(file)
    compiled = compile_formular(schema)
    lines = [finding.as_line() for finding in compiled.findings if finding.code == "COM-001"]
    wanted = {reference.canonical_identification or "" for reference in referenced(schema)}
    assert all(any(urn in line for line in lines) for urn in wanted)
    assert (compiled.formular is None) is bool(wanted)
    assert compiled.draft is not None


@pytest.mark.skipif(not RULES.exists(), reason=f"translated rules are not in {RULES}")
def test_translated_rules_are_read_and_their_known_data_errors_found() -> None:
    translated = json.loads(RULES.read_text())
    read, errors = 0, set()
    for file in FILES_3:
        compiled = with_rules(schema_of(file), translated)
        assert compiled.draft is not None
        read += len(compiled.draft.rules)
        evaluate(compiled.draft, random_answers(compiled.draft, random.Random(1)), today=TODAY)
        errors |= {finding.code for finding in compiled.findings if finding.code.startswith("COM-02")}
    assert read > 500
    assert errors == {"COM-023"}


def with_rules(schema: Stammdatenschema, translated: list[dict[str, Any]]) -> Compiled:
    ids = {position.enthaelt.id for _, position in schema.walk()}
    rules: dict[str, list[dict[str, Any]]] = {}
    for rule in translated:
        if schema.id in rule["schemas"] and rule["element"] in ids:
            rules.setdefault(rule["element"], []).append(rule)
    return compile_formular(schema, rules=json.dumps(rules).encode(), codelists=invented_lists(schema))


def random_answers(formular: Formular, chance: random.Random) -> dict[str, Any]:
    """Answer about half of the plain questions, some of them wrongly."""
    repeating = [path for path, group in formular.groups.items() if group.repeats]
    answers: dict[str, Any] = {}
    for path, field in formular.fields.items():
        if field.repeats or any(path.startswith(f"{outer}.") for outer in repeating) or chance.random() < 0.5:
            continue
        answers[path] = answer(field, chance)
    return answers


def answer(field: Field, chance: random.Random) -> Any:
    if field.options:
        return chance.choice(field.options).code
    samples: dict[Kind, Any] = {Kind.BOOL: chance.random() < 0.5, Kind.DATE: "2020-02-29", Kind.INT: 7}
    return samples.get(field.kind, "63450")
