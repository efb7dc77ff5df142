"""What belongs to others stays with them, whatever address somebody types."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.journeys import citizen, clerk
from tests.journeys.errands import MIRA, dog_tax
from tests.journeys.person import Person

type Somebody = Callable[..., Person]

VERA = replace(MIRA, first_names="Vera", family_name="Verschwiegen")


def test_a_case_is_seen_by_its_office_and_its_person_alone(somebody: Somebody) -> None:
    receipt = citizen.apply(somebody(), dog_tax(VERA, dog="Geheim"), "Hanau")
    petra = citizen.sign_in(somebody(), "Petra Schneider")
    clerk.claim(clerk.find_case(petra, receipt.number))
    case = petra.page.url.split("?")[0]

    the_next_town = citizen.sign_in(somebody(), "Jens Vogel")
    for address in (case, f"{case}bescheid/", f"{case}rueckfrage/", f"{case}bescheid/entwurf.pdf"):
        assert the_next_town.open(address).status in {403, 404}, address
        the_next_town.does_not_see(VERA.family_name)
    for words in (receipt.number, VERA.family_name):
        clerk.search(petra, words).sees(receipt.number)
        clerk.search(the_next_town, words).sees("Hier liegt kein Vorgang").does_not_see(receipt.number)

    assert citizen.sign_in(somebody(), "Yusuf Kaya").open(receipt.path).status == 404
    stranger = somebody()
    stranger.open(receipt.path)
    stranger.is_at("anmelden")


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Lena Hoffmann", "/amt/"),
        ("Lena Hoffmann", "/koordination/"),
        ("Petra Schneider", "/koordination/pakete/"),
        ("Stefan Lorenz", "/koordination/pakete/"),
        ("Dr. Miriam Weiß", "/amt/"),
    ],
)
def test_a_desk_that_is_not_theirs_is_refused_with_a_way_on(somebody: Somebody, name: str, address: str) -> None:
    person = citizen.sign_in(somebody(), name)
    assert person.open(address).status == 403
    assert person.page.get_by_role("main").get_by_role("link").count(), "a dead end"
