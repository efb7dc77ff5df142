"""A Bescheid that changes another one: the old one stays and is marked, the new one names it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from rathaus.core.antrag.models import Antrag
from rathaus.core.bescheid.actions import Draft, confirm_remedy, draft_bescheid, issue_bescheid
from rathaus.core.bescheid.aenderung import ChangeDraft, draft_change, drop_change
from rathaus.core.bescheid.errors import (
    BescheidNotFound,
    ChangeReasonMissing,
    EffectRefused,
    HearingMissing,
    NothingToDrop,
    NotTheCurrentBescheid,
)
from rathaus.core.bescheid.models import Bescheid, Nachweis
from rathaus.core.bescheid.queries import all_issued, bescheid_of, change_draft_of
from rathaus.core.bescheid.rules import Change
from rathaus.core.postfach.queries import messages_of
from rathaus.core.protokoll.queries import verify_chains
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import close
from rathaus.core.vorgang.models import Vorgang
from tests.cast import NOW, TODAY, Member

CORRECTION = ChangeDraft(Change.CORRECTION, "Das Kennzeichen war falsch geschrieben.")
REVOCATION = ChangeDraft(Change.REVOCATION, "Sie sind weggezogen.", hearing="Wir haben Sie am 1. November angehört.")


@pytest.fixture
def issued(draft: Bescheid, clerk: Member) -> Bescheid:
    with open_scope(clerk.scope):
        confirm_remedy(actor=clerk.actor, bescheid=draft, now=NOW)
        return issue_bescheid(actor=clerk.actor, bescheid=draft, now=NOW)


def change(issued: Bescheid, clerk: Member, draft: ChangeDraft) -> Bescheid:
    """Prepare, confirm and issue, in the open scope of the clerk."""
    later = NOW + timedelta(hours=1)
    row = draft_change(actor=clerk.actor, bescheid=issued, draft=draft, now=later)
    confirm_remedy(actor=clerk.actor, bescheid=row, now=later)
    return issue_bescheid(actor=clerk.actor, bescheid=row, now=later)


def test_a_corrected_bescheid_names_the_one_before_and_both_stay(
    issued: Bescheid, clerk: Member, citizen: Member, vorgang: Vorgang, antrag: Antrag
) -> None:
    with open_scope(clerk.scope):
        row = change(issued, clerk, CORRECTION)
        assert (row.predecessor_id, row.result, row.gebuehr_cent) == (issued.pk, issued.result, issued.gebuehr_cent)
        assert bescheid_of(vorgang) == row
        issued.refresh_from_db()
        assert (issued.is_issued, issued.is_in_force, row.is_in_force) == (True, False, True)
        assert Nachweis.objects.get().ended_at is None, "a correction leaves the certificate alone"
        assert verify_chains().faults == ()
    first = row.document["blocks"][0]["text"]
    assert first.startswith("Dieser Bescheid berichtigt den Bescheid vom 23. November 2026 (§ 42 VwVfG).")
    with open_scope(citizen.scope):
        assert [each.change for each in all_issued(antrag)] == ["correction", ""]
        subjects = [letter.subject for letter in messages_of(antrag.public_id).filter(kind="bescheid")]
        assert subjects[-1] == "Berichtigter Bescheid: Bewohnerparkausweis beantragen"


def test_a_revocation_ends_the_certificate_and_carries_its_remedy(
    issued: Bescheid, clerk: Member, vorgang: Vorgang
) -> None:
    with open_scope(clerk.scope):
        close(actor=clerk.actor, vorgang=vorgang, now=NOW)
        row = change(issued, clerk, REVOCATION)
        assert (row.kind, row.remedy, row.gebuehr_cent, row.effect_on) == ("revoke", "widerspruch", 0, TODAY)
        assert Nachweis.objects.get().end_reason == "Sie sind weggezogen."
        assert Vorgang.objects.get().state == "closed"
    texts = [block.get("text", "") for block in row.document["blocks"]]
    assert any("Wir widerrufen den Bescheid vom 23. November 2026 (Ausweis erteilt)." in text for text in texts)
    assert "Rechtsgrundlage: § 49 VwVfG." in texts
    assert "Rechtsbehelfsbelehrung" in texts


def test_a_refusal_takes_the_place_of_a_grant(issued: Bescheid, clerk: Member, vorgang: Vorgang) -> None:
    with open_scope(clerk.scope):
        replacement = ChangeDraft(Change.REPLACEMENT, "Neue Tatsachen.", result="ablehnung", reasons=("kein_quartier",))
        with pytest.raises(HearingMissing):
            draft_change(actor=clerk.actor, bescheid=issued, draft=replacement, now=NOW)
        row = change(issued, clerk, replace(replacement, hearing="Am 3. November angehört."))
        assert row.hearing == "Am 3. November angehört."
        assert (row.kind, Vorgang.objects.get().result) == ("refuse", "ablehnung")
        assert Nachweis.objects.get().ended_at is not None


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (ChangeDraft(Change.CORRECTION, " "), ChangeReasonMissing),
        (ChangeDraft(Change.WITHDRAWAL, "Rechtswidrig."), HearingMissing),
        (ChangeDraft(Change.REVOCATION, "x", hearing="x", effect_on=TODAY - timedelta(days=1)), EffectRefused),
    ],
)
def test_a_change_needs_its_reason_its_hearing_and_a_possible_day(
    chosen: ChangeDraft, expected: type[Exception], issued: Bescheid, clerk: Member
) -> None:
    with open_scope(clerk.scope), pytest.raises(expected):
        draft_change(actor=clerk.actor, bescheid=issued, draft=chosen, now=NOW)


def test_only_the_one_in_force_is_changed_and_there_is_one_draft(issued: Bescheid, clerk: Member) -> None:
    with open_scope(clerk.scope):
        draft_change(actor=clerk.actor, bescheid=issued, draft=CORRECTION, now=NOW)
        row = draft_change(actor=clerk.actor, bescheid=issued, draft=REVOCATION, now=NOW)
        assert (change_draft_of(issued), Bescheid.objects.filter(state="draft").count()) == (row, 1)
        drop_change(actor=clerk.actor, bescheid=issued, now=NOW)
        assert change_draft_of(issued) is None
        with pytest.raises(NothingToDrop):
            drop_change(actor=clerk.actor, bescheid=issued, now=NOW)
        for act in (confirm_remedy, issue_bescheid):
            with pytest.raises(BescheidNotFound):
                act(actor=clerk.actor, bescheid=row, now=NOW)
        change(issued, clerk, CORRECTION)
        with pytest.raises(NotTheCurrentBescheid):
            draft_change(actor=clerk.actor, bescheid=issued, draft=REVOCATION, now=NOW)


def test_the_database_refuses_a_second_draft_and_a_second_one_in_force(
    draft: Bescheid, clerk: Member, vorgang: Vorgang
) -> None:
    with open_scope(clerk.scope):
        draft_bescheid(actor=clerk.actor, vorgang=vorgang, draft=Draft("bewilligung"), now=NOW)
        assert Bescheid.objects.count() == 1
        twin = Bescheid.objects.get()
        twin.pk, twin.public_id = None, "00000000-0000-4000-8000-000000000001"
        with pytest.raises(IntegrityError, match="bescheid_one_draft"), transaction.atomic():
            twin.save(force_insert=True)
