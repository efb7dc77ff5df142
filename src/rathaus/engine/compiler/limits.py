"""Which restrictions of a field can be used: patterns that can be read, limits of the field's own type."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

import regex  # type: ignore[import-untyped]  # ships no type information

from rathaus.engine.formular.checks import decimal_of
from rathaus.engine.formular.dates import is_date, is_datetime, is_time
from rathaus.engine.formular.pattern import compile_pattern
from rathaus.standards.xdatenfelder.codes import Datentyp
from rathaus.standards.xdatenfelder.model import Datenfeld, Praezisierung

_NUMBERS = (Datentyp.NUM, Datentyp.NUM_INT, Datentyp.NUM_CURRENCY)
_READERS: Mapping[Datentyp, Callable[[str], bool]] = MappingProxyType(
    {
        Datentyp.DATE: is_date,
        Datentyp.TIME: is_time,
        Datentyp.DATETIME: is_datetime,
        **dict.fromkeys(_NUMBERS, lambda limit: decimal_of(limit) is not None),
    }
)


def usable_limits(element: Datenfeld) -> Praezisierung:
    """Return the restriction without what cannot be used, so that even a draft with errors can be looked at."""
    limits = element.praezisierung or Praezisierung()
    if limits.pattern and not is_pattern(limits.pattern):
        limits = replace(limits, pattern=None)
    return limits if limits_read(element) else replace(limits, min_value=None, max_value=None)


def is_pattern(pattern: str) -> bool:
    """Return whether a pattern can be read."""
    try:
        compile_pattern(pattern)
    except regex.error:
        return False
    return True


def limits_read(element: Datenfeld) -> bool:
    """Return whether the limits fit the data type; limits of other types are never used."""
    reads = _READERS.get(element.datentyp)
    limits = element.praezisierung
    if reads is None or limits is None:
        return True
    return all(reads(limit) for limit in (limits.min_value, limits.max_value) if limit is not None)
