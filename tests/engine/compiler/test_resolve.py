from dataclasses import replace

import pytest

from rathaus.engine.compiler.resolve import resolve, version_key
from rathaus.engine.compiler.tree import FieldNode, GroupNode, walk
from rathaus.standards.xdatenfelder.model import Bezug, CodelisteReferenz
from rathaus.values.findings import Severity
from rathaus.values.text import Text
from tests.engine.schemas import codelist, f, g, listed, number, schema, select

URN = "urn:test:staat"
F1, G1, G2 = number("F", "1"), number("G", "1"), number("G", "2")


def test_every_position_gets_the_path_of_its_ids() -> None:
    tree = resolve(schema(g("1", f("1"), g("2", f("1"))), f("1")), {}).tree
    assert [node.path for node in walk(tree)] == [G1, f"{G1}.{F1}", f"{G1}.{G2}", f"{G1}.{G2}.{F1}", F1]


def test_legal_bases_of_position_and_element_are_joined_once() -> None:
    position = f("1", bezug=(Bezug("§ 1"), Bezug("§ 2")))
    both = type(position)(anzahl=position.anzahl, enthaelt=position.enthaelt, bezug=(Bezug("§ 3"), Bezug("§ 1")))
    (node,) = resolve(schema(both), {}).tree
    assert [bezug.text for bezug in node.bezug] == ["§ 3", "§ 1", "§ 2"]


def test_inline_values_become_options() -> None:
    (node,) = resolve(schema(select("1", "001", "002")), {}).tree
    assert isinstance(node, FieldNode)
    assert [(option.code, option.label.de) for option in node.options] == [("001", "Wert 001"), ("002", "Wert 002")]


def test_a_known_code_list_gives_the_options() -> None:
    staat = codelist(URN, "2", ("000", "Deutschland", "bei uns"), ("137", "", ""))
    resolved = resolve(schema(listed("1", URN, "2", help_key="hilfe")), {"any key": staat})
    (node,) = resolved.tree
    assert isinstance(node, FieldNode)
    assert node.codelist == f"{URN}_2"
    assert [(o.code, o.label.de, o.help.de) for o in node.options] == [
        ("000", "Deutschland", "bei uns"),
        ("137", "137", ""),
    ]
    assert resolved.findings == ()


def test_questions_with_the_same_list_share_its_entries() -> None:
    staat = codelist(URN, "2", ("000", "Deutschland", "bei uns"))
    questions = listed("1", URN, "2"), listed("2", URN, "2"), listed("3", URN, "2", help_key="hilfe")
    one, two, other = resolve(schema(*questions), {"any key": staat}).tree
    assert isinstance(one, FieldNode) and isinstance(two, FieldNode) and isinstance(other, FieldNode)
    assert one.options is two.options
    assert one.options is not other.options


def test_an_unknown_code_list_is_an_error_with_its_urn_and_the_command() -> None:
    (finding,) = resolve(schema(listed("1", URN, "2")), {}).findings
    assert (finding.code, finding.severity, finding.where) == ("COM-001", Severity.ERROR, F1)
    assert f"{URN}_2" in finding.what.de
    assert "rathaus compile FILE --codelists FOLDER" in finding.remedy.en


def test_another_version_of_the_list_is_named() -> None:
    (finding,) = resolve(schema(listed("1", URN, "3")), {"a": codelist(URN, "2", ("1", "x", ""))}).findings
    assert finding.code == "COM-001"
    assert "2" in finding.remedy.de


@pytest.mark.parametrize(
    "reference",
    [
        CodelisteReferenz(URN, "2", None),
        CodelisteReferenz(None, None, f"{URN}_2"),
        CodelisteReferenz(URN, "2", "urn:other:name"),
    ],
)
def test_a_list_is_found_by_urn_and_version_or_by_version_urn(reference: CodelisteReferenz) -> None:
    position = listed("1", URN, "2")
    element = type(position.enthaelt)(
        **{name: getattr(position.enthaelt, name) for name in position.enthaelt.__dataclass_fields__}
        | {"codeliste_referenz": reference}
    )
    resolved = resolve(
        schema(type(position)(anzahl=position.anzahl, enthaelt=element)),
        {"a": codelist("urn:a", "1", ("1", "x", "")), "b": codelist(URN, "2", ("1", "x", ""))},
    )
    assert resolved.findings == ()


def test_without_version_the_newest_list_is_taken() -> None:
    lists = {version: codelist(URN, version, (version, version, "")) for version in ("9", "10", "2")}
    resolved = resolve(schema(listed("1", URN, None)), lists)
    (node,) = resolved.tree
    assert isinstance(node, FieldNode)
    assert [option.code for option in node.options] == ["10"]
    assert [finding.code for finding in resolved.findings] == ["COM-014"]
    assert version_key("2021-07-31") < version_key("2023-02-24")
    assert version_key("2.2") < version_key("2.10")


def test_an_unknown_column_is_reported_and_the_default_used() -> None:
    lists = {"a": codelist(URN, "1", ("1", "x", ""))}
    resolved = resolve(schema(listed("1", URN, "1", name_key="kurz")), lists)
    assert [finding.code for finding in resolved.findings] == ["COM-002"]
    (node,) = resolved.tree
    assert isinstance(node, FieldNode)
    assert node.options[0].label.de == "x"


def test_a_group_inside_itself_is_cut() -> None:
    resolved = resolve(schema(g("1", f("1"), g("2", g("1", f("2"))))), {})
    assert [(finding.code, finding.where) for finding in resolved.findings] == [("COM-003", f"{G1}.{G2}.{G1}")]
    assert len(list(walk(resolved.tree))) == 3


def test_the_same_element_twice_in_one_group_is_an_error() -> None:
    resolved = resolve(schema(g("1", f("1"), f("1"))), {})
    assert [finding.code for finding in resolved.findings] == ["COM-009"]


def test_a_schema_without_questions_is_an_error() -> None:
    assert [finding.code for finding in resolve(schema(), {}).findings] == ["COM-004"]
    resolved = resolve(schema(g("1", g("2"))), {})
    assert [finding.code for finding in resolved.findings] == ["COM-004"]
    assert isinstance(resolved.tree[0], GroupNode)


def test_a_list_whose_version_was_not_at_hand_is_named_once_with_the_command_that_loads_it() -> None:
    ours = replace(codelist(URN, "2", ("1", "x", "")), written_from=Text("Version 1", "version 1"))
    (finding,) = resolve(schema(listed("1", URN, "2"), listed("2", URN, "2")), {"a": ours}).findings
    assert (finding.code, finding.severity) == ("COM-046", Severity.HINT)
    assert all(word in finding.what.de for word in (URN, "Version 2", "Version 1"))
    assert "rathaus codeliste load" in finding.remedy.de
