"""The harness against a real web server, small: it must count, account and refuse; never time."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bench.errors import BenchFailed, WrongAnswer
from bench.exchange import request
from bench.fleet import http_load, measure
from bench.lanes import Operation
from bench.proof import Stored, prove
from bench.scenarios.hello import Hello
from bench.servers import free_port, hello_command, running
from rathaus.cli.processes import web_command


@dataclass(frozen=True)
class Told:
    """Two requests, then a number."""

    def operation(self, number: int) -> Operation:
        for step in ("first", "second"):
            response = yield request(step, "/")
            assert response.status == 200
        return str(number)


@dataclass(frozen=True)
class Unhappy:
    """Never content."""

    def operation(self, number: int) -> Operation:
        yield request("page", "/")
        raise WrongAnswer("page: not what it must be")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, int]]:
    """Port and process id of the web server with the greeting."""
    port, log = free_port(), tmp_path_factory.mktemp("bench") / "web.log"
    command = hello_command(web_command(host="127.0.0.1", port=port, workers=1))
    with running(command, port=port, log=log) as pid:
        yield port, pid


def test_a_load_counts_operations_and_what_the_server_paid(server: tuple[int, int]) -> None:
    port, pid = server
    found = measure(http_load(Hello(), port=port, seconds=0.2, numbers=range(10**6)), servers={"web": pid})
    assert found.operations == found.requests > 10
    assert found.cpu_s["web"] >= 0
    assert found.generator_cpu_s > 0


def test_each_visitor_comes_once_and_is_told_a_number(server: tuple[int, int]) -> None:
    port, pid = server
    found = measure(http_load(Told(), port=port, seconds=20, numbers=range(40)), servers={"web": pid})
    assert sorted(map(int, found.acknowledged)) == list(range(40))
    assert {step: len(durations) for step, durations in found.steps_s.items()} == {"first": 40, "second": 40}


def test_a_steady_load_begins_what_was_planned(server: tuple[int, int]) -> None:
    port, pid = server
    load = http_load(Hello(), port=port, seconds=0.5, numbers=range(10**6), per_s=40)
    assert measure(load, servers={"web": pid}).operations == 20


def test_a_wrong_answer_ends_the_run(server: tuple[int, int]) -> None:
    port, pid = server
    with pytest.raises(BenchFailed, match="not what it must be"):
        measure(http_load(Unhappy(), port=port, seconds=5, numbers=range(100)), servers={"web": pid})


def test_a_server_that_does_not_start_says_why(tmp_path: Path) -> None:
    command = ("python3", "-c", "raise SystemExit('no luck')")
    with (
        pytest.raises(BenchFailed, match="no luck"),
        running(command, port=free_port(), log=tmp_path / "web.log"),
    ):
        pytest.fail("it must not start")


@pytest.mark.parametrize(
    ("told", "stored", "fault"),
    [
        (["a", "b"], Stored(frozenset("a"), frozenset("a"), ("a",)), "1 Antraege acknowledged and not stored"),
        (["a"], Stored(frozenset("ab"), frozenset("ab"), ("a", "b")), "1 Antraege stored and not acknowledged"),
        (["a", "a"], Stored(frozenset("a"), frozenset("a"), ("a",)), "1 Antraege acknowledged twice"),
        (["a"], Stored(frozenset("a"), frozenset(), ("a",)), "1 Antraege without a Vorgang"),
        (["a"], Stored(frozenset("a"), frozenset("a"), ("a", "a")), "1 Antraege without exactly one receipt"),
        ([], Stored(frozenset(), frozenset(), ()), "nothing was submitted"),
    ],
)
def test_the_proof_refuses_what_does_not_fit(told: list[str], stored: Stored, fault: str) -> None:
    with pytest.raises(BenchFailed, match=fault):
        prove(told, stored)


def test_the_proof_accepts_what_is_stored_once() -> None:
    prove(["a", "b"], Stored(frozenset("ab"), frozenset("ab"), ("b", "a")))
