"""Reading a whole database at one instant and filling an empty one, apart from what a town hall holds."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from rathaus.adapters.postgres.cluster import ADMIN, OWNER, Cluster
from rathaus.adapters.postgres.dump import dump, may_read_all, open_snapshot, restore
from rathaus.adapters.postgres.errors import DumpFailed, ProgramMissing, RestoreFailed

FROM, TO = "dump_source", "dump_target"


@pytest.fixture
def cluster(database_cluster: Cluster) -> Iterator[Cluster]:
    """Have two databases of the owner; the first holds two rows."""
    with psycopg.connect(database_cluster.url(ADMIN, "postgres"), autocommit=True) as admin:
        for name in (FROM, TO):
            admin.execute(f"CREATE DATABASE {name} OWNER {OWNER}")
        with psycopg.connect(database_cluster.url(OWNER, FROM)) as owner:
            owner.execute("CREATE TABLE kept (id int PRIMARY KEY, text text)")
            owner.execute("CREATE TABLE passing (id int)")
            owner.execute("INSERT INTO kept VALUES (1, 'Geheimnis'), (2, 'größer'); INSERT INTO passing VALUES (1)")
        yield database_cluster
        for name in (FROM, TO):
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def rows_in(cluster: Cluster, table: str) -> list[tuple[object, ...]]:
    with psycopg.connect(cluster.url(OWNER, TO)) as owner:
        return list(owner.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall())


def test_a_dump_shows_the_instant_at_which_it_began_and_leaves_out_what_it_should(cluster: Cluster) -> None:
    with open_snapshot(cluster.url(ADMIN, FROM)) as snapshot:
        with psycopg.connect(cluster.url(OWNER, FROM)) as owner:
            owner.execute("INSERT INTO kept VALUES (3, 'later')")
        archive = b"".join(dump(snapshot, without_rows_of=("passing",)))
    restore(cluster.url(OWNER, TO), [archive[:10], archive[10:]])
    assert rows_in(cluster, "kept") == [(1, "Geheimnis"), (2, "größer")]
    assert rows_in(cluster, "passing") == []


def test_who_sees_all_rows_is_known(cluster: Cluster) -> None:
    for role, sees in ((ADMIN, True), (OWNER, False)):
        with psycopg.connect(cluster.url(role, FROM)) as connection:
            assert may_read_all(connection) is sees


def test_a_dump_that_fails_says_why(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url(OWNER, FROM)) as owner:
        owner.execute("ALTER TABLE kept ENABLE ROW LEVEL SECURITY; ALTER TABLE kept FORCE ROW LEVEL SECURITY")
    with open_snapshot(cluster.url(OWNER, FROM)) as snapshot, pytest.raises(DumpFailed, match="row-level security"):
        list(dump(snapshot))


def test_a_restore_that_fails_quotes_no_data_and_leaves_nothing(cluster: Cluster) -> None:
    with open_snapshot(cluster.url(ADMIN, FROM)) as snapshot:
        archive = b"".join(dump(snapshot))
    with psycopg.connect(cluster.url(ADMIN, TO)) as admin:
        admin.execute(
            "CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS "
            "$$ BEGIN IF to_regclass('public.kept') IS NOT NULL THEN"
            " EXECUTE 'ALTER TABLE public.kept ADD CHECK (text <> ''Geheimnis'')'; END IF; END $$;"
            "CREATE EVENT TRIGGER refuse ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION refuse()"
        )
    with pytest.raises(RestoreFailed, match="violates check constraint") as failed:
        restore(cluster.url(OWNER, TO), [archive])
    assert "Geheimnis" not in str(failed.value)
    with psycopg.connect(cluster.url(OWNER, TO)) as owner:
        assert owner.execute("SELECT to_regclass('kept')").fetchone() == (None,)


def test_an_archive_of_something_else_is_refused(cluster: Cluster) -> None:
    with pytest.raises(RestoreFailed, match="archive"):
        restore(cluster.url(OWNER, TO), [b"no archive" * 100_000])


def test_a_folder_without_the_program_is_named(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("RATHAUS_POSTGRES_BIN", str(tmp_path))
    with pytest.raises(ProgramMissing, match=f"{tmp_path}/pg_restore"):
        restore(cluster.url(OWNER, TO), [])


def test_the_password_is_not_among_the_words_of_the_command(cluster: Cluster, tmp_path: Path) -> None:
    with open_snapshot(cluster.url(ADMIN, FROM)) as snapshot:
        reading = dump(snapshot)
        next(reading)
        lines = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if _is_ours(path)]
        list(reading)
    assert not any(cluster.url(ADMIN).split(":")[2].split("@")[0].encode() in line for line in lines)


def _is_ours(path: Path) -> bool:
    try:
        return b"pg_dump" in path.read_bytes()
    except OSError:
        return False
