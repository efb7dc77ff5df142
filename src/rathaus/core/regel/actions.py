"""Every write to decisions about rules."""

from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction

from rathaus.core.protokoll.actions import Subject, record
from rathaus.core.regel.errors import DecisionTooLong, RuleDecidedMeanwhile
from rathaus.core.regel.models import LONGEST_ID, Regelentscheidung
from rathaus.core.regel.queries import decisions_about
from rathaus.core.regel.rules import Decision, Verdict, check_verdict
from rathaus.core.scope.actor import Actor
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import widen_scope
from rathaus.core.stelle.queries import acts_for_coordination
from rathaus.engine.regeltext.model import RuleText
from rathaus.values.text import without_control_signs


@transaction.atomic
def decide_rule(
    *, actor: Actor, leistung: str, verdict: Verdict, seen: int, subject: Subject, now: datetime
) -> Regelentscheidung:
    """Store what somebody decided about a rule, and record it.

    Args:
        actor: the coordination office.
        leistung: slug.
        verdict: the decision and the reading that it is about.
        seen: number of the newest decision that the person knew; 0 when there was none.
        subject: the chain of the Leistung in the protokoll.
        now: aware instant.

    Raises:
        ActorRefused: the actor is not the coordination office.
        NothingToConfirm, WordingNotUnderstood, ReasonMissing, DecisionTooLong: see ``rules.check_verdict``.
        RuleDecidedMeanwhile: somebody else decided since.
    """
    if not acts_for_coordination(actor):
        raise ActorRefused(role=actor.role.value)
    verdict = replace(verdict, reason=without_control_signs(verdict.reason))
    check_verdict(verdict)
    rule = verdict.rule.of_text
    if max(len(rule.bearer), len(rule.rule_id)) > LONGEST_ID:
        raise DecisionTooLong(longest_id=LONGEST_ID)
    newest = decisions_about(leistung, rule).values_list("number", flat=True).first() or 0
    if newest != seen:
        raise RuleDecidedMeanwhile(rule=rule.rule_id)
    row = _store(leistung, verdict, number=seen + 1, actor=actor, now=now)
    with widen_scope(stellen=frozenset({subject.stelle_id})):
        record(subject=subject, act=f"leistung.rule_{verdict.decision}", actor=actor, payload=_facts(row))
    return row


def _store(leistung: str, verdict: Verdict, *, number: int, actor: Actor, now: datetime) -> Regelentscheidung:
    rule: RuleText = verdict.rule.of_text
    is_corrected = verdict.decision is Decision.CORRECTED
    try:
        with transaction.atomic():
            return Regelentscheidung.objects.create(
                leistung=leistung,
                bearer=rule.bearer,
                rule=rule.rule_id,
                text_hash=rule.text_hash,
                number=number,
                decision=verdict.decision.value,
                wording=(verdict.rule.wording or "") if is_corrected else "",
                reading_key=verdict.rule.key,
                reading=[reading.message.to_json() for reading in verdict.rule.readings],
                reason=verdict.reason,
                decided_at=now,
                decided_by=actor.konto_id,
            )
    except IntegrityError as error:  # two at once: the number is taken
        raise RuleDecidedMeanwhile(rule=rule.rule_id) from error


def _facts(row: Regelentscheidung) -> dict[str, object]:
    facts = {"rule": row.rule, "bearer": row.bearer, "text_hash": row.text_hash, "number": row.number}
    return {**facts, "reading_key": row.reading_key, "wording": row.wording, "reason": row.reason}
