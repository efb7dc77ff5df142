"""The limit for submissions: one row per transaction, durable, from 16 clients at a time."""

import threading
import time

import psycopg

from bench.fleet import CLIENTS, GENERATOR_PROCESSES, Prepare, Work
from bench.lanes import Tally

_TABLE = "CREATE TABLE payloads (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, payload text NOT NULL)"
_INSERT = "INSERT INTO payloads (payload) VALUES (%s)"


def create_table(url: str) -> None:
    """Create the table of the limit, in a database of its own."""
    with psycopg.connect(url) as connection:
        connection.execute(_TABLE)


def stored(url: str) -> int:
    """Return how many rows there are."""
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT count(*) FROM payloads").fetchone()
        return int(row[0]) if row else 0


class InsertWork:
    """Inserts over several connections, a thread for each, ready to begin."""

    def __init__(self, url: str, payload: str, seconds: float) -> None:
        self._url, self._payload, self._seconds = url, payload, seconds

    def __call__(self) -> Work:
        """Connect."""
        lanes = range(CLIENTS // GENERATOR_PROCESSES)
        connections = [psycopg.connect(self._url, autocommit=True) for _ in lanes]
        return lambda start_at: self._insert(connections, start_at)

    def _insert(self, connections: list[psycopg.Connection], start_at: float) -> Tally:
        tally = Tally()
        threads = [
            threading.Thread(target=self._fill, args=(connection, start_at, tally)) for connection in connections
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        tally.finished_at = time.monotonic()
        tally.steps_s["insert"] = tally.durations_s
        return tally

    def _fill(self, connection: psycopg.Connection, start_at: float, tally: Tally) -> None:
        time.sleep(max(0.0, start_at - time.monotonic()))
        with connection:
            while (begun_at := time.monotonic()) < start_at + self._seconds:
                connection.execute(_INSERT, [self._payload])
                tally.durations_s.append(time.monotonic() - begun_at)


def insert_load(url: str, *, payload: str, seconds: float) -> list[Prepare]:
    """Return the work of each process."""
    return [InsertWork(url, payload, seconds) for _ in range(GENERATOR_PROCESSES)]
