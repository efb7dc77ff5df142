"""The inbox and the page "Heute": filters, counts, pages, and a number of queries that does not grow."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rathaus.core.antrag.models import Antrag
from rathaus.core.leistung.models import LeistungVersion
from rathaus.core.scope.session import open_scope
from rathaus.core.stelle.models import Stelle
from rathaus.core.vorgang.actions import (
    Question,
    Reply,
    ask_citizen,
    claim,
    complete_task,
    receive_answer,
    record_decision,
    release,
)
from rathaus.core.vorgang.case import open_case
from rathaus.core.vorgang.errors import CursorBroken
from rathaus.core.vorgang.inbox import InboxCounts, InboxFilter, InboxPage, InboxRow, Today, counts, inbox, today
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.rules import View, search_text
from tests.cast import NOW, TODAY, Member

NAMES = ("Jürgen Müller", "Anna Öztürk", "Zoë Groß", "Bernd Kaiser", "Ida Klein", "Max Groß")


def make_case(clerk: Member, citizen: Member, number: int, slug: str = "bewohnerparkausweis") -> Vorgang:
    """A case as the submission stores it, without the form: lists look at rows alone."""
    version = LeistungVersion.objects.get(leistung__slug=slug)
    stelle = Stelle.objects.get(slug="hanau")
    antrag = Antrag.objects.create(
        reference=f"2026-AAAA-{number:04}", version=version, stelle=stelle, place=stelle, konto=citizen.konto,
        applicant=NAMES[number % len(NAMES)], answers={}, submitted_at=NOW, expected_on=TODAY + timedelta(days=7),
    )  # fmt: skip
    vorgang = Vorgang(
        antrag=antrag, stelle=stelle, leistung_id=version.leistung_id, aktenzeichen=antrag.reference,
        search_text=search_text(antrag.applicant, antrag.reference), opened_at=NOW,
    )  # fmt: skip
    open_case(antrag, vorgang, actor=clerk.actor, now=NOW)
    return vorgang


@pytest.fixture
def desk(clerk: Member) -> Iterator[Member]:
    with open_scope(clerk.scope):
        yield clerk


def show(desk: Member, view: View = View.OPEN, **filters: str) -> InboxPage:
    wanted = InboxFilter(view=view, konto_id=desk.actor.konto_id, **filters)
    return inbox(stelle_ids=desk.scope.stellen, filters=wanted, today=TODAY)


def refused(desk: Member, vorgang: Vorgang) -> None:
    complete_task(actor=desk.actor, vorgang=vorgang, key="formell", outcome="unvollstaendig", now=NOW)
    record_decision(actor=desk.actor, vorgang=vorgang, result="ablehnung", now=NOW)


def heute(desk: Member) -> Today:
    assert desk.actor.konto_id is not None
    return today(stelle_ids=desk.scope.stellen, konto_id=desk.actor.konto_id, day=TODAY)


def test_each_part_of_the_inbox_shows_and_counts_its_cases(desk: Member, citizen: Member, colleague: Member) -> None:
    free, mine, theirs, waiting, decided = (make_case(desk, citizen, number) for number in range(5))
    claim(actor=desk.actor, vorgang=mine, now=NOW)
    claim(actor=colleague.actor, vorgang=theirs, now=NOW)
    ask_citizen(actor=desk.actor, vorgang=waiting, question=Question("Seit wann?"), now=NOW)
    refused(desk, decided)
    expected = {
        View.OPEN: {free, mine, theirs},
        View.MINE: {mine, waiting},
        View.UNCLAIMED: {free},
        View.WAITING: {waiting},
        View.DECIDED: {decided},
    }
    for view, cases in expected.items():
        page = show(desk, view)
        assert {row.public_id for row in page.rows} == {case.public_id for case in cases}
        assert getattr(page.counts, view.value) == len(cases)


def test_a_line_says_who_what_and_when(desk: Member, citizen: Member) -> None:
    vorgang = make_case(desk, citizen, 1)
    claim(actor=desk.actor, vorgang=vorgang, now=NOW)
    (row,) = show(desk).rows
    assert (row.title.de, row.claimed_by, row.is_overdue) == ("Bewohnerparkausweis beantragen", "Jonas Becker", False)
    assert row.next_task is not None and row.next_task.key == "formell"
    Vorgang.objects.update(due_on=TODAY - timedelta(days=1))
    page = show(desk)
    assert page.rows[0].is_overdue and page.counts.overdue == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("müller", {0}),
        ("Mueller jürgen", {0}),
        ("groß", {2, 5}),
        ("gross max", {5}),
        ("2026-aaaa-0003", {3}),
        ("aaaa0004", {4}),
        ("niemand", set()),
        ("100%", set()),
        ("", {0, 1, 2, 3, 4, 5}),
    ],
)
def test_cases_are_found_by_name_in_any_spelling_and_by_reference(
    query: str, found: set[int], desk: Member, citizen: Member
) -> None:
    cases = [make_case(desk, citizen, number) for number in range(6)]
    shown = {row.public_id for row in show(desk, query=query).rows}
    assert shown == {cases[number].public_id for number in found}


def test_cases_of_one_leistung(desk: Member, citizen: Member) -> None:
    parking, dog = make_case(desk, citizen, 0), make_case(desk, citizen, 1, "hundesteuer-anmeldung")
    assert [row.public_id for row in show(desk, leistung="hundesteuer-anmeldung").rows] == [dog.public_id]
    assert {row.public_id for row in show(desk).rows} == {parking.public_id, dog.public_id}


@pytest.mark.parametrize("view", [View.OPEN, View.DECIDED])
def test_pages_show_every_case_once_in_order(view: View, desk: Member, citizen: Member) -> None:
    for number in range(7):
        vorgang = make_case(desk, citizen, number)
        if view is View.DECIDED:
            refused(desk, vorgang)
        days = {"due_on": TODAY + timedelta(days=number % 3), "decided_on": TODAY - timedelta(days=number % 3)}
        Vorgang.objects.filter(pk=vorgang.pk).update(**days if view is View.DECIDED else {"due_on": days["due_on"]})
    seen: list[InboxRow] = []
    after = ""
    while True:
        page = inbox(stelle_ids=desk.scope.stellen, filters=InboxFilter(view), today=TODAY, after=after, limit=3)
        seen += page.rows
        after = page.next
        if not after:
            break
    assert len(seen) == len({row.public_id for row in seen}) == 7
    ordered = [row.due_on for row in seen] if view is View.OPEN else [row.decided_on for row in seen]
    assert ordered == sorted(ordered, reverse=view is View.DECIDED)


@pytest.mark.parametrize("after", ["x", "2026-01-01", "2026-13-01_7d9f", "_"])
def test_a_damaged_address_of_a_page_is_refused(after: str, desk: Member) -> None:
    with pytest.raises(CursorBroken):
        inbox(stelle_ids=desk.scope.stellen, filters=InboxFilter(), today=TODAY, after=after)


def test_the_number_of_queries_does_not_grow_with_rows(desk: Member, citizen: Member, colleague: Member) -> None:
    counted = []
    for start, stop in ((0, 2), (2, 12)):
        for number in range(start, stop):
            vorgang = make_case(desk, citizen, number)
            claim(actor=(desk if number % 2 else colleague).actor, vorgang=vorgang, now=NOW)
        show(desk)
        with CaptureQueriesContext(connection) as queries:
            assert len(show(desk).rows) == stop
            heute(desk)
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_counting_stops_where_it_is_told_to(desk: Member, citizen: Member) -> None:
    for number in range(4):
        claim(actor=desk.actor, vorgang=make_case(desk, citizen, number), now=NOW)
    refused(desk, make_case(desk, citizen, 4))
    refused(desk, make_case(desk, citizen, 5))
    Vorgang.objects.update(due_on=TODAY - timedelta(days=1))
    found = [counts(desk.scope.stellen, konto_id=desk.actor.konto_id, today=TODAY, most=most) for most in (1, 3, 100)]
    assert found[0] == InboxCounts(open=1, mine=1, unclaimed=0, waiting=0, decided=1, overdue=1)
    assert found[1] == InboxCounts(open=3, mine=3, unclaimed=0, waiting=0, decided=2, overdue=3)
    assert found[2] == InboxCounts(open=4, mine=4, unclaimed=0, waiting=0, decided=2, overdue=4)


@pytest.mark.parametrize("view", list(View))
def test_each_part_is_read_in_the_order_of_its_own_index(view: View, desk: Member) -> None:
    filters = InboxFilter(view, konto_id=desk.actor.konto_id)
    with CaptureQueriesContext(connection) as captured:
        inbox(stelle_ids=desk.scope.stellen, filters=filters, today=TODAY)
    index = {View.OPEN: "inbox", View.WAITING: "inbox"}.get(view, view.value)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off")
        cursor.execute("SET LOCAL enable_incremental_sort = off")
        cursor.execute(f"EXPLAIN {captured.captured_queries[0]['sql']}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert f"using vorgang_{index} on vorgang_vorgang" in plan


def test_the_next_town_and_the_citizen_see_no_case(
    desk: Member, citizen: Member, clerk_of_the_next_town: Member
) -> None:
    make_case(desk, citizen, 0)
    for stranger in (clerk_of_the_next_town, citizen):
        with open_scope(stranger.scope):
            page = inbox(stelle_ids=desk.scope.stellen, filters=InboxFilter(), today=TODAY)
            assert (page.rows, page.counts.open) == ((), 0)


def test_heute_shows_what_is_due_new_answered_and_left(desk: Member, citizen: Member, colleague: Member) -> None:
    due, new, answered, left, theirs = (make_case(desk, citizen, number) for number in range(5))
    claim(actor=desk.actor, vorgang=due, now=NOW)
    ask_citizen(actor=desk.actor, vorgang=answered, question=Question("Seit wann?"), now=NOW)
    with open_scope(citizen.scope):
        receive_answer(actor=citizen.actor, antrag=answered.antrag, reply=Reply("Seit Mai."), now=NOW)
    for vorgang in (left, theirs):
        claim(actor=colleague.actor, vorgang=vorgang, now=NOW)
    release(actor=colleague.actor, vorgang=left, now=NOW)
    Vorgang.objects.exclude(pk=due.pk).update(due_on=date(2026, 12, 24))
    page = heute(desk)
    parts = (page.due, page.new, page.answered, page.left)
    shown = [[row.public_id for row in part] for part in parts]
    assert shown == [[due.public_id], [new.public_id], [answered.public_id], [left.public_id]]
    assert page.counts.open == 5
