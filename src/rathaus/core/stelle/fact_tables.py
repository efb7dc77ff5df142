"""The fact tables of this room: read and checked before anything is written.

Sources and notices: ``docs/reference/data_sources.md``.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib import resources

from rathaus.core.stelle.errors import FactsBroken

POPULATION_AS_OF = date(2024, 12, 31)
KREIS_LEVEL_SUFFIX = "0000000"

_AGS, _ARS, _KREIS, _PLZ = (re.compile(rf"\d{{{digits}}}") for digits in (8, 12, 5, 5))
_YES = {"yes": True, "": False}

BEZIRK_DIGITS = 3
"""Leading digits of an official key that name Land and Regierungsbezirk."""


@dataclass(frozen=True, slots=True)
class BodyFact:
    """One public body as it stands in a fact table."""

    slug: str
    name: str
    official_name: str
    kind: str
    special_status: bool = False
    population: int | None = None
    area_km2: Decimal | None = None
    lat: Decimal | None = None
    lon: Decimal | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class KeyFact:
    """Official keys of a body and the half-open time in which they hold."""

    slug: str
    ars: str
    ags: str
    kreis_key: str
    special_status: bool
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class SuccessionFact:
    """A body got a new key or was merged."""

    predecessor: str
    successor: str
    kind: str
    on: date


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts about public bodies."""

    bodies: tuple[BodyFact, ...]
    keys: tuple[KeyFact, ...]
    successions: tuple[SuccessionFact, ...]
    postal_codes: tuple[tuple[str, str], ...]


def read_facts() -> Facts:
    """Read and check the fact tables that are shipped.

    Raises:
        FactsBroken: a key has the wrong number of digits, or a row names a body that does not exist.
    """
    municipalities, counties = _rows("municipalities.csv"), _rows("counties.csv")
    former_bodies, former_keys = _rows("former_municipalities.csv"), _rows("former_keys.csv")
    bodies = (*_bodies(municipalities), *_bodies(former_bodies), *_county_bodies(counties), *_state_bodies())
    facts = Facts(
        bodies=bodies,
        keys=tuple(_keys(municipalities, counties, former_keys)),
        successions=tuple(
            SuccessionFact(row["predecessor"], row["successor"], row["kind"], date.fromisoformat(row["on"]))
            for row in _rows("successions.csv")
        ),
        postal_codes=tuple((row["postal_code"], row["slug"]) for row in _rows("postal_codes.csv")),
    )
    check_facts(facts)
    return facts


def check_facts(facts: Facts) -> None:
    """Refuse facts that cannot be right.

    Raises:
        FactsBroken: names the first row that is wrong.
    """
    known = {body.slug for body in facts.bodies}
    if len(known) != len(facts.bodies):
        raise FactsBroken(reason="two bodies share a slug")
    for key in facts.keys:
        digits = (
            _ARS.fullmatch(key.ars) and _KREIS.fullmatch(key.kreis_key) and (not key.ags or _AGS.fullmatch(key.ags))
        )
        if not digits or not key.ars.startswith(key.kreis_key) or not (key.ags or key.ars).startswith(key.kreis_key):
            raise FactsBroken(reason="wrong digits in a key", slug=key.slug, ars=key.ars, ags=key.ags)
    for plz, slug in facts.postal_codes:
        if not _PLZ.fullmatch(plz):
            raise FactsBroken(reason="a postal code has five digits", plz=plz, slug=slug)
    named = {key.slug for key in facts.keys} | {slug for _, slug in facts.postal_codes}
    named |= {slug for each in facts.successions for slug in (each.predecessor, each.successor)}
    if named - known:
        raise FactsBroken(reason="unknown body", slugs=sorted(named - known))


def _rows(name: str) -> list[dict[str, str]]:
    path = resources.files("rathaus.core.stelle") / "facts" / name
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def _bodies(rows: Sequence[dict[str, str]]) -> Iterator[BodyFact]:
    for row in rows:
        yield BodyFact(
            slug=row["slug"],
            name=row["name"],
            official_name=row["official_name"],
            kind=row["kind"],
            special_status=_YES[row.get("special_status", "")],
            population=int(row["population"]) if row.get("population") else None,
            area_km2=Decimal(row["area_km2"]),
            lat=Decimal(row["lat"]) if row.get("lat") else None,
            lon=Decimal(row["lon"]) if row.get("lon") else None,
            valid_to=date.fromisoformat(row["valid_to"]) if row.get("valid_to") else None,
        )


def _county_bodies(rows: Sequence[dict[str, str]]) -> Iterator[BodyFact]:
    for row in rows:
        yield BodyFact(
            slug=row["slug"],
            name=row["name"],
            official_name=row["name"],
            kind="landkreis",
            population=int(row["population"]),
            area_km2=Decimal(row["area_km2"]),
        )


@lru_cache(maxsize=1)
def praesidien() -> Mapping[str, str]:
    """Return Regierungsbezirk (first three digits of the official keys of its places) to slug of its Präsidium."""
    return {row["bezirk"]: row["slug"] for row in _rows("state_bodies.csv") if row["bezirk"]}


def _state_bodies() -> Iterator[BodyFact]:
    for row in _rows("state_bodies.csv"):
        yield BodyFact(row["slug"], row["name"], row["name"], row["kind"])


def _keys(
    municipalities: Sequence[dict[str, str]], counties: Sequence[dict[str, str]], former: Sequence[dict[str, str]]
) -> Iterator[KeyFact]:
    begun: dict[str, date] = {}
    for row in former:
        valid_to = begun[row["slug"]] = date.fromisoformat(row["valid_to"])
        special = _YES[row["special_status"]]
        yield KeyFact(row["slug"], row["ars"], row["ags"], row["ars"][:5], special, None, valid_to)
    for row in municipalities:
        special = _YES[row["special_status"]]
        yield KeyFact(row["slug"], row["ars"], row["ags"], row["ars"][:5], special, begun.get(row["slug"]), None)
    for row in counties:
        ars = row["kreis_key"] + KREIS_LEVEL_SUFFIX
        yield KeyFact(row["slug"], ars, "", row["kreis_key"], special_status=False, valid_from=None, valid_to=None)
