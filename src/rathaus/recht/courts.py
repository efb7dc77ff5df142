"""The administrative courts of Hessen and their districts, for the remedy notice."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Court:
    """An administrative court with its seat, as a remedy notice must name it (VwGO § 58(1))."""

    name: str
    seat: str


def court_for(kreis_key: str) -> Court | None:
    """Return the administrative court of a county or county-free city.

    Args:
        kreis_key: first five digits of the official key, such as ``06438``.

    Returns:
        None where our source does not name the district (Hanau, 06415): a clerk must confirm the court.

    Source: HessAGVwGO § 1(2).
    """
    return _courts_by_kreis().get(kreis_key)


@lru_cache(maxsize=1)
def all_courts() -> tuple[Court, ...]:
    """Return the five administrative courts, for the clerk who confirms one."""
    return tuple(dict.fromkeys(_courts_by_kreis().values()))


@lru_cache(maxsize=1)
def _courts_by_kreis() -> Mapping[str, Court]:
    text = (resources.files("rathaus.recht") / "courts.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["court"]
    return {key: Court(row["name"], row["seat"]) for row in rows for key in row["kreise"]}
