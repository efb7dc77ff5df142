"""Who gave an address is told before a draft is deleted, by a mail without content."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from rathaus.core.antrag.models import Entwurf
from rathaus.core.antrag.queries import retention_of
from rathaus.core.antrag.rules import ANNOUNCED_BEFORE, announces_deletion
from rathaus.core.konto.bearer import Bearer
from rathaus.core.konto.notice import notice_address_of, scope_of, wants_notices
from rathaus.core.postfach import texts
from rathaus.core.postfach.notice import Wording, send_mail
from rathaus.core.postfach.ports import sends_mails
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import Scope, open_scope
from rathaus.recht.retention import draft_retention

ANNOUNCE_DELETION = "antrag.announce_deletion"
"""Name of the job that writes to one person whose draft will be deleted."""

DELETION = Wording(texts.DELETION_SUBJECT, texts.DELETION, "antraege/")


def queue_deletion_notices(*, actor: Actor, now: datetime) -> int:
    """Queue a mail to everybody who gave an address and whose draft will be deleted soon; returns how many.

    A draft that is edited afterwards is announced anew when its time comes.

    Args:
        actor: the system.
        now: aware instant.

    Raises:
        ActorRefused: not the system.

    Source: OZG § 8a(3).
    """
    if actor.role is not Role.SYSTEM:
        raise ActorRefused(role=actor.role.value)
    if not sends_mails():
        return 0
    today = timezone.localdate(now)
    return sum(_queue_for(owner, today, now) for owner in _owners_of_old(today) if wants_notices(owner))


def announce_deletion(bearer: Bearer, *, last_day: date, is_last_try: bool, now: datetime) -> None:
    """Write to one person that a draft will be deleted; called outside of a transaction.

    Args:
        bearer: whose draft it is.
        last_day: last local day on which it is kept.
        is_last_try: whether nobody tries again.
        now: aware instant.

    Raises:
        MailNotSent: it may be tried again.
    """
    with open_scope(scope_of(bearer)):
        address = notice_address_of(bearer)
        drafts = list(Entwurf.objects.filter(antrag=None).only("edited_at"))
    if address is None or not any(retention_of(row).last_day <= last_day for row in drafts):
        return  # nothing is deleted on that day any more: submitted, deleted, or edited since
    facts = {"day": texts.written_day(last_day, address.language)}
    send_mail(address, DELETION, facts=facts, bearer=bearer, is_last_try=is_last_try, now=now)


def _owners_of_old(today: date) -> list[Bearer]:
    """Return the owners of drafts whose time comes; the scope of the retention sees old drafts of everybody."""
    kept_for = timedelta(days=draft_retention(today).parameter.whole)
    with open_scope(Scope(retention=kept_for - ANNOUNCED_BEFORE)):
        rows = Entwurf.objects.filter(antrag=None).only("konto_id", "secret_hash", "edited_at", "deletion_announced_at")
        return list(dict.fromkeys(row.bearer for row in rows.order_by("pk") if _is_due(row, today)))


def _queue_for(owner: Bearer, today: date, now: datetime) -> int:
    with open_scope(scope_of(owner)):
        due = [row for row in Entwurf.objects.select_for_update().filter(antrag=None) if _is_due(row, today)]
        if not due:
            return 0
        Entwurf.objects.filter(pk__in=[row.pk for row in due]).update(deletion_announced_at=now)
        app.configure_task(ANNOUNCE_DELETION).defer(
            konto_id=owner.konto_id,
            secret_hash=owner.secret_hash,
            last_day=min(retention_of(row).last_day for row in due).isoformat(),
        )
    return 1


def _is_due(draft: Entwurf, today: date) -> bool:
    return announces_deletion(
        last_day=retention_of(draft).last_day,
        today=today,
        edited_at=draft.edited_at,
        announced_at=draft.deletion_announced_at,
    )
