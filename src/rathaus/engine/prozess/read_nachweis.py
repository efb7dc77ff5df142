"""Reading ``[nachweis]`` of ``ablauf.toml``."""

from collections.abc import Mapping

from rathaus.engine.prozess.nachweis import NachweisFact, NachweisFollowUp, NachweisRule, NachweisTerm
from rathaus.engine.prozess.table import KEY_PATTERN, TableReader


def read_nachweis(root: TableReader) -> NachweisRule | None:
    """Return the certificate that a procedure hands out; None when it hands out none.

    Args:
        root: reader of the whole file.
    """
    if "nachweis" not in root.data:
        return None
    table = root.table("nachweis")
    rule = NachweisRule(
        kind=table.string("art", pattern=KEY_PATTERN.pattern),
        name=table.text("name", required=True),
        ergebnis=table.string("ergebnis", pattern=KEY_PATTERN.pattern),
        hinweis=table.text("hinweis"),
        facts=tuple(_read_fact(each) for each in table.tables("angabe", required=True)),
        term=_read_term(table),
        follow_up=_read_follow_up(table),
    )
    table.finish()
    return rule


def _read_fact(table: TableReader) -> NachweisFact:
    fact = NachweisFact(
        key=table.string("key", pattern=KEY_PATTERN.pattern),
        name=table.text("name", required=True),
        feld=table.string("feld", required=False),
        required=table.flag("pflicht", default=True),
    )
    table.finish()
    return fact


def _read_term(table: TableReader) -> NachweisTerm:
    has_choice = "dauer" in table.data or "auswahl" in table.data
    return NachweisTerm(
        monate=table.integer("gueltig_monate", required=True, at_least=1) or 0,
        erinnerung_tage=table.integer("erinnerung_tage", required=True, at_least=1) or 0,
        beginn=table.string("beginn", required=False),
        dauer=table.string("dauer", required=has_choice),
        auswahl=_read_choice(table, required=has_choice),
    )


def _read_choice(table: TableReader, *, required: bool) -> Mapping[str, int]:
    """Return code → months."""
    value = table.get("auswahl", required=required)
    if value is None:
        return {}
    if isinstance(value, dict) and all(isinstance(months, int) and months >= 1 for months in value.values()):
        return {str(code): months for code, months in value.items()}
    table.report("PRO-004", "auswahl", expected="{ Code = Monate }", expected_en="{ code = months }")
    return {}


def _read_follow_up(table: TableReader) -> NachweisFollowUp | None:
    if "folge" not in table.data:
        return None
    inner = table.table("folge")
    follow_up = NachweisFollowUp(
        anlass=inner.string("anlass"),
        verlaengerung=inner.string("verlaengerung"),
        aenderung=inner.string("aenderung"),
        nummer=inner.string("nummer"),
        neu=inner.strings("neu"),
    )
    inner.finish()
    return follow_up
