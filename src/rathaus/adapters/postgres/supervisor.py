"""Keep one server alive: start it, start it again when it dies, stop it with us; never two on one data directory."""

import fcntl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog

from rathaus.adapters.postgres.account import reachable_binaries, reachable_state_dir, server_account
from rathaus.adapters.postgres.binaries import find_bin_dir
from rathaus.adapters.postgres.cluster import Cluster
from rathaus.adapters.postgres.errors import AlreadyRunning, ServerFailed

_log = structlog.get_logger()
_WATCH_S = 0.2
_RESTART_TRIES = 50


def open_cluster(state_dir: Path) -> Cluster:
    """Return the cluster of a state folder with binaries that its account can run."""
    account = server_account()
    reachable = reachable_state_dir(state_dir, account)
    reachable.mkdir(parents=True, exist_ok=True)
    return Cluster(reachable, reachable_binaries(find_bin_dir(), account), account)


class Supervisor:
    """Owns a cluster while it lives: holds the lock on it and watches the server in a thread."""

    def __init__(self, cluster: Cluster, *options: str) -> None:
        self.cluster = cluster
        self._options = options
        self._lock_file = (cluster.state_dir / "supervisor.lock").open("a")
        self._stopping = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="postgres-watch", daemon=True)

    def start(self) -> None:
        """Take the lock, initialise, start, create roles and database, and begin to watch.

        Raises:
            AlreadyRunning: another supervisor holds this data directory.
        """
        try:
            fcntl.flock(self._lock_file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self._lock_file.close()
            raise AlreadyRunning(folder=str(self.cluster.state_dir)) from error
        try:
            self.cluster.initialise()
            self.cluster.find_port()
            self.cluster.start(*self._options)
            self.cluster.prepare()
        except BaseException:
            self._lock_file.close()
            raise
        self._watcher.start()

    def stop(self) -> None:
        """Stop the server cleanly and release the lock."""
        self._stopping.set()
        if self._watcher.is_alive():
            self._watcher.join()
        self.cluster.stop()
        self._lock_file.close()

    def _watch(self) -> None:
        while not self._stopping.wait(_WATCH_S):
            if self.cluster.running_pid() is None:
                _log.warning("database_died", folder=str(self.cluster.state_dir))
                self._restart()

    def _restart(self) -> None:
        for _ in range(_RESTART_TRIES):
            try:
                self.cluster.start(*self._options)
            except ServerFailed:
                # The dead server's last children may still hold its shared memory for a moment.
                if self._stopping.wait(_WATCH_S):
                    return
            else:
                _log.info("database_restarted", folder=str(self.cluster.state_dir))
                return
        _log.error("database_lost", folder=str(self.cluster.state_dir))


@contextmanager
def embedded_server(state_dir: Path, *options: str) -> Iterator[Cluster]:
    """Yield a running cluster that is ours for the block.

    Raises:
        AlreadyRunning: another supervisor runs a server on this folder.
    """
    cluster = open_cluster(state_dir)
    supervisor = Supervisor(cluster, *options)
    supervisor.start()
    try:
        yield cluster
    finally:
        supervisor.stop()


@contextmanager
def shared_server(state_dir: Path) -> Iterator[Cluster]:
    """Yield a running cluster: the one that another supervisor runs already, else ours for the block."""
    try:
        with embedded_server(state_dir) as cluster:
            yield cluster
    except AlreadyRunning:
        cluster = open_cluster(state_dir)
        _wait_for_other(cluster)
        yield cluster


def _wait_for_other(cluster: Cluster) -> None:
    for _ in range(_RESTART_TRIES):
        if cluster.running_pid() is not None:
            return
        time.sleep(_WATCH_S)
    raise ServerFailed(step="wait for the other supervisor", log=cluster.log_tail())
