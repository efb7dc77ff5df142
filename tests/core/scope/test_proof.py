"""What somebody changed in the database by hand is found when Rathaus starts, and `rathaus migrate` repairs it."""

import psycopg
import pytest
from django.db import connection, connections

from rathaus.adapters.postgres.cluster import ADMIN, APP, OWNER, Cluster
from rathaus.config.start import refuse_unsafe_start
from rathaus.core.scope.errors import DatabaseNotProtected
from rathaus.core.scope.policies import apply_tenancy
from rathaus.core.scope.proof import tenancy_faults
from tests.cast import _run_as_admin

pytestmark = pytest.mark.usefixtures("committing_database")


def as_owner(statement: str) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement)
    connections["owner"].close()


ALTERED = (
    (
        "ALTER POLICY scope_person ON konto_person USING (true)",
        "Policy scope_person of table konto_person says: PERMISSIVE TO PUBLIC USING true",
    ),
    ("ALTER POLICY scope_person ON konto_person WITH CHECK (true)", "WITH CHECK true; expected"),
    (f"ALTER POLICY scope_person ON konto_person TO {APP}", f"PERMISSIVE TO {APP}"),
    ("DROP POLICY scope_person ON konto_person", "has the policies []"),
    ("CREATE POLICY open ON konto_person FOR SELECT USING (true)", "['open:r', 'scope_person']"),
    ("CREATE POLICY open ON stelle_stelle AS RESTRICTIVE USING (false)", "stelle_stelle has the policies ['open']"),
    ("ALTER TABLE konto_person NO FORCE ROW LEVEL SECURITY", "Table konto_person is not protected"),
    (f"GRANT UPDATE ON protokoll_record TO {APP}", "INSERT, SELECT, UPDATE, expected INSERT, SELECT"),
    (f"GRANT UPDATE (act) ON protokoll_record TO {APP}", "update the columns ['act', 'payload', 'salt']"),
    (f"GRANT DELETE ON antrag_antragrevision TO {APP}", "DELETE, INSERT, SELECT, expected INSERT, SELECT"),
    (f"GRANT TRUNCATE ON konto_person TO {APP}", "SELECT, TRUNCATE, UPDATE"),
    (f"REVOKE INSERT ON konto_person FROM {APP}", "lets the application's role DELETE, SELECT, UPDATE"),
    (f"GRANT INSERT ON django_migrations TO {APP}", "Table django_migrations lets"),
)


def test_a_change_by_hand_refuses_the_start_until_the_next_migration() -> None:
    refuse_unsafe_start()
    for statement, expected in ALTERED:
        as_owner(statement)
        with pytest.raises(DatabaseNotProtected) as refused:
            refuse_unsafe_start()
        (fault,) = refused.value.facts["faults"]
        assert expected in fault
        apply_tenancy(connections["owner"])
        connections["owner"].close()
        assert tenancy_faults(connection) == (), statement


def test_a_function_that_every_policy_asks_is_compared_too(database_cluster: Cluster) -> None:
    with psycopg.connect(database_cluster.url(ADMIN, "rathaus_copy")) as admin:
        admin.execute(
            "CREATE OR REPLACE FUNCTION scope_konto() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT 1::bigint $$"
        )
    assert [fault.split(" is ")[0] for fault in tenancy_faults(connection)] == ["Function scope_konto"]


def test_a_column_that_the_database_does_not_have_yet_is_a_fault_not_a_crash() -> None:
    as_owner("ALTER TABLE datei_datei RENAME COLUMN secret_hash TO forgotten")
    (fault,) = {fault for fault in tenancy_faults(connection) if "scope_link" in fault}
    assert "table datei_datei" in fault


AROUND = (
    ("CREATE VIEW everybody AS SELECT * FROM konto_person", "Relation everybody", "DROP VIEW everybody"),
    (
        "CREATE MATERIALIZED VIEW copied AS SELECT * FROM konto_person",
        "Relation copied",
        "DROP MATERIALIZED VIEW copied",
    ),
    (
        "CREATE FUNCTION everybody() RETURNS bigint LANGUAGE sql SECURITY DEFINER RETURN 1",
        "Function everybody",
        "DROP FUNCTION everybody()",
    ),
    (f"CREATE ROLE almighty BYPASSRLS; GRANT almighty TO {APP}", "Membership in role almighty", "DROP ROLE almighty"),
    (f"GRANT {OWNER} TO {APP}", f"Membership in role {OWNER}", f"REVOKE {OWNER} FROM {APP}"),
    (
        "ALTER TABLE protokoll_kette DISABLE TRIGGER ALL",
        "of table protokoll_kette is switched off",
        "ALTER TABLE protokoll_kette ENABLE TRIGGER ALL",
    ),
)


@pytest.mark.parametrize(("made", "expected", "unmade"), AROUND, ids=[each[1] for each in AROUND])
def test_a_road_around_the_policies_refuses_the_start(
    database_cluster: Cluster, made: str, expected: str, unmade: str
) -> None:
    with psycopg.connect(database_cluster.url(ADMIN, "rathaus_copy"), autocommit=True) as admin:
        admin.execute(made)
        if "VIEW" in made:
            admin.execute(f"GRANT SELECT ON {unmade.rsplit(maxsplit=1)[-1]} TO {APP}")
        try:
            assert expected in "\n".join(tenancy_faults(connection))
        finally:
            admin.execute(unmade)
    assert tenancy_faults(connection) == ()


def test_a_trigger_that_runs_always_is_not_switched_off() -> None:
    trigger = "TRIGGER codeliste_test"
    as_owner(f"CREATE {trigger} BEFORE UPDATE ON codeliste_codeliste EXECUTE FUNCTION protokoll_refuse_change()")
    try:
        as_owner("ALTER TABLE codeliste_codeliste ENABLE ALWAYS TRIGGER codeliste_test")
        assert tenancy_faults(connection) == ()
    finally:
        as_owner(f"DROP {trigger} ON codeliste_codeliste")


def test_without_temporary_tables_nothing_can_be_compared(database_cluster: Cluster) -> None:
    _run_as_admin(database_cluster, "REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC", "rathaus_copy")
    assert "Grant TEMPORARY" in tenancy_faults(connection)[-1]


def test_the_comparison_leaves_no_table_behind() -> None:
    assert tenancy_faults(connection) == ()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE relnamespace = pg_my_temp_schema()")
        assert cursor.fetchone() == (0,)


def test_the_superuser_is_refused(database_cluster: Cluster) -> None:
    from rathaus.config.database import connection_settings

    connections["default"].close()
    before = dict(connections["default"].settings_dict)
    try:
        connections["default"].settings_dict.update(connection_settings(database_cluster.url(ADMIN, "rathaus_copy")))
        assert "may bypass row level security" in tenancy_faults(connection)[0]
    finally:
        connections["default"].close()
        connections["default"].settings_dict.update(before)
