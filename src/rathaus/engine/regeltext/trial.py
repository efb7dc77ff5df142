"""One rule tried out: a small form of the fields that it names, and what the rule does to them.

There is one evaluator: the rule stands in a real form, beside one probe for each of its conditions. What the schema
says otherwise about the fields is left out, so that everything seen is the doing of the rule.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from rathaus.engine.formular.checks import decimal_of
from rathaus.engine.formular.condition import Condition, Constant, Operation, Reference, Today, references
from rathaus.engine.formular.evaluate import evaluate
from rathaus.engine.formular.model import Answer, Answers, Effect, Field, Formular, Group, Kind, Page, Rule
from rathaus.engine.formular.options import Option
from rathaus.engine.regeltext.model import Reading, RuleReading
from rathaus.engine.regeltext.subtree import Subtree
from rathaus.engine.regeltext.truth import Domain, assignments
from rathaus.standards.xdatenfelder.codes import Datentyp
from rathaus.standards.xdatenfelder.model import Datenfeld
from rathaus.values.text import Text

PAGE = "probe"
"""Key of the only page of the small form."""
MAX_ROWS = 32
"""Longer tables are not shown."""
SOMETHING = "~"
"""Stands for any content of a group or of a file."""

_PROBES = "wirkt"
_INSIDE = "inhalt"
_DAYS = ("2026-01-01", "2026-01-02")
_CONTENT = Text("Inhalt", "Content")
_SOMETHING_LABEL = Text("etwas ausgefüllt", "something filled in")
_KINDS = MappingProxyType(
    {
        Datentyp.BOOL: Kind.BOOL,
        Datentyp.DATE: Kind.DATE,
        Datentyp.TIME: Kind.TIME,
        Datentyp.NUM: Kind.NUM,
        Datentyp.NUM_INT: Kind.INT,
        Datentyp.NUM_CURRENCY: Kind.CURRENCY,
    }
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of an element that the rule acts upon.

    Args:
        path: below the bearing element.
        label: its name.
        is_asked: whether it is shown.
        is_required: whether it must be filled in.
        preset: the value that the rule writes; None when it writes none.
    """

    path: str
    label: Text
    is_asked: bool
    is_required: bool
    preset: Answer | None


@dataclass(frozen=True, slots=True)
class Doing:
    """What a rule does with some answers.

    Args:
        holds: for each reading whether its condition holds, and the Land is one of its own.
        outcomes: of the elements acted upon, in the order of the readings.
        messages: what the person reads.
    """

    holds: tuple[bool, ...]
    outcomes: tuple[Outcome, ...]
    messages: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """A rule in a small form of its own.

    Args:
        formular: with the rule and its probes.
        questions: paths of the fields to fill in, in the order of the schema.
        readings: of the rule.
        names: path → name of each element that is named.
    """

    formular: Formular
    questions: tuple[str, ...]
    readings: tuple[Reading, ...]
    names: Mapping[str, Text]

    @property
    def bare(self) -> Formular:
        """Return the small form without the rule: it asks everything."""
        (page,) = self.formular.pages
        fields = {path: self.formular.fields[path] for path in self.questions}
        return replace(self.formular, fields=fields, pages=(replace(page, items=self.questions),), rules=())

    @property
    def laender(self) -> tuple[str, ...]:
        """Return the Länder that readings are for; empty when they hold everywhere."""
        return tuple(sorted({land for reading in self.readings for land in reading.land}))

    def run(self, answers: Answers, *, today: date, land: str = "HE") -> Doing:
        """Return what the rule does.

        Args:
            answers: path → value of the questions.
            today: local date Europe/Berlin.
            land: Land of the competent body.
        """
        found = evaluate(self.formular, answers, today=today, land=land)
        probes = (f"{_PROBES}{number}" for number in range(len(self.readings)))
        targets = dict.fromkeys(reading.target for reading in self.readings if reading.target)
        return Doing(
            holds=tuple(probe not in found.visible for probe in probes),
            outcomes=tuple(
                Outcome(
                    path=path,
                    label=self.names[path],
                    is_asked=path in found.visible,
                    is_required=path in found.required,
                    preset=None if path in answers else found.answers.get(path),
                )
                for path in targets
            ),
            messages=tuple(dict.fromkeys(each.what for each in found.findings)),
        )


def trial_of(rule: RuleReading, subtree: Subtree) -> Trial:
    """Return a rule in a small form.

    Args:
        rule: its readings are tried whether they would act or not.
        subtree: below the bearing element.
    """
    named = {path for reading in rule.readings for path in _named(reading)}
    paths = [path for path in subtree.places if path in named]
    is_leaf = {path: not any(other.startswith(f"{path}.") for other in named) for path in paths}
    fields = [_field(path, subtree) for path in paths if is_leaf[path]]
    probes = [_probe(f"{_PROBES}{number}") for number in range(len(rule.readings))]
    inside = {each.path.rpartition(".")[0] for each in fields}
    groups = {prefix for path in inside for prefix in _prefixes(path) if prefix}
    formular = Formular(
        key=PAGE,
        version="1",
        title=Text(PAGE),
        pages=(Page(PAGE, Text(PAGE), Text(PAGE), items=tuple(each.path for each in (*fields, *probes))),),
        fields={each.path: each for each in (*fields, *probes)},
        groups={path: Group(path, path, "1", _name(path, subtree)) for path in sorted(groups)},
        rules=(*map(_rule, rule.readings), *_probe_rules(rule.readings)),
    )
    names = {path: _name(path, subtree) for path in paths}
    return Trial(formular, tuple(each.path for each in fields), rule.readings, MappingProxyType(names))


def truth_rows(
    readings: Sequence[Reading], subtree: Subtree
) -> tuple[tuple[dict[str, Answer], tuple[bool, ...]], ...] | None:
    """Return for each assignment of telling values whether each reading's condition holds.

    None when there are too many, when nothing is asked, or when it depends on the day.
    """
    conditions = [reading.condition for reading in readings]
    paths = {path for condition in conditions for path in references(condition)}
    if not paths or any(map(_reads_the_day, conditions)):
        return None
    domain = _domain(conditions, sorted(paths), subtree)
    rows = assignments(conditions, domain, most=MAX_ROWS)
    if rows is None:
        return None
    return tuple((given, truth) for given, truth in rows if all(given[path] in domain[path][1] for path in given))


def _domain(conditions: Sequence[Condition], paths: Sequence[str], subtree: Subtree) -> Domain:
    """Return kind and telling values of the fields that conditions read: those named, and one that is not."""
    return {path: _telling(path, conditions, subtree) for path in paths}


def _telling(path: str, conditions: Sequence[Condition], subtree: Subtree) -> tuple[Kind, tuple[Answer, ...]]:
    each = _field(path, subtree)
    named = [value for condition in conditions for value in _compared(path, condition)]
    if each.kind is Kind.BOOL:
        return Kind.BOOL, (True, False)
    if each.options:
        codes = [option.code for option in each.options]
        others = [code for code in codes if code not in named]
        return Kind.TEXT, (*(value for value in named if value in codes), *others[:1])
    if each.kind in {Kind.INT, Kind.NUM, Kind.CURRENCY}:
        numbers = {number for value in named if (number := decimal_of(value)) is not None}
        around = sorted({number + step for number in numbers for step in (-1, 0, 1)}) or [Decimal(1)]
        return each.kind, tuple(int(number) if each.kind is Kind.INT else str(number) for number in around)
    if each.kind is Kind.DATE:
        return Kind.DATE, (*named, *_DAYS)
    return Kind.TEXT, (*named, SOMETHING)


def _compared(path: str, condition: Condition) -> Iterator[Answer]:
    if not isinstance(condition, Operation):
        return
    if Reference(path) in condition.operands:
        yield from (operand.value for operand in condition.operands if isinstance(operand, Constant))
    for operand in condition.operands:
        yield from _compared(path, operand)


def _reads_the_day(condition: Condition) -> bool:
    if isinstance(condition, Operation):
        return any(map(_reads_the_day, condition.operands))
    return isinstance(condition, Today)


def _named(reading: Reading) -> Iterator[str]:
    if reading.target:
        yield reading.target
    yield from references(reading.condition)


def _prefixes(path: str) -> Iterator[str]:
    parts = path.split(".")
    yield from (".".join(parts[:count]) for count in range(1, len(parts) + 1))


def _name(path: str, subtree: Subtree) -> Text:
    place = subtree.places.get(path)
    return Text(place.element.name or place.element.id) if place else Text(path)


def _field(path: str, subtree: Subtree) -> Field:
    """Return the question about an element; of a group and of a file only whether something is there."""
    element = subtree.places[path].element
    something = (Option(SOMETHING, _SOMETHING_LABEL),)
    blank = Field(path=path, element_id=element.id, version="1", kind=Kind.CHOICE, label=_name(path, subtree))
    if not isinstance(element, Datenfeld):
        return replace(blank, path=f"{path}.{_INSIDE}", label=_CONTENT, options=something)
    if element.datentyp in {Datentyp.FILE, Datentyp.OBJ}:
        return replace(blank, options=something)
    values = subtree.values(element)
    if values:
        return replace(blank, options=tuple(Option(code, Text(name or code)) for code, name in values))
    return replace(blank, kind=_KINDS.get(element.datentyp, Kind.TEXT))


def _probe(path: str) -> Field:
    return Field(path=path, element_id=path, version="1", kind=Kind.TEXT, label=Text(path))


def _rule(reading: Reading) -> Rule:
    return Rule(
        effect=reading.effect,
        bearer="",
        target=reading.target,
        condition=reading.condition,
        message=reading.message,
        value=reading.value,
        land=reading.land,
    )


def _probe_rules(readings: Sequence[Reading]) -> Iterator[Rule]:
    for number, reading in enumerate(readings):
        yield Rule(Effect.FORBID, "", f"{_PROBES}{number}", reading.condition, land=reading.land)
