"""Legal holds: set with a reason, lifted with a reason, in the chain of the case, and kept as they were set."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction

from rathaus.core.akte.errors import HoldNotFound, LeadNeeded, ReasonRefused
from rathaus.core.akte.hold import hold_by_public_id, holds_of, lift_hold, set_hold
from rathaus.core.akte.models import Loeschsperre
from rathaus.core.protokoll.queries import records_of
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.models import Vorgang
from tests.cast import NOW, Member


def hold(clerk: Member, closed: Vorgang, reason: str = "Klage  7 K 12/26") -> Loeschsperre:
    with open_scope(clerk.scope):
        return set_hold(actor=clerk.actor, vorgang=closed, reason=reason, now=NOW)


def test_a_hold_is_set_and_lifted_with_reasons_that_the_chain_keeps(closed: Vorgang, clerk: Member) -> None:
    row, other = hold(clerk, closed), hold(clerk, closed, "Prüfung")
    with open_scope(clerk.scope):
        lift_hold(actor=clerk.actor, vorgang=closed, public_id=row.public_id, reason="Urteil", now=NOW)
        assert [each.public_id for each in holds_of(closed) if each.lifted_at is None] == [other.public_id]
        records = list(records_of(kind="antrag", subject_id=closed.antrag.public_id))
    assert [(each.act, each.payload) for each in records[-3:]] == [
        ("akte.hold_set", {"reason": "Klage 7 K 12/26"}),
        ("akte.hold_set", {"reason": "Prüfung"}),
        ("akte.hold_lifted", {"reason": "Urteil"}),
    ]


@pytest.mark.parametrize("reason", ["", " \n", "x" * 301])
def test_a_hold_without_a_reason_is_refused(closed: Vorgang, clerk: Member, reason: str) -> None:
    with pytest.raises(ReasonRefused):
        hold(clerk, closed, reason)
    row = hold(clerk, closed)
    with open_scope(clerk.scope):
        with pytest.raises(ReasonRefused):
            lift_hold(actor=clerk.actor, vorgang=closed, public_id=row.public_id, reason=reason, now=NOW)
        assert hold_by_public_id(closed, row.public_id)


def test_a_hold_is_lifted_once_and_only_in_its_case(closed: Vorgang, clerk: Member) -> None:
    row = hold(clerk, closed)
    with open_scope(clerk.scope):
        lift_hold(actor=clerk.actor, vorgang=closed, public_id=row.public_id, reason="Urteil", now=NOW)
        for unknown in (row.public_id, uuid.uuid4()):
            with pytest.raises(HoldNotFound):
                lift_hold(actor=clerk.actor, vorgang=closed, public_id=unknown, reason="Urteil", now=NOW)


def test_neither_the_person_nor_the_next_town_holds_a_case(
    closed: Vorgang, clerk: Member, citizen: Member, clerk_of_the_next_town: Member, auditor: Member
) -> None:
    row = hold(clerk, closed)
    with open_scope(clerk.scope):
        for other in (citizen, clerk_of_the_next_town, auditor):
            with pytest.raises(ActorRefused):
                set_hold(actor=other.actor, vorgang=closed, reason="Klage", now=NOW)
            with pytest.raises(ActorRefused):
                lift_hold(actor=other.actor, vorgang=closed, public_id=row.public_id, reason="So", now=NOW)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM akte_loeschsperre",
        "UPDATE akte_loeschsperre SET reason = 'other'",
        "UPDATE akte_loeschsperre SET lifted_at = now()",
    ],
)
def test_the_database_keeps_a_hold(closed: Vorgang, clerk: Member, statement: str) -> None:
    hold(clerk, closed)
    with open_scope(clerk.scope):
        with pytest.raises(IntegrityError), transaction.atomic():
            connection.cursor().execute(statement)
        assert len(holds_of(closed)) == 1


def test_the_hold_of_a_colleague_is_lifted_by_whoever_leads_the_body(
    closed: Vorgang, clerk: Member, colleague: Member, lead: Member
) -> None:
    row = hold(clerk, closed)
    with open_scope(clerk.scope):
        with pytest.raises(LeadNeeded):
            lift_hold(actor=colleague.actor, vorgang=closed, public_id=row.public_id, reason="Urteil", now=NOW)
        lift_hold(actor=lead.actor, vorgang=closed, public_id=row.public_id, reason="Urteil", now=NOW)
        assert [each.lifted_by_id for each in holds_of(closed)] == [lead.actor.konto_id]
