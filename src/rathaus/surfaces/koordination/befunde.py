"""Findings for a page: by severity, and what says the same only once with all its places."""

from collections.abc import Iterable

from rathaus.values.findings import Finding, Severity

type Alike = list[tuple[Finding, list[str]]]
"""A finding with every place where it was met."""


def grouped(findings: Iterable[Finding]) -> list[tuple[str, Alike]]:
    """Return severity and findings, the worst first; a severity without any is left out."""
    every = list(findings)
    groups = [(severity.value, _alike(each for each in every if each.severity is severity)) for severity in Severity]
    return [(severity, found) for severity, found in groups if found]


def _alike(findings: Iterable[Finding]) -> Alike:
    found: dict[tuple[str, str, str], tuple[Finding, list[str]]] = {}
    for each in findings:
        _, places = found.setdefault((each.code, each.what.de, each.remedy.de), (each, []))
        places.append(each.where)
    return list(found.values())
