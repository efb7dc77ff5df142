"""What the room wants from outside: somebody who looks for malware."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class Verdict(StrEnum):
    """What a scanner says about a file."""

    CLEAN = "clean"
    INFECTED = "infected"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class ScanResult:
    """The outcome of one scan.

    Args:
        verdict: see :class:`Verdict`; UNAVAILABLE when there was no answer, whatever the reason.
        detail: name of the malware, or a code of the reason; never a part of the file.
    """

    verdict: Verdict
    detail: str = ""


class FileScanner(Protocol):
    """Looks for malware. Never raises for an outage: a file that was not scanned stays in quarantine."""

    def scan(self, content: bytes) -> ScanResult:
        """Return what is known about these bytes."""


def configured_scanner() -> FileScanner | None:
    """Return the scanner that ``RATHAUS_FILE_SCANNER`` names (dotted path of a function that makes one), or None."""
    path = settings.RATHAUS_FILE_SCANNER
    if not path:
        return None
    scanner: FileScanner = import_string(path)()
    return scanner
