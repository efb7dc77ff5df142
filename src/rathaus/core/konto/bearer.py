"""Whose draft, Antrag or letter it is: a person with a Konto, or whoever holds the secret link."""

from collections.abc import Collection
from dataclasses import dataclass

from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.errors import ActorRefused


@dataclass(frozen=True, slots=True)
class Bearer:
    """The person behind a row, known by their Konto or only by the hash of their link secret.

    Args:
        konto_id: id of the Konto; None without one.
        secret_hash: hash of the link secret, 64 hexadecimal digits; empty with a Konto.
    """

    konto_id: int | None = None
    secret_hash: str = ""

    def __post_init__(self) -> None:
        if (self.konto_id is None) == (not self.secret_hash):
            message = "a bearer has either a Konto or a link secret"
            raise ValueError(message)


def person_acting(actor: Actor, *, bearer: Bearer, secrets: Collection[str]) -> Actor:
    """Return as whom somebody acts on what a bearer owns: as the person with the Konto, or as the holder of the link.

    Somebody who is signed in and opens a secret link acts as its holder: the protokoll does not join the two.

    Args:
        actor: who acts.
        bearer: the owner of a draft, Antrag, letter or file.
        secrets: hashes of the link secrets that were presented.

    Raises:
        ActorRefused: anybody else.
    """
    is_person = actor.role is Role.CITIZEN and bearer.konto_id is not None and bearer.konto_id == actor.konto_id
    if is_person:
        return actor
    if actor.role in {Role.CITIZEN, Role.LINK} and bearer.secret_hash and bearer.secret_hash in secrets:
        return Actor(Role.LINK)
    raise ActorRefused(role=actor.role.value)
