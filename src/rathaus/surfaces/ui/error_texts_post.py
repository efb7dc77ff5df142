"""Errors of letters of paper in words, as clerks meet them; in the order of their codes."""

from collections.abc import Mapping

from rathaus.surfaces.ui.error_text import ErrorText, say

POST: Mapping[str, ErrorText] = {
    "ZUS-001": say(
        409,
        de=(
            "Diesen Brief gibt es hier nicht mehr.",
            "Öffnen Sie die Seite „Post“ neu und sehen Sie, wo er jetzt steht.",
        ),
        en=("This letter is no longer here.", "Open the page “Post” again to see where it is now."),
    ),
    "ZUS-002": say(
        409,
        de=(
            "Der Bescheid ist schon unterwegs oder bekannt gegeben.",
            "Öffnen Sie den Zugangsnachweis: Dort steht, auf welchem Weg.",
        ),
        en=("The decision is on its way or announced already.", "Open the proof of announcement to see how."),
    ),
    "ZUS-003": say(
        409,
        de=(
            "Der Bescheid muss nicht noch einmal bereitgestellt werden.",
            "Er kann noch abgerufen werden oder ist schon bekannt gegeben. Der Zugangsnachweis sagt, was gilt.",
        ),
        en=(
            "The decision need not be provided again.",
            "It can still be retrieved or is announced already. The proof of announcement says which.",
        ),
    ),
    "ZUS-004": say(
        422,
        de=(
            "Die Anschrift passt nicht in das Fenster des Umschlags.",
            "Schreiben Sie drei bis sechs Zeilen: zuerst den Namen, zuletzt Postleitzahl und Ort.",
        ),
        en=(
            "The address does not fit the window of the envelope.",
            "Write three to six lines: the name first, postal code and town last.",
        ),
    ),
    "ZUS-005": say(
        422,
        de=(
            "Dieser Tag ist nicht möglich.",
            "Er liegt frühestens am Tag des Bescheids oder der Aufgabe und spätestens heute.",
        ),
        en=(
            "This day is not possible.",
            "It is the day of the decision or of the posting at the earliest, and today at the latest.",
        ),
    ),
    "ZUS-006": say(
        409,
        de=("Der Brief ist noch nicht gedruckt.", "Drucken Sie ihn zuerst auf der Seite „Post“."),
        en=("The letter is not printed yet.", "Print it first on the page “Post”."),
    ),
    "ZUS-007": say(
        422,
        de=("Kein Brief ist ausgewählt.", "Wählen Sie mindestens einen Brief aus, der zu drucken ist."),
        en=("No letter is chosen.", "Choose at least one letter that waits to be printed."),
    ),
}
"""Code to words."""
