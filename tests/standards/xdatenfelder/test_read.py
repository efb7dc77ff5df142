"""What a good file becomes."""

from datetime import UTC, date, datetime

from lxml import etree

from rathaus.standards.xdatenfelder.codes import (
    AbleitungRepraesentation,
    AbleitungStruktur,
    Datenqualitaet,
    Datentyp,
    Feldart,
    Freigabestatus,
    Gruppenart,
    RegelParamTyp,
    Regeltyp,
    Relationsart,
    Schemaelementart,
    Vorbefuellung,
)
from rathaus.standards.xdatenfelder.model import (
    Anzahl,
    Bezug,
    CodelisteReferenz,
    Datenfeld,
    Datenfeldgruppe,
    Fehlermeldung,
    Identifikation,
    Praezisierung,
    RegelParameter,
    RegelZiel,
    Relation,
    Stammdatenschema,
    Stichwort,
    Wert,
)
from rathaus.standards.xdatenfelder.read import read_schema
from rathaus.standards.xdatenfelder.stream import discard
from tests.standards.xdatenfelder.samples import FULL, feld, gruppe, message, regel, schema, struktur


def full_schema() -> Stammdatenschema:
    read = read_schema(FULL).schema
    assert read is not None
    return read


def field_at(path: str) -> Datenfeld:
    element = dict(full_schema().walk())[path].enthaelt
    assert isinstance(element, Datenfeld)
    return element


def test_a_complete_schema_gives_no_findings() -> None:
    assert read_schema(FULL).findings == ()


def test_the_schema_keeps_what_stands_in_its_head() -> None:
    read = full_schema()
    assert (read.id, read.version, read.bezeichnung, read.hilfetext) == (
        "S99000000001", "1.0.0", "Testantrag", "Hilfe",
    )  # fmt: skip
    assert read.freigabestatus is Freigabestatus.FACHLICH_FREIGEGEBEN_GOLD
    assert read.ableitungsmodifikationen_struktur is AbleitungStruktur.ALLES_MODIFIZIERBAR
    assert read.ableitungsmodifikationen_repraesentation is AbleitungRepraesentation.MODIFIZIERBAR
    assert read.dokumentsteckbrief == Identifikation("D99000000001")
    assert read.stichwort == (Stichwort("Wort", "urn:s"),)


def test_dates_lose_their_time_zone_and_instants_keep_it() -> None:
    read = full_schema()
    assert (read.gueltig_ab, read.gueltig_bis) == (date(2026, 1, 1), date(2027, 1, 1))
    assert read.letzte_aenderung == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_an_instant_without_time_zone_is_read_as_utc() -> None:
    assert full_schema().regel[0].letzte_aenderung == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_relations_are_kept_unless_they_say_derived_from() -> None:
    assert full_schema().relation == (Relation(Relationsart.ERSETZT, Identifikation("S99000000009")),)


def test_the_header_is_returned_beside_the_schema() -> None:
    header = read_schema(FULL).header
    assert header is not None
    assert (header.nachricht_id, header.produktbezeichnung) == ("1", "Test")
    assert header.datenqualitaet is Datenqualitaet.TEST


def test_positions_are_walked_parents_first_with_their_path() -> None:
    walked = [(path, str(position.anzahl)) for path, position in full_schema().walk()]
    assert walked == [
        ("G99000000001", "1:1"),
        ("G99000000001.F99000000001", "0:*"),
        ("G99000000001.F99000000002", "0:1"),
        ("G99000000001.F99000000003", "2:5"),
    ]


def test_cardinality_and_legal_basis_belong_to_the_position() -> None:
    position = dict(full_schema().walk())["G99000000001.F99000000001"]
    assert position.bezug == (Bezug("§ 1 TestG", "https://example.org/"),)
    assert position.anzahl.repeats
    assert Anzahl(2, 5).repeats
    assert not Anzahl(0, 1).repeats


def test_a_select_field_keeps_its_values_with_leading_zeros() -> None:
    read = field_at("G99000000001.F99000000001")
    assert (read.feldart, read.datentyp, read.vorbefuellung) == (Feldart.SELECT, Datentyp.TEXT, Vorbefuellung.KEINE)
    assert read.schemaelementart is Schemaelementart.HARMONISIERT
    assert read.werte == (Wert("001", "eins", "Hilfe"), Wert("002", "zwei"))
    assert read.inhalt == "Inhalt"


def test_a_restriction_keeps_all_its_attributes() -> None:
    assert field_at("G99000000001.F99000000001").praezisierung == Praezisierung(1, 9, "0", "7", "[a-z]+", "nur")


def test_a_field_refers_to_a_code_list_and_its_columns() -> None:
    read = field_at("G99000000001.F99000000002")
    assert read.codeliste_referenz == CodelisteReferenz("urn:test:liste", "1", "urn:test:liste_1")
    assert (read.code_key, read.name_key, read.help_key) == ("c", "n", "h")
    assert read.praezisierung is None


def test_a_file_field_keeps_size_and_media_types() -> None:
    read = field_at("G99000000001.F99000000003")
    assert (read.max_size, read.media_type) == (1000, ("application/pdf", "image/png"))


def test_a_group_keeps_its_kind_and_its_rule() -> None:
    group = full_schema().struktur[0].enthaelt
    assert isinstance(group, Datenfeldgruppe)
    assert group.art is Gruppenart.AUSWAHLGRUPPE
    (rule,) = group.regel
    assert (rule.identifikation.id, rule.typ, rule.skript) == ("R99000000001", Regeltyp.KOMPLEX, "a()")
    assert rule.param == (RegelParameter("F99000000001", "a", RegelParamTyp.WERT),)
    assert rule.ziel == (RegelZiel("F99000000002", "b"),)
    assert rule.fehler == (Fehlermeldung("7", "Nein."),)


def test_a_rule_may_be_borne_by_a_field() -> None:
    read = read_schema(message(schema(struktur(feld(extra=regel()))))).schema
    assert read is not None
    assert [rule.identifikation.id for rule in read.struktur[0].enthaelt.regel] == ["R99000000001"]


def test_the_same_element_may_stand_in_two_groups() -> None:
    twice = struktur(gruppe(struktur(feld()), "G99000000001")) + struktur(gruppe(struktur(feld()), "G99000000002"))
    result = read_schema(message(schema(twice)))
    assert result.findings == ()
    assert result.schema is not None
    assert [path for path, _ in result.schema.walk()][1::2] == [
        "G99000000001.F99000000001",
        "G99000000002.F99000000001",
    ]


def test_other_encodings_are_read() -> None:
    text = FULL.decode().replace("Testantrag", "Prüfantrag").replace("version='1.0'", "version='1.0' encoding='utf-16'")
    read = read_schema(text.encode("utf-16")).schema
    assert read is not None
    assert read.bezeichnung == "Prüfantrag"


def test_the_model_is_immutable_and_hashable() -> None:
    assert len({full_schema(), full_schema()}) == 1


def test_what_was_read_is_emptied_from_the_inside() -> None:
    outer = etree.fromstring("<f><werte><wert><code>1</code></wert></werte><name>x</name></f>")
    inner = outer[0]
    discard(outer)
    assert (len(outer), len(inner)) == (0, 0)
