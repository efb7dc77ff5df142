"""Who acts: handed to every action and written into the protokoll."""

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
