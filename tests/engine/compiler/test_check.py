from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rathaus.engine.compiler.check import check
from rathaus.engine.compiler.lint_messages import LINT
from rathaus.engine.compiler.messages import CATALOGUE, finding
from rathaus.engine.compiler.resolve import resolve
from rathaus.standards.xdatenfelder.codes import Feldart, Freigabestatus, Schemaelementart
from rathaus.standards.xdatenfelder.model import Identifikation, Regel, Stammdatenschema, Struktur, Wert
from rathaus.values.text import Text
from tests.engine.schemas import codelist, f, g, listed, number, schema, select

CLEAN = f("1", limits={"min_length": 1, "max_length": 9})
OTHER = f("2", limits={"min_length": 1, "max_length": 9})


def found(made: Stammdatenschema, **lists: Any) -> set[str]:
    return {finding.code for finding in check(made, resolve(made, lists).tree)}


def changed(position: Struktur, **facts: Any) -> Struktur:
    return replace(position, enthaelt=replace(position.enthaelt, **facts))


def test_a_clean_schema_has_no_finding() -> None:
    assert found(schema(g("1", CLEAN, OTHER), select("3", "1", "2"))) == set()


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"name": ""}, "FIM-1002"),
        ({"bezeichnung": ""}, "FIM-1050"),
        ({"dokumentsteckbrief": None}, "FIM-1007"),
        ({"dokumentsteckbrief": Identifikation("D99000000001")}, "FIM-1096"),
        ({"identifikation": Identifikation("S1")}, "FIM-1039"),
        ({"freigabestatus": Freigabestatus.ENTWURF}, "FIM-1143"),
        ({"regel": (Regel(identifikation=Identifikation("R00000000001")),)}, "FIM-1024"),
    ],
)
def test_the_schema_itself_is_checked(facts: dict[str, Any], code: str) -> None:
    assert found(schema(CLEAN, **facts)) == {code}


def test_a_released_schema_with_a_date_is_clean() -> None:
    assert found(schema(CLEAN, freigabestatus=Freigabestatus.ENTWURF, status_gesetzt_am=date(2026, 1, 1))) == set()


@pytest.mark.parametrize(
    ("position", "code"),
    [
        (changed(CLEAN, name=""), "FIM-1002"),
        (changed(CLEAN, bezeichnung_eingabe=""), "FIM-1009"),
        (changed(CLEAN, identifikation=Identifikation("F1")), "FIM-1039"),
        (changed(CLEAN, bezug=()), "FIM-1006"),
        (changed(CLEAN, bezug=(), schemaelementart=Schemaelementart.HARMONISIERT), "FIM-1101"),
        (changed(CLEAN, hilfetext_eingabe="Frage 1?"), "FIM-1098"),
        (changed(CLEAN, hilfetext_eingabe="Feld 1"), "FIM-1099"),
        (f("1", count="3:2", limits={"max_length": 3}), "FIM-1047"),
        (changed(CLEAN, schemaelementart=Schemaelementart.ABSTRAKT), "FIM-1014"),
        (f("1", "bool", feldart=Feldart.SELECT, werte=(Wert("1", "a"), Wert("2", "b"))), "FIM-1011"),
        (changed(CLEAN, werte=(Wert("1", "a"), Wert("2", "b"))), "FIM-1017"),
        (f("1", "bool", feldart=Feldart.LABEL, inhalt="x"), "FIM-1090"),
        (f("1", feldart=Feldart.LABEL), "FIM-1109"),
        (f("1", "file"), "FIM-1139"),
        (select("1", "1", "2", limits={"max_length": 3}), "FIM-1012"),
        (f("1", "bool", limits={"max_length": 3}), "FIM-1015"),
        (f("1", limits={"max_length": 3, "min_value": "1"}), "FIM-1016"),
        (f("1", limits={"max_length": 3, "min_length": 4}), "FIM-1061"),
        (f("1", "num", limits={"max_value": "3", "min_value": "4"}), "FIM-1064"),
        (f("1", "date", limits={"max_value": "2026-01-01", "min_value": "2026-01-02"}), "FIM-1064"),
        (f("1"), "FIM-1102"),
        (f("1", "num"), "FIM-1103"),
        (select("1", "1"), "FIM-1044"),
        (select("1", "1", "1", "2"), "FIM-1045"),
        (f("1", feldart=Feldart.SELECT, werte=(Wert("1", "a"), Wert("2", "a"))), "FIM-1093"),
        (select("1", "1", "2", inhalt="3"), "FIM-1085"),
        (f("1", "obj", inhalt="x", feldart=Feldart.LABEL), "FIM-1100"),
        (f("1", "file", "1:*", limits={"pattern": "x"}), "FIM-1120"),
        (changed(CLEAN, max_size=3), "FIM-1056"),
        (changed(CLEAN, media_type=("application/pdf",)), "FIM-1057"),
        (f("1", limits={"max_length": 3, "pattern": "["}), "COM-006"),
        (f("1", "num", limits={"min_value": "eins", "max_value": "2"}), "COM-007"),
        (f("1", "time", limits={"max_value": "25:00"}), "COM-007"),
        (g("1", CLEAN, OTHER, schemaelementart=Schemaelementart.ABSTRAKT), "FIM-1013"),
        (g("1", CLEAN), "FIM-1106"),
        (g("1", CLEAN, OTHER, regel=(Regel(identifikation=Identifikation("R1")),)), "FIM-1024"),
        (g("1", CLEAN, OTHER, choice=True), "FIM-1118"),
    ],
)
def test_elements_are_checked(position: Struktur, code: str) -> None:
    codes = found(schema(position))
    assert codes >= {code}
    assert len(codes) <= 2


def test_an_empty_choice_group_is_too_small() -> None:
    assert found(schema(g("1", choice=True), CLEAN)) == {"FIM-1043"}


def test_a_select_without_any_list_is_an_error() -> None:
    assert found(schema(f("1", feldart=Feldart.SELECT))) == {"FIM-1018", "COM-005"}


def test_versions_of_lists_and_elements_are_compared() -> None:
    two = (listed("1", "urn:a", "1"), listed("2", "urn:a", "2026-01-01"))
    assert found(schema(*two)) == {"FIM-1037", "FIM-1105"}
    assert found(schema(listed("1", "urn:a", None))) == set()
    newer = changed(CLEAN, identifikation=Identifikation(number("F", "1"), "2.0.0"))
    assert found(schema(g("1", CLEAN, OTHER), g("2", newer, OTHER))) == {"FIM-1003"}


def test_a_list_with_one_entry_asks_for_a_second_look() -> None:
    assert found(schema(listed("1", "urn:a", "2026-01-01")), a=codelist("urn:a", "2026-01-01", ("1", "x", ""))) == {
        "FIM-1044"
    }


def test_an_element_at_several_places_is_reported_once() -> None:
    made = schema(g("1", f("5"), CLEAN), g("2", f("5"), OTHER))
    findings = check(made, resolve(made, {}).tree)
    assert [(finding.code, finding.where) for finding in findings] == [
        ("FIM-1102", f"{number('G', '1')}.{number('F', '5')}")
    ]


def test_every_finding_says_what_and_what_to_do_in_two_languages() -> None:
    for _, what, remedy in (*LINT.values(), *CATALOGUE.values()):
        assert all((what.de, what.en, remedy.de, remedy.en))


def test_facts_of_findings_speak_both_languages() -> None:
    made = finding("COM-001", "F1", urn="urn:a", known=Text("Geladen.", "Loaded."))
    assert made.remedy.de.endswith("ORDNER. Geladen.")
    assert made.remedy.en.endswith("FOLDER. Loaded.")
