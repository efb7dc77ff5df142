"""Who acts: handed to every action and written into the protokoll."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The part in which somebody acts."""

    CITIZEN = "citizen"
    LINK = "link"
    CLERK = "clerk"
    OFFICER = "officer"
    AUDITOR = "auditor"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts in one role.

    Args:
        role: the part in which they act; a signed-in person may have several and uses one at a time.
        konto_id: their Konto; None for the bearer of a secret link and for the system.
        stelle_id: the Stelle for which they act; None for citizens, link bearers and the system.
    """

    role: Role
    konto_id: int | None = None
    stelle_id: int | None = None


SYSTEM_ACTOR = Actor(Role.SYSTEM)


def writes_for(actor: Actor, *, stelle_id: int | None, stellen: Collection[int]) -> bool:
    """Return whether somebody writes in the name of a body: the system, or a clerk of it or of its successor.

    Args:
        actor: who acts.
        stelle_id: the body that keeps the row; None for a row without one.
        stellen: bodies of the open scope: the actor's own, and those that were merged into it.
    """
    if actor.role is Role.SYSTEM:
        return True
    return actor.role is Role.CLERK and actor.stelle_id in stellen and stelle_id in stellen
