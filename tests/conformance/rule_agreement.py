"""Do our readings and the official machine form of the same rules mean the same? Truth tables by the one evaluator.

Each bearing element becomes a form of its own, once with our rules and once with the official ones. Both are evaluated
over all assignments of the few fields that the rules read; what is shown, required and refused is compared.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Any

from rathaus.engine.compiler.compile import compile_formular
from rathaus.engine.formular.checks import check_value
from rathaus.engine.formular.evaluate import evaluate
from rathaus.engine.formular.model import Answer, Field, Formular, Kind
from rathaus.engine.regeltext.model import Confidence, RuleReading
from rathaus.standards.genericode.model import Codelist, Column
from rathaus.standards.xdatenfelder.model import Anzahl, Datenfeld, Datenfeldgruppe, Stammdatenschema, Struktur

TODAY = date(2026, 11, 22)
NEVER = {"effect": "forbid", "target": "", "condition": {"equal": ["a", "b"]}, "message": ""}
CANDIDATES = ("x", "2020-01-01", "1", "2000", "35037", "a@example.org", "06421 1234", "DE02120300000000202051")

type Raw = Mapping[str, Any]


@dataclass(frozen=True)
class Difference:
    """What differs at one target: the rules that we read it from, and the answers at which it does."""

    bearer: str
    target: str
    rules: tuple[str, ...]
    ours: str
    theirs: str
    answers: tuple[str, ...]
    only_unanswered: bool


@dataclass(frozen=True)
class Agreement:
    """How the rules of one bearer compare: targets that mean the same, and differences."""

    same: int
    differences: tuple[Difference, ...]
    rules: frozenset[str]


def compare(
    schema: Stammdatenschema, bearer: Datenfeldgruppe, rules: list[RuleReading], official: list[Raw]
) -> Agreement:
    """Compare the certain readings of one bearer with the official rules, target by target."""
    differences, same, compared = [], 0, set[str]()
    for target in dict.fromkeys(raw["target"] and raw["target"].removeprefix("self.") for raw in official):
        theirs = [raw for raw in official if (raw["target"] or "").removeprefix("self.") == (target or "")]
        parts = [theirs] if target else [[raw] for raw in theirs]
        for part in parts:
            ours = _about(rules, target, part)
            if not ours or any(rule.confidence is not Confidence.CERTAIN for rule in ours):
                continue
            compared |= {rule.rule_id for rule in ours}
            found = _difference(schema, bearer, target or "", ours, part)
            differences += [found] if found else []
            same += found is None
    return Agreement(same, tuple(differences), frozenset(compared))


def _about(rules: list[RuleReading], target: str | None, official: list[Raw]) -> list[RuleReading]:
    """Return our rules that speak of the target, or of the same fields when there is none."""
    named = set(_identifiers([raw["condition"] for raw in official]))
    return [
        rule
        for rule in rules
        if (target is not None and target in rule.text)
        or (
            target is None
            and any(r.target is None and set(_identifiers(r.to_json()["condition"])) & named for r in rule.readings)
        )
    ]


def _difference(
    schema: Stammdatenschema, bearer: Datenfeldgruppe, target: str, ours: list[RuleReading], official: list[Raw]
) -> Difference | None:
    mine = [r.to_json() for rule in ours for r in rule.readings if (r.target or "") == target]
    forms = [_form(schema, bearer, mine, official), _form(schema, bearer, official, mine)]
    rows: list[tuple[dict[str, Answer], str, str]] = []
    for answers in _assignments(forms[0], bearer.id, [*mine, *official]):
        mine_here, theirs_here = (_outcome(form, answers, f"{bearer.id}.{target}" if target else "") for form in forms)
        if mine_here != theirs_here:
            rows.append((answers, mine_here, theirs_here))
    if not rows:
        return None
    shown = tuple(json.dumps({k.partition(".")[2]: v for k, v in row[0].items()}) for row in rows[:3])
    names = tuple(sorted(rule.rule_id for rule in ours))
    sources = set(_paths([*mine, *official], bearer.id, forms[0]))
    unanswered = all(not sources <= row[0].keys() for row in rows)
    return Difference(bearer.id, target or "–", names, rows[0][1], rows[0][2], shown, unanswered)


def _form(schema: Stammdatenschema, bearer: Datenfeldgruppe, rules: list[Any], others: list[Any]) -> Formular:
    """Compile the bearer alone; missing code lists hold what the rules of both sides name."""
    alone = replace(schema, regel=(), struktur=(Struktur(anzahl=Anzahl(1, 1), enthaelt=bearer),))
    parts = [child.enthaelt.id for child in bearer.struktur if child.enthaelt.name.startswith("Tag ")]
    never = [{**NEVER, "target": part} for part in parts]
    data = json.dumps({bearer.id: [*rules, *never]}).encode()
    lists = dict(_lists(alone, _literals([*rules, *others])))
    draft = compile_formular(alone, rules=data, codelists=lists).draft
    assert draft is not None
    return draft


def _lists(schema: Stammdatenschema, codes: list[str]) -> Iterator[tuple[str, Codelist]]:
    for _, position in schema.walk():
        element = position.enthaelt
        if isinstance(element, Datenfeld) and element.codeliste_referenz and not element.werte:
            urn = element.codeliste_referenz.canonical_identification or ""
            version = element.codeliste_referenz.version or "1"
            yield (
                urn,
                Codelist(
                    uri=urn,
                    version=version,
                    version_uri=element.codeliste_referenz.canonical_version_uri or urn,
                    columns=(Column("code"), Column("name")),
                    code_column="code",
                    name_column="name",
                    rows=tuple({"code": code, "name": code} for code in (*codes, "~")),
                ),
            )


def _literals(rules: object) -> list[str]:
    found: dict[str, None] = {}
    for raw in rules:  # type: ignore[attr-defined]
        found.update(dict.fromkeys(_strings(raw["condition"])))
    return list(found)


def _strings(tree: object) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, list):
        for part in tree:
            yield from _strings(part)
    elif isinstance(tree, dict):
        for name, part in tree.items():
            if name != "identifier":
                yield from _strings(part)


def _identifiers(tree: object) -> Iterator[str]:
    if isinstance(tree, list):
        for part in tree:
            yield from _identifiers(part)
    elif isinstance(tree, dict):
        for name, part in tree.items():
            if name == "identifier":
                yield part.removeprefix("self.")
            else:
                yield from _identifiers(part)


def _paths(rules: list[Any], bearer: str, form: Formular) -> list[str]:
    """Return the fields that the rules read; of a group the first one inside that can be answered."""
    found: dict[str, None] = {}
    for raw in rules:
        for written in _identifiers(raw["condition"]):
            path = f"{bearer}.{written}"
            inside = [path] if path in form.fields else [f.path for f in form.entry_fields(path) if _values(f)][:1]
            found.update(dict.fromkeys(inside))
    return list(found)


def _assignments(form: Formular, bearer: str, rules: list[Any]) -> Iterator[dict[str, Answer]]:
    paths = _paths(rules, bearer, form)
    choices = [(None, *_values(form.fields[path])) for path in paths]
    for chosen in product(*choices):
        yield {_key(form, path): value for path, value in zip(paths, chosen, strict=True) if value is not None}


def _key(form: Formular, path: str) -> str:
    """Return the path key of the first entry."""
    key, at = "", ""
    for part in path.split("."):
        at = f"{at}.{part}" if at else part
        element = form.groups.get(at) or form.fields[at]
        key = f"{key}.{part}" if key else part
        key += "[0]" if element.repeats else ""
    return key


def _values(field: Field) -> tuple[Answer, ...]:
    """Return all values of a choice, both of a yes/no question, dates around a border, else one that fits."""
    if field.options:
        return tuple(option.code for option in field.options)
    if field.kind is Kind.BOOL:
        return (True, False)
    if field.kind is Kind.DATE:
        return ("2020-01-01", "2020-01-02")
    if field.kind is Kind.INT:
        edge = {"31": (1, 28, 29, 30, 31), "12": (1, 2, 4), None: (1,)}
        return tuple(v for v in edge.get(field.max_value, (2019, 2020)) if check_value(field, v) is None)
    return tuple(value for value in CANDIDATES if check_value(field, value) is None)[:1]


def _outcome(form: Formular, answers: dict[str, Answer], target: str) -> str:
    """Say what happens at the target, or whether a demand on several answers fails."""
    found = evaluate(form, answers, today=TODAY)
    if not target:
        return "refused" if any(finding.code == "FOR-007" for finding in found.findings) else "accepted"
    if not any(key.startswith(target) for key in found.visible):
        return "hidden"
    return "required" if target in found.required else "optional"
