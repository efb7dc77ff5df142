"""Jobs of the termin room."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.stelle.queries import all_stelle_ids
from rathaus.core.termin.actions import remind

REMIND_ALL = "termin.remind_all"
"""Name of the job that runs every hour."""

_log = structlog.get_logger()


@app.periodic(cron="41 * * * *")
@app.task(name=REMIND_ALL, queueing_lock=REMIND_ALL, lock=REMIND_ALL)
def remind_all(timestamp: int) -> None:  # noqa: ARG001  # the queue passes the planned instant
    """Remind everybody whose slot is near, in the scope of one body after the other; again, it changes nothing."""
    now = timezone.now()
    reminded = sum(remind(actor=SYSTEM_ACTOR, stelle_id=each, now=now) for each in sorted(all_stelle_ids()))
    _log.info("appointments_reminded", bookings=reminded)
