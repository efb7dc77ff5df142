"""The certificate that goes out with a grant: handed out, checked, replaced, reminded of, ended."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from rathaus.core.antrag.follow_up import start_follow_up
from rathaus.core.antrag.models import Antrag
from rathaus.core.bescheid import nachweis as nachweis_module
from rathaus.core.bescheid.actions import Draft, confirm_remedy, draft_bescheid, issue_bescheid
from rathaus.core.bescheid.errors import (
    EndReasonMissing,
    NachweisBeginsTooEarly,
    NachweisIncomplete,
    NachweisNotFound,
    NachweisTermRefused,
)
from rathaus.core.bescheid.models import Bescheid, Nachweis
from rathaus.core.bescheid.nachweis import check_address, end_nachweis, remind_holders
from rathaus.core.bescheid.nachweis_queries import (
    can_change,
    can_renew,
    nachweis_by_public_id,
    nachweis_of,
    nachweis_to_check,
    nachweise_of,
)
from rathaus.core.bescheid.nachweis_rules import CertificateDraft, Standing, Term
from rathaus.core.datei.queries import content_of as bytes_of
from rathaus.core.konto.rules import hash_link_secret
from rathaus.core.postfach.queries import messages_of
from rathaus.core.protokoll.queries import records_of, verify_chains
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.vorgang.actions import receive_antrag
from tests.cast import NOW, TODAY, Member, make_citizen
from tests.core.bescheid.conftest import examined
from tests.core.datei.test_certificate import text_of
from tests.errand import example, fill_in, submitted

PARKING = "bewohnerparkausweis"
OCCASION, NUMBER, BEGIN = (f"G06900002003.F0690000202{digit}" for digit in (1, 2, 4))
PLATE = "G06900002010.G06900002004.F06900002031"
YEAR = Term(date(2026, 12, 1), date(2027, 11, 30))


def granted(clerk: Member, antrag: Antrag, *, now: datetime = NOW, **facts: Any) -> Nachweis:
    """Grant an Antrag; opens the scope of the clerk."""
    with open_scope(clerk.scope):
        vorgang = examined(clerk, antrag)
        row = draft_bescheid(actor=clerk.actor, vorgang=vorgang, draft=Draft("bewilligung", **facts), now=now)
    with open_scope(clerk.scope):
        confirm_remedy(actor=clerk.actor, bescheid=row, now=now)
        issue_bescheid(actor=clerk.actor, bescheid=row, now=now)
        found = nachweis_of(antrag)
    assert found is not None
    return found


def again(clerk: Member, nachweis: Nachweis) -> Nachweis:
    """The certificate as it is now."""
    with open_scope(clerk.scope):
        return nachweis_by_public_id(nachweis.public_id)


@pytest.fixture
def nachweis(clerk: Member, antrag: Antrag) -> Nachweis:
    return granted(clerk, antrag)


def followed_up(holder: Member, nachweis: Nachweis, code: str, *, now: datetime = NOW, **answers: Any) -> Antrag:
    """Ask for the next certificate; opens the scope of the holder."""
    papers = {
        key: value for key, value in example(PARKING, "bewilligung")["antworten"].items() if "datei" in str(value)
    }
    begin = {} if code == "003" else {BEGIN: "2026-12-01"}
    with open_scope(holder.scope):
        given = {OCCASION: code, NUMBER: nachweis.number, BEGIN: "2026-12-01", **answers}
        draft = start_follow_up(
            actor=holder.actor, antrag=nachweis.antrag, given=given, anew=[BEGIN], language="de", now=now
        )
        draft = fill_in(holder, draft, {**draft.answers, **begin, **papers}, now=now)
        return receive_antrag(actor=holder.actor, entwurf=draft, now=now)


def test_it_goes_out_with_the_grant_and_says_what_was_asked_for(nachweis: Nachweis, citizen: Member) -> None:
    assert (nachweis.term, nachweis.remind_from) == (YEAR, date(2027, 10, 19))
    assert [(line["key"], line["value"]) for line in nachweis.facts] == [
        ("kennzeichen", "HU-AH 412"), ("quartier", "Innenstadt Nord"),
    ]  # fmt: skip
    with open_scope(citizen.scope):
        mine = nachweis_by_public_id(nachweis.public_id)
        text = text_of(bytes_of(mine.datei))
        assert nachweise_of([mine.antrag]) == {mine.antrag_id: mine}
    for words in ("HU-AH 412", "Innenstadt Nord", "1. Dezember 2026", "30. November 2027", nachweis.number, "Hanau"):
        assert words in text
    assert not {"Amira", "Haddad", "Nürnberger"} & set(text.split())


def test_the_bescheid_settles_what_the_certificate_says(nachweis: Nachweis, citizen: Member) -> None:
    with open_scope(citizen.scope):
        document = nachweis_by_public_id(nachweis.public_id).bescheid.document
    rows = [tuple(row) for block in document["blocks"] for row in block.get("rows", ())]
    assert ("Kennzeichen", "HU-AH 412") in rows
    assert "gilt vom 1. Dezember 2026 bis zum 30. November 2027" in str(document)


def test_it_is_recorded_in_the_chain_of_the_antrag(nachweis: Nachweis, clerk: Member) -> None:
    with open_scope(clerk.scope):
        entry = records_of(kind="antrag", subject_id=nachweis.antrag.public_id).get(act="nachweis.issued")
        assert entry.payload == {"nachweis": str(nachweis.public_id), "number": nachweis.number}
        assert verify_chains().faults == ()


def test_the_clerk_corrects_what_it_says(antrag: Antrag, clerk: Member) -> None:
    chosen = CertificateDraft(Term(TODAY, TODAY), {"quartier": " Zone  7 ", "kennzeichen": "HU-X 1", "name": "Amira"})
    found = granted(clerk, antrag, certificate=chosen)
    assert found.term == Term(TODAY, TODAY)
    assert {line["key"]: line["value"] for line in found.facts} == {"kennzeichen": "HU-X 1", "quartier": "Zone 7"}


def test_a_line_that_it_needs_may_wait_in_the_draft_and_not_longer(antrag: Antrag, clerk: Member) -> None:
    empty = CertificateDraft(YEAR, {"kennzeichen": "HU-AH 412"})
    with pytest.raises(NachweisIncomplete):
        granted(clerk, antrag, certificate=empty)
    with open_scope(clerk.scope):
        assert (Bescheid.objects.get().state, Nachweis.objects.count()) == ("draft", 0)


def test_a_term_that_ends_before_it_begins_is_refused(antrag: Antrag, clerk: Member) -> None:
    with pytest.raises(NachweisTermRefused):
        granted(clerk, antrag, certificate=CertificateDraft(Term(TODAY, TODAY - timedelta(1)), {}))


def test_a_draft_that_waited_past_its_first_day_is_not_issued(antrag: Antrag, clerk: Member) -> None:
    with open_scope(clerk.scope):
        vorgang = examined(clerk, antrag)
        row = draft_bescheid(actor=clerk.actor, vorgang=vorgang, draft=Draft("bewilligung"), now=NOW)
        confirm_remedy(actor=clerk.actor, bescheid=row, now=NOW)
        for days in (20, 500):
            with pytest.raises(NachweisBeginsTooEarly), transaction.atomic():
                issue_bescheid(actor=clerk.actor, bescheid=row, now=NOW + timedelta(days=days))
        assert (Bescheid.objects.get().state, Nachweis.objects.count()) == ("draft", 0)


def test_nothing_is_drafted_that_would_hold_before_the_decision(antrag: Antrag, clerk: Member) -> None:
    with pytest.raises(NachweisBeginsTooEarly):
        granted(clerk, antrag, certificate=CertificateDraft(Term(TODAY - timedelta(1), TODAY), {}))


def test_a_refusal_hands_out_nothing(antrag: Antrag, clerk: Member) -> None:
    with open_scope(clerk.scope):
        vorgang = examined(clerk, antrag)
        row = draft_bescheid(actor=clerk.actor, vorgang=vorgang, draft=Draft("ablehnung", ["kein_quartier"]), now=NOW)
        confirm_remedy(actor=clerk.actor, bescheid=row, now=NOW)
        issue_bescheid(actor=clerk.actor, bescheid=row, now=NOW)
        assert (row.certificate, nachweis_of(antrag)) == (None, None)


def test_whoever_has_the_check_secret_reads_the_row_and_changes_nothing(nachweis: Nachweis) -> None:
    assert f"/pruefen/{nachweis.check_secret}/" in check_address(nachweis)
    with open_scope(Scope(secrets=frozenset({nachweis.check_hash}))):
        found = nachweis_to_check(nachweis.check_hash)
        assert found == nachweis
        assert (Bescheid.objects.count(), Antrag.objects.count()) == (0, 0)
        assert Nachweis.objects.update(ended_at=NOW, end_kind="revoked") == 0
        with pytest.raises(ActorRefused):
            end_nachweis(actor=Actor(Role.LINK), nachweis=nachweis, now=NOW)


def test_a_wrong_secret_reads_nothing(nachweis: Nachweis) -> None:
    wrong = hash_link_secret("wrong")
    with open_scope(Scope(secrets=frozenset({wrong}))):
        assert nachweis_to_check(wrong) is None
        assert nachweis_to_check(nachweis.check_hash) is None


@pytest.mark.parametrize("name", ["other_citizen", "clerk_of_the_next_town", "officer", "link_holder"])
def test_strangers_do_not_find_it(name: str, member: Callable[[str], Member], nachweis: Nachweis) -> None:
    with open_scope(member(name).scope), pytest.raises(NachweisNotFound):
        nachweis_by_public_id(nachweis.public_id)


def test_the_holder_gives_it_back_once(nachweis: Nachweis, citizen: Member, clerk: Member) -> None:
    with open_scope(citizen.scope):
        for days in (1, 2):
            row = end_nachweis(actor=citizen.actor, nachweis=nachweis, now=NOW + timedelta(days=days))
        assert (row.end_kind, row.ended_at, row.standing(TODAY)) == (
            "returned",
            NOW + timedelta(days=1),
            Standing.ENDED,
        )
        assert [letter.kind for letter in messages_of(nachweis.antrag.public_id)] == ["bescheid"]
    with open_scope(clerk.scope):
        acts = [each.act for each in records_of(kind="antrag", subject_id=nachweis.antrag.public_id)]
        assert acts.count("nachweis.ended") == 1


def test_the_office_ends_it_with_a_reason_that_the_holder_reads(
    nachweis: Nachweis, citizen: Member, clerk: Member
) -> None:
    with open_scope(clerk.scope):
        with pytest.raises(EndReasonMissing):
            end_nachweis(actor=clerk.actor, nachweis=nachweis, reason="  ", now=NOW)
        row = end_nachweis(actor=clerk.actor, nachweis=nachweis, reason="Sie sind weggezogen.", now=NOW)
        assert row.end_kind == "revoked"
    with open_scope(citizen.scope):
        letter = messages_of(nachweis.antrag.public_id).get(kind="message")
        assert letter.subject == "Bewohnerparkausweis: nicht mehr gültig"
        assert "Grund: Sie sind weggezogen." in letter.body


@pytest.mark.parametrize("name", ["other_citizen", "clerk_of_the_next_town", "auditor", "link_holder"])
def test_nobody_else_ends_it(name: str, member: Callable[[str], Member], nachweis: Nachweis) -> None:
    somebody = member(name)
    with open_scope(somebody.scope), pytest.raises(ActorRefused):
        end_nachweis(actor=somebody.actor, nachweis=nachweis, reason="x", now=NOW)


def test_what_was_handed_out_cannot_be_changed_by_anybody(nachweis: Nachweis, clerk: Member) -> None:
    changes: list[dict[str, Any]] = [
        {"facts": []},
        {"valid_to": date(2030, 1, 1)},
        {"number": "1"},
        {"check_hash": "x"},
    ]
    with open_scope(clerk.scope):
        for change in changes:
            with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
                Nachweis.objects.update(**change)
        end_nachweis(actor=clerk.actor, nachweis=nachweis, reason="x", now=NOW)
        with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
            Nachweis.objects.update(ended_at=None, end_kind="", end_reason="")
        with pytest.raises(DatabaseError), transaction.atomic():
            Nachweis.objects.all().delete()


def test_a_change_takes_the_place_of_the_former_one_and_keeps_its_end(
    nachweis: Nachweis, citizen: Member, clerk: Member
) -> None:
    started = NOW + timedelta(days=30)
    antrag = followed_up(citizen, nachweis, "003", now=started, **{PLATE: "HU-NE 9"})
    successor = granted(clerk, antrag, now=started)
    assert successor.term == Term(date(2026, 12, 23), YEAR.valid_to)
    assert (successor.replaces_id, successor.facts[0]["value"]) == (nachweis.pk, "HU-NE 9")
    nachweis = again(clerk, nachweis)
    assert nachweis.standing(date(2026, 12, 22)) is Standing.VALID
    assert nachweis.standing(date(2026, 12, 23)) is Standing.REPLACED
    with open_scope(clerk.scope):
        acts = [each.act for each in records_of(kind="antrag", subject_id=nachweis.antrag.public_id)]
        assert "nachweis.replaced" in acts


def test_a_renewal_begins_on_the_day_after_and_lets_the_former_one_run_out(
    nachweis: Nachweis, citizen: Member, clerk: Member
) -> None:
    late = NOW + timedelta(days=350)
    with open_scope(citizen.scope):
        assert (can_renew(nachweis, on=TODAY), can_change(nachweis, on=TODAY)) == (False, True)
        assert can_renew(nachweis, on=date(2027, 11, 8))
    successor = granted(clerk, followed_up(citizen, nachweis, "002", now=late), now=late)
    assert successor.term == Term(date(2027, 12, 1), date(2028, 11, 30))
    nachweis = again(clerk, nachweis)
    assert (nachweis.replaced_from, nachweis.standing(date(2027, 11, 30))) == (None, Standing.VALID)
    with open_scope(citizen.scope):
        assert not can_renew(nachweis, on=date(2027, 12, 2)), "it is renewed already"


def test_the_number_of_somebody_elses_certificate_replaces_nothing_by_itself(
    nachweis: Nachweis, other_citizen: Member, clerk: Member
) -> None:
    antrag = submitted(other_citizen, PARKING, "bewilligung")
    stolen = followed_up(other_citizen, replace_antrag(nachweis, antrag), "003")
    found = granted(clerk, stolen)
    nachweis = again(clerk, nachweis)
    assert (found.replaces_id, nachweis.replaced_from) == (None, None)


def replace_antrag(nachweis: Nachweis, antrag: Antrag) -> Nachweis:
    """The same number, as somebody else would name it in an Antrag of their own."""
    return Nachweis(number=nachweis.number, antrag=antrag)


def test_a_certificate_of_another_body_is_not_replaced(antrag: Antrag, clerk: Member) -> None:
    strange = CertificateDraft(YEAR, {}, "00000000-0000-4000-8000-000000000000")
    with pytest.raises(NachweisNotFound):
        granted(clerk, antrag, certificate=strange)


def test_holders_are_reminded_once_before_the_end(nachweis: Nachweis, clerk: Member, citizen: Member) -> None:
    stelle_id = nachweis.stelle_id
    with open_scope(clerk.scope):
        for days, expected in ((329, 0), (330, 1), (331, 0)):
            at = NOW + timedelta(days=days)
            assert remind_holders(actor=SYSTEM_ACTOR, stelle_id=stelle_id, now=at) == expected, days
        with pytest.raises(ActorRefused):
            remind_holders(actor=clerk.actor, stelle_id=stelle_id, now=NOW)
    with open_scope(citizen.scope):
        letter = messages_of(nachweis.antrag.public_id).get(kind="message")
        assert letter.subject == "Bewohnerparkausweis: endet am 30. November 2027"
        assert nachweis.number in letter.body


def test_one_holder_who_cannot_be_reminded_stops_no_other(
    nachweis: Nachweis, clerk: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    granted(clerk, submitted(make_citizen("karl"), PARKING, "bewilligung"))
    tell = nachweis_module._tell

    def tell_or_fail(row: Nachweis, *args: Any, **options: Any) -> None:
        if row.pk == nachweis.pk:
            raise RuntimeError
        tell(row, *args, **options)

    def reminded() -> int:
        with open_scope(clerk.scope):
            at = NOW + timedelta(days=335)
            return remind_holders(actor=SYSTEM_ACTOR, stelle_id=nachweis.stelle_id, now=at)

    with monkeypatch.context() as failing:
        failing.setattr(nachweis_module, "_tell", tell_or_fail)
        assert [reminded(), reminded()] == [1, 0]
    assert [reminded(), reminded()] == [1, 0]


def test_nobody_is_reminded_of_what_has_ended_or_was_replaced(nachweis: Nachweis, clerk: Member) -> None:
    with open_scope(clerk.scope):
        end_nachweis(actor=clerk.actor, nachweis=nachweis, reason="x", now=NOW)
        at = NOW + timedelta(days=340)
        assert remind_holders(actor=SYSTEM_ACTOR, stelle_id=nachweis.stelle_id, now=at) == 0
