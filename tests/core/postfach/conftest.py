"""The two sides of a correspondence, and those who must not read it."""

import pytest
from django.db.models import Model

from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.session import Scope
from tests.core.cast import Owner, citizen, link_bearer, next_town, town

__all__ = ["citizen", "link_bearer", "next_town", "town"]


@pytest.fixture(params=["citizen", "link_bearer"])
def person(request: pytest.FixtureRequest) -> Owner:
    """A person with a Konto, then one with a secret link."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def clerk(town: Model) -> tuple[Actor, Scope]:
    return Actor(Role.CLERK, 7, town.pk), Scope(stellen=frozenset({town.pk}))


@pytest.fixture
def clerk_of_the_next_town(next_town: Model) -> tuple[Actor, Scope]:
    return Actor(Role.CLERK, 8, next_town.pk), Scope(stellen=frozenset({next_town.pk}))
