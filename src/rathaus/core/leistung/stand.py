"""The state of the catalogue, and what a process may keep as long as it lasts."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

from django.conf import settings
from django.db import connection

_ASK = "SELECT revision FROM leistung_katalogstand"
_lock = threading.Lock()
_known: tuple[int, float] | None = None


def katalogstand() -> int:
    """Return the number of the present state; a process asks at most once in ``RATHAUS_KEEP_S`` seconds."""
    global _known  # noqa: PLW0603  # one value for the process, exchanged as a whole
    known, now = _known, time.monotonic()
    if known is not None and now - known[1] < settings.RATHAUS_KEEP_S:
        return known[0]
    with connection.cursor() as cursor:
        cursor.execute(_ASK)
        revision = int(cursor.fetchone()[0])
    with _lock:  # a slow answer to an earlier question must not take the state back
        if _known is None or revision >= _known[0]:
            _known = (revision, now)
        return _known[0]


class Kept[Key: Hashable, Value]:
    """Values of public content that hold as long as the catalogue does not change; the least used ones are dropped.

    Values are shared between threads and must not be changed. With ``RATHAUS_KEEP_S`` = 0 nothing is kept.

    Args:
        most: how many values.
    """

    def __init__(self, most: int) -> None:
        self._most, self._stand = most, -1
        self._values: OrderedDict[Key, Value] = OrderedDict()

    def find(self, key: Key) -> tuple[Value | None, int]:
        """Return a value that still holds, None when there is none; and the state for :meth:`keep`."""
        if settings.RATHAUS_KEEP_S <= 0:
            return None, -1
        stand = katalogstand()
        with _lock:
            if stand < self._stand:
                return None, stand
            if stand > self._stand:
                self._values.clear()
                self._stand = stand
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key), stand

    def keep(self, key: Key, value: Value, *, stand: int) -> None:
        """Keep a value made since :meth:`find` gave the state; dropped when the catalogue changed meanwhile."""
        with _lock:
            if settings.RATHAUS_KEEP_S <= 0 or stand != self._stand:
                return
            self._values[key] = value
            if len(self._values) > self._most:
                self._values.popitem(last=False)

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """Return the kept value of a key, or make it."""
        found, stand = self.find(key)
        if found is None:
            found = make()
            self.keep(key, found, stand=stand)
        return found
