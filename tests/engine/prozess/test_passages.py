"""Text blocks inside of letters, and texts with values beside them."""

import pytest

from rathaus.engine.prozess.blocks import Baustein
from rathaus.engine.prozess.check import check_paths
from rathaus.engine.prozess.read_expression import read_expression
from rathaus.engine.prozess.text import (
    BescheidNotRenderable,
    check_passage,
    parse_bescheid_template,
    render_bescheid,
    render_passage,
)
from rathaus.values.document import ItemList, Paragraph
from rathaus.values.text import Text

PLAIN = Baustein("gruss", Text("Guten Tag {{ G1.F1 }}."))
LIST = Baustein(
    "liste",
    Text("Bitte:\n\n- lesen\n{% wenn G1.F2 > 5 %}\n- zahlen\n{% ende %}\n"),
    wenn=read_expression('G1.F1 = "Rex"', "x").expression,
)
KNOWN = {"G1.F1", "G1.F2"}


def parse(body):
    return parse_bescheid_template(f"# T\n\n{body}", "bescheid/t.md", KNOWN, bausteine=(PLAIN, LIST))


def render(body, **facts):
    result = parse(body)
    assert result.template is not None, [finding.as_line() for finding in result.findings]
    return render_bescheid(result.template, facts)[1:]


def test_a_block_stands_where_it_is_named():
    assert render("Hallo. {{ baustein.gruss }}", **{"G1.F1": "Rex"}) == (Paragraph("Hallo. Guten Tag Rex."),)


def test_a_block_brings_its_lists_and_conditions():
    facts = {"G1.F1": "Rex", "G1.F2": 6}
    assert render("{{ baustein.liste }}", **facts) == (Paragraph("Bitte:"), ItemList(("lesen", "zahlen")))
    assert render("{{ baustein.liste }}", **{**facts, "G1.F2": 5}) == (Paragraph("Bitte:"), ItemList(("lesen",)))


def test_a_block_whose_condition_does_not_hold_disappears():
    assert render("{{ baustein.liste }}\n\nEnde.", **{"G1.F1": "Bello"}) == (Paragraph("Ende."),)


def test_a_letter_knows_the_names_of_its_blocks():
    assert parse("{{ baustein.liste }}").template.names == KNOWN
    assert parse("{% wenn nicht G1.F1 %}a{% ende %}").template.names == {"G1.F1"}


def test_an_unknown_block_is_found_with_the_nearest_one():
    (finding,) = parse("\n{{ baustein.lista }}").findings
    assert (finding.code, finding.where) == ("PRO-031", "bescheid/t.md:4")
    assert "baustein.liste" in finding.remedy.de


def test_a_block_takes_no_filter():
    assert [finding.code for finding in parse("{{ baustein.gruss | datum }}").findings] == ["PRO-031"]


@pytest.mark.parametrize(
    ("written", "facts", "shown"),
    [
        ('G1.F2 >= 10 und nicht G1.F1 = "Rex"', {"G1.F2": 10, "G1.F1": "Bello"}, True),
        ('G1.F2 >= 10 und nicht G1.F1 = "Rex"', {"G1.F2": 10, "G1.F1": "Rex"}, False),
        ('G1.F1 in ["Rex", "Bello"]', {"G1.F1": "Bello"}, True),
        ("G1.F1 leer", {}, True),
    ],
)
def test_letters_speak_the_same_language_as_tasks(written, facts, shown):
    assert bool(render(f"{{% wenn {written} %}}Ja.{{% ende %}}", **facts)) is shown


def test_a_condition_that_cannot_be_read_is_found_with_its_line():
    found = [(finding.code, finding.where) for finding in parse("a\n{% wenn G1.F1 = %}\nx\n{% ende %}").findings]
    assert found == [("PRO-040", "bescheid/t.md:4")]


def test_a_passage_is_checked_like_a_letter_without_title():
    assert check_passage("Bis {{ G1.F1 | datum }}.", "x", KNOWN) == ()
    found = [(finding.code, finding.where) for finding in check_passage("a\n\n### b {{ G9 }}", "x", KNOWN)]
    assert found == [("PRO-031", "x:3"), ("PRO-038", "x:3")]


def test_a_passage_becomes_one_line_and_values_stay_text():
    text = render_passage("Bis\n{{ G1.F1 | datum }}{% wenn G1.F2 %} – {{ G1.F2 }}{% ende %}.", {"G1.F1": "2026-12-31"})
    assert text == "Bis 31. Dezember 2026."
    assert render_passage("{{ G1.F1 }}", {"G1.F1": "**x**\n# y"}, shown={"G1.F1": "**z**"}) == "**z**"


def test_a_passage_without_its_value_cannot_be_rendered():
    with pytest.raises(BescheidNotRenderable):
        render_passage("{{ G1.F1 }}", {})


PROVISION = """
[[baustein]]
key = "immer"
text = { de = "I", en = "I" }

[[nebenbestimmung]]
key = "immer"
art = "auflage"
norm = "§ 36 Abs. 2 Nr. 4 VwVfG"
text = { de = "I", en = "I" }

[[baustein]]
key = "hinweis"
text = { de = "H", en = "H" }
wenn = "G1.F9"

[[nebenbestimmung]]
key = "frist"
art = "befristung"
norm = "§ 36 Abs. 2 Nr. 1 VwVfG"
text = { de = "Bis {{ G1.F1 }}.", en = "Until {{ G1.F7 }}." }
wenn = "G1.F8"

[[aufgabe]]
key = "extra"
art = "pruefen_fachlich"
name = { de = "E", en = "E" }
nach = ["eingang"]
wenn = "antrag_datum und bescheid_datum"
"""


def test_names_in_conditions_and_texts_are_those_of_the_form(changed):
    prozess = changed(append=PROVISION).prozess
    found = [(finding.code, finding.where) for finding in check_paths(prozess, {"G1.F1", "G1.F3"})]
    assert found == [
        ("PRO-031", "aufgabe[extra].wenn"),
        ("PRO-031", "baustein[hinweis].wenn"),
        ("PRO-031", "nebenbestimmung[frist].wenn"),
        ("PRO-031", "nebenbestimmung[frist].text.en:1"),
    ]
