"""The way back to version 2.0: what was read from there comes out as it was, and losses are said."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings

from rathaus.standards.xdatenfelder.codes import Datentyp, Feldart, Freigabestatus, Regeltyp, Vorbefuellung
from rathaus.standards.xdatenfelder.model import (
    Anzahl,
    Bezug,
    Codeliste,
    CodelisteReferenz,
    Content,
    Datenfeld,
    Datenfeldgruppe,
    Header,
    Identifikation,
    Praezisierung,
    Regel,
    Stammdatenschema,
    Struktur,
    Uebersetzung,
    Wert,
)
from rathaus.standards.xdatenfelder.read import read_message
from rathaus.standards.xdatenfelder.write_2 import write_message_2
from tests.standards.xdatenfelder.contents import fields, groups, profiles, schemas, whole_messages
from tests.standards.xdatenfelder.samples_2 import feld, gruppe, message_2, reference, regel, schema, struktur

HEADER = Header(nachricht_id="1", erstellungszeitpunkt=datetime(2026, 1, 2, tzinfo=UTC))
FULL_2 = message_2(
    schema(
        regel("Wenn F60000243 leer ist")
        + struktur(
            gruppe(
                struktur(feld(praezisierung='{"minLength":"1","pattern":"Bemerkung hier"}'), "0:*", "§ 1; § 2")
                + struktur(feld("F60000244", "1..31", reference("urn:test:liste"), "select"))
                + struktur(feld("F60000245", '{"maxLength":"3"}'))
            )
        )
    )
)


def lost(content: Content, header: Header = HEADER) -> list[str]:
    """The elements that have no place in version 2.0."""
    findings = write_message_2(content, header=header).findings
    assert {finding.code for finding in findings} <= {"XDF-042"}
    return [finding.what.en.split("“")[1].split("”")[0] for finding in findings]


def plain_field(**parts: Any) -> Datenfeld:
    usual = {
        "identifikation": Identifikation("F60000000243", "1.0.0"),
        "feldart": Feldart.INPUT,
        "datentyp": Datentyp.TEXT,
        "freigabestatus": Freigabestatus.INAKTIV,
    }
    return Datenfeld(**usual | parts)


def test_a_file_of_version_2_comes_back_as_it_was() -> None:
    read = read_message(FULL_2)
    assert read.content is not None
    assert read.header is not None
    written = write_message_2(read.content, header=read.header)
    assert read_message(written.data).content == read.content
    assert (written.codelists, written.findings) == ({}, ())


@settings(whole_messages, max_examples=80)
@given(content=schemas | groups | fields | profiles)
def test_whatever_version_2_can_say_survives_the_way_there_and_back(content: Content) -> None:
    kept = read_message(write_message_2(content, header=HEADER).data).content
    assert kept is not None
    assert read_message(write_message_2(kept, header=HEADER).data).content == kept


def test_what_has_no_place_is_said() -> None:
    field = plain_field(
        vorbefuellung=Vorbefuellung.OPTIONAL, feldart=Feldart.HIDDEN, datentyp=Datentyp.TIME, max_size=7, name_key="n"
    )
    assert lost(field) == ["nameKey", "maxSize", "vorbefuellung", "feldart", "datentyp"]


def test_an_exact_status_and_the_third_part_of_a_version_are_lost() -> None:
    for status in (Freigabestatus.FACHLICH_FREIGEGEBEN_SILBER, Freigabestatus.VORGESEHEN_ZUM_LOESCHEN, None):
        field = plain_field(freigabestatus=status, identifikation=Identifikation("F60000000243", "1.0.7"))
        assert lost(field) == ["version", *(["freigabestatus"] if status else [])]


def test_links_and_the_kind_of_a_rule_are_lost() -> None:
    rule = Regel(identifikation=Identifikation("R60000000001"), typ=Regeltyp.VALIDIERUNG, bezug=(Bezug("§", "urn:l"),))
    assert lost(plain_field(regel=(rule,))) == ["typ", "link"]


def test_more_than_three_entries_of_the_header_are_lost() -> None:
    assert lost(plain_field(), Header(nachricht_id="1", produktversion="7")) == ["produktversion"]


def test_value_lists_become_code_lists_beside_the_message() -> None:
    field = plain_field(feldart=Feldart.SELECT, werte=(Wert("01", "Eins", "Hilfe"), Wert("02", "Zwei")))
    written = write_message_2(field, header=HEADER)
    assert list(written.codelists) == ["C00000001_genericode.xml"]
    assert b"<SimpleValue>Hilfe</SimpleValue>" in written.codelists["C00000001_genericode.xml"]
    read = read_message(written.data).content
    assert isinstance(read, Datenfeld)
    uri = "urn:de:fim:codeliste:f60000000243"
    assert read.codeliste_referenz == CodelisteReferenz(uri, "1.0.0", f"{uri}_1.0.0")


def test_a_reference_without_values_and_a_remark_alone_are_written() -> None:
    field = plain_field(codeliste_referenz=CodelisteReferenz("urn:a"), praezisierung=Praezisierung(text="nur so"))
    read = read_message(write_message_2(field, header=HEADER).data).content
    assert isinstance(read, Datenfeld)
    assert read.codeliste_referenz == CodelisteReferenz("urn:a")
    assert read.praezisierung == Praezisierung(text="nur so")


def test_a_schema_without_codes_gets_the_freest_ones() -> None:
    group = Datenfeldgruppe(identifikation=Identifikation("G60000000001"))
    bare = Stammdatenschema(
        identifikation=Identifikation("S60000000001"), struktur=(Struktur(anzahl=Anzahl(1, 1), enthaelt=group),)
    )
    assert b"<code>3</code>" in write_message_2(bare, header=Header()).data


def test_another_profile_than_the_default_one_is_lost() -> None:
    own = Stammdatenschema(identifikation=Identifikation("S1"), dokumentsteckbrief=Identifikation("D60000000001"))
    assert lost(own) == ["dokumentsteckbrief"]


def test_translations_have_no_message_in_version_2() -> None:
    written = write_message_2(Uebersetzung(uebersetzt=Identifikation("S1")), header=HEADER)
    assert written.data == b""
    assert [finding.code for finding in written.findings] == ["XDF-042"]


def test_a_code_list_comes_back_as_it_was() -> None:
    uri = CodelisteReferenz("urn:a", "1", "urn:a_1")
    listed = '<g:CodeList xmlns:g="http://docs.oasis-open.org/codelist/ns/genericode/1.0/"></g:CodeList>'
    codeliste = Codeliste(
        identifikation=Identifikation("C60000001", "1.0"),
        name="Liste",
        freigabestatus=Freigabestatus.INAKTIV,
        letzte_aenderung=HEADER.erstellungszeitpunkt,
        genericode=listed,
        genericode_identification=uri,
        langname="Lange Liste",
    )
    assert read_message(write_message_2(codeliste, header=HEADER).data).content == codeliste
    plain = Codeliste(identifikation=Identifikation(""), genericode=listed)
    assert read_message(write_message_2(plain, header=HEADER).data).content is not None
