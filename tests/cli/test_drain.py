"""A deploy loses no request: whoever is being answered is answered, whoever comes is answered by the new process."""

import os
import signal
import subprocess
import threading
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

import pytest

from rathaus.cli import processes
from rathaus.cli.processes import web_command
from tests.cli.test_town_hall import free_port, wait_for

START_S = 60.0
SLOW = 24
"""So many at once that some are with either server."""


@contextmanager
def web_server(port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """Run the web server as the town hall does, with an application that can be slow."""
    command = web_command(host="127.0.0.1", port=port, workers=1)
    server = subprocess.Popen((*command[:-1], "tests.cli.slow_application:application"))
    try:
        yield server
    finally:
        server.terminate()
        server.wait(30)


def answer(port: int, path: str = "/") -> int:
    """Return the id of the process that answers; 0 where nobody does."""
    with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as response:
        return int(response.read())
    return 0


@contextmanager
def visitors(port: int) -> Iterator[list[int]]:
    """Let somebody come again and again; the list tells who answered."""
    answers: list[int] = []
    is_over = threading.Event()

    def come() -> None:
        while not is_over.is_set():
            answers.append(answer(port))
            time.sleep(0.01)

    thread = threading.Thread(target=come)
    thread.start()
    try:
        yield answers
    finally:
        is_over.set()
        thread.join()


def test_a_stopping_web_server_answers_what_it_has_and_the_next_one_takes_what_comes() -> None:
    port = free_port()
    with web_server(port) as old, ThreadPoolExecutor(SLOW) as pool:
        wait_for(lambda: answer(port), START_S)
        first = answer(port)
        with web_server(port):
            wait_for(lambda: answer(port) not in {0, first}, START_S)
            slow = [pool.submit(answer, port, "/slow/") for _ in range(SLOW)]
            time.sleep(0.3)
            with visitors(port) as answers:
                old.terminate()
                old.wait(30)
                wait_for(lambda: len(answers) > 50, START_S)
            assert 0 not in [each.result() for each in slow]
            assert first in [each.result() for each in slow], "the kernel gives each connection to one of the two"
            assert answers[-1] not in {0, first}


def test_a_web_server_that_is_told_of_new_code_renews_its_processes_and_refuses_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(processes, "_NEW_WORKER_READY_AFTER_S", 2.0)
    port = free_port()
    with web_server(port) as server:
        wait_for(lambda: answer(port), START_S)
        first = answer(port)
        with visitors(port) as answers:
            os.kill(server.pid, signal.SIGHUP)
            wait_for(lambda: answers and answers[-1] not in {0, first}, START_S)
            wait_for(lambda: first not in answers[-50:] and len(answers) > 100, START_S)
        assert 0 not in answers
