"""What a broken connection delivers in part is never taken for what somebody sent."""

import os
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from rathaus.cli.processes import web_command
from tests.cli.test_town_hall import free_port, wait_for

LENGTH = 300_000


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes"
    path.touch()
    return path


@pytest.fixture
def port(notes: Path) -> Iterator[int]:
    """Run the web server as the town hall does, with an application that notes what it reads."""
    port = free_port()
    command = (*web_command(host="127.0.0.1", port=port, workers=1)[:-1], "tests.cli.counting_application:application")
    server = subprocess.Popen(command, env=os.environ | {"NOTES": str(notes)})
    try:
        yield port
    finally:
        server.terminate()
        server.wait(40)


def send(port: int, body: bytes) -> bool:
    """Announce the whole length, send so much of it and hang up; returns whether somebody listened."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
            head = f"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: {LENGTH}\r\n\r\n".encode()
            connection.sendall(head + body)
            connection.shutdown(socket.SHUT_WR)
            connection.recv(100)
    except OSError:
        return False
    return True


def test_a_body_that_was_cut_off_is_an_error_and_a_whole_one_is_read(port: int, notes: Path) -> None:
    wait_for(lambda: send(port, b"x" * LENGTH), 60)
    wait_for(lambda: notes.read_text() == f"{LENGTH}\n", 20)
    for sent in (0, 10, LENGTH - 1):
        send(port, b"x" * sent)
    send(port, b"x" * LENGTH)
    wait_for(lambda: notes.read_text().count(f"{LENGTH}\n") == 2, 20)
    assert set(notes.read_text().splitlines()) <= {str(LENGTH), "cut off"}
