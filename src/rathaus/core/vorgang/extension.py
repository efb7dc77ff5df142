"""Extending the period of a Genehmigungsfiktion: once, for a reason, announced in time."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from rathaus.core.postfach.actions import Correspondence, Letter, deliver
from rathaus.core.postfach.rules import Kind
from rathaus.core.postfach.texts import written_day
from rathaus.core.scope.actor import Actor
from rathaus.core.vorgang.admission import lock_to_work
from rathaus.core.vorgang.errors import ZeitgeberNotFound
from rathaus.core.vorgang.models import Vorgang, Zeitgeber
from rathaus.core.vorgang.texts import EXTENSION_BODY, EXTENSION_SUBJECT
from rathaus.core.vorgang.timer_rules import check_extension


@transaction.atomic
def extend_timer(*, actor: Actor, vorgang: Vorgang, key: str, to: date, reason: str, now: datetime) -> Zeitgeber:
    """Extend a running period, and tell the person with the reason.

    Args:
        actor: a clerk of the body; an unclaimed case is claimed by it.
        vorgang: the case.
        key: key of the timer.
        to: its new last local day.
        reason: why the matter is difficult; plain text.
        now: aware instant.

    Raises:
        ActorRefused, ClaimedByColleague, VorgangEnded: see :func:`rathaus.core.vorgang.admission.lock_to_work`.
        ZeitgeberNotFound: it does not run.
        ExtensionRefused: see :func:`rathaus.core.vorgang.timer_rules.check_extension`.

    Source: VwVfG § 42a(2) sentences 3 and 4.
    """
    case = lock_to_work(actor, vorgang, now=now)
    row = Zeitgeber.objects.filter(vorgang_id=case.vorgang.pk, key=key, fired_at=None, stopped_at=None).first()
    if row is None:
        raise ZeitgeberNotFound(timer=key)
    check_extension(
        row.effect,
        due_on=row.due_on,
        to=to,
        was_extended=row.extended_to is not None,
        reason=reason,
        today=timezone.localdate(now),
    )
    row.extended_to, row.due_on, row.extension_reason = to, to, reason.strip()
    row.save()
    antrag = case.antrag
    words = {"day": written_day(to, antrag.language), "reason": row.extension_reason}
    letter = Letter(
        kind=Kind.MESSAGE,
        subject=EXTENSION_SUBJECT.in_language(antrag.language),
        body=EXTENSION_BODY.in_language(antrag.language).format(**words),
    )
    deliver(
        actor=actor,
        correspondence=Correspondence(antrag.stelle_id, antrag.bearer, antrag.public_id),
        letter=letter,
        now=now,
    )
    case.save()
    case.record("vorgang.timer_extended", actor=actor, payload={"timer": key, "to": to.isoformat()})
    return row
