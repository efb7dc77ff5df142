"""Decision tables: read, evaluated, explained; what nobody has said is never guessed."""

import json
from datetime import date

import pytest

from rathaus.engine.formular.model import Field, Kind
from rathaus.engine.formular.options import Option
from rathaus.engine.prozess.entscheidungstabelle import (
    Calculation,
    HitPolicy,
    TableInput,
    TableOutput,
    TablePurpose,
    TableRule,
    ValueKind,
)
from rathaus.engine.prozess.entscheidungstabelle_evaluate import evaluate_table, explain_rule, output_value
from rathaus.engine.prozess.entscheidungstabelle_show import shown_output, shown_rules, typed_value
from rathaus.engine.prozess.entscheidungstabelle_values import (
    Absent,
    full_months,
    full_years,
    quantity_in,
    value_of,
)
from rathaus.engine.prozess.model import Prozess
from rathaus.values.text import Text
from tests.engine.prozess.tabellen import (
    AGE,
    DAY,
    DOGS,
    FEE,
    INCOME,
    NOTE,
    POOR,
    RATE,
    RESULT,
    ZONE,
    reference_section,
    table,
)

BORN_2012 = {"G1.F3": "2012-05-01", "antrag_datum": "2026-11-22"}


@pytest.fixture
def prozess(changed) -> Prozess:
    result = changed(append=reference_section())
    assert result.findings == ()
    return result.prozess


@pytest.fixture
def anspruch(prozess):
    return prozess.tabellen[0]


def test_the_example_is_read_in_full(prozess, anspruch):
    assert (anspruch.key, anspruch.zweck, anspruch.treffer) == (
        "anspruch",
        TablePurpose.VORAUSSETZUNG,
        HitPolicy.EINDEUTIG,
    )
    assert anspruch.eingabe("alter").fields == ("G1.F3", "antrag_datum")
    assert (anspruch.eingabe("einkommen").fields, anspruch.eingabe("x"), anspruch.ausgabe("x")) == (
        ("G1.F4",),
        None,
        None,
    )
    assert Prozess.from_json(json.loads(json.dumps(prozess.to_json()))) == prozess


def test_what_toml_writes_without_quotes_is_a_cell(changed):
    source = """
[[tabelle]]
key = "t"
name = { de = "T", en = "T" }
zweck = "gebuehr"
eingaben = [
  { key = "zahl", name = { de = "Z", en = "Z" }, feld = "F1", art = "zahl", stellen = 1, von = 0 },
  { key = "tag", name = { de = "T", en = "T" }, feld = "F2", art = "datum" },
  { key = "ok", name = { de = "O", en = "O" }, feld = "F3", art = "ja_nein" },
]
ausgaben = [{ key = "gebuehr_cent", name = { de = "G", en = "F" }, art = "betrag" }]
regel = [
  { wenn = { zahl = 3, tag = 2026-01-31, ok = true }, dann = { gebuehr_cent = "5 €" } },
  { wenn = { ok = false }, dann = { gebuehr_cent = "-" } },
]
"""
    result = changed(append=source)
    assert result.findings == ()
    (first, second) = result.prozess.tabellen[0].regeln
    assert (dict(first.wenn), second.wenn["ok"]) == ({"zahl": "3", "tag": "2026-01-31", "ok": "ja"}, "nein")
    assert (result.prozess.tabellen[0].eingaben[0].von, second.cell("zahl")) == ("0", "-")


def test_the_only_rule_that_holds_decides_and_explains_itself(anspruch):
    outcome = evaluate_table(anspruch, {"G1.F3": "2020-01-01", "antrag_datum": "2026-11-22"})
    assert (outcome.values, outcome.rules, outcome.missing) == ({"ergebnis": "angemeldet"}, (1,), ())
    assert outcome.is_decided
    assert outcome.explanation.de == (
        "Regel 1 der Tabelle „Anspruch“: Das Kind ist noch keine zwölf Jahre alt (§ 1 Abs. 1 UhVorschG)."
    )


def test_a_rule_without_a_reason_is_explained_by_what_it_asks(anspruch):
    assert explain_rule(anspruch, 4).en == "Rule 4 of the table “Entitlement”: Age from 18."
    assert explain_rule(table(({}, "angemeldet")), 1).de == "Regel 1 der Tabelle „Probe“: gilt in allen Fällen."


def test_a_rule_can_leave_the_result_to_a_person(anspruch):
    outcome = evaluate_table(anspruch, {**BORN_2012, "G1.F4": "599.99"})
    assert (outcome.values, outcome.rules, outcome.is_decided) == ({}, (3,), True)


@pytest.mark.parametrize("income", [None, "", "viel", "600.005", 6.5, True])
def test_what_is_missing_or_does_not_fit_is_left_to_a_person(anspruch, income):
    outcome = evaluate_table(anspruch, {**BORN_2012, "G1.F4": income})
    assert (outcome.values, outcome.missing, outcome.is_decided) == ({}, ("einkommen",), False)
    assert outcome.explanation.de == "Es fehlt: Einkommen. Das entscheidet eine Person."


def test_what_no_possible_rule_asks_may_be_missing(anspruch):
    assert evaluate_table(anspruch, {"G1.F3": "1990-01-01", "antrag_datum": "2026-11-22"}).rules == (4,)


def test_an_empty_input_is_a_value_where_a_cell_says_so():
    asks = table(({"zone": "leer"}, "a"), ({"zone": "nicht leer"}, "b"), inputs=(ZONE,))
    assert evaluate_table(asks, {}).rules == (1,)
    assert evaluate_table(asks, {"G1.F5": "001"}).rules == (2,)
    assert evaluate_table(asks, {"G1.F5": 5}).missing == ("zone",)
    assert evaluate_table(asks, {"G1.F5": "009"}).missing == ("zone",)


def test_no_rule_and_several_rules_are_left_to_a_person():
    holes = table(({"hunde": "< 2"}, "a"), ({"hunde": "< 1"}, "b"), inputs=(DOGS,))
    none = evaluate_table(holes, {"G1.F6": 5})
    assert (none.rules, none.is_decided) == ((), False)
    assert "greift keine Regel" in none.explanation.de
    several = evaluate_table(holes, {"G1.F6": 0})
    assert (several.rules, several.is_decided) == ((1, 2), False)
    assert "greifen mehrere Regeln: 1 und 2" in several.explanation.de


def test_of_a_table_of_first_rules_the_first_counts():
    first = table(
        ({"hunde": "> 2", "zone": '"001"'}, "a"), ({"hunde": "> 1"}, "b"), ({}, "c"), inputs=(DOGS, ZONE),
        treffer=HitPolicy.ERSTE,
    )  # fmt: skip
    assert evaluate_table(first, {"G1.F6": 3, "G1.F5": "001"}).rules == (1,)
    assert evaluate_table(first, {"G1.F6": 2}).rules == (2,)
    assert evaluate_table(first, {"G1.F6": 3}).missing == ("zone",)
    assert evaluate_table(first, {"G1.F6": 0}).rules == (3,)
    assert evaluate_table(first, {}).missing == ("hunde", "zone")


def test_fees_are_calculated_in_exact_cents():
    fee = table(
        ({"arm": "ja"}, "0 €"),
        ({"arm": "nein", "hunde": "< 10"}, "min(gebuehr_cent, 20 €) + hunde * 1.50 €"),
        ({"arm": "nein", "hunde": ">= 10"}, "runden(einkommen / (hunde - 10))"),
        inputs=(POOR, DOGS, INCOME),
        output=FEE,
    )
    facts = {"G1.F7": False, "G1.F6": 3, "gebuehr_cent": 3000}
    assert evaluate_table(fee, facts).values == {"gebuehr_cent": 2450}
    assert evaluate_table(fee, {"G1.F7": True}).values == {"gebuehr_cent": 0}
    missing = evaluate_table(fee, {**facts, "gebuehr_cent": None})
    assert (missing.missing, missing.explanation.de[:17]) == (("gebuehr_cent",), "Es fehlt: Gebühr.")
    assert evaluate_table(fee, {"G1.F7": False, "G1.F6": 13, "G1.F4": "10.00"}).values == {"gebuehr_cent": 333}
    assert evaluate_table(fee, {"G1.F7": False, "G1.F6": 13}).missing == ("einkommen",)
    nothing = evaluate_table(fee, {"G1.F7": False, "G1.F6": 10, "G1.F4": "10.00"})
    assert (nothing.rules, nothing.is_decided) == ((3,), False)
    assert "teilt durch null" in nothing.explanation.de


def test_a_fee_may_be_an_input_of_its_own():
    own = TableInput("gebuehr_cent", Text("Satz", "Rate"), "gebuehr_cent", ValueKind.BETRAG)
    fee = table(({}, "gebuehr_cent * 2"), inputs=(own,), output=FEE)
    assert evaluate_table(fee, {"gebuehr_cent": 100}).values == {"gebuehr_cent": 200}
    assert evaluate_table(fee, {}).explanation.de == "Es fehlt: Satz. Das entscheidet eine Person."


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        (ValueKind.ZAHL, "1 + 2", 3),
        (ValueKind.ZAHL, "-0.05", "-0.05"),
        (ValueKind.ZAHL, "2.50", "2.5"),
        (ValueKind.JA_NEIN, "Ja", True),
        (ValueKind.JA_NEIN, "nein", False),
        (ValueKind.DATUM, "2026-01-31", "2026-01-31"),
        (ValueKind.TEXT, " frei ", "frei"),
    ],
)
def test_results_are_of_their_kind(kind, cell, value):
    assert output_value(TableOutput("x", Text("X"), kind), cell, known={}) == value


@pytest.mark.parametrize(
    ("born", "day", "years"),
    [
        (date(2000, 2, 29), date(2025, 2, 28), 24),
        (date(2000, 2, 29), date(2025, 3, 1), 25),
        (date(2000, 5, 1), date(2018, 5, 1), 18),
        (date(2000, 5, 1), date(2018, 4, 30), 17),
    ],
)
def test_years_are_complete_on_the_birthday_bgb_187_2(born, day, years):
    assert full_years(born, day) == years


def test_months_are_complete_on_the_day_of_the_same_number_bgb_188_2():
    assert full_months(date(2026, 1, 31), date(2026, 2, 28)) == 0
    assert full_months(date(2026, 1, 31), date(2026, 3, 1)) == 1
    assert full_months(date(2026, 1, 15), date(2027, 1, 15)) == 12


@pytest.mark.parametrize(
    ("eingabe", "value", "read"),
    [
        (POOR, True, "ja"),
        (POOR, "ja", Absent.UNFIT),
        (DOGS, 3, 3),
        (DOGS, "3", 3),
        (DOGS, "3.5", Absent.UNFIT),
        (DOGS, True, Absent.UNFIT),
        (INCOME, 250, 250),
        (INCOME, "2.5", 250),
        (INCOME, True, Absent.UNFIT),
        (DAY, "2026-01-31", 739_647),
        (DAY, "2026", Absent.UNFIT),
        (DAY, 2026, Absent.UNFIT),
        (NOTE, "frei", "frei"),
        (NOTE, 5, Absent.UNFIT),
        (NOTE, "", Absent.BLANK),
        (TableInput("k", Text("K"), "G1.F9", ValueKind.ZAHL, bis="5"), 6, Absent.UNFIT),
    ],
)
def test_answers_become_values_only_when_they_fit(eingabe, value, read):
    assert value_of(eingabe, {eingabe.feld: value}) == read


def test_days_months_and_years_are_calculated():
    facts = {"von": "2026-01-01", "antrag_datum": "2026-03-02"}
    days, months = (
        TableInput("t", Text("T"), "von", ValueKind.ZAHL, each, "antrag_datum")
        for each in (Calculation.TAGE, Calculation.MONATE)
    )
    assert (value_of(days, facts), value_of(months, facts)) == (60, 2)
    assert value_of(AGE, {"G1.F3": "2030-01-01", "antrag_datum": "2026-03-02"}) is Absent.UNFIT
    assert (quantity_in(RATE, 250), quantity_in(NOTE, "x"), quantity_in(AGE, Absent.BLANK)) == (2.5, None, None)


def choice(path: str) -> Field:
    options = (Option("001", Text("Mitte", "Centre")), Option("002", Text("Rand", "Edge")))
    return Field(path, "F5", "1", Kind.CHOICE, Text("Zone"), options=options)


def test_a_page_shows_rules_in_words(prozess):
    zone = TableInput("zone", Text("Zone", "Zone"), "G1.F5", ValueKind.AUSWAHL)
    outputs = (RESULT, TableOutput("grund", Text("G"), ValueKind.TEXT), TableOutput("ok", Text("O"), ValueKind.JA_NEIN))
    rules = (
        ({"zone": '"001"'}, {"ergebnis": "abgelehnt", "grund": "nicht_gehalten", "ok": "nein"}),
        ({}, {"ergebnis": "-", "grund": "eigener", "ok": "ja"}),
    )
    shown = table(inputs=(zone, DOGS))
    shown = type(shown)(
        shown.key, shown.name, shown.zweck, shown.treffer, shown.eingaben, outputs,
        tuple(TableRule(*each) for each in rules),
    )  # fmt: skip
    first, second = shown_rules(prozess, shown, fields={"G1.F5": choice("G1.F5")})
    assert [each.de for each in first.conditions] == ["„Mitte“", "–"]
    assert [each.en for each in first.results][::2] == ["Registration refused", "no"]
    assert first.results[1].de == "Der Hund wird nicht in der Gemeinde gehalten."
    assert [each.de for each in second.results] == ["eine Person entscheidet", "eigener", "ja"]
    assert shown_output(prozess, shown, key="mehr", value="frei") == Text("frei")
    assert shown_output(prozess, shown, key="grund", value="nicht_gehalten").en.startswith("The dog is not kept")
    assert shown_output(prozess, shown, key="ergebnis", value="unbekannt") == Text("unbekannt")
    assert shown_output(prozess, shown, key="ok", value=True).en == "yes"
    assert shown_output(prozess, shown, key="ok", value=False).de == "nein"
    assert shown_output(prozess, table(output=FEE), key="gebuehr_cent", value=1250).de == "12,50 €"


@pytest.mark.parametrize(
    ("eingabe", "typed", "value"),
    [
        (DAY, "31.1.2026", 739_647),
        (DAY, "2026-01-31", 739_647),
        (INCOME, "12,50", 1250),
        (DOGS, " 3 ", 3),
        (DOGS, "drei", Absent.UNFIT),
        (POOR, "ja", "ja"),
        (POOR, "vielleicht", Absent.UNFIT),
        (NOTE, "frei", "frei"),
        (AGE, "14", 14),
        (AGE, "", Absent.BLANK),
    ],
)
def test_what_somebody_types_for_a_column_is_read(eingabe, typed, value):
    assert typed_value(eingabe, typed) == value
