"""What letters about a remedy say. A decision is written in German; receipts in the language of the Antrag.

Source: VwGO §§ 70, 73 to 75, 80; AO §§ 357, 366.
"""

from rathaus.core.rechtsbehelf.rules import Kind, Outcome
from rathaus.values.text import Text

NAME = {
    Kind.WIDERSPRUCH: Text("Widerspruch", "Objection (Widerspruch)"),
    Kind.EINSPRUCH: Text("Einspruch", "Objection (Einspruch)"),
}
DECISION_NAME = {
    Kind.WIDERSPRUCH: Text("Widerspruchsbescheid", "Decision on your objection (Widerspruchsbescheid)"),
    Kind.EINSPRUCH: Text("Einspruchsentscheidung", "Decision on your objection (Einspruchsentscheidung)"),
}
OUTCOME = {
    Outcome.REJECTED: Text("zurückgewiesen", "rejected"),
    Outcome.GRANTED: Text("stattgegeben", "granted"),
    Outcome.PARTIAL: Text("teilweise stattgegeben", "granted in part"),
    Outcome.DISCONTINUED: Text("eingestellt", "discontinued"),
}

RECEIPT_SUBJECT = Text("Eingangsbestätigung: {name} {number}", "Confirmation of receipt: {name} {number}")
RECEIPT_BODY = Text(
    "Ihr {name} ist bei uns eingegangen. Die Kopie finden Sie hier und als PDF.",
    "We have received your {name}. You find the copy here and as a PDF.",
)
RECEIPT_RECEIVED = Text(
    "Ihr {name} gegen unseren Bescheid vom {issued} ist am {day} um {time} Uhr bei uns eingegangen.",
    "We received your {name} to our decision of {issued} on {day} at {time}.",
)
RECEIPT_NUMBER = Text("Nummer", "Number")
RECEIPT_CASE = Text("Aktenzeichen des Bescheids", "Reference number of the decision")
RECEIPT_FILED = Text("Eingegangen am", "Received on")
RECEIPT_EXPECTED = Text("Voraussichtlich entschieden bis", "Decision expected by")
RECEIPT_NEXT = Text("Wie es weitergeht", "What happens next")
RECEIPT_STEPS = (
    Text(
        "Wir prüfen unseren Bescheid noch einmal. Halten wir Ihren {name} für begründet, ändern wir den Bescheid.",
        "We look at our decision again. If we find your {name} justified, we change the decision.",
    ),
    Text(
        "Sonst entscheidet die zuständige Behörde und schreibt Ihnen mit Gründen.",
        "Otherwise the competent authority decides and writes to you with reasons.",
    ),
    Text(
        "Gründe und Unterlagen können Sie jederzeit nachreichen. Sie können den {name} auch zurücknehmen.",
        "You can add reasons and documents at any time. You can also withdraw the {name}.",
    ),
    Text(
        "Ist ohne guten Grund nicht entschieden, können Sie ab dem {suit_from} Klage wegen Untätigkeit erheben "
        "(§ 75 VwGO).",
        "If there is no decision without a good reason, you can bring an action for inaction from {suit_from} on "
        "(section 75 VwGO).",
    ),
)
EFFECT = Text(
    "Ein Widerspruch hat aufschiebende Wirkung (§ 80 Abs. 1 VwGO). Sie entfällt in den Fällen des § 80 Abs. 2 VwGO, "
    "vor allem bei öffentlichen Abgaben und Kosten, und wenn die sofortige Vollziehung angeordnet ist. Ob das hier so "
    "ist, sagt Ihnen die Behörde.",
    "An objection has suspensive effect (section 80(1) VwGO). It does not in the cases of section 80(2) VwGO, above "
    "all with public charges and costs, and where immediate enforcement was ordered. The authority tells you whether "
    "that is so here.",
)
YOUR_REASONS = Text("Ihre Gründe", "Your reasons")
NO_REASONS = Text("Gründe haben Sie noch nicht genannt.", "You have not given reasons yet.")
YOUR_FILES = Text("Ihre Unterlagen", "Your documents")
YOUR_HINDRANCE = Text("Warum Sie nicht früher schreiben konnten", "Why you could not write earlier")
FILE_NAME = "{name}-{number}.pdf"

PAPER_TITLE = "{name} gegen Ihren Bescheid vom {issued}"
PAPER_SALUTATION = "Sehr geehrte Damen und Herren,"
PAPER_TEXT = "gegen Ihren Bescheid vom {issued}, Aktenzeichen {reference}, lege ich {name} ein."
PAPER_REASONS = "Begründung"
PAPER_REASONS_NOTE = "Sie können die Begründung auch später nachreichen."
PAPER_SIGNATURE = "Ort, Datum und Unterschrift"
PAPER_SENDER = "Name und Anschrift"

DECISION_SUBJECT = Text("{name}: {outcome}", "{name}: {outcome}")
DECISION_BODY = Text(
    "Über Ihren {kind} ist entschieden. Die Entscheidung finden Sie hier und als PDF.",
    "Your {kind} was decided. You find the decision here and as a PDF.",
)
AGAINST = "Gegenstand"
AGAINST_TEXT = "{kind} vom {filed} gegen den Bescheid von {origin} vom {issued}, Aktenzeichen {reference}: {title}"
OPERATIVE = "Entscheidung"
COSTS = "Kosten"
REASONS = "Begründung"
NOTICE_TITLE = "Rechtsbehelfsbelehrung"
NOTICE_AGAINST = ("Gegen diesen Bescheid", "Gegen den angefochtenen Bescheid in der Gestalt dieser Entscheidung")
NOTICE_SINCE = ("nach seiner Bekanntgabe", "nach Zustellung dieser Entscheidung")
"""What the notice of a Bescheid says, and what a decision on an objection says in its place (VwGO §§ 74, 79)."""
ON_BEHALF = "Im Auftrag"
ELECTRONIC = "Diese Entscheidung ist elektronisch erlassen. Der Name ersetzt die Unterschrift."
OUR_NUMBER = "Unser Zeichen"
YOUR_REMEDY = "Ihr {kind} vom"
WRITTEN_BY = "Bearbeitet von"

REMEDIED_SUBJECT = Text("Ihrem {name} ist abgeholfen", "Your {name} has succeeded")
REMEDIED_BODY = Text(
    "Wir halten Ihren {name} {number} für begründet und haben neu entschieden. Den neuen Bescheid finden Sie in Ihrem "
    "Postfach. Damit ist das Widerspruchsverfahren beendet (§ 72 VwGO).\n\n{costs}",
    "We find your {name} {number} justified and have decided anew. You find the new decision in your mailbox. This "
    "ends the objection procedure (section 72 VwGO).\n\n{costs}",
)
HEARING_SUBJECT = Text("Mündliche Anhörung zu Ihrem {name}", "Oral hearing about your {name}")
HEARING_BODY = Text(
    "Bevor über Ihren {name} {number} entschieden wird, können Sie sich vor einem Ausschuss mündlich äußern.\n\n"
    "Tag: {day}\nAusschuss: {committee}\n\nWenn Sie nicht kommen können, schreiben Sie uns bitte.",
    "Before your {name} {number} is decided, you can speak before a committee.\n\n"
    "Day: {day}\nCommittee: {committee}\n\nPlease write to us if you cannot come.",
)
