"""Where drafts end is counted without a trace of whose they were."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from rathaus.core.antrag.drafting import delete_entwurf
from rathaus.core.antrag.drop_off import DropOff, PageEnds, add_up_ends, drop_off, note_ends
from rathaus.core.antrag.expiry import delete_expired_entwuerfe
from rathaus.core.antrag.models import DraftEnd, Entwurf
from rathaus.core.antrag.queries import content_of
from rathaus.core.antrag.rules import Outcome
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.vorgang.actions import receive_antrag
from tests.core.antrag.forms import add_papers, fill_in
from tests.core.antrag.test_expiry import leave_alone

DAY = date(2026, 11, 1)


@pytest.fixture(autouse=True)
def fixed_day() -> None:
    """Live today: the database compares ages with its own clock."""


def rows() -> list[tuple[str, str, int]]:
    return list(DraftEnd.objects.order_by("id").values_list("page", "outcome", "count"))


def test_a_deleted_draft_counts_at_the_last_page_that_was_saved(person, entwurf) -> None:
    first, second = content_of(entwurf).formular.pages[:2]
    Entwurf.objects.update(visited=[first.key, second.key])
    entwurf.refresh_from_db()
    delete_entwurf(actor=person.actor, entwurf=entwurf, day=timezone.localdate())
    assert rows() == [(second.key, "deleted", 1)]
    assert DraftEnd.objects.get().day == timezone.localdate()


def test_a_forgotten_draft_counts_when_it_is_deleted(entwurf) -> None:
    leave_alone(entwurf, days=32)
    delete_expired_entwuerfe(actor=SYSTEM_ACTOR, now=timezone.now())
    assert rows() == [("", "expired", 1)]


def test_a_submitted_draft_counts_once_however_often_somebody_clicks(person, entwurf, answers) -> None:
    draft = add_papers(person, fill_in(person, entwurf, answers))
    for _ in range(2):
        receive_antrag(actor=person.actor, entwurf=draft, now=timezone.now())
    assert [(outcome, count) for _, outcome, count in rows()] == [("submitted", 1)]


def test_the_table_has_no_column_that_names_a_draft_a_person_or_a_place(db) -> None:
    with connection.cursor() as cursor:
        columns = {each.name for each in connection.introspection.get_table_description(cursor, "antrag_draftend")}
    assert columns == {"id", "version_id", "page", "day", "outcome", "count"}


def test_single_rows_are_added_up_and_the_sums_stay(entwurf) -> None:
    for outcome, number in ((Outcome.DELETED, 3), (Outcome.EXPIRED, 1)):
        for _ in range(number):
            note_ends([entwurf], outcome=outcome, day=DAY)
    for _ in range(2):
        add_up_ends()
        assert sorted(rows()) == [("", "deleted", 3), ("", "expired", 1)]


def test_small_numbers_are_not_told(entwurf) -> None:
    first, second, third = (page.key for page in content_of(entwurf).formular.pages[:3])
    for page, number, outcome in (
        (second, 4, Outcome.DELETED), (first, 3, Outcome.DELETED), (first, 2, Outcome.EXPIRED),
        (third, 6, Outcome.SUBMITTED),
    ):  # fmt: skip
        DraftEnd.objects.create(version_id=entwurf.version_id, page=page, day=DAY, outcome=outcome, count=number)
    pages = [page.key for page in content_of(entwurf).formular.pages]
    found = drop_off(entwurf.version_id, pages=pages, since=DAY)
    assert found == DropOff((PageEnds(first, 5), PageEnds(second, None)), 6)
    assert found.most == 5
    later = drop_off(entwurf.version_id, pages=pages, since=DAY + timedelta(days=1))
    assert (later, later.most) == (DropOff((), 0), 1)
