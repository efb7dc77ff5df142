"""Dates, money and numbers as people write them."""

import datetime

import pytest
from django.utils import translation

from rathaus.surfaces.ui import filters
from rathaus.values.findings import Finding, Severity
from rathaus.values.text import Text

DAY = datetime.date(2026, 4, 3)
LATE = datetime.datetime(2026, 4, 3, 22, 30, tzinfo=datetime.UTC)
FINDING = Finding("TST-001", Severity.ERROR, "G1.F1", Text("Es fehlt.", "Missing."), Text("Ergänzen Sie.", "Add it."))


@pytest.mark.parametrize(
    ("value", "style", "german", "english"),
    [
        (DAY, "long", "3. April 2026", "3 April 2026"),
        (DAY, "short", "03.04.2026", "03/04/2026"),
        (DAY, "weekday", "Freitag, 3. April 2026", "Friday, 3 April 2026"),
        (LATE, "long", "4. April 2026", "4 April 2026"),
        ("2026-04-03", "long", "3. April 2026", "3 April 2026"),
        ("gestern", "long", "", ""),
        (None, "long", "", ""),
    ],
)
def test_a_date_reads_as_people_write_it(value: object, style: str, german: str, english: str) -> None:
    assert filters.datum(value, style) == german  # type: ignore[arg-type]  # also odd values
    with translation.override("en"):
        assert filters.datum(value, style) == english  # type: ignore[arg-type]  # also odd values


@pytest.mark.parametrize(
    ("cents", "german", "english"),
    [
        (1250, "12,50 €", "€12.50"),
        (123456789, "1.234.567,89 €", "€1,234,567.89"),
        (-5, "−0,05 €", "−€0.05"),
        (None, "", ""),
    ],
)
def test_money_has_two_digits_and_its_sign(cents: int | None, german: str, english: str) -> None:
    assert filters.euro(cents).replace("\N{NO-BREAK SPACE}", " ") == german
    with translation.override("en"):
        assert filters.euro(cents) == english


@pytest.mark.parametrize(
    ("days", "german", "english"),
    [
        (0, "heute", "today"),
        (1, "morgen", "tomorrow"),
        (-2, "vorgestern", "2 days ago"),
        (14, "in 14 Tagen", "in 14 days"),
        (-9, "vor 9 Tagen", "9 days ago"),
        (31, "4. Mai 2026", "4 May 2026"),
    ],
)
def test_a_near_day_is_named_and_a_far_one_dated(days: int, german: str, english: str) -> None:
    day = DAY + datetime.timedelta(days)
    assert filters.relative_day(day, DAY) == german
    with translation.override("en"):
        assert filters.relative_day(day, DAY) == english


def test_nothing_is_written_for_nothing() -> None:
    empty = (filters.uhrzeit(None), filters.zahl(None), filters.prozent(None), filters.dateigroesse(None))
    assert empty == ("", "", "", "")
    assert filters.relative_day(None) == ""


def test_numbers_times_and_sizes_read_german() -> None:
    written = (filters.zahl(12345), filters.zahl(1.25, 2), filters.prozent(0.42), filters.uhrzeit(LATE))
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in written] == ["12.345", "1,25", "42 %", "00:30 Uhr"]
    assert filters.dateigroesse(340_000) == "340\N{NO-BREAK SPACE}KB"
    assert filters.dateigroesse(1_240_000) == "1,2\N{NO-BREAK SPACE}MB"


def test_only_what_is_complete_is_a_hundred_per_cent() -> None:
    shares = [filters.prozent(share).split("\N{NO-BREAK SPACE}")[0] for share in (0, 0.001, 420 / 421, 1)]
    assert shares == ["0", "1", "99", "100"]


def test_numbers_times_and_sizes_read_english() -> None:
    with translation.override("en-gb"):
        assert (filters.zahl(12345), filters.prozent(0.42), filters.uhrzeit(LATE)) == ("12,345", "42%", "00:30")


@pytest.mark.parametrize(
    ("errors", "lines"),
    [
        (None, ()),
        ("", ()),
        ("So nicht.", ("So nicht.",)),
        (Text("So nicht.", "Not so."), ("So nicht.",)),
        (FINDING, ("Es fehlt. Ergänzen Sie.",)),
        ([FINDING, "Und das."], ("Es fehlt. Ergänzen Sie.", "Und das.")),
    ],
)
def test_messages_come_as_text_finding_or_several(errors: object, lines: tuple[str, ...]) -> None:
    assert filters.error_lines(errors) == lines


def test_a_finding_inside_another_object_is_read() -> None:
    class AtField:
        finding = FINDING

    with translation.override("en"):
        assert filters.error_lines([AtField()]) == ("Missing. Add it.",)


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ("2026-04-03", ("3", "4", "2026")),
        ("2026-04", ("", "4", "2026")),
        ("2026", ("", "", "2026")),
        ("x", ("", "", "")),
        (None, ("", "", "")),
        (DAY, ("3", "4", "2026")),
    ],
)
def test_a_date_splits_into_three_boxes(value: object, parts: tuple[str, str, str]) -> None:
    assert filters.date_parts(value) == parts


def test_field_ids_are_safe_in_links() -> None:
    assert filters.field_id("G1.G2[0].F3") == "f-G1-G2-0-F3"


def test_only_a_long_list_is_grouped_by_letter() -> None:
    short = [("1", "Anna"), ("2", "Berta")]
    assert filters.option_groups(short) == (("", tuple(short)),)
    assert [letter for letter, _ in filters.option_groups(short, length=1)] == ["A", "B"]


@pytest.mark.parametrize(
    ("language", "value", "expected"),
    [
        ("en", Text("Hund"), ' lang="de"'),
        ("en", Text("Hund", "Dog"), ""),
        ("de", Text("Hund"), ""),
        ("en", Text(""), ""),
        ("en", "Hund", ""),
    ],
)
def test_german_on_an_english_page_is_marked(language: str, value: object, expected: str) -> None:
    with translation.override(language):
        assert filters.lang(value) == expected
