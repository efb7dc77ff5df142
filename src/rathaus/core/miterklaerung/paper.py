"""A clerk records what a second person declared on paper, with its scan."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from rathaus.core.datei.actions import store_received
from rathaus.core.datei.rules import UploadTerms
from rathaus.core.miterklaerung.errors import DeclarationScanMissing
from rathaus.core.miterklaerung.models import Miterklaerung
from rathaus.core.miterklaerung.queries import standing_of
from rathaus.core.miterklaerung.rules import check_received, declarant_name, refusal_reason
from rathaus.core.miterklaerung.saying import Road, Statement, keep, refuse_given
from rathaus.core.scope.actor import Actor
from rathaus.core.vorgang.admission import lock_to_work
from rathaus.core.vorgang.correspondence import refuse_ended
from rathaus.core.vorgang.models import Vorgang
from rathaus.engine.formular.checks import DEFAULT_MAX_SIZE


@dataclass(frozen=True, slots=True)
class Paper:
    """What came on paper.

    Args:
        statement: what it says.
        received_on: local day on which it arrived.
        scan: name and bytes of the scan; None where none was chosen.
    """

    statement: Statement
    received_on: date
    scan: tuple[str, bytes] | None


@transaction.atomic
def record_on_paper(*, actor: Actor, vorgang: Vorgang, key: str, paper: Paper, now: datetime) -> Miterklaerung:
    """Record a declaration on paper; the clerk answers for it that it covers the answers as they are now.

    Args:
        actor: a clerk of the body; an unclaimed case is claimed by it.
        vorgang: the case.
        key: of the declaration.
        paper: what came.
        now: aware instant.

    Raises:
        ActorRefused, ClaimedByColleague: see :func:`rathaus.core.vorgang.admission.lock_to_work`.
        AntragWithdrawn, VorgangEnded: nobody works on it any more.
        DeclarationNotAsked, DeclarationGiven: nobody waits for it.
        DeclarantNameMissing, DeclarationReasonTooLong, DeclarationDayRefused, DeclarationScanMissing: incomplete.
        RathausError: the checks of ``core.datei`` refuse the scan.
    """
    case, today = lock_to_work(actor, vorgang, now=now), timezone.localdate(now)
    refuse_ended(case)
    standing = standing_of(case.antrag, key, today=today)
    refuse_given(standing)
    declarant_name(paper.statement.name)
    refusal_reason(paper.statement.outcome, paper.statement.reason)
    check_received(paper.received_on, submitted_on=timezone.localdate(case.antrag.submitted_at), today=today)
    if paper.scan is None:
        raise DeclarationScanMissing
    name, content = paper.scan
    terms = UploadTerms(allowed=(), max_size=min(DEFAULT_MAX_SIZE, settings.RATHAUS_UPLOAD_LIMIT_BYTES))
    scan = store_received(actor=actor, stelle_id=case.vorgang.stelle_id, name=name, content=content, terms=terms)
    return keep(
        case, standing, statement=paper.statement, road=Road(paper.received_on, scan=scan), actor=actor, now=now
    )
