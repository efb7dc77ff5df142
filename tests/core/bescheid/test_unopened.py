"""What counts as announced although nobody opens it (SGB X § 37(2a), AO § 122a(4)), and what does not."""

from datetime import timedelta

import pytest

from rathaus.core.antrag.models import Antrag
from rathaus.core.bescheid.actions import Draft, confirm_remedy, draft_bescheid, issue_bescheid, open_letter
from rathaus.core.bescheid.jobs import announce_at
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.postfach.actions import note_notice
from rathaus.core.postfach.models import Nachricht
from rathaus.core.protokoll.queries import records_of, verify_chains
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import complete_task
from rathaus.core.vorgang.queries import standing, vorgang_of
from rathaus.core.zustellung.actions import queue_for_post
from rathaus.core.zustellung.errors import AlreadyOnItsWay
from rathaus.recht.courts import all_courts
from tests.cast import NOW, TODAY, Member, make_staff
from tests.errand import submitted

ANNOUNCED = TODAY + timedelta(days=4)
ADDRESS = "Amira Haddad\nNussallee 12\n63450 Hanau"


def issued(citizen: Member, slug: str) -> tuple[Bescheid, Member]:
    """Return a grant in the Postfach of somebody who has not opened it, and the clerk."""
    antrag = submitted(citizen, slug, "bewilligung")
    clerk = make_staff(antrag.stelle.slug, "sachbearbeitung", "Ute Vogt")
    acting = {"actor": clerk.actor, "now": NOW}
    with open_scope(clerk.scope):
        while task := next((each for each in open_tasks(antrag) if each.kind.value.startswith("pruefen")), None):
            outcome = task.choices[0].key if task.choices else "erledigt"
            complete_task(vorgang=vorgang_of(antrag), key=task.key, outcome=outcome, **acting)
        draft = draft_bescheid(vorgang=vorgang_of(antrag), draft=Draft("bewilligung"), **acting)
        confirm_remedy(bescheid=draft, court=all_courts(TODAY)[0], **acting)
        return issue_bescheid(bescheid=draft, **acting), clerk


def open_tasks(antrag: Antrag):
    return standing(vorgang_of(antrag)).open


def tell(row: Bescheid) -> Nachricht:
    """Note that the person was told of the letter on the day of its issue."""
    letter = Nachricht.objects.get(datei=row.datei)
    note_notice(actor=SYSTEM_ACTOR, nachricht=letter, was_sent=True, now=NOW)
    return letter


@pytest.fixture
def benefit(citizen: Member) -> tuple[Bescheid, Member]:
    """A decision by SGB X."""
    return issued(citizen, "unterhaltsvorschuss")


def announced_on(row: Bescheid) -> object:
    row.refresh_from_db()
    return row.announced_on


def test_on_the_fourth_day_after_the_notice_it_is_announced_once_sgb_x_37(benefit: tuple[Bescheid, Member]) -> None:
    row, clerk = benefit
    with open_scope(clerk.scope):
        tell(row)
    assert announce_at(clerk.stelle.pk, now=NOW + timedelta(days=3)) == 0
    assert announce_at(clerk.stelle.pk, now=NOW + timedelta(days=4)) == 1
    assert announce_at(clerk.stelle.pk, now=NOW + timedelta(days=9)) == 0
    with open_scope(clerk.scope):
        assert announced_on(row) == ANNOUNCED
        assert row.remedy_until is not None
        assert any(each.startswith("bekanntgabe.sgb_x.notice_days") for each in row.parameter_versions)
        acts = [each.act for each in records_of(kind="antrag", subject_id=row.antrag.public_id)]
        assert acts.count("bescheid.announced") == 1
        assert verify_chains().faults == ()
        with pytest.raises(AlreadyOnItsWay):
            queue_for_post(actor=clerk.actor, bescheid=row, address=ADDRESS, now=NOW + timedelta(days=9))


def test_whom_nobody_told_is_not_late_before_the_opening_sgb_x_37(benefit: tuple[Bescheid, Member]) -> None:
    row, clerk = benefit
    assert announce_at(clerk.stelle.pk, now=NOW + timedelta(days=40)) == 0
    with open_scope(clerk.scope):
        assert announced_on(row) is None


def test_who_opens_it_early_has_the_same_day_sgb_x_37(benefit: tuple[Bescheid, Member], citizen: Member) -> None:
    row, clerk = benefit
    with open_scope(clerk.scope):
        letter = tell(row)
    with open_scope(citizen.scope):
        open_letter(actor=citizen.actor, nachricht=letter, now=NOW + timedelta(days=1))
    assert announce_at(clerk.stelle.pk, now=NOW + timedelta(days=4)) == 0
    with open_scope(clerk.scope):
        assert announced_on(row) == ANNOUNCED


def test_what_nobody_opens_is_never_announced_by_the_vwvfg_41(citizen: Member) -> None:
    row, clerk = issued(citizen, "bewohnerparkausweis")
    with open_scope(clerk.scope):
        tell(row)
    assert announce_at(clerk.stelle.pk, now=NOW + timedelta(days=40)) == 0
    with open_scope(clerk.scope):
        assert announced_on(row) is None


def test_one_decision_that_cannot_be_announced_stops_no_other(
    benefit: tuple[Bescheid, Member], citizen: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, clerk = benefit
    with open_scope(clerk.scope):
        tell(row)
        monkeypatch.setattr("rathaus.core.bescheid.jobs.unopened_decisions", lambda _: [row.pk + 1, row.pk])
    assert announce_at(clerk.stelle.pk, now=NOW + timedelta(days=4)) == 1
