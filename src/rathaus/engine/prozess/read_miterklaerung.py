"""Reading ``[[miterklaerung]]`` of ``ablauf.toml``."""

from typing import Final

from rathaus.engine.prozess.miterklaerung import MiterklaerungRule
from rathaus.engine.prozess.read_aufgabe import read_key, read_wenn
from rathaus.engine.prozess.table import TableReader

_UNVERIFIED: Final = "nicht geprüft"
"""How a citation says that nobody has read the wording."""


def read_miterklaerung(table: TableReader) -> MiterklaerungRule:
    """Return one declaration of a second person."""
    rule = MiterklaerungRule(
        key=read_key(table),
        wer=table.text("wer", required=True),
        erklaerung=table.text("erklaerung", required=True),
        norm=table.string("norm"),
        pflicht=table.flag("pflicht", default=False),
        wenn=read_wenn(table),
    )
    if rule.pflicht and _UNVERIFIED in rule.norm:
        table.report("PRO-029", "norm", key=rule.key)
    table.finish()
    return rule
