"""A citizen without a telephone comes to the counter: the clerk writes, the person reads, the letter goes by post."""

from collections.abc import Callable

from tests.journeys import axe, by_keyboard, citizen, clerk
from tests.journeys.clerk import Decision
from tests.journeys.errands import MIRA, Errand, dog_tax
from tests.journeys.person import Person
from tests.journeys.test_widerspruch import look

type Somebody = Callable[..., Person]

GRANTED = Decision("Hund angemeldet")
READ = "Auf dem Bildschirm, bis zum Ende."


def test_a_citizen_without_a_telephone_applies_at_the_counter_and_gets_a_letter(somebody: Somebody) -> None:
    office = citizen.sign_in(somebody(), "Petra Schneider")
    office.open("/amt/vorgaenge/")
    office.follow("Antrag aufnehmen").is_at("Antrag aufnehmen")
    errand = without_mail(dog_tax(MIRA, dog="Schalter"))
    office.press("Weiter zum Formular").sees("Wählen Sie eine Leistung aus.")
    look(office, "aufnahme-fehler")
    office.page.get_by_label("Leistung").select_option(errand.title)
    office.press("Weiter zum Formular").is_at(errand.title).sees("für eine andere Person")
    citizen.fill_in(office, errand)
    office.press("Antrag absenden").sees("Niemand erklärt, was er nicht gelesen hat.")
    look(office, "aufnahme-pruefen")
    office.page.get_by_role("radio", name=READ).check()
    receipt = citizen.submit(office)
    assert receipt.link, "the person gets the link on paper"
    look(office.sees("Drucken Sie diese Seite für die Person aus"), "aufnahme-eingang")
    office.press("Ist übergeben, zum Vorgang").sees("Dieser Browser kennt den Link der Person nicht mehr.")
    look(office.sees("am Schalter aufgenommen"), "aufnahme-vorgang")
    clerk.decide(office, receipt.number, GRANTED)
    office.open("/amt/post/")
    office.sees(MIRA.name)
    library = somebody()
    library.open(receipt.link)
    library.press("Antrag öffnen").sees(receipt.number)
    found = axe.complaints(library, "the Antrag from the link on paper")
    assert not found, "\n".join(found)


def test_at_the_counter_by_keyboard_alone(somebody: Somebody) -> None:
    office = somebody()
    keys = by_keyboard.sign_in(office, "Petra Schneider")
    office.open("/amt/vorgaenge/")
    errand = without_mail(dog_tax(MIRA, dog="Taste"))
    keys.follow("Antrag aufnehmen").type_into("Leistung", "Hund anmelden")
    keys.press_button("Weiter zum Formular")
    office.is_at(errand.title)
    keys.follow("Mit den Angaben beginnen")
    by_keyboard.fill_in(office, keys, errand)
    keys.choose(READ).press_button("Antrag absenden")
    keys.press_button("Ist übergeben, zum Vorgang")
    office.sees("am Schalter aufgenommen")


def without_mail(errand: Errand) -> Errand:
    """The same errand of somebody without an e-mail address."""
    errand.pages["Anschrift und Kontakt"].pop("E-Mail-Adresse")  # type: ignore[attr-defined]  # made for this test alone
    return errand
