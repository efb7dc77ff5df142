"""Long files as answers: written completely before they are sent, never whole in memory, on disk without a name.

So no transaction waits for whoever reads one. The thread of the web server does, as for every answer: at most two files
of a process are written or sent at a time, and other pages keep the rest of its threads.
"""

import weakref
from collections.abc import Callable
from tempfile import SpooledTemporaryFile
from threading import BoundedSemaphore
from typing import IO

from rathaus.core.vorgang.errors import ListsBusy

_MOST_IN_MEMORY_BYTES = 1_000_000
_RETRY_AFTER_S = 10
_AT_ONCE = 2
"""Files that one process writes or sends at the same time; each holds a thread until the browser has read it."""
_turns = BoundedSemaphore(_AT_ONCE)


class TurnFile(SpooledTemporaryFile[bytes]):
    """A file that gives its turn back when it is closed, or when nobody holds it any more."""

    def __init__(self) -> None:
        """Open it in memory; what grows lies on disk."""
        super().__init__(max_size=_MOST_IN_MEMORY_BYTES)
        self._give_back = weakref.finalize(self, _turns.release)

    def close(self) -> None:
        """Close it and let the next one begin."""
        super().close()
        self._give_back()


def write_whole(write: Callable[[IO[bytes]], None]) -> TurnFile:
    """Return a written file, at its beginning.

    Args:
        write: writes all of it.

    Raises:
        ListsBusy: two are under way.
    """
    if not _turns.acquire(blocking=False):
        raise ListsBusy(retry_after_s=_RETRY_AFTER_S)
    file = TurnFile()
    try:
        write(file)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file
