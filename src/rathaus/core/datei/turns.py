"""Whose turn it is to draw: pictures and papers take a core and much memory, so few are made at the same time."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from rathaus.core.datei.errors import DrawingBusy

_WAIT_FOR_TURN_S = 20
_RETRY_AFTER_S = 5
_AT_ONCE = 2
"""Drawings that one process of the web server makes at the same time."""

_turns = BoundedSemaphore(_AT_ONCE)


@contextmanager
def drawing_turn(**facts: object) -> Iterator[None]:
    """Wait for a turn and keep it for the block.

    Args:
        facts: what is drawn, for the error.

    Raises:
        DrawingBusy: too much is drawn at the moment; the fact ``retry_after_s`` says when to come back.
    """
    if not _turns.acquire(timeout=_WAIT_FOR_TURN_S):
        raise DrawingBusy(retry_after_s=_RETRY_AFTER_S, **facts)
    try:
        yield
    finally:
        _turns.release()
