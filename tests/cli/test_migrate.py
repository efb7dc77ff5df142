"""`rathaus migrate` leaves nothing empty that the town hall needs, and repeating it changes nothing."""

from datetime import date

import pytest

from rathaus.cli.migrate import migrate_and_load_facts
from rathaus.core.leistung.finder import search
from rathaus.core.leistung.models import Leistung, Suchwort
from tests.core.antrag.conftest import publish_probe

pytestmark = pytest.mark.usefixtures("committing_database")


def test_services_are_found_at_once_after_a_migration_that_emptied_the_index() -> None:
    publish_probe("bewohnerparkausweis", "probe")
    Suchwort.objects.all().delete()
    Leistung.objects.update(followed_version=None)
    assert search("anwohner parken", day=date(2026, 11, 22)) == []
    migrate_and_load_facts()
    assert "probe" in [hit.leistung.slug for hit in search("anwohner parken", day=date(2026, 11, 22))]
