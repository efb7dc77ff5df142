"""Exports of XProzess in, and one test per thing that can be wrong with them."""

import base64
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rathaus.standards.xprozess import archive
from rathaus.standards.xprozess.messages import FINDING_LIMIT, MESSAGES
from rathaus.standards.xprozess.model import Handlungsgrundlage, Teilnehmer, Zustand
from rathaus.standards.xprozess.read import read_xprozess
from rathaus.values.text import Text
from tests.standards.xprozess.samples import bpmn, export, group, groups, norm, packed, prozess

BRIEF = (
    "<ausloeser><formularID>D00000094</formularID></ausloeser><prozessteilnehmer><name>Person</name>"
    "<rolle><code>1</code></rolle></prozessteilnehmer><detaillierungsstufe><code>101</code></detaillierungsstufe>"
    "<verwaltungspolitischeKodierung><bundesland><code>06</code></bundesland></verwaltungspolitischeKodierung>"
)
SPECIAL = (
    "<beschreibung>Erste Zeile\n\nZweite</beschreibung>"
    f"{norm('§ 1 BMG')}<spezifischeAttribute><spezifischeAttribute7>"
    "<bereitgestellteDaten><formularverweis><textuelleBeschreibung>Nachforderung</textuelleBeschreibung>"
    "</formularverweis></bereitgestellteDaten><empfangeneDaten><formularverweis><formularverweis>"
    "<formularsteckbriefID>Antwort</formularsteckbriefID></formularverweis></formularverweis></empfangeneDaten>"
    "<formellePruefung><code>4</code></formellePruefung><entscheidungsart><code>2</code></entscheidungsart>"
    "</spezifischeAttribute7></spezifischeAttribute>"
)


def codes(data: bytes) -> set[str]:
    return {finding.code for finding in read_xprozess(data).findings}


def test_the_sample_is_read_without_findings() -> None:
    result = read_xprozess(export(prozess(brief=BRIEF)))
    assert result.findings == ()
    assert result.export is not None
    (found,) = result.export.prozesse
    assert (found.id, found.name, found.formulare) == ("99115005104000", "Antrag bearbeiten", ("D00000094",))
    assert (found.teilnehmer, found.laender) == ((Teilnehmer("Person", "1"),), ("06",))
    assert (found.detaillierungsstufe, found.bezeichnung) == ("101", "Antrag Bearbeitung")
    assert [schritt.typ for schritt in found.schritte] == ["1", "3", "7", "4", "5", "2", "2"]
    assert found.diagram is not None
    assert len(found.diagram.main.nodes) == 12


def test_the_entry_of_the_catalogue_is_read() -> None:
    result = read_xprozess(export(prozess()))
    assert result.export is not None
    klasse = result.export.klasse_of(result.export.prozesse[0])
    assert klasse is not None
    assert klasse.handlungsgrundlagen == (Handlungsgrundlage("§ 17 BMG", "104"),)
    assert (klasse.schlagworte, klasse.definition) == (("Umzug", "Wohnung"), "Worum es geht")
    assert klasse.zustand == Zustand("2", "2026-01-01")
    assert (result.export.version, result.export.produkt) == ("2.0", "Test")


def test_a_process_may_have_no_entry_in_the_catalogue() -> None:
    result = read_xprozess(export(prozess(key="99000000000001")))
    assert result.export is not None
    assert result.export.klasse_of(result.export.prozesse[0]) is None


def test_documents_checks_and_norms_of_a_step_are_read() -> None:
    result = read_xprozess(export(prozess(steps=group("a", "7", 1, extra=SPECIAL))))
    assert result.export is not None
    (step,) = result.export.prozesse[0].schritte
    assert (step.bereitgestellt, step.empfangen) == (("Nachforderung",), ("Antwort",))
    assert (step.pruefungen, step.entscheidungsart) == (("4",), "2")
    assert step.beschreibung == "Erste Zeile\n\nZweite"
    assert step.handlungsgrundlagen == (Handlungsgrundlage("§ 1 BMG", "104"),)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (export(prozess())[:-40], "XPZ-001"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "XPZ-001"),
        ("<x>ä</x>".encode("latin-1"), "XPZ-001"),
        (b"<x/>", "XPZ-002"),
        (export(prozess(), version="3.0"), "XPZ-003"),
        (export(prozess(), namespace="urn:other"), "XPZ-004"),
        (export(), "XPZ-005"),
        (export(prozess(steps="")), "XPZ-006"),
        (export(prozess(steps=group("a", "6", 1))), "XPZ-007"),
        (export(prozess(steps=group("z", "1", 1))), "XPZ-008"),
        (export(prozess(steps=group("a", "1", 1) + group("a", "2", 2))), "XPZ-009"),
        (export(prozess(content=" ")), "XPZ-010"),
        (export(prozess().replace("<inhalt>", "<datei>").replace("</inhalt>", "</datei>")), "XPZ-010"),
        (export(prozess(content="§")), "XPZ-011"),
        (export(prozess(content=packed(b"<x"))), "BPM-001"),
    ],
)
def test_what_is_wrong_with_an_export_is_found(data: bytes, code: str) -> None:
    assert code in codes(data)


def test_a_namespace_may_be_missing() -> None:
    assert "XPZ-004" in codes(export(prozess()).replace(b' xmlns="http://www.regierung-mv.de/xprozess/2"', b""))


def test_without_a_diagram_the_steps_are_still_read() -> None:
    result = read_xprozess(export(prozess(content=packed(b"no xml"))))
    assert result.export is not None
    assert result.export.prozesse[0].diagram is None
    assert len(result.export.prozesse[0].schritte) == 7


def test_findings_have_an_end() -> None:
    many = "".join(group("a", "9", 1) for _ in range(FINDING_LIMIT))
    found = read_xprozess(export(prozess(steps=many))).findings
    assert len(found) == FINDING_LIMIT + 1
    assert found[-1].code == "XPZ-099"


def test_a_file_that_is_no_archive_is_taken_as_it_is() -> None:
    assert archive.unpack(base64.b64encode(bpmn()).decode()) == bpmn()


def test_the_diagram_is_found_beside_other_files() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as opened:
        opened.writestr("folder/", b"")
        opened.writestr("bild.pdf", b"%PDF")
        opened.writestr("ablauf.bpmn", bpmn())
    assert archive.unpack(base64.b64encode(file.getvalue()).decode()) == bpmn()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("=", archive.NO_BASE64),
        ("ä", archive.NO_BASE64),
        (base64.b64encode(b"PK broken").decode(), archive.NO_ZIP),
        (packed(b"x", *(f"{number}.xml" for number in range(archive.ENTRY_LIMIT + 1))), archive.NO_ZIP),
        (packed(bytes(archive.BYTE_LIMIT + 1)), archive.TOO_LARGE),
    ],
)
def test_an_archive_is_unpacked_within_bounds(content: str, reason: Text) -> None:
    assert archive.unpack(content) == reason


def test_script_in_a_text_stays_text() -> None:
    step = group("a", "1", 1, extra="<beschreibung>&lt;script&gt;x&lt;/script&gt;</beschreibung>")
    result = read_xprozess(export(prozess(steps=step)))
    assert result.export is not None
    assert result.export.prozesse[0].schritte[0].beschreibung == "<script>x</script>"


@settings(max_examples=150)
@given(st.data())
def test_no_damage_to_an_export_is_more_than_a_finding(data: st.DataObject) -> None:
    source = bytearray(export(prozess(steps=groups())))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(source) - 1))
        source[place : place + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=8))
    result = read_xprozess(bytes(source))
    assert result.export is not None or result.findings


def test_every_message_is_german_and_english() -> None:
    assert all(message.what.de != message.what.en and message.remedy.en for message in MESSAGES.values())
