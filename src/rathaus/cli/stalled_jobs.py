"""Jobs of a worker that was killed are taken up again by the workers that live.

A worker notes every two seconds, with the clock of the database, that it lives. One that was silent for ten seconds is
struck off, and whatever it was doing is queued again. A note from the future is as wrong as one from the past: after
the clock was put back, a dead worker would otherwise seem alive until the old time is reached again.
"""

import asyncio

import structlog
from procrastinate import App
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

HEARTBEAT_S, SILENT_AFTER_S = 2.0, 10.0
_LOOK_EVERY_S = 2.0
_STRIKE_OFF = """
    DELETE FROM procrastinate_workers
    WHERE abs(extract(epoch FROM now() - last_heartbeat)) > %(seconds)s
"""
_log = structlog.get_logger()


async def take_up_stalled_jobs(queue: App) -> int:
    """Queue the jobs of silent workers again; returns how many there were.

    Jobs must bear being run twice: a worker that only slept may go on with the job that was taken from it.

    Args:
        queue: the queue with a connection of its own.
    """
    await queue.connector.execute_query_async(_STRIKE_OFF, seconds=SILENT_AFTER_S)
    stalled = list(await queue.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_AFTER_S))
    for job in stalled:
        _log.warning("stalled_job", job=job.id, task=job.task_name)
        try:
            await queue.job_manager.retry_job(job)
        except UniqueViolation:  # the next one of its kind is queued already, as for a job of every hour
            await queue.job_manager.finish_job(job, Status.ABORTED, delete_job=False)
    return len(stalled)


async def watch_for_stalled_jobs(queue: App) -> None:
    """Look for jobs of silent workers until cancelled; several workers may look at the same time."""
    while True:
        try:
            await take_up_stalled_jobs(queue)
        except Exception:  # noqa: BLE001  # the next look finds what this one missed; the worker notices a lost database
            _log.warning("stalled_jobs_not_read", exc_info=True)
        await asyncio.sleep(_LOOK_EVERY_S)
