"""Errors of remedies in words, as citizens and clerks meet them; in the order of their codes."""

from collections.abc import Mapping

from rathaus.surfaces.ui.error_text import ErrorText, say

REMEDY: Mapping[str, ErrorText] = {
    "RBH-001": say(
        404,
        de=("Diesen Widerspruch gibt es hier nicht.", "Öffnen Sie ihn aus Ihrem Antrag oder aus der Liste."),
        en=("There is no such objection here.", "Open it from your application or from the list."),
    ),
    "RBH-002": say(
        404,
        de=(
            "Gegen diesen Bescheid können Sie hier keinen Widerspruch einlegen.",
            "Was Sie tun können, steht am Ende des Bescheids.",
        ),
        en=("You cannot object to this decision here.", "What you can do is said at the end of the decision."),
    ),
    "RBH-003": say(
        409,
        de=(
            "Mit dem geheimen Link allein ist die vorgeschriebene Form nicht erfüllt.",
            "Drucken Sie das Schreiben, unterschreiben Sie es und schicken Sie es an das Amt.",
        ),
        en=(
            "The secret link alone does not meet the form that the law demands.",
            "Print the letter, sign it and send it to the office.",
        ),
    ),
    "RBH-004": say(
        409,
        de=("Der Widerspruch ist zurückgenommen.", "Er wird nicht mehr entschieden. Öffnen Sie die Seite neu."),
        en=("The objection was withdrawn.", "It is not decided any more. Open the page again."),
    ),
    "RBH-005": say(
        409,
        de=(
            "Über den Widerspruch ist schon entschieden.",
            "Öffnen Sie die Seite neu, dann sehen Sie die Entscheidung.",
        ),
        en=("The objection was decided already.", "Open the page again to see the decision."),
    ),
    "RBH-006": say(
        409,
        de=("Eine Kollegin oder ein Kollege bearbeitet den Widerspruch.", "Sprechen Sie sich ab, oder warten Sie."),
        en=("A colleague works on the objection.", "Talk to each other, or wait."),
    ),
    "RBH-007": say(
        409,
        de=(
            "Welche Behörde entscheidet, ist nicht bestätigt.",
            "Wählen Sie die Behörde und den passenden Grund, und bestätigen Sie beides.",
        ),
        en=(
            "Which authority decides is not confirmed.",
            "Choose the authority and the ground that fits, and confirm both.",
        ),
    ),
    "RBH-008": say(
        403,
        de=("Dieser Schritt gehört der anderen Behörde.", "Öffnen Sie die Seite neu, dann sehen Sie, wer dran ist."),
        en=("This step belongs to the other authority.", "Open the page again to see whose turn it is."),
    ),
    "RBH-009": say(
        409,
        de=(
            "Die Anhörung vor dem Ausschuss fehlt noch.",
            "Tragen Sie Tag und Niederschrift ein, oder warum keine nötig ist.",
        ),
        en=(
            "The hearing before the committee is still missing.",
            "Enter the day and the record, or why none is needed.",
        ),
    ),
    "RBH-010": say(
        422,
        de=(
            "Der Entscheidung fehlt etwas.",
            "Schreiben Sie, was entschieden ist, warum, und wer die Kosten trägt (§ 73 Abs. 3 VwGO).",
        ),
        en=(
            "Something is missing from the decision.",
            "Write what is decided, why, and who bears the costs (section 73(3) VwGO).",
        ),
    ),
    "RBH-011": say(
        422,
        de=(
            "Eine Gebühr für einen Widerspruch ist kein Prozentsatz.",
            "Nennen Sie einen Betrag in Euro, oder schreiben Sie, dass keine Gebühr erhoben wird.",
        ),
        en=(
            "A fee for an objection is no percentage.",
            "Name an amount in euros, or write that no fee is charged.",
        ),
    ),
    "RBH-012": say(
        409,
        de=(
            "Das Gericht fehlt.",
            "Die Rechtsbehelfsbelehrung muss das Gericht mit seinem Sitz nennen. Bestätigen Sie beides.",
        ),
        en=("The court is missing.", "The notice must name the court with its seat. Confirm both."),
    ),
    "RBH-013": say(
        409,
        de=(
            "Die Entscheidung hat sich seit Ihrer Vorschau geändert.",
            "Lesen Sie sie noch einmal, und erlassen Sie sie dann.",
        ),
        en=("The decision has changed since you previewed it.", "Read it again, then issue it."),
    ),
    "RBH-014": say(
        422,
        de=(
            "Dieser Tag ist nicht möglich.",
            "Er darf nicht vor dem Ereignis liegen, und was geschehen ist, nicht in der Zukunft.",
        ),
        en=("This day is not possible.", "It must not lie before the event, and what has happened not in the future."),
    ),
    "RBH-015": say(
        422,
        de=("Hier fehlt eine Angabe.", "Füllen Sie das Feld aus; die Angabe wird aufgezeichnet."),
        en=("Something is missing here.", "Fill in the field; what you write is recorded."),
    ),
    "RBH-016": say(
        422,
        de=("Sie haben nichts eingegeben.", "Schreiben Sie einen Text, oder wählen Sie eine Datei aus."),
        en=("You have entered nothing.", "Write a text, or choose a file."),
    ),
    "RBH-017": say(
        409,
        de=(
            "Ob die Form erfüllt ist, ist nicht bestätigt.",
            "Prüfen Sie die Form (§ 70 Abs. 1 VwGO), und bestätigen Sie sie.",
        ),
        en=("Whether the form is met is not confirmed.", "Check the form (section 70(1) VwGO) and confirm it."),
    ),
    "RBH-018": say(
        422,
        de=("Das sind zu viele Dateien auf einmal.", "Schicken Sie höchstens zehn, und die übrigen danach."),
        en=("These are too many files at once.", "Send ten at most, and the others afterwards."),
    ),
    "RBH-019": say(
        409,
        de=(
            "Es gibt noch keinen neuen Bescheid.",
            "Erlassen Sie im Vorgang zuerst den Bescheid, der den angefochtenen ersetzt.",
        ),
        en=(
            "There is no new decision yet.",
            "First issue, in the case, the decision that replaces the contested one.",
        ),
    ),
    "RBH-020": say(
        409,
        de=(
            "Über einen Widerspruch gegen diesen Bescheid ist schon entschieden.",
            "Was Sie jetzt tun können, steht am Ende der Entscheidung.",
        ),
        en=(
            "An objection to this decision was decided already.",
            "What you can do now is said at the end of that decision.",
        ),
    ),
    "RBH-021": say(
        409,
        de=(
            "Dieser Bescheid ist inzwischen durch einen neuen ersetzt.",
            "Jetzt gilt der neue. Lesen Sie ihn, und widersprechen Sie ihm, wenn Sie nicht einverstanden sind.",
        ),
        en=(
            "This decision has been replaced by a new one meanwhile.",
            "The new decision counts now. Read it, and object to it if you do not agree.",
        ),
    ),
}
