"""The markup of fields follows the rules of KERN: label, hint, input, error, in this order and tied together."""

from collections.abc import Callable

import pytest
from lxml.html import HtmlElement

from rathaus.values.document import Document, Facts, Heading, ItemList, Letterhead, Paragraph
from rathaus.values.text import Text

type Draw = Callable[..., HtmlElement]

INPUTS = '{% import "ui/inputs.html" as m %}'
CHOICES = '{% import "ui/choices.html" as m %}'
DATES = '{% import "ui/dates.html" as m %}'


def test_an_input_names_its_hint_before_its_error(draw: Draw) -> None:
    box = draw(INPUTS + '{{ m.text_input("G1.F2", "Name", hint="Wie im Ausweis", errors="Fehlt.") }}')
    field = box.find(".//input")
    assert field.get("aria-describedby") == "f-G1-F2-hint f-G1-F2-error"
    assert [e.tag for e in box[0]] == ["label", "div", "input", "div"]
    assert box.find(".//label").get("for") == field.get("id") == "f-G1-F2"
    assert "kern-form-input--error" in box[0].get("class")


def test_an_optional_input_says_so_and_is_not_marked_required(draw: Draw) -> None:
    box = draw(INPUTS + '{{ m.text_input("a", "Name", optional=True) }}')
    assert "Optional" in box.find(".//label").text_content()
    assert "aria-required" not in box.find(".//input").attrib


def test_a_required_input_uses_aria_and_never_the_browser_check(draw: Draw) -> None:
    field = draw(INPUTS + '{{ m.email_input("a", "E-Mail") }}').find(".//input")
    assert (field.get("aria-required"), field.get("required"), field.get("autocomplete")) == ("true", None, "email")


def test_what_was_typed_is_kept_and_escaped(draw: Draw) -> None:
    box = draw(INPUTS + '{{ m.text_input("a", "Name", value) }}', value='"><script>')
    assert box.find(".//input").get("value") == '"><script>'
    assert box.find(".//script") is None


def test_labels_follow_the_language_of_the_page(draw: Draw) -> None:
    source = INPUTS + '{{ m.text_input("a", label, why=why) }}'
    box = draw(source, "en", label=Text("Name", "Your name"), why=Text("Darum.", "Because."))
    assert "Your name" in box.text_content()
    assert "Because." in box.text_content()


def test_a_date_has_three_boxes_that_keep_what_was_typed(draw: Draw) -> None:
    box = draw(DATES + '{{ m.date_input("G.F", "Beginn", value="2026-04-03", raw={"G.F.monat": "April"}) }}')
    assert {f.get("name"): f.get("value") for f in box.iterfind(".//input")} == {
        "G.F.tag": "3", "G.F.monat": "April", "G.F.jahr": "2026",
    }  # fmt: skip
    assert box.find(".//fieldset/legend") is not None


@pytest.mark.parametrize(("value", "checked"), [(True, ["true"]), (False, ["false"]), ("true", ["true"]), (None, [])])
def test_yes_or_no_ticks_what_was_answered(draw: Draw, value: object, checked: list[str]) -> None:
    box = draw(CHOICES + '{{ m.yes_no("a", "Hund?", value) }}', value=value)
    assert [f.get("value") for f in box.iterfind(".//input[@checked]")] == checked


def test_every_radio_has_its_own_label(draw: Draw) -> None:
    box = draw(CHOICES + '{{ m.radios("a", "Zone", (("1", "Eins"), ("2", "Zwei", "Hilfe")), value="2") }}')
    assert [e.get("for") for e in box.iterfind(".//label")] == [f.get("id") for f in box.iterfind(".//input")]
    assert box.find(".//input[@checked]").get("aria-describedby") == "f-a-2-help"


def test_a_long_select_is_grouped_and_can_be_narrowed(draw: Draw) -> None:
    options = [(str(n), f"{'AB'[n % 2]}{n}") for n in range(40)]
    box = draw(
        CHOICES + '{{ m.select("a", "Staat", options, value="7") }}', options=sorted(options, key=lambda o: o[1])
    )
    assert [g.get("label") for g in box.iterfind(".//optgroup")] == ["A", "B"]
    assert box.find(".//option[@selected]").get("value") == "7"
    assert box.find(".//select").get("data-narrow")


def test_a_single_upload_shows_either_its_file_or_the_input(draw: Draw) -> None:
    source = '{% from "ui/files.html" import file_upload %}{{ file_upload("a", "Nachweis", files=files) }}'
    file = {"id": "9", "name": "a.pdf", "size": 5000, "remove_name": "_remove"}
    assert draw(source, files=()).find(".//input[@type='file']") is not None
    kept = draw(source, files=[file])
    assert kept.find(".//input[@type='file']") is None
    assert (kept.find(".//button").get("name"), kept.find(".//button").get("value")) == ("_remove", "9")


def test_the_error_summary_links_to_each_field(draw: Draw) -> None:
    source = '{% from "ui/alert.html" import error_summary %}{{ error_summary(errors) }}'
    box = draw(source, errors=[("G1.F2", ["Fehlt.", "Zu kurz."]), ("", "Allgemein.")])
    assert [a.get("href") for a in box.iterfind(".//a")] == ["#f-G1-F2", "#f-G1-F2"]
    assert len(box.findall(".//li")) == 3


def test_a_table_tells_its_columns_on_a_phone(draw: Draw) -> None:
    source = '{% from "ui/table.html" import table %}{{ table("Fälle", columns, [("A-1", "3 €")]) }}'
    columns = [{"label": "Nummer", "sort_url": "?s=n", "sorted": "asc"}, {"label": "Betrag", "numeric": True}]
    box = draw(source, columns=columns)
    assert box.find(".//caption").text_content() == "Fälle"
    assert [cell.get("data-label") for cell in box.find(".//tbody/tr")] == ["Nummer", "Betrag"]
    assert box.find(".//thead//th").get("aria-sort") == "ascending"


def test_the_status_line_says_in_words_where_it_stands(draw: Draw) -> None:
    source = '{% from "ui/steps.html" import status_line %}{{ status_line(("Eins", "Zwei", "Drei"), 1) }}'
    box = draw(source)
    assert "Schritt 2 von 3: Zwei" in " ".join(box.text_content().split())
    assert box.find(".//li[@aria-current='step']").text_content().startswith("Zwei")


def test_a_letter_shows_every_block_in_its_language(draw: Draw) -> None:
    blocks = (
        Heading(1, "Gründe"),
        Paragraph("Text", strong=True),
        ItemList(("a", "b"), numbered=True),
        Facts((("k", "v"),)),
    )
    document = Document("de", "Bescheid", Letterhead("Stadt", recipient_lines=("Kim",)), blocks)
    box = draw('{% from "ui/letter.html" import letter %}{{ letter(d) }}', "en", d=document)
    assert box.find(".//article").get("lang") == "de"
    assert box.find(".//h3").text == "Gründe"
    assert [li.text for li in box.iterfind(".//ol/li")] == ["a", "b"]
    assert box.findall(".//dd")[-1].text == "v"


def test_pages_of_a_list_appear_only_when_there_are_more(draw: Draw) -> None:
    source = '{% from "ui/table.html" import pagination %}{{ pagination(newer, older) }}'
    assert draw(source, newer="", older="").find(".//nav") is None
    assert [a.get("rel") for a in draw(source, newer="?a", older="?b").iterfind(".//a")] == ["prev", "next"]
