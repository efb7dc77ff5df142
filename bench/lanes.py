"""Drive many visitors over kept-alive connections in one process, without threads.

An operation is a generator: it yields requests, is sent the answers, raises ``WrongAnswer`` when one is not what it
must be, and returns the reference number that it was told, if any.
"""

import select
import socket
import time
from collections import defaultdict
from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Protocol

from bench.errors import BenchFailed
from bench.exchange import Request, Response, ResponseReader

_PATIENCE_S = 20.0
_CHUNK_BYTES = 262_144

type Operation = Generator[Request, Response, str | None]


class Scenario(Protocol):
    """Something to measure; each number is another visitor."""

    def operation(self, number: int) -> Operation:
        """Return the operation of a visitor."""


@dataclass(frozen=True, slots=True)
class Load:
    """The load that one process makes.

    Args:
        port: port of the server on this machine.
        scenario: what each visitor does.
        lanes: connections, and so visitors at a time.
        seconds: no operation begins after them.
        numbers: visitors; when they are used up, the load ends early.
        interval_s: seconds between two beginnings; None begins the next when one ends (saturation).
    """

    port: int
    scenario: Scenario
    lanes: int
    seconds: float
    numbers: range
    interval_s: float | None = None


@dataclass(slots=True)
class Tally:
    """What one process saw."""

    durations_s: list[float] = field(default_factory=list)
    steps_s: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    acknowledged: list[str] = field(default_factory=list)
    finished_at: float = 0.0


class _Lane:
    """One connection with the operation that runs on it."""

    __slots__ = ("asked_at", "begun_at", "is_blocked", "operation", "reader", "socket", "step", "unsent")

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE_S)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.settimeout(0)
        self.reader = ResponseReader()
        self.operation: Operation | None = None
        self.unsent = memoryview(b"")
        self.is_blocked = False
        self.step, self.asked_at, self.begun_at = "", 0.0, 0.0


class Driver:
    """Keeps the lanes of one process busy."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._numbers = iter(load.numbers)
        self._tally = Tally()
        self._poll = select.epoll()
        self._lanes = {lane.socket.fileno(): lane for lane in (_Lane(load.port) for _ in range(load.lanes))}
        for number in self._lanes:
            self._poll.register(number, select.EPOLLIN)
        self._idle = list(self._lanes.values())
        self._begun = 0
        self._start_at = 0.0

    def run(self, start_at: float) -> Tally:
        """Work from an instant of the monotonic clock on until everything that began has ended."""
        time.sleep(max(0.0, start_at - time.monotonic()))
        self._start_at = start_at
        while True:
            self._begin_what_is_due()
            if len(self._idle) == len(self._lanes) and self._is_over():
                break
            self._serve(self._poll.poll(self._wait_s()))
        self._tally.finished_at = time.monotonic()
        for lane in self._lanes.values():
            lane.socket.close()
        self._poll.close()
        return self._tally

    def _due_at(self) -> float:
        if self._load.interval_s is None:
            return 0.0
        return self._start_at + self._begun * self._load.interval_s

    def _is_over(self) -> bool:
        """At half load everything planned is begun, even late: leaving it out would hide a queue."""
        end = self._start_at + self._load.seconds
        if self._load.interval_s is not None and time.monotonic() < end + _PATIENCE_S:
            return self._begun >= len(self._load.numbers) or self._due_at() >= end
        return self._begun >= len(self._load.numbers) or time.monotonic() >= end

    def _wait_s(self) -> float:
        if self._idle and not self._is_over():
            return max(0.0, self._due_at() - time.monotonic())
        return _PATIENCE_S

    def _begin_what_is_due(self) -> None:
        while self._idle and not self._is_over() and self._due_at() <= time.monotonic():
            lane = self._idle.pop()
            # At half load the visitor came when planned, even when all lanes were busy: waiting counts.
            lane.begun_at = self._due_at() or time.monotonic()
            lane.operation = self._load.scenario.operation(next(self._numbers))
            self._begun += 1
            self._ask(lane, next(lane.operation))

    def _serve(self, events: list[tuple[int, int]]) -> None:
        if not events:
            self._refuse_to_wait_forever()
        for number, event in events:
            lane = self._lanes[number]
            if event & select.EPOLLOUT:
                self._send(lane)
            if event & ~select.EPOLLOUT:
                self._receive(lane)

    def _refuse_to_wait_forever(self) -> None:
        late = {
            lane.step
            for lane in self._lanes.values()
            if lane.operation is not None and time.monotonic() - lane.asked_at > _PATIENCE_S
        }
        if late:
            raise BenchFailed(f"no answer within {_PATIENCE_S:.0f} s to: {', '.join(sorted(late))}")

    def _ask(self, lane: _Lane, asked: Request) -> None:
        lane.step, lane.asked_at = asked.step, time.monotonic()
        lane.unsent = memoryview(asked.data)
        self._send(lane)

    def _send(self, lane: _Lane) -> None:
        try:
            sent = lane.socket.send(lane.unsent)
        except BlockingIOError:
            sent = 0
        lane.unsent = lane.unsent[sent:]
        if bool(lane.unsent) is not lane.is_blocked:
            lane.is_blocked = bool(lane.unsent)
            wanted = select.EPOLLIN | (select.EPOLLOUT if lane.is_blocked else 0)
            self._poll.modify(lane.socket.fileno(), wanted)

    def _receive(self, lane: _Lane) -> None:
        data = lane.socket.recv(_CHUNK_BYTES)
        if not data:
            raise BenchFailed(f"the server closed the connection during: {lane.step}")
        response = lane.reader.feed(data)
        if response is None:
            return
        self._tally.steps_s[lane.step].append(time.monotonic() - lane.asked_at)
        self._go_on(lane, response)

    def _go_on(self, lane: _Lane, response: Response) -> None:
        assert lane.operation is not None
        try:
            self._ask(lane, lane.operation.send(response))
        except StopIteration as end:
            self._tally.durations_s.append(time.monotonic() - lane.begun_at)
            if end.value is not None:
                self._tally.acknowledged.append(end.value)
            lane.operation = None
            self._idle.append(lane)
