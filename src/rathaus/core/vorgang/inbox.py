"""Lists of cases: the parts of the inbox, how many cases there are in each, the page "Heute".

Lists read the few columns that they show, in one statement for all their rows: no row costs another one.
"""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import DateField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, Concat, Least
from django.db.models.lookups import GreaterThan, GreaterThanOrEqual

from rathaus.core.norm.queries import regime_of
from rathaus.core.postfach.queries import missed_decisions
from rathaus.core.vorgang.models import Aufgabe, Vorgang
from rathaus.core.vorgang.procedure import done_of, working_prozess
from rathaus.core.vorgang.queries import clerk_names
from rathaus.core.vorgang.rules import Cursor, State, View, next_task, search_words
from rathaus.engine.prozess.model import Aufgabe as Step
from rathaus.values.text import Text

COUNTED = 1000
"""As many cases of a part are counted for a page; beyond, a clerk reads that there are more."""
_SOON_DAYS = 2
_TODAY_ROWS = 20
_COLUMNS = (
    "public_id", "aktenzeichen", "antrag__applicant", "state", "opened_at", "due_on", "decided_on", "leistung__title",
    "withdrawn_at", "claimed_by_id", "follows_id", "done", "comes_back_on",
)  # fmt: skip
_CLAIMED_BY = _COLUMNS.index("claimed_by_id")
_WORKING = (State.OPEN, State.WAITING)


@dataclass(frozen=True, slots=True)
class InboxFilter:
    """What a list of cases shows.

    Args:
        view: the part of the inbox.
        leistung: slug of one Leistung; empty for all.
        query: words of the applicant's name, or a part of the reference.
        konto_id: whose cases are "mine".
        represents: Konten of the colleagues for whom they stand in; their cases are "mine", too.
        among: ids of cases to which other rooms narrow the list, each of them; empty for all.
        comes_back: the day on which another room lets a case come back before the clerk, as a query of one day for the
            case of the outer one; "mine" is then sorted by the earlier of that day and the due day. None for no such.
        is_search: whether ``among`` is what a search in another room has found; the record of an export says so.
    """

    view: View = View.OPEN
    leistung: str = ""
    query: str = ""
    konto_id: int | None = None
    represents: frozenset[int] = frozenset()
    among: "tuple[QuerySet[Any, Any] | RawSQL, ...]" = ()
    comes_back: "QuerySet[Any, Any] | None" = None
    is_search: bool = False

    @property
    def by_urgency(self) -> bool:
        """Whether the list is sorted by the day on which the clerk must act, not only by the due day."""
        return self.view is View.MINE and self.comes_back is not None


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One line of a list of cases.

    Args:
        public_id: of the case.
        aktenzeichen: its file number.
        applicant: name of the person; may be empty.
        title: name of the Leistung.
        state: where the case stands.
        opened_at: aware instant of receipt.
        due_on: local day by which somebody must act.
        decided_on: local day of the decision.
        is_withdrawn: whether the person has withdrawn the Antrag.
        claimed_by: name of the clerk; empty while nobody has claimed it.
        claimed_by_id: their Konto.
        next_task: what is to be done next; None when nothing is left.
        is_overdue: whether its day has passed.
        comes_back_on: local day on which it comes back before the clerk; None where the list does not ask for it.
    """

    public_id: uuid.UUID
    aktenzeichen: str
    applicant: str
    title: Text
    state: str
    opened_at: datetime
    due_on: date
    decided_on: date | None
    is_withdrawn: bool
    claimed_by: str
    next_task: Step | None
    is_overdue: bool
    comes_back_on: date | None = None
    claimed_by_id: int | None = None

    @property
    def acts_on(self) -> date:
        """The local day on which the clerk must look at the case."""
        return self.due_on if self.comes_back_on is None else min(self.due_on, self.comes_back_on)


@dataclass(frozen=True, slots=True)
class InboxCounts:
    """How many cases there are in each part of the inbox, and how many are overdue."""

    open: int
    mine: int
    unclaimed: int
    waiting: int
    decided: int
    overdue: int


@dataclass(frozen=True, slots=True)
class InboxPage:
    """One page of a list of cases.

    Args:
        rows: at most as many as were asked for.
        next: where the next page begins, for the address; empty on the last page.
        counts: of all parts of the inbox, whatever the filter; at most :data:`COUNTED` + 1 each, which stands for more.
    """

    rows: tuple[InboxRow, ...]
    next: str
    counts: InboxCounts


@dataclass(frozen=True, slots=True)
class Today:
    """The page "Heute": each part at most twenty lines, the most urgent first.

    Args:
        due: overdue or due within two days, mine or unclaimed.
        new: unclaimed and not given back by anybody.
        answered: an answer arrived that nobody has worked on.
        left: given back by a colleague.
        unannounced: the Bescheid was not opened in time and must be announced again or another way.
        counts: of all parts of the inbox, as in :class:`InboxPage`.
    """

    due: tuple[InboxRow, ...]
    new: tuple[InboxRow, ...]
    answered: tuple[InboxRow, ...]
    left: tuple[InboxRow, ...]
    unannounced: tuple[InboxRow, ...]
    counts: InboxCounts


def inbox(
    *, stelle_ids: Collection[int], filters: InboxFilter, today: date, after: str = "", limit: int = 50
) -> InboxPage:
    """Return one page of the cases of bodies; the number of queries does not depend on the number of rows.

    Args:
        stelle_ids: the body and its predecessors, as in the open scope.
        filters: what to show.
        today: local date Europe/Berlin.
        after: ``next`` of the page before; empty for the first page.
        limit: rows of a page.

    Raises:
        CursorBroken: ``after`` is damaged.
    """
    rows = in_order(filtered(stelle_ids, filters), filters)
    if after:
        rows = _after(rows, Cursor.from_text(after), filters)
    found = _read(rows[: limit + 1], today)
    shown = found[:limit]
    following = _cursor(shown[-1], filters) if len(found) > limit else ""
    found_in_all = counts(
        stelle_ids, konto_id=filters.konto_id, represents=filters.represents, today=today, most=COUNTED + 1
    )
    return InboxPage(shown, following, found_in_all)


def first_cases(stelle_ids: Collection[int], filters: InboxFilter, *, most: int) -> list[uuid.UUID]:
    """Return the public ids of the first cases of a list, in its order."""
    rows = in_order(filtered(stelle_ids, filters), filters)
    return list(rows.values_list("public_id", flat=True)[:most])


def counts(
    stelle_ids: Collection[int], *, konto_id: int | None, today: date, most: int, represents: Collection[int] = ()
) -> InboxCounts:
    """Return how many cases there are in each part of the inbox, in one query.

    Args:
        stelle_ids: the body and its predecessors.
        konto_id: whose cases are "mine".
        today: local date Europe/Berlin.
        represents: for whom they stand in.
        most: where counting each part stops, so that it takes as long for a million cases as for that many.
    """
    values: dict[str, list[int] | date] = {
        "stellen": list(stelle_ids),
        "konten": _konten(konto_id, represents),
        "today": today,
    }
    with connection.cursor() as cursor:
        cursor.execute(_counting(most), values)
        return InboxCounts(*cursor.fetchone())


_PARTS = {
    "open": "state = 'open'",
    "mine": "state IN ('open', 'waiting') AND claimed_by_id = ANY(%(konten)s::bigint[])",
    "unclaimed": "state = 'open' AND claimed_by_id IS NULL",
    "waiting": "state = 'waiting'",
    "decided": "decided_on IS NOT NULL",
    "overdue": "state = 'open' AND due_on < %(today)s",
}
"""Part of the inbox → its condition, in the order of :class:`InboxCounts`; each is what an index is made for."""


@cache
def _counting(most: int) -> str:
    some = "SELECT FROM vorgang_vorgang WHERE stelle_id = ANY(%(stellen)s::bigint[]) AND"
    parts = (f"(SELECT count(*) FROM ({some} {part} LIMIT {most:d}) AS part)" for part in _PARTS.values())  # noqa: S608  # words of ours and one number
    return f"SELECT {', '.join(parts)}"


def _konten(konto_id: int | None, represents: Collection[int]) -> list[int]:
    return [*([] if konto_id is None else [konto_id]), *sorted(represents)]


def today(*, stelle_ids: Collection[int], konto_id: int, day: date, represents: Collection[int] = ()) -> Today:
    """Return what the page "Heute" shows to one clerk.

    Args:
        stelle_ids: the body and its predecessors.
        konto_id: the clerk.
        day: local date Europe/Berlin.
        represents: for whom they stand in.
    """
    bodies = Vorgang.objects.filter(stelle_id__in=list(stelle_ids))
    work = bodies.filter(state__in=[_literal(each) for each in _WORKING])
    reachable = Q(claimed_by__in=_konten(konto_id, represents)) | Q(claimed_by=None)
    free = Q(claimed_by=None)
    missed = missed_decisions(stelle_ids, today=day, regime=regime_of())
    parts = {
        "due": work.filter(reachable, due_on__lte=day + timedelta(days=_SOON_DAYS)),
        "new": work.filter(free, released_at=None, answered_at=None),
        "answered": work.filter(reachable, answered_at__isnull=False),
        "left": work.filter(free, released_at__isnull=False),
        "unannounced": bodies.filter(state=State.DECIDED, antrag__public_id__in=missed),
    }
    lines = {name: _read(rows.order_by("due_on", "public_id")[:_TODAY_ROWS], day) for name, rows in parts.items()}
    found = counts(stelle_ids, konto_id=konto_id, represents=represents, today=day, most=COUNTED + 1)
    return Today(**lines, counts=found)


def filtered(stelle_ids: Collection[int], filters: InboxFilter) -> QuerySet[Vorgang]:
    """Return the cases of bodies that a list shows."""
    rows = Vorgang.objects.filter(_condition(filters), stelle_id__in=list(stelle_ids))
    if filters.leistung:
        rows = rows.filter(leistung__slug=filters.leistung)
    for each in filters.among:
        rows = rows.filter(pk__in=each)
    for word in search_words(filters.query):
        rows = rows.filter(search_text__contains=word)
    if filters.by_urgency and filters.comes_back is not None:
        rows = rows.annotate(comes_back_on=Subquery(filters.comes_back), acts_on=Least("due_on", "comes_back_on"))
    return rows


def in_order(rows: QuerySet[Vorgang], filters: InboxFilter) -> QuerySet[Vorgang]:
    """Return cases in the order of their list: the most urgent first, decided ones by the latest decision."""
    if filters.view is View.DECIDED:
        return rows.order_by("-decided_on", "-public_id")
    return rows.order_by("acts_on" if filters.by_urgency else "due_on", "public_id")


def list_values(rows: QuerySet[Vorgang]) -> QuerySet[Vorgang, Any]:
    """Return the columns that a line of a list is made of, for :class:`Lines`."""
    done = Aufgabe.objects.filter(vorgang=OuterRef("pk")).exclude(outcome="").order_by("position")
    pairs = ArraySubquery(done.values_list(Concat(F("key"), Value("="), F("outcome"))))
    follows = Coalesce("antrag__moved_to_id", "antrag__version_id")
    if "comes_back_on" not in rows.query.annotations:
        rows = rows.annotate(comes_back_on=Value(None, DateField(null=True)))
    return rows.annotate(done=pairs, follows_id=follows).values_list(*_COLUMNS)


class Lines:
    """Makes the lines of a list.

    Args:
        names: id of a Konto → name of the clerk.
        day: local date Europe/Berlin; what was due before is overdue.
    """

    def __init__(self, names: Mapping[int, str], day: date) -> None:
        self._names, self._day = names, day

    def make(self, values: tuple[Any, ...]) -> InboxRow:
        """Return the line of one row of :func:`list_values`."""
        *facts, title, withdrawn_at, claimed_by, version_id, done, comes_back_on = values
        public_id, aktenzeichen, applicant, state, opened_at, due_on, decided_on = facts
        is_withdrawn = withdrawn_at is not None
        return InboxRow(
            public_id=public_id,
            aktenzeichen=aktenzeichen,
            applicant=applicant,
            title=Text.from_json(title),
            state=state,
            opened_at=opened_at,
            due_on=due_on,
            decided_on=decided_on,
            is_withdrawn=is_withdrawn,
            claimed_by=self._names.get(claimed_by, ""),
            next_task=_next_task(version_id, tuple(done), State(state), is_withdrawn=is_withdrawn),
            is_overdue=state in _WORKING and due_on < self._day,
            comes_back_on=comes_back_on,
            claimed_by_id=claimed_by,
        )


@lru_cache(maxsize=4096)
def _next_task(version_id: int, done: tuple[str, ...], state: State, *, is_withdrawn: bool) -> Step | None:
    """Ask the procedure once for all cases that stand at the same place; a published version never changes."""
    outcomes = done_of((key, outcome) for key, _, outcome in (pair.partition("=") for pair in done))
    return next_task(working_prozess(version_id), outcomes, state=state, is_withdrawn=is_withdrawn)


def _read(rows: QuerySet[Vorgang], day: date) -> tuple[InboxRow, ...]:
    found = list(list_values(rows))
    lines = Lines(clerk_names(values[_CLAIMED_BY] for values in found), day)
    return tuple(lines.make(values) for values in found)


def _literal(state: State) -> RawSQL:
    """Return a state as a word of the statement: the planner must see that an index for that state fits."""
    return RawSQL(f"'{state.value}'", ())  # noqa: S611  # a constant of ours


def _condition(filters: InboxFilter) -> Q:
    is_open, is_waiting = _literal(State.OPEN), _literal(State.WAITING)
    match filters.view:
        case View.OPEN:
            return Q(state=is_open)
        case View.MINE:
            konten = _konten(filters.konto_id, filters.represents)
            mine = Q(claimed_by=konten[0]) if len(konten) == 1 else Q(claimed_by__in=konten)
            return Q(mine, state__in=[is_open, is_waiting])
        case View.UNCLAIMED:
            return Q(state=is_open, claimed_by=None)
        case View.WAITING:
            return Q(state=is_waiting)
        case View.DECIDED:
            return Q(decided_on__isnull=False)


def _after(rows: QuerySet[Vorgang], cursor: Cursor, filters: InboxFilter) -> QuerySet[Vorgang]:
    """Return what follows; the day stands apart from the choice, so that an index begins there."""
    if filters.view is View.DECIDED:
        follows = Q(decided_on__lt=cursor.day) | Q(public_id__lt=cursor.public_id)
        return rows.filter(follows, decided_on__lte=cursor.day)
    if filters.by_urgency:
        is_later = GreaterThan(F("acts_on"), cursor.day)
        return rows.filter(
            Q(is_later) | Q(public_id__gt=cursor.public_id), GreaterThanOrEqual(F("acts_on"), cursor.day)
        )
    return rows.filter(Q(due_on__gt=cursor.day) | Q(public_id__gt=cursor.public_id), due_on__gte=cursor.day)


def _cursor(row: InboxRow, filters: InboxFilter) -> str:
    day = row.decided_on if filters.view is View.DECIDED and row.decided_on else row.acts_on
    return Cursor(day, row.public_id).as_text()
