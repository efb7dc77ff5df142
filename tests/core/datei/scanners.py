"""Scanners that a setting can name."""

from rathaus.core.datei.ports import FileScanner, ScanResult, Verdict


class _Fixed:
    def __init__(self, result: ScanResult) -> None:
        self.result = result

    def scan(self, content: bytes) -> ScanResult:
        return self.result


def silent() -> FileScanner:
    return _Fixed(ScanResult(Verdict.UNAVAILABLE, "timeout"))


def finding() -> FileScanner:
    return _Fixed(ScanResult(Verdict.INFECTED, "Test-Signature"))
