"""The suite's own database server, and the cast of roles."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django.plugin import DjangoDbBlocker

from rathaus.adapters.postgres.cluster import APP, DATABASE, OWNER, Cluster
from rathaus.adapters.postgres.supervisor import embedded_server
from rathaus.config.database import connection_settings

pytest_plugins = ["tests.cast", "tests.mails"]


# A slow machine is no finding. Branches are counted with fixed examples, so that what is covered is no luck.
hypothesis_settings.register_profile("anew", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.register_profile("fixed", hypothesis_settings.get_profile("anew"), derandomize=True, database=None)
hypothesis_settings.load_profile("anew")

_ON_A_FIXED_DAY = {"core", "surfaces", "leistungen"}


@pytest.fixture(autouse=True)
def fixed_day(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let rooms, surfaces and content live on the day of the cast; otherwise drafts would expire as days pass."""
    if not _ON_A_FIXED_DAY & set(request.path.relative_to(request.config.rootpath).parts):
        yield
        return
    from tests.cast import NOW  # a plugin must not be imported before pytest rewrites it

    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture(autouse=True, scope="session")
def nothing_is_kept() -> None:
    """Let processes keep nothing: a test's transaction is rolled back, so that states of the catalogue come again."""
    settings.RATHAUS_KEEP_S = 0


@pytest.fixture(scope="session")
def database_cluster() -> Iterator[Cluster]:
    """Run a PostgreSQL server of our own for the session; fsync is off because the data die with it."""
    with tempfile.TemporaryDirectory(prefix="rathaus-test-") as folder:
        Path(folder).chmod(0o711)
        with embedded_server(Path(folder) / "postgres", "fsync=off", "max_connections=200") as cluster:
            yield cluster


@pytest.fixture(scope="session")
def django_db_setup(database_cluster: Cluster, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Point Django at the server, migrate as the owner, open the town hall that every test may read."""
    from tests.cast import open_town_hall  # a plugin must not be imported before pytest rewrites it

    with django_db_blocker.unblock():
        point_connections_at(database_cluster, DATABASE)
        call_command("migrate", database="owner", verbosity=0)
        connections["owner"].close()
        open_town_hall()
    yield
    with django_db_blocker.unblock():
        connections.close_all()


def point_connections_at(cluster: Cluster, database: str) -> None:
    """Let both of Django's connections speak to one database of the cluster."""
    for alias, role in (("default", APP), ("owner", OWNER)):
        connections[alias].close()
        connections[alias].settings_dict.update(connection_settings(cluster.url(role, database)))
