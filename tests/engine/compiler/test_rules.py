import json
from typing import Any

import pytest

from rathaus.engine.compiler.resolve import resolve
from rathaus.engine.compiler.rules import RulesRead, read_rules
from rathaus.engine.formular.condition import Constant, Operation, Operator, Reference
from rathaus.engine.formular.model import Effect
from rathaus.values.text import Text
from tests.engine.schemas import birthday, f, g, listed, number, schema, select

F1, F2, F3, F4, F5 = (number("F", str(short)) for short in range(1, 6))
G1, G2, G3 = (number("G", str(short)) for short in range(1, 4))
SCHEMA = schema(
    g("1", select("1", "001", "002"), f("2", "bool"), f("3"), g("2", f("3"), f("4", "num_int"))),
    g("3", f("3"), g("2", f("3"), f("4", "num_int"))),
    listed("5", "urn:a", "1"),
)


def read(raw: object, made: Any = SCHEMA) -> RulesRead:
    data = raw if isinstance(raw, bytes) else json.dumps(raw).encode()
    return read_rules(data, resolve(made, {}).tree, schema_id=made.id)


def one(bearer: str = G1, **raw: Any) -> RulesRead:
    return read({bearer: [{"effect": "require", "target": F2, "message": "Satz", **raw}]})


def found(result: RulesRead) -> list[str]:
    return [finding.code for finding in result.findings]


def test_no_file_means_no_rules() -> None:
    assert read_rules(None, (), schema_id="S1") == RulesRead((), ())


@pytest.mark.parametrize("raw", [b"{", b"[]", b"\xff", {"G1": {}}, {"G1": [3]}])
def test_a_file_of_another_shape_is_one_finding(raw: object) -> None:
    assert found(read(raw)) == ["COM-020"]


def test_a_rule_is_read_with_all_its_parts() -> None:
    (rule,) = one(
        target=f"self.{F3}",
        condition={"equal": [{"identifier": f"self.{F1}"}, "001"]},
        message_en="Sentence",
        land=["HE", "NW"],
        norms=["§ 1"],
        origin="api",
    ).rules
    assert (rule.effect, rule.bearer, rule.target) == (Effect.REQUIRE, G1, f"{G1}.{F3}")
    assert rule.condition == Operation(Operator.EQUAL, (Reference(f"{G1}.{F1}"), Constant("001")))
    assert (rule.message, rule.land, rule.norms, rule.origin) == (
        Text("Satz", "Sentence"),
        ("HE", "NW"),
        ("§ 1",),
        "api",
    )


def test_one_land_may_stand_alone_and_a_condition_may_be_missing() -> None:
    (rule,) = one(land="HE").rules
    assert (rule.land, rule.condition) == (("HE",), Constant(value=True))


def test_an_element_at_several_places_bears_its_rules_at_each() -> None:
    result = one(G2, target=F3)
    assert [(rule.bearer, rule.target) for rule in result.rules] == [
        (f"{G1}.{G2}", f"{G1}.{G2}.{F3}"),
        (f"{G3}.{G2}", f"{G3}.{G2}.{F3}"),
    ]


def test_a_dotted_path_bears_at_one_place() -> None:
    assert [rule.bearer for rule in one(f"{G3}.{G2}", target=F3).rules] == [f"{G3}.{G2}"]


def test_the_schema_bears_rules_of_the_whole_form() -> None:
    (rule,) = one(SCHEMA.id, target=F5).rules
    assert (rule.bearer, rule.target) == ("", F5)


@pytest.mark.parametrize(
    ("bearer", "written", "target"),
    [
        (G1, f"self.{F3}", f"{G1}.{F3}"),
        (G1, F3, f"{G1}.{F3}"),
        (G1, F4, f"{G1}.{G2}.{F4}"),
        (G1, f"{G2}.{F3}", f"{G1}.{G2}.{F3}"),
        (G3, F5, F5),
        (f"{G3}.{G2}", F1, f"{G1}.{F1}"),
        (G1, "self", G1),
    ],
)
def test_identifiers_are_looked_for_near_the_bearer_first(bearer: str, written: str, target: str) -> None:
    (rule,) = one(bearer, target=written).rules
    assert rule.target == target


def test_a_target_elsewhere_is_hinted_at() -> None:
    result = one(G3, target=F5)
    assert found(result) == ["COM-028"]
    assert len(result.rules) == 1


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({"target": "F99999999999"}, "COM-021"),
        ({"condition": {"identifier": "F99999999999"}}, "COM-021"),
        ({"condition": {"matches": ["a", "b"]}}, "COM-024"),
        ({"effect": "explode"}, "COM-025"),
        ({"target": None}, "COM-027"),
        ({"condition": {"equal": [{"identifier": F1}, "001 schwanger"]}}, "COM-023"),
        ({"condition": {"equal": [{"identifier": F1}, True]}}, "COM-023"),
        ({"condition": {"equal": [{"identifier": F2}, "true"]}}, "COM-029"),
        ({"condition": {"equal": [{"identifier": F4}, "viel"]}}, "COM-029"),
        ({"condition": {"equal": [{"identifier": F3}, True]}}, "COM-029"),
        ({"condition": {"equal": [{"identifier": G2}, "1"]}}, "COM-032"),
        ({"condition": {"identifier": G2}}, "COM-032"),
        ({"effect": "preset", "value": None}, "COM-029"),
        ({"effect": "preset", "value": "ja"}, "COM-029"),
        ({"effect": "preset", "value": "1", "target": G2}, "COM-029"),
    ],
)
def test_wrong_rules_are_errors_and_left_out(raw: dict[str, Any], code: str) -> None:
    result = one(**raw)
    assert found(result) == [code]
    assert result.rules == ()


@pytest.mark.parametrize(
    "raw",
    [
        {"condition": {"not": {"is_empty": {"identifier": G2}}}},
        {"condition": {"equal": [{"identifier": F4}, "12"]}},
        {"condition": {"equal": [{"identifier": F2}, False]}},
        {"condition": {"equal": [{"identifier": F5}, "000"]}},
        {"condition": {"equal": [{"identifier": F3}, "x"]}},
        {"effect": "preset", "value": True},
        {"effect": "valid", "target": None},
        {"condition": {"less_than": [{"identifier": F4}, {"today": 0}]}},
    ],
)
def test_right_rules_have_no_finding(raw: dict[str, Any]) -> None:
    result = one(**raw)
    assert result.findings == ()
    assert len(result.rules) == 1


def test_an_identifier_with_two_places_is_never_guessed() -> None:
    result = one(SCHEMA.id, target=F4)
    assert found(result) == ["COM-022"]
    assert f"{G3}.{G2}.{F4}" in result.findings[0].what.de


def test_an_unknown_bearer_is_an_error() -> None:
    assert found(one("G99999999999")) == ["COM-021"]


def test_a_rule_that_speaks_to_people_needs_a_sentence() -> None:
    assert found(one(message="")) == ["COM-030"]
    assert found(one(message="", effect="forbid")) == []


def test_numbers_of_a_date_can_be_named() -> None:
    made = schema(birthday())
    day, year = ({"identifier": f"self.F600000002{short}"} for short in ("31", "33"))
    condition = {"or": [{"is_empty": day}, {"less_than": [year, "2000"]}]}
    result = read({"G60000000083": [{"effect": "valid", "message": "x", "condition": condition}]}, made)
    assert result.findings == ()
