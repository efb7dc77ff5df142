"""Truth tables of conditions: what holds together over all answers to the few fields they read.

There is one evaluator: each condition hides one field of a small form, and the form is evaluated.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import product

from rathaus.engine.formular.condition import Condition, Constant, Operation, Reference, references
from rathaus.engine.formular.evaluate import evaluate
from rathaus.engine.formular.model import Answer, Effect, Field, Formular, Kind, Page, Rule
from rathaus.values.text import Text

#: More assignments than this are not tried.
MAX_ASSIGNMENTS = 5_000
_TODAY = date(2026, 1, 1)
_OTHER = "~"

#: path → kind of the field and the values to try; of a group: a text that stands for "something is filled".
type Domain = Mapping[str, tuple[Kind, tuple[Answer, ...]]]


def table(conditions: Sequence[Condition], domain: Domain) -> Iterator[tuple[bool, ...]] | None:
    """Return the truth of the conditions for each assignment of values, "not answered" included.

    Args:
        conditions: references are paths.
        domain: values to try; paths that it leaves out are tried with the literals alone.

    Returns:
        One tuple for each assignment; None when there are too many.
    """
    rows = assignments(conditions, domain, most=MAX_ASSIGNMENTS)
    return None if rows is None else (truth for _, truth in rows)


def assignments(
    conditions: Sequence[Condition], domain: Domain, *, most: int
) -> Iterator[tuple[dict[str, Answer], tuple[bool, ...]]] | None:
    """Return each assignment of values with the truth of the conditions, in the order of the values.

    Args:
        conditions: references are paths.
        domain: as of :func:`table`.
        most: with more assignments than this the answer is None.
    """
    paths = sorted({path for condition in conditions for path in references(condition)})
    choices = [(None, *_values(path, conditions, domain)) for path in paths]
    size = 1
    for choice in choices:
        size *= len(choice)
    if size > most:
        return None
    return _rows(_form(conditions, paths, domain), paths, choices, len(conditions))


def _values(path: str, conditions: Sequence[Condition], domain: Domain) -> tuple[Answer, ...]:
    _, known = domain.get(path, (Kind.TEXT, ()))
    named = [value for condition in conditions for value in _literals(path, condition)]
    return tuple(dict.fromkeys((*known, *named))) or (_OTHER,)


def _literals(path: str, condition: Condition) -> Iterator[Answer]:
    """Yield the literals that a path is compared with."""
    if not isinstance(condition, Operation):
        return
    if Reference(path) in condition.operands:
        yield from (operand.value for operand in condition.operands if isinstance(operand, Constant))
    for operand in condition.operands:
        yield from _literals(path, operand)


def _form(conditions: Sequence[Condition], paths: Sequence[str], domain: Domain) -> Formular:
    short = {path: f"V{number}" for number, path in enumerate(paths)}
    fields = [_field(short[path], domain.get(path, (Kind.TEXT, ()))[0]) for path in paths]
    probes = [_field(f"C{number}", Kind.TEXT) for number in range(len(conditions))]
    return Formular(
        key="truth",
        version="1",
        title=Text("truth"),
        pages=(Page(key="p", title=Text("p"), section=Text("p"), items=tuple(f.path for f in (*fields, *probes))),),
        fields={each.path: each for each in (*fields, *probes)},
        rules=tuple(
            Rule(Effect.FORBID, "", f"C{number}", _renamed(condition, short))
            for number, condition in enumerate(conditions)
        ),
    )


def _field(path: str, kind: Kind) -> Field:
    return Field(path=path, element_id=path, version="1", kind=kind, label=Text(path))


def _renamed(condition: Condition, names: Mapping[str, str]) -> Condition:
    match condition:
        case Reference(path):
            return Reference(names[path])
        case Operation(operator, operands):
            return Operation(operator, tuple(_renamed(operand, names) for operand in operands))
        case _:
            return condition


def _rows(
    form: Formular, paths: Sequence[str], choices: Sequence[tuple[Answer | None, ...]], count: int
) -> Iterator[tuple[dict[str, Answer], tuple[bool, ...]]]:
    for chosen in product(*choices):
        given = {path: value for path, value in zip(paths, chosen, strict=True) if value is not None}
        answers = {f"V{number}": value for number, value in enumerate(chosen) if value is not None}
        visible = evaluate(form, answers, today=_TODAY).visible
        yield given, tuple(f"C{number}" not in visible for number in range(count))
