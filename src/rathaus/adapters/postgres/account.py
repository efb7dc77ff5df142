"""PostgreSQL never runs as root: choose an unprivileged account when we are root, and reach the binaries as it."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

_CANDIDATES = ("postgres", "nobody")
_SYSTEM_ROOT = Path("/var/lib/rathaus")


@dataclass(frozen=True, slots=True)
class Account:
    """The account that runs the server; None means ours, because we are not root."""

    uid: int | None = None
    gid: int | None = None

    def process_options(self) -> dict[str, object]:
        """Return the arguments for ``subprocess`` that drop to this account."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Give a folder to this account, readable by nobody else."""
        path.chmod(0o700)
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def can_read(self, path: Path) -> bool:
        """Return whether this account reaches a path through all folders above it."""
        command = ["/bin/sh", "-c", 'test -r "$1"', "sh", str(path)]
        done = subprocess.run(command, cwd="/", check=False, **self.process_options())  # type: ignore[call-overload]  # typed per argument
        return bool(done.returncode == 0)


def server_account() -> Account:
    """Return the account under which the server runs on this machine."""
    if os.geteuid() != 0:
        return Account()
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = next(known[name] for name in _CANDIDATES if name in known)
    return Account(entry.pw_uid, entry.pw_gid)


def reachable_state_dir(wanted: Path, account: Account) -> Path:
    """Return the folder for cluster state: the wanted one, or one below /var/lib when the account cannot reach it."""
    wanted.mkdir(parents=True, exist_ok=True)
    if account.can_read(wanted):
        return wanted
    return _SYSTEM_ROOT / str(wanted).strip("/").replace("/", "-")


def reachable_binaries(bin_dir: Path, account: Account) -> Path:
    """Return a bin directory that the account can run: the given one, or a copy below /var/lib of its installation."""
    if account.can_read(bin_dir / "postgres"):
        return bin_dir
    installation = bin_dir.parent
    stamp = f"{(bin_dir / 'postgres').stat().st_mtime_ns:x}"
    copy = _SYSTEM_ROOT / "binaries" / stamp
    if not (copy / "complete").exists():
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(installation, copy, symlinks=True)
        for folder in (_SYSTEM_ROOT, copy.parent, copy):
            folder.chmod(0o755)
        (copy / "complete").touch()
    return copy / bin_dir.name
