"""What a process keeps of the catalogue never becomes older than what it has given already."""

import pytest
from pytest_django import Settings

from rathaus.core.leistung import stand
from rathaus.core.leistung.models import Katalogstand
from rathaus.core.leistung.stand import Kept, katalogstand


@pytest.fixture(autouse=True)
def keeping(db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask the database every time, and keep."""
    settings.RATHAUS_KEEP_S = 1e-9
    monkeypatch.setattr(stand, "_known", None)


def reach(revision: int) -> None:
    Katalogstand.objects.update(revision=revision)


def test_a_slow_answer_to_an_earlier_question_does_not_take_the_state_back() -> None:
    reach(6)
    assert katalogstand() == 6
    reach(5)  # what a thread read before the publication, and hands in after it
    assert katalogstand() == 6


def test_a_value_made_before_a_change_is_not_kept_after_it() -> None:
    kept: Kept[str, str] = Kept(2)
    reach(5)
    _, before = kept.find("page")
    reach(6)
    kept.find("other page")
    kept.keep("page", "old", stand=before)
    assert kept.get("page", lambda: "new") == "new"


def test_the_least_used_value_is_dropped() -> None:
    kept: Kept[str, int] = Kept(2)
    for key in ("a", "b", "a", "c"):
        kept.get(key, lambda: 1)
    assert [kept.get(key, lambda: 2) for key in ("a", "c", "b")] == [1, 1, 2]
