"""Several processes that make load together; the parent watches what the servers pay for it."""

import multiprocessing
import resource
import time
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from typing import Protocol

from bench.accounting import cpu_seconds, machine_busy_s
from bench.errors import BenchFailed
from bench.figures import Measured
from bench.lanes import Driver, Load, Scenario, Tally

GENERATOR_PROCESSES = 2
CLIENTS = 16
_READY_WITHIN_S = 30.0
_HEAD_START_S = 0.05


class Work(Protocol):
    """What one process of the fleet does, once it is ready, from an instant of the monotonic clock on."""

    def __call__(self, start_at: float) -> Tally:
        """Do it."""


type Prepare = Callable[[], Work]


class LoadWork:
    """HTTP load, ready to begin."""

    def __init__(self, load: Load) -> None:
        self._load = load

    def __call__(self) -> Work:
        """Connect."""
        return Driver(self._load).run


def http_load(
    scenario: Scenario, *, port: int, seconds: float, numbers: range, per_s: float | None = None
) -> list[Prepare]:
    """Return the work of each process for one load over HTTP.

    Args:
        scenario: what each visitor does.
        port: port of the server on this machine.
        seconds: no operation begins after them.
        numbers: visitors, dealt out to the processes.
        per_s: operations to begin a second by all processes together; None for as many as possible.
    """
    shares = [numbers[process::GENERATOR_PROCESSES] for process in range(GENERATOR_PROCESSES)]
    interval_s = GENERATOR_PROCESSES / per_s if per_s else None
    lanes = CLIENTS // GENERATOR_PROCESSES
    return [LoadWork(Load(port, scenario, lanes, seconds, share, interval_s)) for share in shares]


def measure(works: list[Prepare], *, servers: Mapping[str, int]) -> Measured:
    """Let all processes work at once and add up what they saw and what the servers paid.

    Args:
        works: one for each process.
        servers: name of a part → process id at its top.

    Raises:
        BenchFailed: a visitor got a wrong answer or none.
    """
    spawn = multiprocessing.get_context("spawn")
    pipes = [spawn.Pipe() for _ in works]
    processes = [
        spawn.Process(target=_work, args=(work, child), daemon=True)
        for work, (_, child) in zip(works, pipes, strict=True)
    ]
    for process in processes:
        process.start()
    try:
        parents = [parent for parent, _ in pipes]
        for parent in parents:
            _hear(parent)
        return _watch(parents, servers)
    finally:
        for process in processes:
            process.join(_READY_WITHIN_S)
            process.kill()


def _watch(parents: list[Connection], servers: Mapping[str, int]) -> Measured:
    busy_before = machine_busy_s()
    before = {name: cpu_seconds(pid) for name, pid in servers.items()}
    start_at = time.monotonic() + _HEAD_START_S
    for parent in parents:
        parent.send(start_at)
    heard = [_hear(parent) for parent in parents]
    cpu_s = {name: cpu_seconds(pid) - before[name] for name, pid in servers.items()}
    busy_s = machine_busy_s() - busy_before
    tallies = [tally for tally, _ in heard]
    generator_cpu_s = sum(spent for _, spent in heard)
    return Measured(
        durations_s=[duration for tally in tallies for duration in tally.durations_s],
        elapsed_s=max(tally.finished_at for tally in tallies) - start_at,
        cpu_s=cpu_s,
        generator_cpu_s=generator_cpu_s,
        other_cpu_s=max(0.0, busy_s - sum(cpu_s.values()) - generator_cpu_s),
        steps_s=_merged_steps(tallies),
        acknowledged=[reference for tally in tallies for reference in tally.acknowledged],
    )


def _merged_steps(tallies: list[Tally]) -> dict[str, list[float]]:
    steps = dict.fromkeys(step for tally in tallies for step in tally.steps_s)
    return {step: [each for tally in tallies for each in tally.steps_s.get(step, ())] for step in steps}


def _hear(parent: Connection) -> tuple[Tally, float]:
    try:
        said = parent.recv()
    except EOFError:
        raise BenchFailed("a process of the load generator died") from None
    if isinstance(said, str):
        raise BenchFailed(said)
    return said  # type: ignore[no-any-return]  # what a pipe carries has no type


def _work(prepare: Prepare, child: Connection) -> None:
    try:
        work = prepare()
        child.send((Tally(), 0.0))
        start_at = child.recv()
        before = _own_cpu_s()
        tally = work(start_at)
        child.send((tally, _own_cpu_s() - before))
    except Exception as error:  # noqa: BLE001  # the outermost place of this process: the parent hears of everything
        child.send(f"{type(error).__name__}: {error}")


def _own_cpu_s() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime
