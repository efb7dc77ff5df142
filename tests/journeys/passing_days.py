"""Let days pass for one body of a running town hall: ``python -m tests.journeys.passing_days BODY DAYS``.

Nobody sleeps: the days of its public displays move back, as if they had begun earlier, and its timers are asked on the
later day. The other bodies, in which other journeys work, stay in the present.
"""

import os
import sys
from datetime import timedelta


def let_days_pass(body: str, days: int) -> None:
    """Move the displays of a body and fire its timers.

    Args:
        body: its name in addresses.
        days: how many pass.
    """
    from django.db.models import F
    from django.utils import timezone

    from rathaus.cli.database import database
    from rathaus.core.beteiligung.models import Auslegung
    from rathaus.core.scope.actor import SYSTEM_ACTOR
    from rathaus.core.scope.session import Scope, open_scope
    from rathaus.core.stelle.models import Stelle
    from rathaus.core.vorgang.timer_run import fire_due_timers

    by = timedelta(days=days)
    with database(), open_scope(Scope(frozenset({Stelle.objects.get(slug=body).pk}))):
        Auslegung.objects.filter(ended_at=None).update(
            first_on=F("first_on") - by, last_on=F("last_on") - by, objections_until=F("objections_until") - by
        )
        fire_due_timers(actor=SYSTEM_ACTOR, now=timezone.now() + by)


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rathaus.config.settings")
    django.setup()
    let_days_pass(sys.argv[1], int(sys.argv[2]))
