"""Decision tables of DMN as drafts: what maps is taken over, everything else is named with its element."""

import pytest

from rathaus.engine.prozess.entscheidungstabelle import HitPolicy, ValueKind
from rathaus.engine.prozess.entscheidungstabelle_cells import read_cell
from rathaus.engine.prozess.stand_ins import check_stand_ins
from rathaus.engine.prozess_import import dmn as dmn_import
from rathaus.engine.prozess_import.dmn import import_dmn, is_dmn, is_readable
from rathaus.engine.prozess_import.dmn_feel import cell_of_result, cell_of_tests, listed_texts
from tests.engine.prozess_import.dmn_samples import column, decision, dmn, output, rule

AGE = column("Alter der Person")
COMPLETE = decision(
    AGE,
    output("Betrag", "number"),
    output("frei", "boolean"),
    rule(["< 18"], ["0", "true"], note="Kinder zahlen nichts"),
    rule([">= 18"], ["min(Alter der Person, 50) * 2.5", "false"], number=2),
)


def codes(*decisions: str) -> list[tuple[str, str]]:
    return [(f.code, f.where) for f in import_dmn(dmn(*decisions)).findings]


def test_a_table_is_taken_over_in_full():
    draft = import_dmn(dmn(COMPLETE))
    assert draft.findings == ()
    (tabelle,) = draft.tabellen
    assert (tabelle.key, tabelle.name.de, tabelle.treffer) == (
        "hoehe_der_gebuehr",
        "Höhe der Gebühr",
        HitPolicy.EINDEUTIG,
    )
    assert [(each.key, each.kind) for each in tabelle.eingaben] == [("alter_der_person", ValueKind.ZAHL)]
    assert dict(tabelle.regeln[1].dann) == {"betrag": "min(alter_der_person, 50) * 2.5", "frei": "nein"}
    assert tabelle.regeln[0].grund.de == "Kinder zahlen nichts"
    assert is_readable(tabelle)


def test_what_the_file_does_not_say_is_a_stand_in():
    places = [finding.what.de for finding in check_stand_ins(import_dmn(dmn(COMPLETE)).text.encode())]
    assert len(places) == 2
    assert 'zweck = "voraussetzung"' in places[0]


def test_first_hits_lists_days_and_truths_are_taken_over():
    draft = import_dmn(
        dmn(
            decision(
                column("Zone", "string", '"A", "B", "C"'),
                column("Tag", "date", number=2),
                column("arm", "boolean", number=3),
                column("Satz", "number", number=4),
                output("Art", "string", '<outputValues><text>"x", "y"</text></outputValues>'),
                rule(['"A", "B"', '[date("2026-01-01")..date("2026-12-31")]', "true", "0.25"], ['"x"']),
                rule(['not("A")', "-", "not(null)", "-"], ["null"], number=2),
                rule(["-", "-", "-", "-"], [""], number=3),
                policy="FIRST",
            )
        )
    )
    (tabelle,) = draft.tabellen
    assert (tabelle.treffer, tabelle.eingaben[0].werte, tabelle.eingaben[3].stellen) == (
        HitPolicy.ERSTE,
        ("A", "B", "C"),
        2,
    )
    assert dict(tabelle.regeln[0].wenn) == {
        "zone": '"A", "B"', "tag": "[2026-01-01..2026-12-31]", "arm": "ja", "satz": "0.25",
    }  # fmt: skip
    assert (tabelle.regeln[1].wenn["arm"], tabelle.regeln[1].dann["art"]) == ("nicht(leer)", "-")
    assert [finding.code for finding in draft.findings] == []
    assert tabelle.ausgaben[0].kind is ValueKind.AUSWAHL


@pytest.mark.parametrize(
    ("parts", "code", "where"),
    [
        ((decision(AGE, output("x"), policy="COLLECT"),), "IMP-053", "dt"),
        (('<decision id="le"><literalExpression><text>1</text></literalExpression></decision>',), "IMP-052", "le"),
        (('<businessKnowledgeModel id="bkm" name="b"/>',), "IMP-052", "bkm"),
        ((decision(column("date(x) + 1"), output("x"), rule(["1"], ['"a"'])),), "IMP-054", "in1"),
        ((decision('<input id="in1"/>', output("x"), rule(["-"], ['"a"'])),), "IMP-054", "in1"),
        ((decision(AGE, output("x"), rule(["some y in z satisfies y"], ['"a"'])),), "IMP-055", "e1_0"),
        ((decision(AGE, output("x", inner="<defaultOutputEntry/>"), rule(["-"], ['"a"'])),), "IMP-056", "out_x"),
        ((decision(column("Zeit", "feel:time"), output("x"), rule(["-"], ['"a"'])),), "IMP-057", "in1"),
        ((decision(AGE, output("x"), rule([], ['"a"']), rule(["-"], ['"b"'])),), "IMP-058", "r1"),
        ((decision(AGE, output("x"), rule(["< 18"], ['"a"'])),), "PRO-053", "tabelle[hoehe_der_gebuehr]"),
    ],
)
def test_what_is_not_taken_over_is_named_with_its_element(parts, code, where):
    assert (code, where) in codes(*parts)


def test_a_cell_that_was_not_taken_over_keeps_the_table_unreadable():
    (tabelle,) = import_dmn(dmn(decision(AGE, output("x"), rule(["is odd"], ['"a"'])))).tabellen
    assert not is_readable(tabelle)
    with pytest.raises(ValueError, match="a number"):
        read_cell(tabelle.eingaben[0], tabelle.regeln[0].cell(tabelle.eingaben[0].key))


def test_what_is_not_about_decisions_is_passed_over_quietly():
    assert codes('<description>x</description><inputData id="i" name="Alter"/>', COMPLETE) == []


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<definitions", "IMP-050"),
        (b"<x/>", "IMP-050"),
        (b'<definitions xmlns="urn:other"/>', "IMP-050"),
        (b'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><definitions>&e;</definitions>', "IMP-050"),
        (b" " * (dmn_import.BYTE_LIMIT + 1), "IMP-001"),
        (dmn(*[COMPLETE] * (dmn_import.TABLE_LIMIT + 2)), "IMP-001"),
        (dmn(decision(AGE, output("x"), *[rule(["1"], ["-"])] * (dmn_import.RULE_LIMIT + 1))), "IMP-001"),
    ],
)
def test_hostile_and_huge_files_are_refused(data, code):
    assert code in [finding.code for finding in import_dmn(data).findings]


def test_a_file_without_tables_gives_no_text():
    assert (import_dmn(dmn()).text, import_dmn(dmn()).tabellen) == ("", ())


def test_another_version_of_dmn_is_a_hint():
    old = dmn(COMPLETE, namespace="http://www.omg.org/spec/DMN/20180521/MODEL/")
    assert [finding.code for finding in import_dmn(old).findings] == ["IMP-051"]
    assert is_dmn(old)
    assert not is_dmn(b"<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'/>")


def test_words_of_feel_are_written_in_ours_but_never_inside_texts():
    assert cell_of_tests('not("true", "not")') == 'nicht("true", "not")'
    assert cell_of_tests("") == "-"
    assert (
        cell_of_result("floor(Preis netto) + Preis", {"Preis": "preis", "Preis netto": "netto"})
        == "abrunden(netto) + preis"
    )
    assert cell_of_result("true", {}) == "ja"
    assert (listed_texts('"a","b"'), listed_texts("1, 2")) == (("a", "b"), ())
