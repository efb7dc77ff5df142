from typing import Any

import pytest

from rathaus.engine.formular.model import Kind
from rathaus.engine.formular.typed import date_boxes, join_date_boxes, parse_typed, show_typed, show_value
from tests.engine.forms import ask, choose


@pytest.mark.parametrize(
    ("kind", "text", "stored"),
    [
        (Kind.TEXT, "  Anna\r\nLena ", "Anna\nLena"),
        (Kind.TEXT, "Mu\u0308ller", "Müller"),
        (Kind.INT, "1.234", 1234),
        (Kind.INT, " 12 ", 12),
        (Kind.INT, "12,5", "12,5"),
        (Kind.INT, "drei", "drei"),
        (Kind.INT, "", ""),
        (Kind.NUM, "1.234,5", "1234.5"),
        (Kind.NUM, "12.50", "12.50"),
        (Kind.NUM, "1.000", "1000"),
        (Kind.NUM, "+1.000", "1000"),
        (Kind.NUM, "0.500", "0.500"),
        (Kind.NUM, "1,234", "1.234"),
        (Kind.NUM, "1,234.5", "1,234.5"),
        (Kind.NUM, "-3", "-3"),
        (Kind.NUM, "viel", "viel"),
        (Kind.CURRENCY, "12,50 €", "12.50"),
        (Kind.CURRENCY, "1.200", "1200.00"),
        (Kind.CURRENCY, "1.200.000,5", "1200000.50"),
        (Kind.CURRENCY, "12,505", "12,505"),
        (Kind.CURRENCY, "1,000", "1,000"),
        (Kind.CURRENCY, "0.500", "0.500"),
        (Kind.CURRENCY, "1,000.00", "1,000.00"),
        (Kind.CURRENCY, "umsonst", "umsonst"),
        (Kind.DATE, "3.4.2026", "2026-04-03"),
        (Kind.DATE, "2026-04-03", "2026-04-03"),
        (Kind.DATE, "31.2.2026", "31.2.2026"),
        (Kind.DATE, "morgen", "morgen"),
        (Kind.PARTIAL_DATE, "4.2026", "2026-04"),
        (Kind.PARTIAL_DATE, "2026", "2026"),
        (Kind.TIME, "9.05 Uhr", "09:05"),
        (Kind.TIME, "14 Uhr", "14:00"),
        (Kind.TIME, "mittags", "mittags"),
        (Kind.DATETIME, "3.4.2026 9:05", "2026-04-03T09:05"),
        (Kind.DATETIME, "2026-04-03T09:05", "2026-04-03T09:05"),
        (Kind.DATETIME, "3.4.2026", "3.4.2026"),
        (Kind.BOOL, "ja", True),
        (Kind.BOOL, "false", False),
        (Kind.BOOL, "vielleicht", "vielleicht"),
        (Kind.IBAN, "de89 3704 0044 0532 0130 00", "DE89370400440532013000"),
    ],
)
def test_typed_text_is_read_as_people_write_it(kind: Kind, text: str, stored: object) -> None:
    assert parse_typed(ask("F1", kind), text) == stored


@pytest.mark.parametrize(
    ("boxes", "joined"),
    [(("3", "4", "2026"), "3.4.2026"), (("", "4", "2026"), "4.2026"), (("", "", "2026"), "2026"), (("", " ", ""), "")],
)
def test_three_boxes_make_one_date(boxes: tuple[str, str, str], joined: str) -> None:
    assert join_date_boxes(*boxes) == joined


@pytest.mark.parametrize(
    ("stored", "boxes"),
    [
        ("2026-04-03", ("3", "4", "2026")),
        ("2026-04", ("", "4", "2026")),
        ("2026", ("", "", "2026")),
        ("31.2.2026", ("31", "2", "2026")),
        (None, ("", "", "")),
    ],
)
def test_a_stored_date_comes_back_into_its_boxes(stored: object, boxes: tuple[str, str, str]) -> None:
    assert date_boxes(stored) == boxes


@pytest.mark.parametrize(
    ("kind", "stored", "box", "german", "english"),
    [
        (Kind.TEXT, "Anna", "Anna", "Anna", "Anna"),
        (Kind.BOOL, True, "true", "Ja", "Yes"),
        (Kind.BOOL, False, "false", "Nein", "No"),
        (Kind.INT, 3, "3", "3", "3"),
        (Kind.NUM, "12.5", "12,5", "12,5", "12,5"),
        (Kind.CURRENCY, "12.50", "12,50", "12,50 €", "12,50 €"),
        (Kind.CURRENCY, "viel", "viel", "viel €", "viel €"),
        (Kind.DATE, "2026-04-03", "03.04.2026", "03.04.2026", "03.04.2026"),
        (Kind.DATE, "31.2.2026", "31.2.2026", "31.2.2026", "31.2.2026"),
        (Kind.DATETIME, "2026-04-03T09:05", "2026-04-03T09:05", "03.04.2026 09:05", "03.04.2026 09:05"),
        (Kind.IBAN, "DE8937040044", "DE8937040044", "DE89 3704 0044", "DE89 3704 0044"),
        (Kind.FILE, {"name": "a.pdf"}, "", "a.pdf", "a.pdf"),
    ],
)
def test_stored_values_are_shown_as_people_read_them(
    kind: Kind, stored: Any, box: str, german: str, english: str
) -> None:
    field = ask("F1", kind)
    assert show_typed(field, stored) == box
    assert (show_value(field, stored, "de"), show_value(field, stored, "en")) == (german, english)


def test_a_choice_shows_its_label() -> None:
    assert show_value(choose("F1", "001"), "001", "en") == "Option 001"


def test_what_no_database_keeps_is_left_out() -> None:
    assert parse_typed(ask("T"), "a\0b") == "ab"
