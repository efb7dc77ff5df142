"""One test per thing that can be wrong inside a schema: the finding, its place, and what is kept nevertheless."""

import pytest

from rathaus.standards.xdatenfelder.codes import Datentyp, Feldart, Regeltyp
from rathaus.standards.xdatenfelder.messages import MAX_FINDINGS, MESSAGES
from rathaus.standards.xdatenfelder.model import Anzahl, Datenfeld, Stammdatenschema
from rathaus.standards.xdatenfelder.read import read_schema
from rathaus.values.findings import Severity
from tests.standards.xdatenfelder.samples import (
    FULL,
    coded,
    common,
    feld,
    gruppe,
    message,
    regel,
    schema,
    shown,
    struktur,
    with_field,
)

FIELD, GROUP, SCHEMA = "F99000000001", "G99000000001", "S99000000001"
ERROR, WARNING = Severity.ERROR, Severity.WARNING


def found(data: bytes) -> list[tuple[str, Severity, str]]:
    """Code, severity and place of all findings."""
    return [(finding.code, finding.severity, finding.where) for finding in read_schema(data).findings]


def kept(data: bytes) -> Stammdatenschema:
    read = read_schema(data).schema
    assert read is not None
    return read


def only_field(data: bytes) -> Datenfeld:
    element = kept(data).struktur[0].enthaelt
    assert isinstance(element, Datenfeld)
    return element


def test_every_message_speaks_german_and_english() -> None:
    for message_text in MESSAGES.values():
        assert all((message_text.what.de, message_text.what.en, message_text.remedy.de, message_text.remedy.en))


def test_a_missing_id_is_an_error_at_its_path() -> None:
    nameless = feld().replace("<x:id>F99000000001</x:id>", "")
    assert found(message(schema(struktur(gruppe(struktur(nameless)))))) == [("XDF-011", ERROR, f"{GROUP}.?")]


def test_an_element_without_identification_is_an_error() -> None:
    nameless = feld().replace("identifikation>", "kennung>")
    codes = [code for code, _, _ in found(message(schema(struktur(nameless))))]
    assert codes == ["XDF-026", "XDF-011"]


def test_an_unusual_id_is_a_warning() -> None:
    assert found(message(schema(struktur(feld("F12"))))) == [("XDF-012", WARNING, "F12")]


def test_an_id_that_breaks_a_path_is_an_error() -> None:
    assert found(message(schema(struktur(feld("F1.F2[0]"))))) == [("XDF-013", ERROR, "F1.F2[0]")]


def test_an_odd_version_is_a_warning() -> None:
    data = with_field().replace(b"F99000000001</x:id><x:version>1.0.0", b"F99000000001</x:id><x:version>1.0")
    assert found(data) == [("XDF-014", WARNING, FIELD)]


def test_a_missing_cardinality_is_an_error() -> None:
    data = with_field().replace(b"<x:anzahl>1:1</x:anzahl>", b"")
    assert found(data) == [("XDF-015", ERROR, FIELD)]


@pytest.mark.parametrize("anzahl", ["1", "1:n", "-1:1", "*:1", "1:1:1", "1: 1", "٢:٣", "0:" + "9" * 5000])
def test_a_cardinality_that_cannot_be_read_is_an_error(anzahl: str) -> None:
    data = message(schema(struktur(feld(), anzahl)))
    assert found(data) == [("XDF-016", ERROR, FIELD)]
    assert kept(data).struktur[0].anzahl == Anzahl(1, 1)


@pytest.mark.parametrize("anzahl", ["2:1", "0:0"])
def test_an_impossible_cardinality_is_an_error(anzahl: str) -> None:
    data = message(schema(struktur(feld(), anzahl)))
    assert found(data) == [("XDF-017", ERROR, FIELD)]
    assert kept(data).struktur[0].anzahl == Anzahl(1, 1)


@pytest.mark.parametrize("content", ["", "<x:enthaelt/>", "<x:enthaelt><x:formular/></x:enthaelt>"])
def test_an_empty_position_is_an_error_and_left_out(content: str) -> None:
    empty = f"<x:struktur><x:anzahl>1:1</x:anzahl>{content}</x:struktur>"
    data = message(schema(struktur(feld()) + empty))
    assert found(data) == [("XDF-018", ERROR, SCHEMA)]
    assert len(kept(data).struktur) == 1


def test_a_position_with_two_elements_is_an_error_and_the_first_counts() -> None:
    data = message(schema(struktur(feld() + feld("F99000000002"))))
    assert found(data) == [("XDF-019", ERROR, FIELD)]
    assert [path for path, _ in kept(data).walk()] == [FIELD]


def test_an_empty_group_is_a_warning_because_the_form_leaves_it_out() -> None:
    assert found(message(schema(struktur(gruppe(""))))) == [("XDF-044", WARNING, GROUP)]


def test_an_empty_schema_is_an_error() -> None:
    assert found(message(schema(""))) == [("XDF-020", ERROR, SCHEMA)]


def test_an_unknown_kind_of_field_is_an_error_and_counts_as_input() -> None:
    data = with_field(art="knob")
    assert found(data) == [("XDF-021", ERROR, FIELD)]
    assert only_field(data).feldart is Feldart.INPUT
    assert "input, select, label, hidden, locked" in read_schema(data).findings[0].what.en


def test_an_unknown_data_type_is_an_error_and_counts_as_text() -> None:
    data = with_field(typ="colour")
    assert found(data) == [("XDF-021", ERROR, FIELD)]
    assert only_field(data).datentyp is Datentyp.TEXT


def test_a_missing_data_type_is_an_error() -> None:
    assert found(with_field().replace(coded("datentyp", "text").encode(), b"")) == [("XDF-022", ERROR, FIELD)]


@pytest.mark.parametrize(
    ("element", "code"), [("freigabestatus", "6"), ("schemaelementart", "HAR"), ("vorbefuellung", "keine")]
)
def test_an_unknown_code_that_forms_can_do_without_is_a_warning(element: str, code: str) -> None:
    data = feld().replace(coded(element, code), coded(element, "??"))
    assert found(message(schema(struktur(data)))) == [("XDF-023", WARNING, FIELD)]


def test_an_unknown_kind_of_rule_is_a_warning_and_counts_as_complex() -> None:
    data = message(schema(struktur(feld()), extra=regel().replace(coded("typ", "K"), coded("typ", "Z"))))
    assert found(data) == [("XDF-023", WARNING, f"{SCHEMA} R99000000001")]
    assert kept(data).regel[0].typ is Regeltyp.KOMPLEX


def test_an_unknown_parameter_type_and_an_unknown_relation_are_warnings() -> None:
    rule = regel(f"<x:param element='F1' name='a'>{coded('typ', 'x')}</x:param>")
    relation = f"<x:relation>{coded('praedikat', 'x')}</x:relation>"
    data = message(schema(struktur(feld()), extra=relation + rule))
    assert found(data) == [("XDF-023", WARNING, SCHEMA), ("XDF-023", WARNING, f"{SCHEMA} R99000000001")]
    assert kept(data).relation == ()


def test_a_relation_without_object_is_left_out() -> None:
    relation = f"<x:relation>{coded('praedikat', 'ERS')}</x:relation>"
    assert kept(message(schema(struktur(feld()), extra=relation))).relation == ()


@pytest.mark.parametrize(
    "element", ["name", "bezeichnungEingabe", "freigabestatus", "schemaelementart", "vorbefuellung"]
)
def test_what_the_standard_demands_but_forms_can_do_without_is_a_warning(element: str) -> None:
    before, _, rest = feld().partition(f"<x:{element}")
    incomplete = before + rest.partition(f"</x:{element}>")[2]
    assert found(message(schema(struktur(incomplete)))) == [("XDF-024", WARNING, FIELD)]


def test_a_schema_without_document_profile_is_read_with_a_warning() -> None:
    data = FULL.replace(b"<x:dokumentsteckbrief><x:id>D99000000001</x:id></x:dokumentsteckbrief>", b"")
    assert found(data) == [("XDF-024", WARNING, SCHEMA)]
    assert kept(data).dokumentsteckbrief is None


@pytest.mark.parametrize(
    "value",
    [
        "<x:gueltigAb>1.1.2026</x:gueltigAb>",
        "<x:gueltigAb>2026-02-30</x:gueltigAb>",
        "<x:maxSize>0</x:maxSize>",
        "<x:maxSize>many</x:maxSize>",
        "<x:praezisierung maxLength='-1'/>",
        "<x:praezisierung minLength='1e3'/>",
        "<x:mediaType>pdf</x:mediaType>",
    ],
)
def test_a_value_that_cannot_be_read_is_a_warning_and_left_out(value: str) -> None:
    data = with_field(value)
    assert found(data) == [("XDF-025", WARNING, FIELD)]
    read = only_field(data)
    assert (read.gueltig_ab, read.max_size, read.media_type) == (None, None, ())


def test_an_instant_that_cannot_be_read_is_a_warning() -> None:
    data = with_field().replace(b"2026-01-02T03:04:05+00:00", b"yesterday", 1)
    assert found(data) == [("XDF-025", WARNING, SCHEMA)]


def test_an_unknown_element_is_named_with_a_warning() -> None:
    assert found(with_field("<x:farbe>rot</x:farbe>")) == [("XDF-026", WARNING, FIELD)]
    foreign = read_schema(with_field("<y:farbe xmlns:y='urn:y'/>")).findings[0]
    assert "{urn:y}farbe" in foreign.what.en


def test_a_field_outside_a_position_is_left_out_with_a_warning() -> None:
    data = message(schema(struktur(feld()) + feld("F99000000002")))
    assert ("XDF-026", WARNING, SCHEMA) in found(data)
    assert [path for path, _ in kept(data).walk()] == [FIELD]


def test_a_position_inside_a_field_is_left_out_with_a_warning() -> None:
    data = with_field(struktur(feld("F99000000002")))
    assert ("XDF-026", WARNING, FIELD) in [(code, severity, where[:12]) for code, severity, where in found(data)]
    assert [path for path, _ in kept(data).walk()] == [FIELD]


@pytest.mark.parametrize(
    ("stray", "where"),
    [
        (feld(), FIELD),
        (gruppe(struktur(feld())), GROUP),
        (struktur(feld()), FIELD),
        (regel(), "stammdatenschema"),
    ],
)
def test_elements_outside_the_schema_are_left_out_with_a_warning(stray: str, where: str) -> None:
    data = message(schema(struktur(feld())) + stray)
    assert found(data) == [("XDF-026", WARNING, where)]
    assert [path for path, _ in kept(data).walk()] == [FIELD]


def test_a_rule_inside_a_position_is_left_out_with_a_warning() -> None:
    data = message(schema(struktur(feld(), extra=regel())))
    assert {code for code, _, _ in found(data)} == {"XDF-026"}


def test_a_relation_outside_the_schema_is_ignored() -> None:
    relation = f"<x:relation>{coded('praedikat', 'ERS')}<x:objekt><x:id>S1</x:id></x:objekt></x:relation>"
    data = message(relation + schema(struktur(feld())))
    assert kept(data).relation == ()


def test_a_value_without_code_is_an_error() -> None:
    assert found(with_field("<x:werte><x:wert><x:name>eins</x:name></x:wert></x:werte>")) == [("XDF-027", ERROR, FIELD)]


def test_a_code_that_stands_twice_is_an_error_and_the_first_counts() -> None:
    data = with_field("<x:werte>" + "<x:wert><x:code>1</x:code><x:name>eins</x:name></x:wert>" * 2 + "</x:werte>")
    assert found(data) == [("XDF-028", ERROR, FIELD)]
    assert len(only_field(data).werte) == 1


def test_a_surplus_element_is_a_warning_and_the_first_counts() -> None:
    data = with_field("<x:inhalt>a</x:inhalt><x:inhalt>b</x:inhalt>")
    assert found(data) == [("XDF-029", WARNING, FIELD)]
    assert only_field(data).inhalt == "a"


def test_a_second_schema_is_a_warning_and_the_first_counts() -> None:
    data = message(schema(struktur(feld())) + schema(struktur(feld()), element_id="S99000000002"))
    assert found(data) == [("XDF-029", WARNING, "S99000000002")]
    assert kept(data).id == SCHEMA


def test_a_schema_inside_a_group_is_a_warning() -> None:
    inner = schema(struktur(feld()), element_id="S99000000002")
    data = message(schema(struktur(gruppe(struktur(feld()) + inner))))
    assert ("XDF-029", WARNING, "S99000000002") in found(data)
    assert kept(data).id == SCHEMA


@pytest.mark.parametrize("between", ["", "G99000000002"])
def test_a_group_that_contains_itself_is_an_error(between: str) -> None:
    inner = gruppe(struktur(feld()))
    inner = gruppe(struktur(inner), between) if between else inner
    path = ".".join(part for part in (GROUP, between, GROUP) if part)
    assert found(message(schema(struktur(gruppe(struktur(inner)))))) == [("XDF-030", ERROR, path)]


def test_an_element_twice_in_one_group_is_an_error() -> None:
    data = message(schema(struktur(gruppe(struktur(feld()) * 2))))
    assert found(data) == [("XDF-031", ERROR, f"{GROUP}.{FIELD}")]


def test_an_element_twice_at_the_top_is_an_error() -> None:
    assert found(message(schema(struktur(feld()) * 2))) == [("XDF-031", ERROR, FIELD)]


def test_an_element_in_two_versions_is_a_warning() -> None:
    newer = feld().replace("1.0.0", "1.1.0")
    data = message(schema(struktur(feld()) + struktur(gruppe(struktur(newer)))))
    assert found(data) == [("XDF-032", WARNING, FIELD)]
    assert "1.0.0, 1.1.0" in read_schema(data).findings[0].what.de


def test_a_minimum_length_above_the_maximum_is_a_warning() -> None:
    assert found(with_field("<x:praezisierung minLength='5' maxLength='2'/>")) == [("XDF-033", WARNING, FIELD)]


def test_elements_without_namespace_are_read_all_the_same() -> None:
    assert found(with_field("<inhalt>a</inhalt>")) == []
    assert only_field(with_field("<inhalt>a</inhalt>")).inhalt == "a"


def test_above_the_limit_one_hint_stands_for_all_other_findings() -> None:
    findings = found(with_field("".join(f"<x:a{number}/>" for number in range(MAX_FINDINGS + 50))))
    assert len(findings) == MAX_FINDINGS + 1
    assert findings[-1][:2] == ("XDF-010", Severity.HINT)


def test_long_values_are_cut_in_findings() -> None:
    (finding,) = read_schema(with_field(f"<x:gueltigAb>{'x' * 10_000}</x:gueltigAb>")).findings
    assert len(finding.what.de) < 400


def test_braces_in_the_data_do_no_harm() -> None:
    (finding,) = read_schema(with_field("<x:gueltigAb>{0.__class__} {x</x:gueltigAb>")).findings
    assert "{0.__class__} {x" in finding.what.en


def test_a_rule_without_identification_is_an_error_at_its_bearer() -> None:
    rule = "<x:regel><x:name>Regel</x:name>" + coded("typ", "V") + "</x:regel>"
    assert found(message(schema(struktur(feld()), extra=rule))) == [("XDF-011", ERROR, SCHEMA)]


def test_a_schema_without_id_gets_its_findings_at_its_name() -> None:
    data = message(f"<x:stammdatenschema>{common('x').replace('<x:id>x</x:id>', '')}{shown()}</x:stammdatenschema>")
    assert ("XDF-011", ERROR, "stammdatenschema") in found(data)


def test_markup_in_a_text_is_a_warning_and_only_its_text_is_taken() -> None:
    data = with_field("<x:inhalt>Bitte <b>fett</b> &lt;script&gt;</x:inhalt>")
    assert found(data) == [("XDF-036", WARNING, FIELD)]
    assert only_field(data).inhalt == "Bitte fett <script>"


@pytest.mark.parametrize("typ", ["wert", "<code>wert</code>"])
def test_the_type_of_a_parameter_is_read_plain_and_nested(typ: str) -> None:
    rule = regel(f"<x:param element='F1' name='a'><x:typ>{typ}</x:typ></x:param>")
    assert kept(message(schema(struktur(feld()), extra=rule))).regel[0].param[0].typ == "wert"


def test_a_parameter_without_or_with_an_unknown_type_is_kept_without_it() -> None:
    rule = regel("<x:param element='F1' name='a'/><x:param element='F1' name='b'><x:typ>x</x:typ></x:param>")
    data = message(schema(struktur(feld()), extra=rule))
    assert [code for code, _, _ in found(data)] == ["XDF-023"]
