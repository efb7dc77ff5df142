"""Without an account: one secret link carries a draft, and later the Antrag, from device to device."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys import citizen
from tests.journeys.errands import MIRA, dog_tax
from tests.journeys.form import answer_what_is_asked
from tests.journeys.person import Person

type Somebody = Callable[..., Person]


def test_a_draft_goes_on_at_another_device(somebody: Somebody) -> None:
    errand = dog_tax(MIRA)
    at_home = somebody()
    citizen.find_service(at_home, errand, "Hanau")
    citizen.begin(at_home, errand).follow("Mit den Angaben beginnen")
    answer_what_is_asked(at_home, errand.pages["Angaben zu Ihnen"])
    at_home.press("Später weitermachen").sees("1 von")
    link = at_home.page.locator("#geheimer-link").inner_text()

    on_the_phone = somebody(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    on_the_phone.open(link)
    on_the_phone.is_at("Ihren Antrag öffnen").press("Antrag öffnen").is_at(errand.title)
    on_the_phone.follow("Weiter mit „Anschrift und Kontakt“").follow("Zurück").is_at("Angaben zu Ihnen")
    expect(on_the_phone.labelled("Vornamen")).to_have_value(MIRA.first_names)


def test_the_link_leads_to_the_antrag_once_it_is_submitted(somebody: Somebody) -> None:
    first_device = somebody()
    receipt = citizen.apply(first_device, dog_tax(MIRA, dog="Frieda"), "Hanau")

    second_device = somebody()
    assert second_device.open(receipt.path).status == 200
    second_device.is_at("anmelden")  # without the link nobody gets in
    second_device.open(receipt.link)
    second_device.press("Antrag öffnen").sees(receipt.number, "Eingegangen")


def test_a_wrong_or_expired_link_says_what_to_do(somebody: Somebody) -> None:
    person = somebody()
    assert person.open("/link/ThisLinkWasNeverGivenToUs00/").status == 404
    person.sees("115")
    assert person.page.get_by_role("main").get_by_role("link").count(), "a dead end"


def test_the_device_forgets_the_links_when_it_is_told_to(somebody: Somebody) -> None:
    person = somebody()
    errand = dog_tax(MIRA)
    citizen.find_service(person, errand, "Hanau")
    citizen.begin(person, errand)
    person.open("/antraege/")
    person.sees(errand.title)
    person.page.get_by_text("Fremdes Gerät?").click()
    person.press("Auf diesem Gerät vergessen").open("/antraege/")
    person.sees("Hier ist noch nichts zu sehen")
