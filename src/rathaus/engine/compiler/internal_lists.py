"""Internal code lists of XDatenfelder 2.0 become value lists of their fields, as in 3.0.0.

Version 2.0 knows no inline lists: every select refers to a file beside the schema. A list whose URN begins with
``urn:de:fim:`` belongs to the schema alone; all others stay references. Source: XDatenfelder, migration 2.0 to 3.0.0.
"""

from collections.abc import Iterable
from dataclasses import replace

from rathaus.standards.genericode.model import Codelist
from rathaus.standards.xdatenfelder.model import Datenfeld, Datenfeldgruppe, Stammdatenschema, Struktur, Wert
from rathaus.standards.xdatenfelder.version_2 import INTERNAL_LIST

_HELP_COLUMN = "hilfe"


def inline_internal_lists(schema: Stammdatenschema, codelists: Iterable[Codelist]) -> Stammdatenschema:
    """Return the schema with the entries of its internal lists in the fields.

    Args:
        schema: as read from a file of version 2.0.
        codelists: the lists that lie beside it.
    """
    known = {(codelist.uri, codelist.version): _werte(codelist) for codelist in codelists}
    return replace(schema, struktur=_positions(schema.struktur, known))


def _positions(struktur: tuple[Struktur, ...], known: dict[tuple[str, str], tuple[Wert, ...]]) -> tuple[Struktur, ...]:
    return tuple(replace(position, enthaelt=_element(position.enthaelt, known)) for position in struktur)


def _element(
    element: Datenfeld | Datenfeldgruppe, known: dict[tuple[str, str], tuple[Wert, ...]]
) -> Datenfeld | Datenfeldgruppe:
    if isinstance(element, Datenfeldgruppe):
        return replace(element, struktur=_positions(element.struktur, known))
    reference = element.codeliste_referenz
    if reference is None or not (reference.canonical_identification or "").startswith(INTERNAL_LIST):
        return element
    werte = known.get((reference.canonical_identification or "", reference.version or ""))
    return replace(element, werte=werte, codeliste_referenz=None) if werte else element


def _werte(codelist: Codelist) -> tuple[Wert, ...]:
    """Return the entries, each code once."""
    helps = {row.get(codelist.code_column): row.get(_HELP_COLUMN, "") for row in codelist.rows}
    return tuple(Wert(code, name, helps.get(code, "")) for code, name in dict(codelist.entries()).items())
