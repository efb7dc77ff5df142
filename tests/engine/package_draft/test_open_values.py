"""What is asked, what counts as an answer, and what is settled without one."""

import pytest

from rathaus.engine.package_draft.norms import MAX_NORMS, clean_norms, parse_norm, parse_norms
from rathaus.engine.package_draft.open_values import (
    MISSING,
    NO_CHOICE,
    TOO_LONG,
    OpenValue,
    Suggestion,
    ask,
    clean_answer,
    settled,
)
from rathaus.engine.package_draft.questions import questions_for, read_money
from rathaus.engine.prozess.model import AufgabeKind, ErgebnisKind
from rathaus.engine.prozess_import.draft import Draft, DraftResult, DraftTask
from rathaus.values.text import Text
from tests.engine.package_draft.samples import ANSWERS

PLAIN = tuple(questions_for(has_description=False, draft=None))


def values(answers: dict[str, str], **suggestions: Suggestion) -> dict[str, OpenValue]:
    return {each.question.key: each for each in ask(PLAIN, suggestions=suggestions, answers=answers)}


def test_complete_answers_settle_everything() -> None:
    found = values(ANSWERS)
    assert all(each.is_settled and each.problem is None for each in found.values())
    assert settled(found.values()) == {key: value for key, value in ANSWERS.items() if value}


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("schluessel", "123"),
        ("slug", "Hund anmelden"),
        ("slug", "a" * 81),
        ("version", "1.0"),
        ("norm", "§ 3 TestG\nBMG"),
        ("minuten", "0"),
        ("minuten", "zwei"),
        ("bearbeitung_tage", "4000"),
        ("bearbeitung_tage", "0000000014999"),
        ("bearbeitung_tage", "²"),
    ],
)
def test_a_wrong_answer_is_explained_and_not_settled(key: str, typed: str) -> None:
    found = values({**ANSWERS, key: typed})[key]
    assert found.problem is not None
    assert found.problem.en
    assert not found.is_settled


def test_a_code_that_is_no_option_a_missing_and_a_long_answer_are_named() -> None:
    found = values({**ANSWERS, "ebene": "bund", "rechtsbehelf": "", "zustaendigkeit": "x" * 301})
    assert found["ebene"].problem == NO_CHOICE
    assert found["rechtsbehelf"].problem == MISSING
    assert found["zustaendigkeit"].problem == TOO_LONG


@pytest.mark.parametrize(
    ("answers", "needed"),
    [
        ({"ebene": "land"}, ["stelle"]),
        ({"formvorschrift": "Schriftform"}, ["formvorschrift_norm"]),
        ({"formvorschrift": "persoenlich"}, ["formvorschrift_norm"]),
        ({"gebuehr": "fest"}, ["betrag", "gebuehr_norm"]),
        ({"gebuehr": "satzung"}, ["betrag", "gebuehr_norm"]),
        ({"formvorschrift": "Textform"}, []),
    ],
)
def test_some_answers_make_others_necessary(answers: dict[str, str], needed: list[str]) -> None:
    found = values({**ANSWERS, **answers})
    assert [key for key, each in found.items() if each.problem == MISSING] == needed
    right = {"stelle": "rp-kassel", "formvorschrift_norm": "§ 2 A", "betrag": "12,50 €", "gebuehr_norm": "§ 3 B"}
    assert all(each.is_settled for each in values({**ANSWERS, **answers, **right}).values())


def test_a_suggestion_stands_only_when_it_is_no_guess() -> None:
    sure, guess = Suggestion("7", Text("Datei"), settles=True), Suggestion("9", Text("geschätzt"))
    found = values({}, minuten=sure, bearbeitung_tage=guess)
    assert [found[key].is_settled for key in ("minuten", "bearbeitung_tage")] == [True, False]
    assert found["bearbeitung_tage"].source == Text("geschätzt")
    assert found["bearbeitung_tage"].problem is None
    assert not found["ebene"].is_settled


def test_what_the_files_leave_no_doubt_about_is_known_until_somebody_answers() -> None:
    known = Suggestion("99102013002000", settles=True, is_known=True)
    assert values({}, schluessel=known)["schluessel"].is_known
    assert not values({"schluessel": "99102013002001"}, schluessel=known)["schluessel"].is_known


def test_an_optional_answer_may_be_left_out() -> None:
    assert values({**ANSWERS, "teaser": ""})["teaser"].is_settled
    assert "titel" not in {each.key for each in questions_for(has_description=True, draft=None)}


def test_results_and_open_deadlines_of_a_process_are_asked() -> None:
    tasks = [
        DraftTask("a", AufgabeKind.EMPFANGEN, "A", ()),
        DraftTask("b", AufgabeKind.VERVOLLSTAENDIGEN, "B", (), has_timer=True),
        DraftTask("c", AufgabeKind.VERVOLLSTAENDIGEN, "C", (), has_timer=True, frist_tage=3),
    ]
    draft = Draft(tasks, [DraftResult("ja", ErgebnisKind.GRANT, "Erlaubt")])
    asked = {each.key: each for each in questions_for(has_description=True, draft=draft)}
    assert {"ergebnis.ja", "frist.b"} <= asked.keys()
    assert "frist.c" not in asked
    assert not asked["frist.b"].is_needed({})
    assert "„Erlaubt“" in asked["ergebnis.ja"].text.de


@pytest.mark.parametrize(
    ("typed", "cents"), [("12,50", 1_250), ("7", 700), ("3.05 Euro", 305), ("0", None), ("", None), ("1,5", None)]
)
def test_amounts_are_read_as_people_type_them(typed: str, cents: int | None) -> None:
    assert read_money(typed) == cents


def test_a_wrong_amount_is_explained() -> None:
    assert values({**ANSWERS, "gebuehr": "fest", "gebuehr_norm": "§ 1 A", "betrag": "viel"})["betrag"].problem


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("§ 17 Abs. 1 BMG", ("§ 17 Abs. 1", "BMG")),
        ("Art. 6 DSGVO", ("Art. 6", "DSGVO")),
        ("§ 27 (1) - (4) MuSchG", ("§ 27 (1) - (4)", "MuSchG")),
        ("§7a Gesetz über  Hunde", ("§7a", "Gesetz über Hunde")),
        ("§ 7", None),
        ("örtliche  Hundesteuersatzung", ("örtliche", "Hundesteuersatzung")),
        ("BMG", None),
    ],
)
def test_citations_are_taken_apart(line: str, parts: tuple[str, str] | None) -> None:
    norm = parse_norm(line)
    assert (norm and (norm.paragraph, norm.gesetz)) == parts


def test_only_lines_that_name_a_rule_count() -> None:
    assert [norm.citation for norm in parse_norms("§ 3 A\n\nBMG\n§ 4 B")] == ["§ 3 A", "§ 4 B"]


def test_addresses_dates_and_repetitions_are_taken_out() -> None:
    lines = ["- § 7 HAG vom 23.10.2024", "§ 7 HAG", "siehe oben", "§ 8 X https://example.org/", "§ " + "x" * 200]
    assert clean_norms(lines) == ("§ 7 HAG", "§ 8 X")
    assert len(clean_norms(f"§ {number} A" for number in range(20))) == MAX_NORMS


def test_signs_that_cannot_be_printed_become_blanks_and_what_is_endless_is_cut() -> None:
    assert clean_answer(" a\x00b\r\nc\x1b\xa0d \n") == "a b\nc  d"
    assert len(clean_answer("x" * 10_000)) == 4_000
    assert values({**ANSWERS, "titel": "a\x00b"})["titel"].value == "a b"
