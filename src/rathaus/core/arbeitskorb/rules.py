"""Pure decisions about notes and follow-ups."""

from datetime import date, timedelta

from rathaus.core.arbeitskorb.errors import FollowUpRefused, NoteRefused

MAX_NOTE = 5_000
"""Characters of a note."""

MAX_REASON = 200
"""Characters of the reason of a follow-up."""

FARTHEST = timedelta(days=3 * 366)
"""How far away a follow-up may lie: beyond it, somebody has mistyped the year."""


def note_text(typed: str) -> str:
    """Return the text of a note.

    Raises:
        NoteRefused: it is empty or too long.
    """
    text = typed.strip()
    if not 0 < len(text) <= MAX_NOTE:
        raise NoteRefused(characters=len(text))
    return text


def follow_up_reason(typed: str, *, on: date, today: date, is_closed: bool) -> str:
    """Return the reason of a follow-up, on one line.

    Args:
        typed: what somebody typed.
        on: local day of the follow-up.
        today: local day.
        is_closed: whether the case is closed.

    Raises:
        FollowUpRefused: no reason, one that is too long, a closed case, or a day that is not after today or too far
            away.
    """
    reason = " ".join(typed.split())
    is_day = today < on <= today + FARTHEST
    if is_closed or not is_day or not 0 < len(reason) <= MAX_REASON:
        raise FollowUpRefused(on=on.isoformat(), characters=len(reason))
    return reason
