from typing import Any

import pytest

from rathaus.engine.compiler.check import check
from rathaus.engine.compiler.messages import CATALOGUE, finding
from rathaus.engine.compiler.resolve import resolve
from rathaus.standards.xdatenfelder.codes import Feldart
from rathaus.standards.xdatenfelder.model import Stammdatenschema, Struktur
from rathaus.values.text import Text
from tests.engine.quality import samples
from tests.engine.schemas import codelist, f, g, number, schema


def found(made: Stammdatenschema, **lists: Any) -> set[str]:
    return {finding.code for finding in check(made, resolve(made, lists).tree, codelists=lists)}


def unusable(position: Struktur) -> set[str]:
    return {code for code in found(schema(position)) if code.startswith("COM-")}


def test_a_clean_schema_has_no_finding() -> None:
    assert found(samples.schema()) == set()


@pytest.mark.parametrize(
    ("position", "code"),
    [
        (f("1", feldart=Feldart.SELECT), "COM-005"),
        (f("1", limits={"max_length": 3, "pattern": "["}), "COM-006"),
        (f("1", "num", limits={"min_value": "eins", "max_value": "2"}), "COM-007"),
        (f("1", "time", limits={"max_value": "25:00"}), "COM-007"),
    ],
)
def test_what_a_form_cannot_do_without_is_an_error(position: Struktur, code: str) -> None:
    assert unusable(position) == {code}
    assert unusable(f("1", limits={"max_length": 3, "pattern": "[a-z]"})) == set()


def test_the_quality_checks_are_among_the_findings_and_know_the_lists() -> None:
    made = samples.schema(samples.group(samples.listed("urn:test:a"), samples.field(2)))
    assert found(made) == set()
    assert found(made, a=codelist("urn:test:a", "2026-01-01", ("1", "x", ""))) == {"FIM-1044"}


def test_an_element_at_several_places_is_reported_once() -> None:
    pattern = f("5", limits={"pattern": "["})
    made = schema(g("1", pattern, f("1")), g("2", pattern, f("2")))
    places = [each.where for each in check(made, resolve(made, {}).tree) if each.code == "COM-006"]
    assert places == [f"{number('G', '1')}.{number('F', '5')}"]


def test_every_finding_says_what_and_what_to_do_in_two_languages() -> None:
    for _, what, remedy in CATALOGUE.values():
        assert all((what.de, what.en, remedy.de, remedy.en))


def test_facts_of_findings_speak_both_languages() -> None:
    made = finding("COM-001", "F1", urn="urn:a", known=Text("Geladen.", "Loaded."))
    assert made.remedy.de.endswith("Geladen.")
    assert made.remedy.en.endswith("Loaded.")
