"""Which slots a pattern makes, and what a calendar file says: pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from rathaus.core.termin.errors import OfferRefused

MOST_SLOTS = 500
"""Slots that one offer makes; no law sets it."""

MOST_PLACES = 100
"""Places of one slot; no law sets it."""

REMIND_BEFORE = timedelta(hours=36)
"""How long before a slot its person is reminded; no law sets it."""

_LOCAL = ZoneInfo("Europe/Berlin")
_LINE_OCTETS = 75


@dataclass(frozen=True, slots=True)
class Pattern:
    """When slots are offered: on one day, or on one weekday of every week until a last day.

    Args:
        first_on: local day of the first slots.
        last_on: last local day; the first one again for a single day.
        begins: local time at which the first slot of a day begins.
        ends: local time by which the last slot of a day has ended.
        minutes: length of one slot.
    """

    first_on: date
    last_on: date
    begins: time
    ends: time
    minutes: int


def slots_of(pattern: Pattern) -> tuple[tuple[datetime, datetime], ...]:
    """Return begin and end of every slot as aware instants in UTC; clock changes keep the local time.

    Raises:
        OfferRefused: there are none or too many, or their length makes no sense.
    """
    if not 5 <= pattern.minutes <= 480:
        raise OfferRefused(minutes=pattern.minutes)
    found = [slot for day in _days(pattern) for slot in _slots_on(day, pattern)]
    if not 1 <= len(found) <= MOST_SLOTS:
        raise OfferRefused(slots=len(found))
    return tuple(found)


def _days(pattern: Pattern) -> list[date]:
    weeks = (pattern.last_on - pattern.first_on).days // 7
    return [pattern.first_on + timedelta(weeks=week) for week in range(min(weeks, MOST_SLOTS) + 1)]


def _slots_on(day: date, pattern: Pattern) -> list[tuple[datetime, datetime]]:
    length = timedelta(minutes=pattern.minutes)
    begin, end = (datetime.combine(day, at, _LOCAL).astimezone(UTC) for at in (pattern.begins, pattern.ends))
    count = max(0, (end - begin) // length)
    return [(begin + number * length, begin + (number + 1) * length) for number in range(count)]


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """What a calendar file says about one slot.

    Args:
        uid: name of the entry that stays the same when the file is taken again.
        begins_at: aware instant.
        ends_at: aware instant.
        summary: one line.
        place: where to go.
    """

    uid: str
    begins_at: datetime
    ends_at: datetime
    summary: str
    place: str


def calendar_file(entry: CalendarEntry, *, made_at: datetime) -> str:
    """Return one entry as an iCalendar file.

    Args:
        entry: what it says.
        made_at: aware instant of the making.

    Source: RFC 5545.
    """
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Rathaus//Termin//DE",
        "BEGIN:VEVENT",
        f"UID:{_escaped(entry.uid)}",
        f"DTSTAMP:{_instant(made_at)}",
        f"DTSTART:{_instant(entry.begins_at)}",
        f"DTEND:{_instant(entry.ends_at)}",
        f"SUMMARY:{_escaped(entry.summary)}",
        f"LOCATION:{_escaped(entry.place)}",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(f"{_folded(line)}\r\n" for line in lines)


@dataclass(frozen=True, slots=True)
class DayEntry:
    """What a calendar says about one day.

    Args:
        uid: name of the entry that stays the same when the calendar is read again.
        day: local date Europe/Berlin.
        summary: one line.
    """

    uid: str
    day: date
    summary: str


def day_calendar(entries: Iterable[DayEntry], *, name: str, made_at: datetime) -> str:
    """Return whole days as an iCalendar file that a calendar program reads again and again.

    Args:
        entries: one for each day.
        name: what the calendar is called.
        made_at: aware instant of the making.

    Source: RFC 5545; the name as RFC 7986 section 5.1 has it.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Rathaus//Fristen//DE", f"NAME:{_escaped(name)}"]
    for entry in entries:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_escaped(entry.uid)}",
            f"DTSTAMP:{_instant(made_at)}",
            f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}",
            f"SUMMARY:{_escaped(entry.summary)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    marked = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(marked.splitlines())


def _folded(line: str) -> str:
    """Break a line so that none is longer than 75 octets, between letters."""
    parts, size = [""], 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _LINE_OCTETS:
            parts.append(" ")
            size = 1
        parts[-1] += letter
        size += octets
    return "\r\n".join(parts)
