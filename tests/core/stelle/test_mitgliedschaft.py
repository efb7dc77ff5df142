"""Memberships: who may grant them, who sees them."""

from datetime import date, timedelta

import pytest

from rathaus.core.konto.actions import create_konto
from rathaus.core.konto.models import Konto
from rathaus.core.protokoll.queries import records_of
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.actions import end_mitgliedschaft, grant_mitgliedschaft
from rathaus.core.stelle.errors import OfficerElsewhere
from rathaus.core.stelle.models import Mitgliedschaft, Stelle
from rathaus.core.stelle.queries import coordination_office, memberships_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]
TODAY = date(2026, 11, 23)


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
        assert [member.stelle.slug for member in memberships_of(konto.pk, TODAY)] == ["hanau"]
    neighbour = Stelle.objects.get(slug="maintal")
    with open_scope(Scope(stellen=frozenset({neighbour.pk}))):
        assert memberships_of(konto.pk, TODAY) == []
    with open_scope(Scope()):
        assert Mitgliedschaft.objects.count() == 0


def test_a_membership_ends_on_a_day_and_may_be_granted_again(konto, hanau) -> None:
    member = grant(hanau, konto)
    with open_scope(Scope(stellen=frozenset({hanau.pk}))):
        for _ in range(2):
            end_mitgliedschaft(actor=SYSTEM_ACTOR, mitgliedschaft=member, valid_to=TODAY)
        acts = [record.act for record in records_of(kind="mitgliedschaft", subject_id=member.public_id)]
        assert acts == ["mitgliedschaft.granted", "mitgliedschaft.ended"]
        assert memberships_of(konto.pk, TODAY - timedelta(days=1)) == [member]
        assert memberships_of(konto.pk, TODAY) == []
    assert grant(hanau, konto).pk != member.pk


def test_a_clerk_may_not_end_memberships(konto, hanau) -> None:
    member = grant(hanau, konto)
    with open_scope(Scope(stellen=frozenset({hanau.pk}))), pytest.raises(ActorRefused):
        end_mitgliedschaft(actor=Actor(Role.CLERK, konto.pk, hanau.pk), mitgliedschaft=member, valid_to=TODAY)


def test_officers_work_for_the_coordination_office_alone(konto, hanau) -> None:
    with open_scope(Scope(stellen=frozenset({hanau.pk}))), pytest.raises(OfficerElsewhere):
        grant_mitgliedschaft(
            actor=SYSTEM_ACTOR, stelle=hanau, konto_id=konto.pk, role="officer", display_name="Petra Klein"
        )


def test_an_officer_of_another_body_grants_nothing(konto, hanau) -> None:
    with pytest.raises(ActorRefused):
        grant(hanau, konto, actor=Actor(Role.OFFICER, konto.pk, hanau.pk))
    grant(hanau, konto, actor=Actor(Role.OFFICER, konto.pk, coordination_office().pk))
