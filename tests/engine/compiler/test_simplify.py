from typing import Any

import pytest

from rathaus.engine.compiler.resolve import resolve
from rathaus.engine.compiler.simplify import Simplified, simplify
from rathaus.engine.compiler.tree import DateNode, FieldNode, GroupNode, walk
from rathaus.engine.formular.condition import Condition, Constant, Operation, Operator, Reference
from rathaus.engine.formular.model import Effect, Kind, Rule
from rathaus.standards.xdatenfelder.codes import Feldart
from rathaus.standards.xdatenfelder.model import Struktur
from tests.engine.schemas import birthday, f, g, number, schema, select

F1, F2, G1, G2, G83 = number("F", "1"), number("F", "2"), number("G", "1"), number("G", "2"), "G60000000083"

ALWAYS = Constant(value=True)


def simple(*positions: Struktur, rules: tuple[Rule, ...] = ()) -> Simplified:
    return simplify(resolve(schema(*positions), {}).tree, rules)


def act(effect: Effect, target: str | None, condition: Condition = ALWAYS, bearer: str = "") -> Rule:
    return Rule(effect, bearer, target, condition)


def kind_of(position: Struktur, *rules: Rule) -> Kind:
    (node,) = simple(position, rules=rules).tree
    assert isinstance(node, FieldNode)
    return node.kind


@pytest.mark.parametrize(
    ("position", "kind"),
    [
        (f("1"), Kind.TEXT),
        (f("1", "text_latin"), Kind.TEXT),
        (f("1", limits={"max_length": 256}), Kind.TEXTAREA),
        (f("1", limits={"max_length": 255}), Kind.TEXT),
        (f("1", id="F60000000242"), Kind.EMAIL),
        (f("1", name="E-Mail-Adresse"), Kind.EMAIL),
        (f("1", name="Mail", bezeichnung_eingabe="E-Mail"), Kind.EMAIL),
        (f("1", name="E-Mail des Vereins gewünscht"), Kind.TEXT),
        (f("1", name="E-Mail der Ansprechperson"), Kind.EMAIL),
        (f("1", name="Telefonnummer"), Kind.TEL),
        (f("1", name="Mobilfunknummer (privat)"), Kind.TEL),
        (f("1", name="Handynummer für die Rückfrage"), Kind.TEL),
        (f("1", name="Telefon wird gebraucht"), Kind.TEXT),
        (f("1", name="IBAN des Kontos"), Kind.IBAN),
        (f("1", name="Postleitzahl", limits={"min_length": 5, "max_length": 5}), Kind.POSTAL_CODE),
        (f("1", name="Postleitzahl", limits={"max_length": 9}), Kind.TEXT),
        (f("1", name="Postleitzahl"), Kind.TEXT),
        (f("1", "date"), Kind.DATE),
        (f("1", "time"), Kind.TIME),
        (f("1", "datetime"), Kind.DATETIME),
        (f("1", "bool"), Kind.BOOL),
        (f("1", "num"), Kind.NUM),
        (f("1", "num_int"), Kind.INT),
        (f("1", "num_currency"), Kind.CURRENCY),
        (f("1", "file"), Kind.FILE),
        (select("1", "1", "2"), Kind.CHOICE),
        (select("1", "1"), Kind.CONSENT),
        (select("1", "1", count="0:*"), Kind.CHOICE),
        (f("1", feldart=Feldart.LABEL), Kind.LABEL),
        (f("1", feldart=Feldart.HIDDEN), Kind.HIDDEN),
        (f("1", feldart=Feldart.LOCKED, inhalt="x"), Kind.LOCKED),
    ],
)
def test_fields_become_widgets(position: Struktur, kind: Kind) -> None:
    assert kind_of(position) is kind


def test_a_mandatory_bool_is_a_question_unless_a_rule_demands_the_yes() -> None:
    assert [finding.code for finding in simple(f("1", "bool")).findings] == ["COM-012"]
    assert simple(f("1", "bool", "0:1")).findings == ()
    demand = act(Effect.VALID, None, Reference(F1))
    assert kind_of(f("1", "bool"), demand) is Kind.CONSENT


@pytest.mark.parametrize(
    ("position", "code"),
    [
        (f("1", name="Unterschrift"), "COM-010"),
        (f("1", "file", bezeichnung_eingabe="Signatur der Antragstellerin"), "COM-010"),
        (f("1", feldart=Feldart.LOCKED, name="Adresssuche"), "COM-011"),
        (f("1", "obj", feldart=Feldart.LABEL), "COM-013"),
    ],
)
def test_superfluous_fields_are_left_out_and_reported(position: Struktur, code: str) -> None:
    result = simple(g("1", position, f("2")))
    assert [node.path for node in walk(result.tree)] == [G1, f"{G1}.{F2}"]
    assert [finding.code for finding in result.findings] == [code]


def test_what_a_condition_reads_stays_hidden() -> None:
    result = simple(f("1", name="Unterschrift"), f("2"), rules=(act(Effect.SHOW, F2, Reference(F1)),))
    assert [node.kind for node in result.tree if isinstance(node, FieldNode)] == [Kind.HIDDEN, Kind.TEXT]


def test_a_rule_goes_with_its_target() -> None:
    result = simple(f("1", name="Unterschrift"), f("2"), rules=(act(Effect.REQUIRE, F1), act(Effect.REQUIRE, F2)))
    assert [rule.target for rule in result.rules] == [F2]
    assert [finding.code for finding in result.findings] == ["COM-010", "COM-031"]


def test_groups_that_become_empty_go_unless_a_rule_reads_them() -> None:
    signature = g("1", f("1", name="Unterschrift"))
    assert [node.path for node in simple(signature, f("2")).tree] == [F2]
    reads = act(Effect.SHOW, F2, Operation(Operator.IS_EMPTY, (Reference(G1),)))
    assert [node.path for node in simple(signature, f("2"), rules=(reads,)).tree] == [G1, F2]
    assert [finding.code for finding in simple(g("1"), f("2")).findings] == ["COM-008"]


def test_a_group_around_one_group_becomes_transparent_below_the_top() -> None:
    (top,) = simple(g("1", g("2", g("3", f("1"))))).tree
    assert isinstance(top, GroupNode)
    middle = top.children[0]
    assert isinstance(middle, GroupNode)
    assert (top.transparent, middle.transparent) == (False, True)
    (repeats,) = simple(g("1", f("9"), g("2", g("3", f("1")), count="0:*"))).tree
    assert isinstance(repeats, GroupNode)
    assert [child.transparent for child in repeats.children if isinstance(child, GroupNode)] == [False]


@pytest.mark.parametrize(("required", "kind"), [("0:1", Kind.PARTIAL_DATE), ("1:1", Kind.DATE)])
def test_day_month_and_year_become_one_date(required: str, kind: Kind) -> None:
    (node,) = simple(birthday(required=required)).tree
    assert isinstance(node, DateNode)
    assert node.kind is kind
    assert [part.element.id[-3:] for part in node.parts] == ["231", "232", "233"]


def test_other_groups_of_day_month_and_year_are_known_by_name() -> None:
    parts = (f("1", "num_int", name="Jahr"), f("2", "num_int", name="Tag"), f("3", "num_int", name="Monat (Zahl)"))
    (node,) = simple(g("1", *parts)).tree
    assert isinstance(node, DateNode)
    assert [part.element.name for part in node.parts] == ["Tag", "Monat (Zahl)", "Jahr"]


@pytest.mark.parametrize(
    "position",
    [
        birthday(count="0:*"),
        g("1", f("1", "num_int", name="Tag"), f("2", "num_int", name="Monat"), f("3", "num_int", name="Woche")),
        g("1", f("1", "num_int", name="Tag"), f("2", "num_int", name="Monat"), f("3", name="Jahr")),
        g("1", f("1", "num_int", name="Tag"), f("2", "num_int", "0:2", name="Monat"), f("3", "num_int", name="Jahr")),
        g("1", f("1", "num_int", name="Tag"), f("2", "num_int", name="Monat"), g("2", f("3"))),
    ],
)
def test_groups_of_another_shape_stay_as_they_are(position: Struktur) -> None:
    (node,) = simple(position).tree
    assert isinstance(node, GroupNode)


def test_a_date_whose_number_a_rule_hides_stays_apart() -> None:
    day = f"{G83}.F60000000231"
    hides: Any = act(Effect.FORBID, day, bearer=G83)
    (node,) = simple(birthday(), rules=(hides,)).tree
    assert isinstance(node, GroupNode)
    demands = simple(birthday(), rules=(act(Effect.REQUIRE, day, bearer=G83),))
    assert isinstance(demands.tree[0], DateNode)
    assert len(demands.rules) == 1
