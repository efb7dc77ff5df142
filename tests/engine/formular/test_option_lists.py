"""The stored form writes each list once, reads older forms, and shares the entries between questions."""

import json

import pytest

from rathaus.engine.formular.model import Formular, Kind
from rathaus.engine.formular.options import Option, Options
from rathaus.values.text import Text
from tests.engine.forms import ask, choose, form

LONG = Options(Option(f"{number:05}", Text(f"Eintrag {number}")) for number in range(300))
SPOKEN = Options((Option("1", Text("eins", "one"), Text("Hilfe", "help")), Option("2", Text("zwei"), Text("Hilfe"))))


def offer(path: str, options: tuple[Option, ...], codelist: str | None = None) -> object:
    return ask(path, Kind.CHOICE, options=options, codelist=codelist)


def again(formular: Formular) -> Formular:
    return Formular.from_json(json.loads(formular.to_bytes()))


def test_a_list_is_written_once_and_shared_when_it_is_read() -> None:
    formular = form(offer("A", LONG, "urn:x_1"), offer("B", tuple(LONG), "urn:x_1"), choose("C", "1", "2"), ask("D"))
    plain = formular.to_json()
    assert [(name, len(rows)) for name, rows in plain["lists"]] == [("urn:x_1", 300)]
    assert [field.get("list") for _, field in plain["fields"]] == ["urn:x_1", "urn:x_1", None, None]
    assert "options" not in plain["fields"][0][1]
    read = again(formular)
    assert read == formular
    assert read.fields["A"].options is read.fields["B"].options


def test_one_list_in_two_shapes_has_two_names() -> None:
    formular = form(offer("A", SPOKEN, "urn:x_1"), offer("B", SPOKEN[:1], "urn:x_1"), offer("C", SPOKEN, "urn:x_1"))
    assert [name for name, _ in formular.to_json()["lists"]] == ["urn:x_1", "urn:x_1#1"]
    assert again(formular) == formular


def test_a_long_choice_without_a_list_is_shared_too() -> None:
    formular = form(offer("A", LONG), offer("B", LONG))
    assert [name for name, _ in formular.to_json()["lists"]] == [""]
    assert again(formular) == formular


def test_a_short_choice_stands_in_its_question() -> None:
    formular = form(offer("A", SPOKEN))
    assert "lists" not in formular.to_json()
    assert again(formular) == formular


def test_a_form_that_was_stored_before_lists_were_shared_is_read() -> None:
    formular = form(offer("A", LONG, "urn:x_1"))
    stored = formular.to_json()
    del stored["lists"], stored["fields"][0][1]["list"]
    stored["fields"][0][1]["options"] = [{"code": each.code, "label": each.label.de} for each in LONG]
    assert Formular.from_json(stored) == formular


@pytest.mark.parametrize(("bound", "most"), [(250, 1), (30, None)])
def test_a_choice_is_searched_above_a_bound(bound: int, most: int | None) -> None:
    shown, searched = (choose("A", *map(str, range(count)), max_count=most) for count in (bound, bound + 1))
    assert (shown.is_searched, searched.is_searched) == (False, True)


def test_only_choices_are_searched_and_a_code_is_a_text() -> None:
    assert not ask("A", Kind.LOCKED, options=LONG).is_searched
    field = choose("A", "1")
    assert (field.option("1"), field.option(1), field.option({"x": "y"})) == (field.options[0], None, None)
