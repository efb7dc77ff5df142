"""A form about keeping goats, written for these tests, and how to read one rule about it."""

from typing import Any

from rathaus.engine.regeltext.model import RuleReading
from rathaus.engine.regeltext.read import read_prose
from rathaus.standards.xdatenfelder.codes import Feldart
from rathaus.standards.xdatenfelder.model import Identifikation, Regel, Stammdatenschema, Wert
from tests.engine.schemas import f, g, listed, number, schema, select

ART, HERDE, NAME, VON, BIS, NOTIZ, STAAT, ZAHL, FARBE, RASSE = (number("F", str(n)) for n in range(1, 11))
ORT, NUMMER, TAG, MONAT, JAHR = (number("F", str(n)) for n in range(11, 16))
HALTUNG, WEIDE, STALL, DATUM = (number("G", str(n)) for n in range(1, 5))
GESPERRT = number("F", "16")

ARTEN = (Wert("001", "Privat"), Wert("002", "Im Betrieb"), Wert("003", "Verein (e. V.)"))


def regel(text: str, name: str = "1") -> Regel:
    return Regel(identifikation=Identifikation(number("R", name), "1.0.0"), name=f"Regel {name}", freitext_regel=text)


def goats(*texts: str, whole_form: tuple[str, ...] = (), **facts: Any) -> Stammdatenschema:
    """Return the form with rules borne by the outer group, or by the form itself."""
    rules = tuple(regel(text, str(count)) for count, text in enumerate(texts, 1))
    whole = tuple(regel(text, str(count)) for count, text in enumerate(whole_form, 51))
    return schema(
        g(
            "1",
            f("1", name="Art der Haltung", feldart=Feldart.SELECT, werte=ARTEN),
            f("2", "bool", name="Herde vorhanden"),
            f("3", count="0:1", name="Name der Herde"),
            f("4", "date", name="von"),
            f("5", "date", "0:1", name="bis"),
            f("6", name="Hinweis zur Weide", feldart=Feldart.LABEL, inhalt="Text"),
            listed("7", "urn:staat", "1", name="Staat"),
            f("8", "num_int", name="Zahl der Ziegen"),
            select("9", "a", "b", count="0:1", name="Farbe, bevorzugt"),
            f("10", count="0:1", name="Rasse"),
            g("2", f("11", name="Ort"), f("10", name="Rasse"), count="0:1", name="Weide & Hof"),
            g("3", f("12", name="Nummer"), f("11", name="Ort"), count="0:1", name="Stall"),
            g(
                "4",
                f("13", "num_int", "0:1", name="Tag"),
                f("14", "num_int", "0:1", name="Monat"),
                f("15", "num_int", name="Jahr"),
                count="0:1",
                name="Geburtsdatum",
            ),
            f("16", name="Gesperrt", feldart=Feldart.LOCKED, inhalt="Text"),
            name="Haltung",
            regel=rules,
        ),
        regel=whole,
        **facts,
    )


def read_all(*texts: str, **facts: Any) -> tuple[RuleReading, ...]:
    return read_prose(goats(*texts, **facts), {}).rules


def read(text: str) -> RuleReading:
    (rule,) = read_all(text)
    return rule


def rules_of(text: str) -> list[tuple[object, ...]]:
    """Return (effect, target, condition) of each reading, with the sentence left out."""
    found = [reading.to_json() for reading in read(text).readings]
    return [(each["effect"], str(each.get("target", "")).removeprefix("self."), each["condition"]) for each in found]


def is_(element: str, value: object) -> dict[str, object]:
    return {"equal": [{"identifier": f"self.{element}"}, value]}


def is_not(element: str, value: object) -> dict[str, object]:
    return {"not_equal": [{"identifier": f"self.{element}"}, value]}


def empty(element: str) -> dict[str, object]:
    return {"is_empty": {"identifier": f"self.{element}"}}


def filled(element: str) -> dict[str, object]:
    return {"not": empty(element)}


def doubts(rule: RuleReading) -> list[str]:
    return [doubt.finding.code for doubt in rule.doubts]


def hints(rule: RuleReading) -> list[str]:
    return [hint.code for hint in rule.hints]
