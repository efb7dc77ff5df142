"""Errors of beteiligung in words, as clerks meet them; in the order of their codes."""

from collections.abc import Mapping

from rathaus.surfaces.ui.error_text import ErrorText, say

INVOLVED: Mapping[str, ErrorText] = {
    "BET-001": say(
        404,
        de=(
            "Diese Anfrage gibt es hier nicht.",
            "Öffnen Sie sie aus dem Vorgang oder aus der Liste der Stellungnahmen.",
        ),
        en=("There is no such request here.", "Open it from the case or from the list of opinions."),
    ),
    "BET-002": say(
        409,
        de=(
            "Bei dieser Aufgabe wird gerade niemand beteiligt.",
            "Öffnen Sie den Vorgang noch einmal, und beteiligen Sie bei der Aufgabe, die dran ist.",
        ),
        en=("Nobody is involved at this task now.", "Open the case again and involve others at the task that is open."),
    ),
    "BET-003": say(
        422,
        de=(
            "Diese Stelle können Sie nicht fragen.",
            "Wählen Sie eine andere Stelle aus der Liste, oder fragen Sie eine Behörde außerhalb mit einem Schreiben.",
        ),
        en=("You cannot ask this body.", "Choose another body from the list, or ask an outside authority by letter."),
    ),
    "BET-004": say(
        422,
        de=("Es fehlt, wen oder was Sie fragen.", "Nennen Sie die Stelle, und schreiben Sie die Frage auf."),
        en=("Whom or what you ask is missing.", "Name the body and write down the question."),
    ),
    "BET-005": say(
        409,
        de=(
            "Diese Stelle ist schon gefragt und hat noch nicht geantwortet.",
            "Erinnern Sie die Stelle, oder arbeiten Sie ohne ihre Antwort weiter.",
        ),
        en=("This body has been asked already and has not answered yet.", "Remind it, or go on without its answer."),
    ),
    "BET-006": say(
        422,
        de=("Der Tag für die Antwort liegt in der Vergangenheit.", "Wählen Sie heute oder einen späteren Tag."),
        en=("The day for the answer is in the past.", "Choose today or a later day."),
    ),
    "BET-007": say(
        422,
        de=(
            "Eine Angabe oder Datei gehört nicht zu diesem Vorgang.",
            "Laden Sie die Seite neu, und wählen Sie noch einmal aus, was die Stelle sehen darf.",
        ),
        en=(
            "An answer or file does not belong to this case.",
            "Load the page again and choose again what the body may see.",
        ),
    ),
    "BET-008": say(
        409,
        de=(
            "Diese Anfrage ist schon beantwortet.",
            "Eine Stellungnahme lässt sich nicht ändern. Schreiben Sie der anderen Stelle, wenn etwas falsch ist.",
        ),
        en=(
            "This request has been answered already.",
            "An opinion cannot be changed. Write to the other body if something is wrong.",
        ),
    ),
    "BET-009": say(
        409,
        de=(
            "Auf diese Antwort wartet niemand mehr.",
            "Der Vorgang ist beendet, oder er geht ohne die Antwort weiter. Sie müssen nichts tun.",
        ),
        en=(
            "Nobody waits for this answer any more.",
            "The case has ended or goes on without it. You need not do anything.",
        ),
    ),
    "BET-010": say(
        422,
        de=(
            "Zu dieser Antwort fehlt der Text.",
            "Schreiben Sie, welche Bedingungen oder Einwände es gibt oder wer zuständig ist.",
        ),
        en=(
            "The text for this answer is missing.",
            "Write which conditions or objections there are, or who is competent.",
        ),
    ),
    "BET-011": say(
        422,
        de=("Ohne Grund geht es ohne die Stellungnahme nicht weiter.", "Schreiben Sie, warum Sie nicht länger warten."),
        en=("You cannot go on without the opinion unless you give a reason.", "Write why you wait no longer."),
    ),
    "BET-012": say(
        422,
        de=(
            "Zur Auslegung fehlt etwas, oder ihre Tage passen noch nicht.",
            "Nennen Sie Ort und Text. Der letzte Tag liegt nicht vor dem ersten, und Einwendungen enden nicht früher.",
        ),
        en=(
            "Something of the display is missing, or its days do not fit yet.",
            "Name place and notice. The last day is not before the first, and objections do not end sooner.",
        ),
    ),
    "BET-013": say(
        404,
        de=("Diese Auslegung gibt es hier nicht, oder sie ist beendet.", "Öffnen Sie den Vorgang noch einmal."),
        en=("There is no such display here, or it has ended.", "Open the case again."),
    ),
    "BET-014": say(
        422,
        de=(
            "Die Einwendung braucht einen Text und einen Tag seit Beginn der Auslegung.",
            "Schreiben Sie auf, was eingewendet wird, und wann es ankam.",
        ),
        en=(
            "The objection needs a text and a day since the display began.",
            "Write down what is objected and when it arrived.",
        ),
    ),
    "BET-015": say(
        404,
        de=(
            "Dieser Link öffnet keine Anfrage mehr.",
            "Die Stelle wartet nicht mehr auf eine Antwort, oder der letzte Tag ist vorbei. Fragen Sie dort nach.",
        ),
        en=(
            "This link no longer opens a request.",
            "The office no longer waits for an answer, or its last day has passed. Ask the office.",
        ),
    ),
}
