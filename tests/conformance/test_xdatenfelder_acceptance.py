"""Every real form can be filled to acceptance, and each required field that is missing is named."""

import json
from datetime import date
from pathlib import Path

import jsonschema_rs
import pytest

from rathaus.cli.schema_sources import SchemaSources, compile_sources, sources_in
from rathaus.engine.compiler.compile import compile_formular
from rathaus.engine.formular.evaluate import Evaluation, evaluate
from rathaus.engine.formular.export import answers_to_json
from rathaus.engine.formular.json_schema import json_schema
from rathaus.engine.formular.model import Answer, Answers, Formular
from rathaus.engine.formular.path import template_of
from rathaus.values.findings import Severity
from tests.conformance.corpus import FILES_2, FILES_3, WHY_SKIPPED, invented_lists, name_of, schema_of
from tests.conformance.valid_answers import SILENT, fill_form

TODAY = date(2026, 11, 22)
SHARES = (0.15, 0.4, 0.0, 0.7, 0.25, 0.05)

pytestmark = [pytest.mark.conformance, pytest.mark.skipif(not FILES_3, reason=WHY_SKIPPED)]


def named_when_removed(formular: Formular, complete: Evaluation) -> int:
    """Remove each required answer in turn; returns how many had to be named, and were."""
    tried = 0
    for key in sorted(complete.required):
        field = formular.fields.get(template_of(key))
        if field is None or field.kind in SILENT or not field.required:
            continue
        after = evaluate(formular, without(complete.answers, key), today=TODAY)
        if key in after.visible and all(is_used(formular, after, key[:end]) for end in ends_of_groups(key)):
            errors = {finding.path for finding in after.findings if finding.severity is Severity.ERROR}
            assert key in errors, f"{formular.key}: {key} is not named"
            tried += 1
    return tried


def ends_of_groups(key: str) -> list[int]:
    return [place for place, letter in enumerate(key) if letter == "."]


def is_used(formular: Formular, after: Evaluation, around: str) -> bool:
    """Whether the questions of a group are asked: it is required, or something else in it is answered."""
    group = formular.groups[template_of(around)]
    is_demanded = group.min_count > 0 and not group.repeats
    return is_demanded or any(other.startswith(f"{around}.") for other in after.answers)


def without(answers: Answers, key: str) -> dict[str, Answer]:
    return {other: value for other, value in answers.items() if other != key and not other.startswith(f"{key}[")}


def is_accepted(formular: Formular, complete: Evaluation) -> None:
    assert complete.is_complete
    again = evaluate(formular, complete.answers, today=TODAY)
    assert (again.answers, again.findings) == (complete.answers, complete.findings)
    exported = json.loads(json.dumps(answers_to_json(formular, complete.answers)))
    jsonschema_rs.validator_for(json_schema(formular)).validate(exported)


def test_only_missing_code_lists_hold_real_forms_back_and_they_are_named() -> None:
    outcomes = {name_of(file): compile_sources(SchemaSources(file.read_bytes())) for file in FILES_3}
    outcomes |= {file.parent.name: compile_sources(sources_in(file.parent) or SchemaSources(b"")) for file in FILES_2}
    waiting = {name for name, outcome in outcomes.items() if outcome.awaited}
    complete = {name for name, outcome in outcomes.items() if outcome.compiled and outcome.compiled.formular}
    errors = {f.code for outcome in outcomes.values() for f in outcome.findings if f.severity is Severity.ERROR}
    assert (waiting | complete, waiting & complete) == (set(outcomes), set())
    assert errors == {"COM-001"}
    assert len(complete) >= 36
    assert all(urn for name in waiting for urn in outcomes[name].awaited)


@pytest.mark.parametrize("file", [*FILES_3, *FILES_2], ids=name_of)
@pytest.mark.parametrize("seed", [1, 2])
def test_a_real_form_is_filled_to_acceptance_and_each_missing_answer_is_named(file: Path, seed: int) -> None:
    schema = schema_of(file)
    formular = compile_formular(schema, codelists=invented_lists(schema)).formular
    assert formular is not None
    complete = fill_form(formular, seed=seed, today=TODAY, shares=SHARES)
    is_accepted(formular, complete)
    assert named_when_removed(formular, complete) > 0


@pytest.mark.parametrize("file", FILES_2, ids=name_of)
def test_a_form_of_version_2_is_filled_with_the_lists_that_lie_beside_it(file: Path) -> None:
    sources = sources_in(file.parent)
    assert sources is not None
    compiled = compile_sources(sources).compiled
    assert compiled is not None
    if compiled.formular is None:
        pytest.skip(f"waits for {', '.join(compile_sources(sources).awaited)}")
    is_accepted(compiled.formular, fill_form(compiled.formular, seed=1, today=TODAY, shares=SHARES))
