"""Whose draft, Antrag or letter it is: a person with a Konto, or whoever holds the secret link."""

from dataclasses import dataclass


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
