"""The messages beside the schema: profiles, single groups and fields, code lists, translations."""

import pytest

from rathaus.standards.xdatenfelder.model import (
    Codeliste,
    Content,
    Datenfeld,
    Datenfeldgruppe,
    Dokumentart,
    Dokumentsteckbrief,
    ElementUebersetzung,
    Fehlermeldung,
    Identifikation,
    RegelUebersetzung,
    Sprache,
    Uebersetzung,
    Wert,
)
from rathaus.standards.xdatenfelder.read import MessageResult, read_message, read_schema
from tests.standards.xdatenfelder.samples import coded, common, feld, gruppe, message, schema, struktur

LIST = '<g:CodeList xmlns:g="http://docs.oasis-open.org/codelist/ns/genericode/1.0/"><g:A>x</g:A></g:CodeList>'


def read(content: str, root: str) -> MessageResult:
    return read_message(message(content, root=f"xdatenfelder.{root}"))


def sound(content: str, root: str) -> Content | None:
    result = read(content, root)
    assert result.findings == ()
    return result.content


def codes(content: str, root: str) -> list[str]:
    return [finding.code for finding in read(content, root).findings]


def profile(extra: str = "<x:istAbstrakt>1</x:istAbstrakt>" + coded("dokumentart", "001")) -> str:
    name = "<x:bezeichnung>Antrag</x:bezeichnung>"
    return f"<x:dokumentsteckbrief>{common('D99000000001')}{extra}{name}</x:dokumentsteckbrief>"


def test_a_profile_is_read() -> None:
    content = sound(profile(), "dokumentsteckbrief.0101")
    assert isinstance(content, Dokumentsteckbrief)
    assert (content.id, content.ist_abstrakt, content.bezeichnung) == ("D99000000001", True, "Antrag")
    assert content.dokumentart == Dokumentart("001", "1")


def test_a_profile_without_a_kind_is_a_warning() -> None:
    assert codes(profile("<x:istAbstrakt>vielleicht</x:istAbstrakt>"), "dokumentsteckbrief.0101") == [
        "XDF-024",
        "XDF-025",
    ]


def test_a_single_group_is_read_and_checked() -> None:
    assert isinstance(sound(gruppe(struktur(feld())), "datenfeldgruppe.0103"), Datenfeldgruppe)
    assert codes(gruppe(struktur(feld()) * 2), "datenfeldgruppe.0103") == ["XDF-031"]


def test_a_single_field_is_read() -> None:
    assert isinstance(sound(feld(), "datenfeld.0104"), Datenfeld)


def test_only_what_the_message_is_for_is_taken_and_only_once() -> None:
    assert codes(feld(), "datenfeldgruppe.0103") == ["XDF-026", "XDF-009"]
    assert codes(feld() * 2, "datenfeld.0104") == ["XDF-029"]


def test_a_schema_is_demanded_where_nothing_else_helps() -> None:
    assert [f.code for f in read_schema(message(feld(), root="xdatenfelder.datenfeld.0104")).findings] == ["XDF-008"]


def test_a_directory_is_no_content_message() -> None:
    assert codes("", "datenfeldkatalog.0202") == ["XDF-008"]


def test_a_code_list_is_kept_as_canonical_xml() -> None:
    content = sound(f"<x:genericode> <!-- n --> {LIST} </x:genericode>", "codeliste.0105")
    assert content == Codeliste(identifikation=Identifikation(""), genericode=LIST)


@pytest.mark.parametrize("content", ["<x:genericode/>", "<x:codeliste/>"])
def test_a_code_list_message_without_a_list_is_an_error(content: str) -> None:
    assert codes(content, "codeliste.0105")[-2:] == ["XDF-045", "XDF-009"]


def test_only_the_first_code_list_is_taken() -> None:
    second = LIST.replace(">x<", ">y<")
    content = sound(f"<x:genericode>{LIST}</x:genericode><x:genericode>{second}</x:genericode>", "codeliste.0105")
    assert content == Codeliste(identifikation=Identifikation(""), genericode=LIST)


ABOUT = "<x:uebersetzt><x:id>S99000000001</x:id></x:uebersetzt>"
ELEMENT = (
    "<x:element><x:uebersetzt><x:id>F99000000001</x:id><x:version>1.0.0</x:version></x:uebersetzt>"
    "<x:bezeichnungEingabe>Name</x:bezeichnungEingabe><x:bezeichnungAusgabe>Name</x:bezeichnungAusgabe>"
    "<x:hilfetextEingabe>Help</x:hilfetextEingabe><x:inhalt>Text</x:inhalt>"
    "<x:werte><x:wert><x:code>1</x:code><x:name>one</x:name></x:wert></x:werte>"
    "<x:regel><x:uebersetzt><x:id>R99000000001</x:id></x:uebersetzt><x:fehler code='7'>No.</x:fehler></x:regel>"
    "</x:element>"
)


def language(attributes: str, content: str = ELEMENT) -> str:
    return f"<x:sprache {attributes}>{content}</x:sprache>"


def test_translations_are_read_with_their_tags() -> None:
    languages = language("lang='en' version='2'") + language("lang='de' variant='simple' version='1'")
    content = sound(ABOUT + languages, "uebersetzung.0106")
    assert isinstance(content, Uebersetzung)
    assert content.uebersetzt == Identifikation("S99000000001")
    assert [sprache.tag for sprache in content.sprache] == ["en", "de-simple"]
    assert Sprache(lang="pt", version=1, region="BR").tag == "pt-BR"
    assert content.sprache[0].version == 2


def test_every_text_of_a_translation_is_kept() -> None:
    content = sound(ABOUT + language("lang='en' version='1'"), "uebersetzung.0106")
    assert isinstance(content, Uebersetzung)
    assert content.sprache[0].element == (
        ElementUebersetzung(
            uebersetzt=Identifikation("F99000000001", "1.0.0"),
            bezeichnung_eingabe="Name",
            bezeichnung_ausgabe="Name",
            hilfetext_eingabe="Help",
            inhalt="Text",
            werte=(Wert("1", "one"),),
            regel=(RegelUebersetzung(Identifikation("R99000000001"), (Fehlermeldung("7", "No."),)),),
        ),
    )


@pytest.mark.parametrize(
    ("languages", "found"),
    [
        (language("version='1'"), ["XDF-046", "XDF-009"]),
        (language("lang='en' version='1'", ""), ["XDF-047", "XDF-009"]),
        (language("lang='en' version='1'") * 2, ["XDF-048"]),
        (language("lang='en' version='x'"), ["XDF-025"]),
        (language("lang='en' version='1'", "<x:element><x:regel/></x:element>"), ["XDF-011"]),
        (language("lang='en' version='1'", ELEMENT.replace("<x:inhalt>", "<x:name/><x:inhalt>")), ["XDF-026"]),
        ("", ["XDF-009"]),
    ],
)
def test_what_is_wrong_with_a_translation_is_said(languages: str, found: list[str]) -> None:
    assert codes(ABOUT + languages, "uebersetzung.0106") == found


def test_a_truncated_translation_keeps_its_header() -> None:
    data = message(ABOUT + language("lang='en' version='1'"), root="xdatenfelder.uebersetzung.0106")
    result = read_message(data[:-40])
    assert result.content is None
    assert result.header is not None
    assert result.findings[0].code == "XDF-002"


def test_a_profile_inside_a_schema_is_its_reference() -> None:
    assert codes(schema(struktur(feld())), "stammdatenschema.0102") == []
