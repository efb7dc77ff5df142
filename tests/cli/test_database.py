"""The database of a command: the embedded one in the state folder, one that runs already, or a named one."""

import pytest
from django.db import connections
from django.db.utils import OperationalError, ProgrammingError

from rathaus.adapters.postgres.cluster import Cluster
from rathaus.adapters.postgres.supervisor import embedded_server
from rathaus.cli.database import database
from tests.cli.conftest import UNTERHALT, Shell


def test_a_new_state_folder_is_filled_loaded_published_and_verified_command_by_command(shell: Shell) -> None:
    assert shell.run("migrate").out == "The database is up to date.\n"
    assert not list(shell.state_dir.rglob("postmaster.pid")), "each command stops the server that it started"
    with embedded_server(shell.state_dir / "postgres", "fsync=off"):  # from here on each command finds it running
        assert shell.run("migrate").out == "The database is up to date.\n"
        assert shell.run("load", str(UNTERHALT)).out.endswith("unterhaltsvorschuss 1.4.1: loaded\n")
        published = shell.run("publish", "unterhaltsvorschuss", "1.4.1", "--from", "2026-12-01", "--adopt-for-all")
        assert published.out == "unterhaltsvorschuss 1.4.1: published from 2026-12-01\n27 bodies offer it now\n"
        verified = shell.run("verify")
    assert (verified.status, verified.err) == (0, "")
    assert verified.out.endswith(", 0 faults\n")


def test_an_empty_database_is_said_and_served_to_nobody(shell: Shell) -> None:
    with embedded_server(shell.state_dir / "postgres", "fsync=off") as cluster:
        settings = {"RATHAUS_DATABASE_URL": cluster.url("rathaus_app")}
        verified, worked = shell.run("verify", **settings), shell.run("worker", **settings)
    assert (verified.status, worked.status) == (1, 1)
    assert "CLI-003: The database lacks what this version needs. Run `rathaus migrate` first." in verified.err
    assert "Table stelle_stelle does not exist. Run `rathaus migrate`." in worked.err


def test_a_database_that_does_not_answer_is_said_without_its_password(shell: Shell) -> None:
    outcome = shell.run("verify", RATHAUS_DATABASE_URL="postgresql://app:geheim@127.0.0.1:1/rathaus")
    assert outcome.status == 1
    assert "CLI-004: The database does not answer." in outcome.err
    assert "geheim" not in outcome.err
    assert list(shell.state_dir.glob("postgres*")) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statement", "error"),
    [
        ("SELECT nonsense()", ProgrammingError),
        ("SET LOCAL statement_timeout = 1; SELECT pg_sleep(1)", OperationalError),
    ],
)
def test_any_other_failure_of_the_database_stays_what_it_is(
    statement: str, error: type[Exception], monkeypatch: pytest.MonkeyPatch, database_cluster: Cluster
) -> None:
    monkeypatch.setenv("RATHAUS_DATABASE_URL", database_cluster.url("rathaus_app"))
    with pytest.raises(error), database(), connections["default"].cursor() as cursor:
        cursor.execute(statement)
