"""How much a Meldung weighs, and how the official catalogue is read."""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from rathaus.values.findings import Finding, Severity
from rathaus.values.messages import Message
from rathaus.values.text import Text

CATALOGUE = "urn:xoev-de:fim-datenfelder:codeliste:xdfm_1.8"
"""The catalogue whose numbers and grades are used here."""


class Grade(StrEnum):
    """The four grades of the catalogue, gravest first. Source: xdfm 1.8, column Typ."""

    KRITISCH = "FehlerKritisch"
    METHODISCH = "FehlerMethodisch"
    WARNUNG = "Warnung"
    HINWEIS = "Hinweis"

    @property
    def label(self) -> Text:
        """Return the name of the grade for people."""
        return _LABELS[self]

    @property
    def severity(self) -> Severity:
        """Return how a finding of the compiler weighs: released schemas break critical checks, so none blocks."""
        return Severity.WARNING if self in {Grade.KRITISCH, Grade.METHODISCH} else Severity.HINT


_LABELS = MappingProxyType(
    {
        Grade.KRITISCH: Text("Kritische Fehler", "Critical errors"),
        Grade.METHODISCH: Text("Methodische Fehler", "Errors of method"),
        Grade.WARNUNG: Text("Warnungen", "Warnings"),
        Grade.HINWEIS: Text("Hinweise", "Hints"),
    }
)

#: Switched off in the catalogue itself, so they are not run.
DISABLED = frozenset({1089, 1104, 1108, 1110, 1111, 1112, 1113, 1114, 1119})

#: Numbers that the catalogue never assigned.
UNASSIGNED = frozenset({1020, 1086})


@dataclass(frozen=True, slots=True)
class Meldung:
    """One thing that a check found.

    Args:
        code: ``FIM-1006`` for the official check 1006, ``QUA-…`` for a lint of ours.
        grade: see :class:`Grade`.
        where: path key of the element, optionally followed by the id of a rule.
        what: what is wrong, one sentence.
        remedy: what to do, one sentence.
    """

    code: str
    grade: Grade
    where: str
    what: Text
    remedy: Text

    @property
    def finding(self) -> Finding:
        """Return it as a finding of the compiler."""
        return Finding(self.code, self.grade.severity, self.where, self.what, self.remedy)


@dataclass(frozen=True, slots=True)
class Wording:
    """What a code says: its grade and the two sentences; ``{detail}`` is filled with the facts in parentheses."""

    grade: Grade
    what: Text
    remedy: Text

    def meldung(self, code: str, where: str, *, detail: str) -> Meldung:
        """Return the Meldung at a place; an empty detail leaves no trace."""
        shown = f" ({detail})" if detail else ""
        said = Message(self.grade.severity, self.what, self.remedy).finding(code, where, detail=shown)
        return Meldung(code, self.grade, where, said.what, said.remedy)
