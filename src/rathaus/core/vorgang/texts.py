"""What a case writes to the person, German and English; in the language in which they applied."""

from datetime import date

from rathaus.recht.dates import english_date, german_date
from rathaus.values.text import Text

QUESTION_SUBJECT = Text("Rückfrage zu Ihrem Antrag: {title}", "Question about your application: {title}")
QUESTION_DUE = Text("Bitte antworten Sie bis zum {day}.", "Please answer by {day}.")
ANSWER_WITHOUT_TEXT = Text("Die Angaben sind ergänzt.", "The details have been added.")

RECEIPT_SUBJECT = Text("Eingangsbestätigung: {title}", "Confirmation of receipt: {title}")
RECEIPT_TITLE = Text("Eingangsbestätigung", "Confirmation of receipt")
RECEIPT_BODY = Text(
    "Ihr Antrag ist bei uns eingegangen. Die Kopie Ihrer Angaben finden Sie als PDF.",
    "We have received your application. A copy of your details is attached as a PDF.",
)
RECEIPT_RECEIVED = Text(
    "Ihr Antrag „{title}“ ist am {day} um {time} Uhr bei uns eingegangen.",
    "We received your application “{title}” on {day} at {time}.",
)
RECEIPT_EXPECTED = Text(
    "Voraussichtlich entscheiden wir bis zum {day}. Wenn etwas fehlt, melden wir uns.",
    "We expect to decide by {day}. If anything is missing, we will contact you.",
)
RECEIPT_MISSING = Text("Das fehlt noch", "Still missing")
RECEIPT_MISSING_HINT = Text(
    "Ihr Antrag ist wirksam gestellt. Reichen Sie bitte nach:",
    "Your application is valid. Please hand in later:",
)
RECEIPT_ANSWERS = Text("Ihre Angaben", "Your details")
RECEIPT_VERTRETUNG = Text("Vertretung", "Representation")
RECEIPT_ACTED = Text(
    "{name} hat den Antrag für {applicant} gestellt, {acts_as}.", "{name} applied for {applicant}, {acts_as}."
)
RECEIPT_ACTED_FOR = Text("die Person im Antrag", "the person in the application")
RECEIPT_CONTACT = Text("Kontakt: {contact}", "Contact: {contact}")
RECEIPT_PROOF = Text(
    "Das Amt kann einen Nachweis dafür verlangen{citation}.", "The office may ask for proof of this{citation}."
)
RECEIPT_DATA = Text(
    "Diesem Dokument sind Ihre Angaben als Datei „antrag.json“ beigefügt.",
    "Your details are attached to this document as the file “antrag.json”.",
)
RECEIPT_REFERENCE = Text("Nummer des Antrags", "Application number")
RECEIPT_FILE = Text("eingangsbestaetigung", "confirmation-of-receipt")


def written_day(day: date, language: str) -> str:
    """Return a local day as letters in this language write it."""
    return english_date(day) if language.startswith("en") else german_date(day)
