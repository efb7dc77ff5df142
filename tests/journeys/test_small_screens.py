"""A phone of 360 pixels without any script: the whole errand, as promised."""

from collections.abc import Callable

import pytest

from tests.journeys import citizen
from tests.journeys.errands import LENA, MIRA, TARIK, Errand, advance_maintenance, dog_tax, parking_permit
from tests.journeys.person import Person

type Somebody = Callable[..., Person]

PHONE = {"viewport": {"width": 360, "height": 740}}


@pytest.mark.parametrize(
    ("errand", "place", "name"),
    [
        (dog_tax(MIRA, dog="Nero"), "Hanau", ""),
        (parking_permit(TARIK), "61169 Friedberg", ""),
        (advance_maintenance(LENA), "hanau", LENA.name),
    ],
    ids=["dog tax", "parking permit", "advance maintenance"],
)
def test_the_whole_errand_works_without_script_on_a_phone(
    somebody: Somebody, errand: Errand, place: str, name: str
) -> None:
    person = somebody(java_script_enabled=False, **PHONE)
    if name:
        citizen.sign_in(person, name)
    receipt = citizen.apply(person, errand, place)
    citizen.wait_for_letter(person, receipt, "Eingangsbestätigung").sees(receipt.number)


def test_nothing_scrolls_sideways_on_a_phone(somebody: Somebody) -> None:
    person = somebody(**PHONE)
    too_wide: list[str] = []

    def look() -> None:
        excess = "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
        if person.page.evaluate(excess) > 0:
            too_wide.append(person.page.url)

    person.page.on("load", look)
    receipt = citizen.apply(person, dog_tax(MIRA, dog="Pixel"), "Hanau")
    person.open(receipt.path)
    look()
    assert not too_wide
