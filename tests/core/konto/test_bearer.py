"""Who bears a draft, an Antrag, a letter, a file; and as whom somebody acts on it."""

import pytest

from rathaus.core.konto.bearer import Bearer, person_acting
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor, Role
from rathaus.core.scope.errors import ActorRefused

HASH, OTHER = "a" * 64, "b" * 64
KONTO, LINK = Bearer(7), Bearer(secret_hash=HASH)
CITIZEN, HOLDER = Actor(Role.CITIZEN, 7), Actor(Role.LINK)


def test_a_bearer_is_known_by_one_thing() -> None:
    assert Bearer(konto_id=7).secret_hash == ""
    assert Bearer(secret_hash="ab").konto_id is None


@pytest.mark.parametrize("both", [{}, {"konto_id": 7, "secret_hash": "ab"}])
def test_a_bearer_of_nothing_or_of_both_is_refused(both: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="either a Konto or a link secret"):
        Bearer(**both)


@pytest.mark.parametrize(
    ("actor", "bearer", "acts_as"),
    [(CITIZEN, KONTO, CITIZEN), (HOLDER, LINK, HOLDER), (CITIZEN, LINK, HOLDER), (Actor(Role.CITIZEN), LINK, HOLDER)],
)
def test_a_person_is_known_by_konto_or_by_link_and_acts_as_that(actor: Actor, bearer: Bearer, acts_as: Actor) -> None:
    assert person_acting(actor, bearer=bearer, secrets={HASH}) == acts_as


@pytest.mark.parametrize(
    ("actor", "bearer"),
    [
        (Actor(Role.CITIZEN, 8), KONTO),
        (Actor(Role.CITIZEN), KONTO),
        (HOLDER, KONTO),
        (HOLDER, Bearer(secret_hash=OTHER)),
        (CITIZEN, Bearer(secret_hash=OTHER)),
        (Actor(Role.CLERK, 7, 1), KONTO),
        (Actor(Role.CLERK, 7, 1), LINK),
        (SYSTEM_ACTOR, LINK),
    ],
)
def test_anybody_else_is_refused_even_with_an_empty_secret(actor: Actor, bearer: Bearer) -> None:
    with pytest.raises(ActorRefused) as refused:
        person_acting(actor, bearer=bearer, secrets={HASH, ""})
    assert refused.value.facts == {"role": actor.role.value}
