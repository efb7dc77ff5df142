"""What a case writes to the person, German and English; in the language in which they applied."""

from rathaus.values.text import Text

QUESTION_SUBJECT = Text("Rückfrage zu Ihrem Antrag: {title}", "Question about your application: {title}")
QUESTION_DUE = Text("Bitte antworten Sie bis zum {day}.", "Please answer by {day}.")
ANSWER_WITHOUT_TEXT = Text("Die Angaben sind ergänzt.", "The details have been added.")

HEARING_SUBJECT = Text("Anhörung zu Ihrem Antrag: {title}", "Hearing about your application: {title}")
HEARING_OPENING = Text(
    "Wir haben noch nicht entschieden. Bevor wir entscheiden, können Sie sich äußern ({norm}).",
    "We have not decided yet. Before we decide, you can have your say ({norm}).",
)
HEARING_INTENDED = Text("Was wir vorhaben: {intended}", "What we intend: {intended}")
HEARING_FACTS = Text("Worauf wir uns stützen: {facts}", "What we rely on: {facts}")
HEARING_HOW = Text(
    "Sie können uns bis zum {day} schreiben, was aus Ihrer Sicht wichtig ist, und Unterlagen schicken. Am einfachsten "
    "antworten Sie hier. Sie müssen nicht antworten.",
    "Until {day} you can write to us what matters from your point of view, and send documents. The easiest way is to "
    "answer here. You do not have to answer.",
)
HEARING_THEN = Text(
    "Was dann geschieht: Wir prüfen Ihre Antwort und entscheiden danach. Antworten Sie nicht, entscheiden wir nach "
    "diesem Tag mit dem, was wir wissen.",
    "What happens then: we look at your answer and decide after that. If you do not answer, we decide after that day "
    "with what we know.",
)
PASSED_ON_SUBJECT = Text("Ihr Antrag liegt jetzt bei: {body}", "Your application is now with: {body}")
PASSED_ON_BODY = Text(
    "Über Ihren Antrag muss eine andere Stelle entscheiden: {body}. Wir haben ihn mit Ihren Angaben und Unterlagen "
    "dorthin gegeben. Ihre neue Nummer ist {number}. Einen neuen Antrag müssen Sie nicht stellen. Braucht die neue "
    "Stelle etwas von Ihnen, zum Beispiel eine Gebühr im Voraus, schreibt sie Ihnen.\n\nWarum: {reason}",
    "Another body must decide on your application: {body}. We have passed it on with your details and documents. Your "
    "new number is {number}. You need not apply again. If the new body needs something from you, such as a fee in "
    "advance, it will write to you.\n\nWhy: {reason}",
)
MESSAGE_SUBJECT = Text("Nachricht zu Ihrem Antrag: {title}", "Message about your application: {title}")

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
INVITATION_SUBJECT = Text("Bitte buchen Sie einen Termin: {title}", "Please book an appointment: {title}")
INVITATION_HOW = Text(
    "Welche Termine frei sind, sehen Sie auf der Seite Ihres Antrags. Dort buchen, verschieben und löschen Sie ihn.",
    "The page of your application shows which appointments are free. There you book, move and cancel yours.",
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

EXTENSION_SUBJECT = Text("Wir brauchen mehr Zeit für Ihren Antrag", "We need more time for your application")
EXTENSION_BODY = Text(
    "Die Frist für unsere Entscheidung ist bis zum {day} verlängert.\n\nGrund: {reason}",
    "The time limit for our decision has been extended to {day}.\n\nReason: {reason}",
)
