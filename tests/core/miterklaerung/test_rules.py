"""What a declaration covers, what it needs, and on which days it may have arrived."""

from datetime import date

import pytest

from rathaus.core.miterklaerung.errors import (
    DeclarantNameMissing,
    DeclarationDayRefused,
    DeclarationReasonTooLong,
)
from rathaus.core.miterklaerung.rules import (
    Outcome,
    State,
    check_received,
    declarant_name,
    digest_of,
    last_link_day,
    refusal_reason,
    state_of,
)
from rathaus.engine.prozess.miterklaerung import MiterklaerungRule
from rathaus.values.text import Text

RULE = MiterklaerungRule("halter", Text("die Halterin", "the keeper"), Text("Ja.", "Yes."), "§ 1", pflicht=True)
DAY = date(2026, 11, 23)


def test_the_digest_binds_sentence_answers_and_antrag():
    same = digest_of(RULE, reference="A-1", answers={"a": 1, "b": "x"})
    assert same == digest_of(RULE, reference="A-1", answers={"b": "x", "a": 1})
    other = MiterklaerungRule("halter", RULE.wer, Text("Nein.", "No."), "§ 1", pflicht=True)
    changed = {
        digest_of(RULE, reference="A-2", answers={"a": 1, "b": "x"}),
        digest_of(RULE, reference="A-1", answers={"a": 1}),
        digest_of(other, reference="A-1", answers={"a": 1, "b": "x"}),
    }
    assert same not in changed
    assert len(changed) == 3


@pytest.mark.parametrize(
    ("last", "state"),
    [
        (None, State.MISSING),
        ((Outcome.DECLARED, "now"), State.DECLARED),
        ((Outcome.REFUSED, "now"), State.REFUSED),
        ((Outcome.DECLARED, "before"), State.OUTDATED),
        ((Outcome.REFUSED, "before"), State.OUTDATED),
    ],
)
def test_where_a_declaration_stands(last, state):
    assert state_of(last, digest="now") is state


def test_a_name_is_one_line_and_a_reason_goes_with_a_refusal_alone():
    assert declarant_name("  Ingrid \n Vollmer\t") == "Ingrid Vollmer"
    assert refusal_reason(Outcome.REFUSED, " weil ") == "weil"
    assert refusal_reason(Outcome.DECLARED, "weil") == ""
    for name in ("", "\n", "x" * 121):
        with pytest.raises(DeclarantNameMissing):
            declarant_name(name)
    with pytest.raises(DeclarationReasonTooLong):
        refusal_reason(Outcome.REFUSED, "x" * 2001)


def test_a_link_opens_for_four_weeks():
    assert last_link_day(DAY) == date(2026, 12, 21)


@pytest.mark.parametrize("day", [date(2026, 11, 19), date(2026, 11, 24)])
def test_a_paper_arrives_between_the_submission_and_today(day):
    check_received(date(2026, 11, 20), submitted_on=date(2026, 11, 20), today=DAY)
    with pytest.raises(DeclarationDayRefused):
        check_received(day, submitted_on=date(2026, 11, 20), today=DAY)
