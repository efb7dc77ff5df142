"""Reading ``[[baustein]]`` and ``[[nebenbestimmung]]`` of ``ablauf.toml``."""

from rathaus.engine.prozess.blocks import Baustein, Nebenbestimmung, NebenbestimmungKind
from rathaus.engine.prozess.read_aufgabe import read_key, read_wenn
from rathaus.engine.prozess.table import TableReader


def read_baustein(table: TableReader) -> Baustein:
    """Return one text block."""
    baustein = Baustein(
        key=read_key(table),
        text=table.text("text", required=True),
        wenn=read_wenn(table),
        norm=table.string("norm", required=False),
    )
    table.finish()
    return baustein


def read_nebenbestimmung(table: TableReader) -> Nebenbestimmung:
    """Return one ancillary provision."""
    nebenbestimmung = Nebenbestimmung(
        key=read_key(table),
        kind=table.choice("art", NebenbestimmungKind),
        text=table.text("text", required=True),
        norm=table.string("norm"),
        wenn=read_wenn(table),
    )
    table.finish()
    return nebenbestimmung
