"""What is the same for everybody is made once; what somebody typed is never kept."""

import pytest
from django.utils import translation

from rathaus.engine.formular.model import Field, Kind
from rathaus.surfaces.ui import ready as ready_parts
from rathaus.surfaces.ui.form_page import Question
from rathaus.surfaces.ui.jinja import environment
from rathaus.surfaces.ui.ready import ready
from rathaus.values.text import Text


@pytest.fixture
def shelf(settings: object, monkeypatch: pytest.MonkeyPatch) -> dict[object, str]:
    settings.RATHAUS_KEEP_S = 60  # type: ignore[attr-defined]  # Django's settings
    empty: dict[object, str] = {}
    monkeypatch.setattr(ready_parts, "_shelf", empty)
    return empty


def question(value: str = "", *, optional: bool = False) -> Question:
    field = Field(path="F1", element_id="F1", version="1", kind=Kind.TEXT, label=Text("Straße", "Street"))
    return Question(field, "F1", (("F1", value),), {}, (), (), optional, None)


def shown(asked: Question) -> str:
    source = '{% from "ui/formular.html" import question %}{{ question(q) }}'
    return environment(loader=_loader()).from_string(source).render(q=asked)


def _loader() -> object:
    from jinja2 import FileSystemLoader

    from rathaus.surfaces.ui.jinja import TEMPLATES

    return FileSystemLoader(TEMPLATES)


def test_a_part_is_made_once_for_each_key_and_language(shelf: dict[object, str]) -> None:
    made = iter("abcd")
    with translation.override("de"):
        assert [ready("x", caller=lambda: next(made)), ready("x", caller=lambda: next(made))] == ["a", "a"]
        assert ready("y", caller=lambda: next(made)) == "b"
    with translation.override("en"):
        assert ready("x", caller=lambda: next(made)) == "c"


def test_nothing_is_kept_where_the_settings_say_so(settings: object) -> None:
    settings.RATHAUS_KEEP_S = 0  # type: ignore[attr-defined]  # Django's settings
    made = iter("ab")
    assert [ready("z", caller=lambda: next(made)), ready("z", caller=lambda: next(made))] == ["a", "b"]


def test_a_full_shelf_begins_anew(shelf: dict[object, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ready_parts, "_MOST", 2)
    for key in "abc":
        ready(key, caller=lambda: "x")
    assert len(shelf) == 1


def test_a_blank_question_is_kept_and_looks_as_if_it_were_not(shelf: dict[object, str], settings: object) -> None:
    asked = question()
    kept = [shown(asked), shown(question())]
    settings.RATHAUS_KEEP_S = 0  # type: ignore[attr-defined]  # Django's settings
    assert kept == [shown(asked)] * 2
    assert len(shelf) == 1


def test_what_somebody_typed_is_not_kept(shelf: dict[object, str]) -> None:
    assert "Nussallee" in shown(question("Nussallee"))
    assert shelf == {}


def test_a_question_that_may_be_left_out_is_another_one(shelf: dict[object, str]) -> None:
    asked = question()
    free = Question(asked.field, asked.key, asked.values, {}, (), (), True, None)  # noqa: FBT003  # as in the class
    assert shown(asked) != shown(free)
    assert len(shelf) == 2
