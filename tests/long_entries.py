"""A service whose form asks much about each child: entries in four steps, one of them only for children at school."""

import json

from rathaus.core.leistung.package import Package
from rathaus.standards.xdatenfelder.codes import Feldart
from rathaus.standards.xdatenfelder.model import Header, Struktur
from rathaus.standards.xdatenfelder.write import write_message
from tests.engine.schemas import f, g, number, schema
from tests.journeys.corpus_package import files_around

SLUG = "lange-eintraege"
CHILD, SCHOOL, ACCOUNT = number("G", "20"), number("G", "30"), number("G", "40")
NAME, AT_SCHOOL, PAPER = number("F", "21"), number("F", "26"), number("F", "51")


def _text(short: str, label: str, count: str = "0:1") -> Struktur:
    return f(short, count=count, bezeichnung_eingabe=label)


def long_entries_package(count: str = "0:3") -> Package:
    """Return the package; ``count`` says how many children there may be."""
    child = g(
        "20",
        _text("21", "Vorname des Kindes", "1:1"),
        _text("22", "Familienname des Kindes"),
        _text("23", "Geburtsort"),
        _text("24", "Krankenkasse"),
        f("26", "bool", bezeichnung_eingabe="Geht das Kind zur Schule?"),
        g(
            "30",
            _text("31", "Name der Schule", "1:1"), _text("32", "Ort der Schule"), _text("33", "Klasse"),
            bezeichnung_eingabe="Schule",
        ),
        g(
            "40", _text("41", "Wofür ist das Konto?", "1:1"), _text("42", "Nummer des Kontos", "1:1"), count="0:2",
            bezeichnung_eingabe="Konto",
        ),
        f("51", "file", "0:1", bezeichnung_eingabe="Geburtsurkunde", feldart=Feldart.INPUT),
        count=count,
        bezeichnung_eingabe="Kind",
    )  # fmt: skip
    form = schema(g("10", _text("11", "Ihr Name", "1:1"), bezeichnung_eingabe="Angaben zu Ihnen"), child)
    condition = {"equal": [{"identifier": f"self.{AT_SCHOOL}"}, True]}
    rules = {CHILD: [{"effect": "show", "target": f"self.{SCHOOL}", "condition": condition}]}
    return files_around(SLUG) | {
        "daten.xdf3.xml": write_message(form, header=Header(nachricht_id="1")),
        "regeln.json": json.dumps(rules).encode(),
    }
