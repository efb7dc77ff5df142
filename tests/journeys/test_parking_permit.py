"""The Bewohnerparkausweis itself: granted, on the phone, checked by strangers, renewed after a reminder, given back."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from playwright.sync_api import expect

from rathaus.core.datei.qr import draw_qr
from tests.journeys import axe, citizen, clerk
from tests.journeys.citizen import Receipt
from tests.journeys.clerk import Decision
from tests.journeys.errands import MIRA, parking_permit
from tests.journeys.form import DateBoxes, answer_what_is_asked
from tests.journeys.papers import pdf
from tests.journeys.person import Person
from tests.journeys.roads import PHONE_WITHOUT_SCRIPT, read_pdf

type Somebody = Callable[..., Person]

PAPER = {"Zulassungsbescheinigung Teil I (Fahrzeugschein)": [pdf("schein.pdf")]}


def boxes(day: date) -> DateBoxes:
    return DateBoxes(str(day.day), str(day.month), str(day.year))


def grant(office: Person, number: str, *, days: int | None = None) -> None:
    """Grant a permit that holds from today, for so many days where they are given."""
    clerk.claim(clerk.find_case(office, number))
    clerk.check_everything(office).follow("Entscheiden")
    if days is not None:
        today = date.today()  # noqa: DTZ011  # the town hall runs on this machine's clock
        answer_what_is_asked(office, {"Erster Tag": boxes(today), "Letzter Tag": boxes(today + timedelta(days=days))})
    clerk.draft(office, Decision("Ausweis erteilt"))
    clerk.issue(office)


def permit_of(person: Person, receipt: Receipt) -> Person:
    """Open the permit from the page of the Antrag."""
    person.open(receipt.path)
    with person.page.expect_navigation():
        person.page.get_by_role("link", name=re.compile("^Ausweis ansehen")).first.click()
    return person.is_at("Bewohnerparkausweis")


def printed_address(person: Person) -> str:
    """Return the address that is printed on the paper: the one in the QR code on the screen and on paper."""
    found = re.search(r"https?://\S+/pruefen/\S+/", read_pdf(person.download("Zum Ausdrucken (PDF)")))
    assert found is not None
    drawn = draw_qr(found[0]).split(' d="')[-1].split('"')[0]
    assert drawn in person.page.content(), "the code on the phone holds another address"
    return found[0]


def test_a_stranger_verifies_a_permit_by_its_qr_address(somebody: Somebody) -> None:
    person, office = somebody(), citizen.sign_in(somebody(), "Petra Schneider")
    receipt = citizen.apply(person, parking_permit(MIRA, plate="HU-QR 7"), "Hanau")
    grant(office, receipt.number, days=300)
    address = printed_address(permit_of(person, receipt))
    found = axe.complaints(person, "the permit")

    stranger = somebody(**PHONE_WITHOUT_SCRIPT)
    stranger.open(address)
    stranger.sees("Dieser Ausweis ist echt und gilt heute.", "HU-QR 7", "Innenstadt Nord", "Hanau")
    for private in (MIRA.family_name, MIRA.first_names, MIRA.street):
        stranger.does_not_see(private)
    found += axe.complaints(somebody_at(somebody, address), "the check")
    stranger.open(address.replace("/pruefen/", "/en/pruefen/"))
    stranger.sees("This permit is genuine and valid today.")
    assert stranger.open(address[:-3] + "xx/").status == 404
    stranger.sees("Zu dieser Adresse gibt es keinen Ausweis", "115")

    person.follow("Ausweis zurückgeben").is_at("Ausweis zurückgeben?")
    found += axe.complaints(person, "giving it back")
    person.press("Ausweis zurückgeben").sees("Sie haben den Ausweis zurückgegeben.")
    stranger.open(address)
    stranger.sees("Nicht mehr gültig").does_not_see("gilt heute")
    assert not found, "\n".join(found)


def somebody_at(somebody: Somebody, address: str) -> Person:
    person = somebody()
    person.open(address)
    return person


def test_a_permit_is_renewed_after_a_reminder(somebody: Somebody) -> None:
    person, office = somebody(), citizen.sign_in(somebody(), "Petra Schneider")
    receipt = citizen.apply(person, parking_permit(MIRA, plate="HU-RE 9"), "Hanau")
    grant(office, receipt.number, days=20)

    citizen.wait_for_letter(person, receipt, "Bewohnerparkausweis: endet am").sees(
        "Ihre Angaben sind schon eingetragen."
    )
    person.follow("Ausweis ansehen und verlängern").press("Ausweis verlängern")
    renewed = send_what_is_filled_in(person)
    grant(office, renewed.number)

    permit_of(person, renewed).sees("HU-RE 9", "Noch nicht gültig")
    permit_of(person, receipt)
    expect(person.page.get_by_role("button", name="Ausweis verlängern")).to_have_count(0)


def send_what_is_filled_in(person: Person) -> Receipt:
    """Page after page: everything stands there already, but the paper is new."""
    person.follow("Mit den Angaben beginnen")
    while "Prüfen und absenden" not in person.heading.inner_text():
        if person.heading.inner_text().startswith("Ihr Antrag"):
            person.sees("Aus Ihrem letzten Antrag.")
        if "Unterlagen" in person.heading.inner_text():
            answer_what_is_asked(person, PAPER)
        person.press(citizen.SAVE)
    return citizen.submit(person)


def test_the_office_ends_a_permit_and_the_check_shows_it_at_once(somebody: Somebody) -> None:
    person, office = somebody(), citizen.sign_in(somebody(), "Petra Schneider")
    receipt = citizen.apply(person, parking_permit(MIRA, plate="HU-EN 1"), "Hanau")
    grant(office, receipt.number, days=300)
    address = printed_address(permit_of(person, receipt))

    office.follow("Ausweis beenden").is_at("Warum endet der Ausweis?")
    found = axe.complaints(office, "the end")
    office.press("Ausweis jetzt beenden").sees("Der Grund fehlt.")
    office.write("Grund", "Sie sind nach Maintal gezogen.").press("Ausweis jetzt beenden")
    office.sees("Der Ausweis gilt nicht mehr. Die Person ist benachrichtigt.", "Beendet am")

    somebody_at(somebody, address).sees("Nicht mehr gültig").does_not_see("Maintal")
    citizen.wait_for_letter(person, receipt, "nicht mehr gültig").sees("Grund: Sie sind nach Maintal gezogen.")
    assert not found, "\n".join(found)
