"""Answers as XML and the schema that describes them."""

from typing import Any

import jsonschema_rs
import pytest
from lxml import etree

from rathaus.engine.formular.export import answers_to_json
from rathaus.engine.formular.export_xml import answers_to_xml
from rathaus.engine.formular.json_schema import json_schema
from rathaus.engine.formular.model import Formular, Kind
from rathaus.engine.formular.plain_pattern import plain_pattern
from rathaus.engine.formular.xml_names import codelist_parts, xml_name, xml_text
from rathaus.engine.formular.xml_schema import xml_schema
from rathaus.values.text import Text
from tests.engine.every_kind import ANSWERS, LIST, every_kind
from tests.engine.forms import ask, choose, form, group, look, rule

NS = "{urn:rathaus:formular:S00000000001:1.0.0}"


def written(formular: Formular, answers: dict[str, Any], **facts: str) -> etree._Element:
    return etree.fromstring(answers_to_xml(formular, answers, **facts))


def schema_of(formular: Formular) -> etree.XMLSchema:
    return etree.XMLSchema(etree.fromstring(xml_schema(formular)))


def takes(formular: Formular, answers: dict[str, Any]) -> bool:
    return bool(schema_of(formular).validate(written(formular, answers)))


def texts(root: etree._Element, name: str) -> list[str | None]:
    return [each.text for each in root.iter(f"{NS}{name}V1.0.0")]


@pytest.mark.clause("XML Schema 1.0", "Part 1, 3.3 element declarations")
@pytest.mark.clause("FIM, answers as XML (XFall)", "same structure as the JSON convention")
def test_the_answers_to_every_kind_validate_against_the_schema() -> None:
    evaluation = look(every_kind(), ANSWERS)
    assert evaluation.is_complete, evaluation.findings
    root = written(every_kind(), dict(evaluation.answers), schema_address="https://rathaus.example/schema.xsd")
    schema_of(every_kind()).assertValid(root)
    assert root.tag == f"{NS}S00000000001V1.0.0"
    assert "https://rathaus.example/schema.xsd" in str(root.attrib)


@pytest.mark.clause("XML Schema 1.0", "Part 2, 3.2 lexical representations")
def test_values_are_written_as_xml_schema_wants_them() -> None:
    root = written(every_kind(), dict(look(every_kind(), ANSWERS).answers))
    found = {name: texts(root, name) for name in ("B", "N", "M", "DT", "TI", "DA", "CO", "C", "U", "P", "LO", "H")}
    assert found == {
        "B": ["false"], "N": ["12.50"], "M": ["3.00"], "DT": ["2026-01-01T10:00:00"], "TI": ["10:00:00"],
        "DA": ["2026-01-01"], "CO": ["true"], "C": ["2", "1"], "U": ["1b9d6bcd"], "P": ["1999"],
        "LO": ["fest"], "H": ["still"],
    }  # fmt: skip


@pytest.mark.clause("XÖV", "type Code: listURI, listVersionID, code")
def test_a_code_names_its_list_as_in_xoev() -> None:
    root = written(every_kind(), ANSWERS)
    (code,) = root.iter(f"{NS}CLV1.0.0")
    assert dict(code.attrib) == {"listURI": "urn:xoev-de:fim:codeliste:staat", "listVersionID": "2026-01-01"}
    assert code.findtext("code") == "1"


@pytest.mark.clause("XML Schema 1.0", "Part 1, 3.8 sequence")
def test_the_order_is_that_of_the_schema_and_entries_repeat() -> None:
    answers = dict(reversed(ANSWERS.items()))
    root = written(every_kind(), answers)
    names = [each.tag.removeprefix(NS).removesuffix("V1.0.0") for each in root]
    assert names == ["G", "B", "I", "N", "M", "DT", "TI", "DA", "CO", "CK", "C", "C", "CL", "U", "R", "R", "X", "E"]
    assert texts(root, "Fyear") == ["1980"]
    assert texts(root, "A") == ["x", "<y> & “z”\nzweite Zeile", "1", "2"]


def test_what_was_begun_stays_and_what_is_no_value_is_left_out() -> None:
    root = written(every_kind(), {"R[0]": {}, "N": "viel", "G.D": "31.2.1980", "G.T": ""})
    assert [each.tag.removeprefix(NS) for each in root.iter()][1:] == ["GV1.0.0", "DV1.0.0", "RV1.0.0"]


def test_a_day_that_is_no_time_stays_as_it_was_typed() -> None:
    assert texts(written(every_kind(), {"TI": "bald"}), "TI") == ["bald"]


@pytest.mark.clause("XML Schema 1.0", "Part 1, 3.9 minOccurs")
@pytest.mark.parametrize("key", ["G.T", "G.D", "B", "I", "CO", "CK", "X.W", "E.A[1]"])
def test_a_missing_demanded_answer_breaks_the_schema(key: str) -> None:
    assert not takes(every_kind(), {name: value for name, value in ANSWERS.items() if name != key})


@pytest.mark.clause("XML Schema 1.0", "Part 2, 4.3 facets")
@pytest.mark.parametrize(
    ("key", "value"),
    [("G.T", "ABC"), ("G.T", "abcdefghij"), ("I", 10), ("N", "0.4"), ("DA", "2100-01-01"), ("TI", "07:00"),
     ("DT", "2031-01-01T00:00"), ("C[0]", "3"), ("CL", "3"), ("CK", "2"), ("G.P", "99"), ("X.V", "beides"),
     ("C[3]", "1"), ("CO", False)],
)  # fmt: skip
def test_a_wrong_answer_breaks_the_schema(key: str, value: object) -> None:
    extra = {"C[2]": "1"} if key == "C[3]" else {}
    assert takes(every_kind(), ANSWERS)
    assert not takes(every_kind(), ANSWERS | extra | {key: value})


def test_what_a_rule_may_hide_and_what_may_come_later_is_not_demanded() -> None:
    formular = form(ask("A", required=True, soft_required=True), ask("B", required=True), rules=[rule("show", "B")])
    assert takes(formular, {})


@pytest.mark.clause("XML Schema 1.0", "Part 1, 3.9 minOccurs, maxOccurs")
def test_what_a_rule_may_hide_has_no_entry_or_as_many_as_the_schema_wants() -> None:
    formular = form(ask("F", min_count=2, max_count=3), ask("G", max_count=3), rules=[rule("show", "F")])
    assert [takes(formular, {f"F[{n}]": "x" for n in range(count)}) for count in range(5)] == [
        True, False, True, True, False]  # fmt: skip
    assert "minItems" not in json_schema(formular)["properties"]["GV1.0.0"]


def test_limits_that_contradict_each_other_are_left_out() -> None:
    formular = form(
        ask("A", min_length=9, max_length=2),
        ask("I", Kind.INT, min_value="5", max_value="1"),
        ask("J", Kind.INT, min_value="1.5"),
        ask("K", Kind.DATE, min_value="bald"),
        ask("N", Kind.NUM, max_value="1e3"),
    )
    assert takes(formular, {"A": "abc", "I": 3, "J": 1, "K": "2026-01-01", "N": "2000"})


def test_very_many_entries_are_unbounded_and_texts_to_read_are_no_elements() -> None:
    formular = form(
        group("R", min_count=1_000_000, max_count=1_000_000),
        ask("R.A"),
        ask("F", min_count=1, max_count=600, required=True),
        group("X", min_count=0, choice_group=True),
        ask("X.L", Kind.LABEL),
        choose("C"),
    )
    text = xml_schema(formular).decode()
    assert 'minOccurs="500"' in text
    assert "1000000" not in text
    assert "LV1.0.0" not in text
    assert schema_of(formular)


def test_a_long_list_is_written_once_however_many_questions_choose_from_it() -> None:
    many = [str(number) for number in range(10_000)]
    formular = form(
        choose("A", *many, codelist=LIST),
        choose("B", *many, codelist=LIST),
        choose("C", *many[:300]),
        choose("D", "1", "1"),
    )
    text, schema = xml_schema(formular).decode(), json_schema(formular)
    assert text.count('value="9999"') == 1
    assert len(schema["$defs"]) == 2
    jsonschema_rs.meta.validate(schema)
    answers = {"A": "9999", "B": "0", "C": "299", "D": "1"}
    validator = jsonschema_rs.validator_for(schema)
    assert takes(formular, answers)
    validator.validate(answers_to_json(formular, answers))
    for wrong in ({"A": "10000"}, {"C": "300"}):
        assert not takes(formular, wrong)
        assert not validator.is_valid(answers_to_json(formular, wrong))


HOSTILE = "<script>alert(1)</script>\x00\x08 &amp; ]]> " + "lang " * 2000


@pytest.mark.clause("XML 1.0", "2.2 characters, 2.4 markup")
def test_hostile_texts_are_texts() -> None:
    formular = form(
        group("1 ä<b>", label=Text(HOSTILE)),
        ask("1 ä<b>.F\u0000\U0001f600", label=Text(HOSTILE)),
        choose("C", "<a href='x'>", "\x01", codelist="<&"),
        ask("D", Kind.TEXT),
    )
    answers = {"1 ä<b>.F\u0000\U0001f600": HOSTILE, "C": "<a href='x'>", "D": "\ud800\ufffe ]]>"}
    root = written(formular, answers, schema_address="https://x/?a=<&\x00")
    schema_of(formular).assertValid(root)
    assert not list(root.iter("{*}script"))
    assert texts(root, "D") == ["\ufffd\ufffd ]]>"]


@pytest.mark.clause("XML 1.0", "2.3 names")
def test_names_and_texts_of_xml() -> None:
    assert xml_name("F60000000246V1.1.0") == "F60000000246V1.1.0"
    assert xml_name("1 a:b") == "_x0031__x0020_a_x003A_b"
    assert xml_text("a\x0bb") == "a\ufffdb"
    assert codelist_parts("urn:de:liste") == ("urn:de:liste", "")
    assert codelist_parts("urn:de:liste_2026-01-01") == ("urn:de:liste", "2026-01-01")


@pytest.mark.clause("XML Schema 1.0", "Part 2, appendix F regular expressions")
@pytest.mark.parametrize(
    ("pattern", "plain"),
    [
        ("[0-9]{5}", "[0-9]{5}"),
        ("([0]{1}[1-9]{1}|[1-9]{1}[0-9]{1})[0-9]{3}", "([0]{1}[1-9]{1}|[1-9]{1}[0-9]{1})[0-9]{3}"),
        (r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{1,63}$", r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{1,63}"),
        (r"^[\p{L}0-9. ]*$", r"[\p{L}0-9. ]*"),
        (r"a\$", None), (r"\w+", None), (r"a+?", None), ("a**", None), ("(?=a)b", None), ("(a", None), ("a)", None),
        ("((((((a))))))", None), ("[a-z-[aeiou]]", None), (r"\p{IsBasicLatin}", None), ("a{100000}", None),
        ("", None), ("^$", None), ("|*", None),
    ],
)  # fmt: skip
def test_only_patterns_that_all_readers_understand_alike_are_written(pattern: str, plain: str | None) -> None:
    assert plain_pattern(pattern) == plain


def test_every_plain_pattern_is_read_by_libxml2() -> None:
    formular = form(*(ask(f"A{number}", pattern=pattern) for number, pattern in enumerate(
        [r"[\p{L}0-9. ]*", r"[^\-a-z+]+", r"\d{1,3}(\.\d+)?|\(x\)", r"[-a]b?"])))  # fmt: skip
    assert schema_of(formular)
