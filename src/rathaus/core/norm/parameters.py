"""The legal parameters that count for a body: shipped with the product, loaded from files, confirmed by people."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from django.conf import settings
from django.db import connection

from rathaus.core.norm.models import LegalParameter, ParameterConfirmation
from rathaus.core.norm.parameter_rules import Confirmed, confirmed_version
from rathaus.engine.prozess.model import Prozess
from rathaus.recht.parameters import Parameters, ParameterVersion, Status
from rathaus.recht.regime import Regime, Verfahrensrecht
from rathaus.recht.shipped import load_parameters
from rathaus.recht.units import value_of

_STAMP = """SELECT (SELECT concat(count(*), '/', max(id), '/', max(loaded_at)) FROM norm_legalparameter),
                   (SELECT concat(count(*), '/', max(id), '/', max(confirmed_at)) FROM norm_parameterconfirmation)"""
_KEPT = 512
"""Sets of rows that a process keeps: one for each body that has confirmed rows of its own, as of a change."""

type _Stamp = tuple[str, str]


def parameters_for(stelle_id: int | None = None, *, known_at: datetime | None = None) -> Parameters:
    """Return every row of law that counts for a body.

    Args:
        stelle_id: the body, whose lead may have confirmed rows for it alone; None for what counts in the whole state.
        known_at: aware instant; what was loaded or confirmed later is left out. So a Bescheid explains itself by
            what was known on its day. None for everything that is known now.
    """
    stamp = _stamp()
    known = _known(stamp)
    loaded, confirmed = len(known.loaded), len(known.confirmed)
    if known_at is not None:
        loaded = sum(1 for row in known.loaded if row.loaded_at <= known_at)
        confirmed = sum(1 for row in known.confirmed if row.confirmed_at <= known_at)
    own = stelle_id if any(row.stelle_id == stelle_id for row in known.confirmed) else None
    return _parameters_at(stamp, own, loaded, confirmed)


def regime_of(
    law: Prozess | Verfahrensrecht = Verfahrensrecht.VWVFG,
    *,
    stelle_id: int | None = None,
    known_at: datetime | None = None,
) -> Regime:
    """Return the law of a procedure at a body of this Land.

    Args:
        law: the procedure, or its code.
        stelle_id: the body; None where no body is concerned.
        known_at: see :func:`parameters_for`.
    """
    code = law if isinstance(law, Verfahrensrecht) else Verfahrensrecht(law.leistung.verfahrensrecht.value)
    parameters = parameters_for(stelle_id, known_at=known_at)
    return Regime(land=settings.RATHAUS_LAND, verfahrensrecht=code, parameters=parameters)


def law_of_results(version_ids: Iterable[str]) -> tuple[ParameterVersion, ...]:
    """Return the rows that a stored result names, whoever confirmed them, in its order; unknown ids are left out."""
    known = _known(_stamp())
    files = _files(known.loaded)
    everything = files.adding(_confirmed(files, known.confirmed))
    rows = (everything.version(each) for each in dict.fromkeys(version_ids))
    return tuple(row for row in rows if row is not None)


def with_kept_law(regime: Regime, version_ids: Iterable[str]) -> Regime:
    """Return a regime in which the rows that a stored result names go before what is known by now.

    Args:
        regime: Land, code of procedure, and the rows for everything that the result does not name.
        version_ids: of the stored result.
    """
    return replace(regime, parameters=regime.parameters.keeping(law_of_results(version_ids)))


def loaded_and_shipped() -> Parameters:
    """Return the rows as files say them, before any confirmation."""
    return _files(_known(_stamp()).loaded)


@dataclass(frozen=True, slots=True)
class _Known:
    """Both tables in the order of time."""

    loaded: tuple[LegalParameter, ...]
    confirmed: tuple[ParameterConfirmation, ...]


@lru_cache(maxsize=4)
def _known(stamp: _Stamp) -> _Known:
    """Read both tables; the stamp is the key under which they are kept, and changes with every row of either."""
    del stamp
    return _Known(
        tuple(LegalParameter.objects.order_by("loaded_at", "pk")),
        tuple(ParameterConfirmation.objects.order_by("confirmed_at", "pk")),
    )


@lru_cache(maxsize=_KEPT)
def _parameters_at(stamp: _Stamp, stelle_id: int | None, loaded: int, confirmed: int) -> Parameters:
    """Return the set after so many rows of either table: what a body confirmed for itself goes before the state."""
    known = _known(stamp)
    files = _files(known.loaded[:loaded])
    rows = [row for row in known.confirmed[:confirmed] if row.stelle_id in {None, stelle_id}]
    return files.adding(_confirmed(files, sorted(rows, key=lambda row: row.stelle_id is not None)))


def _files(loaded: Iterable[LegalParameter]) -> Parameters:
    return load_parameters().adding(version_of(row) for row in loaded)


def _confirmed(files: Parameters, rows: Iterable[ParameterConfirmation]) -> list[ParameterVersion]:
    versions = ((row, files.version(row.version_id)) for row in rows)
    return [confirmed_row(row, version) for row, version in versions if version is not None]


def confirmed_row(row: ParameterConfirmation, version: ParameterVersion) -> ParameterVersion:
    """Return the row in force that a stored confirmation makes of an unverified one."""
    said = Confirmed(value_of(row.value, version.unit), row.source, row.verified_on, row.valid_from)
    return confirmed_version(version, said, confirmation=row.short_id)


def version_of(row: LegalParameter) -> ParameterVersion:
    """Return a loaded row as calculations use it."""
    return ParameterVersion(
        key=row.key,
        jurisdiction=row.jurisdiction,
        value=value_of(row.value, row.unit),
        unit=row.unit,
        status=Status(row.status),
        citation=row.citation,
        source=row.source,
        source_url=row.source_url,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        verified_on=row.verified_on,
        alternatives=tuple(value_of(each, row.unit) for each in row.alternatives),
        note=row.note,
    )


def _stamp() -> _Stamp:
    with connection.cursor() as cursor:
        cursor.execute(_STAMP)
        loaded, confirmed = cursor.fetchone()
    return loaded, confirmed
