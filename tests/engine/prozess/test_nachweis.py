"""The certificate of a procedure: read, checked, stored."""

import json
import re

import pytest

from rathaus.engine.prozess.check import check_paths, check_shown_answers
from rathaus.engine.prozess.model import Prozess
from tests.engine.prozess.conftest import REFERENCE


@pytest.fixture(scope="session")
def section() -> str:
    """The example of the reference page."""
    (found,) = re.findall(r"```toml\n(\[nachweis\]\n.*?)```", REFERENCE.read_text(encoding="utf-8"), re.DOTALL)
    return "\n" + found


@pytest.fixture
def prozess(changed, section) -> Prozess:
    result = changed(append=section)
    assert result.findings == ()
    assert result.prozess is not None
    return result.prozess


def test_a_procedure_without_a_certificate_has_none(changed):
    prozess = changed().prozess
    assert (prozess.nachweis, prozess.nachweis_of("angemeldet")) == (None, None)
    assert check_shown_answers(prozess, {"G2.F1"}) == ()


def test_the_example_is_read_in_full(prozess):
    rule = prozess.nachweis_of("angemeldet")
    assert (rule.kind, rule.name.en, rule.facts[0].feld) == ("bewohnerparkausweis", "Resident parking permit", "G2.F1")
    assert (rule.follow_up.verlaengerung, rule.follow_up.neu) == ("002", ("G1.F9",))
    assert rule.paths == ("G2.F1", "G1.F4", "G1.F5", "G1.F1", "G1.F2", "G1.F9")
    assert prozess.nachweis_of("abgelehnt") is None


@pytest.mark.parametrize(("chosen", "months"), [("002", 24), ("009", 12), (None, 12)])
def test_the_answers_choose_the_months(prozess, chosen, months):
    answers = {} if chosen is None else {"G1.F5": chosen}
    assert prozess.nachweis.term.months_for(answers) == months


def test_the_json_form_gives_the_same_certificate(prozess):
    assert Prozess.from_json(json.loads(json.dumps(prozess.to_json()))) == prozess


def test_it_needs_no_follow_up_and_no_choice_of_months(changed, section):
    plain = section.split("[nachweis.folge]")[0]
    for line in ('dauer = "G1.F5"\n', 'auswahl = { "001" = 12, "002" = 24 }\n'):
        plain = plain.replace(line, "")
    rule = changed(append=plain).prozess.nachweis
    assert (rule.follow_up, dict(rule.term.auswahl), rule.paths) == (None, {}, ("G2.F1", "G1.F4"))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('art = "bewohnerparkausweis"', 'art = "Kein Schlüssel"', "PRO-004"),
        ('ergebnis = "angemeldet"', 'ergebnis = "abgelehnt"', "PRO-012"),
        ('dauer = "G1.F5"\n', "", "PRO-003"),
        ('auswahl = { "001" = 12, "002" = 24 }\n', "", "PRO-003"),
        ('"002" = 24', '"002" = 0', "PRO-004"),
        ("gueltig_monate = 12", "gueltig_monate = 0", "PRO-004"),
        ('[[nachweis.angabe]]\nkey = "kennzeichen"', '[[nachweis.zeile]]\nkey = "kennzeichen"', "PRO-003"),
        ('anlass = "G1.F1"', 'grund = "G1.F1"', "PRO-002"),
        ("[nachweis.folge]", '[[nachweis.angabe]]\nkey = "kennzeichen"\nname = "Zone"\n[nachweis.folge]', "PRO-011"),
    ],
)
def test_a_mistake_is_a_finding(changed, section, old, new, code):
    assert old in section
    assert code in {finding.code for finding in changed(append=section.replace(old, new, 1)).findings}


def test_a_path_that_the_form_lacks_is_a_finding(prozess):
    known = {*prozess.weich, *prozess.nachweis.paths} - {"G1.F9"}
    assert [(f.code, f.where) for f in check_paths(prozess, known)] == [("PRO-021", "nachweis")]


def test_what_a_stranger_must_not_read_is_a_finding(prozess):
    assert [finding.code for finding in check_shown_answers(prozess, {"G2.F1", "G9.F9"})] == ["PRO-025"]
    assert check_shown_answers(prozess, {"G1.F2"}) == ()
