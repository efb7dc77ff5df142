"""`rathaus member`: how the first people of an installation come in, and how they leave."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from rathaus.cli import member
from rathaus.core.konto.actions import create_konto
from rathaus.core.konto.queries import check_password, konto_by_login
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import coordination_office, memberships_of
from tests.cli.conftest import Outcome

type Run = Callable[..., Outcome]
pytestmark = pytest.mark.django_db
WORDS = ("neu.hanau", "hanau", "clerk")


def roles_of(login: str, days: int = 0) -> list[str]:
    konto = konto_by_login(login)
    assert konto is not None
    with open_scope(Scope(konto=konto.pk)):
        return [each.role for each in memberships_of(konto.pk, timezone.localdate() + timedelta(days=days))]


def test_somebody_new_gets_an_account_and_a_password_that_works(rathaus: Run) -> None:
    outcome = rathaus("member", "add", *WORDS, "--name", "Petra Klein")
    first, second = outcome.out.splitlines()
    assert (outcome.status, first) == (0, "neu.hanau works for Hanau as clerk")
    password = second.removeprefix("password, shown this once: ")
    assert check_password(login="neu.hanau", password=password).kind == "staff"
    assert roles_of("neu.hanau") == ["clerk"]


def test_an_account_that_exists_keeps_its_password(rathaus: Run) -> None:
    rathaus("member", "add", *WORDS, "--name", "Petra Klein")
    outcome = rathaus("member", "add", "neu.hanau", "hanau", "lead", "--name", "Petra Klein")
    assert outcome.out == "neu.hanau works for Hanau as lead\n"
    assert roles_of("neu.hanau") == ["clerk", "lead"]


def test_a_password_is_asked_for_and_never_printed(rathaus: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(member, "getpass", lambda prompt: "ein langes Passwort")
    outcome = rathaus("member", "add", *WORDS, "--name", "Petra Klein", "--ask-password")
    assert "Passwort" not in outcome.out
    assert check_password(login="neu.hanau", password="ein langes Passwort")


def test_two_different_passwords_are_refused(rathaus: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(member, "getpass", lambda prompt: prompt)
    outcome = rathaus("member", "add", *WORDS, "--name", "Petra Klein", "--ask-password")
    assert (outcome.status, "CLI-008" in outcome.err) == (1, True)
    assert konto_by_login("neu.hanau") is None


def test_a_membership_ends_today_or_on_a_day(rathaus: Run) -> None:
    rathaus("member", "add", *WORDS, "--name", "Petra Klein")
    later = (timezone.localdate() + timedelta(days=10)).isoformat()
    assert rathaus("member", "end", *WORDS, "--on", later).status == 0
    assert (roles_of("neu.hanau"), roles_of("neu.hanau", 10)) == (["clerk"], [])
    assert rathaus("member", "end", *WORDS).status == 0
    assert roles_of("neu.hanau") == []


def test_officers_are_added_to_the_coordination_office_alone(rathaus: Run) -> None:
    refused = rathaus("member", "add", "neu", "hanau", "officer", "--name", "Lena Vogt")
    assert (refused.status, "STE-002" in refused.err) == (1, True)
    assert konto_by_login("neu") is None
    assert rathaus("member", "add", "neu", coordination_office().slug, "officer", "--name", "Lena Vogt").status == 0


def test_unknown_bodies_logins_and_memberships_are_named(rathaus: Run) -> None:
    create_konto(login="buergerin", kind="person")
    for words, code in (
        (("add", "neu", "atlantis", "clerk", "--name", "N"), "CLI-005"),
        (("add", "buergerin", "hanau", "clerk", "--name", "N"), "CLI-006"),
        (("end", "buergerin", "hanau", "clerk"), "CLI-007"),
        (("end", "niemand", "hanau", "clerk"), "CLI-007"),
    ):
        outcome = rathaus("member", *words)
        assert (outcome.status, code in outcome.err) == (1, True)
