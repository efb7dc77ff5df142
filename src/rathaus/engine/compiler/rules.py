"""The rules of a package: ``regeln.json`` → typed rules with template paths, and findings.

The file is one JSON object: id (or dotted path) of the bearing element → list of rules
``{effect, target, condition, message, message_en, land, value, conceal, norms}``. The id of the schema bears rules of
the whole form. An element that stands at several places bears its rules at each of them.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rathaus.engine.compiler.messages import finding
from rathaus.engine.compiler.tree import FieldNode, GroupNode, Places, Tree
from rathaus.engine.formular.checks import decimal_of
from rathaus.engine.formular.condition import (
    Condition,
    ConditionError,
    Operation,
    Operator,
    Reference,
    comparisons,
    condition_from_json,
)
from rathaus.engine.formular.model import Effect, Rule
from rathaus.engine.formular.path import is_within
from rathaus.standards.xdatenfelder.codes import Datentyp
from rathaus.values.findings import Finding, has_errors
from rathaus.values.text import Text

_NUMBERS = frozenset({Datentyp.NUM, Datentyp.NUM_INT, Datentyp.NUM_CURRENCY})


@dataclass(frozen=True, slots=True)
class RulesRead:
    """The outcome.

    Args:
        rules: those that could be read, in the order written.
        findings: what is wrong with the others.
        concealed: template paths of fields that a preset fills and nobody sees.
    """

    rules: tuple[Rule, ...]
    findings: tuple[Finding, ...]
    concealed: frozenset[str] = frozenset()


def read_rules(data: bytes | None, tree: Tree, *, schema_id: str) -> RulesRead:
    """Read the rules of a package.

    Args:
        data: UTF-8 JSON; None = no rules.
        tree: from ``resolve``.
        schema_id: id of the schema, which bears the rules of the whole form.
    """
    if data is None:
        return RulesRead((), ())
    try:
        raw = _decode(data)
    except ValueError as error:
        return RulesRead((), (finding("COM-020", "regeln.json", reason=str(error)),))
    return take_rules(raw, tree, schema_id=schema_id)


def take_rules(raw: Mapping[str, list[Mapping[str, object]]], tree: Tree, *, schema_id: str) -> RulesRead:
    """Take decoded rules.

    Args:
        raw: bearing element → rules, as the file has them.
        tree: from ``resolve``.
        schema_id: id of the schema, which bears the rules of the whole form.
    """
    reader = _Reader(Places(tree), schema_id)
    for bearer, rules in raw.items():
        reader.read_bearer(bearer, rules)
    return RulesRead(tuple(reader.rules), tuple(dict.fromkeys(reader.findings)), frozenset(reader.concealed))


class _ShapeError(ValueError):
    """The file is JSON, but not an object of lists of objects."""


def _decode(data: bytes) -> Mapping[str, list[Mapping[str, object]]]:
    raw = json.loads(data)
    if not isinstance(raw, dict):
        raise _ShapeError("the outermost value is no object")
    for bearer, rules in raw.items():
        if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
            raise _ShapeError(f"{bearer} has no list of objects")
    return raw


class _UnresolvedError(ConditionError):
    """An identifier leads nowhere or to several places."""

    def __init__(self, problem: Finding) -> None:
        super().__init__(problem.what.en)
        self.problem = problem


class _Reader:
    def __init__(self, places: Places, schema_id: str) -> None:
        self.rules: list[Rule] = []
        self.findings: list[Finding] = []
        self.concealed: set[str] = set()
        self._places = places
        self._schema_id = schema_id

    def read_bearer(self, name: str, rules: list[Mapping[str, object]]) -> None:
        """Read the rules of one bearing element at each of its places."""
        bearers = [""] if name == self._schema_id else self._places.find(name, "") if "." in name else None
        if bearers is None:
            bearers = self._places.of_element(name)
        if not bearers:
            self.findings.append(finding("COM-021", name, id=name))
        for number, raw in enumerate(rules):
            for bearer in bearers:
                self._read_rule(raw, bearer, f"{bearer or name}#{number + 1}")

    def _read_rule(self, raw: Mapping[str, object], bearer: str, where: str) -> None:
        effect = next((effect for effect in Effect if effect == raw.get("effect")), None)
        if effect is None:
            effects = ", ".join(Effect)
            self.findings.append(finding("COM-025", where, effect=raw.get("effect"), effects=effects))
            return
        try:
            rule = self._rule(raw, effect, bearer, where)
        except _UnresolvedError as error:
            self.findings.append(error.problem)
        except ConditionError as error:
            self.findings.append(finding("COM-024", where, reason=error, operators=", ".join(Operator)))
        else:
            problems = list(self._problems(rule, where))
            self.findings.extend(problems)
            if not has_errors(problems):
                self.rules.append(rule)
                if rule.effect is Effect.PRESET and rule.target and raw.get("conceal") is True:
                    self.concealed.add(rule.target)

    def _rule(self, raw: Mapping[str, object], effect: Effect, bearer: str, where: str) -> Rule:
        target = raw.get("target")
        land, value = raw.get("land") or (), raw.get("value")
        norms = raw.get("norms") or ()
        return Rule(
            effect=effect,
            bearer=bearer,
            target=self._resolve(str(target), bearer, where) if target else None,
            condition=condition_from_json(
                raw.get("condition", True), resolve=lambda written: self._resolve(written, bearer, where)
            ),
            message=Text(str(raw.get("message") or ""), str(raw.get("message_en") or "")),
            value=value if isinstance(value, (str, bool, int)) else None,
            land=(land,) if isinstance(land, str) else _strings(land),
            norms=_strings(norms),
            origin=str(raw.get("origin") or "package"),
        )

    def _resolve(self, written: str, bearer: str, where: str) -> str:
        found = self._places.find(written, bearer)
        if len(found) == 1:
            return found[0]
        if found:
            raise _UnresolvedError(finding("COM-022", where, id=written, places=", ".join(found)))
        raise _UnresolvedError(finding("COM-021", where, id=written))

    def _problems(self, rule: Rule, where: str) -> Iterator[Finding]:
        if rule.target is None and rule.effect is not Effect.VALID:
            yield finding("COM-027", where)
        if rule.target is not None and not is_within(rule.target, rule.bearer):
            yield finding("COM-028", where, id=rule.target)
        if not rule.message.de and rule.effect in {Effect.VALID, Effect.REQUIRE}:
            yield finding("COM-030", where)
        if rule.effect is Effect.PRESET and rule.target is not None:
            yield from self._check_preset(rule, rule.target, where)
        for path in _valued(rule.condition):
            if isinstance(self._places.nodes.get(path), GroupNode):
                yield finding("COM-032", where, id=path)
        for path, literal in comparisons(rule.condition):
            yield from self._check_literal(path, literal, where)

    def _check_preset(self, rule: Rule, target: str, where: str) -> Iterator[Finding]:
        if rule.value is None or isinstance(self._places.nodes[target], GroupNode):
            yield finding("COM-029", where, value=rule.value, id=target)
        else:
            yield from self._check_literal(target, rule.value, where)

    def _check_literal(self, path: str, literal: object, where: str) -> Iterator[Finding]:
        """Compare a literal with the value list and the data type of its field."""
        node = self._places.nodes.get(path)
        if not isinstance(node, FieldNode):
            return
        codes = [option.code for option in node.options]
        if codes and literal not in codes:
            shown = ", ".join(codes[:20])
            yield finding("COM-023", where, value=literal, id=path, codes=shown)
        elif not codes and not _fits(node.element.datentyp, literal):
            yield finding("COM-029", where, value=literal, id=path)


def _strings(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, (list, tuple)) else ()


def _fits(datentyp: Datentyp, literal: object) -> bool:
    if datentyp is Datentyp.BOOL:
        return isinstance(literal, bool)
    if datentyp in _NUMBERS:
        return decimal_of(literal) is not None
    return isinstance(literal, str)


def _valued(condition: Condition) -> Iterator[str]:
    """Yield the paths whose value is read, not only whether they are empty."""
    match condition:
        case Reference(path):
            yield path
        case Operation(Operator.IS_EMPTY, (Reference(),)):
            return
        case Operation(_, operands):
            for operand in operands:
                yield from _valued(operand)
        case _:
            return
