"""Every read of cases; the open scope decides which rows there are."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from rathaus.core.antrag.models import Antrag, Entwurf
from rathaus.core.antrag.queries import all_file_ids, content_of
from rathaus.core.datei.queries import quarantined_dateien
from rathaus.core.leistung.queries import compiled, uebernahmen_of, zustaendigkeit_of
from rathaus.core.leistung.rules import OPEN_FEE, Fee, fee_at
from rathaus.core.leistung.stand import Kept
from rathaus.core.postfach.queries import missed_decisions
from rathaus.core.protokoll.models import Record
from rathaus.core.protokoll.queries import records_of
from rathaus.core.stelle.models import Mitgliedschaft, Stelle
from rathaus.core.stelle.queries import resolve_zustaendigkeit
from rathaus.core.vorgang.errors import VorgangNotFound
from rathaus.core.vorgang.models import Aufgabe, Vorgang
from rathaus.core.vorgang.rules import Cursor, State, View, search_words, selectable_results, workable_tasks
from rathaus.engine.prozess.model import Aufgabe as Step
from rathaus.engine.prozess.model import Ergebnis, Prozess
from rathaus.recht.regime import Regime
from rathaus.values.text import Text

_SOON_DAYS = 2
_TODAY_ROWS = 20


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who receives an Antrag.

    Args:
        stelle: the competent body that offers the Leistung online; None when there is none.
        fee: what it costs there, as the person is shown it.
    """

    stelle: Stelle | None
    fee: Fee = OPEN_FEE


@dataclass(frozen=True, slots=True)
class Unscanned:
    """A case with files that cannot be opened, because no malware scanner has seen them yet; and how many."""

    vorgang: Vorgang
    title: Text
    files: int


@dataclass(frozen=True, slots=True)
class InboxFilter:
    """What a list of cases shows.

    Args:
        view: the part of the inbox.
        leistung: slug of one Leistung; empty for all.
        query: words of the applicant's name, or a part of the reference.
        konto_id: whose cases are "mine".
    """

    view: View = View.OPEN
    leistung: str = ""
    query: str = ""
    konto_id: int | None = None


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One line of a list of cases.

    Args:
        vorgang: the case with its Antrag (without answers) and Leistung.
        title: name of the Leistung.
        claimed_by: name of the clerk; empty while nobody has claimed it.
        next_task: what is to be done next; None when nothing is left.
        is_overdue: whether its day has passed.
    """

    vorgang: Vorgang
    title: Text
    claimed_by: str
    next_task: Step | None
    is_overdue: bool


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
        counts: of all parts of the inbox, whatever the filter.
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
        counts: of all parts of the inbox.
    """

    due: tuple[InboxRow, ...]
    new: tuple[InboxRow, ...]
    answered: tuple[InboxRow, ...]
    left: tuple[InboxRow, ...]
    unannounced: tuple[InboxRow, ...]
    counts: InboxCounts


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands in its procedure.

    Args:
        prozess: the procedure.
        done: key of task → outcome.
        tasks: every task of the procedure in order, with its row.
        open: the tasks that a clerk can do now.
        results: the results that can be selected now.
    """

    prozess: Prozess
    done: Mapping[str, str]
    tasks: tuple[tuple[Step, Aufgabe], ...]
    open: tuple[Step, ...]
    results: tuple[Ergebnis, ...]


_receivers: Kept[tuple[int, int, date], Receiver] = Kept(1000)


def receiver_of(entwurf: Entwurf, *, day: date) -> Receiver:
    """Return who receives a draft on a local day, by the rule of that day; the draft keeps its version.

    Args:
        entwurf: a draft with version, Leistung and place.
        day: local date Europe/Berlin.
    """
    key = (entwurf.version_id, entwurf.place_id, day)
    return _receivers.get(key, lambda: _find_receiver(entwurf, day))


def _find_receiver(entwurf: Entwurf, day: date) -> Receiver:
    leistung, prozess = entwurf.version.leistung, content_of(entwurf).prozess
    rule = zustaendigkeit_of(leistung, day)
    ebene = rule.ebene if rule else prozess.zustaendigkeit.ebene.value
    slug = (rule.stelle.slug if rule.stelle else None) if rule else prozess.zustaendigkeit.stelle or None
    stelle = resolve_zustaendigkeit(ebene=ebene, stelle_slug=slug, place=entwurf.place, day=day).stelle
    if stelle is None:
        return Receiver(None)
    uebernahme = uebernahmen_of(stelle).filter(leistung=leistung).first()
    if uebernahme is None:
        return Receiver(None)
    return Receiver(stelle, fee_at(prozess.gebuehr, uebernahme.gebuehr_cent))


def fee_of(vorgang: Vorgang) -> Fee:
    """Return the fee of a case as the person was shown it at submission; open where the body had not fixed it."""
    return fee_at(content_of(vorgang.antrag).prozess.gebuehr, vorgang.gebuehr_cent)


def vorgang_by_public_id(public_id: uuid.UUID) -> Vorgang:
    """Return a case with its Antrag, Leistung and body.

    Raises:
        VorgangNotFound: unknown, or at another body.
    """
    vorgang = _vorgaenge().filter(public_id=public_id).first()
    if vorgang is None:
        raise VorgangNotFound
    return vorgang


def vorgang_of(antrag: Antrag) -> Vorgang:
    """Return the case of an Antrag; needs the scope of the body.

    Raises:
        VorgangNotFound: it is at another body.
    """
    vorgang = _vorgaenge().filter(antrag_id=antrag.pk).first()
    if vorgang is None:
        raise VorgangNotFound
    return vorgang


def _vorgaenge() -> QuerySet[Vorgang]:
    rows = Vorgang.objects.select_related("antrag", "stelle", "leistung", "antrag__place")
    return rows.defer("leistung__search_text")


def standing(vorgang: Vorgang) -> Standing:
    """Return where a case stands: its tasks, what is open, which results can be selected."""
    prozess = compiled(vorgang.antrag.version_id).prozess
    rows = {row.key: row for row in vorgang.aufgaben.all()}
    done = {key: row.outcome for key, row in rows.items() if row.outcome}
    results = () if vorgang.is_ended else selectable_results(prozess, done, is_withdrawn=vorgang.is_withdrawn)
    is_stopped = vorgang.is_withdrawn or vorgang.state == State.CLOSED
    return Standing(
        prozess=prozess,
        done=done,
        tasks=tuple((step, rows[step.key]) for step in prozess.aufgaben if step.key in rows),
        open=() if is_stopped else workable_tasks(prozess, done),
        results=results,
    )


def clerk_names(konto_ids: Iterable[int | None]) -> dict[int, str]:
    """Return the names of members of staff, as far as the open scope sees their memberships."""
    wanted = {konto_id for konto_id in konto_ids if konto_id is not None}
    if not wanted:
        return {}
    rows = Mitgliedschaft.objects.filter(konto_id__in=wanted).values_list("konto_id", "display_name")
    return dict(rows)


def history(vorgang: Vorgang) -> list[Record]:
    """Return every act about the Antrag of a case, oldest first; the surface makes sentences of them."""
    return list(records_of(kind="antrag", subject_id=vorgang.antrag.public_id))


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
    by_decision = filters.view is View.DECIDED
    rows = _filtered(_in_bodies(stelle_ids), filters)
    if after:
        rows = _after(rows, Cursor.from_text(after), by_decision=by_decision)
    order = ("-decided_on", "-public_id") if by_decision else ("due_on", "public_id")
    found = list(_for_list(rows).order_by(*order)[: limit + 1])
    shown = found[:limit]
    following = _cursor(shown[-1], by_decision=by_decision) if len(found) > limit else ""
    return InboxPage(_lines(shown, today), following, counts(stelle_ids, konto_id=filters.konto_id, today=today))


def counts(stelle_ids: Collection[int], *, konto_id: int | None, today: date) -> InboxCounts:
    """Return how many cases there are in each part of the inbox, in one query.

    Args:
        stelle_ids: the body and its predecessors.
        konto_id: whose cases are "mine".
        today: local date Europe/Berlin.
    """
    views = {view.value: Count("pk", filter=_condition(view, konto_id)) for view in View}
    overdue = Count("pk", filter=_condition(View.OPEN, konto_id) & Q(due_on__lt=today))
    return InboxCounts(**_in_bodies(stelle_ids).aggregate(**views, overdue=overdue))


def today(*, stelle_ids: Collection[int], konto_id: int, day: date) -> Today:
    """Return what the page "Heute" shows to one clerk.

    Args:
        stelle_ids: the body and its predecessors.
        konto_id: the clerk.
        day: local date Europe/Berlin.
    """
    work = _in_bodies(stelle_ids).filter(_condition(View.OPEN, konto_id) | _condition(View.WAITING, konto_id))
    reachable = Q(claimed_by=konto_id) | Q(claimed_by=None)
    free = Q(claimed_by=None)
    missed = missed_decisions(stelle_ids, today=day, regime=Regime(land=settings.RATHAUS_LAND))
    parts = {
        "due": work.filter(reachable, due_on__lte=day + timedelta(days=_SOON_DAYS)),
        "new": work.filter(free, released_at=None, answered_at=None),
        "answered": work.filter(reachable, answered_at__isnull=False),
        "left": work.filter(free, released_at__isnull=False),
        "unannounced": _in_bodies(stelle_ids).filter(state=State.DECIDED, antrag__public_id__in=missed),
    }
    found = {name: list(_for_list(rows).order_by("due_on", "public_id")[:_TODAY_ROWS]) for name, rows in parts.items()}
    lines = {name: _lines(rows, day) for name, rows in found.items()}
    return Today(**lines, counts=counts(stelle_ids, konto_id=konto_id, today=day))


def unscanned(stelle_ids: Collection[int]) -> tuple[Unscanned, ...]:
    """Return the cases with files that no malware scanner has seen yet; one query while there are none.

    Args:
        stelle_ids: the body and its predecessors.
    """
    files = quarantined_dateien(stelle_ids, limit=_TODAY_ROWS)
    if not files:
        return ()
    owners = Q(pk__in=[])
    for each in files:
        owners |= Q(antrag__konto_id=each.konto_id, antrag__secret_hash=each.secret_hash)
    waiting = {str(each.public_id) for each in files}
    rows = _in_bodies(stelle_ids).filter(owners).select_related("antrag", "leistung").order_by("due_on", "public_id")
    counted = ((row, waiting.intersection(all_file_ids(row.antrag))) for row in rows)
    return tuple(Unscanned(row, Text.from_json(row.leistung.title), len(found)) for row, found in counted if found)


def _in_bodies(stelle_ids: Collection[int]) -> QuerySet[Vorgang]:
    return Vorgang.objects.filter(stelle_id__in=list(stelle_ids))


def _condition(view: View, konto_id: int | None) -> Q:
    is_open, is_waiting = Q(state=State.OPEN), Q(state=State.WAITING)
    match view:
        case View.OPEN:
            return is_open
        case View.MINE:
            return (is_open | is_waiting) & (Q(claimed_by=konto_id) if konto_id is not None else Q(pk__in=[]))
        case View.UNCLAIMED:
            return is_open & Q(claimed_by=None)
        case View.WAITING:
            return is_waiting
        case View.DECIDED:
            return Q(decided_on__isnull=False)


def _filtered(rows: QuerySet[Vorgang], filters: InboxFilter) -> QuerySet[Vorgang]:
    rows = rows.filter(_condition(filters.view, filters.konto_id))
    if filters.leistung:
        rows = rows.filter(leistung__slug=filters.leistung)
    for word in search_words(filters.query):
        rows = rows.filter(search_text__contains=word)
    return rows


def _after(rows: QuerySet[Vorgang], cursor: Cursor, *, by_decision: bool) -> QuerySet[Vorgang]:
    if by_decision:
        same_day = Q(decided_on=cursor.day, public_id__lt=cursor.public_id)
        return rows.filter(Q(decided_on__lt=cursor.day) | same_day)
    return rows.filter(Q(due_on__gt=cursor.day) | Q(due_on=cursor.day, public_id__gt=cursor.public_id))


def _cursor(vorgang: Vorgang, *, by_decision: bool) -> str:
    day = vorgang.decided_on if by_decision and vorgang.decided_on else vorgang.due_on
    return Cursor(day, vorgang.public_id).as_text()


def _for_list(rows: QuerySet[Vorgang]) -> QuerySet[Vorgang]:
    return (
        rows.select_related("antrag", "leistung")
        .defer("antrag__answers", "leistung__search_text", "leistung__search_words")
        .prefetch_related("aufgaben")
    )


def _lines(rows: list[Vorgang], day: date) -> tuple[InboxRow, ...]:
    names = clerk_names(row.claimed_by_id for row in rows)
    return tuple(_line(row, names, day) for row in rows)


def _line(vorgang: Vorgang, names: Mapping[int, str], day: date) -> InboxRow:
    is_working = vorgang.state in {State.OPEN, State.WAITING}
    return InboxRow(
        vorgang=vorgang,
        title=Text.from_json(vorgang.leistung.title),
        claimed_by=names.get(vorgang.claimed_by_id or 0, ""),
        next_task=_next_task(vorgang),
        is_overdue=is_working and vorgang.due_on < day,
    )


def _next_task(vorgang: Vorgang) -> Step | None:
    place = standing(vorgang)
    if place.open:
        return place.open[0]
    deciding = [step for step, row in place.tasks if step.kind.value == "entscheiden" and not row.outcome]
    return deciding[0] if place.results and deciding else None
