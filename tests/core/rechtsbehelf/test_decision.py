"""Deciding a remedy: who, after which hearing, once, with reasons and the court, delivered with its hash."""

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from rathaus.core.bescheid.queries import issued_for
from rathaus.core.datei.queries import content_of as bytes_of
from rathaus.core.postfach.models import Nachricht
from rathaus.core.postfach.queries import messages_of
from rathaus.core.protokoll.queries import records_of, verify_chains
from rathaus.core.rechtsbehelf.decision import (
    DecisionDraft,
    confirm_klage_court,
    decision_with,
    draft_decision,
    issue_decision,
    note_service,
    open_letter,
    preview_decision,
)
from rathaus.core.rechtsbehelf.desk import remedy_case
from rathaus.core.rechtsbehelf.errors import (
    AuthorityNotConfirmed,
    DayRefused,
    DecisionChanged,
    DecisionIncomplete,
    FormNotConfirmed,
    HearingOutstanding,
    KlageCourtMissing,
    OtherAuthorityActs,
    PercentageRefused,
    ReasonNeeded,
    RechtsbehelfEnded,
    RechtsbehelfWithdrawn,
    RemedyClaimed,
)
from rathaus.core.rechtsbehelf.filing import Statement, file_rechtsbehelf, withdraw_rechtsbehelf
from rathaus.core.rechtsbehelf.models import Rechtsbehelf, RemedyCount, Widerspruchsbescheid
from rathaus.core.rechtsbehelf.queries import bescheid_by_public_id, decision_on, draft_on
from rathaus.core.rechtsbehelf.rules import Ground, Outcome
from rathaus.core.rechtsbehelf.work import Hearing, confirm_authority, confirm_form, note_hearing, release
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from rathaus.recht.courts import Court
from tests.cast import NOW, TODAY, Member
from tests.core.rechtsbehelf.conftest import COURT, REJECTION, make_decidable

type Drafted = Callable[[], Rechtsbehelf]


def issue(clerk: Member, remedy: Rechtsbehelf) -> Rechtsbehelf:
    with open_scope(clerk.scope):
        return issue_decision(actor=clerk.actor, rechtsbehelf=remedy, now=NOW)


def test_a_decision_is_hashed_delivered_and_recorded(drafted: Drafted, citizen: Member, clerk: Member) -> None:
    remedy = issue(clerk, drafted())
    assert (remedy.state, remedy.end) == ("decided", "rejected")
    with open_scope(citizen.scope):
        row = decision_on(remedy)
        assert row is not None
        assert row.datei is not None
        assert hashlib.sha256(bytes_of(row.datei)).hexdigest() == row.pdf_sha256
        words = str(row.document)
        for part in (
            REJECTION.operative,
            REJECTION.reasons,
            "40,00 Euro",
            COURT.name,
            "nach Zustellung",
            "Jonas Becker",
        ):
            assert part in words
        letter = messages_of(remedy.antrag.public_id).last()
        assert letter is not None
        assert (letter.kind, letter.subject) == ("bescheid", "Widerspruchsbescheid: zurückgewiesen")
        opened = open_letter(actor=citizen.actor, nachricht=letter, now=NOW)
        assert decision_with(opened) == row
        row.refresh_from_db()
        assert row.retrieved_on == TODAY
        original = issued_for(remedy.antrag)
        assert original is not None
        assert original.announced_on == TODAY + timedelta(days=1)
        acts = [record.act for record in records_of(kind="antrag", subject_id=remedy.antrag.public_id)]
        assert "rechtsbehelf.decided" in acts
    with open_scope(clerk.scope):
        assert not verify_chains().faults
    assert set(RemedyCount.objects.values_list("end", "days")) == {("", None), ("rejected", 0)}


def test_nobody_decides_before_the_authority_is_confirmed(remedy: Rechtsbehelf, clerk: Member) -> None:
    acting = {"actor": clerk.actor, "rechtsbehelf": remedy}
    with open_scope(clerk.scope):
        with pytest.raises(AuthorityNotConfirmed):
            draft_decision(**acting, draft=REJECTION, now=NOW)
        assert clerk.stelle is not None
        with pytest.raises(AuthorityNotConfirmed):
            confirm_authority(**acting, stelle=clerk.stelle, ground=Ground.NEXT_HIGHER)


def test_while_no_law_says_whether_a_committee_hears_a_clerk_says_it(remedy: Rechtsbehelf, clerk: Member) -> None:
    acting, later = {"actor": clerk.actor, "rechtsbehelf": remedy}, datetime(2027, 1, 4, 9, tzinfo=UTC)
    with open_scope(clerk.scope):
        assert clerk.stelle is not None
        confirm_authority(**acting, stelle=clerk.stelle, ground=Ground.SELF_GOVERNMENT)
        draft_decision(**acting, draft=REJECTION, now=later)
        confirm_klage_court(**acting, court=COURT)
        with pytest.raises(HearingOutstanding):
            issue_decision(**acting, now=later)
        note_hearing(**acting, hearing=Hearing(dispensed="§ 7 HessAGVwGO gilt nicht mehr, geprüft."), now=later)
        assert issue_decision(**acting, now=later).state == "decided"


def test_each_thing_that_is_missing_has_its_own_refusal(remedy: Rechtsbehelf, clerk: Member) -> None:
    acting = {"actor": clerk.actor, "rechtsbehelf": remedy}
    with open_scope(clerk.scope):
        assert clerk.stelle is not None
        confirm_authority(**acting, stelle=clerk.stelle, ground=Ground.SELF_GOVERNMENT)
        with pytest.raises(DecisionIncomplete):
            issue_decision(**acting, now=NOW)
        with pytest.raises(PercentageRefused):
            draft_decision(**acting, draft=DecisionDraft(Outcome.REJECTED, "a", "b", "5 % des Werts"), now=NOW)
        draft_decision(**acting, draft=REJECTION, now=NOW)
        with pytest.raises(HearingOutstanding):
            issue_decision(**acting, now=NOW)
        with pytest.raises(ReasonNeeded):
            note_hearing(**acting, hearing=Hearing(), now=NOW)
        with pytest.raises(DayRefused):
            note_hearing(**acting, hearing=Hearing(TODAY + timedelta(days=3), "Ausschuss", "Es war."), now=NOW)
        note_hearing(**acting, hearing=Hearing(TODAY + timedelta(days=3), "Ausschuss"), now=NOW)
        with pytest.raises(HearingOutstanding):
            issue_decision(**acting, now=NOW)
        note_hearing(**acting, hearing=Hearing(dispensed="Frau Haddad verzichtet."), now=NOW)
        with pytest.raises(KlageCourtMissing):
            confirm_klage_court(**acting, court=Court("Verwaltungsgericht", " "))
        with pytest.raises(KlageCourtMissing):
            issue_decision(**acting, now=NOW)  # Hanau: no source names its court
        confirm_klage_court(**acting, court=COURT)
        assert issue_decision(**acting, now=NOW).state == "decided"


def test_the_invitation_to_the_hearing_lies_in_the_postfach(
    remedy: Rechtsbehelf, citizen: Member, clerk: Member
) -> None:
    planned = Hearing(date(2026, 12, 7), "Anhörungsausschuss der Stadt Hanau")
    with open_scope(clerk.scope):
        for _ in range(2):
            note_hearing(actor=clerk.actor, rechtsbehelf=remedy, hearing=planned, now=NOW)
    with open_scope(citizen.scope):
        letters = [each for each in Nachricht.objects.all() if each.subject.startswith("Mündliche Anhörung")]
        assert len(letters) == 1
        assert "7.12.2026" in letters[0].body
        assert Rechtsbehelf.objects.get().state == "hearing"


def test_a_form_that_is_not_clear_must_be_answered_for(
    bescheid: object, citizen: Member, clerk: Member, settings: object
) -> None:
    with open_scope(citizen.scope):
        found = bescheid_by_public_id(bescheid.public_id)  # type: ignore[attr-defined]  # a Bescheid
        remedy = file_rechtsbehelf(actor=citizen.actor, bescheid=found, statement=Statement(), now=NOW)
    acting = {"actor": clerk.actor, "rechtsbehelf": remedy}
    with open_scope(clerk.scope):
        make_decidable(clerk, remedy)
        draft_decision(**acting, draft=REJECTION, now=NOW)
        confirm_klage_court(**acting, court=COURT)
        with pytest.raises(FormNotConfirmed):
            issue_decision(**acting, now=NOW)
        confirm_form(**acting)
        assert issue_decision(**acting, now=NOW).state == "decided"


def test_issuing_is_bound_to_what_was_seen(drafted: Drafted, clerk: Member) -> None:
    remedy = drafted()
    acting = {"actor": clerk.actor, "rechtsbehelf": remedy, "now": NOW}
    with open_scope(clerk.scope):
        with remedy_case(remedy.public_id) as case:
            seen = preview_decision(case, konto_id=clerk.actor.konto_id or 0, on=TODAY)
        assert seen is not None
        assert (seen.court, seen.needs_hearing, seen.needs_form) == (COURT, False, False)
        draft_decision(**acting, draft=DecisionDraft(Outcome.GRANTED, "Stattgegeben.", "Weil.", "Die Stadt."))
        with pytest.raises(DecisionChanged):
            issue_decision(**acting, fingerprint=seen.fingerprint)
        with remedy_case(remedy.public_id) as case:
            seen = preview_decision(case, konto_id=clerk.actor.konto_id or 0, on=TODAY)
        assert seen is not None
        assert issue_decision(**acting, fingerprint=seen.fingerprint).end == "granted"


def test_after_the_withdrawal_nothing_is_decided(drafted: Drafted, citizen: Member, clerk: Member) -> None:
    remedy = drafted()
    with open_scope(citizen.scope):
        withdraw_rechtsbehelf(actor=citizen.actor, rechtsbehelf=remedy, now=NOW)
    with pytest.raises(RechtsbehelfWithdrawn):
        issue(clerk, remedy)


def test_what_is_decided_is_not_decided_or_withdrawn_again(drafted: Drafted, citizen: Member, clerk: Member) -> None:
    remedy = issue(clerk, drafted())
    with pytest.raises(RechtsbehelfEnded):
        issue(clerk, remedy)
    with open_scope(citizen.scope), pytest.raises(RechtsbehelfEnded):
        withdraw_rechtsbehelf(actor=citizen.actor, rechtsbehelf=remedy, now=NOW)
    with open_scope(clerk.scope):
        for change in ({"state": "filed"}, {"number": "X"}):
            with pytest.raises(DatabaseError), transaction.atomic():
                Rechtsbehelf.objects.filter(pk=remedy.pk).update(**change)
        with pytest.raises(DatabaseError), transaction.atomic():
            Widerspruchsbescheid.objects.update(operative="Anders")
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM rechtsbehelf_widerspruchsbescheid")


def test_a_colleague_waits_until_it_is_released(drafted: Drafted, clerk: Member, colleague: Member) -> None:
    remedy = drafted()
    with pytest.raises(RemedyClaimed):
        issue(colleague, remedy)
    with open_scope(clerk.scope):
        release(actor=clerk.actor, rechtsbehelf=remedy)
    assert issue(colleague, remedy).claimed_by_id == colleague.actor.konto_id


def test_the_person_sees_no_draft_and_decides_nothing(drafted: Drafted, citizen: Member, auditor: Member) -> None:
    remedy = drafted()
    with open_scope(citizen.scope):
        assert draft_on(remedy) is None
    for member in (citizen, auditor):
        with open_scope(member.scope), pytest.raises(ActorRefused):
            issue_decision(actor=member.actor, rechtsbehelf=remedy, now=NOW)


def test_section_74_vwgo_counts_from_the_service_that_a_clerk_enters(
    drafted: Drafted, citizen: Member, clerk: Member
) -> None:
    remedy = issue(clerk, drafted())
    entering = {"actor": clerk.actor, "rechtsbehelf": remedy}
    later = NOW + timedelta(days=10)
    with open_scope(clerk.scope):
        with pytest.raises(ReasonNeeded):
            note_service(**entering, day=TODAY, how=" ", now=NOW)
        with pytest.raises(DayRefused):
            note_service(**entering, day=TODAY + timedelta(days=1), how="Empfangsbekenntnis", now=NOW)
        note_service(**entering, day=date(2026, 11, 27), how="Empfangsbekenntnis", now=later)
        with pytest.raises(OtherAuthorityActs):
            note_service(**entering, day=date(2026, 11, 28), how="Noch eins", now=later)
    with open_scope(citizen.scope):
        row = decision_on(remedy)
        assert row is not None
        assert (row.served_on, row.suit_until) == (date(2026, 11, 27), date(2026, 12, 28))  # the 27th is a Sunday
        assert row.parameter_versions == ["klage.term@federal/always"]
    with open_scope(citizen.scope), pytest.raises(ActorRefused):
        note_service(actor=citizen.actor, rechtsbehelf=remedy, day=TODAY, how="x", now=NOW)
