"""The prose rules of a version: deciding about them, and what the checks of quality say about its schema."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from rathaus.core.codeliste.queries import read_codelisten
from rathaus.core.leistung.actions import load_package
from rathaus.core.leistung.models import Leistung, LeistungVersion
from rathaus.core.leistung.queries import package_of
from rathaus.core.leistung.rules import RULES, chain_id, finding_from_json, read_package_schema
from rathaus.core.protokoll.actions import Subject
from rathaus.core.regel.actions import decide_rule
from rathaus.core.regel.errors import ReadingChanged, RuleBreaksForm, RuleNotFound
from rathaus.core.regel.models import Regelentscheidung
from rathaus.core.regel.rules import Decision, Seen, Verdict
from rathaus.core.regel.workbench import Ground, Workbench, rules_in
from rathaus.core.scope.actor import Actor
from rathaus.core.stelle.queries import coordination_office
from rathaus.engine.compiler.inspection import inspect_file
from rathaus.engine.quality.examine import Report
from rathaus.values.findings import Finding, Severity


def workbench_of(version: LeistungVersion) -> Workbench:
    """Return the rules of a version with what was decided about them."""
    files = package_of(version)
    source = read_package_schema(files, find_codelists=read_codelisten)
    slug, at = version.leistung.slug, version.loaded_at
    return rules_in(Ground(slug, source.schema, source.codelists, RULES in files, compiled_at=at))


@transaction.atomic
def decide_on_version(
    *, actor: Actor, bench: Workbench, verdict: Verdict, seen: Seen, now: datetime
) -> Regelentscheidung:
    """Decide about a rule of a version; every version of the Leistung that is not published follows at once.

    A published version never changes: there the decision acts in the next one.

    Args:
        actor: the coordination office.
        bench: of the version where the person looked at the rule.
        verdict: the decision about the rule as it is read now.
        seen: what the page showed to the person.
        now: aware instant.

    Raises:
        RuleNotFound: the version brings its rules in machine form, or has no such rule.
        ReadingChanged: the rule is read in another way than the person saw.
        RuleBreaksForm: a version that waits would get errors that it did not have; nothing is stored.
    """
    leistung = Leistung.objects.select_for_update(no_key=True).get(slug=bench.ground.leistung)
    rule = next((each for each in bench.rules if each.reading.of_text == verdict.rule.of_text), None)
    if rule is None or bench.ground.has_machine_form:
        raise RuleNotFound(rule=verdict.rule.rule_id)
    if verdict.decision is not Decision.REJECTED and verdict.rule.key != seen.reading_key:
        raise ReadingChanged(rule=verdict.rule.rule_id)
    subject = Subject("leistung", chain_id(leistung.slug), coordination_office().pk)
    row = decide_rule(actor=actor, leistung=leistung.slug, verdict=verdict, seen=seen.number, subject=subject, now=now)
    waiting = LeistungVersion.objects.filter(leistung=leistung, state=LeistungVersion.State.LOADED)
    for version in waiting.order_by("loaded_at", "pk"):  # loading anew keeps their order: the newest stays the newest
        report = load_package(actor=actor, files=package_of(version))
        if _errors(report.findings) - _errors(finding_from_json(each) for each in version.findings):
            raise RuleBreaksForm(rule=row.rule, version=version.version)
    return row


@dataclass(frozen=True, slots=True)
class OpenRules:
    """A version with rules about which somebody must decide: how many, by the findings of its compiler."""

    version: LeistungVersion
    count: int


def open_rules() -> list[OpenRules]:
    """Return the newest version of each Leistung in which rules wait for a person, those with most rules first."""
    newest = LeistungVersion.objects.order_by("leistung_id", "-loaded_at").distinct("leistung_id")
    rows = LeistungVersion.objects.filter(pk__in=newest.values("pk")).filter(
        findings__contains=[{"severity": Severity.WARNING.value}]
    )
    light = rows.select_related("leistung").defer("formular", "prozess", "description", "templates")
    found = [OpenRules(row, len(doubted_rules(finding_from_json(each) for each in row.findings))) for row in light]
    waiting = [each for each in found if each.count]
    return sorted(waiting, key=lambda each: (-each.count, each.version.leistung.slug))


def doubted_rules(findings: Iterable[Finding]) -> frozenset[str]:
    """Return the places of the rules in prose that are not read for sure, and do nothing until somebody decides."""
    return frozenset(
        each.where for each in findings if each.code.startswith("REG-") and each.severity is Severity.WARNING
    )


def _errors(findings: Iterable[Finding]) -> set[Finding]:
    return {each for each in findings if each.severity is Severity.ERROR}


def inspect_version(version: LeistungVersion) -> Report | None:
    """Return everything that the checks of quality say about the schema of a version; None when it has no schema."""
    files = package_of(version)
    source = read_package_schema(files, find_codelists=read_codelisten)
    content = files.get(source.path)
    return None if content is None else inspect_file(content, codelists=source.codelists)
