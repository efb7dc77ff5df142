"""How a declaration is kept, whoever brings it and by which road: one row, one record, the case before the clerk."""

from dataclasses import dataclass
from datetime import date, datetime

from rathaus.core.antrag.actions import subject_of
from rathaus.core.datei.models import Datei
from rathaus.core.miterklaerung.errors import DeclarationGiven
from rathaus.core.miterklaerung.models import DeclarationLink, Miterklaerung
from rathaus.core.miterklaerung.queries import Standing
from rathaus.core.miterklaerung.rules import Channel, Outcome, declarant_name, refusal_reason
from rathaus.core.miterklaerung.signals import second_person_said
from rathaus.core.protokoll.actions import record
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.vorgang.case import Case


@dataclass(frozen=True, slots=True)
class Statement:
    """What a second person says.

    Args:
        outcome: declared or refused.
        name: of that person.
        reason: why it is refused; may be empty.
    """

    outcome: Outcome
    name: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Road:
    """How it came.

    Args:
        received_on: local day on which it arrived.
        link: the link; None on paper.
        scan: of the paper; None online.
    """

    received_on: date
    link: DeclarationLink | None = None
    scan: Datei | None = None


def refuse_given(standing: Standing) -> None:
    """Refuse what asks again for a declaration that is there.

    Raises:
        DeclarationGiven: it is.
    """
    if standing.is_there:
        raise DeclarationGiven(key=standing.rule.key)


def keep(
    case: Case, standing: Standing, *, statement: Statement, road: Road, actor: Actor, now: datetime
) -> Miterklaerung:
    """Keep what was said for good, end the open link, and bring the case back before the clerk.

    Args:
        case: the locked case; it is saved.
        standing: the declaration that is asked for; its digest is what was read.
        statement: what was said.
        road: how it came.
        actor: the second person, or the clerk who records a paper.
        now: aware instant.

    Raises:
        DeclarantNameMissing, DeclarationReasonTooLong: the statement is not one.
    """
    rule, antrag, vorgang = standing.rule, case.antrag, case.vorgang
    is_clerk = actor.role is Role.CLERK
    row = Miterklaerung.objects.create(
        vorgang=vorgang, stelle_id=vorgang.stelle_id, key=rule.key, wer=rule.wer.to_json(),
        erklaerung=rule.erklaerung.to_json(), norm=rule.norm, outcome=statement.outcome.value,
        name=declarant_name(statement.name), reason=refusal_reason(statement.outcome, statement.reason),
        channel=Channel.ONLINE if road.link else Channel.PAPER, received_on=road.received_on, said_at=now,
        revision=antrag.revision, content_sha256=standing.digest, link=road.link, datei=road.scan,
        konto_id=None if is_clerk else actor.konto_id, recorded_by_id=actor.konto_id if is_clerk else None,
    )  # fmt: skip
    DeclarationLink.objects.filter(vorgang_id=vorgang.pk, key=rule.key, ended_at=None).update(ended_at=now)
    if not is_clerk:
        vorgang.answered_at = now
    case.save()
    payload = {
        "key": rule.key, "who": rule.wer.to_json(), "name": row.name, "channel": row.channel,
        "declaration": str(row.public_id), "revision": row.revision, "content_sha256": row.content_sha256,
    }  # fmt: skip
    said_by = Actor(actor.role, actor.konto_id, actor.stelle_id) if is_clerk else Actor(Role.LINK)
    record(subject=subject_of(antrag), act=f"miterklaerung.{row.outcome}", actor=said_by, payload=payload)
    second_person_said.send(sender=Miterklaerung, vorgang=vorgang, now=now)
    return row
