"""Whether clamd is there, and whether it finds what it must find; for `rathaus doctor`."""

from rathaus.adapters.clamd.eicar import EICAR
from rathaus.adapters.clamd.scanner import ClamdScanner
from rathaus.core.datei.ports import Verdict
from rathaus.values.findings import Finding, Severity
from rathaus.values.text import Text


def self_check(scanner: ClamdScanner) -> tuple[Finding, ...]:
    """Return what is wrong with the scanner; nothing when it answers, finds EICAR and passes harmless bytes."""
    where = f"{scanner.host}:{scanner.port}"
    try:
        alive = scanner.command("PING") == "PONG"
    except OSError:
        alive = False
    if not alive:
        return (_silent(where),)
    if scanner.scan(EICAR).verdict is not Verdict.INFECTED:
        return (_blind(where),)
    if scanner.scan(b"harmless").verdict is not Verdict.CLEAN:
        return (_suspicious(where),)
    return ()


def _silent(where: str) -> Finding:
    what = Text("Der Virenscanner antwortet nicht.", "The malware scanner does not answer.")
    remedy = Text(
        "Starten Sie clamd und prüfen Sie RATHAUS_CLAMD_ADDRESS. Bis dahin bleiben Uploads in Quarantäne.",
        "Start clamd and check RATHAUS_CLAMD_ADDRESS. Until then uploads stay in quarantine.",
    )
    return Finding("CLM-001", Severity.ERROR, where, what, remedy)


def _blind(where: str) -> Finding:
    what = Text("Der Virenscanner erkennt die EICAR-Testdatei nicht.", "The scanner does not find the EICAR test file.")
    remedy = Text(
        "Laden Sie die Signaturen mit freshclam und starten Sie clamd neu.",
        "Load the signatures with freshclam and restart clamd.",
    )
    return Finding("CLM-002", Severity.ERROR, where, what, remedy)


def _suspicious(where: str) -> Finding:
    what = Text("Der Virenscanner gibt harmlose Daten nicht frei.", "The scanner does not pass harmless data.")
    remedy = Text("Prüfen Sie das Protokoll von clamd.", "Read the log of clamd.")
    return Finding("CLM-003", Severity.ERROR, where, what, remedy)
