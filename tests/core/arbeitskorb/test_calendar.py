"""The private calendar of a clerk: days and references for whoever has the address, nobody's name, until it ends."""

from datetime import date, timedelta

import pytest

from rathaus.core.arbeitskorb.actions import plan_follow_up
from rathaus.core.arbeitskorb.calendar import due_days, end_calendar_link, has_calendar_link, make_calendar_link
from rathaus.core.arbeitskorb.errors import CalendarNotFound
from rathaus.core.arbeitskorb.models import CalendarLink
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from rathaus.core.stelle.actions import end_mitgliedschaft
from rathaus.core.stelle.models import Mitgliedschaft
from rathaus.core.termin.rules import DayEntry, day_calendar
from rathaus.core.vorgang.actions import claim
from tests.cast import NOW, TODAY, Member
from tests.core.vorgang.test_inbox import make_case


def link_of(member: Member) -> str:
    with open_scope(member.scope):
        return make_calendar_link(actor=member.actor, now=NOW)


def test_a_calendar_holds_the_own_cases_with_their_days(clerk: Member, colleague: Member, citizen: Member) -> None:
    assert clerk.konto is not None
    with open_scope(clerk.scope):
        mine, theirs = make_case(clerk, citizen, 0), make_case(clerk, citizen, 1)
        claim(actor=clerk.actor, vorgang=mine, now=NOW)
        claim(actor=colleague.actor, vorgang=theirs, now=NOW)
        on = TODAY + timedelta(days=2)
        plan_follow_up(actor=clerk.actor, vorgang=mine, on=on, reason="Müller fragen", now=NOW)
    found = due_days(link_of(clerk), day=TODAY)
    assert found.body == "Hanau"
    assert [(row.public_id, row.comes_back_on) for row in found.rows] == [(mine.public_id, on)]


def test_only_the_hash_is_kept_and_a_new_address_ends_the_old_one(clerk: Member) -> None:
    old, new = link_of(clerk), link_of(clerk)
    assert due_days(new, day=TODAY).rows == ()
    with pytest.raises(CalendarNotFound):
        due_days(old, day=TODAY)
    with open_scope(clerk.scope):
        assert {new, old}.isdisjoint(CalendarLink.objects.values_list("secret_hash", flat=True))
        assert clerk.konto is not None and clerk.stelle is not None
        assert has_calendar_link(clerk.stelle.pk, konto_id=clerk.konto.pk)
        end_calendar_link(actor=clerk.actor, now=NOW)
        assert not has_calendar_link(clerk.stelle.pk, konto_id=clerk.konto.pk)
    with pytest.raises(CalendarNotFound):
        due_days(new, day=TODAY)


def test_who_leaves_the_body_reads_nothing_any_more(clerk: Member, auditor: Member) -> None:
    secret = link_of(clerk)
    with open_scope(clerk.scope):
        row = Mitgliedschaft.objects.get(konto=clerk.konto)
        end_mitgliedschaft(actor=SYSTEM_ACTOR, mitgliedschaft=row, valid_to=TODAY)
    with pytest.raises(CalendarNotFound):
        due_days(secret, day=TODAY)
    with pytest.raises(ActorRefused):
        link_of(auditor)


def test_days_are_whole_days_and_their_lines_are_folded() -> None:
    entry = DayEntry("a@rathaus", date(2026, 12, 3), "2026-AAAA-0001: " + "Prüfen, ob es stimmt; " * 6)
    lines = day_calendar([entry], name="Fristen Hanau", made_at=NOW).split("\r\n")
    assert "DTSTART;VALUE=DATE:20261203" in lines
    assert "NAME:Fristen Hanau" in lines
    assert max(len(line.encode()) for line in lines) <= 75
    assert "Prüfen\\, ob es stimmt\\;" in "".join(line.removeprefix(" ") for line in lines)
