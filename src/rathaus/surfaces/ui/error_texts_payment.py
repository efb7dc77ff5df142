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
    "ZAH-006": say(
        422,
        de=(
            "Diese IBAN geht nicht.",
            "Geben Sie eine IBAN aus dem SEPA-Raum ein, so wie sie auf dem Kontoauszug steht.",
        ),
        en=("This IBAN is not possible.", "Enter an IBAN of the SEPA area as it stands on the bank statement."),
    ),
    "ZAH-007": say(
        409,
        de=("Hier kann niemand online zahlen.", "Überweisen Sie, oder fragen Sie das Amt."),
        en=("Nobody can pay online here.", "Pay by transfer, or ask the office."),
    ),
    "ZAH-008": say(
        502,
        de=(
            "Der Bezahldienst antwortet nicht.",
            "Versuchen Sie es in einigen Minuten noch einmal, oder überweisen Sie.",
        ),
        en=("The payment service does not answer.", "Try again in a few minutes, or pay by transfer."),
    ),
    "ZAH-009": say(
        502,
        de=("Der Bezahldienst nimmt die Zahlung nicht an.", "Überweisen Sie, oder fragen Sie das Amt."),
        en=("The payment service does not take the payment.", "Pay by transfer, or ask the office."),
    ),
    "ZAH-010": say(
        404,
        de=("Diese Zahlung gibt es hier nicht.", "Öffnen Sie die Gebühr aus Ihrem Antrag."),
        en=("There is no such payment here.", "Open the fee from your application."),
    ),
    "ZAH-011": say(
        422,
        de=(
            "Eine Angabe zum Konto stimmt nicht.",
            "Prüfen Sie Inhaber, Name beim Bezahldienst und Gläubiger-Identifikationsnummer.",
        ),
        en=(
            "Something about the account is wrong.",
            "Check its holder, the name at the payment service, the creditor.",
        ),
    ),
    "ZAH-012": say(
        409,
        de=("Alle Buchungen sind schon übergeben.", "Laden Sie unten eine frühere Übergabe noch einmal herunter."),
        en=("All bookings were handed over already.", "Download an earlier hand-over again below."),
    ),
    "ZAH-013": say(
        409,
        de=("Das geht mit dieser Lastschrift nicht mehr.", "Laden Sie die Seite neu, um den Stand zu sehen."),
        en=("This is no longer possible with this direct debit.", "Load the page again to see how it stands."),
    ),
    "ZAH-014": say(
        422,
        de=("Dieser Tag ist zu früh.", "Wählen Sie einen späteren Tag."),
        en=("This day is too early.", "Choose a later day."),
    ),
    "ZAH-015": say(
        409,
        de=(
            "An diesem Tag ist nichts einzuziehen.",
            "Wählen Sie einen Tag, der mindestens fünf Tage nach dem letzten Mandat liegt.",
        ),
        en=("Nothing is to be collected on this day.", "Choose a day at least five days after the last mandate."),
    ),
    "ZAH-016": say(
        422,
        de=(
            "Diese Zahl von Tagen geht nicht.",
            "Schreiben Sie eine ganze Zahl von 1 bis 365, oder lassen Sie das Feld leer.",
        ),
        en=("This number of days is not possible.", "Write a whole number from 1 to 365, or leave the field empty."),
    ),
    "ZAH-017": say(
        409,
        de=(
            "Die Bank bucht diese Gebühr gerade ab.",
            "Warten Sie, bis die Lastschrift gebucht ist, damit Sie nicht zweimal zahlen.",
        ),
        en=("The bank is collecting this fee.", "Wait until the direct debit is booked, so that you do not pay twice."),
    ),
    "ZAH-018": say(
        409,
        de=("Der offene Betrag hat sich geändert.", "Lesen Sie den neuen Betrag und bestätigen Sie ihn."),
        en=("The open amount has changed.", "Read the new amount and confirm it."),
    ),
    "ZAH-019": say(
        422,
        de=(
            "Dieser Tag geht nicht.",
            "Schreiben Sie den Tag, an dem das Geld kam oder ging: heute oder einen Tag des letzten Jahres.",
        ),
        en=(
            "This day is not possible.",
            "Write the day on which the money came or went: today or within the last year.",
        ),
    ),
}
