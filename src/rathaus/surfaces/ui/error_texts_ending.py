"""Errors of akte in words, as clerks meet them when a case ends; in the order of their codes."""

from collections.abc import Mapping

from rathaus.surfaces.ui.error_text import ErrorText, say

ENDING: Mapping[str, ErrorText] = {
    "AKT-001": say(
        422,
        de=(
            "So lässt sich die Frist nicht bestätigen.",
            "Nennen Sie ganze Jahre von 1 bis 100 und die Quelle oder den Grund, und setzen Sie das Häkchen.",
        ),
        en=(
            "The period cannot be confirmed like this.",
            "Give whole years from 1 to 100 and the source or the reason, and tick the box.",
        ),
    ),
    "AKT-002": say(
        422,
        de=("Der Grund fehlt oder ist zu lang.", "Schreiben Sie ihn in einer Zeile mit höchstens 300 Zeichen."),
        en=("The reason is missing or too long.", "Write it on one line, in 300 characters at most."),
    ),
    "AKT-003": say(
        404,
        de=("Diese Sperre gibt es nicht mehr.", "Jemand hat sie schon aufgehoben. Öffnen Sie die Akte neu."),
        en=("This hold no longer exists.", "Somebody has lifted it already. Open the file again."),
    ),
    "AKT-004": say(
        409,
        de=("Diese Akte kann noch nicht ausgesondert werden.", "Auf der Seite der Akte steht, was dagegen spricht."),
        en=("This file cannot be disposed of yet.", "The page of the file says what stands against it."),
    ),
    "AKT-005": say(
        409,
        de=(
            "Die Akte wurde nicht mitgenommen, seit zuletzt etwas dazukam.",
            "Laden Sie die ganze Akte als ZIP-Datei, und bieten Sie sie dann dem Archiv an.",
        ),
        en=(
            "The file has not been taken out since something was added to it.",
            "Download the whole file as a ZIP file, then offer it to the archive.",
        ),
    ),
    "AKT-006": say(
        409,
        de=("Das geht in diesem Stand nicht.", "Jemand war schneller. Öffnen Sie die Akte neu."),
        en=("This cannot be done at this stage.", "Somebody was faster. Open the file again."),
    ),
    "AKT-007": say(
        409,
        de=(
            "Über das Archiv ist noch nicht entschieden.",
            "Tragen Sie ein, was das Archiv sagt, oder warum es die Akte nicht bekommen muss.",
        ),
        en=(
            "Nothing is decided about the archive yet.",
            "Enter what the archive says, or why it need not have the file.",
        ),
    ),
    "AKT-008": say(
        404,
        de=("Diesen Nachweis gibt es in Ihrer Stelle nicht.", "Öffnen Sie die Liste der gelöschten Akten."),
        en=("There is no such proof in your office.", "Open the list of deleted files."),
    ),
    "AKT-009": say(
        403,
        de=(
            "Das darf nur, wer die Stelle leitet.",
            "Bitten Sie Ihre Leitung darum. Alles andere an der Akte können Sie selbst erledigen.",
        ),
        en=(
            "Only whoever leads the office may do this.",
            "Ask your head of office. Everything else about the file you can do yourself.",
        ),
    ),
}
