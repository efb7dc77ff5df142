"""Jobs of a killed worker are taken up again, soon, once, and whatever the clock did."""

import asyncio
import gc
import warnings
from collections.abc import Callable, Coroutine

import pytest
from django.db import connection
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from rathaus.cli.stalled_jobs import SILENT_AFTER_S, take_up_stalled_jobs
from rathaus.cli.worker import work
from rathaus.core.antrag.jobs import DELETE_EXPIRED, FORGET_JOBS
from rathaus.core.postfach.models import Nachricht
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import SEND_RECEIPT
from tests.cast import make_citizen
from tests.errand import submitted

PARKING = "bewohnerparkausweis"


def ask(query: str, *facts: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, facts)
        return list(cursor.fetchall()) if cursor.description else []


def in_queue[T](act: Callable[[App], Coroutine[None, None, T]]) -> T:
    """Do something with the queue as a worker has it."""

    async def run() -> T:
        async with queue.open_async():
            return await act(queue)

    connection.close()
    assert isinstance(app.connector, DjangoConnector)
    with app.replace_connector(app.connector.get_worker_connector()) as queue, warnings.catch_warnings():
        # The threads of the jobs end with the loop, and their connections with them.
        warnings.simplefilter("ignore", ResourceWarning)
        given = asyncio.run(run())
        gc.collect()
    return given


def begin_and_die(task: str, *, heard_s: float) -> int:
    """Let a worker take the job of a task and die; its last note has that age."""
    ((worker,),) = ask(
        "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s)) RETURNING id",
        heard_s,
    )
    ((job,),) = ask(
        "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE task_name = %s RETURNING id", worker, task
    )
    assert isinstance(job, int)
    return job


def status_of(job: int) -> object:
    return ask("SELECT status FROM procrastinate_jobs WHERE id = %s", job)[0][0]


@pytest.mark.parametrize("heard_s", [SILENT_AFTER_S + 1, -3600.0])
def test_the_receipt_of_a_killed_worker_is_delivered_by_another_one(committing_database: None, heard_s: float) -> None:
    citizen = make_citizen()
    antrag = submitted(citizen, PARKING, "bewilligung")
    job = begin_and_die(SEND_RECEIPT, heard_s=heard_s)
    assert in_queue(take_up_stalled_jobs) == 1
    assert status_of(job) == "todo"
    in_queue(lambda queue: work(queue, concurrency=1, wait=False))
    assert status_of(job) == "succeeded"
    with open_scope(citizen.scope):
        assert Nachricht.objects.filter(antrag_id=antrag.public_id, kind="receipt", datei__isnull=False).count() == 1


def test_the_job_of_a_worker_that_lives_is_left_to_it(committing_database: None) -> None:
    submitted(make_citizen(), PARKING, "bewilligung")
    job = begin_and_die(SEND_RECEIPT, heard_s=-SILENT_AFTER_S / 2)
    assert in_queue(take_up_stalled_jobs) == 0
    assert status_of(job) == "doing"


def test_a_job_of_every_hour_whose_next_one_waits_is_given_up_and_holds_up_nothing(committing_database: None) -> None:
    submitted(make_citizen(), PARKING, "bewilligung")
    app.configure_task(DELETE_EXPIRED).defer(timestamp=0)
    hourly = begin_and_die(DELETE_EXPIRED, heard_s=60)
    receipt = begin_and_die(SEND_RECEIPT, heard_s=60)
    app.configure_task(DELETE_EXPIRED).defer(timestamp=3600)
    in_queue(take_up_stalled_jobs)
    assert (status_of(hourly), status_of(receipt)) == ("aborted", "todo")


def test_jobs_that_ended_well_are_forgotten_after_two_days_and_failed_ones_stay(committing_database: None) -> None:
    for status in ("succeeded", "aborted", "failed", "todo"):
        for age_h in (1, 49):
            ((job,),) = ask(
                "INSERT INTO procrastinate_jobs (queue_name, task_name, lock, status)"
                " VALUES ('elsewhere', 'old', %s, %s) RETURNING id",
                f"{status} {age_h}",
                status,
            )
            ask(
                "INSERT INTO procrastinate_events (job_id, type, at)"
                " VALUES (%s, 'started', now() - make_interval(hours => %s))",
                job,
                age_h,
            )
    app.configure_task(FORGET_JOBS).defer(timestamp=0)
    in_queue(lambda queue: queue.run_worker_async(wait=False, queues=["default"]))
    left = {lock for (lock,) in ask("SELECT lock FROM procrastinate_jobs WHERE task_name = 'old'")}
    assert left == {"succeeded 1", "aborted 1", "failed 1", "failed 49", "todo 1", "todo 49"}
