"""Before a draft is deleted, who gave an address is told once, and of nothing else."""

import json
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job

from rathaus.core.antrag.deletion_notice import ANNOUNCE_DELETION, queue_deletion_notices
from rathaus.core.antrag.drafting import delete_entwurf, start_entwurf
from rathaus.core.antrag.expiry import delete_expired_entwuerfe
from rathaus.core.antrag.jobs import announce_deletion_to
from rathaus.core.antrag.models import Entwurf
from rathaus.core.antrag.queries import retention_of
from rathaus.core.konto.bearer import Bearer
from rathaus.core.konto.notice import set_notice_address, wants_notices
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import Scope, open_scope
from tests.core.antrag.test_expiry import leave_alone
from tests.mails import MailServer

LINK = Bearer(secret_hash="a" * 64)
LINK_SCOPE = Scope(secrets=frozenset({LINK.secret_hash}))


@pytest.fixture(autouse=True)
def fixed_day() -> None:
    """Live today: the database compares ages with its own clock."""


def give_address(actor: Actor, bearer: Bearer) -> None:
    set_notice_address(actor=actor, bearer=bearer, email="ada@example.org", language="de", now=timezone.now())


def run() -> int:
    return queue_deletion_notices(actor=SYSTEM_ACTOR, now=timezone.now())


def run_jobs() -> None:
    """Run what is queued, as the worker does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = %s", [ANNOUNCE_DELETION])
        queued = [json.loads(args) for (args,) in cursor.fetchall()]
    for args in queued:
        job = Job(id=1, queue="default", lock=None, queueing_lock=None, task_name=ANNOUNCE_DELETION)
        context = JobContext(app=app, job=job, start_timestamp=time.time(), abort_reason=lambda: None)
        announce_deletion_to(context, **args)


@pytest.fixture
def link_draft(leistung, hanau) -> Entwurf:
    """A draft of somebody with a link who gave an address."""
    with open_scope(LINK_SCOPE):
        draft = start_entwurf(
            actor=Actor(Role.LINK), bearer=LINK, leistung=leistung, place=hanau, language="de", now=timezone.now()
        )
        give_address(Actor(Role.LINK), LINK)
    return draft


def test_a_draft_is_announced_once_in_its_last_week(person, entwurf, mail_server: MailServer) -> None:
    give_address(person.actor, person.bearer)
    leave_alone(entwurf, days=20)
    assert run() == 0
    leave_alone(entwurf, days=24)
    assert (run(), run()) == (1, 0)
    run_jobs()
    (mail,) = mail_server.mails
    entwurf.refresh_from_db()
    last_day = retention_of(entwurf).last_day
    text = mail.get_content()
    assert f"bis zum {last_day.day}.{last_day.month}.{last_day.year} gespeichert" in text
    assert "https://rathaus.example.org/antraege/" in text
    for secret in ("Parkausweis", "parken", "Hanau", "Amira", str(entwurf.public_id)):
        assert secret not in text + mail["Subject"]


def test_an_edited_draft_is_announced_again_when_its_time_comes(person, entwurf, mail_server: MailServer) -> None:
    give_address(person.actor, person.bearer)
    leave_alone(entwurf, days=24)
    assert run() == 1
    Entwurf.objects.update(deletion_announced_at=timezone.now() - timedelta(days=25))
    assert run() == 1


def test_a_draft_that_is_gone_is_announced_no_more(person, entwurf, mail_server: MailServer) -> None:
    give_address(person.actor, person.bearer)
    leave_alone(entwurf, days=24)
    run()
    delete_entwurf(actor=person.actor, entwurf=entwurf, day=timezone.localdate())
    run_jobs()
    assert mail_server.mails == []
    assert wants_notices(person.bearer), "the address of a Konto serves other Antraege too"


def test_a_draft_that_was_edited_meanwhile_is_announced_no_more(person, entwurf, mail_server: MailServer) -> None:
    give_address(person.actor, person.bearer)
    leave_alone(entwurf, days=24)
    run()
    leave_alone(entwurf, days=0)
    run_jobs()
    assert mail_server.mails == []


def test_nobody_without_an_address_or_a_mail_server_is_told(person, entwurf, mail_server, settings) -> None:
    leave_alone(entwurf, days=24)
    assert run() == 0
    give_address(person.actor, person.bearer)
    settings.RATHAUS_MAILER = ""
    assert run() == 0


def test_the_holder_of_a_link_is_told_too(link_draft, mail_server: MailServer) -> None:
    with open_scope(LINK_SCOPE):
        leave_alone(link_draft, days=24)
    assert run() == 1
    run_jobs()
    assert len(mail_server.mails) == 1


def test_the_address_of_a_link_goes_with_its_draft(link_draft) -> None:
    assert wants_notices(LINK)
    with open_scope(LINK_SCOPE):
        leave_alone(link_draft, days=32)
    delete_expired_entwuerfe(actor=SYSTEM_ACTOR, now=timezone.now())
    assert not wants_notices(LINK)


def test_the_address_of_a_link_goes_when_its_holder_deletes_the_draft(link_draft) -> None:
    with open_scope(LINK_SCOPE):
        delete_entwurf(actor=Actor(Role.LINK), entwurf=link_draft, day=timezone.localdate())
    assert not wants_notices(LINK)


@pytest.mark.django_db
def test_only_the_system_announces() -> None:
    with pytest.raises(ActorRefused):
        queue_deletion_notices(actor=Actor(Role.CITIZEN), now=timezone.now())
