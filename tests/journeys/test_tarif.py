"""A body ends its tariff and enters the next one by keyboard alone; what is missing in between is said."""

from collections.abc import Callable

from tests.journeys import by_keyboard
from tests.journeys.keyboard import Keyboard
from tests.journeys.person import Person
from tests.journeys.test_widerspruch import look

type Somebody = Callable[..., Person]

OFFICE = "Aylin Demir"
SERVICE = "/amt/leistungen/bewohnerparkausweis/"
RATE = "30,00 €"


def test_a_body_ends_its_tariff_and_enters_the_next_by_keyboard(somebody: Somebody) -> None:
    office = somebody()
    by_keyboard.sign_in(office, OFFICE)
    office.open(SERVICE)
    look(office.sees("Unsere Tarife", "gilt heute"), "tarif-liste")
    Keyboard(office).follow(f"Beenden {RATE}")
    look(office.is_at("Diesen Tarif beenden?"), "tarif-ende")
    Keyboard(office).type_date("Letzter Tag", "31", "12", "2030").press_button("Tarif beenden")
    office.sees("Der Tarif ist beendet.", "Ab dem 1.1.2031 gilt kein Tarif.")

    Keyboard(office).follow("Tarif eintragen")
    look(office.is_at("Wie bemisst Ihre Satzung die Gebühr?"), "tarif-art")
    Keyboard(office).choose("Rahmen").press_button("Weiter")
    look(office.is_at("Tarif eintragen: Rahmen"), "tarif-neu")
    Keyboard(office).press_button("Tarif speichern")
    look(office.sees("Nennen Sie einen Betrag"), "tarif-fehler")
    keys = Keyboard(office).type_into("Kleinster Betrag", "20").type_into("Höchster Betrag", "120")
    keys.press_button("Tarif speichern")
    look(office.sees("Der Tarif ist gespeichert.", "gilt später").does_not_see("gilt kein Tarif"), "tarif-naechster")
