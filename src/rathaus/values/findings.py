"""Findings: what is wrong with data that we were given, collected and shown together."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rathaus.values.text import Text


class Severity(StrEnum):
    """How much a finding weighs: an error blocks the next step, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with given data.

    Args:
        code: stable code such as ``XDF-004``; documented in ``docs/reference/findings.md``.
        severity: see :class:`Severity`.
        where: place in the data: path key of a field, element id, file name and line, never personal data.
        what: what is wrong, one sentence.
        remedy: what to do, one sentence.
    """

    code: str
    severity: Severity
    where: str
    what: Text
    remedy: Text

    def as_line(self, language: str = "en") -> str:
        """Return the finding as one line for a terminal."""
        what, remedy = self.what.in_language(language), self.remedy.in_language(language)
        return f"{self.severity.value} {self.code} {self.where}: {what} {remedy}"


def has_errors(findings: Iterable[Finding]) -> bool:
    """Return whether any finding blocks the next step."""
    return any(finding.severity is Severity.ERROR for finding in findings)
