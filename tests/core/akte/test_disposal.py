"""The way out: which cases may go, what stands against the others, and what the archive answers."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rathaus.core.akte.disposal import (
    disposal_list,
    disposal_of,
    note_archive_answer,
    offer_to_archive,
    waive_archive,
)
from rathaus.core.akte.errors import DisposalRefused, ExportMissing, NotDisposable, ReasonRefused
from rathaus.core.akte.hold import set_hold
from rathaus.core.akte.models import Aussonderung
from rathaus.core.akte.rules import Obstacle, Step
from rathaus.core.antrag.actions import subject_of
from rathaus.core.arbeitskorb.actions import write_note
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.beteiligung.models import Auslegung, Beteiligung
from rathaus.core.protokoll.actions import record
from rathaus.core.protokoll.queries import records_of, verify_chains
from rathaus.core.rechtsbehelf.filing import Statement, register_rechtsbehelf
from rathaus.core.rechtsbehelf.models import Rechtsbehelf
from rathaus.core.rechtsbehelf.rules import Channel
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.fees import owed_for
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.zahlung.actions import assess
from tests.cast import NOW, TODAY, Member, make_citizen
from tests.core.akte.conftest import closed_case, exported
from tests.core.akte.test_retention import confirm

LATER = datetime(2037, 1, 4, 9, tzinfo=UTC)
"""Ten years after the end of 2026, and some days."""
DAY = LATER.date()


def hold(clerk: Member, case: Vorgang) -> None:
    set_hold(actor=clerk.actor, vorgang=case, reason="Klage", now=NOW)


def object_to(clerk: Member, case: Vorgang) -> None:
    bescheid, said = Bescheid.objects.get(vorgang=case), Statement("So nicht.")
    entered = {"filed_on": TODAY, "statement": said, "now": NOW}
    register_rechtsbehelf(actor=clerk.actor, bescheid=bescheid, channel=Channel.PAPER, **entered)


def ask_others(clerk: Member, case: Vorgang) -> None:
    Beteiligung.objects.create(vorgang=case, stelle=case.stelle, name="Amt", question="?", due_on=TODAY, asked_at=NOW)


def display(clerk: Member, case: Vorgang) -> None:
    Auslegung.objects.create(
        vorgang=case, stelle=case.stelle, first_on=TODAY, last_on=TODAY, objections_until=TODAY, place="Rathaus",
        notice="Aushang", begun_at=NOW,
    )  # fmt: skip


def owe(clerk: Member, case: Vorgang) -> None:
    assess(actor=clerk.actor, owed=owed_for(case.antrag), cents=9999, now=NOW)


def listed(clerk: Member, *, on: datetime = LATER) -> list[Vorgang]:
    with open_scope(clerk.scope):
        return list(disposal_list(clerk.scope.stellen, today=on.date()).rows)


def test_a_case_is_listed_from_the_day_on_which_its_period_is_over(
    closed: Vorgang, clerk: Member, lead: Member
) -> None:
    assert listed(clerk) == []
    confirm(lead)
    last_day = datetime(2036, 12, 31, 9, tzinfo=UTC)
    assert listed(clerk, on=last_day) == []
    assert listed(clerk, on=last_day + timedelta(days=1)) == [closed]
    with open_scope(clerk.scope):
        assert disposal_of(closed, today=last_day.date()).obstacles == (Obstacle.KEPT,)
        assert disposal_of(closed, today=last_day.date()).facts.kept_until == last_day.date()
        assert disposal_of(closed, today=DAY).obstacles == ()


@pytest.mark.parametrize(
    ("act", "obstacle"),
    [
        (hold, Obstacle.HELD),
        (object_to, Obstacle.REMEDY),
        (ask_others, Obstacle.INVOLVED),
        (display, Obstacle.INVOLVED),
        (owe, Obstacle.MONEY),
    ],
)
def test_what_is_held_or_still_open_is_not_listed_and_says_why(
    closed: Vorgang, clerk: Member, lead: Member, act: Callable[[Member, Vorgang], None], obstacle: Obstacle
) -> None:
    confirm(lead)
    assert listed(clerk) == [closed]
    with open_scope(clerk.scope):
        act(clerk, closed)
        assert disposal_of(closed, today=DAY).obstacles == (obstacle,)
        with pytest.raises(NotDisposable):
            waive_archive(actor=clerk.actor, vorgang=closed, reason="Kein Archivgut", now=LATER)
    assert listed(clerk) == []


def test_the_archive_is_offered_the_folder_that_was_taken_out_and_answers_once(
    closed: Vorgang, clerk: Member, lead: Member
) -> None:
    confirm(lead)
    with open_scope(clerk.scope), pytest.raises(ExportMissing):
        offer_to_archive(actor=clerk.actor, vorgang=closed, now=LATER)
    folder, _ = exported(clerk, closed)
    with open_scope(clerk.scope):
        assert offer_to_archive(actor=clerk.actor, vorgang=closed, now=LATER).export_sha256 == folder.sha256
        with pytest.raises(ReasonRefused):
            note_archive_answer(actor=clerk.actor, vorgang=closed, takes=True, reason=" ", now=LATER)
        note_archive_answer(actor=clerk.actor, vorgang=closed, takes=True, reason="Brief vom 3.1.", now=LATER)
        assert disposal_of(closed, today=DAY).step is Step.TAKEN
        with pytest.raises(DisposalRefused):
            note_archive_answer(actor=clerk.actor, vorgang=closed, takes=False, reason="Nein", now=LATER)
        records = [each.act for each in records_of(kind="antrag", subject_id=closed.antrag.public_id)]
        assert records[-2:] == ["akte.offered", "akte.taken"]
        assert verify_chains().faults == ()


def refuse_a_remedy(clerk: Member, case: Vorgang, *, served_on: date | None) -> None:
    """Let a remedy be refused in 2027, and its service be entered or not."""
    object_to(clerk, case)
    ended = {"state": "decided", "end": "rejected", "ended_at": datetime(2027, 3, 1, 9, tzinfo=UTC)}
    Rechtsbehelf.objects.update(**ended)
    if served_on is not None:
        until = served_on + timedelta(days=31)
        payload = {"rechtsbehelf": Rechtsbehelf.objects.get().number, "until": until.isoformat()}
        record(subject=subject_of(case.antrag), act="rechtsbehelf.served", actor=clerk.actor, payload=payload)


@pytest.mark.parametrize(
    ("served_on", "kept_until", "obstacles"),
    [
        (None, date(2037, 12, 31), (Obstacle.KEPT, Obstacle.UNSERVED)),
        (date(2027, 3, 4), date(2037, 12, 31), (Obstacle.KEPT,)),
        (date(2027, 12, 20), date(2038, 12, 31), (Obstacle.KEPT,)),
    ],
)
def test_a_period_counts_from_what_happened_last_and_from_the_end_of_the_time_to_sue(
    closed: Vorgang, clerk: Member, lead: Member, served_on: date | None, kept_until: date, obstacles: object
) -> None:
    confirm(lead)
    assert listed(clerk) == [closed]
    with open_scope(clerk.scope):
        refuse_a_remedy(clerk, closed, served_on=served_on)
        standing = disposal_of(closed, today=DAY)
    assert (standing.facts.kept_until, standing.obstacles) == (kept_until, obstacles)
    assert listed(clerk) == []
    after = datetime(kept_until.year + 1, 1, 1, 9, tzinfo=UTC)
    assert listed(clerk, on=after) == ([] if served_on is None else [closed])


def test_a_bescheid_that_somebody_prepares_keeps_a_case(closed: Vorgang, clerk: Member, lead: Member) -> None:
    confirm(lead)
    with open_scope(clerk.scope):
        Bescheid.objects.create(
            vorgang=closed, antrag=closed.antrag, stelle=closed.stelle, result="bewilligung", kind="grant",
            drafted_by_id=clerk.actor.konto_id, drafted_at=NOW,
        )  # fmt: skip
        assert disposal_of(closed, today=DAY).obstacles == (Obstacle.DRAFT,)
    assert listed(clerk) == []


def test_what_was_added_after_the_folder_is_offered_with_a_new_one(
    closed: Vorgang, clerk: Member, lead: Member
) -> None:
    confirm(lead)
    first, _ = exported(clerk, closed)
    with open_scope(clerk.scope):
        offer_to_archive(actor=clerk.actor, vorgang=closed, now=LATER)
        note_archive_answer(actor=clerk.actor, vorgang=closed, takes=True, reason="Brief", now=LATER)
        write_note(actor=clerk.actor, vorgang=closed, text="Noch ein Anruf.", now=LATER)
        with pytest.raises(ExportMissing):
            offer_to_archive(actor=clerk.actor, vorgang=closed, now=LATER)
    second, _ = exported(clerk, closed)
    with open_scope(clerk.scope):
        assert offer_to_archive(actor=clerk.actor, vorgang=closed, now=LATER).export_sha256 == second.sha256
        assert disposal_of(closed, today=DAY).step is Step.OFFERED
    assert first.sha256 != second.sha256


def test_whoever_waived_the_archive_may_still_offer_the_case(closed: Vorgang, clerk: Member, lead: Member) -> None:
    confirm(lead)
    exported(clerk, closed)
    with open_scope(clerk.scope):
        waive_archive(actor=clerk.actor, vorgang=closed, reason="Das Archiv hat verzichtet", now=LATER)
        assert [row.step for row in disposal_list(clerk.scope.stellen, today=DAY).rows] == ["waived"]
        offer_to_archive(actor=clerk.actor, vorgang=closed, now=LATER)
        with pytest.raises(DisposalRefused):
            waive_archive(actor=clerk.actor, vorgang=closed, reason="Doch nicht", now=LATER)
        assert [row.step for row in Aussonderung.objects.order_by("pk")] == ["waived", "offered"]


def test_nobody_but_a_clerk_of_the_body_decides_about_the_way_out(
    closed: Vorgang, clerk: Member, lead: Member, citizen: Member, clerk_of_the_next_town: Member, auditor: Member
) -> None:
    confirm(lead)
    assert listed(clerk_of_the_next_town) == []
    with open_scope(clerk.scope):
        for other in (citizen, clerk_of_the_next_town, auditor):
            with pytest.raises(ActorRefused):
                offer_to_archive(actor=other.actor, vorgang=closed, now=LATER)
            with pytest.raises(ActorRefused):
                waive_archive(actor=other.actor, vorgang=closed, reason="So", now=LATER)


def test_the_list_goes_on_at_the_next_page_and_costs_the_same_for_every_length(clerk: Member, lead: Member) -> None:
    confirm(lead)
    cases = [closed_case(make_citizen(login), clerk) for login in ("a", "b", "c")]
    with open_scope(clerk.scope):
        with CaptureQueriesContext(
            connection,
        ) as whole:
            assert len(disposal_list(clerk.scope.stellen, today=DAY).rows) == 3
        with CaptureQueriesContext(connection) as one:
            first = disposal_list(clerk.scope.stellen, today=DAY, limit=1)
        second = disposal_list(clerk.scope.stellen, today=DAY, after=first.next, limit=1)
        third = disposal_list(clerk.scope.stellen, today=DAY, after=second.next, limit=1)
    assert len(whole) == len(one)
    assert third.next == ""
    pages = [page.rows[0].public_id for page in (first, second, third)]
    assert pages == sorted(case.public_id for case in cases)
