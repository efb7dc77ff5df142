"""Let years pass for one closed case of a running town hall: ``python -m tests.journeys.passing_years NUMBER YEARS``.

Nobody sleeps: the case is taken to have been closed so many years earlier. All others stay in the present.
"""

import os
import sys
from datetime import timedelta


def let_years_pass(number: str, years: int) -> None:
    """Move the end of a case into the past.

    Args:
        number: its Aktenzeichen.
        years: how many pass.
    """
    from django.db.models import F

    from rathaus.cli.database import database
    from rathaus.core.scope.session import Scope, open_scope
    from rathaus.core.stelle.queries import all_stelle_ids
    from rathaus.core.vorgang.models import Vorgang

    with database(), open_scope(Scope(all_stelle_ids())):
        moved = Vorgang.objects.filter(aktenzeichen=number, closed_at__isnull=False)
        assert moved.update(closed_at=F("closed_at") - timedelta(days=366 * years)) == 1


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rathaus.config.settings")
    django.setup()
    let_years_pass(sys.argv[1], int(sys.argv[2]))
