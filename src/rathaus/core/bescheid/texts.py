"""What the office's frame around a letter says. A Bescheid is written in German, the language of administration.

Source: VwVfG § 23(1) for the language, § 37(3) for authority and name, § 37(6) for the remedy notice.
"""

from rathaus.values.text import Text

OUR_REFERENCE = Text("Aktenzeichen", "Reference number")
YOUR_ANTRAG = Text("Ihr Antrag vom", "Your application of")
WRITTEN_BY = Text("Bearbeitet von", "Handled by")
NOTICE_TITLE = Text("Rechtsbehelfsbelehrung", "Information on legal remedies")
ON_BEHALF = Text("Im Auftrag", "On behalf of the authority")
ELECTRONIC = Text(
    "Dieser Bescheid ist elektronisch erlassen. Der Name ersetzt die Unterschrift.",
    "This decision was issued electronically. The name replaces the signature.",
)
DELIVERED_SUBJECT = Text("{result}: {title}", "{result}: {title}")
DELIVERED_BODY = Text(
    "Wir haben über Ihren Antrag entschieden. Den Bescheid finden Sie hier und als PDF.",
    "We have decided on your application. You find the decision here and as a PDF.",
)
FILE_NAME = "bescheid-{reference}.pdf"

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
