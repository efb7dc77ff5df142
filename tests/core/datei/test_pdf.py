"""Letters are accessible, archivable, complete and always the same."""

import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pypdf
import pytest
import typst

from rathaus.core.datei import pdf as pdf_module
from rathaus.core.datei.document_json import document_from_json, document_to_json
from rathaus.core.datei.errors import PdfNotRendered
from rathaus.core.datei.pdf import render_pdf
from rathaus.values.document import Block, Document, Facts, Heading, ItemList, Letterhead, Paragraph

CREATED_AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
HEAD = Letterhead(
    sender="Magistrat der Stadt Beispielstadt",
    sender_lines=("Fachbereich Steuern", "Am Markt 1", "63450 Beispielstadt"),
    recipient_lines=("Frau", "Ada Beispiel", "Musterweg 5", "63450 Beispielstadt"),
    reference_rows=(("Aktenzeichen", "20.1-4711"), ("Ihr Antrag vom", "12. November 2026")),
    place_and_date="Beispielstadt, 22. November 2026",
)
BLOCKS: tuple[Block, ...] = (
    Heading(2, "Entscheidung"),
    Paragraph("Sehr geehrte Frau Beispiel,"),
    Paragraph("Die Steuer beträgt 90,00 € im Jahr.", strong=True),
    ItemList(("erster Grund", "zweiter Grund"), numbered=True),
    ItemList(("ein Punkt", "noch ein Punkt")),
    Heading(1, "Ihre Angaben"),
    Facts((("Name des Hundes", "Bello"), ("Rasse", "Mischling"))),
)
HOSTILE = (
    '#panic("x") *fett* _kursiv_ $x^2$ `code` <label> @ref \\ // Rest <script>alert(1)</script> = Titel #{1+1} "zitat"'
)


def letter(
    *blocks: Block, head: Letterhead = HEAD, language: str = "de", title: str = "Hundesteuerbescheid"
) -> Document:
    return Document(language, title, head, blocks or BLOCKS)


def text_of(content: bytes) -> str:
    """The text of all pages with every run of blanks as one blank."""
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages).replace("\u200b", ""))


def structure_types(content: bytes) -> list[str]:
    """The types of the structure elements in reading order."""
    found: list[str] = []

    def walk(node: object) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append(str(node.S))
            walk(node.get("/K"))

    with pikepdf.open(io.BytesIO(content)) as opened:
        walk(opened.Root.StructTreeRoot.K)
    return found


@pytest.fixture(scope="module")
def rendered() -> bytes:
    data = json.dumps({"name": "Bello", "größe": 40}, ensure_ascii=False).encode()
    return render_pdf(letter(), created_at=CREATED_AT, attachments={"antrag.json": ("application/json", data)})


def test_the_metadata_promise_archive_and_accessibility(rendered: bytes) -> None:
    with pikepdf.open(io.BytesIO(rendered)) as opened:
        meta = opened.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("3", "A", "1")
        assert meta["dc:title"] == "Hundesteuerbescheid"
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang).startswith("de")
        assert opened.Root.ViewerPreferences.DisplayDocTitle


def test_every_word_of_the_letter_is_on_the_paper(rendered: bytes) -> None:
    text = text_of(rendered)
    wanted = [HEAD.sender, *HEAD.sender_lines, *HEAD.recipient_lines, HEAD.place_and_date, "Hundesteuerbescheid"]
    wanted += [word for row in HEAD.reference_rows for word in row]
    wanted += ["Entscheidung", "Die Steuer beträgt 90,00 € im Jahr.", "1. erster Grund", "noch ein Punkt", "Bello"]
    assert [word for word in wanted if word not in text] == []


def test_headings_lists_and_tables_are_tagged(rendered: bytes) -> None:
    types = structure_types(rendered)
    assert [each for each in types if re.fullmatch(r"/H\d", each)] == ["/H1", "/H2", "/H2"]
    assert types.count("/Table") == 1
    assert types.count("/TH") == 2
    assert types.count("/TD") == 4
    assert types.count("/LI") == 4


def test_attached_data_come_back_byte_by_byte() -> None:
    files = {
        "antrag.json": ("application/json", '{"größe": 40}'.encode()),
        "scan.png": ("image/png", b"\x89PNG\r\n\x1a\n\xff\x00"),
    }
    content = render_pdf(letter(), created_at=CREATED_AT, attachments=files)
    with pikepdf.open(io.BytesIO(content)) as opened:
        assert {name: bytes(opened.attachments[name].get_file().read_bytes()) for name in files} == {
            name: data for name, (_, data) in files.items()
        }
        assert {str(spec.AFRelationship) for spec in opened.Root.AF} == {"/Data"}
        assert opened.attachments["antrag.json"].get_file().mime_type == "application/json"


def test_the_same_letter_gives_the_same_bytes(rendered: bytes) -> None:
    data = json.dumps({"name": "Bello", "größe": 40}, ensure_ascii=False).encode()
    again = render_pdf(letter(), created_at=CREATED_AT, attachments={"antrag.json": ("application/json", data)})
    assert again == rendered
    assert render_pdf(letter(), created_at=CREATED_AT.replace(hour=10)) != render_pdf(letter(), created_at=CREATED_AT)


def test_text_is_never_read_as_markup() -> None:
    blocks = (Paragraph(HOSTILE), Heading(2, HOSTILE), ItemList((HOSTILE,)), Facts(((HOSTILE, HOSTILE),)))
    head = Letterhead(HOSTILE, (HOSTILE,), (HOSTILE,), ((HOSTILE, HOSTILE),), HOSTILE)
    text = text_of(render_pdf(letter(*blocks, head=head, title=HOSTILE), created_at=CREATED_AT)).replace(" ", "")
    assert text.count(HOSTILE.replace(" ", "")) == 14


def test_an_english_letter_speaks_english() -> None:
    content = render_pdf(letter(language="en", title="Receipt"), created_at=CREATED_AT)
    assert "Page 1 of 1" in text_of(content)
    assert "Item Entry" in text_of(content)
    with pikepdf.open(io.BytesIO(content)) as opened:
        assert str(opened.Root.Lang).startswith("en")


def test_long_letters_count_their_pages_and_repeat_sender_and_reference() -> None:
    rows = tuple((f"Frage {number}", "x" * number * 3) for number in range(80))
    content = render_pdf(letter(Facts(rows)), created_at=CREATED_AT)
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    assert len(pages) > 2
    assert all(f"Seite {number} von {len(pages)}" in page for number, page in enumerate(pages, start=1))
    assert all("Beispielstadt · Aktenzeichen: 20.1-4711" in page for page in pages[1:])
    assert "x" * 79 * 3 in re.sub(r"[\s\u200b]", "", "".join(pages))


def test_without_a_recipient_there_is_no_address_window() -> None:
    head = Letterhead("Stadt Beispielstadt", reference_rows=(("Vorgangsnummer", "HU-2026-AAAA-BBBB"),))
    assert "HU-2026-AAAA-BBBB" in text_of(render_pdf(letter(head=head), created_at=CREATED_AT))


def test_levels_of_headings_are_closed_up_and_empty_blocks_left_out() -> None:
    blocks = (Heading(4, "tief"), Heading(9, "tiefer"), Heading(2, " "), Paragraph(""), ItemList(()), Facts(()))
    types = structure_types(render_pdf(letter(*blocks, title=" "), created_at=CREATED_AT))
    assert [each for each in types if re.fullmatch(r"/H\d", each)] == ["/H1", "/H2", "/H3"]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Hallo 😀", "Hallo [U+1F600]"),
        ("漢字", "[U+6F22][U+5B57]"),
        ("\ue000 privat", "[U+E000] privat"),
        ("Za\u0308hler\x00\x07\ufeff\ufffe", "Zähler"),
        ("Şahin Țepeș Ḥasan Ѳ Ωμέγα", "Şahin Țepeș Ḥasan Ѳ Ωμέγα"),
        ("eins\r\nzwei\tdrei", "eins zwei drei"),
    ],
)
def test_whatever_people_type_gets_on_paper(typed: str, printed: str) -> None:
    assert printed in text_of(render_pdf(letter(Paragraph(typed)), created_at=CREATED_AT))


def test_a_whole_page_of_foreign_signs_ends_in_a_letter_all_the_same() -> None:
    typed = "".join(chr(code) for code in range(0x4E00, 0x4E40))
    assert "[U+4E3F]" in text_of(render_pdf(letter(Paragraph(typed)), created_at=CREATED_AT))


def test_when_the_renderer_never_stops_complaining_only_latin_letters_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "_MAX_ATTEMPTS", 0)
    assert "Łódź [U+0416]" in text_of(render_pdf(letter(Paragraph("Łódź Ж")), created_at=CREATED_AT))


def test_a_broken_template_is_an_error_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "_template", lambda _name: b"#panic()")
    with pytest.raises(PdfNotRendered):
        render_pdf(letter(), created_at=CREATED_AT)


def test_without_our_fonts_those_of_typst_are_used(settings, tmp_path: Path) -> None:
    settings.RATHAUS_FONT_DIR = tmp_path / "missing"
    assert "90,00 €" in text_of(render_pdf(letter(), created_at=CREATED_AT))
    assert "Libertinus Serif" in typst.Fonts(include_system_fonts=False).families()


def test_a_document_comes_back_from_json_unchanged() -> None:
    assert document_from_json(json.loads(json.dumps(document_to_json(letter())))) == letter()


def lines_of(content: bytes) -> list[str]:
    return [line for page in pypdf.PdfReader(io.BytesIO(content)).pages for line in page.extract_text().splitlines()]


@pytest.mark.parametrize(
    ("sender", "begins"),
    [
        ("Magistrat der Stadt Beispielstadt", "Magistrat der Stadt Beispielstadt · Fach"),
        (
            "Kreisausschuss des Landkreises Beispielburg-Musterberg",
            "Kreisausschuss des Landkreises Beispielburg-… · Fach",
        ),
        ("Regierungspräsidium und Landesamt für Beispiele " * 3, "Regierungspräsidium und Landesamt"),
    ],
)
def test_the_address_to_return_to_is_one_line_of_the_window_and_keeps_the_place(sender: str, begins: str) -> None:
    content = render_pdf(letter(head=replace(HEAD, sender=sender.strip())), created_at=CREATED_AT)
    found = [line for line in lines_of(content) if "Fachbereich Steuern · Am Markt 1" in line and "63450" not in line]
    assert len(found) == 1, lines_of(content)
    assert found[0].startswith(begins)


@pytest.mark.parametrize("section", ["§ 7 Abs. 1 UhVorschG", "§ 33 SGB X", "Nr. 2a StVO", "§ 10 Abs. 4 BImSchG"])
def test_a_section_stays_on_one_line_with_the_name_of_its_law(section: str) -> None:
    rows = [Paragraph(f"{'a ' * many}nach {section} und weiter") for many in range(36, 60)]
    lines = lines_of(render_pdf(letter(*rows), created_at=CREATED_AT))
    assert sum(section in line for line in lines) == len(rows)
