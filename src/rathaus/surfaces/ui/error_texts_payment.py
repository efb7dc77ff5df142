"""Errors of zahlung in words; in the order of their codes."""

from collections.abc import Mapping

from rathaus.surfaces.ui.error_text import ErrorText, say

PAYMENT: Mapping[str, ErrorText] = {
    "ZAH-001": say(
        422,
        de=("Dieser Betrag geht nicht.", "Geben Sie einen Betrag zwischen 0,01 € und 999.999,00 € ein."),
        en=("This amount is not possible.", "Enter an amount between €0.01 and €999,999.00."),
    ),
    "ZAH-002": say(
        404,
        de=("Für diesen Antrag ist keine Gebühr gebucht.", "Öffnen Sie die Gebühr aus dem Vorgang."),
        en=("No fee is booked for this application.", "Open the fee from the case."),
    ),
    "ZAH-003": say(
        409,
        de=("Hier ist nichts mehr offen.", "Sie müssen nichts tun. Laden Sie die Seite neu, um den Stand zu sehen."),
        en=("Nothing is open here any more.", "You need not do anything. Load the page again to see how it stands."),
    ),
    "ZAH-004": say(
        409,
        de=("So viel wurde nicht zu viel gezahlt.", "Sehen Sie in den Buchungen nach, was noch zurückzuzahlen ist."),
        en=("Less than that was paid too much.", "Look at the bookings to see what is still to be paid back."),
    ),
    "ZAH-005": say(
        422,
        de=(
            "Es fehlt der Grund oder der Buchungstext.",
            "Schreiben Sie, warum, oder was auf dem Kontoauszug steht; höchstens 140 Zeichen.",
        ),
        en=(
            "The reason or the text of the booking is missing.",
            "Write why, or what the bank statement says; at most 140 characters.",
        ),
    ),
}
