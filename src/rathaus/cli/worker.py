"""Work on queued jobs until asked to stop."""

import argparse
import asyncio

from asgiref.sync import sync_to_async
from django.db import connections
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from rathaus.cli.database import database
from rathaus.cli.stalled_jobs import HEARTBEAT_S, SILENT_AFTER_S, watch_for_stalled_jobs
from rathaus.config.parent import end_with
from rathaus.config.start import refuse_unsafe_start


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the number of jobs at once, and with whom to end."""
    parser.add_argument("--concurrency", type=int, default=1, help="jobs at the same time")
    parser.add_argument("--parent", type=int, help="id of the process that started this one, to end with it")


def run(options: argparse.Namespace) -> int:
    """Run the queue's worker; a job that is under way is finished before the end."""
    if options.parent is not None:
        end_with(options.parent)
    with database():
        refuse_unsafe_start()
        assert isinstance(app.connector, DjangoConnector)  # noqa: S101  # narrows the type; the Django app has no other
        with app.replace_connector(app.connector.get_worker_connector()) as queue:
            asyncio.run(work(queue, concurrency=options.concurrency))
    return 0


async def work(queue: App, *, concurrency: int, wait: bool = True) -> None:
    """Work on jobs, and take up those of workers that were killed.

    Args:
        queue: the queue with a connection of its own.
        concurrency: jobs at the same time.
        wait: go on when the queue is empty, until asked to stop.
    """
    async with queue.open_async():
        watch = asyncio.create_task(watch_for_stalled_jobs(queue))
        try:
            await queue.run_worker_async(
                concurrency=concurrency,
                wait=wait,
                update_heartbeat_interval=HEARTBEAT_S,
                stalled_worker_timeout=SILENT_AFTER_S,
            )
        finally:
            watch.cancel()
            await asyncio.wait([watch])
            await sync_to_async(connections.close_all)()  # those of the thread in which the jobs ran
