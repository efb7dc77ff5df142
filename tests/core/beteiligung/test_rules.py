"""The pure rules of opinions and displays."""

from datetime import date, timedelta

import pytest

from rathaus.core.beteiligung.errors import (
    DisplayIncomplete,
    ObjectionEmpty,
    OpinionWithoutText,
    RequestDayRefused,
    RequestEmpty,
)
from rathaus.core.beteiligung.rules import (
    OpinionKind,
    State,
    check_display,
    check_objection,
    check_opinion,
    check_request,
    display_terms,
    frozen_extract,
    is_link_day,
    last_link_day,
    state_of,
)
from rathaus.engine.formular.summary import SummaryRow, SummarySection
from rathaus.recht.regime import HESSEN

DAY = date(2026, 11, 23)
NEXT = DAY + timedelta(days=1)


def test_a_request_needs_somebody_a_question_and_a_day_to_come() -> None:
    check_request(name="Feuerwehr", question="Frei?", due_on=DAY, today=DAY)
    with pytest.raises(RequestEmpty):
        check_request(name="", question="Frei?", due_on=DAY, today=DAY)
    with pytest.raises(RequestDayRefused):
        check_request(name="Feuerwehr", question="Frei?", due_on=DAY, today=NEXT)


def test_only_no_objection_needs_no_text() -> None:
    check_opinion(OpinionKind.NO_OBJECTION, "")
    check_opinion(OpinionKind.OBJECTION, "Zu laut.")
    with pytest.raises(OpinionWithoutText):
        check_opinion(OpinionKind.NOT_COMPETENT, " ")


def test_a_display_has_a_term_a_place_and_a_notice() -> None:
    check_display(first=DAY, last=DAY, place="Rathaus", notice="Text")
    for first, place, notice in ((NEXT, "Rathaus", "Text"), (DAY, " ", "Text"), (DAY, "Rathaus", "")):
        with pytest.raises(DisplayIncomplete):
            check_display(first=first, last=DAY, place=place, notice=notice)


def test_an_objection_has_a_text_and_a_day_within_the_display() -> None:
    check_objection(text="Nein", received_on=DAY, first=DAY, today=DAY)
    for text, received_on in ((" ", DAY), ("Nein", DAY - timedelta(days=1)), ("Nein", NEXT)):
        with pytest.raises(ObjectionEmpty):
            check_objection(text=text, received_on=received_on, first=DAY, today=DAY)


@pytest.mark.parametrize(
    ("is_answered", "is_waived", "today", "state"),
    [
        (True, False, NEXT, State.ANSWERED),
        (False, True, NEXT, State.WAIVED),
        (False, False, NEXT, State.LATE),
        (False, False, DAY, State.OPEN),
    ],
)
def test_a_request_is_late_after_its_day(is_answered: bool, is_waived: bool, today: date, state: State) -> None:  # noqa: FBT001  # parametrised
    assert state_of(is_answered=is_answered, is_waived=is_waived, due_on=DAY, today=today) is state


def test_an_extract_holds_the_chosen_answers_and_no_key() -> None:
    rows = (SummaryRow("Name", "Ada", "G1.F1"), SummaryRow("Ort", "Hanau", "G1.F2", group="Anschrift"))
    sections = (SummarySection("p1", "Person", rows), SummarySection("p2", "Leer", ()))
    assert frozen_extract(sections, {"G1.F2"}) == [{"title": "Person", "rows": [["Anschrift: Ort", "Hanau"]]}]


@pytest.mark.parametrize(
    ("first", "displayed", "short", "longer"),
    [
        (date(2026, 11, 30), date(2026, 12, 29), date(2027, 1, 12), date(2027, 1, 29)),
        # 31 January 2027 is a Sunday
        (date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 14), date(2027, 2, 1)),
        (date(2026, 12, 31), date(2027, 2, 1), date(2027, 2, 15), date(2027, 3, 1)),
        # Corpus Christi is a holiday in Hessen: 27 May 2027
        (date(2027, 4, 14), date(2027, 5, 13), date(2027, 5, 28), date(2027, 6, 14)),
    ],
)
def test_a_display_lasts_a_month_and_objections_end_on_a_working_day_bimschg_10_3(
    first: date, displayed: date, short: date, longer: date
) -> None:
    terms = display_terms(first, regime=HESSEN)
    assert (terms.display.end, terms.objections.end, terms.objections_longer.end) == (displayed, short, longer)


def test_a_link_opens_for_some_days_after_the_answer_is_due_and_never_for_years() -> None:
    today = date(2026, 11, 23)
    proposed = [last_link_day(today + timedelta(days=days), today=today) for days in (-9, 28, 9_000)]
    assert proposed == [date(2026, 12, 7), date(2027, 1, 4), date(2027, 11, 24)]
    days = (-1, 0, 366, 367)
    assert [is_link_day(today + timedelta(days=each), today=today) for each in days] == [False, True, True, False]
