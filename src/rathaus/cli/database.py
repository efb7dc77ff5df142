"""The database of a command: the one that is named, or the embedded server, started when it does not run yet."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import django
from django.db import connections
from django.db.utils import OperationalError, ProgrammingError
from psycopg.errors import UndefinedColumn, UndefinedTable

from rathaus.adapters.postgres.cluster import APP, OWNER, Cluster
from rathaus.adapters.postgres.supervisor import embedded_server, shared_server
from rathaus.cli.errors import DatabaseOutdated, DatabaseSilent
from rathaus.config.database import connection_settings, state_dir, uses_embedded_server


def set_up_django() -> None:
    """Load settings and rooms; touches no database."""
    django.setup()


@contextmanager
def database() -> Iterator[None]:
    """Run a block with a database: the named one, the embedded one that runs already, or one of our own."""
    with _pointed_at(shared_server):
        yield


@contextmanager
def own_database() -> Iterator[None]:
    """Run a block with the named database, or with an embedded one that nobody else uses or stops.

    Commands that this process starts find the same one through the environment.

    Raises:
        AlreadyRunning: another town hall runs on the same folder.
    """
    with _pointed_at(embedded_server):
        yield


@contextmanager
def _pointed_at(server: Callable[[Path], AbstractContextManager[Cluster]]) -> Iterator[None]:
    if not uses_embedded_server():
        with _failures_in_words():
            yield
        return
    with server(state_dir()) as cluster, _failures_in_words():
        urls = {"default": cluster.url(APP), "owner": cluster.url(OWNER)}
        os.environ["RATHAUS_DATABASE_URL"], os.environ["RATHAUS_MIGRATION_DATABASE_URL"] = urls.values()
        for alias, url in urls.items():
            connections[alias].close()
            connections[alias].settings_dict.update(connection_settings(url))
        try:
            yield
        finally:
            connections.close_all()
            for name in ("RATHAUS_DATABASE_URL", "RATHAUS_MIGRATION_DATABASE_URL"):
                os.environ.pop(name, None)


@contextmanager
def _failures_in_words() -> Iterator[None]:
    try:
        yield
    except ProgrammingError as error:
        if isinstance(error.__cause__, UndefinedTable | UndefinedColumn):
            raise DatabaseOutdated(reason=str(error).splitlines()[0]) from error
        raise
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", None) is None:  # the server never answered, so it gave no state
            raise DatabaseSilent(reason=str(error).splitlines()[0]) from error
        raise
