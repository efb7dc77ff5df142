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
_ROADS_AROUND = """
SELECT 'Relation ' || c.relname || ', which reads with the rights of its owner,'
FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('v', 'm', 'f')
  AND NOT coalesce('security_invoker=true' = ANY(c.reloptions), false) AND has_table_privilege(c.oid, 'SELECT')
UNION ALL SELECT 'Function ' || p.proname || ', which runs with the rights of its owner,'
FROM pg_proc p
WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND has_function_privilege(p.oid, 'EXECUTE')
  AND NOT (p.proconfig @> ARRAY['search_path=public, pg_temp'] AND EXISTS (
       SELECT FROM unnest(%s::text[], %s::text[]) AS known(name, sum)
       WHERE name = p.proname AND sum = encode(sha256(convert_to(p.prosrc, 'UTF8')), 'hex')))
UNION ALL SELECT 'Membership in role ' || r.rolname
FROM pg_roles r WHERE r.rolname <> current_user AND pg_has_role(r.oid, 'MEMBER')
  AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
  AND (r.rolsuper OR r.rolbypassrls OR r.oid IN (
       SELECT relowner FROM pg_class WHERE relnamespace = 'public'::regnamespace))
ORDER BY 1
"""
_SILENT_TRIGGERS = """
SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = 'public'::regnamespace AND t.tgenabled IN ('D', 'R') ORDER BY 1, 2
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

_GATES: dict[str, str] = {}
"""Functions that may run with the rights of their owner: name → SHA-256 of what they say. Each checks the scope."""

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
        faults = [*_role_faults(cursor), *_function_faults(cursor), *_ways_around(cursor)]
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


def allow_gate(name: str, *, sha256: str) -> None:
    """Let one function run with the rights of its owner, as long as it says what a room above has written.

    Args:
        name: of the function in the schema ``public``; it must check the scope of the caller itself.
        sha256: of its source, hexadecimal; another source is a road around row level security.
    """
    _GATES[name] = sha256


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


def _ways_around(cursor: CursorWrapper) -> Iterable[str]:
    """Give what lets the application's role read or write past the policies, and the guards that are switched off."""
    cursor.execute(_ROADS_AROUND, [list(_GATES), list(_GATES.values())])
    for (road,) in cursor.fetchall():
        yield f"{road} leads around row level security. Remove it."
    cursor.execute(_SILENT_TRIGGERS)
    for table, trigger in cursor.fetchall():
        yield f"Trigger {trigger} of table {table} is switched off. Run ALTER TABLE {table} ENABLE TRIGGER {trigger}."


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
