"""The limit holds per source, action and window, also for many at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from rathaus.core.konto.errors import TooManyTries
from rathaus.core.konto.models import ThrottleCount
from rathaus.core.konto.throttle import forget_old_windows, take

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def try_once(*, source: str = "192.0.2.1", action: str = "sign_in", now: datetime = NOON) -> None:
    take(source=source, action=action, limit=3, window=MINUTE, now=now)


@pytest.mark.django_db
def test_the_try_after_the_last_is_refused_and_says_how_long_to_wait() -> None:
    for _ in range(3):
        try_once(now=NOON + timedelta(seconds=10))
    with pytest.raises(TooManyTries) as refused:
        try_once(now=NOON + timedelta(seconds=20))
    assert refused.value.facts == {"retry_after_s": 41}


@pytest.mark.django_db
def test_the_next_window_begins_at_nothing() -> None:
    for _ in range(3):
        try_once(now=NOON + timedelta(seconds=59))
    try_once(now=NOON + MINUTE)


@pytest.mark.django_db
def test_whoever_waits_as_told_is_let_in() -> None:
    for _ in range(3):
        try_once(now=NOON + timedelta(seconds=59.5))
    with pytest.raises(TooManyTries) as refused:
        try_once(now=NOON + timedelta(seconds=59.5))
    try_once(now=NOON + timedelta(seconds=59.5) + timedelta(seconds=refused.value.facts["retry_after_s"]))


@pytest.mark.django_db
def test_other_sources_and_other_actions_have_counts_of_their_own() -> None:
    for _ in range(3):
        try_once()
    try_once(source="192.0.2.2")
    try_once(action="upload")


@pytest.mark.django_db
def test_no_address_is_stored_and_the_key_of_a_source_changes_with_the_window() -> None:
    try_once()
    try_once(now=NOON + MINUTE)
    keys = set(ThrottleCount.objects.values_list("key", flat=True))
    assert len(keys) == 2
    assert {len(key) for key in keys} == {64}
    assert all(int(key, 16) for key in keys)


@pytest.mark.django_db
def test_old_windows_are_forgotten() -> None:
    for minutes in range(3):
        try_once(now=NOON + minutes * MINUTE)
    assert forget_old_windows(before=NOON + 2 * MINUTE) == 2
    assert ThrottleCount.objects.get().window_start == NOON + 2 * MINUTE
    assert forget_old_windows(before=NOON) == 0


def test_many_at_once_do_not_slip_through(committing_database: None) -> None:
    def attempt(_: int) -> bool:
        try:
            try_once()
        except TooManyTries:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(8) as pool:
        let_in = list(pool.map(attempt, range(40)))
    assert let_in.count(True) == 3
    assert ThrottleCount.objects.get().count == 40
