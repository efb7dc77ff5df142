"""Lists that are taken out: recorded first, then read piece by piece in a transaction that always ends."""

from datetime import timedelta
from time import sleep

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from rathaus.core.protokoll.queries import records_of
from rathaus.core.scope.errors import ActorRefused, ScopeMissing
from rathaus.core.scope.session import current_scope, open_scope
from rathaus.core.vorgang import export
from rathaus.core.vorgang.export import begin_export, exports_of, read_export
from rathaus.core.vorgang.inbox import InboxFilter, inbox
from rathaus.core.vorgang.rules import View
from tests.cast import TODAY, Member, make_citizen, make_staff
from tests.core.vorgang.test_inbox import make_case, refused

OPEN_TRANSACTIONS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL AND backend_type = 'client backend'
"""  # noqa: E501  # one condition a word


def test_it_is_recorded_who_takes_how_many_cases_out_but_not_whose(clerk: Member, citizen: Member) -> None:
    with open_scope(clerk.scope):
        for number in range(3):
            make_case(clerk, citizen, number)
        filters = InboxFilter(leistung="bewohnerparkausweis", query="Öztürk")
        found = begin_export(actor=clerk.actor, stelle_ids=clerk.scope.stellen, filters=filters)
        assert clerk.actor.stelle_id is not None
        subject = exports_of(clerk.actor.stelle_id)
        (record,) = records_of(kind=subject.kind, subject_id=subject.id)
    assert found.cases == 1
    assert (record.act, record.actor_konto_id) == ("vorgang.list_exported", clerk.actor.konto_id)
    part = {"view": "open", "leistung": "bewohnerparkausweis", "searched": True, "narrowed": False}
    assert record.payload == {"cases": 1} | part


def test_nobody_takes_out_the_cases_of_another_body(
    clerk: Member, citizen: Member, clerk_of_the_next_town: Member
) -> None:
    for stranger in (clerk_of_the_next_town, citizen):
        with open_scope(stranger.scope), pytest.raises(ActorRefused):
            begin_export(actor=stranger.actor, stelle_ids=clerk.scope.stellen, filters=InboxFilter())


def test_no_more_lines_are_read_than_were_recorded(clerk: Member, citizen: Member) -> None:
    with open_scope(clerk.scope):
        for number in range(3):
            make_case(clerk, citizen, number)
        found = begin_export(actor=clerk.actor, stelle_ids=clerk.scope.stellen, filters=InboxFilter())
        make_case(clerk, citizen, 3)
    assert len(list(read_export(found, day=TODAY))) == 3


def test_reading_takes_as_many_statements_for_many_cases_as_for_few(clerk: Member, citizen: Member) -> None:
    counted = []
    for start, stop in ((0, 1), (1, 8)):
        with open_scope(clerk.scope):
            for number in range(start, stop):
                make_case(clerk, citizen, number)
            found = begin_export(actor=clerk.actor, stelle_ids=clerk.scope.stellen, filters=InboxFilter())
        list(read_export(found, day=TODAY))
        with CaptureQueriesContext(connection) as captured:
            assert len(list(read_export(found, day=TODAY))) == stop
        counted.append(len(captured))
    assert counted[0] == counted[1]


def test_a_reader_who_goes_away_leaves_no_transaction_open(
    committing_database: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "_ROWS_AT_ONCE", 1)
    clerk, citizen = make_staff("hanau", "jonas", "Jonas Becker"), make_citizen()
    with open_scope(clerk.scope):
        for number in range(4):
            make_case(clerk, citizen, number)
        found = begin_export(actor=clerk.actor, stelle_ids=clerk.scope.stellen, filters=InboxFilter())
    lines = read_export(found, day=TODAY)
    next(lines)
    assert connection.in_atomic_block
    lines.close()
    assert not connection.in_atomic_block
    with pytest.raises(ScopeMissing):
        current_scope()
    with connection.cursor() as cursor:
        cursor.execute(OPEN_TRANSACTIONS)
        assert cursor.fetchone() == (0,)


def test_the_database_ends_a_list_that_takes_too_long(
    committing_database: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "_ROWS_AT_ONCE", 1)
    monkeypatch.setattr(export, "READ_WITHIN", timedelta(milliseconds=400))
    clerk, citizen = make_staff("hanau", "jonas", "Jonas Becker"), make_citizen()
    with open_scope(clerk.scope):
        for number in range(4):
            make_case(clerk, citizen, number)
        found = begin_export(actor=clerk.actor, stelle_ids=clerk.scope.stellen, filters=InboxFilter())
    lines = read_export(found, day=TODAY)
    next(lines)
    sleep(1)
    with pytest.raises(DatabaseError):
        list(lines)
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute(OPEN_TRANSACTIONS)
        assert cursor.fetchone() == (0,)
        cursor.execute("SHOW transaction_timeout")
        assert cursor.fetchone() == ("0",)


@pytest.mark.parametrize("view", [View.OPEN, View.DECIDED])
def test_the_lines_are_those_of_the_inbox(view: View, clerk: Member, citizen: Member) -> None:
    filters = InboxFilter(view)
    with open_scope(clerk.scope):
        for number in range(4):
            case = make_case(clerk, citizen, number)
            if number % 2:
                refused(clerk, case)
        page = inbox(stelle_ids=clerk.scope.stellen, filters=filters, today=TODAY)
        found = begin_export(actor=clerk.actor, stelle_ids=clerk.scope.stellen, filters=filters)
    assert tuple(read_export(found, day=TODAY)) == page.rows
