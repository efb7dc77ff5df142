"""Issuing: the letter is hashed, delivered and recorded, once, or nothing happens."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from rathaus.core.antrag.models import Antrag
from rathaus.core.antrag.rules import Status
from rathaus.core.bescheid.actions import Draft, confirm_remedy, draft_bescheid, issue_bescheid, open_letter
from rathaus.core.bescheid.errors import BescheidIssued, DraftChanged, RemedyNotConfirmed, ResultNotOpen
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.bescheid.queries import bescheid_of, deadline_of, issued_for, preview
from rathaus.core.datei.models import Datei
from rathaus.core.datei.queries import content_of as bytes_of
from rathaus.core.postfach.models import Nachricht
from rathaus.core.postfach.queries import messages_of
from rathaus.core.protokoll.queries import records_of, verify_chains
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import withdraw
from rathaus.core.vorgang.errors import AntragWithdrawn, ClaimedByColleague, VorgangEnded
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import standing, vorgang_of
from rathaus.recht.courts import Court
from tests.cast import NOW, TODAY, Member
from tests.core.bescheid.conftest import examined
from tests.errand import submitted

COURT = Court("Verwaltungsgericht Frankfurt am Main", "Frankfurt am Main")


@pytest.fixture
def confirmed(draft: Bescheid, clerk: Member) -> Bescheid:
    with open_scope(clerk.scope):
        return confirm_remedy(actor=clerk.actor, bescheid=draft, now=NOW)


@pytest.fixture
def issued(confirmed: Bescheid, clerk: Member) -> Bescheid:
    with open_scope(clerk.scope):
        return issue_bescheid(actor=clerk.actor, bescheid=confirmed, now=NOW)


def test_while_the_law_of_the_remedy_is_unverified_nothing_is_issued_before_a_clerk_confirms_it(
    draft: Bescheid, clerk: Member
) -> None:
    with open_scope(clerk.scope):
        shown = preview(draft, on=TODAY, konto_id=clerk.actor.konto_id)
        assert (shown.needs_confirmation, shown.needs_court, shown.court) == (True, False, None)
        assert any("§ 16a HessAGVwGO" in banner.de for banner in shown.banners)
        with pytest.raises(RemedyNotConfirmed):
            issue_bescheid(actor=clerk.actor, bescheid=draft, now=NOW)
        assert (Nachricht.objects.count(), Bescheid.objects.get().state) == (0, "draft")


def test_the_confirmation_of_a_remedy_is_recorded_and_needs_no_court_where_none_is_named(
    draft: Bescheid, clerk: Member, antrag: Antrag
) -> None:
    with open_scope(clerk.scope):
        row = confirm_remedy(actor=clerk.actor, bescheid=draft, court=COURT, now=NOW)
        assert (row.remedy_confirmed_by_id, row.remedy_confirmed_at) == (clerk.actor.konto_id, NOW)
        record = records_of(kind="antrag", subject_id=antrag.public_id).get(act="bescheid.remedy_confirmed")
        assert record.payload == {"remedy": "widerspruch", "court": "", "seat": ""}
        assert not preview(row, on=TODAY, konto_id=clerk.actor.konto_id).needs_confirmation


def test_another_remedy_must_be_confirmed_again(confirmed: Bescheid, vorgang: Vorgang, clerk: Member) -> None:
    with open_scope(clerk.scope):
        row = draft_bescheid(actor=clerk.actor, vorgang=vorgang, draft=Draft("ablehnung", ["kein_quartier"]), now=NOW)
        assert row.remedy_confirmed_at == NOW, "the same remedy stays confirmed"
        row = draft_bescheid(actor=clerk.actor, vorgang=vorgang, draft=Draft("einstellung"), now=NOW)
        assert row.remedy_confirmed_at is None


def test_the_decision_is_complete(issued: Bescheid, clerk: Member, citizen: Member, antrag: Antrag) -> None:
    with open_scope(clerk.scope):
        vorgang = vorgang_of(antrag)
        assert (vorgang.state, vorgang.result, vorgang.decided_on) == ("decided", "bewilligung", TODAY)
        assert set(standing(vorgang).done) == {"eingang", "formell", "fachlich", "entscheiden", "zustellen"}
        content = bytes_of(issued.datei)
    assert issued.pdf_sha256 == hashlib.sha256(content).hexdigest()
    assert (issued.announced_on, issued.remedy_until) == (None, None)
    law = ["widerspruch.term@federal/always", "widerspruch.vorverfahren@HE/always"]
    assert issued.parameter_versions == law, "what the notice rests on"
    assert issued.gebuehr_cent == 3000
    with open_scope(citizen.scope):
        assert Antrag.objects.get().status == Status.DECIDED


def test_the_first_opening_announces_it_on_the_next_day_and_starts_the_period(
    issued: Bescheid, citizen: Member, antrag: Antrag
) -> None:
    with open_scope(citizen.scope):
        (letter,) = messages_of(antrag.public_id)
        for days in (2, 5):
            opened = open_letter(actor=citizen.actor, nachricht=letter, now=NOW + timedelta(days=days))
        issued.refresh_from_db()
        assert (opened.announced_on, issued.announced_on) == (date(2026, 11, 26), date(2026, 11, 26))
        assert issued.remedy_until == date(2026, 12, 28)
        assert issued.parameter_versions == [
            "widerspruch.term@federal/always",
            "widerspruch.vorverfahren@HE/always",
            "bekanntgabe.portal_retrieval_window@federal/always",
        ]
        acts = [record.act for record in records_of(kind="antrag", subject_id=antrag.public_id)]
        assert acts.count("bescheid.announced") == 1
        for change in ({"announced_on": date(2027, 1, 1)}, {"remedy_until": None}, {"parameter_versions": []}):
            with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
                Bescheid.objects.update(**change)


def test_who_is_signed_in_and_opens_it_by_a_link_is_recorded_as_the_holder_of_the_link(
    link_holder: Member, citizen: Member, clerk: Member
) -> None:
    antrag = submitted(link_holder, "bewohnerparkausweis", "bewilligung")
    with open_scope(clerk.scope):
        row = draft_bescheid(actor=clerk.actor, vorgang=examined(clerk, antrag), draft=Draft("bewilligung"), now=NOW)
        confirm_remedy(actor=clerk.actor, bescheid=row, now=NOW)
        issue_bescheid(actor=clerk.actor, bescheid=row, now=NOW)
    with open_scope(replace(citizen.scope, secrets=link_holder.scope.secrets)):
        (letter,) = messages_of(antrag.public_id)
        open_letter(actor=citizen.actor, nachricht=letter, now=NOW)
    with open_scope(clerk.scope):
        announced = records_of(kind="antrag", subject_id=antrag.public_id).get(act="bescheid.announced")
    assert (announced.actor_role, announced.actor_konto_id) == ("link", None)


def test_it_was_missed_or_not_by_the_day_that_is_given(issued: Bescheid, clerk: Member) -> None:
    with open_scope(clerk.scope):
        assert Nachricht.objects.filter(kind="bescheid").update(notified_at=NOW) == 1
        missed = [deadline_of(issued, on=TODAY + timedelta(days=days)).missed for days in (2, 60)]
    assert [each is not None for each in missed] == [False, True]


def test_what_was_issued_or_delivered_is_not_deleted(issued: Bescheid, clerk: Member) -> None:
    with open_scope(clerk.scope):
        for rows in (Bescheid.objects.all(), Nachricht.objects.all()):
            with pytest.raises(DatabaseError), transaction.atomic():
                rows.delete()


def test_it_arrives_in_the_postfach_of_the_citizen(issued: Bescheid, citizen: Member, antrag: Antrag) -> None:
    with open_scope(citizen.scope):
        (letter,) = messages_of(antrag.public_id)
        assert (letter.kind, letter.datei_id, letter.announced_on) == ("bescheid", issued.datei_id, None)
        assert letter.subject == "Ausweis erteilt: Bewohnerparkausweis beantragen"
        assert issued_for(antrag) == issued
        assert bytes_of(letter.datei).startswith(b"%PDF")


def test_every_step_is_recorded_and_the_hash_of_the_pdf_with_it(
    issued: Bescheid, clerk: Member, antrag: Antrag
) -> None:
    with open_scope(clerk.scope):
        records = {record.act: record for record in records_of(kind="antrag", subject_id=antrag.public_id)}
        assert {"bescheid.drafted", "vorgang.decided", "nachricht.delivered", "bescheid.issued"} <= set(records)
        assert records["bescheid.issued"].payload["pdf_sha256"] == issued.pdf_sha256
        assert verify_chains().faults == ()


def test_a_draft_is_seen_by_the_body_alone(draft: Bescheid, citizen: Member, clerk_of_the_next_town: Member) -> None:
    for stranger in (citizen, clerk_of_the_next_town):
        with open_scope(stranger.scope):
            assert Bescheid.objects.count() == 0
    with open_scope(citizen.scope):
        acts = {record.act for record in records_of(kind="antrag", subject_id=draft.antrag.public_id)}
        assert "bescheid.drafted" not in acts


def test_a_double_click_gives_the_same_bescheid_and_one_letter(issued: Bescheid, clerk: Member) -> None:
    with open_scope(clerk.scope):
        assert issue_bescheid(actor=clerk.actor, bescheid=issued, now=NOW).pdf_sha256 == issued.pdf_sha256
        assert (Nachricht.objects.count(), Datei.objects.filter(kind="generated").count()) == (1, 2), (
            "letter, certificate"
        )


def test_an_issued_bescheid_cannot_be_changed_by_anybody(issued: Bescheid, clerk: Member, vorgang: Vorgang) -> None:
    with open_scope(clerk.scope):
        with pytest.raises(BescheidIssued):
            confirm_remedy(actor=clerk.actor, bescheid=issued, court=COURT, now=NOW)
        with pytest.raises(VorgangEnded):
            draft_bescheid(actor=clerk.actor, vorgang=vorgang, draft=Draft("ablehnung", ["kein_quartier"]), now=NOW)
        with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
            Bescheid.objects.update(gebuehr_cent=1)


def test_a_draft_that_changed_after_the_preview_is_not_issued_unseen(
    confirmed: Bescheid, vorgang: Vorgang, clerk: Member
) -> None:
    with open_scope(clerk.scope):
        seen = preview(confirmed, on=TODAY, konto_id=clerk.actor.konto_id).fassung
        draft_bescheid(actor=clerk.actor, vorgang=vorgang, draft=Draft("bewilligung", free_text="neu"), now=NOW)
        with pytest.raises(DraftChanged):
            issue_bescheid(actor=clerk.actor, bescheid=confirmed, fassung=seen, now=NOW)


def test_a_letter_of_another_day_is_not_the_one_that_was_previewed(confirmed: Bescheid, clerk: Member) -> None:
    with open_scope(clerk.scope):
        seen = preview(confirmed, on=TODAY, konto_id=clerk.actor.konto_id).fassung
        with pytest.raises(DraftChanged):
            issue_bescheid(actor=clerk.actor, bescheid=confirmed, fassung=seen, now=NOW + timedelta(days=1))
        assert issue_bescheid(actor=clerk.actor, bescheid=confirmed, fassung=seen, now=NOW).is_issued


def test_a_colleague_cannot_issue_what_somebody_else_has_claimed(confirmed: Bescheid, colleague: Member) -> None:
    with open_scope(colleague.scope), pytest.raises(ClaimedByColleague):
        issue_bescheid(actor=colleague.actor, bescheid=confirmed, now=NOW)


def test_after_a_withdrawal_only_the_end_of_the_procedure_can_be_decided(
    confirmed: Bescheid, vorgang: Vorgang, clerk: Member, citizen: Member, antrag: Antrag
) -> None:
    with open_scope(citizen.scope):
        withdraw(actor=citizen.actor, antrag=antrag, now=NOW)
    with open_scope(clerk.scope):
        with pytest.raises(AntragWithdrawn):
            issue_bescheid(actor=clerk.actor, bescheid=confirmed, now=NOW)
        with pytest.raises(AntragWithdrawn):
            draft_bescheid(actor=clerk.actor, vorgang=vorgang, draft=Draft("bewilligung"), now=NOW)
        draft = draft_bescheid(actor=clerk.actor, vorgang=vorgang, draft=Draft("einstellung"), now=NOW)
        row = issue_bescheid(actor=clerk.actor, bescheid=draft, now=NOW)
        assert (row.kind, row.remedy, row.remedy_until, row.gebuehr_cent) == ("withdraw", "", None, 0)
        assert vorgang_of(antrag).antrag.status == Status.WITHDRAWN


def test_a_grant_needs_the_tasks_that_the_procedure_demands(citizen: Member, clerk: Member) -> None:
    antrag = submitted(citizen, "bewohnerparkausweis", "bewilligung")
    with open_scope(clerk.scope), pytest.raises(ResultNotOpen):
        draft_bescheid(actor=clerk.actor, vorgang=vorgang_of(antrag), draft=Draft("bewilligung"), now=NOW)


@pytest.mark.parametrize("name", ["citizen", "clerk_of_the_next_town", "officer", "auditor", "link_holder"])
def test_nobody_else_decides(name: str, member, draft: Bescheid, vorgang: Vorgang) -> None:
    somebody = member(name)
    acts = (
        lambda: draft_bescheid(actor=somebody.actor, vorgang=vorgang, draft=Draft("bewilligung"), now=NOW),
        lambda: confirm_remedy(actor=somebody.actor, bescheid=draft, court=COURT, now=NOW),
        lambda: issue_bescheid(actor=somebody.actor, bescheid=draft, now=NOW),
    )
    for act in acts:
        with open_scope(somebody.scope), pytest.raises(ActorRefused):
            act()


def test_the_auditor_reads_the_bescheid(issued: Bescheid, auditor: Member, vorgang: Vorgang) -> None:
    with open_scope(auditor.scope):
        assert bescheid_of(vorgang) == issued


class CrashError(Exception):
    """The machine dies."""


def crash(*_: object, **__: object) -> None:
    raise CrashError


@pytest.mark.parametrize("step", ["store_generated", "hand_out", "record_decision", "deliver", "record"])
def test_a_crash_after_any_step_leaves_the_draft(
    step: str, confirmed: Bescheid, clerk: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"rathaus.core.bescheid.actions.{step}", crash)
    with pytest.raises(CrashError), transaction.atomic(), open_scope(clerk.scope):
        issue_bescheid(actor=clerk.actor, bescheid=confirmed, now=NOW)
    with open_scope(clerk.scope):
        assert (Bescheid.objects.get().state, Vorgang.objects.get().state) == ("draft", "open")
        assert (Nachricht.objects.count(), Datei.objects.filter(kind="generated").count()) == (0, 0)
    assert connection.is_usable()
