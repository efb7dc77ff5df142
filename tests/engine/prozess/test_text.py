"""Letters: values, conditions, Markdown, and what a citizen types stays text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rathaus.engine.prozess.facts import STANDARD_FACTS
from rathaus.engine.prozess.text import BescheidNotRenderable, parse_bescheid_template, render_bescheid
from rathaus.values.document import Heading, ItemList, Paragraph
from tests.engine.prozess.conftest import REFERENCE

KNOWN = {"G1.F1", "G1.F2"}


def render(body, **facts):
    result = parse_bescheid_template(f"# T\n\n{body}", "bescheid/t.md", {*KNOWN, *facts})
    assert result.template is not None, [finding.as_line() for finding in result.findings]
    return render_bescheid(result.template, facts)[1:]


def codes(source):
    return [(f.code, f.where) for f in parse_bescheid_template(source, "t.md", KNOWN).findings]


def test_markdown_becomes_blocks():
    body = "**Sie sind\nangemeldet.**\n\n## Gründe\n\nErster\nAbsatz.\n\n- a\n  weiter\n\n- b\n1. eins\n2) zwei\nEnde."
    assert render(body) == (
        Paragraph("Sie sind angemeldet.", strong=True),
        Heading(2, "Gründe"),
        Paragraph("Erster Absatz."),
        ItemList(("a weiter", "b")),
        ItemList(("eins", "zwei"), numbered=True),
        Paragraph("Ende."),
    )


def test_a_date_at_the_beginning_of_a_line_is_no_list():
    assert render("Es gilt ab dem\n22. November 2026.") == (Paragraph("Es gilt ab dem 22. November 2026."),)


def test_a_list_may_follow_a_paragraph_at_once():
    assert render("Bitte:\n1. lesen\n# Ende") == (
        Paragraph("Bitte:"),
        ItemList(("lesen",), numbered=True),
        Heading(1, "Ende"),
    )


@pytest.mark.parametrize(
    ("written", "fact", "read"),
    [
        ("x", "Rex", "Rex"),
        ("x", True, "ja"),
        ("x", False, "nein"),
        ("x", 3, "3"),
        ("x | datum", "2026-11-22", "22. November 2026"),
        ("x | datum", "2026-11", "November 2026"),
        ("x | datum", "2026", "2026"),
        ("x | euro", 123450, "1.234,50 Euro"),
        ("x | euro", "12.5", "12,50 Euro"),
        ("x|euro", 0, "0,00 Euro"),
    ],
)
def test_values_are_written_as_people_read_them(written, fact, read):
    assert render(f"Es ist {{{{ {written} }}}}.", x=fact) == (Paragraph(f"Es ist {read}."),)


@pytest.mark.parametrize(
    ("written", "fact"), [("x | datum", "morgen"), ("x | euro", "viel"), ("x | euro", True), ("x", "")]
)
def test_a_value_that_does_not_fit_stops_the_letter(written, fact):
    with pytest.raises(BescheidNotRenderable) as stopped:
        render(f"{{{{ {written} }}}}", x=fact)
    assert stopped.value.facts["where"] == "bescheid/t.md:3"


@pytest.mark.parametrize(
    ("condition", "fact", "holds"),
    [
        ("x", "a", True),
        ("x", "", False),
        ("x", False, False),
        ("x", 0, False),
        ("nicht x", "", True),
        ('x = "a"', "a", True),
        ('x = "ja"', True, True),
        ('nicht x = "a"', "b", True),
        ('x = "a"', "b", False),
    ],
)
def test_conditions_choose_a_side(condition, fact, holds):
    blocks = render(f"A {{% wenn {condition} %}}ja{{% sonst %}}nein{{% ende %}}.", x=fact)
    assert blocks == (Paragraph(f"A {'ja' if holds else 'nein'}."),)


def test_an_absent_fact_is_false():
    assert render("A{% wenn G1.F1 %} B {{ G1.F1 }}{% ende %}") == (Paragraph("A"),)


def test_tags_on_lines_of_their_own_leave_no_gap():
    body = '- a\n{% wenn x = "1" %}\n- b\n  {% wenn y %}\n- c\n{% ende %}\n{% sonst %}\n- d\n{% ende %}\n- e'
    assert render(body, x="1", y="") == (ItemList(("a", "b", "e")),)
    assert render(body, x="2", y="") == (ItemList(("a", "d", "e")),)


def test_two_tags_on_one_line_stay_in_the_text():
    assert render("A\n{% wenn x %}{% ende %}\nB", x="") == (Paragraph("A"), Paragraph("B"))


def test_a_block_without_text_disappears():
    assert render("- {% wenn x %}a{% ende %}\n\n## {% wenn x %}b{% ende %}", x="") == ()


@given(st.text(min_size=1).filter(lambda text: text.strip()))
def test_what_a_citizen_types_never_becomes_markdown(typed):
    assert render("Name: {{ x }} {{ x }}", x=typed) == (Paragraph("Name: {0} {0}".format(" ".join(typed.split()))),)


@pytest.mark.parametrize("typed", ["# Titel", "**fett**", "- a\n\n- b", "{{ G1.F1 }}", "\ue0000\ue001"])
def test_markup_in_a_value_stays_as_it_is(typed):
    assert render("{{ x }}", x=typed) == (Paragraph(" ".join(typed.split())),)


def test_values_fill_headings_and_items():
    assert render("## {{ x }}\n- {{ x }}", x="A") == (Heading(2, "A"), ItemList(("A",)))


@pytest.mark.parametrize(
    ("code", "source"),
    [
        ("PRO-031", "# T\n\n{{ G1.F9 }}"),
        ("PRO-031", "# T\n\n{% wenn G1.F9 %}a{% ende %}"),
        ("PRO-032", "# T\n\n{% wenn G1.F1 %}a"),
        ("PRO-033", "# T\n\n{% ende %}"),
        ("PRO-033", "# T\n\n{% wenn G1.F1 %}{% sonst %}{% sonst %}{% ende %}"),
        ("PRO-034", "# T\n\n{% solange x %}"),
        ("PRO-034", "# T\n\n{{ 1 + 1 }}"),
        ("PRO-034", "# T\n\n{{ G1.F1"),
        ("PRO-035", "# T\n\n{{ G1.F1 | gross }}"),
        ("PRO-036", "# T\n\nEin **fettes** Wort"),
        ("PRO-036", "# T\n\n- ein **fettes** Wort"),
        ("PRO-038", "# T\n\n### Tief"),
    ],
)
def test_each_mistake_is_found_in_its_line(code, source):
    assert codes(source) == [(code, "t.md:3")]


@pytest.mark.parametrize("source", ["", "Absatz", "## Gründe"])
def test_a_letter_begins_with_its_title(source):
    assert codes(source) == [("PRO-037", "t.md:1")]


def test_a_path_may_carry_an_index():
    assert codes("# T\n\n{{ G1[0].F1 }} {{ stelle }}") == []


def test_a_template_knows_the_names_that_it_uses():
    template = parse_bescheid_template("# {{ leistung }}\r\n\r\n{% wenn G1.F1 %}a{% ende %}", "t.md", KNOWN).template
    assert template.names == {"leistung", "G1.F1"}


def test_every_standard_fact_stands_on_the_reference_page():
    page = REFERENCE.read_text(encoding="utf-8")
    assert [name for name in STANDARD_FACTS if f"| `{name}` |" not in page] == []


def test_a_code_is_shown_by_its_label_and_asked_by_its_code():
    source = '# T\n\n{% wenn G1.F1 = "001" %}\nArt: {{ G1.F1 }}\n{% ende %}\n\nAm {{ G1.F2 | datum }}.'
    template = parse_bescheid_template(source, "t.md", KNOWN).template
    facts = {"G1.F1": "001", "G1.F2": "2026-11-22"}
    blocks = render_bescheid(template, facts, shown={"G1.F1": "Neuer Ausweis", "G1.F2": "anders"})
    assert blocks[1:] == (Paragraph("Art: Neuer Ausweis"), Paragraph("Am 22. November 2026."))
