"""Whether clamd is there, and whether it finds what it must find; for `rathaus doctor`."""

from rathaus.adapters.clamd.eicar import EICAR
from rathaus.adapters.clamd.scanner import ClamdScanner
from rathaus.core.datei.ports import Verdict
from rathaus.values.findings import Finding
from rathaus.values.messages import error
from rathaus.values.text import Text

MESSAGES = {
    "CLM-001": error(
        Text("Der Virenscanner antwortet nicht.", "The malware scanner does not answer."),
        Text(
            "Starten Sie clamd und prüfen Sie RATHAUS_CLAMD_ADDRESS. Bis dahin bleiben Uploads in Quarantäne.",
            "Start clamd and check RATHAUS_CLAMD_ADDRESS. Until then uploads stay in quarantine.",
        ),
    ),
    "CLM-002": error(
        Text("Der Virenscanner erkennt die EICAR-Testdatei nicht.", "The scanner does not find the EICAR test file."),
        Text(
            "Laden Sie die Signaturen mit freshclam und starten Sie clamd neu.",
            "Load the signatures with freshclam and restart clamd.",
        ),
    ),
    "CLM-003": error(
        Text("Der Virenscanner gibt harmlose Daten nicht frei.", "The scanner does not pass harmless data."),
        Text("Prüfen Sie das Protokoll von clamd.", "Read the log of clamd."),
    ),
}


def self_check(scanner: ClamdScanner) -> tuple[Finding, ...]:
    """Return what is wrong with the scanner; nothing when it answers, finds EICAR and passes harmless bytes."""
    code = _fault(scanner)
    return (MESSAGES[code].finding(code, f"{scanner.host}:{scanner.port}"),) if code else ()


def _fault(scanner: ClamdScanner) -> str | None:
    try:
        alive = scanner.command("PING") == "PONG"
    except OSError:
        alive = False
    if not alive:
        return "CLM-001"
    if scanner.scan(EICAR).verdict is not Verdict.INFECTED:
        return "CLM-002"
    return None if scanner.scan(b"harmless").verdict is Verdict.CLEAN else "CLM-003"
