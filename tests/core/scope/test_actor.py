"""Who writes in the name of a body."""

import pytest

from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor, Role, writes_for


@pytest.mark.parametrize(
    ("actor", "stelle_id", "stellen", "allowed"),
    [
        (SYSTEM_ACTOR, 1, {1}, True),
        (Actor(Role.CLERK, 7, 1), 1, {1}, True),
        (Actor(Role.CLERK, 7, 2), 1, {1, 2}, True),
        (Actor(Role.CLERK, 7, 2), 1, {2}, False),
        (Actor(Role.CLERK, 7, 2), 1, {1}, False),
        (Actor(Role.CLERK, 7, 2), None, {2}, False),
        (Actor(Role.CLERK, 7), 1, {1}, False),
        (Actor(Role.AUDITOR, 7, 1), 1, {1}, False),
        (Actor(Role.CITIZEN, 7), 1, {1}, False),
    ],
)
def test_the_system_and_clerks_of_a_body_or_of_its_successor_write_for_it(
    actor: Actor, stelle_id: int | None, stellen: set[int], *, allowed: bool
) -> None:
    assert writes_for(actor, stelle_id=stelle_id, stellen=stellen) is allowed
