"""The form on paper: sections, numbered questions, room, boxes, conditions, enclosures."""

from dataclasses import replace

import pytest

from rathaus.engine.formular.model import Kind
from rathaus.engine.formular.options import Option
from rathaus.engine.formular.paper import Paper, paper_form
from rathaus.values.document import Blank, Block, Facts, Heading, ItemList, Paragraph, TickBoxes
from rathaus.values.text import Text
from tests.engine.every_kind import every_kind, ref
from tests.engine.forms import ask, choose, form, group, page, rule


def said(paper: Paper) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, Heading | Paragraph)]


def blanks(paper: Paper) -> dict[str, Blank]:
    return {block.label: block for block in paper.blocks if isinstance(block, Blank)}


def boxes(paper: Paper) -> list[TickBoxes]:
    return [block for block in paper.blocks if isinstance(block, TickBoxes)]


def german(*elements, **facts) -> Paper:
    return paper_form(form(*elements, **facts), language="de")


def test_every_kind_has_room_or_boxes_and_a_number() -> None:
    paper = paper_form(every_kind(), language="de")
    room = blanks(paper)
    assert room["1 Frage T"] == Blank("1 Frage T", "", 1, 36)
    assert room["3 Frage D"].note == "Tag, Monat, Jahr; was Sie nicht wissen, lassen Sie weg"
    assert room["8 Frage M"].note == "Betrag in Euro\nKann nachgereicht werden."
    assert room["2 Frage X (freiwillig)"].width == 100
    ticks = {block.label: block for block in boxes(paper)}
    assert ticks["5 Frage B"].options == ("Ja", "Nein")
    assert ticks["14 Frage C"].note == "Mehrere Antworten sind möglich.\nHöchstens 3 Antworten."
    assert ticks[""].options == ("12 Frage CO",)
    assert ticks["13 Frage CK"].options == ("Wahl 1",)
    assert paper.enclosures == ("Frage U (freiwillig)",)
    assert Paragraph("Hinweis") in paper.blocks
    assert Facts((("Frage LO", "fest"),)) in paper.blocks
    assert not any("Frage H" in text for text in said(paper))


def test_pages_are_sections_with_their_groups_and_help_once() -> None:
    first = replace(page("a", "G.A", "G.H.B"), help=Text("Hilfe der Seite"))
    second = replace(page("b", "G.C"), section=Text("Teil", "Part"), title=Text("Teil", "Part"))
    paper = german(
        group("G", help=Text("Hilfe der Seite")),
        ask("G.A"),
        group("G.H", label=Text("Haus"), help=Text("Wo Sie wohnen")),
        ask("G.H.B"),
        ask("G.C"),
        pages=[first, second],
    )
    kinds = [(block.level, block.text) for block in paper.blocks if isinstance(block, Heading)]
    assert kinds == [(1, "Teil"), (2, "Seite a"), (3, "Gruppe G"), (3, "Gruppe G – Haus"), (3, "Gruppe G")]
    assert said(paper).count("Hilfe der Seite") == 1
    assert "Wo Sie wohnen" in said(paper)


def test_a_wrapping_group_and_one_that_is_the_page_have_no_heading() -> None:
    paper = german(group("G", label=Text("Seite p")), group("G.W", transparent=True), ask("G.W.A"))
    assert [block.text for block in paper.blocks if isinstance(block, Heading)] == ["Teil", "Seite p"]


def test_what_is_asked_only_sometimes_says_when() -> None:
    paper = german(
        ask("B", Kind.BOOL, required=True),
        choose("C", "1", "2", required=True),
        ask("A", required=True),
        ask("D"),
        ask("E", required=True),
        ask("F"),
        rules=[
            rule("show", "A", ref("B")),
            rule("show", "A", {"equal": [ref("C"), "2"]}),
            rule("forbid", "D", ref("B"), land=("HE",)),
            rule("forbid", "E", ref("B"), land=("BY",)),
            rule("require", "F", {"not": {"is_empty": ref("D")}}),
        ],
    )
    notes = {label: blank.note for label, blank in blanks(paper).items()}
    assert notes == {
        "3 Frage A": "Nur ausfüllen, wenn die Antwort auf Frage 1 „Ja“ ist oder die Antwort auf Frage 2 „Wahl 2“ ist.",
        "4 Frage D (freiwillig)": "Nicht ausfüllen, wenn die Antwort auf Frage 1 „Ja“ ist.",
        "5 Frage E": "",
        "6 Frage F": "Muss ausgefüllt sein, wenn die Antwort auf Frage 4 ausgefüllt ist.",
    }


def test_what_is_only_to_be_read_says_when_it_holds() -> None:
    paper = german(
        ask("B", Kind.BOOL, required=True),
        ask("L", Kind.LABEL, content=Text("Dann zahlen Sie nichts.")),
        rules=[rule("show", "L", ref("B"))],
    )
    assert said(paper)[-3:] == [
        "Frage L",
        "Das gilt nur, wenn die Antwort auf Frage 1 „Ja“ ist.",
        "Dann zahlen Sie nichts.",
    ]


def test_conditions_on_a_group_stand_above_its_questions() -> None:
    paper = german(
        ask("B", Kind.BOOL, required=True),
        ask("H", Kind.HIDDEN),
        group("G", min_count=0),
        ask("G.A", required=True),
        group("O", min_count=0),
        ask("O.A"),
        group("X", choice_group=True),
        ask("X.A"),
        ask("X.B"),
        rules=[rule("show", "G", {"or": [ref("B"), {"is_empty": ref("H")}, {"is_empty": ref("O")}]})],
    )
    text = said(paper)
    assert (
        "Nur ausfüllen, wenn die Antwort auf Frage 1 „Ja“ ist oder „Frage H“ leer ist oder „Gruppe O“ leer ist." in text
    )
    assert text.count("Dieser Abschnitt ist freiwillig.") == 1
    assert "Füllen Sie nur eine der folgenden Möglichkeiten aus." in text


@pytest.mark.parametrize(("least", "most", "entries"), [(1, None, 2), (0, 3, 2), (4, 9, 4), (1_000_000, None, 5)])
def test_what_repeats_has_blank_entries_and_a_word_about_more(least: int, most: int | None, entries: int) -> None:
    paper = german(
        group("R", min_count=least, max_count=most), ask("R.A"), group("R.G"), ask("R.G.B"), ask("R.H", Kind.HIDDEN)
    )
    headings = [
        block.text for block in paper.blocks if isinstance(block, Heading) and block.text.startswith("Gruppe R")
    ]
    assert headings == [f"Gruppe R {number}" for number in range(1, entries + 1)]
    assert "Für weitere Einträge nehmen Sie ein zweites Blatt." in said(paper)


def test_what_repeats_within_what_repeats_has_one_blank_entry_and_a_word_about_more() -> None:
    paper = german(
        group("R", max_count=None), group("R.G"), group("R.G.S", min_count=3, max_count=9), ask("R.G.S.A"), ask("R.B")
    )
    headings = [block.text for block in paper.blocks if isinstance(block, Heading) and block.level == 3]
    assert headings == ["Gruppe R 1", "Gruppe G", "Gruppe S 1", "Gruppe R 2", "Gruppe G", "Gruppe S 1"]
    assert said(paper).count("Für weitere Einträge nehmen Sie ein zweites Blatt.") == 3


def test_seven_levels_of_what_repeats_do_not_multiply() -> None:
    paths = [".".join("ABCDEFG"[:depth]) for depth in range(1, 8)]
    paper = german(*(group(path, min_count=5, max_count=None) for path in paths), ask(f"{paths[-1]}.X"))
    assert sum(isinstance(block, Blank) for block in paper.blocks) == 5


def test_a_field_that_repeats_has_blanks_and_no_word_where_all_entries_fit() -> None:
    paper = german(ask("F", max_count=2), group("R", max_count=2), choose("R.C", "1", "2", max_count=None))
    assert list(blanks(paper)) == ["1 Frage F (freiwillig)", "1 Frage F (freiwillig) (2)"]
    assert boxes(paper)[0].note == "Mehrere Antworten sind möglich."
    assert "Für weitere Einträge nehmen Sie ein zweites Blatt." not in said(paper)


def test_files_are_enclosures_with_their_conditions_and_a_page_of_files_is_no_section() -> None:
    paper = german(
        ask("B", Kind.BOOL, required=True),
        group("G"),
        ask("G.U", Kind.FILE, required=True),
        ask("G.V", Kind.FILE),
        ask("G.W", Kind.FILE, label=Text("Frage U"), required=True),
        rules=[
            rule("show", "G", ref("B")),
            rule("forbid", "G.V", {"equal": [ref("B"), False]}),
            rule("require", "G.V", ref("B")),
        ],
        pages=[page("p", "B"), page("u", "G.U", "G.V", "G.W")],
    )
    assert paper.enclosures == (
        "Frage U – nur, wenn die Antwort auf Frage 1 „Ja“ ist",
        "Frage V – nur, wenn die Antwort auf Frage 1 „Ja“ ist, und nicht, wenn die Antwort auf Frage 1 „Nein“ ist",
    )
    assert "Seite u" not in said(paper)


def test_rules_that_people_can_heed_stand_below_the_page() -> None:
    paper = german(
        ask("D", Kind.DATE, required=True),
        ask("E", Kind.DATE),
        pages=[page("p", "D"), page("q", "E")],
        rules=[
            rule("valid", None, {"less_than": [ref("D"), {"today": 0}]}, message="Der Tag liegt in der Vergangenheit."),
            rule("valid", None, {"less_than": [ref("D"), ref("E")]}),
            rule("valid", None, {"or": [{"is_empty": ref("D")}, {"is_valid_date": [ref("D")]}]}),
            rule("valid", None, message="Nirgends"),
            rule("valid", None, {"is_empty": ref("D")}, land=("BY",)),
        ],
    )
    lists = [block.items for block in paper.blocks if isinstance(block, ItemList)]
    assert lists == [
        ("Der Tag liegt in der Vergangenheit.",),
        ("Es muss gelten, dass die Antwort auf Frage 1 früher als die Antwort auf Frage 2 ist.",),
    ]


def test_long_lists_are_written_and_options_say_what_they_mean() -> None:
    many = choose("C", *(str(number) for number in range(40)), codelist="urn:liste_1")
    few = replace(choose("D"), options=(Option("1", Text("Eins"), Text("Die erste")),))
    paper = german(many, few, choose("E"), ask("A", Kind.TEXTAREA, max_length=9000), ask("B", Kind.TEXTAREA))
    assert blanks(paper)["1 Frage C (freiwillig)"].note == "Schreiben Sie den Eintrag der amtlichen Liste urn:liste_1."
    assert blanks(paper)["3 Frage E (freiwillig)"].note == "Schreiben Sie den Eintrag der amtlichen Liste E."
    assert boxes(paper)[0].options == ("Eins\nDie erste",)
    assert (blanks(paper)["4 Frage A (freiwillig)"].lines, blanks(paper)["5 Frage B (freiwillig)"].lines) == (12, 12)


def test_a_consent_with_words_of_its_own_keeps_both() -> None:
    paper = german(
        replace(choose("C", "1", required=True), kind=Kind.CONSENT, help=Text("Widerruf jederzeit")),
        ask("K", Kind.LOCKED),
    )
    assert paper.blocks[2:] == (TickBoxes("1 Frage C", ("Wahl 1",), "Widerruf jederzeit"),)


def test_english_paper_speaks_english() -> None:
    blocks: tuple[Block, ...] = paper_form(every_kind(), language="en").blocks
    assert TickBoxes("5 Question B", ("Yes", "No")) in blocks
    assert any(isinstance(b, Blank) and b.note == "Fill in only if the answer to question 5 is “Yes”." for b in blocks)
