"""What a reminder of an open fee says, in both languages: the claim does not know the language of the Antrag."""

from rathaus.values.text import Text

REMINDER_SUBJECT = Text("Zahlungserinnerung: {amount} sind noch offen", "Payment reminder: {amount} still open")
SECOND_SUBJECT = Text(
    "Zweite Zahlungserinnerung: {amount} sind noch offen", "Second payment reminder: {amount} still open"
)
REMINDER_BODY = Text(
    "Für Ihren Antrag ist eine Gebühr noch offen: {amount}. Sie war am {day} fällig.\n\n"
    "So bezahlen Sie: Öffnen Sie Ihren Antrag und wählen Sie „Gebühr bezahlen“. Oder überweisen Sie an {holder}, "
    "IBAN {iban}, Verwendungszweck {reference}.\n\n"
    "Haben Sie schon bezahlt? Dann müssen Sie nichts tun. Diese Erinnerung kostet nichts.",
    "A fee for your application is still open: {amount}. It was due on {day}.\n\n"
    "How to pay: open your application and choose “Pay the fee”. Or transfer it to {holder}, IBAN {iban}, "
    "reference {reference}.\n\n"
    "Have you paid already? Then you need not do anything. This reminder costs nothing.",
)
