"""The second example of the reference page says what it promises: parallel parts, timers, a hearing."""

import re

import pytest

from rathaus.engine.prozess.progress import (
    available_results,
    complete_task,
    fire_timer,
    is_finished,
    open_tasks,
    running_timers,
)
from rathaus.engine.prozess.read import read_ablauf
from tests.engine.prozess.conftest import REFERENCE

LARGE = {"G1.F2": "900", "G1.F3": False}
SMALL = {"G1.F2": "80", "G1.F3": False}


def keys(items):
    return [item.key for item in items]


@pytest.fixture(scope="module")
def second():
    blocks = re.findall(r"```toml\n(.*?)```", REFERENCE.read_text(encoding="utf-8"), re.DOTALL)
    result = read_ablauf(next(block for block in blocks if "lagerplatz" in block).encode())
    assert result.findings == ()
    return result.prozess


def test_a_large_yard_takes_three_ways_at_the_same_time(second):
    done = complete_task(second, {}, "eingang", facts=LARGE)
    assert keys(open_tasks(second, done, LARGE)) == ["pruefen", "beteiligen", "auslegen"]
    assert keys(running_timers(second, done, LARGE)) == ["stellungnahme", "auslegung"]
    done = fire_timer(second, done, "auslegung", facts=LARGE)
    done = complete_task(second, done, "pruefen", "ja", facts=LARGE)
    assert keys(available_results(second, done, LARGE)) == ["zurueckgenommen"]
    done = complete_task(second, done, "beteiligen", facts=LARGE)
    assert keys(available_results(second, done, LARGE)) == ["erteilt", "zurueckgenommen"]
    done = complete_task(second, done, "entscheiden", "erteilt", facts=LARGE)
    assert is_finished(second, complete_task(second, done, "zustellen", facts=LARGE), LARGE)


def test_a_small_yard_is_refused_only_after_a_hearing(second):
    done = complete_task(second, {}, "eingang", facts=SMALL)
    assert keys(open_tasks(second, done, SMALL)) == ["pruefen"]
    done = complete_task(second, done, "pruefen", "nein", facts=SMALL)
    assert "abgelehnt" not in keys(available_results(second, done, SMALL))
    done = complete_task(second, done, "anhoeren", facts=SMALL)
    assert keys(available_results(second, done, SMALL)) == ["abgelehnt", "zurueckgenommen"]
