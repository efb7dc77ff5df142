"""The facts that letters and conditions may use besides the answers of the Antrag."""

from types import MappingProxyType
from typing import Final

from rathaus.values.text import Text

STANDARD_FACTS: Final = MappingProxyType(
    {
        "aktenzeichen": Text("Aktenzeichen des Falls", "reference number of the case"),
        "leistung": Text("Titel der Leistung", "title of the Leistung"),
        "stelle": Text("Name der entscheidenden Stelle", "name of the deciding body"),
        "antragsteller": Text("voller Name der antragstellenden Person", "full name of the applicant"),
        "antrag_datum": Text("Tag des Antrags, ISO", "local date of the Antrag, ISO"),
        "bescheid_datum": Text("Tag des Bescheids, ISO", "local date of the Bescheid, ISO"),
        "ergebnis": Text("Schlüssel des Ergebnisses", "key of the result"),
        "grund": Text("Text des gewählten Grundes", "text of the selected reason"),
        "grund_key": Text("Schlüssel des gewählten Grundes", "key of the selected reason"),
        "grund_norm": Text("Norm des gewählten Grundes", "citation of the selected reason"),
        "begruendung": Text("freier Text der Sachbearbeitung", "free text of the clerk"),
        "gebuehr_cent": Text("Gebühr in Cent", "fee in cents"),
        "gebuehr_norm": Text("Rechtsgrundlage der Gebühr", "legal basis of the fee"),
        "nachweis_von": Text("erster Tag des Nachweises, ISO", "first local day of the certificate, ISO"),
        "nachweis_bis": Text("letzter Tag des Nachweises, ISO", "last local day of the certificate, ISO"),
    }
)
"""Name → meaning; the room that writes the Bescheid supplies the values."""

CASE_FACTS: Final = ("aktenzeichen", "leistung", "stelle", "antragsteller", "antrag_datum")
"""Facts that are known while a case runs: the conditions of tasks may ask for them."""
