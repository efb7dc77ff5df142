"""The English text of a form's logic."""

from dataclasses import replace

from rathaus.engine.formular.logic_text import MOST_OPTIONS, logic_text
from rathaus.engine.formular.model import Kind
from rathaus.values.text import Text
from tests.engine.every_kind import every_kind, ref
from tests.engine.forms import ask, choose, form, group, page, rule

HOSTILE = "<script>alert(1)</script>\n# Kopf\x00\x1b\u202e | " + "sehr " * 3000 + "lang"


def test_every_field_has_its_kind_its_limits_and_its_path() -> None:
    text = logic_text(every_kind())
    for line in (
        "# Form",
        "Schema S00000000001, version 1.0.0.",
        "Pages: 1. Fields: 24. Groups: 4. Rules: 2.",
        "## 1. Page p",
        "Section: Part.",
        "- “Question T” [G.T]: text in one line, required, 1 to 9 characters, pattern ^[a-z]+$.",
        "- “Question I” [I]: whole number, required, not below 1, not above 9.",
        "- “Question M” [M]: amount in euros, required, may be handed in later.",
        "- “Question C” [C]: choice, required, 1 to 3 entries.",
        "  - 2: Option 2",
        "- “Question CL” [CL]: choice, optional, code list urn:xoev-de:fim:codeliste:staat_2026-01-01.",
        "- “Question L” [L]: text to read.",
        "- Group “Group R” [R]: 1 to any number of entries.",
        "  - “Question A” [R.A]: text in one line, required, 1 to 5000 characters.",
        "- Group “Group X” [X]: required, exactly one of its elements is used.",
        "- Group “Group E” [E]: optional.",
        "## Not shown",
        "- “Question H” [H]: value that is not shown, optional.",
        "## Rules",
        (
            "1. “Question S” [S] is only asked if “Question B” [B] is “Yes”. "
            "(Origin: package; borne by the form; only in HE.)"
        ),
        "2. “Question N” [N] is preset with “3”. (Origin: package; borne by the form.)",
    ):
        assert line in text.split("\n"), line
    assert "at most 20000000 bytes, one of application/pdf, image/jpeg" in text


def test_rules_say_their_message_their_bearer_and_their_norms() -> None:
    field = ask("G.D", Kind.PARTIAL_DATE, norms=("§ 1 A",), date_parts=every_kind().fields["G.D"].date_parts)
    formular = form(
        group("G", norms=("§ 2 B",)),
        field,
        ask("G.T"),
        rules=[
            replace(
                rule("valid", None, {"not": {"is_empty": ref("G.D.year")}}, bearer="G", norms=("§ 3 C",)),
                message=Text("Bitte", "Please\nadd the year"),
            ),
            rule("require", "G", {"is_empty": ref("G.T")}),
            rule("valid", None, {"is_empty": ref("G.T")}, bearer=""),
        ],
    )
    text = logic_text(formular)
    assert (
        "It must hold that year of “Question D” [G.D] is filled in. Message: “Please add the year”. "
        "(Origin: package; borne by G; by § 3 C.)" in text
    )
    assert "“Group G” [G] must be filled in if “Question T” [G.T] is empty." in text
    assert "optional, by § 1 A." in text
    assert "- Group “Group G” [G]: required, by § 2 B." in text


def test_an_unknown_place_is_called_by_its_path() -> None:
    formular = form(ask("A"), ask("B", Kind.BOOL))
    broken = replace(formular, rules=(rule("show", "X.Y", ref("B")), rule("preset", "", value="1")))
    text = logic_text(broken)
    assert "[X.Y] is only asked" in text
    assert "the form is preset" in text


def test_long_lists_are_cut_and_a_page_that_is_its_section_says_it_once() -> None:
    first = replace(page("p", "Z"), section=Text("Seite p", "Page p"))
    formular = form(choose("Z", *(str(number) for number in range(MOST_OPTIONS + 7))), pages=[first])
    text = logic_text(formular)
    assert "and 7 more entries" in text
    assert "Section:" not in text
    assert "## Rules" not in text


def test_hostile_texts_stay_in_their_line_and_the_text_is_always_the_same() -> None:
    formular = form(ask("A", label=Text(HOSTILE)), rules=[rule("require", "A")])
    text = logic_text(formular)
    assert text == logic_text(formular)
    assert not any(line.startswith("# Kopf") for line in text.split("\n"))
    assert not {"\x00", "\x1b", "\u202e"} & set(text)
    assert "<script>alert(1)</script> # Kopf | sehr" in text
