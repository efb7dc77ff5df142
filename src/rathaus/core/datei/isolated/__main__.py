"""One order from the standard input, one answer to the standard output."""

import contextlib
import os
import resource
import sys

from PIL import Image

from rathaus.core.datei.isolated.draw import draw
from rathaus.core.datei.isolated.order import Answer, NotDrawn, Order

MEMORY_LIMIT_BYTES = 1_600_000_000
CPU_LIMIT_S = 20
_OPEN_FILES = 16


def main() -> None:
    """Read, draw, answer."""
    limit_process()
    order, content = Order.unpack(sys.stdin.buffer.read())
    try:
        answer, drawn = draw(order, content)
    except NotDrawn as problem:
        answer, drawn = Answer(problem=str(problem)), b""
    except MemoryError:
        answer, drawn = Answer(problem="memory"), b""
    sys.stdout.buffer.write(answer.pack(drawn))


def limit_process() -> None:
    """Take from this process what it does not need: memory, time, files, and its place before others."""
    Image.init()
    limits = {
        resource.RLIMIT_AS: MEMORY_LIMIT_BYTES,
        resource.RLIMIT_CPU: CPU_LIMIT_S,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: _OPEN_FILES,
    }
    for kind, most in limits.items():
        with contextlib.suppress(ValueError, OSError):  # a system that does not know a limit keeps the others
            resource.setrlimit(kind, (most, most))
    os.nice(5)


if __name__ == "__main__":
    main()
