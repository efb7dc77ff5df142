"""A scanner in memory for tests: it knows one piece of malware, the EICAR test file."""

from dataclasses import dataclass

from rathaus.adapters.clamd.eicar import EICAR
from rathaus.core.datei.ports import ScanResult, Verdict


@dataclass(slots=True)
class FakeScanner:
    """A FileScanner that finds EICAR.

    Args:
        answers: whether it answers at all.
    """

    answers: bool = True

    def scan(self, content: bytes) -> ScanResult:
        """Return INFECTED for content that holds EICAR, UNAVAILABLE while it does not answer."""
        if not self.answers:
            return ScanResult(Verdict.UNAVAILABLE, "fake")
        return ScanResult(Verdict.INFECTED, "Eicar-Test-Signature") if EICAR in content else ScanResult(Verdict.CLEAN)
