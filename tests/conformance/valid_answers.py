"""Fills a form like a patient person: answers at random, reads what is wrong, mends it, until nothing hinders."""

import random
from collections.abc import Iterable
from datetime import date

from rathaus.engine.formular.condition import references
from rathaus.engine.formular.evaluate import Evaluation, evaluate
from rathaus.engine.formular.messages import FieldFinding
from rathaus.engine.formular.model import Answer, Field, Formular, Kind
from rathaus.engine.formular.path import index_of, template_of
from rathaus.values.findings import Severity
from tests.conformance.valid_values import right_value

SILENT = frozenset({Kind.LABEL, Kind.HIDDEN, Kind.LOCKED})
ROUNDS = 120
MENDED_BY_ANSWERING = frozenset({"FOR-001", "FOR-008", "FOR-009"})


class Filler:
    """One form, one seed.

    Args:
        formular: the form.
        seed: the same seed gives the same answers.
        share: of the optional questions that are answered at first.
        today: day of the evaluation.
    """

    def __init__(self, formular: Formular, *, seed: object, share: float, today: date) -> None:
        self.answers: dict[str, Answer] = {}
        self._form, self._today = formular, today
        self._chance = random.Random(f"{formular.key} {seed} {share}")
        self._choice_groups = [path for path, group in formular.groups.items() if group.choice_group]
        for path, field in formular.fields.items():
            if field.kind not in SILENT and self._chance.random() < share:
                self._answer(self._key(path))

    def fill(self) -> Evaluation | None:
        """The evaluation of complete answers; None when that does not succeed."""
        for _ in range(ROUNDS):
            evaluation = evaluate(self._form, self.answers, today=self._today)
            self.answers = dict(evaluation.answers)
            errors = [finding for finding in evaluation.findings if finding.severity is Severity.ERROR]
            if not errors:
                return evaluation
            for finding in errors:
                self._mend(finding)
        return None

    def _mend(self, finding: FieldFinding) -> None:
        key = finding.path
        field = self._form.fields.get(template_of(key))
        if finding.code == "FOR-003":
            self._add_entries(key, field)
        elif finding.code in {"FOR-005", "FOR-006"}:
            self._choose(key)
        elif finding.code == "FOR-007":
            self._obey(finding)
        elif finding.code == "FOR-004":
            self._drop(key)
        elif finding.code in MENDED_BY_ANSWERING and field is not None:
            self._answer(key)
        elif field is not None:
            self.answers[key] = right_value(field, self._chance)
        else:
            self._answer(self._key(self._first_field(template_of(key)), key))

    def _key(self, path: str, near: str = "") -> str:
        """The path key of a question: with the entry of a key near by, else with the first of each repeating group."""
        given = list(index_of(near))
        key, here = "", ""
        for part in path.split("."):
            here = f"{here}.{part}" if here else part
            key = f"{key}.{part}" if key else part
            group = self._form.groups.get(here)
            if group is not None and group.repeats:
                key += f"[{given.pop(0) if given else 0}]"
        return key

    def _answer(self, key: str) -> None:
        field = self._form.fields[template_of(key)]
        if field.kind in SILENT:
            return
        least = max(field.min_count, 1) if field.repeats else 1
        for number in range(least):
            entry = f"{key}[{number}]" if field.repeats and not key.endswith("]") else key
            self.answers[entry] = right_value(field, self._chance)

    def _add_entries(self, key: str, field: Field | None) -> None:
        if field is not None:
            self._answer(key)
            return
        for number in range(self._form.groups[template_of(key)].min_count or 1):
            self.answers.setdefault(f"{key}[{number}]", {})

    def _first_field(self, group: str) -> str:
        inside = [field for field in self._form.entry_fields(group) if field.kind not in SILENT]
        return self._chance.choice(inside).path

    def _choose(self, key: str) -> None:
        """Keep one alternative of the innermost choice group around a question."""
        group = max((path for path in self._choice_groups if template_of(key).startswith(f"{path}.")), key=len)
        self._drop(self._key(group, key))
        self._answer(self._key(self._first_field(group), key))

    def _obey(self, finding: FieldFinding) -> None:
        """Change something that a broken rule reads: drop an answer, give another, or answer what is empty."""
        rules = [rule for rule in self._form.rules if rule.message.de == finding.what.de]
        read = sorted({path for rule in rules for path in references(rule.condition)} | {template_of(finding.path)})
        path = self._chance.choice(read)
        if path not in self._form.fields:
            path = self._first_field(path)
        key = self._key(path, finding.path)
        if self._chance.random() < 0.4:
            self._drop(key)
        else:
            self._answer(key)

    def _drop(self, key: str) -> None:
        for other in list(self.answers):
            if other == key or other.startswith((f"{key}.", f"{key}[")):
                del self.answers[other]


def fill_form(formular: Formular, *, seed: object, today: date, shares: Iterable[float]) -> Evaluation:
    """Complete answers of a form; shares are tried in turn.

    Raises:
        AssertionError: nobody could fill it; says what hindered.
    """
    filler = None
    for share in shares:
        filler = Filler(formular, seed=seed, share=share, today=today)
        evaluation = filler.fill()
        if evaluation is not None:
            return evaluation
    assert filler is not None
    left = evaluate(formular, filler.answers, today=today).findings
    raise AssertionError(f"{formular.key} cannot be filled: {[finding.as_line('de') for finding in left][:5]}")
