"""Who gave an address is told that a letter waits, and of nothing else."""

import json
import time
import uuid
from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction
from procrastinate.contrib.django import app
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job
from structlog.testing import capture_logs

from rathaus.core.konto.notice import notice_address_of, set_notice_address
from rathaus.core.postfach.actions import SEND_NOTICE, Correspondence, Letter, deliver, note_notice, retrieve
from rathaus.core.postfach.errors import MailNotSent
from rathaus.core.postfach.jobs import NOTICE_RETRY, send_notice_of
from rathaus.core.postfach.models import Nachricht
from rathaus.core.postfach.notice import send_notice
from rathaus.core.postfach.queries import message_by_public_id
from rathaus.core.postfach.rules import Kind
from rathaus.core.protokoll.queries import records_of
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from tests.cast import NOW
from tests.core.cast import Owner
from tests.mails import MailServer

pytestmark = pytest.mark.django_db
ANTRAG = uuid.UUID("6f1ed0c8-9c7c-4a4e-8a8a-6f2f4b6d7a10")
SECRETIVE = Letter(Kind.MESSAGE, "Hundesteuer für Bello", "Frau Lovelace, Ihr Hund Bello ist angemeldet.")


@pytest.fixture
def send(clerk, town, person) -> Callable[[], Nachricht]:
    """Deliver a letter as the clerk of the town."""

    def deliver_as_clerk() -> Nachricht:
        actor, scope = clerk
        with open_scope(scope):
            return deliver(
                actor=actor, correspondence=Correspondence(town.pk, person.bearer, ANTRAG), letter=SECRETIVE, now=NOW
            )

    return deliver_as_clerk


def give_address(person: Owner, language: str = "de") -> None:
    with open_scope(person.scope):
        set_notice_address(
            actor=person.actor, bearer=person.bearer, email="ada@example.org", language=language, now=NOW
        )


def tell(person: Owner, letter: Nachricht, *, is_last_try: bool = False) -> Nachricht:
    """Let the job run; return the letter as it is then."""
    send_notice(bearer=person.bearer, nachricht=letter.public_id, is_last_try=is_last_try, now=NOW)
    with open_scope(person.scope):
        return message_by_public_id(letter.public_id)


def queued() -> list[dict[str, object]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = %s", [SEND_NOTICE])
        return [json.loads(args) for (args,) in cursor.fetchall()]


def test_a_letter_queues_a_notice_for_who_gave_an_address(send, person, mail_server: MailServer) -> None:
    send()
    assert queued() == []
    give_address(person)
    letter = send()
    (args,) = queued()
    assert args == {
        "nachricht": str(letter.public_id), "konto_id": person.bearer.konto_id, "secret_hash": person.bearer.secret_hash
    }  # fmt: skip


def test_without_a_mail_server_nothing_is_queued(send, person, settings) -> None:
    settings.RATHAUS_MAILER = ""
    give_address(person)
    send()
    assert queued() == []


@pytest.mark.parametrize(
    ("language", "words", "page"), [("de", "neue Nachricht", "/postfach/"), ("en", "new message", "/en/postfach/")]
)
def test_the_notice_says_that_something_waits_and_nothing_else(
    send, person, mail_server: MailServer, language: str, words: str, page: str
) -> None:
    give_address(person, language)
    told = tell(person, send())
    assert told.notified_at == NOW
    (mail,) = mail_server.mails
    whole = mail.as_string() + mail.get_content()
    assert words in mail.get_content()
    assert f"https://rathaus.example.org{page}\n" in mail.get_content().replace("\r\n", "\n")
    for secret in ("Bello", "Hund", "Lovelace", "Beispielstadt", "beispielstadt", str(ANTRAG), str(told.public_id)):
        assert secret not in whole
    with open_scope(person.scope):
        assert [row.act for row in records_of(kind="antrag", subject_id=ANTRAG)][-1] == "nachricht.notified"


def test_nobody_is_told_twice_nor_of_what_they_opened(send, person, mail_server: MailServer) -> None:
    give_address(person)
    first, second = send(), send()
    tell(person, first)
    tell(person, first)
    with open_scope(person.scope):
        retrieve(actor=person.actor, nachricht=second, now=NOW)
        note_notice(actor=SYSTEM_ACTOR, nachricht=second, was_sent=True, now=NOW)
    assert tell(person, second).notified_at is None
    assert len(mail_server.mails) == 1


def test_a_busy_server_is_tried_again_and_the_letter_stays(send, person, mail_server: MailServer) -> None:
    give_address(person)
    letter = send()
    mail_server.refuse("451 later")
    with pytest.raises(MailNotSent):
        tell(person, letter)
    with open_scope(person.scope):
        assert message_by_public_id(letter.public_id).notice_failed_at is None
    mail_server.refuse("")
    assert tell(person, letter).notified_at == NOW


@pytest.mark.parametrize(("answer", "is_last_try"), [("550 unknown", False), ("451 later", True)])
def test_what_cannot_be_sent_is_marked_once_without_a_word_about_the_person(
    send, person, mail_server: MailServer, *, answer: str, is_last_try: bool
) -> None:
    give_address(person)
    mail_server.refuse(answer)
    with capture_logs() as logs:
        told = tell(person, send(), is_last_try=is_last_try)
    assert (told.notified_at, told.notice_failed_at) == (None, NOW)
    assert [(line["event"], line["reason"]) for line in logs] == [("mail_not_sent", f"recipient_{answer[:3]}")]
    with open_scope(person.scope):
        address = notice_address_of(person.bearer)
        assert address is not None and address.failed_at == NOW
        assert records_of(kind="antrag", subject_id=ANTRAG).last().act == "nachricht.notice_failed"
        with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
            Nachricht.objects.update(notice_failed_at=None)


def test_without_an_address_or_a_letter_nothing_is_sent(send, person, mail_server: MailServer) -> None:
    assert tell(person, send()).notified_at is None
    give_address(person)
    send_notice(bearer=person.bearer, nachricht=uuid.uuid4(), is_last_try=False, now=NOW)
    assert mail_server.mails == []


@pytest.mark.parametrize(("attempts", "is_marked"), [(0, False), (NOTICE_RETRY.max_attempts, True)])
def test_the_job_gives_up_after_its_last_try(
    send, person, mail_server: MailServer, *, attempts: int, is_marked: bool
) -> None:
    give_address(person)
    letter = send()
    mail_server.refuse("451 later")
    (args,) = queued()
    job = Job(id=1, queue="default", lock=None, queueing_lock=None, task_name=SEND_NOTICE, attempts=attempts)
    context = JobContext(app=app, job=job, start_timestamp=time.time(), abort_reason=lambda: None)
    if is_marked:
        send_notice_of(context, **args)
    else:
        with pytest.raises(MailNotSent):
            send_notice_of(context, **args)
    with open_scope(person.scope):
        assert (message_by_public_id(letter.public_id).notice_failed_at is not None) is is_marked


def test_the_pauses_grow_for_less_than_a_day() -> None:
    pauses = [NOTICE_RETRY.exponential_wait ** (number + 1) for number in range(NOTICE_RETRY.max_attempts or 0)]
    assert pauses == sorted(pauses)
    assert 12 * 3600 < sum(pauses) < 24 * 3600


def test_only_the_system_notes_a_notice(send, person, mail_server: MailServer) -> None:
    letter = send()
    with open_scope(person.scope), pytest.raises(ActorRefused):
        note_notice(actor=person.actor, nachricht=letter, was_sent=True, now=NOW)
