"""Legal parameters: the numbers that a law sets, with jurisdiction, validity, status and citation."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Self

from rathaus.recht.errors import JurisdictionUnknown, ParameterUnknown
from rathaus.values.text import Text

FEDERAL = "federal"

FALLBACK: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {FEDERAL: (FEDERAL,), "HE": ("HE", FEDERAL), "SH": ("SH", FEDERAL)}
)
"""Explicit order in which jurisdictions are asked for a parameter; a Land that is missing here is refused."""


class Status(StrEnum):
    """How sure a row is: only ``draft`` is never applied; ``unverified`` is applied and shown with a banner."""

    IN_FORCE = "in_force"
    DRAFT = "draft"
    UNVERIFIED = "unverified"
    REPEALED = "repealed"


@dataclass(frozen=True, slots=True)
class ParameterVersion:
    """One row of a legal parameter. A change of law is a new row, never an update of the value.

    Args:
        key: such as ``bekanntgabe.fiction_days``.
        jurisdiction: ``federal`` or a Land such as ``HE``.
        value: the number or truth value that is applied.
        unit: unit of the value: ``days``, ``weeks``, ``months``, ``years`` or ``bool``.
        status: see :class:`Status`.
        citation: paragraph that sets it, as printed in an explanation.
        source: where the text was seen.
        valid_from: first local day on which it holds; None when not recorded or long-standing.
        valid_to: first local day on which it no longer holds; None when it has no end.
        alternatives: other values that are possible while the row is unverified.
        note: what a person should know before relying on it.
    """

    key: str
    jurisdiction: str
    value: int | bool
    unit: str
    status: Status
    citation: str
    source: str
    valid_from: date | None = None
    valid_to: date | None = None
    alternatives: tuple[int, ...] = ()
    note: str = ""

    @property
    def version_id(self) -> str:
        """Return the stable id that a stored result keeps, such as ``widerspruch.term@federal/always``."""
        return f"{self.key}@{self.jurisdiction}/{self.valid_from or 'always'}"

    @property
    def unverified(self) -> bool:
        """Return whether every result that uses the row must show a banner."""
        return self.status is Status.UNVERIFIED

    @property
    def banners(self) -> tuple[Text, ...]:
        """Return the banner of an unverified row, or nothing."""
        if not self.unverified:
            return ()
        return (
            Text(
                f"{self.citation}: Diese Regel ist nicht am Gesetzestext geprüft. Bitte prüfen Sie das Ergebnis.",
                f"{self.citation}: This rule was not checked against the statute. Please check the result.",
            ),
        )

    def holds_on(self, day: date) -> bool:
        """Return whether the local day lies in the row's half-open validity."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Self:
        """Read one ``[[parameter]]`` table of a parameter file."""
        return cls(**{**row, "status": Status(row["status"]), "alternatives": tuple(row.get("alternatives", ()))})


@dataclass(frozen=True, slots=True)
class Parameters:
    """A set of parameter rows that is asked by key, jurisdiction and day."""

    versions: tuple[ParameterVersion, ...]

    def find(self, key: str, jurisdiction: str, day: date) -> ParameterVersion:
        """Return the row that applies.

        Args:
            key: key of the parameter.
            jurisdiction: ``federal`` or a Land; :data:`FALLBACK` says which law follows.
            day: local date Europe/Berlin of the event.

        Raises:
            JurisdictionUnknown: no explicit fallback rule for the jurisdiction.
            ParameterUnknown: no row that is not a draft holds on the day.
        """
        if jurisdiction not in FALLBACK:
            raise JurisdictionUnknown(jurisdiction=jurisdiction)
        for place in FALLBACK[jurisdiction]:
            rows = [row for row in self._applicable(key, day) if row.jurisdiction == place]
            if rows:
                return max(rows, key=lambda row: row.valid_from or date.min)
        raise ParameterUnknown(key=key, jurisdiction=jurisdiction, day=day)

    def replacing(self, rows: Iterable[ParameterVersion]) -> Self:
        """Return a set in which the given rows take the place of all rows with their key and jurisdiction.

        This is how a confirmed value, or the law of another time, enters a calculation.
        """
        new = tuple(rows)
        replaced = {(row.key, row.jurisdiction) for row in new}
        kept = tuple(row for row in self.versions if (row.key, row.jurisdiction) not in replaced)
        return type(self)(kept + new)

    def _applicable(self, key: str, day: date) -> Iterable[ParameterVersion]:
        return (row for row in self.versions if row.key == key and row.status is not Status.DRAFT and row.holds_on(day))


@lru_cache(maxsize=1)
def load_parameters() -> Parameters:
    """Read all parameter files of the package, once."""
    folder = resources.files("rathaus.recht") / "parameter"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    tables = (tomllib.loads(file.read_text(encoding="utf-8")) for file in files)
    return Parameters(tuple(ParameterVersion.from_row(row) for table in tables for row in table["parameter"]))


def parameter(key: str, jurisdiction: str, day: date) -> ParameterVersion:
    """Return the shipped row that applies; see :meth:`Parameters.find`."""
    return load_parameters().find(key, jurisdiction, day)
