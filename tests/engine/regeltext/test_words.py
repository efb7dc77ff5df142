"""Tokens with masked names, sentences for people, truth tables and circles."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rathaus.engine.formular.condition import (
    Condition,
    Constant,
    Operation,
    Operator,
    Reference,
    Today,
    condition_from_json,
)
from rathaus.engine.formular.model import Effect, Kind
from rathaus.engine.regeltext.describe import describe, describe_condition
from rathaus.engine.regeltext.model import Confidence, Reading
from rathaus.engine.regeltext.read import read_prose
from rathaus.engine.regeltext.subtree import Subtree, same_name
from rathaus.engine.regeltext.tokenize import Lexicon, Token, tokenize
from rathaus.engine.regeltext.truth import table
from rathaus.values.text import Text
from tests.engine.regeltext.form import (
    ART,
    DATUM,
    FARBE,
    HERDE,
    NAME,
    NOTIZ,
    STAAT,
    STALL,
    TAG,
    VON,
    WEIDE,
    doubts,
    goats,
    read,
    read_all,
    regel,
)
from tests.engine.schemas import f, g, number, schema

ALWAYS = True
HALTUNG = next(goats().walk())[1].enthaelt


def tokens(text: str, *names: str) -> list[tuple[str, str]]:
    found = tokenize(text, Lexicon(lambda _: names, ("Im Betrieb",)))
    return [(token.text, token.name) for token in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f'{NAME} "AG & Co. KG", x', [(NAME, "AG & Co. KG"), (",", ""), ("x", "")]),
        (f"{NAME} „AG & Co. KG“ X", [(NAME, "AG & Co. KG"), ("x", "")]),
        (f"{NAME} 'ag  & Co. KG' ist", [(NAME, "ag & Co. KG"), ("ist", "")]),
        (f"{NAME} \"AG & Co. KG' ist", [(NAME, "AG & Co. KG"), ("ist", "")]),
        (f'{NAME} "AG & Co. KG ist', [(NAME, "AG & Co. KG"), ("ist", "")]),
        (f'{NAME} "AG & Co. KG und mehr" ist', [(NAME, "AG & Co. KG und mehr"), ("ist", "")]),
        (f'{NAME} "AG & Co. KG, {NAME} "y"', [(NAME, "AG & Co. KG"), (",", ""), (NAME, "y")]),
        (f"{NAME} AG & Co. KG ist", [(NAME, "AG & Co. KG"), ("ist", "")]),
        (f"{NAME} Art: alt (neu) ist", [(NAME, "Art : alt (neu)"), ("ist", "")]),
        (f"{NAME} {NAME}", [(NAME, ""), (NAME, "")]),
        (f'{NAME} "offen', [(NAME, ""), ('"', ""), ("offen", "")]),
        ('002 "Im Betrieb"', [("002", "Im Betrieb")]),
        ("002 - im Betrieb.", [("002", "im Betrieb"), (".", "")]),
        ("02=Ziege ist", [("02", "Ziege"), ("ist", "")]),
        ('211 "e.V."" dann', [("211", "e.V."), ("dann", "")]),
        ("== != ≠ ≥ ≤ § D. h.", [("=", ""), ("<>", ""), ("<>", ""), (">=", ""), ("<=", ""), ("§", ""), ("d.h.", "")]),
        ("", []),
    ],
)
def test_names_are_masked(text: str, expected: list[tuple[str, str]]) -> None:
    assert tokens(text, "AG & Co. KG", "") == expected


def test_tokens_know_where_they_stand() -> None:
    text = f'  Das Feld {NAME} "Name der Herde" muss'
    (*_, ref, last) = tokenize(text, Lexicon(lambda _: ("Name der Herde",)))
    assert isinstance(ref, Token)
    assert text[ref.span.start : ref.span.end] == f'{NAME} "Name der Herde"'
    assert text[last.span.start :] == "muss"


@pytest.mark.parametrize(
    ("written", "known", "same"),
    [
        ("name der herde", "Name der Herde (alt)", True),
        ("Herd", "Name der Herde", False),
        ("Auswahlfeld: Herde", "Herde", True),
        ("Zahl: Herde", "Herde", False),
        ("Art. 4 Abs. 3", "Art. 4 (3)", True),
        ("", "Herde", False),
    ],
)
def test_names_agree_when_one_is_part_of_the_other(written: str, known: str, *, same: bool) -> None:
    assert same_name(written, known) is same


SAID = {
    ("equal", ART, "002"): ("wenn „Art der Haltung“ „Im Betrieb“ ist", "if “Art der Haltung” is “Im Betrieb”"),
    ("not_equal", HERDE, True): ("wenn „Herde vorhanden“ nicht Ja ist", "if “Herde vorhanden” is not Yes"),
}


@pytest.mark.parametrize(("parts", "said"), SAID.items())
def test_a_reading_is_a_sentence(parts: tuple[str, str, object], said: tuple[str, str]) -> None:
    operator, path, value = parts
    condition = condition_from_json({operator: [{"identifier": path}, value]})
    words = describe(Reading(Effect.REQUIRE, NAME, condition), Subtree(HALTUNG, {}))
    assert words == Text(
        f"„Name der Herde“ muss ausgefüllt sein, {said[0]}.", f"“Name der Herde” must be filled in {said[1]}."
    )


def reading(effect: str, condition: object = ALWAYS, target: str | None = NAME, **facts: object) -> str:
    made = Reading(Effect(effect), target, condition_from_json(condition), **facts)  # type: ignore[arg-type]
    return describe(made, Subtree(HALTUNG, {})).de


def ref(path: str) -> dict[str, object]:
    return {"identifier": path}


def test_every_kind_of_sentence_is_german() -> None:
    full = {"not": {"is_empty": ref(NAME)}}
    either = {"xor": [{"is_empty": ref(WEIDE)}, full]}
    assert reading("forbid", land=("HE", "NW")) == "Nur in HE, NW: „Name der Herde“ wird nicht gefragt."
    assert reading("show", ref(HERDE)) == "„Name der Herde“ wird nur gefragt, wenn „Herde vorhanden“ Ja ist."
    assert reading("preset", value="001", target=ART, conceal=True) == (
        "„Art der Haltung“ ist mit „Privat“ vorbelegt und wird nicht gezeigt."
    )
    assert reading("valid", either, None) == (
        "Es muss gelten, dass entweder „Weide & Hof“ leer ist oder „Name der Herde“ ausgefüllt ist."
    )
    assert reading("valid", {"or": [{"not": {"and": [full, ref(HERDE)]}}, full]}, None) == (
        "Wenn „Name der Herde“ ausgefüllt ist und „Herde vorhanden“ Ja ist, "
        "muss gelten, dass „Name der Herde“ ausgefüllt ist."
    )
    assert reading("valid", {"or": [full, {"and": [full, full]}]}, None).endswith(
        "„Name der Herde“ ausgefüllt ist oder („Name der Herde“ ausgefüllt ist und „Name der Herde“ ausgefüllt ist)."
    )
    late = {"not": {"less_than": [{"today": 0}, ref(VON)]}}
    assert reading("valid", late, None) == "Es muss gelten, dass heute nicht früher als „von“ ist."
    adult = {"less_than": [ref(VON), {"today": -6575}]}
    assert reading("forbid", adult).endswith("wenn „von“ früher als heute vor 18 Jahren (6575 Tagen) ist.")
    assert reading("valid", {"is_valid_date": [ref(f"{DATUM}.{TAG}")]}, None).endswith(
        "ein Datum des Kalenders ergeben."
    )
    assert reading("valid", {"not": ref(HERDE)}, None).endswith("nicht gilt, dass („Herde vorhanden“ Ja ist).")


def test_rows_of_comparisons_are_said_together() -> None:
    none = {"and": [{"not_equal": [ref(ART), code]} for code in ("001", "002")]}
    assert reading("forbid", none).endswith("wenn „Art der Haltung“ weder „Privat“ noch „Im Betrieb“ ist.")
    unless = {"or": [{"not_equal": [ref(ART), "001"]}, {"is_empty": ref(NAME)}]}
    assert reading("valid", unless, None).startswith("Wenn „Art der Haltung“ „Privat“ ist, muss gelten, dass „Name")
    either = {"or": [{"equal": [ref(ART), "001"]}, {"is_empty": ref(NAME)}]}
    assert reading("valid", either, None).startswith("Es muss gelten, dass „Art der Haltung“ „Privat“ ist oder „Name")
    same = {"or": [{"equal": [ref(ART), code]} for code in ("001", "002", "9")]}
    assert reading("forbid", same).endswith("wenn „Art der Haltung“ „Privat“, „Im Betrieb“ oder „9“ ist.")
    mixed = {"and": [{"equal": [ref(ART), "001"]}, {"equal": [ref(FARBE), "a"]}]}
    assert reading("forbid", mixed).endswith("wenn „Art der Haltung“ „Privat“ ist und „Farbe, bevorzugt“ „Wert a“ ist.")
    assert reading("forbid", {"equal": ["x", ref("F0")]}).endswith("wenn „x“ „F0“ ist.")
    assert describe_condition(Constant("x"), Subtree(HALTUNG, {})) == Text("„x“", "“x”")
    assert describe_condition(Today(), Subtree(HALTUNG, {})).en == "today"


def test_a_truth_table_tries_every_answer_and_none() -> None:
    same = condition_from_json({"equal": [ref("A"), "1"]})
    unlike = condition_from_json({"not_equal": [ref("A"), "1"]})
    rows = table([same, unlike, Constant(value=True)], {"A": (Kind.TEXT, ("1", "2"))})
    assert rows is not None
    assert list(rows) == [(False, True, True), (True, False, True), (False, True, True)]


def test_a_truth_table_knows_groups_and_literals() -> None:
    condition = condition_from_json({"and": [{"is_empty": ref("G")}, {"less_than": [ref("B"), "5"]}]})
    rows = table([condition], {})
    assert rows is not None
    assert len(list(rows)) == 4


def test_a_truth_table_that_is_too_long_is_not_made() -> None:
    parts: tuple[Condition, ...] = tuple(Operation(Operator.IS_EMPTY, (Reference(f"F{n}"),)) for n in range(13))
    assert table([Operation(Operator.AND, parts)], {}) is None


def test_rules_that_hide_each_other_in_a_circle_are_doubted() -> None:
    first, second, third = read_all(
        f"Wenn {NAME} befüllt ist, dann deaktiviere {STALL}.",
        f"Wenn {STALL} befüllt ist, dann deaktiviere {NAME}.",
        f"Wenn {STAAT} befüllt ist, dann deaktiviere {NOTIZ}.",
    )
    assert (doubts(first), doubts(second), doubts(third)) == (["REG-012"], ["REG-012"], [])


def test_a_circle_may_lead_through_the_group_around_and_the_whole_form() -> None:
    found = read_prose(goats(whole_form=(f"Wenn {NAME} befüllt ist, dann deaktiviere {number('G', '1')}.",)), {}).rules
    assert [doubts(rule) for rule in found] == [["REG-012"]]


def test_a_field_may_bear_a_rule_about_itself() -> None:
    made = schema(g("1", f("1", "date", regel=(regel(f"{number('F', '1')} darf nicht in der Zukunft liegen."),))))
    (rule,) = read_prose(made, {}).rules
    assert (rule.bearer, rule.confidence) == (number("F", "1"), Confidence.CERTAIN)
    hidden = schema(
        g("1", f("1", regel=(regel(f"Wenn {number('F', '1')} befüllt ist, dann deaktiviere {number('F', '1')}."),)))
    )
    assert [doubts(rule) for rule in read_prose(hidden, {}).rules] == [["REG-012"]]


def test_certain_rules_and_all_findings_can_be_had_at_once() -> None:
    prose = read_prose(goats(f"{NAME} muss befüllt werden.", "Siehe Anlage."), {})
    assert len(prose.certain) == 1
    assert [finding.code for finding in prose.findings] == ["REG-001"]
    assert prose.findings[0].where == f"{number('G', '1')}/{number('R', '2')}"


def test_the_names_of_a_known_list_are_compared() -> None:
    text = f'Wenn {STAAT} = 124 "Belgien", dann muss {NAME} befüllt werden.'
    lists = {STAAT: (("124", "Belgien"), ("125", "Bulgarien"))}
    (rule,) = read_prose(goats(text), lists).rules
    assert (rule.confidence, rule.hints) == (Confidence.CERTAIN, ())
    assert rule.readings[0].message.en == "“Name der Herde” must be filled in if “Staat” is “Belgien”."
    (rule,) = read_prose(goats(text.replace("124", "125")), lists).rules
    assert doubts(rule) == ["REG-006"]


def test_an_element_that_stands_twice_in_a_group_counts_once() -> None:
    text = f"{number('F', '1')} muss befüllt werden."
    (rule,) = read_prose(schema(g("1", f("1"), f("1"), regel=(regel(text),))), {}).rules
    assert rule.confidence is Confidence.CERTAIN


def test_groups_that_contain_themselves_are_cut() -> None:
    inner = g("1", f("1"))
    (rule,) = read_prose(schema(g("1", inner, regel=(regel(f"{number('F', '1')} muss befüllt werden."),))), {}).rules
    assert doubts(rule) == ["REG-002"]


PIECES = [
    ART,
    HERDE,
    NAME,
    STALL,
    "Wenn",
    "dann",
    "muss",
    "darf",
    "nicht",
    "befüllt",
    "werden",
    "ist",
    "aktiviere",
    "und",
    "oder",
]
PIECES += [
    "=",
    "<>",
    "001",
    '"Privat"',
    "wahr",
    ",",
    ".",
    "(",
    ")",
    "für die Länder",
    "HE",
    "gilt",
    ":",
    "zeige",
    "an",
    "sonst",
]
PIECES += [
    "es",
    "entweder",
    "mindestens",
    "eines",
    "der Felder",
    "zu befüllen",
    "mit",
    "in",
    "das Datum",
    '"',
    "„",
    "alle anderen",
]


def test_a_text_that_ends_in_the_middle_is_not_understood() -> None:
    assert read("x für die Länder").confidence is not Confidence.CERTAIN


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_any_heap_of_words_is_read_without_an_error(pieces: list[str]) -> None:
    rule = read(" ".join(["x", *pieces]))
    assert rule.confidence in Confidence
    assert rule.confidence is not Confidence.CERTAIN


@given(st.text(min_size=1, max_size=60))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for rule in read_all(text):
        assert rule.confidence in Confidence
