"""People at browsers in a running town hall."""

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser import running_browser
from tests.journeys.person import Person
from tests.journeys.town_hall import TownHall, running_town_hall

_numbers = itertools.count()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys come last: while a browser is driven, its event loop runs in this thread, and Django minds that."""
    journeys = [item for item in items if "journeys" in item.path.parts]
    for item in journeys:
        item.add_marker(pytest.mark.journey)
    items[:] = [item for item in items if item not in set(journeys)] + journeys


@pytest.fixture(scope="session")
def town_hall() -> Iterator[TownHall]:
    with running_town_hall() as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with running_browser() as running:
        yield running


@pytest.fixture
def somebody(browser: Browser, town_hall: TownHall) -> Iterator[Callable[..., Person]]:
    """Return a function that lets a person sit down at a device of their own; nobody may meet an error of ours."""
    people: list[Person] = []

    def sit_down(**device: Any) -> Person:
        people.append(Person(browser, town_hall, number=next(_numbers), **device))
        return people[-1]

    yield sit_down
    complaints = [complaint for person in people for complaint in person.complaints]
    for person in people:
        person.close()
    assert not complaints
