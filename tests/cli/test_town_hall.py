"""`rathaus demo` and `rathaus serve` as people run them: a page over HTTP, a clean end, no rest when killed."""

import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Shell

START_S, END_S = 120.0, 30.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def wait_for(condition: Callable[[], object], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "the condition did not come true"
        time.sleep(0.05)


def page(address: str) -> str:
    """Return the text of a page; empty as long as nobody answers."""
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return str(answer.read().decode())
    except (urllib.error.URLError, OSError):
        return ""


def announced(demo: "subprocess.Popen[str]") -> tuple[str, int]:
    """Return the address that a demonstration prints, and its port."""
    assert demo.stdout is not None
    for line in iter(demo.stdout.readline, ""):
        if found := re.search(r"ready at (http://127\.0\.0\.1:(\d+)/)", line):
            return found[1], int(found[2])
    raise AssertionError("the demonstration ended before it was ready")


def family(shell: Shell) -> dict[int, str]:
    """Return the living processes with this state folder in their environment: id → command."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"RATHAUS_STATE_DIR={shell.state_dir}".encode() in (folder / "environ").read_bytes():
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                found |= {int(folder.name): command} if command else {}
        except OSError:
            continue
    return found


def parent_of(pid: int) -> int:
    """Return the id of the process that started another one; 0 when that has ended."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return 0


def ours(shell: Shell) -> list[str]:
    """Return the commands of our own processes: all but the database server, which outlives a killed town hall."""
    return [command for command in family(shell).values() if "rathaus.cli" in command]


def test_a_demonstration_opens_on_a_free_port_and_ends_cleanly(shell: Shell) -> None:
    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    first = int(taken.getsockname()[1])
    demo = shell.start("demo", "--port", str(first), "--workers", "1")
    try:
        address, port = announced(demo)
        assert port > first, "the first port is taken"
        home = page(address)
        assert "Vorführung." in home
        assert "Ihr Anliegen" in home
        assert "Lena Hoffmann" in page(f"{address}anmelden/")
        assert "Noch keine E-Mail" in page(f"{address}vorfuehrung/mails/")
        assert any("mail_catcher" in command for command in ours(shell))
    finally:
        taken.close()
        demo.terminate()
        demo.communicate(timeout=END_S)
    assert demo.returncode == 0
    assert is_free(port)
    assert family(shell) == {}


def test_without_jobs_there_are_pages_and_nobody_works_on_what_waits(shell: Shell) -> None:
    assert shell.run("migrate").status == 0
    port = free_port()
    serving = shell.start("serve", "--port", str(port), "--workers", "1", "--without-jobs")
    try:
        wait_for(lambda: "Ihr Anliegen" in page(f"http://127.0.0.1:{port}/"), START_S)
        children = [command for pid, command in family(shell).items() if parent_of(pid) == serving.pid]
        assert any("web_server" in command for command in children)
        assert not any("rathaus.cli worker" in command for command in children)
    finally:
        serving.terminate()
        serving.communicate(timeout=END_S)
    assert serving.returncode == 0


def test_a_killed_town_hall_leaves_no_process_that_serves_and_the_next_one_takes_over(shell: Shell) -> None:
    assert shell.run("migrate").status == 0
    port = free_port()
    words = ("serve", "--port", str(port), "--workers", "1")
    killed = shell.start(*words)
    wait_for(lambda: "Ihr Anliegen" in page(f"http://127.0.0.1:{port}/"), START_S)
    assert len(ours(shell)) >= 4, "town hall, worker of jobs, web server and its worker"
    children = {pid: command for pid, command in family(shell).items() if parent_of(pid) == killed.pid}
    (web_server,) = (pid for pid, command in children.items() if "web_server" in command)
    workers = {pid for pid in family(shell) if parent_of(pid) == web_server}
    os.kill(web_server, signal.SIGKILL)
    wait_for(lambda: not workers & set(family(shell)), END_S)
    killed.kill()
    killed.communicate()
    wait_for(lambda: not ours(shell), END_S)
    assert is_free(port)

    following = shell.start(*words)
    wait_for(lambda: "Ihr Anliegen" in page(f"http://127.0.0.1:{port}/"), START_S)
    following.send_signal(signal.SIGTERM)
    following.communicate(timeout=END_S)
    assert following.returncode == 0
    assert is_free(port)
    assert family(shell) == {}
