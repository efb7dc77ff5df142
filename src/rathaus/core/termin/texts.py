"""What a body writes about appointments, German and English."""

from rathaus.values.text import Text

REMINDER_SUBJECT = Text("Erinnerung an Ihren Termin", "Reminder of your appointment")
REMINDER = Text(
    "Sie haben bald einen Termin: {when}.\n\nOrt: {place}\n\nWenn Sie nicht kommen können, sagen Sie den Termin bitte "
    "auf der Seite Ihres Antrags ab. Dann kann ihn jemand anderes nehmen.",
    "You have an appointment soon: {when}.\n\nPlace: {place}\n\nIf you cannot come, please cancel it on the page of "
    "your application. Then somebody else can take it.",
)
CALLED_OFF_SUBJECT = Text("Ihr Termin fällt aus", "Your appointment is called off")
CALLED_OFF = Text(
    "Ihr Termin am {when} fällt leider aus.\n\nBitte buchen Sie auf der Seite Ihres Antrags einen neuen.",
    "Unfortunately your appointment on {when} is called off.\n\nPlease book a new one on the page of your application.",
)
