"""The register of bodies, loaded once for the session."""

import pytest
from pytest_django.plugin import DjangoDbBlocker

from rathaus.core.stelle.actions import load_facts


@pytest.fixture(scope="session")
def register(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Load the shipped facts; running it beside another load changes nothing."""
    with django_db_blocker.unblock():
        load_facts()
