"""What processes cost."""

import os
import subprocess
import sys

from bench.accounting import cpu_seconds, machine_busy_s, shared_memory_bytes

BUSY = "import time\nwhile time.process_time() < 0.2: pass\n"


def test_the_time_of_children_counts_while_they_live_and_after() -> None:
    code = (
        f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BUSY!r}]); print('done', flush=True); input()"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        assert cpu_seconds(process.pid) >= 0.19
        assert shared_memory_bytes(process.pid) > 1_000_000
        process.communicate(b"\n")


def test_a_process_that_is_gone_costs_nothing() -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    assert cpu_seconds(gone.pid) == 0.0
    assert shared_memory_bytes(gone.pid) == 0


def test_the_machine_has_worked_at_least_as_long_as_this_process() -> None:
    assert machine_busy_s() >= cpu_seconds(os.getpid()) > 0
