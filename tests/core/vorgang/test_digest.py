"""Who was away is told in the morning how much waits: counts, nobody's name, and nothing when nothing waits."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from rathaus.core.konto.models import Konto
from rathaus.core.konto.notice import set_notice_address
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from rathaus.core.stelle.models import Mitgliedschaft
from rathaus.core.vorgang.digest import SEND_DIGEST, queue_digests, send_digest
from rathaus.core.vorgang.jobs import queue_digests_of_today
from rathaus.core.vorgang.models import Vorgang
from tests.cast import NOW, Member
from tests.mails import MailServer

MONDAY_AT_SEVEN = datetime(2026, 11, 23, 6, tzinfo=UTC)


@pytest.fixture
def away(clerk: Member, mail_server: MailServer) -> Callable[..., None]:
    """Let the clerk give an address and stay away."""

    def stay_away(days: int = 4, *, wants_digest: bool = True) -> None:
        with open_scope(clerk.scope):
            set_notice_address(
                actor=clerk.actor, bearer=clerk.bearer, email="jonas@example.org", language="de",
                wants_digest=wants_digest, now=NOW,
            )  # fmt: skip
        Konto.objects.filter(pk=clerk.bearer.konto_id).update(last_login=MONDAY_AT_SEVEN - timedelta(days=days))

    return stay_away


def run(at: datetime = MONDAY_AT_SEVEN) -> int:
    return queue_digests(actor=SYSTEM_ACTOR, planned_at=at)


def queued() -> list[int]:
    """Return to whom the queue will write."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT (args->>'konto_id')::int FROM procrastinate_jobs WHERE task_name = %s", [SEND_DIGEST])
        return [konto_id for (konto_id,) in cursor.fetchall()]


def send(clerk: Member, now: datetime = NOW) -> None:
    assert clerk.bearer.konto_id is not None
    send_digest(clerk.bearer.konto_id, is_last_try=False, now=now)


def test_a_clerk_who_was_away_reads_counts_and_no_name(
    away, clerk: Member, vorgang: Vorgang, mail_server: MailServer
) -> None:
    away()
    assert run() == 1
    send(clerk)
    send(clerk, NOW + timedelta(days=200))
    first, later = (mail.get_content().replace("\r\n", "\n") for mail in mail_server.mails)
    assert "neu und noch nicht übernommen: 1\n  überfällig: 0" in first
    assert "überfällig: 1" in later
    assert "https://rathaus.example.org/amt/\n" in first
    for secret in ("Haddad", "Amira", "Hanau", "Parkausweis", vorgang.aktenzeichen):
        assert secret not in first


@pytest.mark.parametrize(
    "at", [MONDAY_AT_SEVEN - timedelta(hours=1), MONDAY_AT_SEVEN - timedelta(days=1), MONDAY_AT_SEVEN.replace(hour=7)]
)
def test_nobody_is_written_to_at_other_hours_and_on_holidays(away, at: datetime) -> None:
    away()
    assert run(at) == 0


def test_who_was_here_or_wants_none_or_gave_no_address_is_left_alone(away, clerk: Member, colleague: Member) -> None:
    Konto.objects.update(last_login=MONDAY_AT_SEVEN - timedelta(days=9))
    assert run() == 0
    away(2)
    assert run() == 0
    away(wants_digest=False)
    assert run() == 0


def test_without_work_or_without_a_body_no_mail_is_sent(away, clerk: Member, mail_server: MailServer) -> None:
    away()
    send(clerk)
    with open_scope(clerk.scope):
        Mitgliedschaft.objects.update(valid_to=NOW.date())
    send(clerk)
    assert mail_server.mails == []


def test_without_a_mail_server_nothing_is_queued(away, settings) -> None:
    away()
    settings.RATHAUS_MAILER = ""
    assert run() == 0


def test_only_the_system_queues(clerk: Member) -> None:
    with pytest.raises(ActorRefused):
        queue_digests(actor=clerk.actor, planned_at=timezone.now())


def test_the_job_of_the_morning_takes_the_planned_instant_not_the_present_one(away, clerk: Member) -> None:
    away()
    queue_digests_of_today(timestamp=int((MONDAY_AT_SEVEN - timedelta(days=1)).timestamp()))
    assert queued() == []
    queue_digests_of_today(timestamp=int(MONDAY_AT_SEVEN.timestamp()))
    assert queued() == [clerk.bearer.konto_id]
