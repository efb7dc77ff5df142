"""What the room wants from outside: somebody who seals a PDF for a body."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class SealIdentity:
    """Whom the certificate of a seal names.

    Args:
        holder: who seals.
        issuer: who certified that.
        valid_to: aware instant at which the certificate ends.
    """

    holder: str
    issuer: str
    valid_to: datetime

    def to_json(self) -> dict[str, str]:
        """Return what a Bescheid keeps of it."""
        return {"holder": self.holder, "issuer": self.issuer}


class Sealer(Protocol):
    """Puts the electronic seal of a body on a PDF."""

    def identity(self, stelle: str, *, at: datetime) -> SealIdentity:
        """Return whose seal a body has, if it could seal at an instant.

        Args:
            stelle: slug of the body.
            at: aware instant.

        Raises:
            SealKeyMissing, SealKeyUnreadable, SealKeyExpired: it could not.
        """

    def seal(self, content: bytes, *, stelle: str, at: datetime) -> bytes:
        """Return the PDF with the seal of a body, archivable and accessible as before.

        Args:
            content: a PDF.
            stelle: slug of the body.
            at: aware instant, written into the seal.

        Raises:
            SealKeyMissing, SealKeyUnreadable, SealKeyExpired: see :meth:`identity`.
            SealNotPut: the timestamp server did not answer.
        """


def configured_sealer() -> Sealer | None:
    """Return the sealer that ``RATHAUS_SEALER`` names (dotted path of a function that makes one), or None."""
    path = settings.RATHAUS_SEALER
    if not path:
        return None
    sealer: Sealer = import_string(path)()
    return sealer
