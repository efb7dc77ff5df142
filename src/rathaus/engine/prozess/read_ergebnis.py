"""Reading ``[[ergebnis]]`` of ``ablauf.toml``."""

from typing import Final

from rathaus.engine.prozess.model import (
    Anhoerung,
    AnhoerungKind,
    Ergebnis,
    ErgebnisKind,
    Gebuehr,
    GebuehrKind,
    Grund,
    Mitzeichnung,
    Rechtsbehelf,
)
from rathaus.engine.prozess.read_aufgabe import read_conditions, read_key
from rathaus.engine.prozess.table import TableReader
from rathaus.values.text import Text

_TEMPLATE_PATH: Final = r"bescheid/[a-z0-9_-]+\.md"


def read_ergebnis(table: TableReader, gebuehr: Gebuehr) -> Ergebnis:
    """Return one result.

    Args:
        table: reader of its table.
        gebuehr: the fee of the Leistung.
    """
    kind = table.choice("art", ErgebnisKind)
    ends_early = kind is ErgebnisKind.WITHDRAW
    charges = kind is ErgebnisKind.GRANT and gebuehr.kind is GebuehrKind.FEST
    ergebnis = Ergebnis(
        key=read_key(table),
        kind=kind,
        name=table.text("name", required=True),
        vorlage=table.string("vorlage", pattern=_TEMPLATE_PATH),
        gruende=tuple(_read_grund(grund) for grund in table.tables("gruende")),
        rechtsbehelf=table.choice("rechtsbehelf", Rechtsbehelf, default=Rechtsbehelf.KEINER if ends_early else None),
        mit_gebuehr=table.flag("mit_gebuehr", default=charges),
        nach=read_conditions(table, required=False),
        mitzeichnung=_read_mitzeichnung(table),
        anhoerung=_read_anhoerung(table),
    )
    if ergebnis.mit_gebuehr and gebuehr.kind is GebuehrKind.KEINE:
        table.report("PRO-010", "mit_gebuehr", key="mit_gebuehr", other="[gebuehr] art = keine")
    table.finish()
    return ergebnis


def _read_grund(table: TableReader) -> Grund:
    grund = Grund(read_key(table), table.own_text(), table.string("norm", required=False))
    table.finish()
    return grund


def _read_mitzeichnung(table: TableReader) -> Mitzeichnung | None:
    """Return when a second person signs: always, or from an amount on."""
    if "mitzeichnung" not in table.data:
        return None
    inner = table.inner("mitzeichnung")
    mitzeichnung = Mitzeichnung(
        always=inner.flag("immer", default=False),
        ab_cent=inner.integer("ab_cent"),
        norm=inner.string("norm", required=False),
    )
    if inner.data and mitzeichnung.always is (mitzeichnung.ab_cent is not None):
        inner.report("PRO-042", "immer")
    inner.finish()
    return mitzeichnung


def _read_anhoerung(table: TableReader) -> Anhoerung | None:
    """Return whether the person is heard; ``"pflicht"`` alone is short for a table with that ``art``."""
    if "anhoerung" not in table.data:
        return None
    if isinstance(table.data["anhoerung"], str):
        kind = table.choice("anhoerung", AnhoerungKind)
        if kind is AnhoerungKind.NOT_NEEDED:
            table.report("PRO-043", "anhoerung")
        return Anhoerung(kind)
    inner = table.inner("anhoerung")
    kind = inner.choice("art", AnhoerungKind)
    anhoerung = Anhoerung(kind, inner.string("norm", required=False), inner.text("grund"))
    if kind is AnhoerungKind.NOT_NEEDED and not (anhoerung.norm and anhoerung.reason != Text("")):
        inner.report("PRO-043", "norm")
    inner.finish()
    return anhoerung
