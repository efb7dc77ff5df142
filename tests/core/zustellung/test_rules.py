"""The lines of the window, the days, the reason for paper."""

from datetime import date

import pytest

from rathaus.core.zustellung.errors import AddressMissing, PostingDayRefused
from rathaus.core.zustellung.rules import PostCause, address_lines, cause_of, check_day

DAY = date(2026, 11, 23)


def test_an_address_has_a_name_a_street_and_a_town_with_its_code() -> None:
    assert address_lines(" Amira  Haddad\n\nNordstraße 12\n63450 Hanau ") == [
        "Amira Haddad",
        "Nordstraße 12",
        "63450 Hanau",
    ]


@pytest.mark.parametrize(
    "typed",
    ["", "Amira Haddad\n63450 Hanau", "Amira\nNordstraße 12\nHanau", "\n".join("1234567"), "A\n" + "x" * 61 + "\n1"],
)
def test_what_the_window_cannot_show_is_no_address(typed: str) -> None:
    with pytest.raises(AddressMissing):
        address_lines(typed)


def test_a_day_lies_between_the_bescheid_and_today() -> None:
    check_day(DAY, first=DAY, last=DAY)
    for first, last in ((date(2026, 11, 24), date(2026, 11, 25)), (date(2026, 11, 1), date(2026, 11, 22))):
        with pytest.raises(PostingDayRefused):
            check_day(DAY, first=first, last=last)


def test_the_reason_for_paper_follows_from_what_is_known() -> None:
    assert cause_of(is_missed=True, was_told=True, has_konto=True) is PostCause.MISSED
    assert cause_of(is_missed=False, was_told=False, has_konto=False) is PostCause.UNTOLD
    assert cause_of(is_missed=False, was_told=True, has_konto=False) is PostCause.WISH
    assert cause_of(is_missed=False, was_told=False, has_konto=True) is PostCause.WISH
