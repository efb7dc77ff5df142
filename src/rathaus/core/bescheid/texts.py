"""What the office's frame around a letter says. A Bescheid is written in German, the language of administration.

Source: VwVfG § 23(1) for the language, § 37(3) for authority and name, § 37(6) for the remedy notice.
"""

from rathaus.core.bescheid.rules import Change
from rathaus.values.text import Text

OUR_REFERENCE = Text("Aktenzeichen", "Reference number")
YOUR_ANTRAG = Text("Ihr Antrag vom", "Your application of")
WRITTEN_BY = Text("Bearbeitet von", "Handled by")
REPRESENTED_BY = Text("Vertreten durch {who}", "Represented by {who}")
NOTICE_TITLE = Text("Rechtsbehelfsbelehrung", "Information on legal remedies")
ON_BEHALF = Text("Im Auftrag", "On behalf of the authority")
ELECTRONIC = Text(
    "Dieser Bescheid ist elektronisch erlassen. Der Name ersetzt die Unterschrift.",
    "This decision was issued electronically. The name replaces the signature.",
)
AUTOMATIC = Text(
    "Diesen Bescheid hat ein Programm erlassen, ohne dass eine Person entschieden hat ({norm}). "
    "Darum stehen hier kein Name und keine Unterschrift.",
    "This decision was issued by a program; no person decided ({norm}). That is why it bears no name and no signature.",
)
FEE_EXPLAINED = Text("Zur Gebühr: {words}", "About the fee: {words}")
DELIVERED_SUBJECT = Text("{result}: {title}", "{result}: {title}")
DELIVERED_BODY = Text(
    "Wir haben über Ihren Antrag entschieden. Den Bescheid finden Sie hier und als PDF.",
    "We have decided on your application. You find the decision here and as a PDF.",
)
PROVIDED_AGAIN_BODY = Text(
    "Der Bescheid wurde nicht rechtzeitig abgerufen. Wir stellen ihn deshalb noch einmal bereit. "
    "Sie finden ihn hier und als PDF.",
    "The decision was not retrieved in time. We therefore provide it once more. You find it here and as a PDF.",
)
SEALED = Text(
    "Die PDF-Datei trägt das elektronische Siegel „{holder}“, ausgestellt von „{issuer}“. "
    "Ein PDF-Programm zeigt, ob sie unverändert ist.",
    "The PDF file carries the electronic seal “{holder}”, issued by “{issuer}”. "
    "A PDF program shows whether it is unchanged.",
)
SEAT_MISSING = Text(
    "Die Anschrift Ihrer Stelle fehlt. Die Rechtsbehelfsbelehrung muss den Sitz der Behörde nennen; ohne ihn läuft die "
    "Frist ein Jahr (§ 58 VwGO). Tragen Sie die Anschrift unter „Unsere Stelle“ ein.",
    "The address of your office is missing. The information on legal remedies must name the seat of the authority; "
    "without it the period is one year (§ 58 VwGO). Enter the address under “Unsere Stelle”.",
)
CLAUSES_TITLE = Text("Nebenbestimmungen", "Ancillary provisions")
CHANGED_SUBJECT = {
    Change.CORRECTION: Text("Berichtigter Bescheid: {title}", "Corrected decision: {title}"),
    Change.REVOCATION: Text("Widerruf: {title}", "Revocation: {title}"),
    Change.WITHDRAWAL: Text("Rücknahme: {title}", "Withdrawal: {title}"),
    Change.REPLACEMENT: Text("Neuer Bescheid, {result}: {title}", "New decision, {result}: {title}"),
}
FILE_NAME = "bescheid-{reference}.pdf"
ATTACHED = "bescheid.json"
"""Name of the file inside the PDF that programs read."""

CERTIFICATE_FILE = "{kind}-{number}.pdf"
CERTIFICATE_TITLE = Text("Anlage: {name}", "Enclosure: {name}")
CERTIFICATE_ENCLOSED = Text(
    "Der Nachweis liegt in Ihrem Postfach bei diesem Bescheid, als PDF zum Ausdrucken und für das Telefon.",
    "The certificate is in your mailbox with this decision, as a PDF to print and for your phone.",
)
CERTIFICATE_VALID = Text("Gültig", "Valid")
CERTIFICATE_TERM = Text("{first} bis {last}", "{first} to {last}")
CERTIFICATE_NUMBER = Text("Nummer", "Number")
CERTIFICATE_CHECK = Text(
    "Echt und noch gültig? QR-Code scannen. Die Seite zeigt keine Namen.",
    "Genuine and still valid? Scan the QR code. The page shows no names.",
)
CERTIFICATE_QR = Text("QR-Code mit der Adresse, unter der jeder prüfen kann", "QR code with the address for checking")

REMINDER_SUBJECT = Text("{name}: endet am {day}", "{name}: ends on {day}")
REMINDER_BODY = Text(
    "Ihr {name} mit der Nummer {number} gilt bis zum {day}.\n\n"
    "Wenn Sie ihn weiter brauchen, verlängern Sie ihn bitte vorher. Ihre Angaben sind schon eingetragen. "
    "Prüfen Sie sie, und senden Sie den Antrag ab.\n\n"
    "Wenn Sie ihn nicht mehr brauchen, müssen Sie nichts tun.",
    "Your {name} with the number {number} is valid until {day}.\n\n"
    "If you still need it, please renew it before that day. Your details are filled in already. "
    "Check them and submit the application.\n\n"
    "If you no longer need it, you need not do anything.",
)
ENDED_SUBJECT = Text("{name}: nicht mehr gültig", "{name}: no longer valid")
ENDED_BODY = Text(
    "Wir haben Ihren {name} mit der Nummer {number} am {day} beendet. Er gilt nicht mehr.\n\nGrund: {reason}",
    "We ended your {name} with the number {number} on {day}. It is no longer valid.\n\nReason: {reason}",
)
