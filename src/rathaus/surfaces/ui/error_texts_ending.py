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
}
