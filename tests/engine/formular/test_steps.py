"""Entries in steps: which of them are reached, where a question stands, what is read of a posted one."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rathaus.engine.formular.entries import may_begin
from rathaus.engine.formular.model import Formular, Kind
from rathaus.engine.formular.page_input import read_page
from rathaus.engine.formular.steps import Step, steps_around, steps_of
from tests.engine.forms import ask, form, group, look, page, rule

ENTRY = {"K[0]": {}}


def family() -> Formular:
    """Children in three steps: name, school (only for those who go there), accounts with steps of their own."""
    return form(
        ask("A"),
        group("K", min_count=0, max_count=3, steps=(page("name", "K.N", "K.S"), page("schule", "K.G.F", "K.L"),
                                                     page("konten", "K.G.B"), page("konto", "K.O"))),
        ask("K.N", required=True), ask("K.S", Kind.BOOL), ask("K.H", Kind.HIDDEN, content=ask("x").label),
        group("K.G"), ask("K.G.F", required=True), ask("K.L", Kind.LABEL), ask("K.G.B"),
        group("K.O", min_count=0, max_count=None, steps=(page("bank", "K.O.I"), page("zweck", "K.O.Z"))),
        ask("K.O.I", required=True), ask("K.O.Z", required=True),
        rules=[rule("show", "K.G.F", {"identifier": "K.S"}, bearer="K")],
        pages=[page("eltern", "A"), page("kinder", "K")],
    )  # fmt: skip


FORM = family()


def keys(answers: dict[str, object], entry: str = "K[0]") -> list[str]:
    return [step.page.key for step in steps_of(FORM, look(FORM, answers).visible, entry=entry)]


def around(key: str, answers: dict[str, object]) -> list[tuple[str, str]]:
    return [(step.entry, step.page.key) for step in steps_around(FORM, look(FORM, answers).visible, key=key)]


def step(key: str, entry: str = "K[0]") -> Step:
    owner = FORM.groups["K.O" if ".O" in entry else "K"]
    return Step(entry, next(found for found in owner.steps if found.key == key))


def test_a_step_without_a_visible_question_is_skipped() -> None:
    assert keys(ENTRY) == ["name", "konten", "konto"]
    assert keys({"K[0].S": True}) == ["name", "schule", "konten", "konto"]


@pytest.mark.parametrize("key", ["K", "A", "K[0].N", "K[1]", "X[0]"])
def test_only_entries_that_are_there_have_steps(key: str) -> None:
    assert keys(ENTRY, key) == []


def test_a_form_with_steps_survives_its_json_and_one_without_reads_as_before() -> None:
    assert Formular.from_json(json.loads(FORM.to_bytes())) == FORM
    older = FORM.to_json()
    for _, plain in older["groups"]:
        plain.pop("steps", None)
    assert all(not found.steps for found in Formular.from_json(older).groups.values())


@pytest.mark.parametrize(
    ("key", "places"),
    [
        ("A", []),
        ("K", []),
        ("K[0].N", [("K[0]", "name")]),
        ("K[0]", [("K[0]", "konto")]),
        ("K[0].H", [("K[0]", "konto")]),
        ("K[0].G", [("K[0]", "konten")]),
        ("K[0].G.F", [("K[0]", "schule")]),
        ("K[0].O", [("K[0]", "konto")]),
        ("K[0].O[0].I", [("K[0]", "konto"), ("K[0].O[0]", "bank")]),
    ],
)
def test_a_question_stands_on_one_step_of_each_entry_around_it(key: str, places: list[tuple[str, str]]) -> None:
    assert around(key, {"K[0].S": True, "K[0].O[0].Z": "z"}) == places


def test_a_step_knows_its_questions() -> None:
    assert step("schule").key_of("K.G.F") == "K[0].G.F"
    assert step("konto").asks("K[0].O[1].I")
    assert not step("konto").asks("K[1].O[1].I")
    assert not step("konto").asks("K[0].N")


def test_of_a_posted_step_only_its_own_questions_of_its_own_entry_are_read() -> None:
    answers = {"K[0].N": "Ada", "K[0].S": True, "K[0].G.F": "alt", "K[1].G.F": "x"}
    posted = {"K[0]": [""], "K[0].G.F": ["neu"], "K[0].N": ["Eve"], "K[1].G.F": ["weg"], "K[1]": [""]}
    read = read_page(FORM, "kinder", posted, answers, step=step("schule"))
    assert read.answers == {**answers, "K[0].G.F": "neu", "K[0]": {}}
    assert [finding.code for finding in read.findings] == ["FOR-070"] * 3
    cleared = read_page(FORM, "kinder", {"K[0]": [""]}, answers, step=step("schule"))
    assert cleared.answers == {"K[0]": {}, "K[0].N": "Ada", "K[0].S": True, "K[1].G.F": "x"}


def test_the_page_itself_leaves_entries_in_steps_alone() -> None:
    assert read_page(FORM, "kinder", {}, {"K[0].N": "Ada"}).answers == {"K[0].N": "Ada"}


def test_the_step_of_an_inner_entry_leaves_the_outer_one_alone() -> None:
    answers = {"K[0].N": "Ada", "K[0].O[0].I": "DE"}
    read = read_page(
        FORM, "kinder", {"K[0].O[0]": [""], "K[0].O[0].Z": ["z"]}, answers, step=step("zweck", "K[0].O[0]")
    )
    assert read.answers == {**answers, "K[0].O[0]": {}, "K[0].O[0].Z": "z"}


@pytest.mark.parametrize(
    ("key", "may"),
    [("K[0]", True), ("K[1]", True), ("K[2]", False), ("K", False), ("A[0]", False), ("K[0].O[0]", True),
     ("K[1].O[0]", True), ("K[1].O[1]", False), ("K[2].O[0]", False), ("K[00]", False)],
)  # fmt: skip
def test_an_entry_may_begin_after_the_last_one(key: str, may: bool) -> None:  # noqa: FBT001  # a parameter
    assert may_begin(FORM, {"K[0].N": "Ada"}, key=key) is may


def test_no_more_entries_may_begin_than_the_form_takes() -> None:
    full = {f"K[{number}].N": "Ada" for number in range(3)}
    assert may_begin(FORM, full, key="K[2]")
    assert not may_begin(FORM, full, key="K[3]")


VALUES = {
    **{f"K[{n}].{name}": st.just("a") for n in range(2) for name in ("N", "G.F", "G.B", "O[0].I", "O[0].Z")},
    **{f"K[{n}].S": st.booleans() for n in range(2)},
    "K[0]": st.just({}), "K[0].O[1]": st.just({}),
}  # fmt: skip


@given(st.fixed_dictionaries({}, optional=VALUES))
def test_list_and_steps_together_say_what_the_page_says(answers: dict[str, object]) -> None:
    found = look(FORM, answers, page="kinder")
    assert set(found.findings) == {each for each in look(FORM, answers).findings if each.page == "kinder"}
    for finding in found.findings:
        for place in steps_around(FORM, found.visible, key=finding.path):
            assert place in steps_of(FORM, found.visible, entry=place.entry)
        assert bool(steps_around(FORM, found.visible, key=finding.path)) is ("[" in finding.path)
