"""The receipt is owed: first in the queue, tried without an end, delivered once."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from rathaus.core.antrag.jobs import DELETE_EXPIRED
from rathaus.core.postfach.models import Nachricht
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import SEND_RECEIPT
from rathaus.core.vorgang.jobs import Owed
from rathaus.core.vorgang.receipt import send_receipt
from tests.cast import NOW, Member, make_citizen, make_staff
from tests.core.vorgang.test_concurrency import PARKING, at_once
from tests.errand import submitted


def next_in_queue() -> list[tuple[str, str]]:
    """Return task and Antrag of the waiting jobs, in the order in which workers take them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT task_name, args->>'antrag' FROM procrastinate_jobs WHERE status = 'todo' ORDER BY priority DESC, id"
        )
        return list(cursor.fetchall())


@pytest.mark.django_db
def test_receipts_come_before_housekeeping_and_in_the_order_of_submission(citizen: Member) -> None:
    app.configure_task(DELETE_EXPIRED).defer(timestamp=0)
    antraege = [submitted(citizen, PARKING, "bewilligung") for _ in range(3)]
    receipts = [(SEND_RECEIPT, str(antrag.public_id)) for antrag in antraege]
    assert next_in_queue()[:3] == receipts
    assert (DELETE_EXPIRED, None) in next_in_queue()[3:]


@pytest.mark.parametrize(("attempts", "wait_s"), [(0, 1), (1, 2), (5, 32), (9, 300), (100_000, 300)])
def test_a_receipt_is_tried_soon_and_then_every_five_minutes_without_an_end(attempts: int, wait_s: int) -> None:
    job = Job(id=1, queue="default", lock=None, queueing_lock=None, task_name=SEND_RECEIPT, attempts=attempts)
    decision = Owed().get_retry_decision(exception=OSError(), job=job)
    assert decision.retry_at is not None
    waited = decision.retry_at - datetime.now(UTC)
    assert abs(waited - timedelta(seconds=wait_s)) < timedelta(seconds=1)


def test_two_workers_with_the_same_job_deliver_one_receipt(committing_database: None) -> None:
    clerk = make_staff("hanau", "jonas", "Jonas Becker")
    antrag = submitted(make_citizen(), PARKING, "bewilligung")
    both = at_once(*[(clerk, lambda: send_receipt(antrag, now=NOW))] * 2)
    assert len({letter.pk for letter in both if isinstance(letter, Nachricht)}) == 1
    with open_scope(clerk.scope):
        assert Nachricht.objects.filter(antrag_id=antrag.public_id, kind="receipt").count() == 1


@pytest.mark.django_db
def test_the_database_refuses_a_second_receipt(citizen: Member, clerk: Member) -> None:
    antrag = submitted(citizen, PARKING, "bewilligung")
    with open_scope(clerk.scope):
        letter = send_receipt(antrag, now=NOW)
        letter.pk, letter.public_id = None, uuid4()
        with pytest.raises(IntegrityError, match="nachricht_one_receipt"), transaction.atomic():
            letter.save(force_insert=True)
