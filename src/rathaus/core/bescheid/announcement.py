"""What follows from the announcement of a Bescheid by another way than its retrieval, and providing it once more."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from rathaus.core.antrag.actions import subject_of
from rathaus.core.bescheid.letter import decision_of
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.bescheid.rules import remedy_end
from rathaus.core.bescheid.texts import PROVIDED_AGAIN_BODY
from rathaus.core.datei.document_json import document_from_json
from rathaus.core.postfach.actions import Correspondence, Letter, deliver
from rathaus.core.postfach.models import Nachricht
from rathaus.core.postfach.queries import messages_of
from rathaus.core.postfach.rules import Kind
from rathaus.core.protokoll.actions import record
from rathaus.core.scope.actor import Actor
from rathaus.recht.bekanntgabe import Bekanntgabe


@transaction.atomic
def announce(*, actor: Actor, bescheid: Bescheid, announcement: Bekanntgabe, now: datetime) -> bool:
    """Write down that a Bescheid counts as announced another way, and until when its remedy is possible.

    The later of two possible days counts: nobody may be told that they are late before that is certain.

    Args:
        actor: a clerk, under the lock of the case.
        bescheid: an issued Bescheid.
        announcement: way and days by the law.
        now: aware instant.

    Returns:
        False where it was announced before: the first announcement counts.
    """
    row = Bescheid.objects.select_for_update(of=("self",)).select_related("antrag", "stelle").get(pk=bescheid.pk)
    if row.announced_on is not None or announcement.announced_on is None:
        return False
    decision = decision_of(row, timezone.localdate(now))
    end = remedy_end(decision.remedy, announcement.announced_on, regime=decision.regime)
    versions = [*announcement.parameters, *([end.parameter] if end and end.parameter else [])]
    row.announced_on, row.remedy_until = announcement.announced_on, end.end if end else None
    ids = [each.version_id for each in versions]
    row.parameter_versions = list(dict.fromkeys([*row.parameter_versions, *ids]))
    row.save(update_fields=["announced_on", "remedy_until", "parameter_versions"])
    payload = {
        "bescheid": str(row.public_id),
        "channel": announcement.channel.value,
        "announced_on": row.announced_on.isoformat(),
        "remedy_until": row.remedy_until.isoformat() if row.remedy_until else None,
        "parameters": row.parameter_versions,
    }
    record(subject=subject_of(row.antrag), act="bescheid.announced", actor=actor, payload=payload)
    return True


@transaction.atomic
def retract_announcement(*, actor: Actor, bescheid: Bescheid, announced_on: object) -> bool:
    """Take back an announcement by a letter that came back; the days of the remedy go with it.

    Args:
        actor: a clerk, under the lock of the case.
        bescheid: an issued Bescheid.
        announced_on: the local day on which that letter had announced it.

    Returns:
        False where it is announced by something else: that stays.
    """
    row = Bescheid.objects.select_for_update(of=("self",)).select_related("antrag").get(pk=bescheid.pk)
    if row.announced_on is None or row.announced_on != announced_on:
        return False
    row.announced_on, row.remedy_until = None, None
    row.save(update_fields=["announced_on", "remedy_until"])
    payload = {"bescheid": str(row.public_id)}
    record(subject=subject_of(row.antrag), act="bescheid.announcement_retracted", actor=actor, payload=payload)
    return True


@transaction.atomic
def deliver_again(*, actor: Actor, bescheid: Bescheid, now: datetime) -> Nachricht:
    """Provide an issued Bescheid in the Postfach once more, as a letter of its own that is opened by itself.

    Args:
        actor: a clerk, under the lock of the case.
        bescheid: an issued Bescheid with its Antrag and file.
        now: aware instant.
    """
    antrag, before = bescheid.antrag, _letters(bescheid)[-1]
    letter = Letter(
        kind=Kind.BESCHEID,
        subject=before.subject,
        body=PROVIDED_AGAIN_BODY.in_language(antrag.language),
        document=document_from_json(bescheid.document or {}),
        datei=bescheid.datei,
    )
    correspondence = Correspondence(bescheid.stelle_id, antrag.bearer, antrag.public_id)
    found = deliver(actor=actor, correspondence=correspondence, letter=letter, now=now)
    payload = {"bescheid": str(bescheid.public_id)}
    record(subject=subject_of(antrag), act="bescheid.provided_again", actor=actor, payload=payload)
    return found


def _letters(bescheid: Bescheid) -> list[Nachricht]:
    rows = messages_of(bescheid.antrag.public_id).filter(kind=Kind.BESCHEID, datei=bescheid.datei)
    return list(rows)
