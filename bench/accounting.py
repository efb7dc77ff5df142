"""What the processes of a server cost: processor time and memory, from /proc."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_TICKS_PER_S = os.sysconf("SC_CLK_TCK")
_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class _Stat:
    """The columns of /proc/PID/stat that count."""

    pid: int
    parent: int
    own_ticks: int
    reaped_ticks: int


def cpu_seconds(root_pid: int) -> float:
    """Return the processor time of a process and everything below it, dead children that were reaped included."""
    stats = {stat.pid: stat for stat in _stats()}
    if root_pid not in stats:
        return 0.0
    members = [stats[pid] for pid in _below(root_pid, stats)]
    return sum(stat.own_ticks + stat.reaped_ticks for stat in members) / _TICKS_PER_S


def shared_memory_bytes(root_pid: int) -> int:
    """Return the proportional memory (PSS) of a process and everything below it."""
    stats = {stat.pid: stat for stat in _stats()}
    return sum(_pss_bytes(pid) for pid in _below(root_pid, stats))


def watch_memory(pids: Sequence[int]) -> int:
    """Forget the highest resident memory of processes so far; return what they have now, in bytes."""
    for pid in pids:
        (_PROC / str(pid) / "clear_refs").write_text("5")
    return sum(_status_bytes(pid, "VmRSS:") for pid in pids)


def most_memory_bytes(pids: Sequence[int]) -> int:
    """Return the highest resident memory of processes since :func:`watch_memory`, each at its own moment."""
    return sum(_status_bytes(pid, "VmHWM:") for pid in pids)


def family(root_pid: int) -> list[int]:
    """Return the ids of a process and everything below it, parents first; empty when it is gone."""
    return _below(root_pid, {stat.pid: stat for stat in _stats()})


def machine_busy_s() -> float:
    """Return the time that all processors of this machine have worked since its start."""
    user, nice, system, _idle, _wait, irq, soft_irq = (
        int(word) for word in (_PROC / "stat").read_text().split("\n", 1)[0].split()[1:8]
    )
    return (user + nice + system + irq + soft_irq) / _TICKS_PER_S


def _stats() -> Iterator[_Stat]:
    for folder in _PROC.iterdir():
        if folder.name.isdecimal():
            try:
                text = (folder / "stat").read_text()
            except (FileNotFoundError, ProcessLookupError):
                continue
            # The name stands in parentheses and may hold anything; the columns after it are numbers.
            columns = text.rpartition(")")[2].split()
            own, reaped = int(columns[11]) + int(columns[12]), int(columns[13]) + int(columns[14])
            yield _Stat(int(folder.name), int(columns[1]), own, reaped)


def _below(root_pid: int, stats: dict[int, _Stat]) -> list[int]:
    found = [root_pid] if root_pid in stats else []
    for pid in found:
        found += [stat.pid for stat in stats.values() if stat.parent == pid]
    return found


def _status_bytes(pid: int, name: str) -> int:
    lines = (_PROC / str(pid) / "status").read_text().splitlines()
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(name)), 0)


def _pss_bytes(pid: int) -> int:
    try:
        lines = (_PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
