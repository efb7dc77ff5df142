"""A phone of 360 pixels: nothing is lost at the sides. Whole roads on it without script are in test_errands."""

from collections.abc import Callable

from tests.journeys import citizen
from tests.journeys.errands import MIRA, dog_tax
from tests.journeys.person import Person

type Somebody = Callable[..., Person]

PHONE = {"viewport": {"width": 360, "height": 740}}


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
