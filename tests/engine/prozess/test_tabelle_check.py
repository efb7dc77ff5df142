"""Gaps, overlaps and mistakes of decision tables: calculated, named, and never different from trying every case."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rathaus.engine.formular.model import Field, Kind
from rathaus.engine.formular.options import Option
from rathaus.engine.prozess import entscheidungstabelle_boxes as boxes
from rathaus.engine.prozess.entscheidungstabelle import HitPolicy, TableInput, ValueKind
from rathaus.engine.prozess.entscheidungstabelle_check import check_tables_against_form, known_of
from rathaus.engine.prozess.entscheidungstabelle_cover import CELL_LIMIT, check_cover
from rathaus.engine.prozess.entscheidungstabelle_evaluate import evaluate_values
from rathaus.engine.prozess.entscheidungstabelle_parts import Known
from rathaus.engine.prozess.entscheidungstabelle_values import Absent
from rathaus.values.text import Text
from tests.engine.prozess.tabellen import AGE, DAY, DOGS, INCOME, NOTE, POOR, ZONE, reference_section, table


def said(tabelle, known=None, *, is_closed=False):
    return [(f.code, f.what.de) for f in check_cover(tabelle, known or {}, is_closed=is_closed)]


def test_a_table_that_covers_everything_once_has_no_finding(changed):
    prozess = changed(append=reference_section()).prozess
    assert check_tables_against_form(prozess, None) == ()


def test_a_gap_names_its_inputs():
    holes = table(
        ({"alter": "< 12"}, "a"), ({"alter": "[12..18)", "einkommen": ">= 600 €"}, "a"), ({"alter": ">= 18"}, "b")
    )
    assert said(holes) == [("PRO-053", "Bei Alter 12 bis 17 und Einkommen unter 600 € greift keine Regel.")]


def test_an_overlap_names_both_rules():
    both = table(({"alter": "<= 12"}, "a"), ({"alter": ">= 12"}, "b"))
    assert said(both) == [("PRO-054", "Bei Alter 12 greifen die Regeln 1 und 2.")]
    assert said(table(({}, "a"), ({}, "b")))[0] == ("PRO-054", "Bei beliebigen Angaben greifen die Regeln 1 und 2.")


def test_of_first_rules_one_may_overlap_but_each_must_count():
    rules = (({"alter": "< 12"}, "a"), ({"alter": "< 5"}, "b"), ({}, "c"))
    assert said(table(*rules, treffer=HitPolicy.ERSTE)) == [("PRO-055", "Regel 2 greift nie.")]
    impossible = table(({"alter": "< 0"}, "a"), ({}, "b"))
    assert said(impossible) == [("PRO-055", "Regel 1 greift nie.")]


@pytest.mark.parametrize(
    ("inputs", "cells", "case"),
    [
        ((POOR,), {"arm": "ja"}, "Bedürftig nein"),
        ((ZONE,), {"zone": '"001"'}, "Zone „002“ oder „003“"),
        ((NOTE,), {"art": '"a", "b"'}, "Art ein anderer Wert"),
        ((NOTE,), {"art": 'nicht("a", "b")'}, "Art „a“ oder „b“"),
        ((DAY,), {"tag": ">= 2026-02-01"}, "Tag vor dem 01.02.2026"),
        ((DOGS,), {"hunde": "leer"}, "Hunde beliebig"),
        ((DOGS,), {"hunde": "nicht leer"}, "Hunde leer"),
        ((DOGS,), {"hunde": "leer, > 1"}, "Hunde unter 2"),
        ((TableInput("n", Text("N"), "F", ValueKind.TEXT, werte=tuple("abcdef")),), {"n": '"a"'}, "N ein anderer Wert"),
    ],
)
def test_every_kind_of_gap_is_told(inputs, cells, case):
    assert said(table((cells, "a"), inputs=inputs)) == [("PRO-053", f"Bei {case} greift keine Regel.")]


def test_the_form_closes_a_choice_and_bounds_a_number():
    zone = TableInput("zone", Text("Zone"), "G1.F5", ValueKind.AUSWAHL)
    half = table(({"zone": '"001"', "hunde": "<= 5"}, "a"), inputs=(zone, DOGS))
    known = {"zone": Known({"001": Text("Mitte")}), "hunde": Known({}, (0, 5))}
    assert said(half, known) == []
    assert len(said(half)) == 2
    assert [code for code, _ in said(half, is_closed=True)] == ["PRO-053"]
    unmentioned = table(({}, "a"), inputs=(zone,))
    assert said(unmentioned, is_closed=True) == []


def test_a_table_that_is_too_large_or_too_complicated_is_refused(monkeypatch):
    many = table(*(({"hunde": str(number)}, "a") for number in range(CELL_LIMIT + 1)), inputs=(DOGS,))
    assert [code for code, _ in said(many)] == ["PRO-052"]
    monkeypatch.setattr(boxes, "BOX_LIMIT", 2)
    scattered = table(*(({"alter": f"{number}", "einkommen": f"{number} €"}, "a") for number in range(9)))
    assert [code for code, _ in said(scattered)] == ["PRO-056"]


def test_an_input_that_can_have_no_value_makes_every_rule_vain():
    never = TableInput("a", Text("A"), "F", ValueKind.ZAHL, von="5", bis="4")
    assert said(table(({"a": "4"}, "x"), inputs=(never,))) == [("PRO-055", "Regel 1 greift nie.")]


def test_only_the_first_gaps_and_overlaps_are_named():
    diagonal = table(*(({"alter": f"{2 * n}", "einkommen": f"{n} €"}, "a") for n in range(9)))
    assert [code for code, _ in said(diagonal)] == ["PRO-053"] * len(said(diagonal))
    everything = table(*(({}, "a") for _ in range(5)))
    assert [code for code, _ in said(everything)] == ["PRO-054"] * 5


NUMBERS = st.sampled_from(["-", "< 2", ">= 2", "[1..3)", "1, 3", "nicht(2)", "leer", "nicht leer"])
CODES = st.sampled_from(["-", '"a"', '"a", "b"', 'nicht("a")', '!= "b"', 'leer, "c"'])
BOOLS = st.sampled_from(["-", "ja", "nein", "nicht leer"])
RULES = st.lists(st.tuples(NUMBERS, CODES, BOOLS), min_size=1, max_size=5)
SMALL = TableInput("zahl", Text("Zahl"), "F1", ValueKind.ZAHL, von="0", bis="4")
CODE = TableInput("code", Text("Code"), "F2", ValueKind.AUSWAHL, werte=("a", "b", "c", "d"))


@given(RULES, st.sampled_from(HitPolicy))
def test_the_check_agrees_with_trying_every_case(rules, treffer):
    cells = [{"zahl": number, "code": code, "arm": truth} for number, code, truth in rules]
    tabelle = table(*((each, "x") for each in cells), inputs=(SMALL, CODE, POOR), treffer=treffer)
    codes = {code for code, _ in said(tabelle)}
    blank = {key: any("leer" in each[key] for each in cells) for key in ("zahl", "code", "arm")}
    values = {"zahl": [0, 1, 2, 3, 4], "code": ["a", "b", "c", "d"], "arm": ["ja", "nein"]}
    every = [values[key] + ([Absent.BLANK] if blank[key] else []) for key in values]
    outcomes = [evaluate_values(tabelle, dict(zip(values, case, strict=True))) for case in itertools.product(*every)]
    assert ("PRO-053" in codes) == any(not each.rules for each in outcomes)
    if treffer is HitPolicy.EINDEUTIG:
        assert ("PRO-054" in codes) == any(len(each.rules) > 1 for each in outcomes)
    hit = {number for each in outcomes for number in each.rules}
    assert ("PRO-055" in codes) == (len(hit) < len(rules))


def test_boxes_that_share_a_part_are_cut():
    assert boxes.remainder((0b111, 0b11), [(0b010, 0b01)]) == [(0b101, 0b11), (0b010, 0b10)]
    assert boxes.remainder((0b0, 0b1), []) == []
    assert boxes.intersection((1, 2), (2, 2)) is None
    assert boxes.widened((1, 1), whole=(3, 3), boxes=[(2, 2)]) == (3, 1)


def field(path, kind, **facts):
    return Field(path, "F", "1", kind, Text("X"), **facts)


def test_the_form_says_what_is_possible():
    number = field("G1.F6", Kind.INT, min_value="0", max_value=None)
    assert known_of(DOGS, number).possible[0] == 0
    assert known_of(DOGS, field("G1.F6", Kind.INT, max_value="50")).possible[1] == 50
    assert known_of(INCOME, field("G1.F4", Kind.CURRENCY, min_value="0.50")).possible[0] == 50
    assert known_of(DAY, field("G1.F8", Kind.DATE, min_value="2026-01-31")).possible[0] == 739_647
    assert known_of(DAY, field("G1.F8", Kind.PARTIAL_DATE, min_value="1850")).possible is None
    assert known_of(AGE, number) == known_of(DOGS, None) == Known({})


FORM = {
    "G1.F3": field("G1.F3", Kind.DATE),
    "G1.F4": field("G1.F4", Kind.CURRENCY),
}


def test_the_form_must_have_the_questions_of_a_table(changed):
    prozess = changed(append=reference_section()).prozess
    assert check_tables_against_form(prozess, FORM) == ()
    (missing,) = check_tables_against_form(prozess, {"G1.F3": FORM["G1.F3"], "G1.F5": FORM["G1.F4"]})
    assert (missing.code, missing.where) == ("PRO-021", "tabelle[anspruch].eingaben[einkommen]")
    (other,) = check_tables_against_form(prozess, {**FORM, "G1.F3": field("G1.F3", Kind.TEXT)})
    assert (other.code, "datum" in other.what.de) == ("PRO-057", True)


def test_a_code_that_the_form_lacks_is_a_finding(changed):
    choice = reference_section().replace('feld = "G1.F4", art = "betrag"', 'feld = "G1.F4", art = "auswahl"')
    choice = choice.replace('">= 600 €"', "'\"001\"'").replace('"< 600 €"', "'\"009\"'")
    options = (Option("001", Text("A")), Option("002", Text("B")))
    form = {**FORM, "G1.F4": field("G1.F4", Kind.CHOICE, options=options)}
    (finding,) = check_tables_against_form(changed(append=choice).prozess, form)
    assert (finding.code, finding.where) == ("PRO-058", "tabelle[anspruch].regel[3].wenn.einkommen")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('zweck = "voraussetzung"', 'zweck = "sonst"', "PRO-005"),
        ('zweck = "voraussetzung"', 'zweck = "gebuehr"', "PRO-003"),
        ('zweck = "voraussetzung"', 'zweck = "voraussetzung"\nfarbe = "rot"', "PRO-002"),
        ('key = "einkommen"', 'key = "alter"', "PRO-011"),
        ('art = "zahl", rechnung = "alter"', 'art = "text", rechnung = "alter"', "PRO-010"),
        ('art = "zahl", rechnung = "alter"', 'art = "zahl", rechnung = "alter", stellen = 1', "PRO-010"),
        ('art = "zahl", rechnung = "alter"', 'art = "zahl", stichtag = "x"', "PRO-003"),
        ('art = "betrag"', 'art = "betrag", stellen = 2', "PRO-010"),
        ('art = "betrag"', 'art = "betrag", werte = ["1"]', "PRO-010"),
        ('art = "betrag"', 'art = "text", von = "1"', "PRO-010"),
        ('art = "betrag"', 'art = "betrag", von = "null"', "PRO-050"),
        ('art = "betrag"', 'art = "betrag", von = 1.5', "PRO-004"),
        ('art = "betrag"', 'art = "betrag", von = 2026-01-01T10:00:00', "PRO-004"),
        ('wenn = { alter = "< 12" }', 'wenn = "alter"', "PRO-004"),
        ('wenn = { alter = "< 12" }', 'wenn = { hoehe = "< 12" }', "PRO-012"),
        ('wenn = { alter = "< 12" }', 'wenn = { alter = "unter 12" }', "PRO-050"),
        ('dann = { ergebnis = "abgelehnt" }', 'dann = { ergebnis = "bewilligt" }', "PRO-012"),
        ('dann = { ergebnis = "abgelehnt" }', 'dann = { ergebnis = "" }', "PRO-050"),
        ('dann = { ergebnis = "abgelehnt" }', "", "PRO-003"),
        ('art = "auswahl" }', 'art = "betrag" }', "PRO-010"),
        (
            "[[tabelle.regel]]",
            '[[tabelle.regel]]\n[[tabelle.zeile]]\nwenn = { alter = "1" }\n[[tabelle.regel]]',
            "PRO-002",
        ),
    ],
)
def test_a_mistake_in_a_table_is_a_finding(changed, old, new, code):
    section = reference_section()
    assert old in section
    assert code in {finding.code for finding in changed(append=section.replace(old, new, 1)).findings}


OUTPUTS = """
[[tabelle]]
key = "t"
name = { de = "T", en = "T" }
zweck = "voraussetzung"
eingaben = [
  { key = "hunde", name = { de = "H", en = "H" }, feld = "F1", art = "zahl" },
  { key = "zone", name = { de = "Z", en = "Z" }, feld = "F2", art = "text", werte = ["a"] },
]
ausgaben = [
  { key = "ergebnis", name = { de = "E", en = "E" }, art = "auswahl" },
  { key = "grund", name = { de = "G", en = "G" }, art = "text" },
  { key = "mehr", name = { de = "M", en = "M" }, art = "ART" },
]
regel = [{ wenn = { zone = 'CELL' }, dann = { ergebnis = "abgelehnt", grund = "GRUND", mehr = "WERT" } }]
"""


@pytest.mark.parametrize(
    ("art", "value", "codes"),
    [
        ("ja_nein", "ja", set()),
        ("ja_nein", "ja nein", {"PRO-050"}),
        ("datum", "2026-01-31", set()),
        ("datum", "morgen", {"PRO-050"}),
        ("zahl", "hunde / 2", {"PRO-051"}),
        ("zahl", "hunde * 0.5", set()),
        ("zahl", "5 €", {"PRO-050"}),
        ("zahl", "5 +", {"PRO-050"}),
        ("zahl", "katzen", {"PRO-012"}),
        ("betrag", "hunde * 5 €", set()),
        ("betrag", "5 € * 0.5", {"PRO-051"}),
        ("betrag", "gebuehr_cent + 5", {"PRO-050"}),
        ("betrag", "-", set()),
        ("text", "frei", set()),
    ],
)
def test_results_are_checked_by_their_kind(changed, art, value, codes):
    source = (
        OUTPUTS.replace("ART", art).replace("WERT", value).replace("CELL", '"a"').replace("GRUND", "nicht_gehalten")
    )
    assert {finding.code for finding in changed(append=source).findings} == codes


@pytest.mark.parametrize(("cell", "grund", "codes"), [('"b"', "-", {"PRO-058"}), ('"a"', "unbekannt", {"PRO-012"})])
def test_values_and_reasons_must_exist(changed, cell, grund, codes):
    source = OUTPUTS.replace("ART", "text").replace("WERT", "x").replace("CELL", cell).replace("GRUND", grund)
    assert {finding.code for finding in changed(append=source).findings} == codes


def test_two_tables_need_two_keys(changed):
    assert "PRO-011" in {f.code for f in changed(append=reference_section() * 2).findings}
