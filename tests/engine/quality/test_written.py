"""Each official check of what stands in the file: a file that breaks it, and one beside it that does not."""

import pytest

from rathaus.engine.quality.examine import examine
from rathaus.engine.quality.written import check_written
from tests.engine.quality.samples import (
    coded,
    xml_field,
    xml_group,
    xml_message,
    xml_position,
    xml_profile,
    xml_relation,
    xml_schema,
)

CLEAN = xml_schema()


def with_field(inner: str = "", **codes: str) -> bytes:
    return xml_schema(xml_position(xml_field(inner, **codes)))


def counted(anzahl: str) -> bytes:
    return xml_schema(xml_position(xml_field(), anzahl))


def related(kind: str = "ABL", target: str = "F01000000002") -> bytes:
    return with_field(xml_relation(kind, target))


def of_kind(art: str) -> bytes:
    return xml_schema(xml_position(xml_group(coded("art", art))))


def concrete(inner: str) -> bytes:
    return xml_profile(inner)


def old_profile(inner: str) -> bytes:
    return xml_profile(inner, name="dokumentensteckbrief", namespace="2")


WERTE = "<x:werte><x:wert><x:code>1</x:code></x:wert><x:wert><x:code>{}</x:code></x:wert></x:werte>"
TABLE = [
    (1008, old_profile("<x:bezug/>"), old_profile("<x:bezug>§ 1</x:bezug>")),
    (1021, counted(""), CLEAN),
    (1021, counted("<x:anzahl>0:0</x:anzahl>"), counted("<x:anzahl>0:1</x:anzahl>")),
    (1027, with_field(feldart=""), CLEAN),
    (1027, with_field(feldart="selcet"), with_field(feldart="select")),
    (1028, with_field(datentyp="zahl"), with_field(datentyp="num")),
    (1029, related("XYZ"), related("EQU")),
    (1030, with_field(vorbefuellung=""), CLEAN),
    (1031, with_field(schemaelementart="XXX"), CLEAN),
    (1032, with_field(freigabestatus="9"), with_field(freigabestatus="8")),
    (1033, xml_schema(structure="4"), CLEAN),
    (1034, xml_schema(presentation=""), CLEAN),
    (1039, related(target="F1"), related()),
    (1042, of_kind("Y"), of_kind("X")),
    (1045, with_field(WERTE.format(1)), with_field(WERTE.format(2))),
    (1046, counted("<x:anzahl>viele</x:anzahl>"), counted("<x:anzahl>0:*</x:anzahl>")),
    (1047, counted("<x:anzahl>3:2</x:anzahl>"), counted("<x:anzahl>9:10</x:anzahl>")),
    (1047, counted(f"<x:anzahl>{'9' * 9000}:2</x:anzahl>"), counted("<x:anzahl>3:*</x:anzahl>")),
    (1059, with_field("<x:praezisierung minLength='-1'/>"), with_field("<x:praezisierung minLength='0'/>")),
    (1060, with_field("<x:praezisierung maxLength='0'/>"), with_field("<x:praezisierung maxLength='10'/>")),
    (1060, with_field("<x:praezisierung maxLength='lang'/>"), with_field("<x:praezisierung/>")),
    (1087, related(target="S01000000002"), related(target="G01000000002")),
    (1088, related("VKN"), related("ERS")),
    (1091, with_field(f"<x:relation>{coded('praedikat', 'ABL')}</x:relation>"), related()),
    (1092, concrete("<x:istAbstrakt/>"), concrete("<x:istAbstrakt>false</x:istAbstrakt>")),
    (1092, concrete("<x:istAbstrakt>nein</x:istAbstrakt>"), concrete("<x:istAbstrakt>1</x:istAbstrakt>")),
]  # fmt: skip


def numbers(data: bytes) -> set[str]:
    return {each.code for each in check_written(data)}


@pytest.mark.parametrize(("number", "broken", "kept"), TABLE, ids=[str(number) for number, _, _ in TABLE])
def test_a_check_finds_what_breaks_it_and_nothing_else(number: int, broken: bytes, kept: bytes) -> None:
    assert f"FIM-{number}" in numbers(broken)
    assert f"FIM-{number}" not in numbers(kept)


def test_what_the_written_checks_find_is_in_the_report() -> None:
    for number, broken, _ in TABLE:
        assert f"FIM-{number}" in {each.code for each in examine(broken).meldungen}


def test_a_clean_file_breaks_no_written_check() -> None:
    assert numbers(CLEAN) == set()
    assert numbers(concrete("<x:istAbstrakt>true</x:istAbstrakt>" + xml_relation("VKN", "D99000000001"))) == set()


def test_places_are_path_keys() -> None:
    broken = xml_position(xml_field(feldart=""), "")
    inside = [*check_written(xml_schema(xml_position(xml_group(broken))))]
    assert {(each.code, each.where) for each in inside} == {
        ("FIM-1027", "G01000000001.F01000000001"),
        ("FIM-1021", "G01000000001.F01000000001"),
    }
    assert [each.where for each in check_written(xml_schema(structure=""))] == ["S01000000001"]
    nameless = "<x:datenfeld/>"
    assert {each.where for each in check_written(xml_schema(xml_position(nameless)))} == {"?"}
    assert {each.where for each in check_written(concrete(""))} == {""}


def test_version_2_is_checked_by_what_it_can_say() -> None:
    old = xml_field(feldart="x", freigabestatus="", vorbefuellung="").replace("F01000000001", "F01000001")
    found = {(each.code, each.where) for each in check_written(xml_schema(xml_position(old), namespace="2"))}
    assert found == {("FIM-1027", "F01000000001")}


def test_a_file_that_cannot_be_read_breaks_no_written_check() -> None:
    assert numbers(b"<broken") == set()
    assert numbers(CLEAN[:-40]) == set()


def test_an_id_of_something_else_is_not_taken_for_the_path() -> None:
    rule = "<x:regel><x:identifikation><x:id>R01000000001</x:id></x:identifikation></x:regel>"
    found = check_written(xml_message("datenfeld.0104", rule + xml_field(rule, feldart="")))
    assert [each.where for each in found] == ["F01000000001"]
