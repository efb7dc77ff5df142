"""A process of the web server that still loads ends like any other, and waits for a database that is not there yet."""

import os
import signal
import subprocess
from pathlib import Path

from rathaus.cli.processes import web_command
from tests.cli.test_processes import is_alive, wait_for
from tests.cli.test_town_hall import free_port


def children_of(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_processes_that_wait_for_the_database_end_with_a_web_server_that_was_killed(tmp_path: Path) -> None:
    nowhere = f"postgresql://rathaus_app:secret@127.0.0.1:{free_port()}/rathaus"
    settings = {"RATHAUS_DATABASE_URL": nowhere, "RATHAUS_STATE_DIR": str(tmp_path)}
    log = tmp_path / "log"
    with log.open("wb") as output:
        command = web_command(host="127.0.0.1", port=free_port(), workers=1)
        server = subprocess.Popen(command, env=os.environ | settings, stdout=output, stderr=output)
    try:
        wait_for(lambda: log.read_text().count("waiting_for_database") >= 2, 60)
        (worker,) = children_of(server.pid)
        assert server.poll() is None
    finally:
        server.kill()
        server.wait()
    wait_for(lambda: not is_alive(worker))


def test_processes_that_wait_for_the_database_can_be_asked_to_end(tmp_path: Path) -> None:
    nowhere = f"postgresql://rathaus_app:secret@127.0.0.1:{free_port()}/rathaus"
    settings = {"RATHAUS_DATABASE_URL": nowhere, "RATHAUS_STATE_DIR": str(tmp_path)}
    command = web_command(host="127.0.0.1", port=free_port(), workers=1)
    server = subprocess.Popen(command, env=os.environ | settings, stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    assert any("waiting_for_database" in line for line in server.stderr)
    server.send_signal(signal.SIGTERM)
    server.communicate(timeout=8)
    assert server.returncode == 0
