"""Where drafts end: how many were submitted, deleted or forgotten, by the last page that was saved.

A row names a version, a page and a day, and neither draft nor person nor place. Single rows are written, because a
shared counter would let submissions wait for each other; every hour they are added up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.db.models import Sum

from rathaus.core.antrag.models import DraftEnd, Entwurf
from rathaus.core.antrag.rules import Outcome, shown_count

_ADD_UP = """
WITH gone AS (
  DELETE FROM antrag_draftend WHERE (version_id, page, day, outcome) IN (
    SELECT version_id, page, day, outcome FROM antrag_draftend
    GROUP BY version_id, page, day, outcome HAVING count(*) > 1
  ) RETURNING version_id, page, day, outcome, count
)
INSERT INTO antrag_draftend (version_id, page, day, outcome, count)
SELECT version_id, page, day, outcome, sum(count) FROM gone GROUP BY version_id, page, day, outcome
"""


@dataclass(frozen=True, slots=True)
class PageEnds:
    """How many drafts ended at one page.

    Args:
        page: key of the last page that was saved; empty for drafts in which none was.
        left: deleted or forgotten drafts; None where they are so few that they are not told.
    """

    page: str
    left: int | None


@dataclass(frozen=True, slots=True)
class DropOff:
    """Where the drafts of a version ended.

    Args:
        pages: in the order of the form, those alone where a draft ended.
        submitted: drafts that were submitted; None where they are so few that they are not told.
    """

    pages: tuple[PageEnds, ...]
    submitted: int | None

    @property
    def most(self) -> int:
        """The largest number of a page, for the length of bars; at least one."""
        return max([each.left or 0 for each in self.pages], default=0) or 1


def note_ends(drafts: Sequence[Entwurf], *, outcome: Outcome, day: date) -> None:
    """Count drafts that end now, in the caller's transaction.

    Args:
        drafts: the drafts; only version and last saved page are kept of them.
        outcome: how they ended.
        day: local date Europe/Berlin.
    """
    DraftEnd.objects.bulk_create(
        DraftEnd(version_id=each.version_id, page=(each.visited or [""])[-1], day=day, outcome=outcome)
        for each in drafts
    )


@transaction.atomic
def add_up_ends() -> None:
    """Turn the single rows of a page and day into one; called by a job."""
    with connection.cursor() as cursor:
        cursor.execute(_ADD_UP)


def drop_off(version_id: int, *, pages: Sequence[str], since: date) -> DropOff:
    """Return where the drafts of a version ended; small numbers are left out, so that nobody can be recognised.

    Args:
        version_id: the version.
        pages: keys of its pages, in order.
        since: first local day that counts.
    """
    rows = DraftEnd.objects.filter(version_id=version_id, day__gte=since)
    ended = rows.exclude(outcome=Outcome.SUBMITTED).values_list("page").annotate(total=Sum("count"))
    left = {page: int(total) for page, total in ended}
    submitted = rows.filter(outcome=Outcome.SUBMITTED).aggregate(total=Sum("count"))["total"] or 0
    found = tuple(PageEnds(page, shown_count(left[page])) for page in ("", *pages) if page in left)
    return DropOff(found, shown_count(submitted))
