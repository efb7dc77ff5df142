"""What an act on many cases does with each of them, decided before anything happens."""

import pytest

from rathaus.core.arbeitskorb.bulk_rules import (
    MOST_ROWS,
    BulkKind,
    Holder,
    Outcome,
    Reach,
    Standing,
    check_choice,
    foresee,
)
from rathaus.core.arbeitskorb.errors import ChoiceRefused
from rathaus.core.vorgang.rules import State

EVERYBODY = Reach(withdrawn=True, ended=True, each_case=True)


@pytest.mark.parametrize(
    ("standing", "outcome"),
    [
        (Standing(State.OPEN), Outcome.DONE),
        (Standing(State.WAITING), Outcome.DONE),
        (Standing(State.DECIDED), Outcome.DONE),
        (Standing(State.CLOSED), Outcome.CLOSED),
        (Standing(State.OPEN, holder=Holder.SELF), Outcome.ALREADY),
        (Standing(State.OPEN, holder=Holder.COLLEAGUE, is_lead=True), Outcome.COLLEAGUE),
    ],
)
def test_a_case_is_claimed_that_nobody_works_on(standing: Standing, outcome: Outcome) -> None:
    assert foresee(BulkKind.CLAIM, standing, reach=Reach()) is outcome


@pytest.mark.parametrize(
    ("standing", "outcome"),
    [
        (Standing(State.OPEN), Outcome.ALREADY),
        (Standing(State.OPEN, holder=Holder.SELF), Outcome.DONE),
        (Standing(State.OPEN, holder=Holder.COLLEAGUE), Outcome.COLLEAGUE),
        (Standing(State.OPEN, holder=Holder.COLLEAGUE, is_lead=True), Outcome.DONE),
    ],
)
def test_a_case_is_given_back_by_whoever_works_on_it_or_leads(standing: Standing, outcome: Outcome) -> None:
    assert foresee(BulkKind.RELEASE, standing, reach=Reach()) is outcome


@pytest.mark.parametrize(
    ("standing", "outcome"),
    [
        (Standing(State.OPEN), Outcome.DONE),
        (Standing(State.OPEN, holder=Holder.SELF), Outcome.DONE),
        (Standing(State.OPEN, holder=Holder.REPRESENTED), Outcome.DONE),
        (Standing(State.OPEN, holder=Holder.COLLEAGUE), Outcome.COLLEAGUE),
        (Standing(State.OPEN, holder=Holder.COLLEAGUE, is_lead=True), Outcome.DONE),
        (Standing(State.OPEN, holder=Holder.COLLEAGUE, is_lead=True, is_with_them=True), Outcome.ALREADY),
        (Standing(State.CLOSED, holder=Holder.SELF), Outcome.CLOSED),
    ],
)
def test_a_case_is_given_to_a_colleague_by_whoever_works_on_it_or_leads(standing: Standing, outcome: Outcome) -> None:
    assert foresee(BulkKind.ASSIGN, standing, reach=Reach()) is outcome


@pytest.mark.parametrize(
    ("standing", "outcome", "wider"),
    [
        (Standing(State.OPEN), Outcome.DONE, Outcome.DONE),
        (Standing(State.OPEN, holder=Holder.SELF), Outcome.DONE, Outcome.DONE),
        (Standing(State.OPEN, is_withdrawn=True), Outcome.WITHDRAWN, Outcome.DONE),
        (Standing(State.CLOSED, is_withdrawn=True), Outcome.WITHDRAWN, Outcome.DONE),
        (Standing(State.DECIDED), Outcome.DECIDED, Outcome.DONE),
        (Standing(State.CLOSED, holder=Holder.COLLEAGUE), Outcome.CLOSED, Outcome.DONE),
        (Standing(State.OPEN, holder=Holder.COLLEAGUE), Outcome.COLLEAGUE, Outcome.COLLEAGUE),
        (Standing(State.OPEN, is_told=True), Outcome.TOLD, Outcome.DONE),
    ],
)
def test_a_message_reaches_persons_whose_cases_run_unless_the_clerk_says_more(
    standing: Standing, outcome: Outcome, wider: Outcome
) -> None:
    assert foresee(BulkKind.MESSAGE, standing, reach=Reach()) is outcome
    assert foresee(BulkKind.MESSAGE, standing, reach=EVERYBODY) is wider


def test_one_wider_reach_is_not_the_other() -> None:
    assert foresee(BulkKind.MESSAGE, Standing(State.CLOSED), reach=Reach(withdrawn=True)) is Outcome.CLOSED
    assert (
        foresee(BulkKind.MESSAGE, Standing(State.OPEN, is_withdrawn=True), reach=Reach(ended=True)) is Outcome.WITHDRAWN
    )


def test_as_many_cases_as_a_clerk_can_look_through() -> None:
    check_choice(1)
    check_choice(MOST_ROWS)
    for wrong in (0, MOST_ROWS + 1):
        with pytest.raises(ChoiceRefused):
            check_choice(wrong)
