"""A phone of 360 pixels with script; without script see test_errands. That nothing scrolls sideways, Person watches."""

from collections.abc import Callable

from tests.journeys import roads
from tests.journeys.clerk import Decision
from tests.journeys.errands import MIRA, dog_tax
from tests.journeys.person import Person
from tests.journeys.roads import PHONE, Road

type Somebody = Callable[..., Person]


def test_the_whole_road_is_walked_on_phones(somebody: Somebody) -> None:
    registered = Decision("Hund angemeldet", words="Die Steuer beträgt 90 Euro im Jahr.")
    errand = dog_tax(MIRA, dog="Pixel")
    roads.walk(Road(errand, "Hanau", "Hanau", "Petra Schneider", registered, "Pixel", device=PHONE), somebody)


def test_a_page_that_scrolls_sideways_would_be_noticed(somebody: Somebody) -> None:
    person = somebody(**PHONE)
    person.open("/")
    assert not person.complaints
    person.page.evaluate("document.querySelector('main').style.width = '361px'")
    person.look()
    assert [complaint.partition(" on ")[0] for complaint in person.complaints] == ["too wide"]
    person.complaints.clear()
