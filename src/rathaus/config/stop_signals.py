"""A process that is told to stop hears it at once, whichever of its threads the kernel told.

Python runs the handlers of signals in the main thread alone, and the main thread of a web server waits for a lock.
Where the kernel hands the signal to another thread, as it may while that one is being created, nobody wakes the main
thread: the server goes on as if nothing had been said, until it is killed with all that it was answering.
"""

import os
import signal
import threading
from types import FrameType

_WAKE = signal.SIGWINCH
"""Interrupts the wait of the main thread; nothing else uses it here, and left alone it is ignored."""


def wake_main_thread() -> None:
    """Wake the main thread for every signal, so that it runs the handler; to be called from the main thread."""
    told, tells = os.pipe()
    os.set_blocking(tells, False)
    signal.signal(_WAKE, _do_nothing)
    signal.set_wakeup_fd(tells, warn_on_full_buffer=False)
    threading.Thread(target=_pass_on, args=(told, threading.get_ident()), daemon=True, name="signals").start()


def _do_nothing(number: int, frame: FrameType | None) -> None:
    del number, frame


def _pass_on(told: int, main_thread: int) -> None:
    while number := os.read(told, 1):
        if number[0] != _WAKE:
            signal.pthread_kill(main_thread, _WAKE)
