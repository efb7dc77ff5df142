"""A rule tried out: the small form of its fields, what the rule does there, its truth table, its condition as tree."""

from datetime import date
from typing import Any

import pytest

from rathaus.engine.formular.condition import Constant, Operation, Operator, Reference, Today
from rathaus.engine.formular.model import Effect, Kind
from rathaus.engine.regeltext.model import Reading, RuleReading
from rathaus.engine.regeltext.outline import Branch, outline
from rathaus.engine.regeltext.subtree import Subtree
from rathaus.engine.regeltext.trial import SOMETHING, Doing, Trial, trial_of, truth_rows
from rathaus.values.text import Text
from tests.engine.regeltext.form import (
    ART,
    BIS,
    FARBE,
    HERDE,
    JAHR,
    MONAT,
    NAME,
    NOTIZ,
    STALL,
    TAG,
    VON,
    WEIDE,
    ZAHL,
    goats,
    read,
)
from tests.engine.schemas import f, g, schema

HALTUNG = next(goats().walk())[1].enthaelt
BELOW = Subtree(HALTUNG, {})
DAY = date(2026, 11, 22)


def trial(text: str) -> Trial:
    return trial_of(read(text), BELOW)


def run(text: str, answers: dict[str, Any] | None = None, **facts: Any) -> Doing:
    return trial(text).run(answers or {}, today=DAY, **facts)


def words(branch: Branch) -> object:
    return (branch.words.de, [words(part) for part in branch.parts]) if branch.parts else branch.words.de


def tree(condition: object) -> object:
    return words(outline(condition, BELOW))  # type: ignore[arg-type]  # short in these tests


def test_a_demand_shows_in_the_outcome_and_as_a_sentence_to_the_person() -> None:
    rule = f"Wenn {HERDE} = ja, dann muss {NAME} befüllt werden."
    silent, asking = run(rule), run(rule, {HERDE: True})
    assert (silent.holds, silent.outcomes[0].is_required, silent.messages) == ((False,), False, ())
    assert (asking.holds, asking.outcomes[0].is_required) == ((True,), True)
    assert asking.outcomes[0].label.de == "Name der Herde"
    assert asking.messages == (read(rule).readings[0].message,)
    assert run(rule, {HERDE: True, NAME: "Die Bunten"}).messages == ()


def test_what_is_forbidden_is_not_asked() -> None:
    rule = f"Wenn {ART} = 001, dann darf {STALL} nicht befüllt werden."
    assert [run(rule, {ART: code}).outcomes[0].is_asked for code in ("001", "002")] == [False, True]


def test_a_preset_names_its_value_until_something_is_typed() -> None:
    rule = f'Wenn {HERDE} = ja, dann wird {FARBE} mit "a" vorbelegt.'
    outcome = run(rule, {HERDE: True}).outcomes[0]
    assert outcome.preset == "a"
    assert run(rule, {HERDE: True, FARBE: "b"}).outcomes[0].preset is None


def test_questions_stand_in_the_order_of_the_schema_and_fit_their_fields() -> None:
    found = trial(f"Wenn {STALL} befüllt ist oder {ZAHL} < 3 oder {ART} = 001, dann muss {VON} befüllt werden.")
    kinds = {path: each.kind for path, each in found.formular.fields.items() if path in found.questions}
    assert list(kinds.items()) == [
        (ART, Kind.CHOICE),
        (VON, Kind.DATE),
        (ZAHL, Kind.INT),
        (f"{STALL}.inhalt", Kind.CHOICE),
    ]
    assert [option.code for option in found.formular.fields[f"{STALL}.inhalt"].options] == [SOMETHING]
    assert (found.bare.rules, tuple(found.bare.fields), found.bare.pages[0].items) == ((), *(found.questions,) * 2)
    assert found.run({f"{STALL}.inhalt": SOMETHING}, today=DAY).holds == (True,)


def test_a_group_is_filled_by_its_named_field() -> None:
    rule = RuleReading(
        "R1", "", HALTUNG.id, "", (Reading(Effect.FORBID, WEIDE, Operation(Operator.IS_EMPTY, (Reference(NAME),))),)
    )
    inside = f"{WEIDE}.{BELOW.find('F00000000011')[0].rpartition('.')[2]}"
    both = trial_of(
        RuleReading("R1", "", HALTUNG.id, "", (*rule.readings, Reading(Effect.REQUIRE, inside, Constant(value=True)))),
        BELOW,
    )
    assert both.questions == (NAME, inside)
    assert [outcome.is_asked for outcome in both.run({}, today=DAY).outcomes] == [False, False]


def test_a_file_is_there_or_not() -> None:
    bearer = next(schema(g("1", f("1", "file", "0:1", name="Foto"), f("2", name="Ort"))).walk())[1].enthaelt
    foto, ort = (each for each in Subtree(bearer, {}).places)
    readings = (
        Reading(Effect.REQUIRE, ort, Operation(Operator.NOT, (Operation(Operator.IS_EMPTY, (Reference(foto),)),))),
    )
    found = trial_of(RuleReading("R1", "", bearer.id, "", readings), Subtree(bearer, {}))
    assert [option.code for option in found.formular.fields[foto].options] == [SOMETHING]
    assert found.run({foto: SOMETHING}, today=DAY).holds == (True,)


def test_a_rule_of_some_laender_sleeps_in_others() -> None:
    reading = Reading(Effect.REQUIRE, NAME, Constant(value=True), land=("BY",))
    found = trial_of(RuleReading("R1", "", HALTUNG.id, "", (reading,)), BELOW)
    assert found.laender == ("BY",)
    assert [found.run({}, today=DAY, land=land).holds for land in ("HE", "BY")] == [(False,), (True,)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"Wenn {HERDE} = ja, dann muss {NAME} befüllt werden.",
            [({}, (False,)), ({HERDE: True}, (True,)), ({HERDE: False}, (False,))],
        ),
        (
            f"Wenn {ART} = 002, dann muss {NAME} befüllt werden.",
            [({}, (False,)), ({ART: "002"}, (True,)), ({ART: "001"}, (False,))],
        ),
        (
            f"Wenn {NOTIZ} befüllt ist, dann muss {NAME} befüllt werden.",
            [({}, (False,)), ({NOTIZ: SOMETHING}, (True,))],
        ),
        (
            f"Wenn {VON} befüllt ist, dann muss {NAME} befüllt werden.",
            [({}, (False,)), ({VON: "2026-01-01"}, (True,)), ({VON: "2026-01-02"}, (True,))],
        ),
        (f"{NAME} muss befüllt werden.", None),
        (f"{VON} darf nicht in der Zukunft liegen.", None),
        (f"{TAG}, {MONAT} und {JAHR}: genau eines dieser Felder muss befüllt werden.", None),
    ],
)
def test_a_truth_table_tries_telling_values(text: str, expected: object) -> None:
    rows = truth_rows(read(text).readings, BELOW)
    assert (None if rows is None else list(rows)) == expected


def test_numbers_are_tried_around_the_bound_and_long_tables_are_left_out() -> None:
    few = Operation(Operator.LESS_THAN, (Reference(ZAHL), Constant(3)))
    rows = truth_rows((Reading(Effect.REQUIRE, NAME, few),), BELOW)
    assert rows == (({}, (False,)), ({ZAHL: 2}, (True,)), ({ZAHL: 3}, (False,)), ({ZAHL: 4}, (False,)))
    paths = (ART, HERDE, NAME, FARBE, NOTIZ)
    many = Operation(Operator.AND, tuple(Operation(Operator.IS_EMPTY, (Reference(path),)) for path in paths))
    assert truth_rows((Reading(Effect.REQUIRE, BIS, many),), BELOW) is None


def test_codes_that_nobody_can_choose_stand_in_no_table() -> None:
    unlisted = Operation(Operator.EQUAL, (Reference(ART), Constant("9")))
    rows = truth_rows((Reading(Effect.REQUIRE, NAME, unlisted),), BELOW)
    assert rows == (({}, (False,)), ({ART: "001"}, (False,)))


def test_conditions_become_lists_in_lists() -> None:
    is_late = Operation(Operator.LESS_THAN, (Reference(VON), Today()))
    is_private = Operation(Operator.EQUAL, (Reference(ART), Constant("001")))
    either = Operation(Operator.XOR, (Reference(HERDE), Operation(Operator.NOT, (is_late,))))
    assert tree(Operation(Operator.AND, (is_private, Operation(Operator.OR, (is_late, either))))) == (
        "Alles davon gilt:",
        [
            "„Art der Haltung“ ist „Privat“",
            (
                "Mindestens eines davon gilt:",
                [
                    "„von“ liegt vor heute",
                    ("Genau eines davon gilt:", ["„Herde vorhanden“ ist Ja", "„von“ liegt nicht vor heute"]),
                ],
            ),
        ],
    )
    assert tree(Operation(Operator.NOT, (is_private,))) == ("Das gilt nicht:", ["„Art der Haltung“ ist „Privat“"])
    assert [tree(Constant(value=value)) for value in (True, False)] == ["immer", "nie"]
    assert outline(Operation(Operator.IS_EMPTY, (Reference(NAME),)), BELOW).words == Text(
        "„Name der Herde“ ist leer", "“Name der Herde” is empty"
    )


def test_a_demand_on_several_answers_acts_upon_none_of_them() -> None:
    reading = Reading(
        Effect.VALID, None, Operation(Operator.IS_EMPTY, (Reference(NAME),)), message=Text("„Name“ bleibt leer.")
    )
    found = trial_of(RuleReading("R1", "", HALTUNG.id, "", (reading,)), BELOW).run({NAME: "x"}, today=DAY)
    assert (found.outcomes, [message.de for message in found.messages]) == ((), ["„Name“ bleibt leer."])
