"""Turn the declared tenancy into policies and grants."""

from dataclasses import dataclass

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from rathaus.core.scope.tenancy import Tenancy, classified_tables

_AXES = {
    "body": "{column} = ANY ((SELECT scope_stellen())::bigint[])",
    "person": "{column} = (SELECT scope_konto())",
    "link": "{column} = ANY ((SELECT scope_secrets())::text[])",
}
_EXPIRED = "{column} < (SELECT now() - nullif(current_setting('rathaus.retention', true), '')::interval)"
"""Without the setting of the retention the comparison is with NULL, and no row is old."""


@dataclass(frozen=True, slots=True)
class Policy:
    """One row policy: its name, the condition, and whether it holds for reading alone."""

    name: str
    condition: str
    reads_only: bool = False

    @property
    def label(self) -> str:
        """Name as the database is asked for it, with the command where it is not for all."""
        return f"{self.name}:r" if self.reads_only else self.name


def policies_of(tenancy: Tenancy) -> tuple[Policy, ...]:
    """Return a permissive policy per axis, one to check, one to read what is old; PostgreSQL joins them with OR."""
    columns = {
        "body": f"{tenancy.body}_id" if tenancy.body else "",
        "person": f"{tenancy.person}_id" if tenancy.person else "",
        "link": tenancy.link,
    }
    owned = tuple(
        Policy(f"scope_{axis}", _AXES[axis].format(column=f'"{column}"')) for axis, column in columns.items() if column
    )
    if tenancy.check:
        checked = _AXES["link"].format(column=f'"{tenancy.check}"')
        owned = (*owned, Policy("scope_check", checked, reads_only=True))
    if not tenancy.expires:
        return owned
    expired = _EXPIRED.format(column=f'"{tenancy.expires}"')
    if tenancy.kept_by:
        expired += f' AND "{tenancy.kept_by}_id" IS NULL'
    return (*owned, Policy("scope_expired", expired, reads_only=True))


def apply_tenancy(connection: BaseDatabaseWrapper) -> None:
    """Give every table the policies and grants of its classification; run by the owner after migrations.

    Args:
        connection: an open connection of the role that owns the tables.
    """
    app_role = connections["default"].settings_dict["USER"]
    with connection.cursor() as cursor:
        grant = sql.SQL("GRANT {} ON ALL {} IN SCHEMA public TO {}")
        role = sql.Identifier(app_role)
        cursor.execute(grant.format(sql.SQL("SELECT, INSERT, UPDATE, DELETE"), sql.SQL("TABLES"), role))
        cursor.execute(grant.format(sql.SQL("USAGE, SELECT"), sql.SQL("SEQUENCES"), role))
        never = sql.SQL("REVOKE TRUNCATE, REFERENCES, TRIGGER, MAINTAIN ON ALL TABLES IN SCHEMA public FROM {}")
        cursor.execute(never.format(role))
        cursor.execute(sql.SQL("REVOKE ALL ON django_migrations FROM {}").format(role))
        cursor.execute(sql.SQL("GRANT SELECT ON django_migrations TO {}").format(role))
        for table, tenancy in classified_tables().items():
            _drop_policies(cursor, table)
            if tenancy.append_only:
                _restrict_to_append(cursor, table, tenancy, app_role)
            if tenancy.is_owned:
                _protect(cursor, table, tenancy)


def _protect(cursor: CursorWrapper, table: str, tenancy: Tenancy) -> None:
    name = sql.Identifier(table)
    cursor.execute(sql.SQL("ALTER TABLE {} ENABLE ROW LEVEL SECURITY").format(name))
    cursor.execute(sql.SQL("ALTER TABLE {} FORCE ROW LEVEL SECURITY").format(name))
    create_policies(cursor, table=name, tenancy=tenancy)


def _drop_policies(cursor: CursorWrapper, table: str) -> None:
    """Take away what was declared before, and what somebody made by hand."""
    cursor.execute("SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = %s", [table])
    for (policy,) in cursor.fetchall():
        cursor.execute(sql.SQL("DROP POLICY {} ON {}").format(sql.Identifier(policy), sql.Identifier(table)))


def create_policies(cursor: CursorWrapper, *, table: sql.Composable, tenancy: Tenancy) -> None:
    """Create the policies of a tenancy on a table that has none of them.

    Args:
        cursor: of the role that owns the table.
        table: its quoted name.
        tenancy: what the model declares.
    """
    for policy in policies_of(tenancy):
        condition = sql.SQL(policy.condition)  # built from model declarations, never from input
        clause = "FOR SELECT USING ({})" if policy.reads_only else "USING ({0}) WITH CHECK ({0})"
        create = sql.SQL("CREATE POLICY {} ON {} {}")
        cursor.execute(create.format(sql.Identifier(policy.name), table, sql.SQL(clause).format(condition)))


def _restrict_to_append(cursor: CursorWrapper, table: str, tenancy: Tenancy, app_role: str) -> None:
    name, role = sql.Identifier(table), sql.Identifier(app_role)
    cursor.execute(sql.SQL("REVOKE UPDATE, DELETE ON {} FROM {}").format(name, role))
    if tenancy.erasable:
        columns = sql.SQL(", ").join(sql.Identifier(column) for column in tenancy.erasable)
        cursor.execute(sql.SQL("GRANT UPDATE ({}) ON {} TO {}").format(columns, name, role))
