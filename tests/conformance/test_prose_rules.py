"""The prose rules of released schemas: how many are certain, and whether they mean what the official ones mean."""

import json
import re
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rathaus.engine.formular.model import Answer
from rathaus.engine.formular.path import is_within
from rathaus.engine.regeltext.model import Confidence, RuleReading
from rathaus.engine.regeltext.outline import outline
from rathaus.engine.regeltext.read import read_prose
from rathaus.engine.regeltext.subtree import Subtree
from rathaus.engine.regeltext.trial import Trial, trial_of, truth_rows
from rathaus.standards.xdatenfelder.model import Datenfeldgruppe
from tests.conformance.corpus import FILES_3, FIM, WHY_SKIPPED, schema_of
from tests.conformance.rule_agreement import Agreement, Difference, compare

RULES = FIM / "rules" / "translated_rules.json"
PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "standards" / "regeln.md").read_text(encoding="utf-8")
ADJUDICATED = re.compile(
    r"^\| (R\d{11}) \| (G\d{11}) → ([FG]\d{11}|–) \| .+ \| (theirs wrong|ambiguous|ours wrong) \|$", re.MULTILINE
)
ORDER = list(Confidence)
DAY = date(2026, 11, 22)

pytestmark = [pytest.mark.conformance, pytest.mark.skipif(not FILES_3 or not RULES.is_file(), reason=WHY_SKIPPED)]


@cache
def rules_of_the_corpus() -> tuple[RuleReading, ...]:
    return tuple(rule for file in FILES_3 for rule in read_prose(schema_of(file), {}).rules)


def texts() -> dict[str, Confidence]:
    """One text counts as what it is at its least sure place."""
    found: dict[str, Confidence] = {}
    for rule in rules_of_the_corpus():
        found[rule.text] = max(found.get(rule.text, ORDER[0]), rule.confidence, key=ORDER.index)
    return found


@cache
def agreements() -> tuple[Agreement, ...]:
    """Compare each bearer that has an official translation, in the first schema that holds its version."""
    official: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for raw in json.loads(RULES.read_text(encoding="utf-8")):
        for version in raw["element_versions"]:
            official[raw["element"], version].append(raw)
    found = []
    for file in FILES_3:
        schema = schema_of(file)
        held = {(p.enthaelt.id, str(p.enthaelt.version)): p.enthaelt for _, p in schema.walk()}
        todo = [key for key in official if key in held]
        rules = read_prose(schema, {}).rules if todo else ()
        for key in todo:
            bearer = held[key]
            assert isinstance(bearer, Datenfeldgruppe)
            found.append(compare(schema, bearer, [rule for rule in rules if rule.bearer == key[0]], official.pop(key)))
    return tuple(found)


def differences() -> set[Difference]:
    return {difference for agreement in agreements() for difference in agreement.differences}


def test_four_of_five_texts_are_certain_and_the_page_says_how_many() -> None:
    distinct, places = Counter(texts().values()), Counter(rule.confidence for rule in rules_of_the_corpus())
    assert distinct[Confidence.CERTAIN] / len(texts()) >= 0.8
    for each in ORDER:
        assert f"| {each.replace('_', ' ')} | {distinct[each]} | {places[each]} |" in PAGE
    waiting = {r.text for r in rules_of_the_corpus() if any(hint.code == "REG-020" for hint in r.hints)}
    certain = {text for text, confidence in texts().items() if confidence is Confidence.CERTAIN}
    share = f"{len(certain) / len(texts()):.1%}".replace("%", " %")
    assert f"{share} of the texts are certain, {len(certain & waiting)} of these {len(certain)}" in PAGE


def test_every_rule_keeps_its_text_and_every_uncertain_one_says_why() -> None:
    rules = rules_of_the_corpus()
    assert len(rules) > 400
    assert [rule.rule_id for rule in rules if rule.confidence is not Confidence.CERTAIN and not rule.doubts] == []
    spans = [(rule, doubt.span) for rule in rules for doubt in rule.doubts if doubt.span]
    assert all(rule.text[span.start : span.end].strip() for rule, span in spans)


def test_every_certain_reading_is_a_sentence_in_both_languages() -> None:
    for rule in rules_of_the_corpus():
        for reading in rule.readings:
            assert reading.message.de.endswith(".")
            assert reading.message.en.endswith(".")


def test_every_disagreement_with_an_official_translation_is_adjudicated_and_none_is_ours() -> None:
    rows = ADJUDICATED.findall(PAGE)
    judged = {(bearer, target): (rule, verdict) for rule, bearer, target, verdict in rows}
    assert len(judged) == len(rows)
    assert judged.keys() == {(each.bearer, each.target) for each in differences()}
    for each in differences():
        assert judged[each.bearer, each.target][0] in each.rules
    assert [row for row in rows if row[3] == "ours wrong"] == []


def test_the_page_says_how_many_targets_mean_the_same() -> None:
    same = sum(agreement.same for agreement in agreements())
    assert f"{same} targets mean the same, {len({(d.bearer, d.target) for d in differences()})} differ" in PAGE


def tried_out() -> list[tuple[RuleReading, Trial, Subtree]]:
    """Every rule of the corpus in the small form in which people try it out."""
    found = []
    for file in FILES_3:
        schema = schema_of(file)
        below: dict[str, Subtree] = {}
        bearers = {schema.id: schema, **{position.enthaelt.id: position.enthaelt for _, position in schema.walk()}}
        for rule in read_prose(schema, {}).rules:
            subtree = below.get(rule.bearer) or below.setdefault(rule.bearer, Subtree(bearers[rule.bearer], {}))
            found.append((rule, trial_of(rule, subtree), subtree))
    return found


def test_every_rule_can_be_tried_out_and_agrees_with_its_truth_table() -> None:
    tables = 0
    for rule, trial, subtree in tried_out():
        trial.run({}, today=DAY)
        assert all(outline(reading.condition, subtree).words.de for reading in rule.readings)
        rows = truth_rows(rule.readings, subtree)
        tables += rows is not None
        for given, truth in rows or ():
            answers = {next(each for each in trial.questions if is_within(each, path)): given[path] for path in given}
            assert probed(trial, answers) == truth, (rule.rule_id, given)
    assert tables > 300


def probed(trial: Trial, answers: dict[str, Answer]) -> tuple[bool, ...]:
    """Return whether the conditions hold when no reading hides what another one asks for, in every Land."""
    alone = [replace(rule, land=()) for rule in trial.formular.rules if (rule.target or "").startswith("wirkt")]
    calm = replace(trial, formular=replace(trial.formular, rules=tuple(alone)))
    return calm.run(answers, today=DAY).holds
