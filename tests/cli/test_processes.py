"""Child processes live as long as their parent: dead ones come back, all end with it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rathaus.cli import processes
from rathaus.cli.processes import Processes, mail_catcher_command, web_command, worker_command

PARENT = """
import sys
from rathaus.cli import processes
from rathaus.cli.processes import Processes
processes._RESTART_AFTER_S, processes._STOP_TIMEOUT_S = 0.1, 1.0
family = Processes({"child": (sys.executable, "-c", sys.argv[1], sys.argv[2])})
family.start()
family.watch()
print("ended", flush=True)
"""
CHILD = """
import os, pathlib, sys, time
pathlib.Path(sys.argv[1]).open("a").write(f"{os.getpid()}\\n")
time.sleep(600)
"""
DEAF_CHILD = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + CHILD


@pytest.fixture
def births(tmp_path: Path) -> Path:
    """Return the file in which every child writes its process id."""
    path = tmp_path / "births"
    path.touch()
    return path


@pytest.fixture
def start(births: Path) -> Iterator[Callable[[str], "subprocess.Popen[str]"]]:
    """Return what starts a parent with one child."""
    parents: list[subprocess.Popen[str]] = []

    def start_parent(child: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-c", PARENT, child, str(births)]
        parents.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
        wait_for(lambda: len(pids(births)) == 1)
        return parents[-1]

    yield start_parent
    for parent in parents:
        if parent.poll() is None:
            parent.kill()
    for pid in pids(births):
        if is_alive(pid):
            os.kill(pid, signal.SIGKILL)
    for parent in parents:
        parent.communicate()


def pids(births: Path) -> list[int]:
    return [int(line) for line in births.read_text().split("\n")[:-1]]


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_for(condition: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "the condition did not come true"
        time.sleep(0.02)


def test_a_child_that_dies_is_started_again(start: Callable[..., "subprocess.Popen[str]"], births: Path) -> None:
    parent = start(CHILD)
    os.kill(pids(births)[0], signal.SIGKILL)
    wait_for(lambda: len(pids(births)) == 2)
    assert is_alive(pids(births)[1])
    assert parent.poll() is None


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("child", [CHILD, DEAF_CHILD], ids=["child", "deaf child"])
def test_a_signal_ends_all_even_a_child_that_does_not_listen(
    number: int, child: str, start: Callable[..., "subprocess.Popen[str]"], births: Path
) -> None:
    parent = start(child)
    parent.send_signal(number)
    said, _ = parent.communicate(timeout=30)
    assert (parent.returncode, said.splitlines()[-1]) == (0, "ended")
    assert not is_alive(pids(births)[0])


def test_a_hangup_renews_a_child_and_the_parent_stays(
    start: Callable[..., "subprocess.Popen[str]"], births: Path
) -> None:
    parent = start(CHILD)
    parent.send_signal(signal.SIGHUP)
    wait_for(lambda: len(pids(births)) == 2)
    assert not is_alive(pids(births)[0])
    assert parent.poll() is None


def test_ending_what_never_began_starts_nothing(births: Path) -> None:
    Processes({"child": (sys.executable, "-c", CHILD, str(births))}).stop()
    assert pids(births) == []


def test_web_server_and_worker_are_started_with_this_python() -> None:
    web = web_command(host="127.0.0.1", port=8123, workers=3)
    assert web[0] == "env"
    assert web[3:7] == (sys.executable, "-m", "rathaus.cli.web_server", str(os.getpid()))
    assert web[web.index("--port") + 1] == "8123"
    assert web[web.index("--workers") + 1] == "3"
    assert worker_command() == (sys.executable, "-m", "rathaus.cli", "worker", "--parent", str(os.getpid()))
    catcher = mail_catcher_command(port=25, folder=Path("mails"))
    assert catcher == (sys.executable, "-m", "rathaus.cli.mail_catcher", str(os.getpid()), "25", "mails")
    assert processes._STOP_TIMEOUT_S > 30, "longer than the web server's own timeout"


def test_what_children_log_goes_to_the_file_that_is_named(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    log, speak = tmp_path / "demo.log", "import sys; print('{}', file=sys.stderr)"
    family = Processes({"child": (sys.executable, "-c", speak)}, log=log)
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
    try:
        family.start()
        while not (log.exists() and log.read_text().endswith("\n")):
            time.sleep(0.01)
        family.stop()
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
    assert log.read_text() == "{}\n"
    assert capfd.readouterr().err == ""
