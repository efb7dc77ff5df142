"""A process that ends with the one that started it, however that one ended: nothing goes on serving unseen."""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def end_with(parent: int) -> None:
    """Get SIGTERM as soon as the parent has ended, even by SIGKILL; other systems than Linux offer nothing like it.

    The kernel sends the signal when the thread ends that started us, so parents start children from their main thread.

    Args:
        parent: process id of the parent, as it was when this process was started.
    """
    if sys.platform != "linux":
        return
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_PDEATHSIG, ctypes.c_ulong(signal.SIGTERM), 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "the kernel does not tell us when our parent ends")
    if os.getppid() != parent:  # it ended before we asked
        os.kill(os.getpid(), signal.SIGTERM)
