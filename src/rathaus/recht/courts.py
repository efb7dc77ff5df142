"""The administrative courts of Hessen and their districts, for the remedy notice: dated like every other law."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any, Self

from rathaus.recht.parameters import Status

_NAMED = frozenset({Status.IN_FORCE, Status.REPEALED})
"""What may stand in a notice: a repealed row for days on which it held; never a draft or an unverified one."""


@dataclass(frozen=True, slots=True)
class Court:
    """An administrative court with its seat, as a remedy notice must name it (VwGO § 58(1))."""

    name: str
    seat: str


@dataclass(frozen=True, slots=True)
class CourtDistrict:
    """One row: the district of a court during a time. A change of districts is a new row.

    Args:
        court: the court.
        kreise: the counties and county-free cities, first five digits of the official key such as ``06438``.
        status: how sure the row is.
        citation: paragraph that sets it.
        source: where the text was seen.
        valid_from: first local day on which it holds; None when not recorded or long-standing.
        valid_to: first local day on which it no longer holds; None when it has no end.
    """

    court: Court
    kreise: frozenset[str]
    status: Status
    citation: str
    source: str
    valid_from: date | None = None
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Return whether the row may be applied on a local day: in its half-open validity, and its law was seen."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day < self.valid_to) and self.status in _NAMED

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Self:
        """Read one ``[[district]]`` table."""
        rest = {key: value for key, value in row.items() if key not in {"court", "seat", "kreise", "status"}}
        court, kreise = Court(row["court"], row["seat"]), frozenset(row["kreise"])
        return cls(court=court, kreise=kreise, status=Status(row["status"]), **rest)


@dataclass(frozen=True, slots=True)
class Courts:
    """A set of districts that is asked by key and day."""

    districts: tuple[CourtDistrict, ...]

    def find(self, kreis_key: str, day: date) -> Court | None:
        """Return the court of a district on a local day; of several rows the one that began last."""
        rows = [row for row in self.districts if kreis_key in row.kreise and row.holds_on(day)]
        return max(rows, key=lambda row: row.valid_from or date.min).court if rows else None

    def on(self, day: date) -> tuple[Court, ...]:
        """Return every court that has a district on a local day, each once."""
        return tuple(dict.fromkeys(row.court for row in self.districts if row.holds_on(day)))


def court_for(kreis_key: str, day: date) -> Court | None:
    """Return the administrative court of a county or county-free city.

    Args:
        kreis_key: first five digits of the official key, such as ``06438``.
        day: local date Europe/Berlin on which the notice is issued.

    Returns:
        None where our source does not name the district (Hanau, 06415): a clerk must confirm the court.

    Source: HessAGVwGO § 1(2).
    """
    return load_courts().find(kreis_key, day)


def all_courts(day: date) -> tuple[Court, ...]:
    """Return the administrative courts of a local day, for the clerk who confirms one."""
    return load_courts().on(day)


@lru_cache(maxsize=1)
def load_courts() -> Courts:
    """Read the shipped districts, once."""
    text = (resources.files("rathaus.recht") / "courts.toml").read_text(encoding="utf-8")
    return Courts(tuple(CourtDistrict.from_row(row) for row in tomllib.loads(text)["district"]))
