"""A town hall with a decided case, its database as people back it up, and empty places to restore to."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from rathaus.adapters.postgres.cluster import ADMIN, APP, OWNER, Cluster
from rathaus.core.antrag.models import Antrag
from rathaus.core.bescheid.actions import Draft, confirm_remedy, draft_bescheid, issue_bescheid
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import complete_task
from rathaus.core.vorgang.queries import vorgang_of
from tests.cast import NOW, Member, make_citizen, make_link_holder, make_staff
from tests.cli.conftest import Shell
from tests.errand import drafted, submitted

COPY = "rathaus_copy"
"""The database of the fixture `committing_database`."""
PARKING = "bewohnerparkausweis"
_SHAPE = """
SELECT 'policy', tablename, policyname, concat_ws(' ', cmd, roles::text, qual, with_check) FROM pg_policies
UNION ALL SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid)
    FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT 'right', table_name, grantee || ' ' || privilege_type, '' FROM information_schema.role_table_grants
    WHERE table_schema = 'public'
UNION ALL SELECT 'sequence', sequencename, coalesce(last_value, 0)::text, '' FROM pg_sequences
    WHERE sequencename NOT SIMILAR TO '(django_migrations|stelle_)%'
UNION ALL SELECT 'owner', relname, pg_get_userbyid(relowner), relrowsecurity::text || relforcerowsecurity::text
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
ORDER BY 1, 2, 3, 4
"""
"""Everything but the rows: what protects, orders and numbers them; to load the register again takes numbers."""


def open_office() -> tuple[Member, Member]:
    """Let a case in Hanau be decided and a draft be begun with a secret link; return citizen and clerk."""
    citizen, clerk, stranger = make_citizen(), make_staff("hanau", "jonas", "Jonas Becker"), make_link_holder()
    decide(clerk, submitted(citizen, PARKING, "bewilligung"))
    with open_scope(stranger.scope):
        drafted(stranger, "hundesteuer-anmeldung", "ablehnung")
    return citizen, clerk


def decide(clerk: Member, antrag: Antrag) -> None:
    """Examine and grant."""
    with open_scope(clerk.scope):
        vorgang = vorgang_of(antrag)
        complete_task(actor=clerk.actor, vorgang=vorgang, key="formell", outcome="vollstaendig", now=NOW)
        complete_task(actor=clerk.actor, vorgang=vorgang, key="fachlich", now=NOW)
        draft = draft_bescheid(
            actor=clerk.actor, vorgang=vorgang_of(antrag), draft=Draft("bewilligung"), now=NOW
        )  # fmt: skip
        confirmed = confirm_remedy(actor=clerk.actor, bescheid=draft, now=NOW)
        issue_bescheid(actor=clerk.actor, bescheid=confirmed, now=NOW)


def back_up(shell: Shell, cluster: Cluster, path: Path, database: str = COPY) -> Path:
    """Run `rathaus backup` on a database of the suite's server."""
    done = shell.run("backup", str(path), **urls(cluster, database))
    assert (done.status, done.err) == (0, "")
    return path


def urls(cluster: Cluster, database: str, *, backup_role: str = ADMIN) -> dict[str, str]:
    """Return the settings that name a database and the roles that work, own and back up."""
    return {
        "RATHAUS_DATABASE_URL": cluster.url(APP, database),
        "RATHAUS_MIGRATION_DATABASE_URL": cluster.url(OWNER, database),
        "RATHAUS_BACKUP_DATABASE_URL": cluster.url(backup_role, database),
    }


@contextmanager
def empty_database(cluster: Cluster, name: str) -> Iterator[str]:
    """Have an empty database for a block."""
    identifier = sql.Identifier(name)
    with psycopg.connect(cluster.url(ADMIN, "postgres"), autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(identifier, sql.Identifier(OWNER)))
        try:
            yield name
        finally:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(identifier))


_PASSING = {"django_session", "leistung_katalogstand"}
"""Sessions end with a restore, and the state of the catalogue grows when facts are looked through again after it."""


def fingerprint(cluster: Cluster, database: str) -> dict[str, str]:
    """Return a digest of the rows of every table, and one of everything else; see ``_PASSING`` for what is left out."""
    with psycopg.connect(cluster.url(ADMIN, database)) as admin:
        tables = [
            name for (name,) in admin.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        ]
        found = {name: _digest_of_rows(admin, name) for name in tables if name not in _PASSING}
        shape = admin.execute(_SHAPE).fetchall()
        return found | {" ".join(row[:3]): hashlib.sha256(row[3].encode()).hexdigest() for row in shape}


def _digest_of_rows(admin: "psycopg.Connection[tuple[str]]", table: str) -> str:
    query = "SELECT md5(coalesce(string_agg(md5(t::text), '' ORDER BY md5(t::text)), '')) FROM {} t"
    row = admin.execute(sql.SQL(query).format(sql.Identifier(table))).fetchone()
    assert row is not None
    return row[0]
