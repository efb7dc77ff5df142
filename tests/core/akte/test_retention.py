"""How long cases are kept: nothing is preset, who leads the body confirms it, and nothing confirmed disappears."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from rathaus.core.akte.errors import RetentionRefused
from rathaus.core.akte.models import Aufbewahrungsfrist
from rathaus.core.akte.retention import Period, confirm_retention, kept_services, retention_history, retention_of
from rathaus.core.leistung.queries import leistung_by_slug
from rathaus.core.protokoll.models import Record
from rathaus.core.protokoll.queries import verify_chains
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from tests.cast import NOW, TODAY, Member, make_staff
from tests.core.akte.conftest import PARKING

TEN = Period("10", "Aktenplan der Stadt, Nr. 12", confirmed=True)


def confirm(lead: Member, period: Period = TEN) -> Aufbewahrungsfrist:
    assert lead.stelle is not None
    with open_scope(lead.scope):
        leistung = leistung_by_slug(PARKING)
        return confirm_retention(actor=lead.actor, stelle=lead.stelle, leistung=leistung, period=period, now=NOW)


def test_nothing_holds_until_somebody_has_confirmed_it(lead: Member) -> None:
    assert lead.stelle is not None
    with open_scope(lead.scope):
        rows = kept_services(lead.stelle, stelle_ids=lead.scope.stellen, today=TODAY)
    assert PARKING in {each.leistung.slug for each in rows}
    assert {each.period for each in rows} == {None}


def test_the_newest_confirmation_holds_and_the_others_stay(lead: Member) -> None:
    confirm(lead)
    newest = confirm(lead, replace(TEN, years="5"))
    with open_scope(lead.scope):
        leistung = leistung_by_slug(PARKING)
        assert [row.years for row in retention_history(leistung, stelle_ids=lead.scope.stellen)] == [5, 10]
        assert retention_of([leistung.pk], stelle_ids=lead.scope.stellen) == {leistung.pk: newest}
        records = Record.objects.filter(act="akte.retention_confirmed").order_by("seq")
        assert [each.payload and each.payload["years"] for each in records] == [10, 5]
        assert verify_chains().faults == ()


@pytest.mark.parametrize("period", [replace(TEN, confirmed=False), replace(TEN, years="0"), replace(TEN, source="")])
def test_what_is_not_confirmed_in_full_is_refused(lead: Member, period: Period) -> None:
    with pytest.raises(RetentionRefused):
        confirm(lead, period)


def test_nobody_but_who_leads_this_body_confirms(lead: Member, clerk: Member, clerk_of_the_next_town: Member) -> None:
    head = make_staff("maintal", "inge", "Inge Roth", role="lead")
    for other in (clerk, clerk_of_the_next_town, head):
        with pytest.raises(ActorRefused):
            confirm(replace(other, stelle=lead.stelle, scope=lead.scope))


def test_a_confirmation_cannot_be_changed_or_removed(lead: Member) -> None:
    row = confirm(lead)
    with open_scope(lead.scope):
        for statement in ("UPDATE akte_aufbewahrungsfrist SET years = 1", "DELETE FROM akte_aufbewahrungsfrist"):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                connection.cursor().execute(statement)
        row.pk, row.public_id, row.source = None, None, ""
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)


def test_the_next_town_sees_none_of_it(lead: Member, clerk_of_the_next_town: Member) -> None:
    confirm(lead)
    with open_scope(clerk_of_the_next_town.scope):
        leistung = leistung_by_slug(PARKING)
        assert retention_history(leistung, stelle_ids=lead.scope.stellen) == []
