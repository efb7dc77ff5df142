"""Pure decisions about cases."""

import uuid
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rathaus.core.vorgang.errors import ChecklistUnknown, CursorBroken, ReasonMissing, TaskNotByHand
from rathaus.core.vorgang.rules import (
    NO_WORK,
    Cursor,
    State,
    Work,
    answer_due_on,
    case_due_on,
    check_completion,
    checks_to_repeat,
    is_digest_time,
    next_task,
    search_text,
    search_words,
    selectable_results,
    task_due_on,
    waited_days,
    workable_tasks,
)
from rathaus.engine.prozess.model import AufgabeKind, Prozess
from rathaus.engine.prozess.read import read_ablauf
from rathaus.recht.regime import HESSEN, Regime
from tests.errand import CONTENT

DAY = date(2026, 11, 23)
EXAMINED = {"eingang": "erledigt", "formell": "vollstaendig", "fachlich": "erledigt"}


@pytest.fixture(scope="module")
def prozess() -> Prozess:
    (path,) = CONTENT.glob("*-bewohnerparkausweis/ablauf.toml")
    found = read_ablauf(path.read_bytes()).prozess
    assert found is not None
    return found


def test_results_follow_from_the_tasks_done(prozess: Prozess) -> None:
    def keys(done: dict[str, str], *, withdrawn: bool = False) -> list[str]:
        return [result.key for result in selectable_results(prozess, done, is_withdrawn=withdrawn)]

    assert keys({"eingang": "erledigt"}) == ["einstellung"]
    assert keys(EXAMINED) == ["bewilligung", "ablehnung", "einstellung"]
    assert keys(EXAMINED, withdrawn=True) == ["einstellung"]
    assert keys({**EXAMINED, "entscheiden": "bewilligung"}) == []


def test_only_tasks_done_by_hand_are_offered(prozess: Prozess) -> None:
    assert [task.key for task in workable_tasks(prozess, {})] == []
    assert [task.key for task in workable_tasks(prozess, {"eingang": "erledigt"})] == ["formell"]
    assert [task.key for task in workable_tasks(prozess, EXAMINED)] == []


@pytest.mark.parametrize(
    ("done", "state", "expected"),
    [
        ({"eingang": "erledigt"}, State.OPEN, "formell"),
        (EXAMINED, State.OPEN, "entscheiden"),
        ({"eingang": "erledigt"}, State.WAITING, "entscheiden"),
        ({**EXAMINED, "entscheiden": "bewilligung"}, State.OPEN, None),
        ({**EXAMINED, "entscheiden": "bewilligung"}, State.DECIDED, None),
        ({"eingang": "erledigt"}, State.CLOSED, None),
    ],
)
def test_a_clerk_does_what_is_open_and_then_decides(
    done: dict[str, str], state: State, expected: str | None, prozess: Prozess
) -> None:
    found = next_task(prozess, done, state=state, is_withdrawn=state is State.WAITING)
    assert (found.key if found else None) == expected


def test_a_completion_is_checked(prozess: Prozess) -> None:
    check_completion(prozess.aufgabe("formell"), Work([0, 2]))
    with pytest.raises(ChecklistUnknown):
        check_completion(prozess.aufgabe("formell"), Work([3]))
    with pytest.raises(TaskNotByHand):
        check_completion(prozess.aufgabe("archivieren"), NO_WORK)


def test_a_task_without_days_is_never_due(prozess: Prozess) -> None:
    assert task_due_on(prozess.aufgabe("formell"), DAY) == date(2026, 11, 25)
    assert task_due_on(prozess.aufgabe("zustellen"), DAY) is None


def test_a_case_is_due_with_its_first_task_or_with_the_expected_decision() -> None:
    assert case_due_on([None, date(2026, 12, 2), date(2026, 12, 1)], DAY) == date(2026, 12, 1)
    assert case_due_on([None], DAY) == DAY


def test_an_answer_is_asked_for_on_a_working_day(prozess: Prozess) -> None:
    assert answer_due_on(prozess, DAY, regime=HESSEN) == date(2026, 12, 7)
    assert answer_due_on(prozess, date(2026, 12, 11), regime=HESSEN) == date(2026, 12, 28)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("  Müller   Jürgen ", ("muller", "jurgen")),
        ("2026-AAAA-0001", ("2026-aaaa-0001",)),
        ("", ()),
        ("a b c d e f g", ("a", "b", "c", "d", "e")),
    ],
)
def test_a_search_is_folded_like_the_text_it_searches(query: str, words: tuple[str, ...]) -> None:
    assert search_words(query) == words


def test_the_searched_text_holds_name_and_reference() -> None:
    assert search_text("Jürgen Groß", "2026-7K3M-9QPD") == "jurgen gros 2026-7k3m-9qpd 20267k3m9qpd"


@given(st.dates(), st.uuids())
def test_a_cursor_survives_the_address(day: date, public_id: uuid.UUID) -> None:
    assert Cursor.from_text(Cursor(day, public_id).as_text()) == Cursor(day, public_id)


@given(st.text(max_size=60))
def test_any_other_text_is_a_broken_cursor(text: str) -> None:
    try:
        Cursor.from_text(text)
    except CursorBroken:
        return
    assert "_" in text


@pytest.mark.parametrize(
    ("day", "hour", "is_time"),
    [(date(2026, 11, 23), 7, True), (date(2026, 11, 23), 6, False), (date(2026, 11, 22), 7, False),
     (date(2026, 12, 25), 7, False)],
)  # fmt: skip
def test_a_digest_goes_out_at_seven_on_working_days(day: date, hour: int, *, is_time: bool) -> None:
    local = datetime(day.year, day.month, day.day, hour, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    assert is_digest_time(local, regime=Regime()) is is_time


def test_days_of_waiting_are_those_between_the_first_and_the_last_of_each_span() -> None:
    assert waited_days([]) == 0
    assert waited_days([(DAY, DAY)]) == 0
    assert waited_days([(DAY, date(2026, 11, 30)), (date(2028, 2, 28), date(2028, 3, 1))]) == 9


def test_changed_answers_open_every_check_again_and_what_followed(prozess: Prozess) -> None:
    assert checks_to_repeat(prozess, {"eingang": "erledigt"}) == frozenset()
    again = checks_to_repeat(prozess, {"eingang": "erledigt", "formell": "vollstaendig"})
    assert {"formell", "fachlich"} <= again
    assert "eingang" not in again


def test_a_hearing_is_no_task_that_a_tick_completes(prozess: Prozess) -> None:
    (formell,) = (replace(task, kind=AufgabeKind.ANHOEREN) for task in prozess.aufgaben if task.key == "formell")
    with pytest.raises(TaskNotByHand):
        check_completion(formell, NO_WORK)


@pytest.mark.parametrize("changed", [{"begruenden": True}, {"kind": AufgabeKind.BETEILIGEN}])
def test_a_choice_that_needs_a_reason_and_a_request_left_out_are_refused_without_one(
    prozess: Prozess, changed: dict[str, Any]
) -> None:
    task = replace(prozess.aufgabe("formell"), **changed)
    with pytest.raises(ReasonMissing):
        check_completion(task, Work(reason="  "))
    check_completion(task, Work(reason="Alle haben sich geäußert."))
