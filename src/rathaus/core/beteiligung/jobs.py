"""Jobs of the beteiligung room."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from rathaus.core.beteiligung.auslegung import end_passed_displays
from rathaus.core.beteiligung.emptying import BATCH as EMPTY_BATCH
from rathaus.core.beteiligung.emptying import empty_answered, empty_links
from rathaus.core.beteiligung.reminding import BATCH, remind_late
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import all_stelle_ids

END_DISPLAYS = "beteiligung.end_displays"
"""Name of the job that looks every hour for displays whose last day for objections has passed."""

EMPTY_SHOWN = "beteiligung.empty_shown"
"""Name of the job that looks every night for extracts that nobody needs any more."""

REMIND_ALL = "beteiligung.remind_all"
"""Name of the job that runs every hour."""

_log = structlog.get_logger()


@app.periodic(cron="53 * * * *")
@app.task(name=REMIND_ALL, queueing_lock=REMIND_ALL, lock=REMIND_ALL)
def remind_all(timestamp: int) -> None:  # noqa: ARG001  # the queue passes the planned instant
    """Remind every body that owes an opinion, in batches of one asking body each; running it again changes nothing."""
    reminded = sum(_remind(stelle_id) for stelle_id in sorted(all_stelle_ids()))
    _log.info("opinions_reminded", requests=reminded)


@app.periodic(cron="3 * * * *")
@app.task(name=END_DISPLAYS, queueing_lock=END_DISPLAYS, lock=END_DISPLAYS)
def end_displays(timestamp: int) -> None:  # noqa: ARG001  # the queue passes the planned instant
    """End the displays whose time is over, one transaction for each body; running it again changes nothing."""
    ended = 0
    for stelle_id in sorted(all_stelle_ids()):
        with open_scope(Scope(stellen=frozenset({stelle_id}))):
            ended += end_passed_displays(actor=SYSTEM_ACTOR, stelle_id=stelle_id, now=timezone.now())
    _log.info("displays_ended", displays=ended)


@app.periodic(cron="33 2 * * *")
@app.task(name=EMPTY_SHOWN, queueing_lock=EMPTY_SHOWN, lock=EMPTY_SHOWN)
def empty_shown(timestamp: int) -> None:  # noqa: ARG001  # the queue passes the planned instant
    """Empty what was shown for opinions, in batches of one body each; running it again changes nothing."""
    emptied = sum(_empty(stelle_id) for stelle_id in sorted(all_stelle_ids()))
    _log.info("opinions_emptied", rows=emptied)


def _empty(stelle_id: int) -> int:
    with open_scope(Scope(stellen=frozenset({stelle_id}))):
        emptied = empty_links(actor=SYSTEM_ACTOR, stelle_id=stelle_id, now=timezone.now())
    batch = EMPTY_BATCH
    while batch == EMPTY_BATCH:
        with open_scope(Scope(stellen=frozenset({stelle_id}))):
            batch = empty_answered(actor=SYSTEM_ACTOR, stelle_id=stelle_id, now=timezone.now())
        emptied += batch
    return emptied


def _remind(stelle_id: int) -> int:
    reminded, batch = 0, BATCH
    while batch == BATCH:
        with open_scope(Scope(stellen=frozenset({stelle_id}))):
            batch = remind_late(actor=SYSTEM_ACTOR, stelle_id=stelle_id, now=timezone.now())
        reminded += batch
    return reminded
