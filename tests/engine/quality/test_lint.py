"""Lints of ours: QUA-001 to QUA-005, and COM-012 of the compiler."""

from typing import Any

import pytest

from rathaus.engine.compiler.compile import compile_formular
from rathaus.engine.compiler.inspection import inspect_file
from rathaus.engine.quality.examine import check_content
from rathaus.engine.quality.pages import check_pages
from rathaus.standards.xdatenfelder.model import Content, Datenfeld
from tests.engine.quality.samples import BASIS, MANY, field, group, put, schema, xml_field, xml_position, xml_schema


def codes(content: Content) -> set[str]:
    return {each.code for each in check_content(content) if each.code.startswith("QUA-")}


def unfounded(**facts: Any) -> Datenfeld:
    return field(1, bezug=(), **facts)


@pytest.mark.parametrize(
    ("code", "broken", "kept"),
    [
        ("QUA-001", unfounded(name="Unterschrift"), field(1, name="Unterschrift")),
        ("QUA-001", unfounded(hilfetext_eingabe="Bitte eigenhändig ausfüllen"), unfounded(name="Unterschriftsbefugt")),
        ("QUA-001", unfounded(inhalt="Schriftform"), unfounded(inhalt="Schriftform nach § 126 BGB")),
        ("QUA-002", unfounded(bezeichnung_eingabe="Beglaubigte Kopie"), unfounded(bezeichnung_eingabe="Kopie")),
        ("QUA-002", unfounded(name="Beglaubigung"), unfounded(name="Beglaubigung, Artikel 3 TestV")),
        ("QUA-003", field(1, hilfetext_eingabe=""), field(1, feldart="hidden", hilfetext_eingabe="")),
    ],
    ids=["QUA-001 name", "QUA-001 help", "QUA-001 content", "QUA-002 label", "QUA-002 name", "QUA-003"],
)
def test_a_lint_finds_what_breaks_it_and_nothing_else(code: str, broken: Datenfeld, kept: Datenfeld) -> None:
    assert code in codes(schema(group(broken, field(2))))
    assert code not in codes(schema(group(kept, field(2))))


def test_qua_001_takes_the_citation_of_the_position_and_looks_at_groups_too() -> None:
    assert codes(schema(group(put(unfounded(name="Unterschrift"), bezug=BASIS), field(2)))) == set()
    assert codes(schema(group(field(1), field(2), name="Schriftform", bezug=()))) == {"QUA-001"}


def test_qua_005_finds_the_same_question_under_the_same_headings() -> None:
    twins = [group(field(number, bezeichnung_eingabe="Ort?"), number=number) for number in (1, 2)]
    assert codes(schema(*twins)) == set()
    same = [group(field(n, bezeichnung_eingabe="Ort?"), number=n, bezeichnung_eingabe="Person") for n in (1, 2)]
    found = [each for each in check_content(schema(*same)) if each.code == "QUA-005"]
    assert [each.where for each in found] == ["G01000000002.F01000000002"]
    assert "Person › Ort?" in found[0].what.de
    labels = [field(n, feldart="label", bezeichnung_eingabe="Hinweis", inhalt="x") for n in (1, 2)]
    assert "QUA-005" not in codes(schema(group(*labels)))


def questions_too_many(content: Content) -> list[str]:
    form = compile_formular(content).draft
    assert form is not None
    return [each.what.de.split("(")[1][0] for each in check_pages(form)]


def test_qua_004_counts_the_questions_of_a_page_and_of_each_step_of_an_entry() -> None:
    crowd = [field(number) for number in range(1, 9)]
    assert questions_too_many(schema(group(*crowd, art="X"))) == ["8"]
    assert questions_too_many(schema(put(group(*crowd, art="X"), MANY))) == ["8"]
    assert questions_too_many(schema(put(group(*crowd), MANY))) == []
    assert questions_too_many(schema(put(group(*crowd[:7]), MANY))) == []


def test_a_file_is_inspected_with_the_lints_that_need_the_form() -> None:
    bare = xml_field("<x:bezeichnungEingabe>Ja?</x:bezeichnungEingabe>", datentyp="bool")
    report = inspect_file(xml_schema(xml_position(bare)))
    assert "COM-012" in {each.code for each in report.meldungen}
    empty = inspect_file(xml_schema("<x:hilfetext>leer</x:hilfetext>"))
    assert "FIM-1078" in {each.code for each in empty.meldungen}
    assert not inspect_file(b"<broken").is_sound
