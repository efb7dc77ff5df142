"""The `rathaus` command as people run it: a process of its own with a state folder of its own."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from rathaus.adapters.postgres.cluster import APP, Cluster
from rathaus.cli.main import main

CONTENT = Path(__file__).parents[2] / "leistungen"
HUNDESTEUER = CONTENT / "99102013002000-hundesteuer-anmeldung"
UNTERHALT = CONTENT / "99107021017000-unterhaltsvorschuss"


@dataclass(frozen=True)
class Outcome:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Shell:
    """Runs `rathaus` with a state folder."""

    state_dir: Path

    def run(self, *words: str, **settings: str) -> Outcome:
        """Run one command to its end."""
        done = subprocess.run(
            self.command(*words), env=self.environment(**settings), capture_output=True, text=True, check=False,
            timeout=120,
        )  # fmt: skip
        return Outcome(done.returncode, done.stdout, done.stderr)

    def start(self, *words: str, **settings: str) -> subprocess.Popen[str]:
        """Start one command and leave it running."""
        return subprocess.Popen(
            self.command(*words), env=self.environment(**settings), stdout=subprocess.PIPE, text=True
        )

    def command(self, *words: str) -> list[str]:
        """Return the words that start a command."""
        return [sys.executable, "-m", "rathaus.cli", *words]

    def environment(self, **settings: str) -> dict[str, str]:
        """Return the environment of this process with our settings in place of its own."""
        inherited = {key: value for key, value in os.environ.items() if not key.startswith(("RATHAUS_", "DJANGO_"))}
        return {**inherited, "RATHAUS_STATE_DIR": str(self.state_dir), **settings}


@pytest.fixture
def shell() -> Iterator[Shell]:
    """Return a shell with an empty state folder."""
    with tempfile.TemporaryDirectory(prefix="rathaus-cli-") as folder:
        Path(folder).chmod(0o711)  # the server runs as an account of its own
        yield Shell(Path(folder))


@pytest.fixture
def rathaus(
    db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], database_cluster: Cluster
) -> Callable[..., Outcome]:
    """Return what runs a command in this process, on the suite's database and in the transaction of the test."""
    monkeypatch.setenv("RATHAUS_DATABASE_URL", database_cluster.url(APP))

    def run(*words: str) -> Outcome:
        capsys.readouterr()
        status = main(words)
        said = capsys.readouterr()
        return Outcome(status, said.out, said.err)

    return run


@pytest.fixture
def package(tmp_path: Path) -> Callable[..., Path]:
    """Return a maker of variations of a shipped package."""

    def make(version: str, **files: str) -> Path:
        folder = tmp_path / f"package-{version}"
        shutil.copytree(HUNDESTEUER, folder)
        ablauf = folder / "ablauf.toml"
        head = re.sub(r"(?m)^version = \".*\"$", f'version = "{version}"', ablauf.read_text("utf-8"), count=1)
        ablauf.write_text(head, "utf-8")
        for name, content in files.items():
            (folder / name.replace("_", ".")).write_text(content, "utf-8")
        return folder

    return make
