"""A Bescheid on its way by post: from the case to the proof of announcement, looked at by axe."""

from collections.abc import Callable

from tests.journeys import citizen, clerk
from tests.journeys.clerk import Decision
from tests.journeys.errands import LENA, parking_permit
from tests.journeys.keyboard import Keyboard
from tests.journeys.person import Person
from tests.journeys.test_widerspruch import look

type Somebody = Callable[..., Person]

REFUSED = Decision("Antrag abgelehnt", ["Ihre Wohnung liegt in keinem Bewohnerparkquartier."])


def test_a_letter_of_paper_is_printed_posted_and_comes_back(somebody: Somebody) -> None:
    lena = citizen.sign_in(somebody(), LENA.name)
    receipt = citizen.apply(lena, parking_permit(LENA, plate="HU-PO 1"), "Hanau")
    office = citizen.sign_in(somebody(), "Petra Schneider")
    clerk.decide(office, receipt.number, REFUSED)
    office.follow("Bescheid berichtigen, widerrufen, zurücknehmen oder ersetzen")
    look(office, "aenderung")
    office.page.go_back()
    office.follow("Zugangsnachweis und Versand per Post").is_at("Zugangsnachweis").sees("Nicht bekannt gegeben")
    look(office, "zugang")
    keys = Keyboard(office)
    keys.press_button("Per Post schicken")
    keys.follow("Post der Stelle")
    office.is_at("Post").sees("Zu drucken")
    look(office, "post-drucken")
    with office.page.expect_download():
        office.page.get_by_role("button", name="Ausgewählte als eine Datei drucken").click()
    office.open("/amt/post/")
    look(office.sees("Gedruckt, noch nicht aufgegeben"), "post-aufgeben")
    Keyboard(office).press_button("Als aufgegeben eintragen")
    office.sees("Der Tag der Aufgabe ist eingetragen.").follow("Zugangsnachweis von Lena Hoffmann")
    look(office.sees("Gilt als bekannt gegeben", "§ 41"), "zugang-per-post")
