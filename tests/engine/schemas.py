"""Builders of schemas of XDatenfelder for tests."""

from dataclasses import replace
from typing import Any

from rathaus.standards.genericode.model import Codelist, Column
from rathaus.standards.xdatenfelder.codes import Datentyp, Feldart, Gruppenart, Schemaelementart
from rathaus.standards.xdatenfelder.model import (
    Anzahl,
    Bezug,
    CodelisteReferenz,
    Datenfeld,
    Datenfeldgruppe,
    Identifikation,
    Praezisierung,
    Stammdatenschema,
    Struktur,
    Wert,
)

BASIS = (Bezug("§ 1 TestG"),)


def number(letter: str, short: str) -> str:
    """Return a full id from a short one: ``F``, ``7`` → ``F00000000007``."""
    return f"{letter}{short.zfill(11)}"


def anzahl(text: str) -> Anzahl:
    """Read ``0:*``."""
    least, most = text.split(":")
    return Anzahl(int(least), None if most == "*" else int(most))


def f(short: str, typ: str = "text", count: str = "1:1", **facts: Any) -> Struktur:
    """Return a field at a position; ``limits`` is the restriction."""
    limits = facts.pop("limits", None)
    facts.setdefault("name", f"Feld {short}")
    facts.setdefault("bezeichnung_eingabe", f"Frage {short}?")
    facts.setdefault("feldart", Feldart.INPUT)
    field = Datenfeld(
        identifikation=Identifikation(facts.pop("id", number("F", short)), "1.0.0"),
        datentyp=Datentyp(typ),
        praezisierung=Praezisierung(**limits) if limits else None,
        schemaelementart=Schemaelementart.RECHTSNORMGEBUNDEN,
        bezug=facts.pop("bezug", BASIS),
        **facts,
    )
    return Struktur(anzahl=anzahl(count), enthaelt=field)


def select(short: str, *codes: str, count: str = "1:1", **facts: Any) -> Struktur:
    """Return a select with an inline value list."""
    werte = tuple(Wert(code, f"Wert {code}") for code in codes)
    return f(short, "text", count, feldart=Feldart.SELECT, werte=werte, **facts)


def listed(short: str, uri: str, version: str | None, **facts: Any) -> Struktur:
    """Return a select with a reference to a code list."""
    reference = CodelisteReferenz(uri, version, f"{uri}_{version}" if version else None)
    return f(short, "text", feldart=Feldart.SELECT, codeliste_referenz=reference, **facts)


def g(short: str, *children: Struktur, count: str = "1:1", **facts: Any) -> Struktur:
    """Return a group at a position."""
    facts.setdefault("name", f"Gruppe {short}")
    facts.setdefault("bezeichnung_eingabe", f"Abschnitt {short}")
    element = Datenfeldgruppe(
        identifikation=Identifikation(facts.pop("id", number("G", short)), "1.0.0"),
        schemaelementart=facts.pop("schemaelementart", Schemaelementart.RECHTSNORMGEBUNDEN),
        bezug=BASIS,
        struktur=children,
        art=Gruppenart.AUSWAHLGRUPPE if facts.pop("choice", False) else None,
        **facts,
    )
    return Struktur(anzahl=anzahl(count), enthaelt=element)


def schema(*children: Struktur, **facts: Any) -> Stammdatenschema:
    """Return a schema that breaks no check."""
    made = Stammdatenschema(
        identifikation=Identifikation(number("S", "1"), "1.0.0"),
        name="Test",
        bezeichnung="Testantrag",
        dokumentsteckbrief=Identifikation("D00000000001"),
        struktur=children,
    )
    return replace(made, **facts)


def birthday(count: str = "1:1", *, required: str = "0:1", **facts: Any) -> Struktur:
    """Return the building block of a date in three numbers."""
    return g(
        "83",
        f("231", "num_int", required, id="F60000000231", name="Tag (ohne Monat und Jahr)"),
        f("232", "num_int", required, id="F60000000232", name="Monat"),
        f("233", "num_int", "1:1", id="F60000000233", name="Jahr", limits={"min_value": "1900", "max_value": "2100"}),
        count=count,
        id="G60000000083",
        bezeichnung_eingabe="Geburtsdatum",
        **facts,
    )


def codelist(uri: str, version: str, *rows: tuple[str, str, str]) -> Codelist:
    """Return a code list with the columns code, name and help."""
    return Codelist(
        uri=uri,
        version=version,
        version_uri=f"{uri}_{version}",
        columns=(Column("code"), Column("name"), Column("hilfe")),
        code_column="code",
        name_column="name",
        rows=tuple({"code": code, "name": name, "hilfe": hilfe} for code, name, hilfe in rows),
    )
