"""Accounts and persons."""

import pytest
from django.contrib.auth.hashers import get_hasher

from rathaus.core.konto.actions import create_konto, save_person
from rathaus.core.konto.errors import SignInRefused
from rathaus.core.konto.models import Konto
from rathaus.core.konto.queries import check_password, konto_by_login, person_of
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from tests.cast import Member


@pytest.mark.django_db
def test_an_account_is_created_once_and_keeps_its_password() -> None:
    first = create_konto(login="amira", kind="person", password="correct horse")
    again = create_konto(login="amira", kind="staff", password="battery staple")
    assert (again.pk, again.kind) == (first.pk, "person")
    assert check_password(login="amira", password="correct horse") == first


@pytest.mark.django_db
def test_a_password_is_stored_with_argon2() -> None:
    assert create_konto(login="amira", kind="person", password="x").password.startswith("argon2$argon2id$")


@pytest.mark.django_db
@pytest.mark.parametrize(("login", "password"), [("amira", "wrong"), ("nobody", "correct horse"), ("amira", "")])
def test_a_wrong_password_and_an_unknown_login_are_refused_alike(login: str, password: str) -> None:
    create_konto(login="amira", kind="person", password="correct horse")
    with pytest.raises(SignInRefused) as refused:
        check_password(login=login, password=password)
    assert refused.value.facts == {}


@pytest.mark.django_db
def test_an_account_without_a_password_cannot_sign_in_by_one() -> None:
    create_konto(login="amira", kind="person")
    for password in ("", "!", "None"):
        with pytest.raises(SignInRefused):
            check_password(login="amira", password=password)


@pytest.mark.django_db
def test_a_closed_account_is_not_found() -> None:
    create_konto(login="amira", kind="person", password="correct horse")
    Konto.objects.update(is_active=False)
    assert konto_by_login("amira") is None
    with pytest.raises(SignInRefused):
        check_password(login="amira", password="correct horse")


@pytest.mark.django_db
@pytest.mark.parametrize("login", ["amira", "nobody"])
def test_an_unknown_login_costs_one_hash_as_a_wrong_password_does(login: str, monkeypatch: pytest.MonkeyPatch) -> None:
    create_konto(login="amira", kind="person", password="correct horse")
    hasher, hashed = type(get_hasher()), []
    for name in ("encode", "verify"):
        real = getattr(hasher, name)
        monkeypatch.setattr(
            hasher, name, lambda *args, real=real, **named: hashed.append(login) or real(*args, **named)
        )
    with pytest.raises(SignInRefused):
        check_password(login=login, password="wrong")
    assert len(hashed) == 1


@pytest.mark.django_db
def test_persons_change_what_they_told_us(citizen: Member) -> None:
    with open_scope(citizen.scope):
        save_person(actor=citizen.actor, attributes={"ort": "Maintal"})
        person = person_of(citizen.konto.pk)
    assert (person.name, person.ort) == ("Amira Haddad", "Maintal")


@pytest.mark.django_db
def test_nobody_reads_the_person_of_somebody_else(citizen: Member, other_citizen: Member, clerk: Member) -> None:
    for stranger in (other_citizen, clerk):
        with open_scope(stranger.scope):
            assert person_of(citizen.konto.pk) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "actor", [Actor(Role.LINK), Actor(Role.CITIZEN), Actor(Role.CLERK, 1, 1), Actor(Role.AUDITOR, 1, 1), SYSTEM_ACTOR]
)
def test_only_a_signed_in_citizen_stores_a_person(actor: Actor, citizen: Member) -> None:
    with open_scope(citizen.scope), pytest.raises(ActorRefused):
        save_person(actor=actor, attributes={"vorname": "Eve"})


@pytest.mark.django_db
def test_a_name_that_is_no_column_is_a_mistake_of_the_program(other_citizen: Member) -> None:
    with open_scope(other_citizen.scope), pytest.raises(TypeError, match="haarfarbe"):
        save_person(actor=other_citizen.actor, attributes={"haarfarbe": "rot"})
