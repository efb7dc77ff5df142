"""Decisions are stored once and never change, of two at once one is told, and the protokoll knows each."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from rathaus.core.leistung.rules import chain_id
from rathaus.core.protokoll.actions import Subject
from rathaus.core.protokoll.queries import records_of, verify_chains
from rathaus.core.regel.actions import decide_rule
from rathaus.core.regel.errors import DecisionTooLong, ReasonMissing, RuleDecidedMeanwhile
from rathaus.core.regel.models import Regelentscheidung
from rathaus.core.regel.queries import decisions_about, decisions_of, newest_decisions
from rathaus.core.regel.rules import Decision, Verdict
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from rathaus.core.stelle.queries import coordination_office
from rathaus.engine.regeltext.model import RuleReading
from tests.cast import NOW, Member
from tests.engine.regeltext.form import NAME, read

RULE = read(f"{NAME} Pferd muss befüllt werden.")
SLUG = "ziegensteuer"


def decide(
    member: Member,
    *,
    decision: Decision = Decision.CONFIRMED,
    rule: RuleReading = RULE,
    seen: int = 0,
    reason: str = "",
    days: int = 0,
) -> Regelentscheidung:
    with open_scope(member.scope):
        return decide_rule(
            actor=member.actor,
            leistung=SLUG,
            verdict=Verdict(decision, rule, reason),
            seen=seen,
            subject=Subject("leistung", chain_id(SLUG), coordination_office().pk),
            now=NOW + timedelta(days=days),
        )


def test_the_newest_decision_counts_and_all_stay(officer: Member) -> None:
    first = decide(officer)
    second = decide(officer, decision=Decision.REJECTED, seen=1, reason="gilt nicht mehr", days=2)
    assert (first.number, second.number) == (1, 2)
    assert newest_decisions(SLUG) == {RULE.of_text: second}
    assert newest_decisions(SLUG, until=NOW + timedelta(days=1)) == {RULE.of_text: first}
    assert list(decisions_about(SLUG, RULE.of_text)) == [second, first]
    assert first.reading == [reading.message.to_json() for reading in RULE.readings]
    assert not decisions_of(SLUG).lets_act(RULE)
    assert decisions_of("eine-andere").fingerprint == ""


def test_every_decision_stands_in_the_protokoll_with_its_reason(officer: Member) -> None:
    decide(officer, decision=Decision.REJECTED, reason="gilt nicht mehr")
    with open_scope(officer.scope):
        (found,) = records_of(kind="leistung", subject_id=chain_id(SLUG))
        assert (found.act, found.actor_konto_id) == ("leistung.rule_rejected", officer.actor.konto_id)
        assert found.payload["rule"] == RULE.rule_id and found.payload["reason"] == "gilt nicht mehr"
        assert verify_chains().faults == ()


def test_whoever_did_not_see_the_newest_decision_is_told(officer: Member) -> None:
    decide(officer)
    with pytest.raises(RuleDecidedMeanwhile):
        decide(officer)
    assert Regelentscheidung.objects.count() == 1


def test_of_two_at_once_the_second_is_told(officer: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    decide(officer)
    nothing_yet = Regelentscheidung.objects.none()
    monkeypatch.setattr("rathaus.core.regel.actions.decisions_about", lambda *_: nothing_yet)
    with pytest.raises(RuleDecidedMeanwhile):
        decide(officer)


def test_only_the_coordination_office_decides(clerk: Member, auditor: Member) -> None:
    for member in (clerk, auditor):
        with pytest.raises(ActorRefused):
            decide(member)


def test_an_id_that_no_file_should_have_is_refused(officer: Member) -> None:
    from dataclasses import replace

    with pytest.raises(DecisionTooLong):
        decide(officer, rule=replace(RULE, rule_id="R" * 201))


def test_everybody_reads_decisions_and_nobody_changes_them(officer: Member) -> None:
    decide(officer)
    assert Regelentscheidung.objects.count() == 1
    for statement in ("UPDATE regel_regelentscheidung SET reason = 'x'", "DELETE FROM regel_regelentscheidung"):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_other_words_stand_with_a_correction_and_with_nothing_else(officer: Member) -> None:
    row = decide(officer)
    row.pk, row.number, row.wording = None, 2, "andere Worte"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_signs_that_cannot_be_stored_become_blanks_and_are_no_reason(officer: Member) -> None:
    row = decide(officer, decision=Decision.REJECTED, reason=" gilt\x00nicht\ud800mehr\r\nseit Mai\x00")
    assert row.reason == "gilt nicht mehr\nseit Mai"
    with pytest.raises(ReasonMissing):
        decide(officer, decision=Decision.REJECTED, seen=1, reason="\x00")
