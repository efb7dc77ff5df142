"""Errors of miterklaerung in words, as second persons, applicants and clerks meet them; in the order of their codes."""

from collections.abc import Mapping

from rathaus.surfaces.ui.error_text import ErrorText, say

SECOND: Mapping[str, ErrorText] = {
    "MIT-001": say(
        409,
        de=(
            "Dieser Antrag braucht diese Erklärung einer zweiten Person nicht.",
            "Öffnen Sie den Antrag noch einmal: Dort steht, was fehlt.",
        ),
        en=(
            "This application does not need this declaration of a second person.",
            "Open the application again: it says what is missing.",
        ),
    ),
    "MIT-002": say(
        409,
        de=("Diese Erklärung liegt schon vor.", "Sie müssen nichts tun."),
        en=("This declaration is there already.", "You do not need to do anything."),
    ),
    "MIT-003": say(
        404,
        de=(
            "Dieser Link öffnet keine Erklärung mehr.",
            "Er ist abgelaufen, ersetzt, oder der Antrag ist erledigt. Fragen Sie, wer Ihnen den Link gegeben hat.",
        ),
        en=(
            "This link no longer opens a declaration.",
            "It has expired or was replaced, or the application is settled. Ask the person who gave it to you.",
        ),
    ),
    "MIT-004": say(
        409,
        de=(
            "Mit diesem Link wurde schon geantwortet.",
            "Er gilt nur einmal. Soll sich etwas ändern, bitten Sie die antragstellende Person um einen neuen.",
        ),
        en=(
            "Somebody has answered with this link already.",
            "It works only once. If something is to change, ask the applicant for a new one.",
        ),
    ),
    "MIT-005": say(
        409,
        de=(
            "Die Angaben wurden gerade geändert. Wir haben nichts gespeichert.",
            "Lesen Sie sie noch einmal und entscheiden Sie dann.",
        ),
        en=(
            "The answers have just been changed. We have stored nothing.",
            "Read them again, then decide.",
        ),
    ),
    "MIT-006": say(
        422,
        de=("Der Name fehlt oder ist zu lang.", "Geben Sie Vornamen und Nachnamen an."),
        en=("The name is missing or too long.", "Give first name and surname."),
    ),
    "MIT-007": say(
        422,
        de=("Die Begründung ist zu lang.", "Kürzen Sie sie auf 2.000 Zeichen."),
        en=("The reason is too long.", "Shorten it to 2,000 characters."),
    ),
    "MIT-008": say(
        403,
        de=(
            "Für diese Erklärung brauchen Sie ein Konto.",
            "In der Vorführung genügt es statt der Unterschrift. Melden Sie sich an und öffnen Sie den Link neu.",
        ),
        en=(
            "You need an account for this declaration.",
            "In the demonstration it is enough instead of a signature. Sign in and open the link again.",
        ),
    ),
    "MIT-009": say(
        403,
        de=(
            "Sie haben diesen Antrag selbst gestellt.",
            "Die Erklärung gibt eine andere Person ab. Geben Sie ihr den Link.",
        ),
        en=(
            "You have made this application yourself.",
            "Somebody else makes the declaration. Give them the link.",
        ),
    ),
    "MIT-010": say(
        422,
        de=(
            "Dieser Tag passt nicht.",
            "Nennen Sie den Tag, an dem das Papier ankam: nicht vor dem Antrag und nicht in der Zukunft.",
        ),
        en=(
            "This day does not fit.",
            "Give the day on which the paper arrived: not before the application and not in the future.",
        ),
    ),
    "MIT-011": say(
        422,
        de=("Der Scan der Erklärung fehlt.", "Wählen Sie die Datei mit der unterschriebenen Erklärung aus."),
        en=("The scan of the declaration is missing.", "Choose the file with the signed declaration."),
    ),
    "MIT-012": say(
        409,
        de=(
            "Diese Erklärung geht nur auf Papier.",
            "Das Gesetz verlangt die Schriftform. Die Person unterschreibt und gibt die Erklärung beim Amt ab.",
        ),
        en=(
            "This declaration can be made on paper only.",
            "The law demands written form. The person signs it and hands it in at the office.",
        ),
    ),
}
