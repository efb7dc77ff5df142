"""Which slots a pattern makes, and what a calendar file says."""

from datetime import UTC, date, datetime, time

import pytest

from rathaus.core.termin.errors import OfferRefused
from rathaus.core.termin.rules import CalendarEntry, DayEntry, Pattern, calendar_file, day_calendar, slots_of

MONDAY = date(2026, 10, 19)


def test_a_day_is_cut_into_slots_that_end_in_time() -> None:
    slots = slots_of(Pattern(MONDAY, MONDAY, time(9), time(10), 25))
    assert slots == (
        (datetime(2026, 10, 19, 7, 0, tzinfo=UTC), datetime(2026, 10, 19, 7, 25, tzinfo=UTC)),
        (datetime(2026, 10, 19, 7, 25, tzinfo=UTC), datetime(2026, 10, 19, 7, 50, tzinfo=UTC)),
    )


def test_a_weekday_keeps_its_local_time_when_the_clocks_change() -> None:
    slots = slots_of(Pattern(MONDAY, date(2026, 11, 1), time(9), time(10), 60))
    assert [begin for begin, _ in slots] == [
        datetime(2026, 10, 19, 7, 0, tzinfo=UTC),
        datetime(2026, 10, 26, 8, 0, tzinfo=UTC),
    ]


@pytest.mark.parametrize(
    "pattern",
    [
        Pattern(MONDAY, MONDAY, time(9), time(10), 4),
        Pattern(MONDAY, MONDAY, time(9), time(10), 481),
        Pattern(MONDAY, MONDAY, time(10), time(9), 20),
        Pattern(MONDAY, date(2026, 10, 1), time(9), time(10), 20),
        Pattern(MONDAY, date(9999, 12, 31), time(0), time(23, 59), 5),
    ],
)
def test_an_offer_that_makes_no_sense_is_refused(pattern: Pattern) -> None:
    with pytest.raises(OfferRefused):
        slots_of(pattern)


def test_a_calendar_file_is_escaped_and_folded_between_letters() -> None:
    begin, end = datetime(2026, 11, 24, 8, 0, tzinfo=UTC), datetime(2026, 11, 24, 8, 20, tzinfo=UTC)
    entry = CalendarEntry("1@rathaus", begin, end, "Termin: Hanau; bitte, pünktlich", "Straße\n" + "ß" * 60 + "\\")
    text = calendar_file(entry, made_at=begin)
    assert "DTSTART:20261124T080000Z\r\nDTEND:20261124T082000Z\r\n" in text
    assert "SUMMARY:Termin: Hanau\\; bitte\\, pünktlich\r\n" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "LOCATION:Straße\\n" + "ß" * 60 + "\\\\" in text.replace("\r\n ", "")


def test_whole_days_are_a_calendar_of_their_own() -> None:
    made_at = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    text = day_calendar(
        [DayEntry("7@rathaus", date(2026, 12, 1), "2 Vorgänge, fällig")], name="Fristen", made_at=made_at
    )
    assert "UID:7@rathaus\r\nDTSTAMP:20261124T080000Z\r\nDTSTART;VALUE=DATE:20261201\r\n" in text
    assert "SUMMARY:2 Vorgänge\\, fällig\r\n" in text
    assert day_calendar([], name="Fristen", made_at=made_at).count("VEVENT") == 0
