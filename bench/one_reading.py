"""`python -m bench.one_reading FILE`: how much memory reading one schema takes, in a process that does nothing else."""

import gc
import os
import sys
from pathlib import Path

from bench.accounting import most_memory_bytes, watch_memory
from rathaus.standards.xdatenfelder.read import read_schema

_TINY = b"<a/>"


def run(file: Path) -> int:
    """Return the bytes by which this process grew at most while it read a file, above what it held before."""
    read_schema(_TINY)  # what is loaded only once does not count
    data = file.read_bytes()
    gc.collect()
    idle = watch_memory([os.getpid()])
    read_schema(data)
    return most_memory_bytes([os.getpid()]) - idle


if __name__ == "__main__":
    print(run(Path(sys.argv[1])))
