"""Whole files in and out: what is written reads as the same, whatever stands in it."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from rathaus.standards.xzufi.binding import Code, Raw, Rest, raw_element, slots_of
from rathaus.standards.xzufi.exchange import Operation, XzufiFile, read_xzufi, write_xzufi
from rathaus.standards.xzufi.read import read_leistung
from rathaus.standards.xzufi.records import (
    Identifikator,
    Leistung,
    LocalText,
    Onlinedienst,
    OnlinedienstLink,
    Organisationseinheit,
    Textmodul,
    ZustaendigkeitRecord,
)

SAMPLE = (Path(__file__).parent / "sample.xzufi.xml").read_bytes()
CLASSES = (Leistung, Organisationseinheit, Onlinedienst, ZustaendigkeitRecord)
UNKNOWN = (
    Raw("{urn:x}neu", (("b", "1"),), "Text ", (Raw("{urn:x}i", text="kursiv", tail=" danach"),)),
    Raw("{http://xoev.de/schemata/xzufi/9_9_9}modulNeu", children=(Raw("code", text="1"),)),
)
SIGNS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
TEXTS = st.text(st.one_of(SIGNS, st.sampled_from("\n\r\t<&>\"'")), max_size=12).map(
    lambda text: "".join(sign for sign in text if ord(sign) & 0xFFFE != 0xFFFE or ord(sign) > 0xFFFF)
)
WORDS = TEXTS.map(lambda text: " ".join(text.split()))
NAMES = st.from_regex(r"[a-z]{1,8}", fullmatch=True)
CODES = st.builds(Code, WORDS, WORDS, WORDS, WORDS, st.booleans())


def records(cls: type) -> st.SearchStrategy[Any]:
    """Any record of a class: a few of its fields, and things that it does not know."""
    slots = slots_of(cls)
    has_text = any(slot.place == "text" for slot in slots)
    elements = st.just(()) if has_text else st.lists(st.sampled_from(UNKNOWN), max_size=1).map(tuple)
    attributes = st.sampled_from(((), (("{urn:x}neu", "1"), ("andere", "ä")))).map(lambda pairs: tuple(sorted(pairs)))
    rest = st.builds(Rest, attributes, elements)

    def chosen(names: list[str]) -> st.SearchStrategy[Any]:
        return st.builds(cls, rest=rest, **{slot.name: values(slot) for slot in slots if slot.name in names})

    return st.lists(st.sampled_from([slot.name for slot in slots]), max_size=4, unique=True).flatmap(chosen)


def values(slot: Any) -> st.SearchStrategy[Any]:
    if slot.place == "text":
        return TEXTS
    one = WORDS if slot.kind is str else CODES if slot.kind is Code else st.deferred(lambda: records(slot.kind))
    return st.lists(one, min_size=1, max_size=2).map(tuple) if slot.is_many else one


OBJECTS = st.one_of([records(cls) for cls in CLASSES])
VERSIONS = st.sampled_from(["2.2.0", "2.2", "2.3.1"])


@settings(max_examples=200)
@given(OBJECTS, VERSIONS)
def test_an_object_that_is_written_reads_as_the_same(record: Any, version: str) -> None:
    file = XzufiFile(version, (Operation("", (record,)),))
    assert read_xzufi(write_xzufi(file)).file == file


@settings(max_examples=60)
@given(st.lists(OBJECTS, min_size=1, max_size=3), VERSIONS, st.sampled_from(["schreibe", "loesche"]))
def test_a_message_that_is_written_reads_as_the_same(found: list[Any], version: str, kind: str) -> None:
    rest = Rest((("produkt", "Test"),), UNKNOWN[:1])
    operations = (Operation(kind, tuple(found), Rest((), UNKNOWN[1:])), Operation("schreibe", ()))
    file = XzufiFile(version, operations, "uebertragung", rest)
    assert read_xzufi(write_xzufi(file)).file == file


def test_a_code_is_written_with_its_list_and_its_name() -> None:
    code = Code("99115005104000", "urn:x:liste", "3", "Ummeldung")
    file = XzufiFile("2.3.1", (Operation("", (Leistung(referenz_leistungsschluessel=(code,)),)),))
    assert read_xzufi(write_xzufi(file)).file == file


def test_the_sample_survives_and_means_the_same() -> None:
    result = read_xzufi(SAMPLE)
    assert result.findings == ()
    assert result.file is not None
    written = write_xzufi(result.file)
    assert read_xzufi(written).file == result.file
    assert read_leistung(written).leistung == read_leistung(SAMPLE).leistung


def test_a_description_is_written_with_the_names_of_its_version() -> None:
    leistung = Leistung(referenz_leistungsschluessel=(Code("99115005104000"),))
    for version, name in (("2.2.0", b"referenzLeiKa>"), ("2.3.1", b"referenzLeistungsschluessel>")):
        assert name in write_xzufi(XzufiFile(version, (Operation("", (leistung,)),)))


def test_bodies_competences_and_online_services_are_read() -> None:
    data = b"""<m xmlns="http://xoev.de/schemata/xzufi/2_2_0"><nachrichtenkopf/><schreibe>
      <organisationseinheit><id>O1</id><name languageCode="de">Stadt Musterstadt</name><anschrift/>
        <zustaendigkeit><leistungID>L1</leistungID><gebietID schemeID="ARS">064120000000</gebietID></zustaendigkeit>
      </organisationseinheit>
      <onlinedienst><link><typ><code>01</code></typ><link>https://example.org</link></link></onlinedienst>
      </schreibe><loesche><zustaendigkeit><leistungID>L2</leistungID></zustaendigkeit></loesche></m>"""
    result = read_xzufi(data)
    assert result.file is not None
    body, service, competence = result.file.records
    assert isinstance(body, Organisationseinheit)
    assert body.name == (LocalText(language="de", text="Stadt Musterstadt"),)
    assert body.zustaendigkeit[0].gebiet_id == (Identifikator(value="064120000000", scheme_id="ARS"),)
    assert isinstance(service, Onlinedienst)
    assert service.link == (OnlinedienstLink(typ=Code("01"), link="https://example.org"),)
    assert isinstance(competence, ZustaendigkeitRecord)
    assert [operation.kind for operation in result.file.operations] == ["schreibe", "loesche"]
    assert [finding.code for finding in result.findings] == ["XZU-022"]
    assert (result.file.version, result.file.root) == ("2.2.0", "m")


@pytest.mark.parametrize(
    "element",
    [
        "<modulNeu>Neu</modulNeu>",
        '<vertrauensniveau neu="1"><code>20</code></vertrauensniveau>',
        "<vertrauensniveau><stufe>20</stufe></vertrauensniveau>",
        "<vertrauensniveau><code>1</code><code>2</code></vertrauensniveau>",
        '<kennzeichenEA neu="1">true</kennzeichenEA>',
        "<kennzeichenEA><wert>true</wert></kennzeichenEA>",
        "<id><teil>1</teil></id>",
    ],
)
def test_what_does_not_fit_is_kept_as_it_is(element: str) -> None:
    result = read_xzufi(f'<leistung xzufiVersion="2.3.1">{element}</leistung>'.encode())
    assert result.file is not None
    (kept,) = result.file.records[0].rest.elements
    assert etree.tostring(raw_element(kept)).decode() == element
    assert read_xzufi(write_xzufi(result.file)).file == result.file


def test_a_second_element_where_one_is_expected_is_kept() -> None:
    result = read_xzufi(b"<leistung><kennzeichenEA>true</kennzeichenEA><kennzeichenEA>false</kennzeichenEA></leistung>")
    assert result.file is not None
    (leistung,) = result.file.records
    assert isinstance(leistung, Leistung)
    assert (leistung.kennzeichen_ea, leistung.rest.elements) == ("true", (Raw("kennzeichenEA", text="false"),))


@pytest.mark.parametrize("prefix", ["xzufi", "x"])
def test_the_type_of_a_structure_keeps_its_meaning(prefix: str) -> None:
    data = (
        f'<{prefix}:leistung xmlns:{prefix}="http://xoev.de/schemata/xzufi/2_3_1" xmlns:y="urn:y"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><{prefix}:struktur xsi:type="{prefix}:Struktur"/>'
        f'<{prefix}:struktur xsi:type="y:Struktur"/></{prefix}:leistung>'
    )
    result = read_xzufi(data.encode())
    assert result.file is not None
    written = write_xzufi(result.file)
    assert b'type="xzufi:Struktur"' in written
    assert read_xzufi(written).file == result.file


def test_signs_that_xml_cannot_hold_are_left_out() -> None:
    modul = Textmodul(inhalt=(LocalText(language="de", text="a\x00b\x0bc"),))
    written = write_xzufi(XzufiFile("2.3.1", (Operation("", (Leistung(modul_text=(modul,)),)),)))
    assert b">abc<" in written


def test_several_objects_without_a_root_become_a_message() -> None:
    written = write_xzufi(XzufiFile("2.3.1", (Operation("", (Leistung(), Onlinedienst())),)))
    file = read_xzufi(written).file
    assert file is not None
    assert (file.root, len(file.records)) == ("nachricht", 2)


@pytest.mark.parametrize(
    ("data", "code"),
    [(SAMPLE[:-20], "XZU-001"), (b"<html/>", "XZU-021"), (b'<leistung xzufiVersion="1.0"/>', "XZU-003")],
)
def test_what_is_wrong_with_a_file_is_found(data: bytes, code: str) -> None:
    assert [finding.code for finding in read_xzufi(data).findings] == [code]
