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
from rathaus.core.vorgang.case import lock_case
from rathaus.recht.bekanntgabe import Bekanntgabe, announce_by_retrieval, counts_unopened
from rathaus.recht.regime import Regime


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
def announce_unopened(*, actor: Actor, bescheid_id: int, now: datetime) -> bool:
    """Write down that a Bescheid in the Postfach counts as announced although nobody has opened it.

    Args:
        actor: the system, in the scope of the body.
        bescheid_id: primary key of an issued Bescheid.
        now: aware instant.

    Returns:
        False while the day has not come, where its code of procedure asks for the retrieval, where nobody was told of
        it, and where it was announced before.

    Source: SGB X § 37(2a), AO § 122a(4).
    """
    lock_case(Bescheid.objects.values_list("vorgang_id", flat=True).get(pk=bescheid_id))
    row = Bescheid.objects.select_related("antrag", "stelle").get(pk=bescheid_id)
    today = timezone.localdate(now)
    regime = decision_of(row, today).regime
    if row.announced_on is not None or row.replaced_at is not None or not counts_unopened(regime.verfahrensrecht):
        return False
    found = [_by_retrieval(letter, regime) for letter in _letters(row)]
    days = [(each.announced_on, each) for each in found if each.announced_on is not None and each.announced_on <= today]
    if not days:
        return False
    return announce(actor=actor, bescheid=row, announcement=min(days, key=lambda each: each[0])[1], now=now)


def _by_retrieval(letter: Nachricht, regime: Regime) -> Bekanntgabe:
    notified, retrieved = (
        timezone.localdate(at) if at is not None else None for at in (letter.notified_at, letter.retrieved_at)
    )
    provided = timezone.localdate(letter.provided_at)
    return announce_by_retrieval(notified, retrieved_on=retrieved, provided_on=provided, regime=regime)


@transaction.atomic
def retract_announcement(*, actor: Actor, bescheid: Bescheid, announced_on: object, now: datetime) -> bool:
    """Take back an announcement by a letter that came back; the days of the remedy go with it.

    Where the person opened the Bescheid in the Postfach meanwhile, it counts as announced by that.

    Args:
        actor: a clerk, under the lock of the case.
        bescheid: an issued Bescheid.
        announced_on: the local day on which that letter had announced it.
        now: aware instant.

    Returns:
        False where it is announced by something else: that stays.
    """
    row = Bescheid.objects.select_for_update(of=("self",)).select_related("antrag", "stelle").get(pk=bescheid.pk)
    if row.announced_on is None or row.announced_on != announced_on:
        return False
    opened = next((each for each in _letters(row) if each.announced_on is not None), None)
    row.announced_on, row.remedy_until = None, None
    row.save(update_fields=["announced_on", "remedy_until"])
    if opened is not None:
        decision = decision_of(row, timezone.localdate(now))
        end = remedy_end(decision.remedy, opened.announced_on, regime=decision.regime)
        row.announced_on, row.remedy_until = opened.announced_on, end.end if end else None
        ids = [*opened.parameter_versions, *([end.parameter.version_id] if end and end.parameter else [])]
        row.parameter_versions = list(dict.fromkeys([*row.parameter_versions, *ids]))
        row.save(update_fields=["announced_on", "remedy_until", "parameter_versions"])
    payload = {
        "bescheid": str(row.public_id),
        "announced_on": row.announced_on.isoformat() if row.announced_on else None,
        "remedy_until": row.remedy_until.isoformat() if row.remedy_until else None,
    }
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
