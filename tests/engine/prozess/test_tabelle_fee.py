"""A table gives no fee that the procedure does not allow: found at publishing, with the rule and the amount."""

from dataclasses import replace

import pytest

from rathaus.engine.prozess.entscheidungstabelle import HitPolicy, TableOutput, ValueKind
from rathaus.engine.prozess.entscheidungstabelle_check import check_tables_against_form
from rathaus.engine.prozess.entscheidungstabelle_fee import check_fees
from rathaus.engine.prozess.entscheidungstabelle_parts import Known
from rathaus.engine.prozess.model import Gebuehr, GebuehrKind
from rathaus.values.text import Text
from tests.engine.prozess.tabellen import DOGS, FEE, INCOME, RATE, RESULT, table
from tests.engine.prozess.test_automation import CHARGED, FEES

FIXED = Gebuehr(GebuehrKind.FEST, 500, "§ 9 KAG", Text(""), anpassbar=False, mindestens_cent=0, hoechstens_cent=None)
FRAME = replace(FIXED, anpassbar=True, mindestens_cent=500, hoechstens_cent=2_000)
OPEN = replace(FRAME, hoechstens_cent=None)
NONE = replace(FIXED, kind=GebuehrKind.KEINE, betrag_cent=0)
INPUTS = (DOGS, INCOME, RATE)
UNKNOWN = {each.key: Known({}) for each in INPUTS}


def found(gebuehr, *rules, treffer=HitPolicy.EINDEUTIG, known=UNKNOWN):
    tabelle = table(*rules, inputs=INPUTS, output=FEE, treffer=treffer)
    return [(f.code, f.where, f.what.de) for f in check_fees(tabelle, gebuehr, known=known)]


def test_a_table_of_fees_without_a_fee_names_its_output():
    assert [each[:2] for each in found(NONE, ({}, "5 €"))] == [("PRO-064", "tabelle[probe].ausgaben[gebuehr_cent]")]


@pytest.mark.parametrize(
    ("gebuehr", "amount", "said"),
    [
        (FIXED, "5 €", None),
        (FIXED, "0 €", None),
        (FIXED, "-", None),
        (FIXED, "6 €", "Die Regel kann 6 € ergeben; nach [gebuehr] ist möglich: 5 €."),
        (FRAME, "20 €", None),
        (FRAME, "20.01 €", "Die Regel kann 20,01 € ergeben; nach [gebuehr] ist möglich: 5 € bis 20 €."),
        (OPEN, "4.99 €", "Die Regel kann 4,99 € ergeben; nach [gebuehr] ist möglich: ab 5 €."),
        (OPEN, "99 €", None),
        (FIXED, "gebuehr_cent", None),
        (FIXED, "runden(gebuehr_cent / 2)", "Die Regel kann 2,50 € ergeben; nach [gebuehr] ist möglich: 5 €."),
        (FRAME, "gebuehr_cent + 1 €", "Die Regel kann 21 € ergeben; nach [gebuehr] ist möglich: 5 € bis 20 €."),
        (FRAME, "-1 €", "Die Regel kann -1 € ergeben; nach [gebuehr] ist möglich: 5 € bis 20 €."),
    ],
)
def test_a_fixed_amount_fits_the_fee_or_is_named(gebuehr, amount, said):
    place = "tabelle[probe].regel[1].dann.gebuehr_cent"
    assert found(gebuehr, ({}, amount)) == ([("PRO-065", place, said)] if said else [])


@pytest.mark.parametrize(
    ("cells", "amount", "said"),
    [
        ({"hunde": "[1..4]"}, "hunde * 5 €", None),
        ({"hunde": "[1..5]"}, "hunde * 5 €", "25 €"),
        ({"hunde": ">= 1"}, "hunde * 5 €", None),
        ({}, "hunde * 5 €", None),
        ({"hunde": "[1..2]", "einkommen": "[10 €..21 €]"}, "max(einkommen, hunde * 1 €)", "21 €"),
        ({"hunde": "[0..1]"}, "runden(20 € / hunde)", None),
        ({"satz": "[1.50..2.50]"}, "runden(satz * 10 €)", "25 €"),
    ],
)
def test_what_is_calculated_is_tried_at_the_ends_of_its_inputs(cells, amount, said):
    wrong = found(FRAME, (cells, amount))
    assert [said in each[2] for each in wrong] == ([True] if said else [])


def test_the_form_bounds_what_is_tried():
    rule = ({"hunde": ">= 1"}, "hunde * 5 €")
    assert found(FRAME, rule, known={**UNKNOWN, "hunde": Known({}, (0, 4))}) == []
    assert len(found(FRAME, rule, known={**UNKNOWN, "hunde": Known({}, (0, 5))})) == 1
    assert found(FRAME, rule, known={**UNKNOWN, "hunde": Known({}, (-5, 0))}) == []


def test_what_an_earlier_rule_may_have_taken_is_not_held_against_a_later_one():
    first, later = ({"hunde": "[5..9]"}, "20 €"), ({"hunde": "[1..9]"}, "hunde * 5 €")
    assert found(FRAME, first, later, treffer=HitPolicy.ERSTE) == []
    assert len(found(FRAME, later, first, treffer=HitPolicy.ERSTE)) == 1


def test_an_output_of_another_kind_is_no_fee():
    other = TableOutput("gebuehr_cent", Text("Gebühr"), ValueKind.TEXT)
    for tabelle in (table(({}, "x"), output=RESULT), table(({}, "x"), output=other)):
        assert list(check_fees(tabelle, NONE, known=UNKNOWN)) == []


def test_publishing_compares_the_tables_with_the_fee_of_the_file(changed):
    free = changed(append=FEES).prozess
    assert [each.code for each in check_tables_against_form(free, None)] == ["PRO-064"]
    limited = FEES.replace("hunde * gebuehr_cent", "7 €")
    charged = changed(CHARGED, append=limited).prozess
    (finding,) = check_tables_against_form(charged, None)
    assert (finding.code, finding.where) == ("PRO-065", "tabelle[kosten].regel[1].dann.gebuehr_cent")
