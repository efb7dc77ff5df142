"""The pure rules of notes and follow-ups."""

from datetime import date, timedelta

import pytest

from rathaus.core.arbeitskorb.errors import FollowUpRefused, NoteRefused
from rathaus.core.arbeitskorb.rules import MAX_NOTE, MAX_REASON, follow_up_reason, note_text

TODAY = date(2026, 11, 23)


def test_a_note_says_something_and_not_too_much() -> None:
    assert note_text("  Rief an.\n") == "Rief an."
    assert len(note_text("x" * MAX_NOTE)) == MAX_NOTE
    for wrong in ("", " \n", "x" * (MAX_NOTE + 1)):
        with pytest.raises(NoteRefused):
            note_text(wrong)


def test_a_follow_up_has_a_reason_on_one_line_and_a_day_to_come() -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert follow_up_reason(" Stempel \n da? ", on=tomorrow, today=TODAY, is_closed=False) == "Stempel da?"
    farthest = TODAY + timedelta(days=1098)
    assert follow_up_reason("x" * MAX_REASON, on=farthest, today=TODAY, is_closed=False)
    wrong = [
        ("", tomorrow, False), ("x" * (MAX_REASON + 1), tomorrow, False), ("x", TODAY, False),
        ("x", farthest + timedelta(days=1), False), ("x", tomorrow, True),
    ]  # fmt: skip
    for reason, on, is_closed in wrong:
        with pytest.raises(FollowUpRefused):
            follow_up_reason(reason, on=on, today=TODAY, is_closed=is_closed)
