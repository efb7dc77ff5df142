"""A schema and a profile that break no check, and the parts to vary them; the same as XML."""

from dataclasses import replace
from datetime import date
from typing import Any

from rathaus.standards.xdatenfelder.codes import Datentyp, Feldart, Freigabestatus, Gruppenart, Schemaelementart
from rathaus.standards.xdatenfelder.model import (
    Anzahl,
    Bezug,
    CodelisteReferenz,
    Datenfeld,
    Datenfeldgruppe,
    Dokumentart,
    Dokumentsteckbrief,
    Element,
    Identifikation,
    Praezisierung,
    Regel,
    Stammdatenschema,
    Struktur,
    Wert,
)

BASIS = (Bezug("§ 1 TestG", "https://www.gesetze.example/test/1"),)
ONCE, MAYBE, MANY = Anzahl(1, 1), Anzahl(0, 1), Anzahl(1, None)
LENGTHS = Praezisierung(min_length=1, max_length=9)
SHOWN = {
    "bezug": BASIS,
    "freigabestatus": Freigabestatus.FACHLICH_FREIGEGEBEN_GOLD,
    "status_gesetzt_am": date(2026, 1, 1),
    "status_gesetzt_durch": "Testministerium",
    "veroeffentlichungsdatum": date(2026, 1, 2),
}


def ident(letter: str, number: int, version: str | None = "1.0.0") -> Identifikation:
    return Identifikation(f"{letter}01{number:09}", version)


def common(letter: str, number: int) -> dict[str, Any]:
    return SHOWN | {
        "identifikation": ident(letter, number),
        "name": f"Name {letter}{number}",
        "bezeichnung_eingabe": f"Frage {letter}{number}?",
        "bezeichnung_ausgabe": f"Angabe {letter}{number}",
        "hilfetext_eingabe": "So geht es.",
        "schemaelementart": Schemaelementart.RECHTSNORMGEBUNDEN,
    }


def field(number: int = 1, **facts: Any) -> Datenfeld:
    """Return a text field; a string as ``datentyp`` or ``feldart`` is its code, a dictionary its restriction."""
    made = common("F", number) | {"feldart": Feldart.INPUT, "datentyp": Datentyp.TEXT, "praezisierung": LENGTHS}
    limits = facts.get("praezisierung")
    given = {
        "datentyp": Datentyp(facts.get("datentyp", "text")),
        "feldart": Feldart(facts.get("feldart", "input")),
        "praezisierung": Praezisierung(**limits) if isinstance(limits, dict) else facts.get("praezisierung", LENGTHS),
    }
    return Datenfeld(**(made | facts | given))


def select(*codes: str, number: int = 1, **facts: Any) -> Datenfeld:
    werte = tuple(Wert(code, f"Wert {place}") for place, code in enumerate(codes))
    return field(number, feldart="select", praezisierung=None, **({"werte": werte} | facts))


def listed(uri: str | None, version: str | None = "2026-01-01", number: int = 1, **facts: Any) -> Datenfeld:
    reference = CodelisteReferenz(uri, version, f"{uri}_{version}" if uri and version else None)
    return select(number=number, codeliste_referenz=reference, **facts)


def put(element: Element, anzahl: Anzahl = ONCE, **facts: Any) -> Struktur:
    return Struktur(anzahl=anzahl, enthaelt=element, **facts)


def group(*children: Struktur | Element, number: int = 1, **facts: Any) -> Datenfeldgruppe:
    """Return a group; ``choice`` makes it a choice group."""
    if facts.pop("choice", False):
        facts["art"] = Gruppenart.AUSWAHLGRUPPE
    positions = tuple(child if isinstance(child, Struktur) else put(child) for child in children)
    return Datenfeldgruppe(**(common("G", number) | {"struktur": positions} | facts))


def rule(text: str, **facts: Any) -> Regel:
    made = {"identifikation": ident("R", 1), "name": "Regel", "freitext_regel": text, "fachlicher_ersteller": "Amt"}
    return Regel(**(made | facts))


def schema(*children: Struktur | Element, **facts: Any) -> Stammdatenschema:
    """Return a schema with these top elements, or with a group of two fields."""
    positions = tuple(child if isinstance(child, Struktur) else put(child) for child in children or (group_of_two(),))
    made = SHOWN | {
        "identifikation": ident("S", 1),
        "name": "Schema",
        "bezeichnung": "Testantrag",
        "hilfetext": "Wozu es dient.",
        "dokumentsteckbrief": Identifikation("D99000000002"),
        "struktur": positions,
    }
    return Stammdatenschema(**(made | facts))


def group_of_two(**facts: Any) -> Datenfeldgruppe:
    return group(field(1), field(2), **facts)


def profile(**facts: Any) -> Dokumentsteckbrief:
    made = SHOWN | {
        "identifikation": ident("D", 1),
        "name": "Steckbrief",
        "definition": "Was es ist.",
        "bezeichnung": "Testdokument",
        "hilfetext": "Wozu es dient.",
        "dokumentart": Dokumentart("001"),
    }
    return Dokumentsteckbrief(**(made | facts))


def changed(element: Any, **facts: Any) -> Any:
    return replace(element, **facts)


# --- the same as XML, for what only stands in the file ---


def coded(name: str, code: str) -> str:
    return f"<x:{name}><code>{code}</code></x:{name}>"


def xml_field(inner: str = "", **codes: str) -> str:
    """Return a field; a code that is empty leaves its element out."""
    known = {
        "freigabestatus": "6",
        "schemaelementart": "RNG",
        "feldart": "input",
        "datentyp": "text",
        "vorbefuellung": "keine",
    }
    parts = "".join(coded(name, code) for name, code in (known | codes).items() if code)
    own = "<x:identifikation><x:id>F01000000001</x:id><x:version>1.0.0</x:version></x:identifikation>"
    return f"<x:datenfeld>{own}<x:name>Feld</x:name>{parts}{inner}</x:datenfeld>"


def xml_group(inner: str) -> str:
    own = "<x:identifikation><x:id>G01000000001</x:id></x:identifikation><x:name>Gruppe</x:name>"
    codes = coded("freigabestatus", "6") + coded("schemaelementart", "RNG")
    return f"<x:datenfeldgruppe>{own}{codes}{inner}</x:datenfeldgruppe>"


def xml_position(element: str, anzahl: str = "<x:anzahl>1:1</x:anzahl>") -> str:
    return f"<x:struktur>{anzahl}<x:enthaelt>{element}</x:enthaelt></x:struktur>"


def xml_schema(inner: str = "", *, structure: str = "3", presentation: str = "1", namespace: str = "3.0.0") -> bytes:
    own = (
        "<x:identifikation><x:id>S01000000001</x:id><x:version>1.0.0</x:version></x:identifikation><x:name>S</x:name>"
        + coded("freigabestatus", "6")
        + (coded("ableitungsmodifikationenStruktur", structure) if structure else "")
        + (coded("ableitungsmodifikationenRepraesentation", presentation) if presentation else "")
        + "<x:dokumentsteckbrief><x:id>D99000000002</x:id></x:dokumentsteckbrief>"
    )
    content = f"<x:stammdatenschema>{own}{inner or xml_position(xml_field())}</x:stammdatenschema>"
    return xml_message("stammdatenschema.0102", content, namespace=namespace)


def xml_profile(inner: str, *, name: str = "dokumentsteckbrief", namespace: str = "3.0.0") -> bytes:
    own = f"<x:identifikation><x:id>D01000000001</x:id></x:identifikation>{coded('freigabestatus', '6')}"
    return xml_message("dokumentsteckbrief.0101", f"<x:{name}>{own}{inner}</x:{name}>", namespace=namespace)


def xml_message(name: str, content: str, *, namespace: str = "3.0.0") -> bytes:
    urn = f"urn:xoev-de:fim:standard:xdatenfelder_{namespace}"
    return f"<x:xdatenfelder.{name} xmlns:x='{urn}'>{content}</x:xdatenfelder.{name}>".encode()


def xml_relation(kind: str = "ABL", target: str = "F01000000002") -> str:
    return f"<x:relation>{coded('praedikat', kind)}<x:objekt><x:id>{target}</x:id></x:objekt></x:relation>"
