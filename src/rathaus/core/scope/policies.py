"""Turn the declared tenancy into policies and grants, and prove that the database holds them."""

from dataclasses import dataclass

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from rathaus.core.scope.tenancy import Tenancy, classified_tables, is_library_table

_AXES = {
    "body": "{column} = ANY ((SELECT scope_stellen())::bigint[])",
    "person": "{column} = (SELECT scope_konto())",
    "link": "{column} = ANY ((SELECT scope_secrets())::text[])",
}
_EXPIRED = (
    "{column} < (SELECT now() - nullif(current_setting('rathaus.retention', true), '')::interval) AND {kept_by} IS NULL"
)
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
    """Return one permissive policy per axis, and one to read what is old; PostgreSQL joins them with OR."""
    columns = {
        "body": f"{tenancy.body}_id" if tenancy.body else "",
        "person": f"{tenancy.person}_id" if tenancy.person else "",
        "link": tenancy.link,
    }
    owned = tuple(
        Policy(f"scope_{axis}", _AXES[axis].format(column=f'"{column}"')) for axis, column in columns.items() if column
    )
    if not tenancy.expires:
        return owned
    expired = _EXPIRED.format(column=f'"{tenancy.expires}"', kept_by=f'"{tenancy.kept_by}_id"')
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
        cursor.execute(sql.SQL("REVOKE ALL ON django_migrations FROM {}").format(role))
        cursor.execute(sql.SQL("GRANT SELECT ON django_migrations TO {}").format(role))
        for table, tenancy in classified_tables().items():
            if tenancy.append_only:
                _restrict_to_append(cursor, table, tenancy, app_role)
            if tenancy.is_owned:
                _protect(cursor, table, tenancy)


def _protect(cursor: object, table: str, tenancy: Tenancy) -> None:
    run = cursor.execute  # type: ignore[attr-defined]  # Django's cursor wrapper has no public type
    name = sql.Identifier(table)
    run(sql.SQL("ALTER TABLE {} ENABLE ROW LEVEL SECURITY").format(name))
    run(sql.SQL("ALTER TABLE {} FORCE ROW LEVEL SECURITY").format(name))
    for policy in policies_of(tenancy):
        run(sql.SQL("DROP POLICY IF EXISTS {} ON {}").format(sql.Identifier(policy.name), name))
        condition = sql.SQL(policy.condition)  # built from model declarations, never from input
        clause = "FOR SELECT USING ({})" if policy.reads_only else "USING ({0}) WITH CHECK ({0})"
        create = sql.SQL("CREATE POLICY {} ON {} {}")
        run(create.format(sql.Identifier(policy.name), name, sql.SQL(clause).format(condition)))


def _restrict_to_append(cursor: object, table: str, tenancy: Tenancy, app_role: str) -> None:
    run = cursor.execute  # type: ignore[attr-defined]  # Django's cursor wrapper has no public type
    name, role = sql.Identifier(table), sql.Identifier(app_role)
    run(sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {} FROM {}").format(name, role))
    if tenancy.erasable:
        columns = sql.SQL(", ").join(sql.Identifier(column) for column in tenancy.erasable)
        run(sql.SQL("GRANT UPDATE ({}) ON {} TO {}").format(columns, name, role))


_TABLES = """
SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity,
       pg_get_userbyid(c.relowner) = current_user,
       ARRAY(SELECT p.polname || CASE p.polcmd WHEN '*' THEN '' ELSE ':' || p.polcmd::text END
             FROM pg_policy p WHERE p.polrelid = c.oid ORDER BY 1)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') ORDER BY 1
"""


def tenancy_faults(connection: BaseDatabaseWrapper) -> tuple[str, ...]:
    """Return what is wrong with the protection of the connected database, one English sentence each.

    Args:
        connection: an open connection of the role that the application uses.
    """
    classified = classified_tables()
    faults: list[str] = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        if cursor.fetchone()[0]:
            faults.append("The application's role may bypass row level security. Connect with a plain role.")
        cursor.execute(_TABLES)
        tables = cursor.fetchall()
        missing = set(classified).difference(table for table, *_ in tables)
        faults += [f"Table {table} does not exist. Run `rathaus migrate`." for table in sorted(missing)]
        for table, protected, owned_by_us, names in tables:
            faults += _table_faults(table, classified.get(table), protected=protected, names=names)
            if owned_by_us:
                faults.append(f"The application's role owns table {table}. Run migrations with another role.")
    return tuple(faults)


def _table_faults(table: str, tenancy: Tenancy | None, *, protected: bool, names: list[str]) -> list[str]:
    if tenancy is None:
        return [] if is_library_table(table) else [f"Table {table} is not classified. Declare its tenancy."]
    expected = sorted(policy.label for policy in policies_of(tenancy))
    if tenancy.is_owned and not protected:
        return [f"Table {table} is not protected. Run `rathaus migrate`."]
    if names != expected:
        return [f"Table {table} has the policies {names}, expected {expected}. Run `rathaus migrate`."]
    return []
