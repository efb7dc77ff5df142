"""Let years pass for one closed case of a running town hall: ``python -m tests.journeys.passing_years NUMBER YEARS``.

Nobody sleeps: the case is taken to have been decided and closed so many years earlier. All others stay in the present.
What was issued cannot be changed, so the administrator of the database moves its days while its guards rest.
"""

import os
import sys
from datetime import timedelta
from typing import LiteralString

import psycopg

_MOVE: tuple[LiteralString, ...] = (
    "UPDATE vorgang_vorgang SET closed_at = closed_at - %(passed)s WHERE aktenzeichen = %(number)s",
    """
    UPDATE bescheid_bescheid SET issued_at = issued_at - %(passed)s, announced_on = (announced_on - %(passed)s)::date
    WHERE vorgang_id = (SELECT id FROM vorgang_vorgang WHERE aktenzeichen = %(number)s)
    """,
)


def let_years_pass(number: str, years: int) -> None:
    """Move the end of a case into the past.

    Args:
        number: its Aktenzeichen.
        years: how many pass.
    """
    from rathaus.adapters.postgres.cluster import ADMIN, DATABASE
    from rathaus.adapters.postgres.supervisor import open_cluster
    from rathaus.config.database import state_dir

    passed = {"number": number, "passed": timedelta(days=366 * years)}
    with psycopg.connect(open_cluster(state_dir()).url(ADMIN, DATABASE)) as database:
        database.execute("SET LOCAL session_replication_role = replica")
        for statement in _MOVE:
            assert database.execute(statement, passed).rowcount == 1


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rathaus.config.settings")
    django.setup()
    let_years_pass(sys.argv[1], int(sys.argv[2]))
