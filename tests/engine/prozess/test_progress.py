"""A case on its way: what is open, what can be decided, what is opened again."""

import pytest

from rathaus.engine.prozess.progress import (
    StepRefused,
    available_results,
    complete_task,
    followers,
    is_finished,
    open_tasks,
    outcomes,
)


def keys(items):
    return [item.key for item in items]


def course(prozess, *steps):
    done = {}
    for key, outcome in steps:
        done = complete_task(prozess, done, key, outcome)
    return done


RECEIVED = ("eingang", "erledigt")
COMPLETE = ("formell", "vollstaendig")
INCOMPLETE = ("formell", "unvollstaendig")


def test_a_new_case_begins_with_the_first_task(prozess):
    assert keys(open_tasks(prozess, {})) == ["eingang"]


def test_only_a_withdrawal_is_possible_before_the_deciding_task_opens(prozess):
    assert keys(available_results(prozess, {})) == ["zurueckgenommen"]


def test_an_incomplete_application_can_be_completed_or_refused(prozess):
    done = course(prozess, RECEIVED, INCOMPLETE)
    assert keys(open_tasks(prozess, done)) == ["nachfordern", "entscheiden"]
    assert keys(available_results(prozess, done)) == ["abgelehnt", "zurueckgenommen"]


def test_the_way_back_opens_the_check_again(prozess):
    done = course(prozess, RECEIVED, INCOMPLETE, ("nachfordern", "erledigt"))
    assert done == {"eingang": "erledigt"}
    assert keys(open_tasks(prozess, done)) == ["formell"]


def test_a_checked_application_can_be_granted(prozess):
    done = course(prozess, RECEIVED, COMPLETE, ("fachlich", "erledigt"))
    assert keys(available_results(prozess, done)) == ["angemeldet", "abgelehnt", "zurueckgenommen"]


def test_after_the_decision_only_what_follows_from_it_is_open(prozess):
    done = course(prozess, RECEIVED, INCOMPLETE, ("entscheiden", "abgelehnt"))
    assert keys(open_tasks(prozess, done)) == ["zustellen"]
    assert available_results(prozess, done) == ()
    assert not is_finished(prozess, done)


def test_a_case_ends_when_nothing_is_left(prozess):
    done = course(prozess, ("entscheiden", "zurueckgenommen"), ("zustellen", "erledigt"), ("archivieren", "erledigt"))
    assert is_finished(prozess, done)
    assert not is_finished(prozess, {})


@pytest.mark.parametrize(
    ("key", "outcome"),
    [("formell", "vollstaendig"), ("eingang", "vollstaendig"), ("entscheiden", "angemeldet"), ("nirgends", "erledigt")],
)
def test_a_step_that_is_not_open_is_refused(prozess, key, outcome):
    with pytest.raises(StepRefused) as refused:
        complete_task(prozess, {}, key, outcome)
    assert refused.value.facts == {"aufgabe": key, "outcome": outcome}


def test_what_has_been_done_is_not_changed_in_place(prozess):
    done = {}
    complete_task(prozess, done, "eingang")
    assert done == {}


def test_the_deciding_task_ends_with_a_result(prozess):
    assert outcomes(prozess, prozess.aufgabe("entscheiden")) == ("angemeldet", "abgelehnt", "zurueckgenommen")
    assert outcomes(prozess, prozess.aufgabe("formell")) == ("vollstaendig", "unvollstaendig")
    assert outcomes(prozess, prozess.aufgabe("eingang")) == ("erledigt",)


def test_followers_go_through_all_steps(prozess):
    assert followers(prozess, "fachlich") == {"entscheiden", "zustellen", "archivieren"}
