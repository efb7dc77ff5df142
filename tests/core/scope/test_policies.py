"""Row level security: a query sees the rows of its scope and no other."""

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from rathaus.core.konto.actions import create_konto, save_person
from rathaus.core.konto.models import Person
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.errors import ScopeMissing
from rathaus.core.scope.policies import policies_of
from rathaus.core.scope.proof import tenancy_faults
from rathaus.core.scope.session import Scope, current_scope, open_scope, widen_scope
from rathaus.core.scope.tenancy import PUBLIC, SYSTEM, Tenancy, classified_tables, tenancy_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    konto = create_konto(login="someone", kind="person")
    with open_scope(Scope(konto=konto.pk)):
        return save_person(actor=Actor(Role.CITIZEN, konto.pk), attributes={"vorname": "Ada", "nachname": "Beispiel"})


def test_a_query_without_a_scope_returns_nothing(person: Person) -> None:
    assert Person.objects.count() == 0


def test_a_query_in_the_scope_of_another_person_returns_nothing(person: Person) -> None:
    with open_scope(Scope(konto=person.pk + 1, stellen=frozenset({1, 2, 3}), secrets=frozenset({"", "x"}))):
        assert Person.objects.count() == 0


def test_a_person_sees_their_own_row(person: Person) -> None:
    with open_scope(Scope(konto=person.pk)):
        assert Person.objects.get().name == "Ada Beispiel"


def test_the_scope_ends_with_its_block(person: Person) -> None:
    with open_scope(Scope()):
        with open_scope(Scope(konto=person.pk)):
            assert Person.objects.count() == 1
        assert Person.objects.count() == 0


def test_a_failed_inner_block_leaves_the_outer_scope_as_it_was(person: Person) -> None:
    with open_scope(Scope(konto=person.pk)):
        with pytest.raises(ZeroDivisionError), open_scope(Scope()):
            _ = 1 / 0
        assert Person.objects.count() == 1


def test_a_row_of_somebody_else_cannot_be_written(person: Person) -> None:
    with open_scope(Scope(konto=person.pk + 1)), pytest.raises(ProgrammingError), transaction.atomic():
        Person.objects.create(konto_id=person.pk, vorname="Eve", nachname="Fremd")


def test_widening_adds_bodies_and_keeps_the_rest() -> None:
    with open_scope(Scope(stellen=frozenset({1}), konto=5)), widen_scope(stellen=frozenset({2})) as scope:
        assert scope == Scope(stellen=frozenset({1, 2}), konto=5)


def test_asking_for_the_scope_outside_of_one_is_an_error() -> None:
    with pytest.raises(ScopeMissing):
        current_scope()


def test_the_database_enforces_what_the_models_declare() -> None:
    assert tenancy_faults(connection) == ()
    assert len(classified_tables()) > 5


def test_an_unclassified_table_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(Person, "tenancy")
    assert tenancy_faults(connection) == ("Table konto_person is not classified. Declare its tenancy.",)


def test_a_missing_policy_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Person, "tenancy", Person.tenancy.__class__(body="konto", person="konto"))
    (fault,) = tenancy_faults(connection)
    assert "konto_person has the policies ['scope_person']" in fault


def test_a_table_that_does_not_exist_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Person._meta, "db_table", "konto_gone")
    faults = tenancy_faults(connection)
    assert "Table konto_gone does not exist. Run `rathaus migrate`." in faults
    assert "Table konto_person is not classified. Declare its tenancy." in faults


def test_the_settings_of_a_scope_end_with_its_block(person: Person) -> None:
    with open_scope(Scope(konto=person.pk, stellen=frozenset({7, 3}), secrets=frozenset({"b", "a"}))):
        assert database_settings() == ("3,7", str(person.pk), "a,b")
    assert database_settings() == ("", "", "")


def database_settings() -> tuple[str, ...]:
    names = ("rathaus.stellen", "rathaus.konto", "rathaus.secrets")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(f'current_setting({name!r}, true)' for name in names)}")
        row: tuple[str, ...] = cursor.fetchone()
    return row


def test_tables_of_libraries_are_system_tables_and_ours_say_what_they_are() -> None:
    assert tenancy_of(Person) == Person.tenancy
    assert tenancy_of(Session) is SYSTEM
    assert Person.tenancy.is_owned and not SYSTEM.is_owned and not PUBLIC.is_owned


def test_each_axis_is_one_policy() -> None:
    names = [policy.name for policy in policies_of(Tenancy(body="stelle", person="konto", link="secret_hash"))]
    assert names == ["scope_body", "scope_person", "scope_link"]
    assert policies_of(PUBLIC) == ()
    (body,) = policies_of(Tenancy(body="stelle"))
    assert body.condition.startswith('"stelle_id" = ANY')


def test_an_append_only_row_is_neither_changed_nor_deleted_by_the_application(person: Person) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT has_table_privilege('protokoll_record', 'DELETE'),"
            " has_table_privilege('protokoll_record', 'UPDATE'),"
            " has_column_privilege('protokoll_record', 'payload', 'UPDATE'),"
            " has_table_privilege('django_migrations', 'INSERT'), has_table_privilege('konto_person', 'TRUNCATE')"
        )
        assert cursor.fetchone() == (False, False, True, False, False)
