"""Jobs of the arbeitskorb room."""

import structlog
from procrastinate.contrib.django import app

from rathaus.core.arbeitskorb.search import index_missing
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import all_stelle_ids

INDEX_CASES = "arbeitskorb.index_cases"
"""Name of the job that looks for cases without words, every hour: those that came in before words were kept."""

_log = structlog.get_logger()


@app.periodic(cron="37 * * * *")
@app.task(name=INDEX_CASES, queueing_lock=INDEX_CASES, lock=INDEX_CASES)
def index_cases(timestamp: int) -> None:  # noqa: ARG001  # the queue passes the planned instant
    """Keep the words of cases that have none, one transaction for each batch; mostly there are none."""
    _log.info("cases_indexed", cases=index_everything())


def index_everything() -> int:
    """Keep the words of all cases without words; returns how many there were."""
    done, scope = 0, Scope(all_stelle_ids())
    while True:
        with open_scope(scope):
            batch = index_missing(scope.stellen)
        if not batch:
            return done
        done += batch
