"""What the certificate of a Genehmigungsfiktion says: German, as every decision is."""

from rathaus.values.text import Text

SUBJECT = "Ihr Antrag gilt als genehmigt: {title}"
BODY = (
    "Die Frist für unsere Entscheidung ist abgelaufen. Ihr Antrag gilt damit als genehmigt. "
    "Die Bescheinigung finden Sie als PDF."
)
FILE_NAME = "bescheinigung-{reference}.pdf"
TITLE = "Bescheinigung über den Eintritt der Genehmigungsfiktion"
REFERENCE = "Aktenzeichen"
OPERATIVE = "Die beantragte Genehmigung gilt seit dem {day} als erteilt ({norm})."
WHY = (
    "Wir haben über den Antrag innerhalb der Frist nicht entschieden. Die Frist begann, als alle Unterlagen "
    "vollständig bei uns waren (§ 42a Abs. 2 VwVfG). Diese Bescheinigung stellen wir nach § 42a Abs. 3 VwVfG aus."
)
NOTICE = "Rechtsbehelfsbelehrung"
ROW_ANTRAG = "Antrag"
ROW_APPLICANT = "Antragstellende Person"
ROW_SUBMITTED = "Gestellt am"
ROW_RESULT = "Gilt als"
ROW_SINCE = "Seit"
ROW_NORM = "Rechtsgrundlage"
SEAT_MISSING = Text(
    "Ihre Stelle hat keine Anschrift. Die Rechtsbehelfsbelehrung muss den Sitz der Behörde nennen (§ 58 Abs. 1 VwGO).",
    "Your body has no address. The remedy notice must name the seat of the authority (§ 58(1) VwGO).",
)
