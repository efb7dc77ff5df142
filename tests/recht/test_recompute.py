from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from rathaus.recht.fristen import legal_frist
from rathaus.recht.recompute import PendingFrist, recompute

KEYS = ("widerspruch.term", "remedy.missing_notice", "wiedereinsetzung.request", "untaetigkeitsklage.earliest")


@given(key=st.sampled_from(KEYS), event=st.dates(date(2020, 1, 1), date(2060, 1, 1)))
def test_recomputing_many_gives_what_each_alone_gives(key: str, event: date) -> None:
    (found,) = recompute([PendingFrist(key, event)])
    alone = legal_frist(key, event)
    assert alone.parameter is not None
    assert (found.end, found.version_id) == (alone.end, alone.parameter.version_id)
