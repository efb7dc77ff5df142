"""Members of staff who have not signed in for a while are told by e-mail how much work waits: counts, nothing else."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from rathaus.core.konto.bearer import Bearer
from rathaus.core.konto.models import NoticeAddress
from rathaus.core.konto.notice import notice_address_of, scope_of
from rathaus.core.konto.queries import staff_away_since
from rathaus.core.norm.queries import regime_of
from rathaus.core.postfach import texts
from rathaus.core.postfach.notice import Wording, send_mail
from rathaus.core.postfach.ports import sends_mails
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.models import Mitgliedschaft
from rathaus.core.stelle.queries import memberships_of, scope_ids_of
from rathaus.core.vorgang.inbox import counts
from rathaus.core.vorgang.rules import is_digest_time

SEND_DIGEST = "vorgang.send_digest"
"""Name of the job that writes to one member of staff."""

AWAY = timedelta(days=3)
"""How long somebody has not signed in before they are told."""

_DIGEST = Wording(texts.DIGEST_SUBJECT, texts.DIGEST, "amt/")
_COUNTED = 100_000
"""Beyond so many cases of one kind the mail names this number."""
_WORKING = {Mitgliedschaft.Role.CLERK, Mitgliedschaft.Role.LEAD}


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much work waits at the bodies of somebody: cases that nobody has taken on, and overdue ones."""

    new: int = 0
    overdue: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether there is no reason to write."""
        return not (self.new or self.overdue)


def queue_digests(*, actor: Actor, planned_at: datetime) -> int:
    """Queue a mail to everybody who works here, was away, and wants one; returns how many.

    Args:
        actor: the system.
        planned_at: aware instant for which the queue planned this; only seven o'clock of a working day counts.

    Raises:
        ActorRefused: not the system.
    """
    if actor.role is not Role.SYSTEM:
        raise ActorRefused(role=actor.role.value)
    local = timezone.localtime(planned_at)
    if not sends_mails() or not is_digest_time(local, regime=regime_of()):
        return 0
    wanted = [konto for konto in staff_away_since(planned_at - AWAY) if _address_of(konto) is not None]
    for konto_id in wanted:
        app.configure_task(SEND_DIGEST).defer(konto_id=konto_id)
    return len(wanted)


def send_digest(konto_id: int, *, is_last_try: bool, now: datetime) -> None:
    """Write to one member of staff how much waits; nothing when nothing does. Called outside of a transaction.

    Args:
        konto_id: their Konto.
        is_last_try: whether nobody tries again.
        now: aware instant.

    Raises:
        MailNotSent: it may be tried again.
    """
    address, waiting = _address_of(konto_id), _waiting_for(konto_id, now)
    if address is None or waiting.is_nothing:
        return
    facts = {"new": waiting.new, "overdue": waiting.overdue}
    send_mail(address, _DIGEST, facts=facts, bearer=Bearer(konto_id), is_last_try=is_last_try, now=now)


def _address_of(konto_id: int) -> NoticeAddress | None:
    with open_scope(scope_of(Bearer(konto_id))):
        address = notice_address_of(Bearer(konto_id))
    return address if address is not None and address.wants_digest else None


def _waiting_for(konto_id: int, now: datetime) -> Waiting:
    today = timezone.localdate(now)
    with open_scope(scope_of(Bearer(konto_id))):
        stellen = [each.stelle for each in memberships_of(konto_id, today) if each.role in _WORKING]
    ids = frozenset[int]().union(*(scope_ids_of(stelle, today) for stelle in stellen))
    if not ids:
        return Waiting()
    with open_scope(Scope(stellen=ids)):
        found = counts(ids, konto_id=konto_id, today=today, most=_COUNTED)
    return Waiting(found.unclaimed, found.overdue)
