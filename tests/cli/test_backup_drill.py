"""The drill: a town hall is backed up while it works, comes back elsewhere, is the same, and goes on."""

import re
import threading
from pathlib import Path

import psycopg
import pytest
from django.db import connection, connections

from rathaus.adapters.postgres.cluster import ADMIN, APP, DATABASE, Cluster
from rathaus.adapters.postgres.supervisor import embedded_server
from rathaus.core.antrag.models import Antrag
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.datei.models import Datei
from rathaus.core.datei.queries import content_of
from rathaus.core.protokoll.queries import verify_chains
from rathaus.core.scope.proof import tenancy_faults
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import all_stelle_ids
from rathaus.core.vorgang.queries import vorgang_of
from tests.cast import Member, make_staff
from tests.cli.backups import COPY, PARKING, back_up, decide, empty_database, fingerprint, open_office, urls
from tests.cli.conftest import Shell
from tests.conftest import point_connections_at
from tests.errand import submitted

pytestmark = pytest.mark.usefixtures("committing_database")
_BACKUP_ROLE = "CREATE ROLE rathaus_backup LOGIN BYPASSRLS PASSWORD 'geheim'; GRANT pg_read_all_data TO rathaus_backup"


def test_a_town_hall_comes_back_on_another_server_as_it_was_and_goes_on(
    shell: Shell, database_cluster: Cluster, tmp_path: Path
) -> None:
    citizen, clerk = open_office()
    file = back_up(shell, database_cluster, tmp_path / "town.zip")
    before = fingerprint(database_cluster, COPY)
    restored = shell.run("restore", str(file))
    assert (restored.status, restored.err) == (0, "")
    assert (
        "5 services, 2 accounts, 2 drafts (with those that were sent), 1 Antraege, 1 cases, 1 decisions" in restored.out
    )
    assert re.search(r"\d+ chains, \d+ records, 0 faults", restored.out)
    with embedded_server(shell.state_dir / "postgres", "fsync=off") as other:
        assert fingerprint(other, DATABASE) == before
        try:
            point_connections_at(other, DATABASE)
            it_goes_on(citizen, clerk)
        finally:
            point_connections_at(database_cluster, COPY)


def it_goes_on(citizen: Member, clerk: Member) -> None:
    """Read, decide and apply once more, and try to look into another body's cases."""
    assert tenancy_faults(connection) == ()
    with open_scope(clerk.scope):
        assert content_of(Datei.objects.filter(kind=Datei.Kind.UPLOAD).first() or Datei()) != b""
        assert Bescheid.objects.get().state == "issued"
        first = Antrag.objects.get()
    second = submitted(citizen, PARKING, "bewilligung")
    assert (second.pk > first.pk, second.reference != first.reference) == (True, True)
    decide(clerk, second)
    with open_scope(Scope(stellen=all_stelle_ids())):
        assert verify_chains().faults == ()
    neighbour = make_staff("maintal", "petra", "Petra Klein")
    with open_scope(neighbour.scope):
        assert (Antrag.objects.count(), Bescheid.objects.count(), Datei.objects.count()) == (0, 0, 0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM antrag_antrag")
        assert cursor.fetchone() == (0,), "without a scope nobody sees anything"


def test_a_backup_that_is_taken_while_people_apply_holds_whole_cases_alone(
    shell: Shell, database_cluster: Cluster, tmp_path: Path
) -> None:
    citizen, clerk = open_office()
    with psycopg.connect(database_cluster.url(ADMIN, COPY), autocommit=True) as admin:
        admin.execute(_BACKUP_ROLE)
    address = re.sub(r"//.*@", "//rathaus_backup:geheim@", database_cluster.url(APP, COPY))
    settings = urls(database_cluster, COPY) | {"RATHAUS_BACKUP_DATABASE_URL": address}
    ended, told, file = threading.Event(), [], tmp_path / "town.zip"

    def apply() -> None:
        try:
            while not ended.is_set():
                told.append(submitted(citizen, PARKING, "bewilligung").reference)
        finally:
            connections.close_all()

    writers = [threading.Thread(target=apply) for _ in range(2)]
    try:
        [writer.start() for writer in writers]
        while len(told) < 2:
            ended.wait(0.05)
        acknowledged = list(told)
        done = shell.run("backup", str(file), **settings)
    finally:
        ended.set()
        [writer.join() for writer in writers]
        with psycopg.connect(database_cluster.url(ADMIN, COPY), autocommit=True) as admin:
            admin.execute("DROP OWNED BY rathaus_backup; DROP ROLE rathaus_backup")
    assert (done.status, done.err) == (0, "")
    with empty_database(database_cluster, "rathaus_restored") as name:
        restored = shell.run("restore", str(file), **urls(database_cluster, name))
        assert (restored.status, restored.err) == (0, "")
        point_connections_at(database_cluster, name)
        try:
            only_whole_cases(clerk, set(acknowledged), set(told))
        finally:
            point_connections_at(database_cluster, COPY)


def only_whole_cases(clerk: Member, before: set[str], after: set[str]) -> None:
    """Everything that was acknowledged before the backup is there, and nothing is there in part."""
    with open_scope(clerk.scope):
        found = {antrag.reference: antrag for antrag in Antrag.objects.all()}
        assert before <= set(found)
        assert len(set(found) - after) == 1, "the decided case of the office"
        for antrag in found.values():
            assert vorgang_of(antrag).aufgaben.exists()
            assert Datei.objects.filter(konto_id=antrag.konto_id).exists()
    with open_scope(Scope(stellen=all_stelle_ids())):
        report = verify_chains()
    assert report.faults == ()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(DISTINCT args ->> 'antrag') FROM procrastinate_jobs WHERE args ? 'antrag'"
        )  # the receipts
        assert cursor.fetchone() == (len(found),)
