"""Four eyes: where the procedure demands a second person, nothing is issued before one of them has signed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from rathaus.core.bescheid import letter
from rathaus.core.bescheid.actions import Draft, confirm_remedy, draft_bescheid, issue_bescheid
from rathaus.core.bescheid.aenderung import ChangeDraft, draft_change, drop_change
from rathaus.core.bescheid.errors import (
    CosignatureMissing,
    CosignerRefused,
    DraftChanged,
    NothingToCosign,
    ReturnReasonMissing,
)
from rathaus.core.bescheid.mitzeichnung import (
    ask_for_cosignature,
    cosign,
    drafts_to_cosign,
    lacks_second_person,
    reading_of,
    send_back,
)
from rathaus.core.bescheid.models import Bescheid, Mitzeichnung
from rathaus.core.bescheid.ports import SealIdentity
from rathaus.core.bescheid.queries import bescheid_of, change_draft_of, preview
from rathaus.core.bescheid.rules import Change
from rathaus.core.leistung.queries import compiled
from rathaus.core.protokoll.queries import records_of
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import close, release, withdraw
from rathaus.core.vorgang.models import Vorgang
from rathaus.engine.prozess.model import Mitzeichnung as CosignRule
from tests.cast import NOW, TODAY, Member, make_staff

ONE_DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def demanded(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let every result from 10 euros on need a second person."""
    original = letter.decision_of

    def decide(*args, **kwargs):
        decision = original(*args, **kwargs)
        rule = CosignRule(always=False, ab_cent=1000, norm="Dienstanweisung")
        return replace(decision, ergebnis=replace(decision.ergebnis, mitzeichnung=rule))

    for module in ("actions", "mitzeichnung", "queries"):
        monkeypatch.setattr(f"rathaus.core.bescheid.{module}.decision_of", decide)
    return


@pytest.fixture
def handed(draft: Bescheid, clerk: Member) -> Bescheid:
    with open_scope(clerk.scope):
        confirm_remedy(actor=clerk.actor, bescheid=draft, now=NOW)
        return ask_for_cosignature(actor=clerk.actor, bescheid=draft, now=NOW)


def read(row: Bescheid, member: Member):
    return reading_of(Bescheid.objects.get(pk=row.pk), konto_id=member.actor.konto_id or 0, on=TODAY)


def test_it_waits_for_a_colleague_who_signs_what_they_read_and_then_it_is_issued(
    handed: Bescheid, clerk: Member, colleague: Member
) -> None:
    with open_scope(clerk.scope), pytest.raises(CosignatureMissing):
        issue_bescheid(actor=clerk.actor, bescheid=handed, now=NOW)
    with open_scope(colleague.scope):
        assert drafts_to_cosign(colleague.scope.stellen, konto_id=colleague.actor.konto_id or 0) == [handed]
        reading = read(handed, colleague)
        assert (reading.before, reading.changes) == (None, ())
        cosign(actor=colleague.actor, bescheid=handed, fassung=reading.fassung, now=NOW)
        assert drafts_to_cosign(colleague.scope.stellen, konto_id=colleague.actor.konto_id or 0) == []
    with open_scope(clerk.scope):
        row = issue_bescheid(actor=clerk.actor, bescheid=handed, now=NOW)
        acts = [record.act for record in records_of(kind="antrag", subject_id=row.antrag.public_id)]
    assert row.is_issued
    assert {"bescheid.cosignature_asked", "bescheid.cosigned"} <= set(acts)


def test_who_sent_it_back_sees_exactly_what_changed(
    handed: Bescheid, clerk: Member, colleague: Member, vorgang: Vorgang
) -> None:
    with open_scope(colleague.scope):
        seen = read(handed, colleague).fassung
        with pytest.raises(ReturnReasonMissing):
            send_back(actor=colleague.actor, bescheid=handed, fassung=seen, reason="  ", now=NOW)
        send_back(actor=colleague.actor, bescheid=handed, fassung=seen, reason="Bitte begründen.", now=NOW)
    with open_scope(clerk.scope):
        again = Draft("bewilligung", free_text="Die Zone stimmt.")
        draft_bescheid(actor=clerk.actor, vorgang=vorgang, draft=again, now=NOW)
        ask_for_cosignature(actor=clerk.actor, bescheid=handed, now=NOW)
    with open_scope(colleague.scope):
        reading = read(handed, colleague)
        assert reading.before is not None
        assert reading.before.reason == "Bitte begründen."
        marked = [(line.mark, line.text) for line in reading.changes if line.mark]
        assert marked == [("+", "Ergänzend gilt: Die Zone stimmt.")]


def test_a_change_after_the_signature_needs_another_one(
    handed: Bescheid, clerk: Member, colleague: Member, vorgang: Vorgang
) -> None:
    with open_scope(colleague.scope):
        cosign(actor=colleague.actor, bescheid=handed, fassung=read(handed, colleague).fassung, now=NOW)
    with open_scope(clerk.scope):
        row = draft_bescheid(actor=clerk.actor, vorgang=vorgang, draft=Draft("bewilligung", free_text="x"), now=NOW)
        with pytest.raises(CosignatureMissing):
            issue_bescheid(actor=clerk.actor, bescheid=row, now=NOW)


def sign(handed: Bescheid, colleague: Member) -> None:
    with open_scope(colleague.scope):
        cosign(actor=colleague.actor, bescheid=handed, fassung=read(handed, colleague).fassung, now=NOW)


def test_the_day_in_the_letterhead_alone_needs_no_other_signature(
    handed: Bescheid, clerk: Member, colleague: Member
) -> None:
    sign(handed, colleague)
    with open_scope(clerk.scope):
        assert not preview(handed, on=TODAY + ONE_DAY, konto_id=clerk.actor.konto_id or 0).needs_cosignature
        row = issue_bescheid(actor=clerk.actor, bescheid=handed, now=NOW + ONE_DAY)
    assert row.is_issued


def test_a_day_in_the_text_that_moves_on_is_signed_again(
    handed: Bescheid, clerk: Member, colleague: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = letter._facts
    dated = lambda decision: {**facts(decision), "begruendung": f"Stand {decision.on}."}  # noqa: E731  # one line
    monkeypatch.setattr(letter, "_facts", dated)
    sign(handed, colleague)
    with open_scope(clerk.scope):
        assert not preview(handed, on=TODAY, konto_id=clerk.actor.konto_id or 0).needs_cosignature
        with pytest.raises(CosignatureMissing):
            issue_bescheid(actor=clerk.actor, bescheid=handed, now=NOW + ONE_DAY)
        ask_for_cosignature(actor=clerk.actor, bescheid=handed, now=NOW + ONE_DAY)
    with open_scope(colleague.scope):
        row = Bescheid.objects.get(pk=handed.pk)
        reading = reading_of(row, konto_id=colleague.actor.konto_id or 0, on=TODAY + ONE_DAY)
        assert [line.mark for line in reading.changes if line.mark] == ["-", "+"]
        cosign(actor=colleague.actor, bescheid=handed, fassung=reading.fassung, now=NOW + ONE_DAY)
    with open_scope(clerk.scope):
        assert issue_bescheid(actor=clerk.actor, bescheid=handed, now=NOW + ONE_DAY).is_issued


def test_another_clerk_issues_what_a_colleague_has_signed(
    handed: Bescheid, vorgang: Vorgang, clerk: Member, colleague: Member
) -> None:
    sign(handed, colleague)
    third = make_staff("hanau", "third", "Mira Yilmaz")
    with open_scope(clerk.scope):
        release(actor=clerk.actor, vorgang=vorgang, now=NOW)
    with open_scope(third.scope):
        issued = issue_bescheid(actor=third.actor, bescheid=handed, now=NOW)
        assert dict(issued.document["letterhead"]["reference_rows"])["Bearbeitet von"] == "Mira Yilmaz"


def test_a_change_is_issued_by_another_clerk_than_the_one_who_closed_the_case(
    handed: Bescheid, clerk: Member, colleague: Member, vorgang: Vorgang
) -> None:
    sign(handed, colleague)
    correction = ChangeDraft(Change.CORRECTION, "Das Kennzeichen war falsch geschrieben.")
    third = make_staff("hanau", "third", "Mira Yilmaz")
    with open_scope(clerk.scope):
        issued = issue_bescheid(actor=clerk.actor, bescheid=handed, now=NOW)
        close(actor=clerk.actor, vorgang=vorgang, now=NOW)
    with open_scope(third.scope):
        row = draft_change(actor=third.actor, bescheid=issued, draft=correction, now=NOW)
        confirm_remedy(actor=third.actor, bescheid=row, now=NOW)
        ask_for_cosignature(actor=third.actor, bescheid=row, now=NOW)
    sign(row, colleague)
    with open_scope(third.scope):
        assert issue_bescheid(actor=third.actor, bescheid=row, now=NOW).is_issued


def test_the_seal_that_the_letter_will_carry_is_read_too(
    handed: Bescheid, clerk: Member, colleague: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign(handed, colleague)
    seal = SealIdentity("Stadt Hanau", "Siegel-CA", NOW + ONE_DAY)
    for place in ("actions.seal_of", "siegel.seal_of"):
        monkeypatch.setattr(f"rathaus.core.bescheid.{place}", lambda *_, **__: seal)
    with open_scope(clerk.scope), pytest.raises(CosignatureMissing):
        issue_bescheid(actor=clerk.actor, bescheid=handed, now=NOW)
    with open_scope(colleague.scope):
        assert "Stadt Hanau" in read(handed, colleague).document.blocks[-1].text


def test_what_changed_while_somebody_read_is_not_signed_unseen(
    handed: Bescheid, clerk: Member, colleague: Member, vorgang: Vorgang
) -> None:
    with open_scope(colleague.scope):
        seen = read(handed, colleague).fassung
    with open_scope(clerk.scope):
        draft_bescheid(actor=clerk.actor, vorgang=vorgang, draft=Draft("bewilligung", free_text="neu"), now=NOW)
        ask_for_cosignature(actor=clerk.actor, bescheid=handed, now=NOW)
    with open_scope(colleague.scope), pytest.raises(DraftChanged):
        cosign(actor=colleague.actor, bescheid=handed, fassung=seen, now=NOW)


def test_nobody_signs_their_own_draft_or_one_of_another_body(
    handed: Bescheid, clerk: Member, clerk_of_the_next_town: Member
) -> None:
    with open_scope(clerk.scope):
        seen = read(handed, clerk).fassung
        with pytest.raises(CosignerRefused):
            cosign(actor=clerk.actor, bescheid=handed, fassung=seen, now=NOW)
    with open_scope(clerk_of_the_next_town.scope), pytest.raises(ActorRefused):
        cosign(actor=clerk_of_the_next_town.actor, bescheid=handed, fassung=seen, now=NOW)


def test_a_double_click_signs_once(handed: Bescheid, colleague: Member) -> None:
    with open_scope(colleague.scope):
        seen = read(handed, colleague).fassung
        cosign(actor=colleague.actor, bescheid=handed, fassung=seen, now=NOW)
        with pytest.raises(NothingToCosign):
            cosign(actor=colleague.actor, bescheid=handed, fassung=seen, now=NOW)
        assert Mitzeichnung.objects.count() == 1


def test_a_body_where_only_one_person_works_is_told_before_it_decides(
    vorgang: Vorgang, draft: Bescheid, clerk: Member, request: pytest.FixtureRequest
) -> None:
    prozess = compiled(vorgang.antrag.version_id).prozess
    demanding = replace(
        prozess, ergebnisse=tuple(replace(each, mitzeichnung=CosignRule(always=True)) for each in prozess.ergebnisse)
    )
    with open_scope(clerk.scope):
        assert lacks_second_person(demanding, stelle=draft.stelle, on=TODAY)
        assert not lacks_second_person(prozess, stelle=draft.stelle, on=TODAY)
    request.getfixturevalue("colleague")
    with open_scope(clerk.scope):
        assert not lacks_second_person(demanding, stelle=draft.stelle, on=TODAY)


def test_where_no_amount_demands_it_nobody_is_asked(draft: Bescheid, clerk: Member, vorgang: Vorgang) -> None:
    with open_scope(clerk.scope):
        row = draft_bescheid(actor=clerk.actor, vorgang=vorgang, draft=Draft("bewilligung", gebuehr_cent=0), now=NOW)
        with pytest.raises(NothingToCosign):
            ask_for_cosignature(actor=clerk.actor, bescheid=row, now=NOW)
        confirm_remedy(actor=clerk.actor, bescheid=row, now=NOW)
        assert issue_bescheid(actor=clerk.actor, bescheid=row, now=NOW).is_issued


def test_a_change_in_a_closed_case_is_signed_and_issued(
    handed: Bescheid, clerk: Member, colleague: Member, vorgang: Vorgang
) -> None:
    correction = ChangeDraft(Change.CORRECTION, "Das Kennzeichen war falsch geschrieben.")
    with open_scope(colleague.scope):
        cosign(actor=colleague.actor, bescheid=handed, fassung=read(handed, colleague).fassung, now=NOW)
    with open_scope(clerk.scope):
        issued = issue_bescheid(actor=clerk.actor, bescheid=handed, now=NOW)
        close(actor=clerk.actor, vorgang=vorgang, now=NOW)
        row = draft_change(actor=clerk.actor, bescheid=issued, draft=correction, now=NOW)
        confirm_remedy(actor=clerk.actor, bescheid=row, now=NOW)
        ask_for_cosignature(actor=clerk.actor, bescheid=row, now=NOW)
    with open_scope(colleague.scope):
        assert drafts_to_cosign(colleague.scope.stellen, konto_id=colleague.actor.konto_id or 0) == [row]
        cosign(actor=colleague.actor, bescheid=row, fassung=read(row, colleague).fassung, now=NOW)
    with open_scope(clerk.scope):
        assert issue_bescheid(actor=clerk.actor, bescheid=row, now=NOW).is_issued


def test_the_draft_of_a_withdrawn_case_waits_for_nobody(handed: Bescheid, citizen: Member, colleague: Member) -> None:
    with open_scope(citizen.scope):
        withdraw(actor=citizen.actor, antrag=handed.antrag, now=NOW)
    with open_scope(colleague.scope):
        assert drafts_to_cosign(colleague.scope.stellen, konto_id=colleague.actor.konto_id or 0) == []


def test_a_change_is_thrown_away_after_a_colleague_sent_it_back_and_their_word_stays(
    handed: Bescheid, clerk: Member, colleague: Member, vorgang: Vorgang
) -> None:
    correction = ChangeDraft(Change.CORRECTION, "Das Kennzeichen war falsch geschrieben.")
    with open_scope(colleague.scope):
        cosign(actor=colleague.actor, bescheid=handed, fassung=read(handed, colleague).fassung, now=NOW)
    with open_scope(clerk.scope):
        issued = issue_bescheid(actor=clerk.actor, bescheid=handed, now=NOW)
        row = draft_change(actor=clerk.actor, bescheid=issued, draft=correction, now=NOW)
        ask_for_cosignature(actor=clerk.actor, bescheid=row, now=NOW)
    with open_scope(colleague.scope):
        seen = read(row, colleague).fassung
        send_back(actor=colleague.actor, bescheid=row, fassung=seen, reason="Es stimmt so.", now=NOW)
    with open_scope(clerk.scope):
        drop_change(actor=clerk.actor, bescheid=issued, now=NOW)
        assert (change_draft_of(issued), bescheid_of(vorgang)) == (None, issued)
        assert row.mitzeichnungen.get().reason == "Es stimmt so."
        assert draft_change(actor=clerk.actor, bescheid=issued, draft=correction, now=NOW).pk != row.pk
