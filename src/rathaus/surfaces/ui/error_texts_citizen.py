"""Errors of antrag, datei and postfach in words, as citizens meet them; in the order of their codes."""

from collections.abc import Mapping

from rathaus.surfaces.ui.error_text import ErrorText, say

CITIZEN: Mapping[str, ErrorText] = {
    "ANT-001": say(
        404,
        de=("Diesen Entwurf gibt es nicht mehr.", "Vielleicht ist er abgelaufen. Sie können den Antrag neu beginnen."),
        en=("This draft no longer exists.", "It may have expired. You can start the application again."),
    ),
    "ANT-002": say(
        410,
        de=(
            "Dieser Entwurf ist abgelaufen.",
            "Zum Schutz Ihrer Daten haben wir ihn gelöscht. Sie können den Antrag neu beginnen.",
        ),
        en=("This draft has expired.", "We deleted it to protect your data. You can start the application again."),
    ),
    "ANT-003": say(
        409,
        de=(
            "Dieser Antrag ist schon abgesendet.",
            "Unter „Meine Anträge“ sehen Sie, wie es weitergeht. Dort können Sie dem Amt auch schreiben.",
        ),
        en=(
            "This application has already been sent.",
            "“My applications” shows what happens next. You can also write to the office there.",
        ),
    ),
    "ANT-004": say(
        409,
        de=(
            "Diese Leistung gibt es an diesem Ort noch nicht online.",
            "Auf der Seite der Leistung steht, wie Sie das Amt erreichen.",
        ),
        en=(
            "This service is not available online in this place yet.",
            "The page of the service says how to reach the office.",
        ),
    ),
    "ANT-005": say(
        422,
        de=(
            "Es fehlen noch Angaben, oder eine Angabe stimmt nicht.",
            "Öffnen Sie die Übersicht. Sie zeigt, welche Seiten Sie noch prüfen müssen.",
        ),
        en=(
            "Some answers are missing or not right yet.",
            "Open the overview. It shows which pages you still need to check.",
        ),
    ),
    "ANT-006": say(
        404,
        de=(
            "Diesen Antrag gibt es hier nicht.",
            "Prüfen Sie das Aktenzeichen, oder melden Sie sich mit dem Konto an, mit dem Sie ihn gestellt haben.",
        ),
        en=(
            "There is no such application here.",
            "Check the reference, or sign in with the account you used to apply.",
        ),
    ),
    "ANT-007": say(
        409,
        de=(
            "Das Amt hat nach dieser Angabe nicht gefragt.",
            "Schreiben Sie dem Amt im Postfach, wenn Sie etwas ergänzen möchten.",
        ),
        en=("The office did not ask for this.", "Write to the office in your mailbox if you want to add something."),
    ),
    "ANT-008": say(
        404,
        de=(
            "Diese Seite gehört nicht zu Ihrem Antrag.",
            "Nach Ihren bisherigen Antworten brauchen wir sie nicht. Gehen Sie zur Übersicht.",
        ),
        en=(
            "This page is not part of your application.",
            "Going by your answers so far we do not need it. Go to the overview.",
        ),
    ),
    "ANT-009": say(
        409,
        de=(
            "Das ist bei diesem Antrag gerade nicht möglich.",
            "Laden Sie die Seite neu. Vielleicht hat sich der Stand inzwischen geändert.",
        ),
        en=(
            "This is not possible for this application right now.",
            "Reload the page. Its status may have changed in the meantime.",
        ),
    ),
    "ANT-010": say(
        401,
        de=(
            "Für diesen Antrag müssen Sie sich anmelden.",
            "Das Gesetz verlangt die Schriftform. In der Vorführung genügt dafür Ihr Konto; später die BundID.",
        ),
        en=(
            "You need to sign in for this application.",
            "The law demands written form here. In this demonstration your account is enough; later the BundID.",
        ),
    ),
    "ANT-011": say(
        403,
        de=(
            "Diesen Antrag können Sie noch nicht online stellen.",
            "Das Gesetz verlangt die Schriftform. Geben Sie den Antrag vorerst auf Papier oder persönlich ab.",
        ),
        en=(
            "You cannot apply for this online yet.",
            "The law demands written form. For now, hand in your application on paper or in person.",
        ),
    ),
    "ANT-012": say(
        422,
        de=(
            "So lässt sich nicht festhalten, für wen Sie beantragen.",
            "Wählen Sie eine der Möglichkeiten, und geben Sie Ihren Namen an.",
        ),
        en=(
            "It cannot be recorded like this for whom you apply.",
            "Choose one of the options and give your name.",
        ),
    ),
    "ANT-013": say(
        422,
        de=(
            "Der Tag des Eingangs liegt in der Zukunft oder mehr als ein Jahr zurück.",
            "Prüfen Sie Tag und Jahreszahl auf dem Eingangsstempel.",
        ),
        en=(
            "The day of arrival lies ahead or more than a year back.",
            "Check the day and the year on the stamp of receipt.",
        ),
    ),
    "ANT-014": say(
        422,
        de=(
            "Die Person hat noch nicht gelesen, was in ihrem Namen erklärt wird.",
            "Zeigen Sie ihr die Angaben, und sagen Sie beim Absenden, wie sie sie gelesen hat.",
        ),
        en=(
            "The person has not yet read what is declared in their name.",
            "Show them the answers, and say when you submit how they have read them.",
        ),
    ),
    "DAT-001": say(
        422,
        de=(
            "Die Datei ist leer.",
            "Öffnen Sie die Datei auf Ihrem Gerät, speichern Sie sie neu und laden Sie sie noch einmal hoch.",
        ),
        en=("The file is empty.", "Open it on your device, save it again and upload it once more."),
    ),
    "DAT-002": say(
        413,
        de=("Die Datei ist zu groß.", "Fotografieren Sie mit geringerer Auflösung oder teilen Sie das Dokument auf."),
        en=("The file is too large.", "Take the photo at a lower resolution or split the document."),
    ),
    "DAT-003": say(
        422,
        de=("Diese Art von Datei nehmen wir nicht an.", "Wählen Sie ein PDF oder ein Foto (JPG, PNG, WebP oder HEIC)."),
        en=("We do not accept this kind of file.", "Choose a PDF or a photo (JPG, PNG, WebP or HEIC)."),
    ),
    "DAT-004": say(
        422,
        de=("Diese Art von Datei passt hier nicht.", "Unter dem Feld steht, welche Arten möglich sind."),
        en=("This kind of file does not fit here.", "The field says which kinds are possible."),
    ),
    "DAT-005": say(
        422,
        de=(
            "Der Name der Datei passt nicht zu ihrem Inhalt.",
            "Speichern Sie das Dokument neu als PDF oder als Foto und laden Sie es noch einmal hoch.",
        ),
        en=(
            "The name of the file does not match its content.",
            "Save the document again as a PDF or a photo and upload it once more.",
        ),
    ),
    "DAT-006": say(
        422,
        de=(
            "Dieses PDF enthält ein Programm oder andere Dateien.",
            "Drucken Sie das Dokument in ein neues PDF oder fotografieren Sie es und laden Sie das hoch.",
        ),
        en=(
            "This PDF contains a program or other files.",
            "Print the document to a new PDF or take a photo of it, and upload that.",
        ),
    ),
    "DAT-007": say(
        422,
        de=(
            "Dieses PDF ist mit einem Passwort geschützt.",
            "Speichern Sie es ohne Passwort, damit das Amt es lesen kann.",
        ),
        en=("This PDF is protected by a password.", "Save it without a password so that the office can read it."),
    ),
    "DAT-008": say(
        422,
        de=(
            "Die Datei ist beschädigt oder nicht vollständig.",
            "Laden Sie sie noch einmal hoch oder fotografieren Sie das Dokument neu.",
        ),
        en=("The file is damaged or incomplete.", "Upload it again or take a new photo of the document."),
    ),
    "DAT-009": say(
        422,
        de=(
            "In der Datei steckt Schadsoftware. Wir haben sie nicht behalten.",
            "Prüfen Sie Ihr Gerät und wählen Sie eine andere Datei.",
        ),
        en=("The file contains malware. We did not keep it.", "Check your device and choose another file."),
    ),
    "DAT-010": say(
        404,
        de=("Diese Datei gibt es nicht.", "Gehen Sie zurück und laden Sie die Seite neu."),
        en=("There is no such file.", "Go back and reload the page."),
    ),
    "DAT-011": say(
        409,
        de=(
            "Diese Datei wird noch auf Schadsoftware geprüft.",
            "Sie müssen nichts tun: Sie ist gespeichert, und wir fragen den Virenscanner von selbst wieder.",
        ),
        en=(
            "This file is still being checked for malware.",
            "You need not do anything: it is saved, and we ask the scanner again by ourselves.",
        ),
    ),
    "DAT-012": say(
        409,
        de=(
            "Diese Datei gehört zu einem abgesendeten Antrag.",
            "Fragen Sie das Amt, wenn die Datei nicht stimmt. Wie, steht bei Ihrem Antrag.",
        ),
        en=(
            "This file belongs to an application that was sent.",
            "Ask the office if the file is wrong. Your application says how.",
        ),
    ),
    "DAT-013": say(
        500,
        de=("Das PDF konnte nicht erstellt werden.", "Versuchen Sie es noch einmal. Der Text selbst ist gespeichert."),
        en=("The PDF could not be made.", "Try again. The text itself is saved."),
    ),
    "DAT-014": say(
        422,
        de=("Das Bild hat zu viele Bildpunkte.", "Fotografieren Sie das Dokument mit geringerer Auflösung."),
        en=("The picture has too many pixels.", "Take a photo of the document at a lower resolution."),
    ),
    "DAT-015": say(
        422,
        de=(
            "Diese Datei lässt sich nicht sicher öffnen.",
            "Sie ist gespeichert, aber beschädigt oder zu groß. Nötig ist ein neues PDF oder Foto.",
        ),
        en=(
            "This file cannot be opened safely.",
            "It is saved, but damaged or too large. A new PDF or photo of it is needed.",
        ),
    ),
    "DAT-016": say(
        409,
        de=("Ein Teil der Datei kam nicht in der richtigen Reihenfolge an.", "Wählen Sie die Datei noch einmal aus."),
        en=("A part of the file arrived out of order.", "Choose the file again."),
    ),
    "DAT-017": say(
        429,
        de=("Zu viele Dateien auf einmal.", "Warten Sie, bis die anderen Dateien angekommen sind."),
        en=("Too many files at a time.", "Wait until the other files have arrived."),
    ),
    "DAT-018": say(
        404,
        de=("Das Hochladen hat zu lange gedauert.", "Wählen Sie die Datei noch einmal aus."),
        en=("The upload took too long.", "Choose the file again."),
    ),
    "DAT-019": say(
        503,
        de=(
            "Gerade werden zu viele Dateien geöffnet.",
            "Mit der Datei ist alles in Ordnung. Versuchen Sie es in einem Moment noch einmal.",
        ),
        en=(
            "Too many files are being opened right now.",
            "Nothing is wrong with the file. Try again in a moment.",
        ),
    ),
    "POS-001": say(
        404,
        de=("Diese Nachricht gibt es nicht.", "Gehen Sie in Ihr Postfach. Dort stehen alle Nachrichten an Sie."),
        en=("There is no such message.", "Go to your mailbox. All messages to you are there."),
    ),
    "POS-002": say(
        409,
        de=(
            "Auf diese Nachricht können Sie nicht antworten.",
            "Antworten können Sie auf Rückfragen des Amtes. Bei einem Bescheid steht dort, wie Sie sich wehren können.",
        ),
        en=(
            "You cannot answer this message.",
            "You can answer questions from the office. A decision says how you can object.",
        ),
    ),
    "POS-003": say(
        409,
        de=("Diese Rückfrage ist schon beantwortet.", "Ihre Antwort steht im Postfach unter der Rückfrage."),
        en=("This question has already been answered.", "Your answer is in the mailbox below the question."),
    ),
    "POS-004": say(
        422,
        de=("Ihre Antwort ist noch leer.", "Schreiben Sie einen kurzen Text und senden Sie dann ab."),
        en=("Your answer is still empty.", "Write a short text and then send it."),
    ),
    "POS-005": say(
        422,
        de=("Ihre Rückmeldung ist noch leer.", "Schreiben Sie kurz, was wir besser machen können."),
        en=("Your feedback is still empty.", "Briefly write what we can do better."),
    ),
    "POS-006": say(
        503,
        de=("Die E-Mail konnte nicht gesendet werden.", "Wir versuchen es wieder. Ihre Post liegt im Postfach."),
        en=("The e-mail could not be sent.", "We will try again. Your letters are in the mailbox."),
    ),
    "POS-007": say(
        503,
        de=("Dieses Rathaus verschickt keine E-Mails.", "Sehen Sie bitte im Postfach nach."),
        en=("This town hall sends no e-mails.", "Please look into the mailbox."),
    ),
    "POS-008": say(
        422,
        de=("Das sind zu viele Dateien auf einmal.", "Schicken Sie höchstens fünf, und die anderen danach."),
        en=("These are too many files at once.", "Send at most five, and the others afterwards."),
    ),
    "POS-009": say(
        422,
        de=("Ihre Nachricht ist noch leer.", "Schreiben Sie einen kurzen Text und senden Sie dann ab."),
        en=("Your message is still empty.", "Write a short text and then send it."),
    ),
    "POS-010": say(
        422,
        de=("Ihre Nachricht ist zu lang.", "Kürzen Sie den Text auf höchstens 5.000 Zeichen."),
        en=("Your message is too long.", "Shorten the text to at most 5,000 characters."),
    ),
    "TER-001": say(
        404,
        de=("Diesen Termin gibt es nicht mehr.", "Wählen Sie einen anderen."),
        en=("This appointment no longer exists.", "Choose another one."),
    ),
    "TER-002": say(
        409,
        de=("Den letzten Platz hat gerade jemand anderes genommen.", "Wählen Sie einen anderen Termin."),
        en=("Somebody else has just taken the last place.", "Choose another appointment."),
    ),
    "TER-003": say(
        409,
        de=("Dieser Termin hat schon begonnen.", "Wählen Sie einen späteren, oder rufen Sie das Amt an."),
        en=("This appointment has begun already.", "Choose a later one, or call the office."),
    ),
    "TER-004": say(
        422,
        de=(
            "So lassen sich keine Termine anbieten.",
            "Prüfen Sie Tag, Zeiten, Länge (5 bis 480 Minuten), Plätze (1 bis 100) und Ort. Höchstens 500 auf einmal.",
        ),
        en=(
            "No appointments can be offered like this.",
            "Check day, times, length (5 to 480 minutes), places (1 to 100) and place. At most 500 at once.",
        ),
    ),
    "TER-005": say(
        409,
        de=("Für diesen Antrag ist kein Termin gebucht.", "Auf der Seite des Antrags können Sie einen buchen."),
        en=("No appointment is booked for this application.", "You can book one on the page of the application."),
    ),
    "TER-006": say(
        409,
        de=("Kein Termin ist frei.", "Bieten Sie zuerst Termine für diese Leistung an. Dann können Sie einladen."),
        en=("No appointment is free.", "Offer appointments for this service first. Then you can invite."),
    ),
}
