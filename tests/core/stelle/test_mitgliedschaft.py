"""Memberships: who may grant them, who sees them."""

import pytest

from rathaus.core.konto.actions import create_konto
from rathaus.core.konto.models import Konto
from rathaus.core.protokoll.queries import records_of
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.actions import grant_mitgliedschaft
from rathaus.core.stelle.models import Mitgliedschaft, Stelle
from rathaus.core.stelle.queries import memberships_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]


@pytest.fixture
def konto() -> Konto:
    return create_konto(login="sachbearbeitung.hanau", kind="staff")


@pytest.fixture
def hanau() -> Stelle:
    return Stelle.objects.get(slug="hanau")


def grant(stelle: Stelle, konto: Konto, *, actor: Actor = SYSTEM_ACTOR) -> Mitgliedschaft:
    with open_scope(Scope(stellen=frozenset({stelle.pk}))):
        return grant_mitgliedschaft(
            actor=actor, stelle=stelle, konto_id=konto.pk, role="clerk", display_name="Petra Klein"
        )


def test_a_membership_is_granted_once_and_recorded(konto, hanau) -> None:
    first, second = grant(hanau, konto), grant(hanau, konto)
    assert first.pk == second.pk
    with open_scope(Scope(stellen=frozenset({hanau.pk}))):
        acts = [record.act for record in records_of(kind="mitgliedschaft", subject_id=first.public_id)]
    assert acts == ["mitgliedschaft.granted"]


def test_a_clerk_may_not_grant_memberships(konto, hanau) -> None:
    with pytest.raises(ActorRefused):
        grant(hanau, konto, actor=Actor(Role.CLERK, konto.pk, hanau.pk))


def test_a_membership_is_seen_by_the_person_and_the_body_and_by_nobody_else(konto, hanau) -> None:
    grant(hanau, konto)
    with open_scope(Scope(konto=konto.pk)):
        assert [member.stelle.slug for member in memberships_of(konto.pk)] == ["hanau"]
    neighbour = Stelle.objects.get(slug="maintal")
    with open_scope(Scope(stellen=frozenset({neighbour.pk}))):
        assert memberships_of(konto.pk) == []
    with open_scope(Scope()):
        assert Mitgliedschaft.objects.count() == 0
