"""What the proof of announcement says, in German: it goes into the file of the case."""

from rathaus.values.text import Text

TITLE = Text("Zugangsnachweis", "Proof of announcement")
CASE = Text("Aktenzeichen", "Reference number")
RECIPIENT = Text("Empfänger", "Recipient")
ISSUED = Text("Bescheid vom", "Decision of")
FINGERPRINT = Text("SHA-256 der PDF-Datei", "SHA-256 of the PDF file")
DRAWN_UP = Text("Stand", "As of")
PROVIDED = Text("Zum Abruf bereitgestellt", "Provided for retrieval")
PROVIDED_SENTENCE = Text(
    "Der Bescheid lag ab jetzt im Postfach und konnte dort geöffnet und gespeichert werden (§ 41 Abs. 2a VwVfG).",
    "From now on the decision could be opened and saved in the mailbox (§ 41(2a) VwVfG).",
)
NOTIFIED = Text("Benachrichtigt", "Notified")
NOT_NOTIFIED = Text("Nicht benachrichtigt", "Not notified")
NOT_NOTIFIED_SENTENCE = Text(
    "Eine Nachricht an die Person ist nicht gelungen oder war nicht möglich. Eine Frist zum Abruf läuft nicht.",
    "Notifying the person failed or was not possible. No period for the retrieval runs.",
)
NOTIFIED_SENTENCE = Text(
    "Ein Mailserver hat die Benachrichtigung angenommen. Von diesem Tag an läuft die Frist zum Abruf.",
    "A mail server took the notice. The period for the retrieval runs from this day.",
)
RETRIEVED = Text("Abgerufen", "Retrieved")
RETRIEVED_SENTENCE = Text(
    "Die Person hat sich angemeldet oder ihren geheimen Link benutzt und den Bescheid geöffnet.",
    "The person signed in or used their secret link, and opened the decision.",
)
NOT_RETRIEVED = Text("Nicht abgerufen", "Not retrieved")
POSTED = Text("Zur Post gegeben", "Handed to the post")
RETURNED = Text("Vom Postdienst zurückgekommen", "Came back from the post")
RETURNED_SENTENCE = Text(
    "Der Brief kam nicht an. Er hat nichts bekannt gegeben (§ 41 Abs. 2 VwVfG).",
    "The letter did not arrive. It announced nothing (§ 41(2) VwVfG).",
)
ANNOUNCED = Text("Gilt als bekannt gegeben", "Counts as announced")
NOT_ANNOUNCED = Text("Nicht bekannt gegeben", "Not announced")
NOT_ANNOUNCED_SENTENCE = Text(
    "Bisher gibt es keinen Vorgang, der den Bescheid bekannt gibt. Die Frist für den Rechtsbehelf läuft nicht.",
    "Nothing has announced the decision so far. The period for the remedy does not run.",
)
REMEDY = Text("Rechtsbehelf möglich bis", "Remedy possible until")
EARLIER_DAY = Text(
    "Die Rechtslage lässt auch den {day} zu; an diesen früheren Tag wird die Person erinnert.",
    "The law allows {day}, too; the person is reminded by this earlier day.",
)
LAW = Text("Angewendetes Recht", "Applied law")
LINE = Text("{explanation} Fassung: {version}", "{explanation} Version: {version}")
AT = Text("{day}, {time} Uhr", "{day}, {time}")
FILE_NAME = "zugangsnachweis-{reference}.pdf"
