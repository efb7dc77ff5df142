"""Errors of vorgang and bescheid in words, as clerks meet them; in the order of their codes."""

from collections.abc import Mapping

from rathaus.surfaces.ui.error_text import ErrorText, say

CASE: Mapping[str, ErrorText] = {
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
        de=("Der Tag für die Antwort liegt in der Vergangenheit.", "Wählen Sie einen Tag, der noch kommt."),
        en=("The day for the answer lies in the past.", "Choose a day that is still to come."),
    ),
    "VOR-012": say(
        400,
        de=("Die Adresse dieser Listenseite ist beschädigt.", "Öffnen Sie die Liste noch einmal von vorn."),
        en=("The address of this page of the list is damaged.", "Open the list again from the start."),
    ),
}
