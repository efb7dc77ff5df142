"""Feedback that was kept with the whole address of a page is cleaned by a migration, whatever the policies hide."""

import importlib

import pytest
from django.db import connections

from rathaus.core.postfach.actions import Feedback, leave_feedback
from rathaus.core.postfach.queries import feedback_of
from rathaus.core.postfach.rules import FeedbackKind
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import coordination_office
from tests.cast import NOW

CLEAN = importlib.import_module("rathaus.core.postfach.migrations.0007_feedback_names_no_row").CLEAN
ID = "7d1c1d6e-8a51-4a0f-9b5e-3f6f3a1d2c4b"
CLEANED = {
    "/link/pQ8_x-2/": "/link/…/",
    "/en/pruefen/pQ8/": "/en/pruefen/…/",
    "/benachrichtigung/abbestellen/ab:Cd:ef/": "/benachrichtigung/abbestellen/…/",
    f"/antraege/{ID}/eingang/": "/antraege/…/eingang/",
    f"/amt/vorgaenge/{ID}/dateien/{ID}/": "/amt/vorgaenge/…/dateien/…/",
    "/unbekannt/pQ8_x-2/": "",
    "/leistungen/hundesteuer-anmeldung/": "/leistungen/hundesteuer-anmeldung/",
    "/": "/",
    "": "",
}


def kept_pages(office: int) -> list[str]:
    with open_scope(Scope(stellen=frozenset({office}))):
        return sorted(row.page for row in feedback_of(office))


@pytest.mark.parametrize("times", [1, 2])
def test_rows_that_were_kept_before_are_cleaned(committing_database: None, times: int) -> None:
    office = coordination_office().pk
    for page in CLEANED:
        leave_feedback(feedback=Feedback(FeedbackKind.PRAISE, "Danke!", page=page), now=NOW)
    assert kept_pages(office) == sorted(CLEANED)
    with connections["owner"].cursor() as cursor:
        for _ in range(times):
            cursor.execute(CLEAN)
        cursor.execute("SELECT relforcerowsecurity FROM pg_class WHERE relname = 'postfach_rueckmeldung'")
        assert cursor.fetchone() == (True,)
    connections["owner"].close()
    assert kept_pages(office) == sorted(CLEANED.values())
