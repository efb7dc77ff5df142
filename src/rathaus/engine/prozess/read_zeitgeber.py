"""Reading ``[[zeitgeber]]`` of ``ablauf.toml``."""

import re
from typing import Final

from rathaus.engine.prozess.read_aufgabe import read_conditions, read_key
from rathaus.engine.prozess.table import KEY_PATTERN, TableReader
from rathaus.engine.prozess.zeitgeber import Zeitgeber, ZeitgeberEffect, ZeitgeberEffectKind
from rathaus.recht.fristen import Length, Unit

_KEY: Final = KEY_PATTERN.pattern
_LENGTH: Final = re.compile(r"([1-9]\d{0,3})\s+(Tage?|Wochen?|Monate?|Jahre?)")
_UNITS: Final = {"T": Unit.DAYS, "W": Unit.WEEKS, "M": Unit.MONTHS, "J": Unit.YEARS}
_EFFECT: Final = re.compile(
    rf"(?P<erinnern>erinnern)(?:\s+(?P<reminded>{_KEY}))?"
    rf"|(?P<oeffnen>oeffnen)\s+(?P<opened>{_KEY})"
    rf"|(?P<beenden>beenden)\s+(?P<completed>{_KEY})(?:\s*=\s*(?P<outcome>{_KEY}))?"
    rf"|(?P<fiktion>fiktion)\s+(?P<result>{_KEY})"
)
_PARAMETER: Final = r"[a-z][a-z0-9_.-]*"
_DONE: Final = "erledigt"


def read_zeitgeber(table: TableReader) -> Zeitgeber:
    """Return one timer.

    Args:
        table: reader of its table.

    Source: VwVfG § 42a(2): the period of a Genehmigungsfiktion begins with complete documents and ends later only by
    one extension; a question to the person does not stop it.
    """
    has_parameter = "parameter" in table.data
    zeitgeber = Zeitgeber(
        key=read_key(table),
        name=table.text("name", required=True),
        nach=read_conditions(table, required=True),
        folge=_read_effect(table),
        dauer=_read_length(table, required=not has_parameter),
        parameter=table.string("parameter", required=False, pattern=_PARAMETER),
        ruht=table.flag("ruht", default=False),
        norm=table.string("norm", required=False),
    )
    if has_parameter and "dauer" in table.data:
        table.report("PRO-010", "dauer", key="dauer", other="parameter")
    if zeitgeber.folge.kind is ZeitgeberEffectKind.DEEMED_GRANT and not zeitgeber.norm:
        table.report("PRO-044", "norm", key=zeitgeber.key)
    if zeitgeber.folge.kind is ZeitgeberEffectKind.DEEMED_GRANT and zeitgeber.ruht:
        table.report("PRO-049", "ruht", key=zeitgeber.key)
    table.finish()
    return zeitgeber


def _read_length(table: TableReader, *, required: bool) -> Length | None:
    """Return a length such as ``3 Monate``; None when it is absent or wrong."""
    written = table.string("dauer", required=required)
    match = _LENGTH.fullmatch(written)
    if match:
        return Length(int(match[1]), _UNITS[match[2][0]])
    if written:
        table.report("PRO-004", "dauer", expected="„14 Tage“, „1 Monat“ …", expected_en="“14 Tage”, “1 Monat” …")
    return None


def _read_effect(table: TableReader) -> ZeitgeberEffect:
    written = table.string("folge")
    match = _EFFECT.fullmatch(written)
    if match is None:
        words = "erinnern [aufgabe] · oeffnen aufgabe · beenden aufgabe [= wahl] · fiktion ergebnis"
        if written:
            table.report("PRO-004", "folge", expected=words, expected_en=words)
        return ZeitgeberEffect(ZeitgeberEffectKind.REMIND)
    kind = next(kind for kind in ZeitgeberEffectKind if match[kind.value])
    return ZeitgeberEffect(
        kind,
        aufgabe=match["reminded"] or match["opened"] or match["completed"] or "",
        outcome=(match["outcome"] or _DONE) if match["completed"] else "",
        ergebnis=match["result"] or "",
    )
