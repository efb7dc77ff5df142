"""The head of the office brings running cases from the former software along, by keyboard alone."""

from collections.abc import Callable

from playwright.sync_api import FilePayload

from tests.journeys import by_keyboard
from tests.journeys.looking import look
from tests.journeys.person import Person

type Somebody = Callable[..., Person]

LEAD, TITLE = "Petra Schneider", "Laufende Vorgänge übernehmen"
HEADER = "Altes Aktenzeichen;Leistung;Eingang;Name;Notizen"
GOOD = "BPA 17;bewohnerparkausweis;03.08.2026;Emine Müller;ruft gern an"
BROKEN = "BPA 18;hundefrisur;gestern;Jörg Müßig;"


def test_running_cases_are_brought_checked_and_taken_over_by_keyboard_alone(somebody: Somebody) -> None:
    office = somebody()
    keys = by_keyboard.sign_in(office, LEAD)
    office.open("/amt/leistungen/")
    keys.forget().follow(TITLE)
    look(office.is_at(TITLE), "altfaelle")
    keys.forget().press_button("Hochladen und prüfen")
    look(office.sees("Wählen Sie die Tabelle aus."), "altfaelle-ohne-tabelle")
    keys.forget().upload("Tabelle", table(HEADER, GOOD, BROKEN)).press_button("Hochladen und prüfen")
    office.sees("Diese Leistung bietet Ihre Stelle heute nicht an.")
    look(office.sees("Das ist kein Tag."), "altfaelle-geprueft")
    keys.forget().press_button("Nur die guten Zeilen übernehmen")
    look(office.sees("Fertig: 1 Vorgang ist übernommen."), "altfaelle-uebernommen")

    office.open("/amt/vorgaenge/?ansicht=open")
    keys.forget().type_into("Name, Aktenzeichen oder Angabe", "BPA 17").press_enter()
    keys.follow("Emine Müller")
    look(office.sees("ruft gern an"), "altfaelle-vorgang")
    office.sees("dort Aktenzeichen BPA 17")


def table(*lines: str) -> FilePayload:
    return {"name": "alt.csv", "mimeType": "text/csv", "buffer": "\r\n".join(lines).encode("cp1252")}
