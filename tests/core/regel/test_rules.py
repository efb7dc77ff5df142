"""Which decisions may be made, and what they let happen."""

from dataclasses import dataclass

import pytest

from rathaus.core.regel.errors import DecisionTooLong, NothingToConfirm, ReasonMissing, WordingNotUnderstood
from rathaus.core.regel.rules import MAX_REASON, Decision, Verdict, check_verdict, decisions_from
from rathaus.engine.regeltext.model import Confidence, RuleReading
from rathaus.engine.regeltext.read import read_prose
from rathaus.values.errors import RathausError
from tests.engine.regeltext.form import NAME, STALL, goats, read

SURE = read(f"{NAME} muss befüllt werden.")
UNSURE = read(f"{NAME} Pferd muss befüllt werden.")
ODD = read("Bitte alles recht schön.")


@dataclass
class Row:
    """A decision as it was stored."""

    bearer: str
    rule: str
    text_hash: str
    decision: str
    wording: str
    reading_key: str


def worded(words: str) -> RuleReading:
    (rule,) = read_prose(goats(ODD.text), {}, wordings={ODD.of_text: words}).rules
    return rule


def row(rule: RuleReading, decision: Decision) -> Row:
    name = rule.of_text
    return Row(name.bearer, name.rule_id, name.text_hash, decision.value, rule.wording or "", rule.key)


@pytest.mark.parametrize(
    "verdict",
    [
        Verdict(Decision.CONFIRMED, UNSURE),
        Verdict(Decision.REJECTED, SURE, "gilt nicht mehr"),
        Verdict(Decision.REJECTED, ODD, "sagt nichts"),
        Verdict(Decision.CORRECTED, worded(f"{NAME} muss befüllt werden."), "so ist es gemeint"),
        Verdict(Decision.CORRECTED, worded(f"{NAME} Pferd muss befüllt werden."), "alle Teile sind verstanden"),
    ],
)
def test_what_may_be_decided(verdict: Verdict) -> None:
    check_verdict(verdict)


@pytest.mark.parametrize(
    ("verdict", "error"),
    [
        (Verdict(Decision.CONFIRMED, ODD), NothingToConfirm),
        (Verdict(Decision.REJECTED, SURE, "  "), ReasonMissing),
        (Verdict(Decision.CORRECTED, worded(f"{NAME} muss befüllt werden.")), ReasonMissing),
        (Verdict(Decision.CORRECTED, worded("Das ist Unsinn."), "warum nicht"), WordingNotUnderstood),
        (
            Verdict(Decision.CORRECTED, worded(f"{NAME} muss befüllt werden. Und noch etwas."), "halb verstanden"),
            WordingNotUnderstood,
        ),
        (Verdict(Decision.REJECTED, SURE, "x" * (MAX_REASON + 1)), DecisionTooLong),
    ],
)
def test_what_nobody_may_decide(verdict: Verdict, error: type[RathausError]) -> None:
    with pytest.raises(error):
        check_verdict(verdict)


def test_a_confirmation_is_about_a_reading_and_a_rejection_about_a_text() -> None:
    assert UNSURE.confidence is Confidence.UNCERTAIN
    decisions = decisions_from([row(UNSURE, Decision.CONFIRMED), row(SURE, Decision.REJECTED)])
    assert (decisions.lets_act(UNSURE), decisions.lets_act(SURE)) == (True, False)
    assert (decisions.settle(UNSURE), decisions.settle(SURE), decisions.settle(ODD)) == (True, True, False)


def test_words_of_a_person_are_read_and_their_reading_is_confirmed() -> None:
    new = worded(f"{STALL} Pferd muss befüllt werden.")
    decisions = decisions_from([row(new, Decision.CORRECTED)])
    assert decisions.wordings == {ODD.of_text: f"{STALL} Pferd muss befüllt werden."}
    assert decisions.lets_act(new)
