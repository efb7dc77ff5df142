"""A file of version 2.0 is upgraded to the model of 3.0.0."""

from datetime import UTC, date, datetime

import pytest

from rathaus.standards.xdatenfelder.codes import Freigabestatus, StandardVersion, Vorbefuellung
from rathaus.standards.xdatenfelder.model import (
    Bezug,
    CodelisteReferenz,
    Datenfeld,
    Datenfeldgruppe,
    Dokumentart,
    Dokumentsteckbrief,
    Identifikation,
    Praezisierung,
    Stammdatenschema,
)
from rathaus.standards.xdatenfelder.read import read_message, read_schema
from tests.standards.xdatenfelder.samples_2 import (
    common,
    feld,
    gruppe,
    message_2,
    reference,
    regel,
    schema,
    shown,
    struktur,
)


def upgraded(content: str) -> Stammdatenschema:
    read = read_schema(message_2(schema(content))).schema
    assert read is not None
    return read


def field_with(**parts: str) -> Datenfeld:
    element = upgraded(struktur(feld(**parts))).struktur[0].enthaelt
    assert isinstance(element, Datenfeld)
    return element


def codes(content: str) -> list[str]:
    return [finding.code for finding in read_schema(message_2(schema(content))).findings]


def test_the_version_of_the_file_is_said_in_a_hint_and_nothing_else() -> None:
    result = read_schema(message_2(schema(struktur(feld()))))
    assert result.version is StandardVersion.V2
    assert [(finding.code, finding.severity) for finding in result.findings] == [("XDF-043", "hint")]


def test_ids_get_three_digits_more_and_versions_a_third_part() -> None:
    read = upgraded(struktur(gruppe(struktur(feld()))))
    assert read.identifikation == Identifikation("S60000000001", "1.1.0")
    assert [path for path, _ in read.walk()] == ["G60000000083", "G60000000083.F60000000243"]


def test_an_id_of_another_form_stays_as_it_is() -> None:
    assert field_with(element_id="F00-4cb0").id == "F00-4cb0"


def test_legal_bases_are_parted_at_the_semicolon() -> None:
    read = upgraded(struktur(feld(), bezug="§ 3;; § 4 "))
    assert read.bezug == (Bezug("§ 1 A-G"), Bezug("§ 2 B-G"))
    assert read.struktur[0].bezug == (Bezug("§ 3"), Bezug("§ 4"))


@pytest.mark.parametrize(
    ("status", "wanted"),
    [
        ("aktiv", Freigabestatus.FACHLICH_FREIGEGEBEN_GOLD),
        ("inVorbereitung", Freigabestatus.IN_BEARBEITUNG),
        ("inaktiv", Freigabestatus.INAKTIV),
    ],
)
def test_the_status_becomes_a_freigabestatus(status: str, wanted: Freigabestatus) -> None:
    data = message_2(schema(struktur(feld()))).replace(b"<code>aktiv", f"<code>{status}".encode(), 1)
    read = read_schema(data).schema
    assert read is not None
    assert read.freigabestatus is wanted


def test_an_unknown_status_is_a_warning() -> None:
    data = message_2(schema(struktur(feld()))).replace(b"<code>aktiv", b"<code>fertig", 1)
    assert "XDF-023" in [finding.code for finding in read_schema(data).findings]


def test_a_missing_status_is_a_warning() -> None:
    data = message_2(schema(struktur(feld()))).replace(b"x:status ", b"x:stand ").replace(b"x:status>", b"x:stand>")
    assert "XDF-023" in [finding.code for finding in read_schema(data).findings]


def test_who_released_it_when_and_the_last_change_come_from_where_version_2_says_them() -> None:
    read = upgraded(struktur(feld()))
    assert (read.status_gesetzt_am, read.status_gesetzt_durch) == (date(2021, 10, 20), "Redaktion")
    assert read.letzte_aenderung == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert read.dokumentsteckbrief == Identifikation("D99000000001")
    assert field_with().vorbefuellung is Vorbefuellung.KEINE


def test_without_an_instant_of_the_message_there_is_no_last_change() -> None:
    data = message_2(schema(struktur(feld()))).replace(b"2026-01-02T03:04:05Z", b"gestern")
    read = read_schema(data).schema
    assert read is not None
    assert read.letzte_aenderung is None


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("", None),
        (" {} ", None),
        (' {"minLength":"1","pattern":"[\\\\p{L}0-9. ]*"} ', Praezisierung(1, pattern=r"[\p{L}0-9. ]*")),
        ('{"minValue":"1","maxValue":31}', Praezisierung(min_value="1", max_value="31")),
    ],
)  # fmt: skip
def test_the_restriction_is_json_in_a_text(written: str, wanted: Praezisierung | None) -> None:
    assert field_with(praezisierung=written).praezisierung == wanted


@pytest.mark.parametrize("written", ["1..31", "5", '{"minLength":', "[1]", '{"laenge":"1"}', "[" * 5000])
def test_a_restriction_that_is_no_json_is_kept_as_text_with_a_warning(written: str) -> None:
    assert "XDF-037" in codes(struktur(feld(praezisierung=written)))
    assert field_with(praezisierung=written).praezisierung == Praezisierung(text=written)


@pytest.mark.parametrize(("written", "code"), [("viele", "XDF-025"), ("-1", "XDF-025"), ("7", "XDF-033")])
def test_limits_that_cannot_hold_are_warnings(written: str, code: str) -> None:
    assert code in codes(struktur(feld(praezisierung=f'{{"minLength":"{written}","maxLength":"3"}}')))


def test_a_pattern_of_plain_words_is_a_remark_and_not_applied() -> None:
    written = '{"minLength":"2","pattern":"Codeliste Regionalschlüssel","maxLength":"9"}'
    assert "XDF-038" in codes(struktur(feld(praezisierung=written)))
    assert field_with(praezisierung=written).praezisierung == Praezisierung(2, 9, text="Codeliste Regionalschlüssel")


def test_a_select_refers_to_its_code_list() -> None:
    read = field_with(extra=reference("urn:de:fim:codeliste:x"), art="select")
    assert read.codeliste_referenz == CodelisteReferenz(
        "urn:de:fim:codeliste:x", "2021-01-11", "urn:de:fim:codeliste:x_2021-01-11"
    )


def test_the_prose_of_a_rule_stands_in_its_definition_and_its_ids_are_upgraded() -> None:
    rule = upgraded(regel("Wenn F05001047 V1.1 leer ist, dann G05000499.") + struktur(feld())).regel[0]
    assert rule.identifikation == Identifikation("R60000000001", "1.2.0")
    assert rule.freitext_regel == "Wenn F05000001047 V1.1.0 leer ist, dann G05000000499."
    assert rule.skript == ""


def test_a_script_that_does_something_is_kept() -> None:
    assert upgraded(regel("x", "return 1") + struktur(feld())).regel[0].skript == "return 1"


def test_an_empty_group_and_an_empty_schema_are_said() -> None:
    assert "XDF-044" in codes(struktur(gruppe("")))
    assert "XDF-020" in codes("")


def test_what_version_2_does_not_know_is_left_out_with_a_warning() -> None:
    extra = "<x:relation><x:objekt><x:id>F1</x:id></x:objekt></x:relation><x:vorbefuellung/>"
    assert codes(struktur(feld(extra=extra))).count("XDF-026") == 2


def test_a_group_and_a_field_may_be_messages_of_their_own() -> None:
    group = read_message(message_2(gruppe(struktur(feld()), bezug="§ 1"), "datenfeldgruppe.0103")).content
    assert isinstance(group, Datenfeldgruppe)
    assert group.bezug == (Bezug("§ 1"),)
    assert isinstance(read_message(message_2(feld(), "datenfeld.0104")).content, Datenfeld)


@pytest.mark.parametrize(("written", "kept", "found"), [("007", "007", False), ("Antrag", "999", True)])
def test_a_profile_keeps_its_kind_of_document_when_it_is_a_code(written: str, kept: str, *, found: bool) -> None:
    content = (
        f"<x:dokumentensteckbrief>{common('D60000001')}<x:isReferenz>true</x:isReferenz>"
        f"<x:dokumentart>{written}</x:dokumentart></x:dokumentensteckbrief>"
    )
    result = read_message(message_2(content, "dokumentsteckbrief.0101"))
    assert isinstance(result.content, Dokumentsteckbrief)
    assert (result.content.id, result.content.ist_abstrakt) == ("D60000000001", True)
    assert result.content.dokumentart == Dokumentart(kept)
    assert ("XDF-040" in [finding.code for finding in result.findings]) is found


def test_an_element_without_identification_is_an_error() -> None:
    assert "XDF-011" in codes(struktur(f"<x:datenfeld>{shown('F1').partition('</x:identifikation>')[2]}</x:datenfeld>"))
