"""The cast of the rooms of core: two towns, a citizen and the bearer of a link, each with actor and scope."""

from dataclasses import dataclass

import pytest

from rathaus.core.konto.actions import create_konto
from rathaus.core.konto.bearer import Bearer
from rathaus.core.konto.rules import hash_link_secret
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.session import Scope
from rathaus.core.stelle.models import Stelle


@dataclass(frozen=True)
class Owner:
    """Somebody with their actor and their scope."""

    actor: Actor
    bearer: Bearer
    scope: Scope


def make_stelle(slug: str) -> Stelle:
    return Stelle.objects.create(
        slug=slug,
        name=slug.title(),
        official_name=slug.title(),
        kind=Stelle.Kind.STADT,
        sort_key=slug,
        search_name=slug,
    )


@pytest.fixture
def town(db) -> Stelle:
    return make_stelle("beispielstadt")


@pytest.fixture
def next_town(db) -> Stelle:
    return make_stelle("nachbarstadt")


@pytest.fixture
def citizen(db) -> Owner:
    konto = create_konto(login="ada", kind="person")
    return Owner(Actor(Role.CITIZEN, konto.pk), Bearer(konto_id=konto.pk), Scope(konto=konto.pk))


@pytest.fixture
def link_bearer() -> Owner:
    secret_hash = hash_link_secret("a secret of a draft")
    return Owner(Actor(Role.LINK), Bearer(secret_hash=secret_hash), Scope(secrets=frozenset({secret_hash})))
