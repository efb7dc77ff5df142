"""What may be recorded of who acts for somebody, and by which norm the office may ask for proof."""

import pytest

from rathaus.core.antrag.texts import ACTS_AS
from rathaus.core.antrag.vertretung_rules import (
    MAX_CONTACT,
    MAX_NAME,
    Problem,
    Vertretung,
    facts_to_take_back,
    norms_for,
    one_line,
    problems_of,
)
from rathaus.engine.prozess.model import Verfahrensrecht
from rathaus.engine.prozess.vertretung import VertretungKind as Kind
from tests.engine.forms import ask, form, page

CARER = Vertretung(Kind.BETREUUNG, "Jana Kern", "Betreuungsverein Hanau", "06181 5550123")


def test_the_json_form_gives_the_same_and_leaves_out_what_is_empty() -> None:
    assert Vertretung.from_json(CARER.to_json()) == CARER
    assert Vertretung(Kind.ELTERN, "Jana Kern").to_json() == {"kind": "eltern", "name": "Jana Kern"}


def test_a_sentence_ends_with_a_norm_only_where_there_is_one() -> None:
    known, unknown = (norms_for(Kind.VOLLMACHT, code) for code in (Verfahrensrecht.AO, Verfahrensrecht.VWVFG))
    assert (known.proof_note, known.letters_note) == (" (§ 80 Abs. 3 AO)", " (§ 80 Abs. 5 AO)")
    assert (unknown.proof_note, unknown.letters_note) == ("", "")


def test_name_and_organisation_are_one_line() -> None:
    assert CARER.who == "Jana Kern (Betreuungsverein Hanau)"
    assert Vertretung(Kind.ELTERN, "Jana Kern").who == "Jana Kern"


def test_the_data_say_it_in_german_with_a_norm_that_is_verified() -> None:
    assert CARER.declared(Verfahrensrecht.VWVFG) == {
        "art": "betreuung", "name": "Jana Kern", "organisation": "Betreuungsverein Hanau",
        "kontakt": "06181 5550123", "nachweis": "",
    }  # fmt: skip
    assert CARER.declared(Verfahrensrecht.AO)["nachweis"] == "§ 90 Abs. 1 AO"


@pytest.mark.parametrize(
    ("vertretung", "problems"),
    [
        (CARER, {}),
        (Vertretung(Kind.ELTERN, "Jana Kern"), {"kind": Problem.UNKNOWN}),
        (Vertretung(Kind.BETREUUNG, ""), {"name": Problem.MISSING}),
        (Vertretung(Kind.ORGANISATION, "Jana Kern"), {"organisation": Problem.MISSING}),
        (Vertretung(Kind.ORGANISATION, ""), {"name": Problem.MISSING, "organisation": Problem.MISSING}),
        (Vertretung(Kind.BETREUUNG, "x" * MAX_NAME, "x" * MAX_NAME, "x" * MAX_CONTACT), {}),
        (
            Vertretung(Kind.BETREUUNG, "x" * (MAX_NAME + 1), "x" * (MAX_NAME + 1), "x" * (MAX_CONTACT + 1)),
            {"name": Problem.TOO_LONG, "organisation": Problem.TOO_LONG, "contact": Problem.TOO_LONG},
        ),
    ],
)
def test_everything_that_is_wrong_is_said_at_once(vertretung: Vertretung, problems: dict[str, Problem]) -> None:
    assert problems_of(vertretung, [kind for kind in Kind if kind is not Kind.ELTERN]) == problems


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("  Jana \t Kern\r\n", "Jana Kern"), ("Jana\x00Kern", "Jana Kern"), ("\u202eJana", "Jana"), (" \n ", "")],
)
def test_a_name_stands_on_one_line_without_what_cannot_be_printed(typed: str, kept: str) -> None:
    assert one_line(typed) == kept


@pytest.mark.parametrize(
    ("code", "mandate", "letters", "by_law"),
    [
        (Verfahrensrecht.VWVFG, "", "", ""),
        (Verfahrensrecht.SGB_X, "§ 13 Abs. 1 Satz 3 SGB X", "§ 13 Abs. 3 SGB X", "§ 21 Abs. 2 SGB X"),
        (Verfahrensrecht.AO, "§ 80 Abs. 3 AO", "§ 80 Abs. 5 AO", "§ 90 Abs. 1 AO"),
    ],
)
def test_each_code_of_procedure_has_its_norms(code: Verfahrensrecht, mandate: str, letters: str, by_law: str) -> None:
    for kind in Kind:
        norms = norms_for(kind, code)
        assert (norms.proof, norms.letters) == ((mandate, letters) if kind.is_by_mandate else (by_law, ""))


def test_every_kind_has_words_in_both_languages() -> None:
    assert set(ACTS_AS) == set(Kind)
    assert all(text.de and text.en for text in ACTS_AS.values())


def test_what_the_own_konto_filled_in_is_taken_back_unless_it_was_looked_at_or_changed() -> None:
    formular = form(ask("G1.F1"), ask("G2.F2"), ask("G2.F3"), pages=[page("a", "G1.F1"), page("b", "G2.F2", "G2.F3")])
    answers = {"G1.F1": "Jana", "G2.F2": "Kern", "G2.F3": "typed"}
    prefilled = {"G1.F1": "Jana", "G2.F2": "Kern", "G2.F3": "from the Konto"}
    assert facts_to_take_back(formular, answers=answers, prefilled=prefilled, visited=["a"]) == {"G2.F2"}
    assert facts_to_take_back(formular, answers=answers, prefilled=prefilled, visited=[]) == {"G1.F1", "G2.F2"}
