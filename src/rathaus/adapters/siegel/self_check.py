"""Whether the keys of the electronic seals can be used, and for how long; for `rathaus doctor`. Nothing is sealed."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from rathaus.adapters.siegel.key import KeyFolder
from rathaus.core.bescheid.errors import SealKeyUnreadable
from rathaus.values.findings import Finding
from rathaus.values.messages import error, warning
from rathaus.values.text import Text

SOON = timedelta(days=60)
"""How long before its end a certificate is reported: a new one takes weeks."""

MESSAGES = {
    "SIE-001": error(
        Text("Es gibt keinen Schlüssel für elektronische Siegel.", "There is no key for electronic seals."),
        Text(
            "Legen Sie je Stelle eine Datei KURZNAME.p12 in RATHAUS_SIEGEL_DIR, oder siegel.p12 für alle. "
            "Bis dahin wird kein Bescheid erlassen. Zur Probe: `rathaus siegel test`.",
            "Put a file SLUG.p12 for each body into RATHAUS_SIEGEL_DIR, or siegel.p12 for all of them. "
            "Until then no decision is issued. For a trial: `rathaus siegel test`.",
        ),
    ),
    "SIE-002": error(
        Text("Dieser Schlüssel lässt sich nicht verwenden.", "This key cannot be used."),
        Text(
            "Prüfen Sie RATHAUS_SIEGEL_PASSPHRASE und ob Schlüssel und Zertifikat zusammengehören.",
            "Check RATHAUS_SIEGEL_PASSPHRASE and that key and certificate belong together.",
        ),
    ),
    "SIE-003": error(
        Text("Dieses Zertifikat gilt nicht.", "This certificate does not hold."),
        Text(
            "Bestellen Sie ein neues Siegelzertifikat und legen Sie es an dieselbe Stelle.",
            "Order a new certificate for seals and put it into the same place.",
        ),
    ),
    "SIE-004": warning(
        Text("Dieses Zertifikat endet bald.", "This certificate ends soon."),
        Text("Bestellen Sie jetzt ein neues Siegelzertifikat.", "Order a new certificate for seals now."),
    ),
}


def self_check(keys: KeyFolder, *, now: datetime) -> tuple[Finding, ...]:
    """Return what is wrong with the keys; nothing when every one of them can be used for a while.

    Args:
        keys: where they lie.
        now: aware instant.
    """
    files = sorted(keys.path.glob("*.p12"))
    if not files:
        return (MESSAGES["SIE-001"].finding("SIE-001", str(keys.path)),)
    return tuple(MESSAGES[code].finding(code, name) for name, code in _faults(keys, now))


def _faults(keys: KeyFolder, now: datetime) -> Iterator[tuple[str, str]]:
    for file in sorted(keys.path.glob("*.p12")):
        try:
            certificate = keys.open(file).certificate
        except SealKeyUnreadable:
            yield file.name, "SIE-002"
            continue
        if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
            yield file.name, "SIE-003"
        elif certificate.not_valid_after_utc - now < SOON:
            yield file.name, "SIE-004"
