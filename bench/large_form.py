"""Evaluating a large form: groups and rules of a shipped one, repeated until it asks as much as the largest real ones.

Compared with the check of the same answers by jsonschema-rs against the exported JSON Schema, which knows types, limits
and counts, but none of the rules.
"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import jsonschema_rs

from bench.big_schema import renumbered, repeated_schema
from bench.errors import BenchFailed
from rathaus.core.leistung.examples import read_examples
from rathaus.core.leistung.package import read_folder
from rathaus.engine.compiler.compile import compile_formular
from rathaus.engine.formular.evaluate import evaluate
from rathaus.engine.formular.export import answers_to_json
from rathaus.engine.formular.json_schema import json_schema
from rathaus.engine.formular.model import Answer, Formular
from rathaus.standards.xdatenfelder.read import read_schema

FIELDS = 270
_TODAY = date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What evaluating took.

    Args:
        fields: how many the form has.
        rules: how many it has.
        answers: how many were given.
        page_s: seconds of processor time for each page, for its findings only.
        whole_s: the same for the whole form.
        schema_s: the same for the check of the same answers by jsonschema-rs.
    """

    fields: int
    rules: int
    answers: int
    page_s: list[float]
    whole_s: list[float]
    schema_s: list[float]


def time_evaluation(folder: Path, *, repetitions: int, fields: int = FIELDS) -> Evaluated:
    """Evaluate a complete large form.

    Args:
        folder: of the package whose groups are repeated.
        repetitions: of the whole form; each page is evaluated once.
        fields: how many the form has at least.

    Raises:
        BenchFailed: there is no such form, or its answers are not accepted.
    """
    form, answers = _filled_form(folder, fields)
    exported = json.loads(json.dumps(answers_to_json(form, answers)))
    validator = jsonschema_rs.validator_for(json_schema(form))
    if not evaluate(form, answers, today=_TODAY).is_complete or not validator.is_valid(exported):
        raise BenchFailed("the answers of the large form are not accepted")
    return Evaluated(
        fields=len(form.fields),
        rules=len(form.rules),
        answers=len(answers),
        page_s=[_time(partial(evaluate, form, answers, today=_TODAY, page=page.key)) for page in form.pages],
        whole_s=[_time(lambda: evaluate(form, answers, today=_TODAY)) for _ in range(repetitions)],
        schema_s=[_time(lambda: validator.is_valid(exported)) for _ in range(repetitions)],
    )


def _filled_form(folder: Path, fields: int) -> tuple[Formular, dict[str, Answer]]:
    copies = -(-fields // len(_compiled(folder, copies=1).fields))
    form = _compiled(folder, copies=copies)
    longest = max(read_examples(read_folder(folder)), key=lambda example: len(example.answers))
    written = json.dumps(dict(longest.answers))
    given = {key: value for copy in range(copies) for key, value in json.loads(renumbered(written, copy)).items()}
    return form, evaluate(form, given, today=_TODAY).answers


def _compiled(folder: Path, *, copies: int) -> Formular:
    data, rules = repeated_schema(folder, copies=copies)
    schema = read_schema(data).schema
    form = compile_formular(schema, rules=rules).formular if schema else None
    if form is None:
        raise BenchFailed(f"{folder.name}, {copies} times, gives no form")
    return form


def _time(work: Callable[[], object]) -> float:
    """Return seconds of processor time: evaluating waits for nothing, so what else the machine does does not count."""
    begun_at = time.process_time()
    work()
    return time.process_time() - begun_at
