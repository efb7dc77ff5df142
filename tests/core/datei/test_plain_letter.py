"""A letter as text: the same content, in lines that fit everywhere."""

from rathaus.core.datei.plain_letter import WIDTH, render_text
from rathaus.values.document import Document, Facts, Heading, ItemList, Letterhead, Paragraph

LONG = "Wir haben Ihren Antrag geprüft und entscheiden, dass er bewilligt wird. " * 4
ADDRESS = "https://rathaus.example.org/" + "a" * 80
LETTER = Document(
    "de",
    "Bescheid",
    Letterhead("Stadt Hanau", ("Am Markt 1",), ("Ada Lovelace",), (("Aktenzeichen", "2026-1"),), "Hanau, 1.12.2026"),
    (
        Paragraph(LONG, strong=True), Heading(1, "Gründe"), Paragraph("Erste Zeile\nZweite Zeile"),
        Heading(2, "Nachweise"), ItemList(("Ausweis", LONG)), ItemList(("eins", "zwei"), numbered=True),
        Facts((("Name", "Ada"), ("Anmerkung", LONG))), Paragraph(ADDRESS), Paragraph(""), Paragraph("a\x00b"),
    ),
)  # fmt: skip


def test_everything_of_the_letter_stands_in_the_text_in_its_order() -> None:
    text = render_text(LETTER)
    expected = (
        "Stadt Hanau\nAm Markt 1\n\nAda Lovelace\n\nAktenzeichen: 2026-1", "Hanau, 1.12.2026", "Bescheid\n========",
        "> Wir haben", "Gründe\n------", "Erste Zeile\nZweite Zeile", "Nachweise\n.........", "- Ausweis",
        "1. eins\n2. zwei", "Name: Ada", ADDRESS, "\n\nab",
    )  # fmt: skip
    places = [text.index(each) for each in expected]
    assert places == sorted(places)


def test_lines_are_short_and_a_long_word_stays_whole() -> None:
    long = [line for line in render_text(LETTER).splitlines() if len(line) > WIDTH]
    assert long == [ADDRESS]


def test_following_lines_stand_under_their_beginning() -> None:
    lines = render_text(LETTER).splitlines()
    item = lines.index("- Ausweis") + 1
    assert lines[item].startswith("- Wir haben")
    assert lines[item + 1].startswith("  ")
    note = next(number for number, line in enumerate(lines) if line.startswith("Anmerkung: "))
    assert lines[note + 1].startswith("    ")


def test_parts_that_are_empty_leave_no_gap() -> None:
    text = render_text(Document("de", "Titel", Letterhead(""), (Paragraph(""), Paragraph("Ende"))))
    assert text == "Titel\n=====\n\nEnde\n"
