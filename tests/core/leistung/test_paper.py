"""A paper form as a document, from packages, without a database."""

import io
from dataclasses import replace
from datetime import UTC, datetime

import pikepdf
import pytest
from pytest_django import Settings

from rathaus.core.datei.pdf import render_pdf
from rathaus.core.datei.plain_letter import render_text
from rathaus.core.leistung import paper
from rathaus.core.leistung.errors import VersionNotFound
from rathaus.core.leistung.models import Leistung, LeistungVersion, Uebernahme
from rathaus.core.leistung.package import read_folder
from rathaus.core.leistung.paper import PaperPlace, paper_document, paper_file
from rathaus.core.leistung.rules import CompiledLeistung, compile_package
from rathaus.core.stelle.models import Stelle
from rathaus.engine.prozess.model import Formvorschrift
from rathaus.values.document import Document, Heading, ItemList, Letterhead, Paragraph, TickBoxes
from rathaus.values.text import Text
from tests.core.leistung.conftest import CONTENT
from tests.engine.every_kind import every_kind
from tests.engine.forms import ask, choose, form

CREATED_AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
PLACE = PaperPlace(
    Stelle(official_name="Magistrat der Stadt Beispielstadt", address="Am Markt 1\n63450 Beispielstadt"),
    contact="Zimmer 12",
    hint={"de": "Mit Termin"},
    address="https://rathaus.example/leistungen/probe/",
)
HOSTILE = '#panic("x") <script>alert(1)</script>\x00\x1b\u202e *fett* ' + "Wortungetuem" * 60 + " sehr lang" * 300


@pytest.fixture(scope="module")
def dog() -> CompiledLeistung:
    outcome = compile_package(read_folder(CONTENT / "99102013002000-hundesteuer-anmeldung"))
    assert outcome.formular
    assert outcome.prozess
    assert outcome.description
    return CompiledLeistung(outcome.formular, outcome.prozess, outcome.description, {})


def with_form(content: CompiledLeistung, formvorschrift: Formvorschrift) -> CompiledLeistung:
    leistung = replace(content.prozess.leistung, formvorschrift=formvorschrift, formvorschrift_norm="§ 1 ABC")
    return replace(content, prozess=replace(content.prozess, leistung=leistung))


def document(content: CompiledLeistung, place: PaperPlace = PLACE, language: str = "de") -> Document:
    return paper_document(content, place, number="1.0.0", language=language)


def headings(found: Document) -> list[str]:
    return [block.text for block in found.blocks if isinstance(block, Heading)]


def test_the_paper_has_hint_address_and_laws(dog: CompiledLeistung) -> None:
    found = document(dog)
    assert Paragraph("Mit Termin") in found.blocks
    destination = "Magistrat der Stadt Beispielstadt\nAm Markt 1\n63450 Beispielstadt\nZimmer 12"
    assert Paragraph(destination, strong=True) in found.blocks
    assert headings(found)[-2:] == ["Wohin mit dem Formular?", "Rechtsgrundlagen"]
    assert found.letterhead.reference_rows == (("Leistung", dog.prozess.leistung.schluessel), ("Fassung", "1.0.0"))


def test_an_english_paper_takes_the_german_hint_where_there_is_no_other(dog: CompiledLeistung) -> None:
    assert Paragraph("Mit Termin") in document(dog, language="en").blocks
    assert not any(block == Paragraph("") for block in document(dog, replace(PLACE, hint={})).blocks)


def test_the_form_that_the_law_demands_is_asked_for_and_no_other(dog: CompiledLeistung) -> None:
    assert "Unterschrift" not in headings(document(dog))
    assert "Unterschrift" in headings(document(with_form(dog, Formvorschrift.SCHRIFTFORM)))
    in_person = document(with_form(dog, Formvorschrift.PERSOENLICH))
    assert "Unterschrift" not in headings(in_person)
    assert any(isinstance(b, Paragraph) and "persönlich erscheinen: § 1 ABC" in b.text for b in in_person.blocks)


def test_without_enclosures_and_laws_there_are_no_such_headings(dog: CompiledLeistung) -> None:
    bare = replace(dog, formular=form(ask("A")), prozess=replace(dog.prozess, rechtsgrundlagen=()))
    assert headings(document(bare)) == ["Teil", "Seite p", "Wohin mit dem Formular?"]


@pytest.mark.clause(
    "PDF/A-3a (ISO 19005-3), PDF/UA-1 (ISO 14289-1)", "declared in the metadata; the renderer checks both"
)
def test_every_kind_of_question_becomes_archivable_and_accessible_paper(dog: CompiledLeistung) -> None:
    pdf = render_pdf(document(replace(dog, formular=every_kind())), created_at=CREATED_AT)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        meta = opened.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("3", "A", "1")


def test_hostile_texts_become_paper_and_nothing_else(dog: CompiledLeistung) -> None:
    hostile = Text(HOSTILE)
    formular = form(
        ask("A", label=hostile, help=hostile),
        replace(choose("C", "1"), label=hostile, options=(replace(choose("C", "1").options[0], label=hostile),)),
    )
    found = document(replace(dog, formular=replace(formular, title=hostile)))
    assert render_pdf(found, created_at=CREATED_AT).startswith(b"%PDF")
    assert "<script>alert(1)</script>" in render_text(found)


def test_the_paper_can_be_read_as_text(dog: CompiledLeistung) -> None:
    text = render_text(document(replace(dog, formular=every_kind())))
    for line in (
        "1 Frage T\n" + "_" * 78,
        "5 Frage B\n[ ] Ja\n[ ] Nein",
        "3 Frage D\n  Tag, Monat, Jahr",
        "[ ] 12 Frage CO",
    ):
        assert line in text


def test_boxes_with_a_note_are_read_in_order() -> None:
    blocks = (TickBoxes("", ("Ja",), "Bitte ankreuzen"), ItemList(("eins",)))
    assert "Bitte ankreuzen\n[ ] Ja" in render_text(Document("de", "T", Letterhead("A"), blocks))


def test_what_was_never_published_has_no_paper(db: None) -> None:
    row = LeistungVersion.objects.first()
    assert row is not None
    never = LeistungVersion(pk=row.pk, leistung=Leistung(slug="x"), published_at=None)
    with pytest.raises(VersionNotFound):
        paper_file(never, Uebernahme(pk=1), language="de")


def test_a_paper_is_drawn_once_for_each_language(db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.RATHAUS_KEEP_S = 60
    drawn: list[str] = []

    def draw(document: Document, *, created_at: datetime) -> bytes:
        drawn.append(document.language)
        return b"%PDF"

    monkeypatch.setattr(paper, "render_pdf", draw)
    row = LeistungVersion.objects.select_related("leistung").get(leistung__slug="bewohnerparkausweis")
    uebernahme = Uebernahme.objects.select_related("stelle").filter(leistung=row.leistung).first()
    assert uebernahme is not None
    files = [paper_file(row, uebernahme, language=language).name for language in ("de", "de", "en", "de")]
    assert drawn == ["de", "en"]
    assert files[2] == "bewohnerparkausweis-form.pdf"
