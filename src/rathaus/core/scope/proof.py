"""Prove that the connected database holds what the models declare: policies word for word, grants, functions.

PostgreSQL stores a condition in its own words. So the declared policies are created on temporary twins of the tables,
read back in the same words, compared, and rolled back; nothing that somebody wrote down about the database is trusted.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from django.db import ProgrammingError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from rathaus.core.scope.policies import create_policies, policies_of
from rathaus.core.scope.tenancy import SYSTEM, Tenancy, classified_tables, is_library_table

_FUNCTIONS = {
    "scope_stellen": "SELECT string_to_array(nullif(current_setting('rathaus.stellen', true), ''), ',')::bigint[]",
    "scope_konto": "SELECT nullif(current_setting('rathaus.konto', true), '')::bigint",
    "scope_secrets": (
        "SELECT array_remove(string_to_array(nullif(current_setting('rathaus.secrets', true), ''), ','), '')"
    ),
}
"""What the functions of the policies say, as the last migration of this room made them."""

_READ: tuple[str, ...] = ("SELECT",)
_APPEND: tuple[str, ...] = ("INSERT", "SELECT")
_WRITE: tuple[str, ...] = ("DELETE", "INSERT", "SELECT", "UPDATE")
_MIGRATIONS = "django_migrations"

_TABLES = """
SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity, pg_get_userbyid(c.relowner) = current_user,
       ARRAY(SELECT right_ FROM unnest(ARRAY['DELETE', 'INSERT', 'MAINTAIN', 'REFERENCES', 'SELECT', 'TRIGGER',
                                             'TRUNCATE', 'UPDATE']) right_ WHERE has_table_privilege(c.oid, right_)),
       ARRAY(SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
             AND has_column_privilege(c.oid, a.attnum, 'UPDATE') ORDER BY a.attname)
FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1
"""
_POLICIES = """
SELECT c.relname, p.polname || CASE p.polcmd WHEN '*' THEN '' ELSE ':' || p.polcmd::text END,
       concat_ws(' ', CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
                 'TO ' || array_to_string(ARRAY(SELECT CASE r WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(r) END
                                                FROM unnest(p.polroles) r ORDER BY 1), ', '),
                 'USING ' || pg_get_expr(p.polqual, p.polrelid),
                 'WITH CHECK ' || pg_get_expr(p.polwithcheck, p.polrelid))
FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE c.relnamespace = {} ORDER BY 1, 2
"""

type _Policies = Mapping[str, Mapping[str, str]]
"""Table → label of the policy → what it says."""


@dataclass(frozen=True, slots=True)
class _Table:
    """What the database says about one table.

    Args:
        name: name in the schema ``public``.
        is_protected: whether row level security holds, for the owner too.
        is_ours: whether the application's role owns it.
        rights: what the application's role may do with every row, by name of the privilege.
        updatable: columns that it may update.
        policies: label → what it says.
    """

    name: str
    is_protected: bool
    is_ours: bool
    rights: tuple[str, ...]
    updatable: tuple[str, ...]
    policies: Mapping[str, str] = field(default_factory=dict)


def tenancy_faults(connection: BaseDatabaseWrapper) -> tuple[str, ...]:
    """Return what is wrong with the protection of the connected database, one English sentence each.

    Args:
        connection: an open connection of the role that the application uses.
    """
    classified = classified_tables()
    with connection.cursor() as cursor:
        faults = [*_role_faults(cursor), *_function_faults(cursor)]
        tables = _read_tables(cursor)
        owned = {name: each for name, each in classified.items() if name in tables and each.is_owned}
        missing = sorted(set(classified) - set(tables))
        faults += [f"Table {table} does not exist. Run `rathaus migrate`." for table in missing]
        if not _may_make_twins(cursor):
            return (*faults, "The application's role may not make temporary tables. Grant TEMPORARY on the database.")
        expected = _expected_policies(connection, cursor, owned)
    for name, table in tables.items():
        faults += _table_faults(table, classified.get(name), expected.get(name, {}))
        if table.is_ours:
            faults.append(f"The application's role owns table {name}. Run migrations with another role.")
    return tuple(faults)


def _role_faults(cursor: CursorWrapper) -> Iterable[str]:
    cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
    if cursor.fetchone()[0]:
        yield "The application's role may bypass row level security. Connect with a plain role."


def _function_faults(cursor: CursorWrapper) -> Iterable[str]:
    cursor.execute(
        "SELECT proname, trim(prosrc), pg_get_userbyid(proowner) = current_user FROM pg_proc"
        " WHERE pronamespace = 'public'::regnamespace AND proname = ANY(%s)",
        [list(_FUNCTIONS)],
    )
    found = {name: (source, is_ours) for name, source, is_ours in cursor.fetchall()}
    for name, source in _FUNCTIONS.items():
        if found.get(name) != (source, False):
            yield f"Function {name} is not the one of the migrations. Restore it; every policy depends on it."


def _read_tables(cursor: CursorWrapper) -> dict[str, _Table]:
    policies = _read_policies(cursor, "'public'::regnamespace")
    cursor.execute(_TABLES)
    return {
        name: _Table(name, is_protected, is_ours, tuple(rights), tuple(columns), policies.get(name, {}))
        for name, is_protected, is_ours, rights, columns in cursor.fetchall()
    }


def _read_policies(cursor: CursorWrapper, schema: str) -> _Policies:
    cursor.execute(_POLICIES.format(schema))
    found: dict[str, dict[str, str]] = {}
    for table, label, text in cursor.fetchall():
        found.setdefault(table, {})[label] = text
    return found


def _may_make_twins(cursor: CursorWrapper) -> bool:
    cursor.execute("SELECT has_database_privilege(current_database(), 'TEMPORARY')")
    (may,) = cursor.fetchone()
    return bool(may)


def _expected_policies(
    connection: BaseDatabaseWrapper, cursor: CursorWrapper, owned: Mapping[str, Tenancy]
) -> _Policies:
    """Return what the declared policies say in the words of PostgreSQL; nothing for a table that lacks a column."""
    with transaction.atomic(using=connection.alias):
        for name, tenancy in owned.items():
            twin, original = sql.Identifier("pg_temp", name), sql.Identifier("public", name)
            with suppress(ProgrammingError), transaction.atomic(using=connection.alias):
                cursor.execute(sql.SQL("CREATE TEMPORARY TABLE {} (LIKE {})").format(twin, original))
                create_policies(cursor, table=twin, tenancy=tenancy)
        expected = _read_policies(cursor, "pg_my_temp_schema()")
        transaction.set_rollback(True, using=connection.alias)
    return expected


def _table_faults(table: _Table, tenancy: Tenancy | None, expected: Mapping[str, str]) -> Iterable[str]:
    if tenancy is None and not is_library_table(table.name):
        yield f"Table {table.name} is not classified. Declare its tenancy."
        return
    tenancy = tenancy or SYSTEM
    if tenancy.is_owned and not table.is_protected:
        yield f"Table {table.name} is not protected. Run `rathaus migrate`."
    labels, found = sorted(policy.label for policy in policies_of(tenancy)), sorted(table.policies)
    if found != labels:
        yield f"Table {table.name} has the policies {found}, expected {labels}. Run `rathaus migrate`."
    for label in set(labels) & set(found):
        if table.policies[label] != expected.get(label):
            says = f"says: {table.policies[label]}; expected: {expected.get(label)}"
            yield f"Policy {label} of table {table.name} {says}. Run `rathaus migrate`."
    yield from _rights_faults(table, tenancy)


def _rights_faults(table: _Table, tenancy: Tenancy) -> Iterable[str]:
    if table.is_ours:
        return
    expected = _READ if table.name == _MIGRATIONS else _APPEND if tenancy.append_only else _WRITE
    if table.rights != expected:
        may = f"lets the application's role {', '.join(table.rights) or 'nothing'}, expected {', '.join(expected)}"
        yield f"Table {table.name} {may}. Revoke what was granted by hand, then run `rathaus migrate`."
    erasable = sorted(tenancy.erasable)
    if expected != _WRITE and "UPDATE" not in table.rights and list(table.updatable) != erasable:
        may = f"lets the application's role update the columns {list(table.updatable)}, expected {erasable}"
        yield f"Table {table.name} {may}. Run `rathaus migrate`."
