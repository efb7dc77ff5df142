"""One database cluster on disk: initialise it, start and stop its server, prepare roles and the database."""

import contextlib
import json
import os
import secrets
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from rathaus.adapters.postgres.account import Account
from rathaus.adapters.postgres.binaries import major_version
from rathaus.adapters.postgres.errors import ServerFailed, WrongMajorVersion

ADMIN, OWNER, APP, DATABASE = "rathaus_admin", "rathaus_owner", "rathaus_app", "rathaus"
_START_TIMEOUT_S = 60.0
_POLL_S = 0.02
_ENDINGS = ((signal.SIGINT, 40.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0))
"""Signal, and seconds until the next one: a clean end, one without a checkpoint, one without being asked."""
_FIRST_PORT, _PORTS_TO_TRY = 15_000, 100
_DEALT_OUT = Path("/proc/sys/net/ipv4/ip_local_port_range")
_CONFIGURATION = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = on
synchronous_commit = on
full_page_writes = on
password_encryption = 'scram-sha-256'
timezone = 'UTC'
jit = off
shared_buffers = '256MB'
max_connections = 100
log_min_duration_statement = -1
log_statement = 'none'
log_parameter_max_length_on_error = 0
"""
"""No statement and no parameter reaches the log: they hold personal data."""

_servers: dict[int, subprocess.Popen[bytes]] = {}
"""Servers that this process started; a server that outlived its supervisor is not among them."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster in ``state_dir``: ``data/`` (the server's), ``state.json`` (port and passwords), ``postgres.log``.

    Args:
        state_dir: absolute folder that the account can reach.
        bin_dir: folder of the PostgreSQL binaries.
        account: who runs the server.
    """

    state_dir: Path
    bin_dir: Path
    account: Account

    @property
    def data_dir(self) -> Path:
        """The server's own data directory."""
        return self.state_dir / "data"

    @property
    def log_path(self) -> Path:
        """The server's log."""
        return self.state_dir / "postgres.log"

    def url(self, role: str, database: str = DATABASE) -> str:
        """Return the connection address of a role."""
        state = self._state()
        return f"postgresql://{role}:{state[role]}@127.0.0.1:{state['port']}/{database}"

    def initialise(self) -> None:
        """Create the cluster once: scram, builtin C.UTF-8 locale, checksums; a broken attempt is started over.

        Raises:
            WrongMajorVersion: the data belong to another major version.
            ServerFailed: ``initdb`` failed.
        """
        if (self.data_dir / "PG_VERSION").exists() and (self.state_dir / "state.json").exists():
            found, ours = int((self.data_dir / "PG_VERSION").read_text()), major_version(self.bin_dir)
            if found != ours:
                raise WrongMajorVersion(data=found, binaries=ours, folder=self.data_dir)
            return
        self.data_dir.mkdir(parents=True, exist_ok=True)
        self.account.own(self.data_dir)
        state: dict[str, object] = {role: secrets.token_urlsafe(24) for role in (ADMIN, OWNER, APP)}
        self._run_initdb(str(state[ADMIN]))
        with (self.data_dir / "postgresql.conf").open("a") as configuration:
            configuration.write(_CONFIGURATION)
        self._write_state({**state, "port": _free_port()})

    def _run_initdb(self, password: str) -> None:
        reader, writer = os.pipe()
        os.write(writer, password.encode() + b"\n")
        os.close(writer)
        command = [
            self.bin_dir / "initdb", "--pgdata", self.data_dir, "--username", ADMIN, "--auth", "scram-sha-256",
            "--encoding", "UTF8", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--locale", "C",
            "--pwfile", f"/dev/fd/{reader}", "--no-instructions",
        ]  # fmt: skip
        if self.account.uid is not None and self.account.gid is not None:
            os.fchown(reader, self.account.uid, self.account.gid)
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, check=False, cwd="/", pass_fds=[reader],
                **self.account.process_options(),
            )  # type: ignore[call-overload]  # typed per argument  # fmt: skip
        finally:
            os.close(reader)
        if done.returncode != 0:
            raise ServerFailed(step="initdb", log=done.stderr.strip()[-2000:])

    def find_port(self) -> None:
        """Move to another port when ours is taken; only while nobody knows the address yet."""
        if self.running_pid() is None and not _is_free(port := int(str(self._state()["port"]))):
            self._write_state({**self._state(), "port": _free_port(besides=port)})

    def start(self, *options: str) -> int:
        """Start the server on its port and wait until it accepts connections.

        Args:
            options: further settings such as ``fsync=off`` for tests.

        Returns:
            The process id of the server; a server that survived its supervisor is adopted.

        Raises:
            ServerFailed: the log's end says why.
        """
        if self._status() == "stopping":  # whoever asked for it is gone
            self.stop()
        running = self.running_pid()
        if running is not None:
            self._wait_until_ready(running, None)
            return running
        command = [self.bin_dir / "postgres", "-D", self.data_dir, "-p", str(self._state()["port"])]
        for option in options:
            command += ["-c", option]
        with self.log_path.open("ab") as log:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", start_new_session=True,
                **self.account.process_options(),
            )  # type: ignore[call-overload]  # typed per argument  # fmt: skip
        _servers[process.pid] = process
        self._wait_until_ready(process.pid, process)
        return int(process.pid)

    def running_pid(self) -> int | None:
        """Return the process id of a living server on this data directory, else None."""
        with contextlib.suppress(OSError, ValueError, IndexError):
            pid = int((self.data_dir / "postmaster.pid").read_text().splitlines()[0])
            command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            if str(self.data_dir).encode() in command:
                return pid
            _reap(pid)
        return None

    def stop(self) -> None:
        """Stop the server: everything committed is on disk, however it ends.

        It ends cleanly where it can. One that recovers has nothing to lose, and may never end when it is asked to; so
        it is ended at once, and the next start recovers.

        Raises:
            ServerFailed: not even SIGKILL ends it.
        """
        pid = self.running_pid()
        if pid is None:
            return
        for number, patience_s in _ENDINGS if self._status() == "ready" else _ENDINGS[1:]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
            if self._is_gone_within(patience_s, pid):
                return
        raise ServerFailed(step="stop", log=self.log_tail())

    def _is_gone_within(self, seconds: float, pid: int) -> bool:
        deadline = time.monotonic() + seconds
        while self.running_pid() is not None:
            _reap(pid)
            if time.monotonic() > deadline:
                return False
            time.sleep(_POLL_S)
        return True

    def prepare(self, database: str = DATABASE) -> None:
        """Create roles and the database where they are missing: one role owns, another one works."""
        state = self._state()
        with psycopg.connect(self.url(ADMIN, "postgres"), autocommit=True) as connection:
            for role in (OWNER, APP):
                if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
                    create = sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD {}")
                    connection.execute(create.format(sql.Identifier(role), sql.Literal(state[role])))
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
                create = sql.SQL("CREATE DATABASE {} OWNER {}")
                connection.execute(create.format(sql.Identifier(database), sql.Identifier(OWNER)))

    def log_tail(self) -> str:
        """Return the end of the server's log."""
        if not self.log_path.exists():
            return ""
        return self.log_path.read_bytes()[-2000:].decode(errors="replace").strip()

    def _status(self) -> str:
        """Return what the living server says of itself: starting, ready, stopping; empty when there is none."""
        if self.running_pid() is None:
            return ""
        with contextlib.suppress(OSError, IndexError):
            return (self.data_dir / "postmaster.pid").read_text().splitlines()[7].strip()
        return ""

    def _wait_until_ready(self, pid: int, process: subprocess.Popen[bytes] | None) -> None:
        deadline = time.monotonic() + _START_TIMEOUT_S
        while time.monotonic() < deadline:
            if process is not None and process.poll() is not None:
                raise ServerFailed(step="start", log=self.log_tail())
            if self.running_pid() == pid and self._status() == "ready":
                return
            time.sleep(_POLL_S)
        raise ServerFailed(step="start", log=self.log_tail())

    def _state(self) -> dict[str, object]:
        state: dict[str, object] = json.loads((self.state_dir / "state.json").read_text())
        return state

    def _write_state(self, state: dict[str, object]) -> None:
        draft = self.state_dir / "state.json.new"
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(state))
        draft.replace(self.state_dir / "state.json")


def _free_port(*, besides: int = 0) -> int:
    """Return a port that nobody uses, below those that the system deals out to connections.

    A server that died must come back on its port, for its clients know no other. In the range of the system, a
    connection of anybody on this machine could take the port in between.
    """
    with contextlib.suppress(OSError, ValueError):
        first_dealt_out = int(_DEALT_OUT.read_text().split()[0])
        for _ in range(_PORTS_TO_TRY):
            port = secrets.choice(range(_FIRST_PORT, first_dealt_out))
            if port != besides and _is_free(port):
                return port
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _reap(pid: int) -> None:
    if pid in _servers and _servers[pid].poll() is not None:
        del _servers[pid]
