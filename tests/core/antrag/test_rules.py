"""Pure decisions about an Antrag: its states, its name, and which answers the office may have replaced."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest

from rathaus.core.antrag.rules import (
    FAMILY_NAME,
    GIVEN_NAME,
    ORGANISATION,
    Channel,
    OfficialState,
    ReadBack,
    Status,
    announces_deletion,
    answers_to_keep,
    applicant_name,
    contact_name,
    expected_on,
    file_ids,
    is_open,
    is_read_back,
    is_requested,
    may_follow,
    merge_requested,
    new_reference,
    official_state,
    shown_count,
    with_files,
)
from rathaus.engine.formular.model import Formular, Kind
from tests.engine.forms import ask, choose, form, group, page

SCAN = {"datei": "5c0c2b1e", "name": "schein.pdf"}
ANSWERS: dict[str, Any] = {
    "plate": "HU-AH 412", "since": "2026-01-01", "papers[0]": SCAN, "child[0].name": "Milan", "child[1].name": "Elena",
}  # fmt: skip


@pytest.fixture
def questions() -> Formular:
    return form(
        ask("plate"), ask("since", Kind.DATE), ask("papers", Kind.FILE, max_count=None),
        group("child", max_count=None), ask("child.name"),
        pages=[page("car", "plate", "since", "papers"), page("children", "child")],
    )  # fmt: skip


def later(questions: Formular, requested: list[str], posted: dict[str, list[str]]) -> Any:
    return merge_requested(questions, ANSWERS, requested=requested, form=posted)


# -- states, references, days ------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", Status)
def test_a_state_may_be_reached_again(status: Status) -> None:
    assert may_follow(status, status)


@pytest.mark.parametrize("end", [Status.DECIDED, Status.WITHDRAWN])
def test_nothing_follows_a_decision_or_a_withdrawal(end: Status) -> None:
    assert not is_open(end)
    assert not [after for after in Status if after is not end and may_follow(end, after)]


@pytest.mark.parametrize("status", [Status.RECEIVED, Status.IN_PROGRESS, Status.WAITING_FOR_CITIZEN])
def test_an_open_antrag_can_be_decided_and_withdrawn_and_is_never_new_again(status: Status) -> None:
    assert is_open(status)
    assert may_follow(status, Status.DECIDED)
    assert may_follow(status, Status.WITHDRAWN)
    assert status is Status.RECEIVED or not may_follow(status, Status.RECEIVED)


def test_references_name_the_year_and_hold_no_letter_that_is_mistaken_for_a_digit() -> None:
    references = {new_reference(2026) for _ in range(200)}
    assert len(references) == 200
    assert all(re.fullmatch("2026-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", each) for each in references)


def test_a_decision_is_expected_after_calendar_days() -> None:
    assert expected_on(date(2026, 12, 20), 14) == date(2027, 1, 3)


# -- reading answers ---------------------------------------------------------------------------------------------


FIRM = "Tierheim Hanau e. V."


@pytest.mark.parametrize(
    ("answers", "name", "contact"),
    [
        ({"late": "Sommer", "first": "Mira"}, "Mira Sommer", ""),
        ({"late": "Sommer"}, "Sommer", ""),
        ({"late": "Sommer", "first": "Mira", "firm": FIRM}, FIRM, "Mira Sommer"),
        ({"first": "Mira", "firm": FIRM}, FIRM, "Mira"),
        ({"firm": FIRM}, FIRM, ""),
        ({"first": "Mira", "car.keeper": FIRM}, "Mira", ""),
        ({"car.keeper": FIRM}, FIRM, ""),
        ({"first": "Mira", "child[0].first": "Milan"}, "Mira", ""),
        ({"dog": "Balu", "gone": "x"}, "", ""),
    ],
)
def test_the_organisation_that_is_named_beside_a_person_applies(
    answers: dict[str, str], name: str, contact: str
) -> None:
    questions = form(
        ask("first", prefill=GIVEN_NAME), ask("late", prefill=FAMILY_NAME), ask("firm", prefill=ORGANISATION),
        ask("dog"), group("child", max_count=None), ask("child.first", prefill=GIVEN_NAME),
        group("car"), ask("car.keeper", prefill=ORGANISATION),
    )  # fmt: skip
    assert applicant_name(questions, answers) == name
    assert contact_name(questions, answers) == contact


def test_files_are_found_among_answers_and_begun_entries() -> None:
    assert file_ids({**ANSWERS, "child[2]": {}, "papers[1]": {"datei": "77aa"}}) == ("5c0c2b1e", "77aa")
    assert file_ids({}) == ()


@pytest.mark.parametrize(
    ("key", "asked"),
    [("child[1].name", True), ("child[0]", True), ("papers[3]", True), ("plate", False), ("children", False)],
)
def test_an_answer_is_asked_for_by_its_question_or_its_group(key: str, *, asked: bool) -> None:
    assert is_requested(key, ["child", "papers"]) is asked


# -- later answers -----------------------------------------------------------------------------------------------


def test_what_was_asked_for_is_replaced_and_all_else_stays(questions: Formular) -> None:
    read = later(questions, ["plate"], {"plate": ["HU-XY 7"], "since": ["1.2.2026"]})
    assert read.answers == {**ANSWERS, "plate": "HU-XY 7"}
    assert (read.raw, read.findings) == ({"plate": "HU-XY 7"}, ())


def test_an_emptied_answer_is_gone_and_files_stay(questions: Formular) -> None:
    read = later(questions, ["plate", "papers"], {"plate": [""]})
    assert read.answers == {key: value for key, value in ANSWERS.items() if key != "plate"}


def test_entries_of_several_pages_are_replaced_together(questions: Formular) -> None:
    posted = {"plate": ["HU-XY 7"], "child[0].name": ["Mila"], "child[1].name": ["Elena"]}
    read = later(questions, ["child.name", "plate"], posted)
    assert read.answers == {**ANSWERS, "plate": "HU-XY 7", "child[0].name": "Mila"}
    assert set(read.raw) == set(posted)


def test_only_faults_of_what_was_asked_for_are_told(questions: Formular) -> None:
    twice = {"plate": ["a", "b"], "since": ["1.2.2026", "1.3.2026"], "forged": ["x"]}
    assert [finding.path for finding in later(questions, ["plate"], twice).findings] == ["plate"]


def test_where_nothing_was_asked_for_nothing_changes(questions: Formular) -> None:
    read = later(questions, [], {"plate": ["HU-XY 7"]})
    assert (read.answers, read.raw, read.findings) == (ANSWERS, {}, ())


def test_the_answers_before_are_kept_as_they_were(questions: Formular) -> None:
    before = dict(ANSWERS)
    later(questions, ["plate", "child"], {"plate": [""]})
    assert before == ANSWERS


@pytest.mark.parametrize(
    ("last_day", "announced", "due"),
    [
        (date(2026, 11, 30), None, False),
        (date(2026, 11, 29), None, True),
        (date(2026, 11, 22), None, True),
        (date(2026, 11, 21), None, False),
        (date(2026, 11, 29), datetime(2026, 10, 1, tzinfo=UTC), True),
        (date(2026, 11, 29), datetime(2026, 11, 1, tzinfo=UTC), False),
    ],
)
def test_a_deletion_is_announced_in_its_last_week_and_not_since_the_last_edit(
    last_day: date, announced: datetime | None, *, due: bool
) -> None:
    edited = datetime(2026, 10, 30, tzinfo=UTC)
    found = announces_deletion(last_day=last_day, today=date(2026, 11, 22), edited_at=edited, announced_at=announced)
    assert found is due


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, None), (4, None), (5, 5), (800, 800)])
def test_small_numbers_of_drafts_are_not_told(count: int, shown: int | None) -> None:
    assert shown_count(count) == shown


def test_a_question_that_is_asked_differently_is_left_open() -> None:
    before = form(ask("name"), ask("gone"), choose("same", "a", "b"), choose("other", "a", "b"), ask("born", Kind.DATE))
    present = form(
        ask("name"), choose("same", "a", "b"), choose("other", "a", "c"), ask("born"), ask("paper", Kind.FILE)
    )
    answers = {"name": "Ada", "gone": "x", "same": "a", "other": "a", "born": "1990-01-01", "paper": "x"}
    assert answers_to_keep(before, present, answers=answers, anew=()) == {"name": "Ada", "same": "a"}
    assert answers_to_keep(before, present, answers=answers, anew={"name"}) == {"same": "a"}


def test_papers_and_consents_are_given_anew() -> None:
    both = form(ask("paper", Kind.FILE), ask("agree", Kind.CONSENT), ask("text"))
    answers = {"paper": {"datei": "1"}, "agree": True, "text": "x"}
    assert answers_to_keep(both, both, answers=answers, anew=()) == {"text": "x"}


def test_every_state_is_one_of_the_six_official_ones() -> None:
    assert [official_state(status).position for status in Status] == [2, 3, 4, 5, 5, 5]
    assert [state.value for state in OfficialState][:2] == ["INITIATED", "SUBMITTED"]


def test_nobody_declares_what_they_have_not_read() -> None:
    said = (None, ReadBack.SCREEN, ReadBack.PRINT, ReadBack.SIGNED, ReadBack.SELF)
    assert [is_read_back(Channel.COUNTER, each) for each in said] == [False, True, True, True, True]
    assert [is_read_back(Channel.PAPER, each) for each in said] == [False, False, False, True, True]
    assert all(is_read_back(channel, None) for channel in (Channel.ONLINE, Channel.EX_OFFICIO, Channel.LEGACY))


def test_answers_refer_to_the_copies_of_their_files_and_stay_as_they_are_otherwise() -> None:
    copied = with_files(ANSWERS, {"5c0c2b1e": "copy"})
    assert copied == {**ANSWERS, "papers[0]": {**SCAN, "datei": "copy"}}
    assert with_files(ANSWERS, {}) == ANSWERS
