"""What holds for all answers: Hypothesis looks for the exception."""

import json
from typing import Any

import jsonschema_rs
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from rathaus.engine.formular.export import answers_to_json
from rathaus.engine.formular.export_xml import answers_to_xml
from rathaus.engine.formular.json_schema import json_schema
from rathaus.engine.formular.model import Kind
from rathaus.engine.formular.page_input import read_page
from rathaus.engine.formular.summary import summary
from rathaus.engine.formular.typed import show_typed
from rathaus.engine.formular.xml_schema import xml_schema
from tests.engine.forms import ask, choose, codes, form, group, look, page, rule


def ref(path: str) -> dict[str, str]:
    return {"identifier": path}


FORM = form(
    ask("B", Kind.BOOL, required=True),
    choose("C", "1", "2", required=True),
    ask("T", max_length=20),
    ask("N", Kind.CURRENCY, required=True, min_value="0"),
    group("O", min_count=0),
    ask("O.A", required=True),
    ask("O.H", Kind.HIDDEN, content=ask("x").label),
    ask("O.D", Kind.DATE),
    group("R", min_count=1, max_count=3),
    ask("R.A", Kind.INT, required=True, max_value="99"),
    ask("R.M", max_count=2),
    group("X", min_count=0, choice_group=True),
    ask("X.A"),
    ask("X.B"),
    rules=[
        rule("show", "O", ref("B")),
        rule("forbid", "R.M", {"equal": [ref("R.A"), 1]}),
        rule("preset", "T", {"equal": [ref("C"), "2"]}, value="voll"),
        rule("require", "O.D", {"equal": [ref("C"), "1"]}, bearer="O"),
        rule("valid", None, {"not": {"equal": [ref("T"), "nein"]}}, message="nicht nein"),
        rule("forbid", "X", {"is_empty": ref("T")}),
    ],
    pages=[page("one", "B", "C", "T", "N"), page("two", "O.A", "O.D"), page("three", "R"), page("four", "X.A", "X.B")],
)
XML_SCHEMA = etree.XMLSchema(etree.fromstring(xml_schema(FORM)))
TEXTS = st.text("abc nein", max_size=5)
VALID: dict[str, st.SearchStrategy[Any]] = {
    "B": st.booleans(),
    "C": st.sampled_from(["1", "2"]),
    "T": st.sampled_from(["a", "voll", "b c"]),
    "N": st.integers(0, 10**9).map(lambda cent: f"{cent // 100}.{cent % 100:02}"),
    "O.A": st.just("a"),
    "O.D": st.dates().map(str),
    "X.A": st.just("a"),
    **{f"R[{number}].A": st.integers(-5, 99) for number in range(3)},
    **{f"R[{number}].M[{entry}]": st.just("m") for number in range(3) for entry in range(2)},
}
DEMANDED = ("B", "C", "N", "O.A", "O.D", "R[0].A")
OPTIONAL = {key: values for key, values in VALID.items() if key not in DEMANDED}
WILD = st.one_of(st.none(), st.booleans(), st.integers(), TEXTS, st.dictionaries(TEXTS, TEXTS, max_size=1), st.floats())
KEYS = st.one_of(st.sampled_from([*VALID, "R[1]", "R[7].A", "R", "O", "Y", "X.B", "O.H"]), TEXTS)
relaxed = settings(max_examples=60)


@relaxed
@given(st.dictionaries(KEYS, st.one_of(WILD, *VALID.values()), max_size=14), st.sampled_from(["HE", "BY"]))
def test_pruned_answers_mean_the_same(answers: dict[str, Any], land: str) -> None:
    first = look(FORM, answers, land=land)
    again = look(FORM, first.answers, land=land)
    assert again.answers == first.answers
    assert again.dropped == ()
    assert (again.visible, again.pages, again.findings) == (first.visible, first.pages, first.findings)


@relaxed
@given(st.dictionaries(KEYS, st.one_of(WILD, *VALID.values()), max_size=14))
def test_pages_together_say_what_the_whole_form_says(answers: dict[str, Any]) -> None:
    whole = look(FORM, answers).findings
    by_page = [finding for found in FORM.pages for finding in look(FORM, answers, page=found.key).findings]
    assert by_page == list(whole)
    assert {finding.page for finding in whole} <= set(look(FORM, answers).pages)


@relaxed
@given(st.fixed_dictionaries({key: VALID[key] for key in DEMANDED}, optional=OPTIONAL))
def test_valid_answers_are_accepted_exported_and_read_back(answers: dict[str, Any]) -> None:
    started = {number for number in "012" if any(key.startswith(f"R[{number}]") for key in answers)}
    answers = {**{f"R[{number}].A": 5 for number in started}, **answers}
    evaluation = look(FORM, answers)
    assert evaluation.is_complete, codes(evaluation)
    exported = json.loads(json.dumps(answers_to_json(FORM, evaluation.answers)))
    jsonschema_rs.validate(json_schema(FORM), exported)
    XML_SCHEMA.assertValid(etree.fromstring(answers_to_xml(FORM, evaluation.answers)))
    assert summary(FORM, evaluation, "de")


@relaxed
@given(st.dictionaries(KEYS, st.one_of(st.text(max_size=8), WILD), max_size=14))
def test_whatever_is_answered_the_xml_is_well_formed_and_has_every_entry(answers: dict[str, Any]) -> None:
    kept = look(FORM, answers).answers
    root = etree.fromstring(answers_to_xml(FORM, kept))
    entries = {key.partition(".")[0] for key in kept if key.startswith("R[")}
    assert len(root.findall("{*}RV1.0.0")) == len(entries)


@relaxed
@given(st.fixed_dictionaries({key: VALID[key] for key in ("B", "C", "T", "N")}))
def test_what_is_shown_in_the_boxes_is_read_back_as_it_was(answers: dict[str, Any]) -> None:
    posted = {key: [show_typed(FORM.fields[key], value)] for key, value in answers.items()}
    assert read_page(FORM, "one", posted, {}).answers == answers


@relaxed
@given(st.dictionaries(KEYS, st.lists(TEXTS, max_size=3), max_size=8))
def test_no_post_breaks_the_reader_or_touches_another_page(posted: dict[str, list[str]]) -> None:
    answers = {"R[0].A": 1, "O.A": "x"}
    result = read_page(FORM, "one", posted, answers)
    assert {"R[0].A": 1, "O.A": "x"}.items() <= result.answers.items()
    look(FORM, result.answers)
