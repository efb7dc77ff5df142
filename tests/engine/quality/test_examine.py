"""The face, the catalogue, and files that nobody should be able to hurt it with."""

import csv
import os
from pathlib import Path

import pytest

from rathaus.engine.quality import examine as face
from rathaus.engine.quality import written
from rathaus.engine.quality.checks import MESSAGES, Checks
from rathaus.engine.quality.examine import check_content, examine, in_order
from rathaus.engine.quality.grades import DISABLED, UNASSIGNED, Grade, Meldung
from rathaus.engine.quality.latin import strangers
from rathaus.engine.quality.pages import PAGES
from rathaus.engine.quality.undecidable import UNDECIDABLE
from rathaus.standards.xdatenfelder.model import Identifikation, Uebersetzung
from rathaus.values.findings import Severity
from rathaus.values.text import Text
from tests.engine.quality.samples import field, group, schema, xml_field, xml_position, xml_relation, xml_schema
from tests.engine.quality.test_official_checks import TABLE as MODEL
from tests.engine.quality.test_written import TABLE as WRITTEN

CATALOGUE = (
    Path(os.environ.get("RATHAUS_SHARED", Path(__file__).parents[3].parent / "shared")) / "fim/quality/checks.csv"
)
OF_MODEL = (face.DESCRIBED, face.SCHEMAS, face.PROFILES, face.ELEMENTS, face.POSITIONS, face.GROUPS, face.FIELDS)


def implemented() -> set[str]:
    tables = [table for kind in OF_MODEL for table in kind] + [face.rules.RULES, face.lint.QUESTIONS, PAGES]
    tables += [table for table in vars(written).values() if isinstance(table, Checks)]
    return {check.code for table in tables for check in table.all}


def test_every_number_of_the_catalogue_is_run_or_says_why_not() -> None:
    said = [*MESSAGES, *UNDECIDABLE, *DISABLED, *UNASSIGNED]
    assert sorted(said) == list(range(1001, 1145))
    assert {f"FIM-{number}" for number in MESSAGES} == {code for code in implemented() if code.startswith("FIM-")}


def test_every_number_has_an_example_that_breaks_it() -> None:
    assert {number for number, _, _ in (*MODEL, *WRITTEN)} == set(MESSAGES)


@pytest.mark.skipif(not CATALOGUE.exists(), reason="the official catalogue is not here")
def test_numbers_and_grades_are_those_of_the_official_catalogue() -> None:
    with CATALOGUE.open(encoding="utf-8") as rows:
        official = {int(row["code"]): row["severity"] for row in csv.DictReader(rows)}
    ours = {number: said.grade.value for number, said in MESSAGES.items()}
    ours |= {number: grade.value for number, (grade, _) in UNDECIDABLE.items()}
    assert ours | dict.fromkeys(DISABLED, "Deaktiviert") == official


def test_everything_is_said_in_two_languages() -> None:
    for said in MESSAGES.values():
        assert all((said.what.de, said.what.en, said.remedy.de, said.remedy.en))
    assert all(reason.de and reason.en for _, reason in UNDECIDABLE.values())
    assert all(grade.label.de and grade.label.en for grade in Grade)


def test_no_grade_stops_the_compiler() -> None:
    assert [grade.severity for grade in Grade] == [Severity.WARNING] * 2 + [Severity.HINT] * 2
    found = check_content(schema(name=""))
    assert [(each.code, each.finding.severity, each.finding.where) for each in found] == [
        ("FIM-1002", Severity.WARNING, "S01000000001")
    ]


def test_an_element_at_several_places_is_reported_once_at_the_first() -> None:
    twice = field(5, bezug=())
    found = check_content(schema(group(twice, field(1)), group(twice, field(2), number=2)))
    assert [(each.code, each.where) for each in found] == [("FIM-1006", "G01000000001.F01000000005")]


def test_the_gravest_comes_first_each_place_once_and_not_without_end() -> None:
    text = Text("a", "b")
    hints = [Meldung("FIM-1117", Grade.HINWEIS, f"F{number}", text, text) for number in range(900)]
    grave = Meldung("FIM-1002", Grade.KRITISCH, "F1", text, text)
    found = in_order([*hints, grave, grave])
    assert found[0] is grave
    assert len(found) == face.MAX_PER_CODE + 1


def test_a_report_is_sound_without_critical_errors() -> None:
    assert not examine(xml_schema()).is_sound
    assert not examine(b"no xml").is_sound
    assert examine(b"no xml").content is None


def test_findings_of_the_reader_that_have_no_number_are_kept() -> None:
    found = {each.code for each in examine(xml_schema(xml_position(xml_field("<x:seltsam/>")))).meldungen}
    assert "XDF-026" in found
    assert not found & face.SAID_BY_CHECKS


def test_version_2_is_not_asked_what_it_cannot_say() -> None:
    found = {each.code for each in examine(xml_schema(namespace="2")).meldungen}
    assert found
    assert not found & face.NOT_IN_VERSION_2


def test_of_a_translation_nothing_is_known() -> None:
    assert check_content(Uebersetzung(uebersetzt=Identifikation("S01000000001"))) == ()


def test_string_latin_knows_pairs_of_letter_and_accent() -> None:
    assert strangers("Łódź, M\u0302 und ẞ kosten 3 €") == ()
    assert strangers("„Ω“ A\u0302 „") == ("„", "Ω", "“", "\u0302")


@pytest.mark.parametrize("depth", [3, 60])
def test_deep_nesting_and_many_rules_are_no_trouble(depth: int) -> None:
    content = group(field(1), field(2))
    for number in range(2, depth):
        content = group(content, field(number), number=number)
    assert {each.code for each in check_content(schema(content))} <= {"FIM-1003"}


def test_no_cut_and_no_wrong_value_makes_it_stumble() -> None:
    whole = xml_schema(xml_position(xml_field("<x:praezisierung minLength='1'/>" + xml_relation())))
    values = [b"", b"-1", b"9" * 40, b"2:1", b"0:0", "Ω–".encode(), b"<x:wert/>", b"x" * 6000]
    for place in range(0, len(whole), 11):
        assert examine(whole[:place]).content is None
        report = examine(whole[:place] + values[place % len(values)] + whole[place:])
        assert all(meldung.what.de and meldung.finding.code for meldung in report.meldungen)
