"""A signal that another thread took still reaches the main thread, which waits for a lock."""

import ctypes
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_WAITS_FOR_A_SIGNAL = """
import signal, threading
from rathaus.config.stop_signals import wake_main_thread
wake_main_thread()
over = threading.Event()
signal.signal(signal.SIGTERM, lambda number, frame: over.set())
other = threading.Thread(target=threading.Event().wait, daemon=True)
other.start()
print(other.native_id, flush=True)
over.wait()
"""


@contextmanager
def process_whose_other_thread_is_told() -> Iterator["subprocess.Popen[str]"]:
    """Start a process that waits for SIGTERM, and send it to a thread that is not its main one."""
    with subprocess.Popen((sys.executable, "-c", _WAITS_FOR_A_SIGNAL), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        other_thread = int(process.stdout.readline())
        assert ctypes.CDLL(None).tgkill(process.pid, other_thread, signal.SIGTERM) == 0
        yield process
        process.kill()


def test_the_main_thread_hears_a_signal_that_another_thread_took() -> None:
    with process_whose_other_thread_is_told() as process:
        assert process.wait(30) == 0
