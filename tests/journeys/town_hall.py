"""The town hall of a journey: the real command, on a free port, with a database of its own."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

START_TIMEOUT_S = 240.0
STOP_TIMEOUT_S = 30.0
_READY = "ready at "
_PROJECT = Path(__file__).parents[2]


@dataclass(frozen=True)
class TownHall:
    """A running town hall: where it answers, the file in which it writes what happens, the folder of its data."""

    address: str
    log: Path
    state: Path

    def url(self, path: str) -> str:
        return self.address + path

    def command(self, *words: str) -> None:
        """Run a command of the town hall on its data, as somebody would at its machine."""
        command = [Path(sys.executable).with_name("rathaus"), *words]
        subprocess.run(command, env=_environment(self.state), check=True, capture_output=True)

    def let_days_pass(self, body: str, days: int) -> None:
        """Move one body into the future, as :mod:`tests.journeys.passing_days` says."""
        command = [sys.executable, "-m", "tests.journeys.passing_days", body, str(days)]
        subprocess.run(command, env=_environment(self.state), cwd=_PROJECT, check=True)

    def let_years_pass(self, number: str, years: int) -> None:
        """Move the end of one case into the past, as :mod:`tests.journeys.passing_years` says."""
        command = [sys.executable, "-m", "tests.journeys.passing_years", number, str(years)]
        subprocess.run(command, env=_environment(self.state), cwd=_PROJECT, check=True)


@contextmanager
def running_town_hall() -> Iterator[TownHall]:
    """Run ``rathaus demo`` as somebody would on an empty machine; all data are gone afterwards.

    While writing a journey, ``RATHAUS_JOURNEY_ADDRESS`` names a town hall that runs already, and
    ``RATHAUS_JOURNEY_STATE`` the folder of its data.
    """
    if address := os.environ.get("RATHAUS_JOURNEY_ADDRESS"):
        yield TownHall(address.rstrip("/"), Path(os.devnull), Path(os.environ.get("RATHAUS_JOURNEY_STATE", "state")))
        return
    folder = Path(tempfile.mkdtemp(prefix="rathaus-journey-"))
    folder.chmod(0o711)  # PostgreSQL runs as another user and must reach its own folder below
    log = folder / "demo.log"
    with log.open("w") as output:
        command = [Path(sys.executable).with_name("rathaus"), "demo", "--port", str(_free_port())]
        process = subprocess.Popen(command, stdout=output, stderr=output, env=_environment(folder / "state"))
    try:
        yield TownHall(_wait_for_address(process, log), log, folder / "state")
    finally:
        _stop(process)
        shutil.rmtree(folder, ignore_errors=True)


def _environment(state: Path) -> dict[str, str]:
    """Return a clean environment; each person comes from an address of their own, so that limits count them apart."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("RATHAUS_", "DJANGO_"))}
    return ours | {"RATHAUS_STATE_DIR": str(state), "RATHAUS_TRUST_FORWARDED": "1", "PYTHONUNBUFFERED": "1"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for_address(process: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < deadline and process.poll() is None:
        told = log.read_text()
        if _READY in told:
            return told.partition(_READY)[2].split()[0].rstrip("/")
        time.sleep(0.1)
    raise AssertionError(f"the town hall did not open:\n{log.read_text()[-4000:]}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
