"""Errors of vorgang in words, as clerks meet them; in the order of their codes."""

from collections.abc import Mapping

from rathaus.surfaces.ui.error_text import ErrorText, say

CASE: Mapping[str, ErrorText] = {
    "ARB-001": say(
        422,
        de=("Der Vermerk ist leer oder zu lang.", "Schreiben Sie, was zur Akte gehört, mit höchstens 5.000 Zeichen."),
        en=("The note is empty or too long.", "Write what belongs to the file, in 5,000 characters at most."),
    ),
    "ARB-002": say(
        422,
        de=(
            "So lässt sich die Wiedervorlage nicht anlegen.",
            "Nennen Sie einen Tag nach heute und in einer Zeile, was dann zu tun ist. Der Vorgang muss offen sein.",
        ),
        en=(
            "The follow-up cannot be planned like this.",
            "Give a day after today and, in one line, what is to be done then. The case must be open.",
        ),
    ),
    "ARB-003": say(
        422,
        de=(
            "Jemand von den Gewählten arbeitet nicht mehr bei Ihrer Stelle.",
            "Öffnen Sie die Seite neu, und wählen Sie aus der Liste.",
        ),
        en=(
            "Somebody whom you chose does not work for your body any more.",
            "Open the page again, and choose from the list.",
        ),
    ),
    "ARB-004": say(
        404,
        de=("Diese Wiedervorlage gibt es nicht mehr.", "Jemand hat sie schon erledigt. Öffnen Sie den Vorgang neu."),
        en=("This follow-up no longer exists.", "Somebody has ended it already. Open the case again."),
    ),
    "ARB-005": say(
        422,
        de=(
            "So lassen sich Vorgänge nicht gemeinsam bearbeiten.",
            "Wählen Sie 1 bis 200 Vorgänge aus der Liste.",
        ),
        en=("That many cases cannot be worked on at once.", "Choose 1 to 200 cases from the list."),
    ),
    "ARB-006": say(
        404,
        de=(
            "Diese Sammelbearbeitung gibt es nicht.",
            "Nur wer sie begonnen hat, sieht ihr Ergebnis. Was geschehen ist, steht auch in jedem Vorgang.",
        ),
        en=(
            "There is no such bulk act.",
            "Only whoever began it sees its result. What happened stands in each case, too.",
        ),
    ),
    "ARB-007": say(
        422,
        de=(
            "So lässt sich das Etikett nicht speichern.",
            "Geben Sie ihm einen Namen, den noch keins hat, mit höchstens 40 Zeichen, und wählen Sie eine Farbe.",
        ),
        en=(
            "The label cannot be saved like this.",
            "Give it a name that no other label has, 40 characters at most, and choose a colour.",
        ),
    ),
    "ARB-008": say(
        404,
        de=("Dieses Etikett gibt es nicht oder nicht mehr.", "Wählen Sie eins aus der Liste der Etiketten."),
        en=("There is no such label, or it is no longer in use.", "Choose one from the list of labels."),
    ),
    "ARB-009": say(
        422,
        de=(
            "So lässt sich die Liste nicht speichern.",
            "Geben Sie ihr einen Namen mit höchstens 60 Zeichen. Mehr als 30 eigene Listen gehen nicht.",
        ),
        en=(
            "The list cannot be saved like this.",
            "Give it a name of 60 characters at most. You can keep 30 lists of your own at most.",
        ),
    ),
    "ARB-010": say(
        404,
        de=(
            "Diese gespeicherte Liste gibt es nicht.",
            "Löschen können Sie nur Listen, die Sie selbst gespeichert haben.",
        ),
        en=("There is no such saved list.", "You can only delete lists that you have saved yourself."),
    ),
    "ARB-011": say(
        404,
        de=(
            "Diesen Kalender gibt es nicht mehr.",
            "Melden Sie sich an und holen Sie unter „Kalender“ eine neue Adresse.",
        ),
        en=("This calendar no longer exists.", "Sign in and get a new address at “Calendar”."),
    ),
    "KEN-001": say(
        422,
        de=(
            "Dieser Aufwand lässt sich nicht eintragen.",
            "Geben Sie ganze Minuten an, von 1 bis 2.400, für eine Aufgabe, die jemand erledigt hat.",
        ),
        en=(
            "This effort cannot be noted.",
            "Give whole minutes, from 1 to 2,400, for a task that somebody has done.",
        ),
    ),
    "VOR-001": say(
        404,
        de=("Diesen Vorgang gibt es in Ihrer Stelle nicht.", "Suchen Sie das Aktenzeichen in der Liste der Vorgänge."),
        en=("There is no such case in your office.", "Look for the reference in the list of cases."),
    ),
    "VOR-002": say(
        409,
        de=(
            "Eine Kollegin oder ein Kollege bearbeitet diesen Vorgang.",
            "Bitten Sie um Freigabe. Ansehen können Sie ihn weiterhin.",
        ),
        en=("A colleague is working on this case.", "Ask them to release it. You can still read it."),
    ),
    "VOR-003": say(
        409,
        de=(
            "Dieser Vorgang ist entschieden oder abgeschlossen.",
            "Ändern lässt er sich nicht mehr. Der Verlauf zeigt, was geschehen ist.",
        ),
        en=("This case is decided or closed.", "It can no longer be changed. The history shows what happened."),
    ),
    "VOR-004": say(
        422,
        de=("Ihre Rückfrage ist noch leer.", "Schreiben Sie, was Sie von der Person brauchen."),
        en=("Your question is still empty.", "Write what you need from the person."),
    ),
    "VOR-005": say(
        422,
        de=("Diese Angabe kommt im Formular nicht vor.", "Wählen Sie die Angabe aus der Liste des Vorgangs."),
        en=("The form has no such answer.", "Choose the answer from the list of the case."),
    ),
    "VOR-006": say(
        409,
        de=("Eine Rückfrage ist schon offen.", "Warten Sie die Antwort ab oder ziehen Sie die Rückfrage zurück."),
        en=("A question is open already.", "Wait for the answer or withdraw the question."),
    ),
    "VOR-007": say(
        409,
        de=(
            "Der Vorgang kann noch nicht abgeschlossen werden.",
            "Erledigen Sie zuerst die offenen Aufgaben und die Entscheidung.",
        ),
        en=("The case cannot be closed yet.", "First finish the open tasks and the decision."),
    ),
    "VOR-008": say(
        422,
        de=(
            "Dieser Punkt steht nicht auf der Prüfliste.",
            "Laden Sie den Vorgang neu und haken Sie die Punkte noch einmal ab.",
        ),
        en=("This point is not on the checklist.", "Reload the case and tick the points again."),
    ),
    "VOR-009": say(
        409,
        de=(
            "Diese Aufgabe erledigt sich nicht von Hand.",
            "Entscheiden, Zustellen und Abschließen haben eigene Schritte im Vorgang.",
        ),
        en=("This task is not done by hand.", "Deciding, delivering and closing have steps of their own in the case."),
    ),
    "VOR-010": say(
        409,
        de=(
            "Die Person hat den Antrag zurückgenommen.",
            "Schließen Sie den Vorgang mit dem Ergebnis „zurückgenommen“ ab.",
        ),
        en=("The person has withdrawn the application.", "Close the case with the result “withdrawn”."),
    ),
    "VOR-011": say(
        422,
        de=(
            "Der Tag für die Antwort liegt in der Vergangenheit oder mehr als ein Jahr voraus.",
            "Wählen Sie einen Tag, der noch kommt, und prüfen Sie die Jahreszahl.",
        ),
        en=(
            "The day for the answer lies in the past or more than a year ahead.",
            "Choose a day that is still to come, and check the year.",
        ),
    ),
    "VOR-012": say(
        400,
        de=("Die Adresse dieser Listenseite ist beschädigt.", "Öffnen Sie die Liste noch einmal von vorn."),
        en=("The address of this page of the list is damaged.", "Open the list again from the start."),
    ),
    "VOR-013": say(
        503,
        de=(
            "Gerade laden schon andere ihre Liste.",
            "Nichts wurde geladen oder aufgezeichnet. Versuchen Sie es in einem Moment noch einmal.",
        ),
        en=(
            "Others are downloading their lists right now.",
            "Nothing was downloaded or recorded. Try again in a moment.",
        ),
    ),
    "VOR-014": say(
        422,
        de=(
            "Der Anhörung fehlt noch etwas.",
            "Schreiben Sie, was Sie vorhaben und worauf Sie sich stützen, und nennen Sie die Vorschrift.",
        ),
        en=(
            "Something is missing in the hearing.",
            "Write what you intend and what you rely on, and name the paragraph.",
        ),
    ),
    "VOR-015": say(
        422,
        de=(
            "Ohne Vorschrift und Grund können Sie auf die Anhörung nicht verzichten.",
            "Nennen Sie die Ausnahme mit ihrer Vorschrift, und schreiben Sie, warum sie hier gilt.",
        ),
        en=(
            "Without a paragraph and a reason you cannot do without the hearing.",
            "Name the exception with its paragraph, and write why it holds here.",
        ),
    ),
    "VOR-020": say(
        422,
        de=(
            "So lässt sich diese Frist nicht verlängern.",
            "Verlängern Sie nur eine laufende Frist einer Genehmigungsfiktion: einmal, auf später, mit Grund.",
        ),
        en=(
            "This period cannot be extended like this.",
            "Extend only a running period of a deemed approval: once, to a later day, for a reason.",
        ),
    ),
    "VOR-021": say(
        404,
        de=("Dieser Zeitgeber läuft nicht mehr.", "Öffnen Sie den Vorgang noch einmal."),
        en=("This timer no longer runs.", "Open the case again."),
    ),
    "VOR-022": say(
        422,
        de=("Diese Wahl braucht einen Grund.", "Schreiben Sie in einem Satz, warum Sie so entscheiden."),
        en=("This choice needs a reason.", "Write in one sentence why you choose it."),
    ),
    "VOR-023": say(
        409,
        de=(
            "Der Vorgang lässt sich nicht auf diese Fassung umstellen.",
            "Er ist beendet, folgt ihr schon, oder die Fassung gilt nicht für diese Leistung.",
        ),
        en=(
            "The case cannot be moved to this version.",
            "It has ended, follows it already, or the version does not count for this service.",
        ),
    ),
    "VOR-024": say(
        409,
        de=(
            "Die Frist ist abgelaufen, der Antrag gilt als genehmigt (§ 42a VwVfG).",
            "Entscheiden lässt sich nichts mehr. In der nächsten Stunde steht das auch im Vorgang.",
        ),
        en=(
            "The period has passed, and the application counts as granted (§ 42a VwVfG).",
            "Nothing is left to decide. Within the hour the case says so, too.",
        ),
    ),
    "VOR-025": say(
        404,
        de=("In diesem Vorgang wartet keine Bescheinigung.", "Öffnen Sie den Vorgang noch einmal."),
        en=("No certificate waits in this case.", "Open the case again."),
    ),
    "VOR-026": say(
        422,
        de=(
            "Die Bescheinigung ist noch nicht bestätigt.",
            "Prüfen Sie die Rechtsbehelfsbelehrung, nennen Sie das Gericht mit Namen und Sitz und bestätigen Sie sie.",
        ),
        en=(
            "The certificate is not confirmed yet.",
            "Check the remedy notice, name the court with its seat, and confirm it.",
        ),
    ),
    "VOR-027": say(
        409,
        de=(
            "Die Anhörung läuft noch.",
            "Warten Sie bis zum letzten Tag, oder tragen Sie ein, was die Person anders gesagt hat.",
        ),
        en=(
            "The hearing still runs.",
            "Wait for the last day, or enter what the person said by telephone or at the counter.",
        ),
    ),
    "VOR-028": say(
        422,
        de=(
            "Es fehlt, was die Person gesagt hat, oder die Anhörung ist schon zu Ende.",
            "Öffnen Sie den Vorgang neu und schreiben Sie in ein paar Worten auf, was die Person gesagt hat.",
        ),
        en=(
            "What the person said is missing, or the hearing has ended.",
            "Open the case again and write down in a few words what the person said.",
        ),
    ),
    "VOR-029": say(
        422,
        de=(
            "So lässt sich der Vorgang nicht abgeben.",
            "Wählen Sie eine andere Stelle, die diese Leistung anbietet, und schreiben Sie, warum sie zuständig ist.",
        ),
        en=(
            "The case cannot be passed on like this.",
            "Choose another body that offers this service, and write why that body must decide.",
        ),
    ),
    "VOR-030": say(
        422,
        de=(
            "Diese Datei ist keine Tabelle, die wir lesen können.",
            "Nehmen Sie die Vorlage, und speichern Sie sie als CSV: 1 bis 1000 Zeilen, höchstens 1 MB.",
        ),
        en=(
            "This file is no table that we can read.",
            "Use the template and save it as CSV: 1 to 1000 lines, 1 MB at most.",
        ),
    ),
    "VOR-031": say(
        409,
        de=(
            "Einige Zeilen lassen sich nicht übernehmen, deshalb haben wir nichts übernommen.",
            "Berichtigen Sie sie, oder sagen Sie, dass nur die guten Zeilen übernommen werden.",
        ),
        en=(
            "Some lines cannot be taken over, so we took nothing over.",
            "Correct them, or say that the good lines alone are to be taken over.",
        ),
    ),
    "VOR-032": say(
        404,
        de=(
            "Diese Tabelle gibt es hier nicht mehr.",
            "Laden Sie sie noch einmal hoch. Was schon übernommen ist, wird nicht doppelt übernommen.",
        ),
        en=(
            "This table is no longer here.",
            "Upload it again. What was taken over before is not taken over twice.",
        ),
    ),
    "VOR-033": say(
        422,
        de=("Diese Person arbeitet hier nicht an Vorgängen.", "Wählen Sie jemanden aus der Liste."),
        en=("This person does not work on cases here.", "Choose somebody from the list."),
    ),
}
