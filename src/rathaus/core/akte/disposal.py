"""The way out: which cases may go, what stands against the others, and what the archive says about each."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import BooleanField, DateField, Exists, Func, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import ExtractYear, TruncDate
from django.utils import timezone

from rathaus.core.akte.errors import ExportMissing, NotDisposable
from rathaus.core.akte.export import last_export
from rathaus.core.akte.models import Aufbewahrungsfrist, Aussonderung, Loeschsperre
from rathaus.core.akte.retention import retention_of
from rathaus.core.akte.rules import Facts, Obstacle, Step, next_step, obstacles, reason_line
from rathaus.core.antrag.models import Antrag
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.bescheid.rules import State as BescheidState
from rathaus.core.beteiligung.models import Auslegung, Beteiligung
from rathaus.core.protokoll.models import Record
from rathaus.core.rechtsbehelf.models import Rechtsbehelf
from rathaus.core.rechtsbehelf.rules import OPEN_STATES
from rathaus.core.scope.actor import Actor
from rathaus.core.scope.session import current_scope
from rathaus.core.vorgang.admission import clerk_id, lock_for_clerk
from rathaus.core.vorgang.case import Case
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.rules import Cursor, State
from rathaus.core.zahlung.queries import unsettled

_UNANSWERED = Q(answered_at=None, ended_at=None)


class _SettledOn(Func):
    """The local day from which the period of a case counts, by the key of its Antrag; the database says it."""

    function = "akte_settled_on"
    output_field = DateField()


class _IsUnserved(Func):
    """Whether a decision against a person was issued on a remedy and its service is not entered; likewise."""

    function = "akte_is_unserved"
    output_field = BooleanField()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands on its way out.

    Args:
        facts: what that depends on.
        period: what the body has confirmed for the Leistung; None without one.
        obstacles: what stands against its disposal; nothing when it is on the list.
        last: what was decided last; None when nothing was.
    """

    facts: Facts
    period: Aufbewahrungsfrist | None
    obstacles: tuple[Obstacle, ...]
    last: Aussonderung | None

    @property
    def step(self) -> Step | None:
        """What was decided last."""
        return Step(self.last.step) if self.last else None


@dataclass(frozen=True, slots=True)
class DisposalPage:
    """One page of the cases that may go.

    Args:
        rows: cases with their Antrag and Leistung, each with its last ``step``; the one closed first comes first.
        next: where the next page begins, for the address; empty on the last page.
    """

    rows: tuple[Vorgang, ...]
    next: str


def disposal_of(vorgang: Vorgang, *, today: date) -> Standing:
    """Return where a case stands on its way out, and why.

    Args:
        vorgang: of the open scope, which holds the body and its predecessors.
        today: local date Europe/Berlin.
    """
    period = retention_of([vorgang.leistung_id], stelle_ids=current_scope().stellen).get(vorgang.leistung_id)
    settled_on, is_unserved = Vorgang.objects.values_list(_SettledOn("antrag_id"), _IsUnserved("antrag_id")).get(
        pk=vorgang.pk
    )
    facts = Facts(
        closed_on=timezone.localdate(vorgang.closed_at) if vorgang.closed_at else None,
        settled_on=settled_on,
        years=period.years if period else None,
        is_held=Loeschsperre.objects.filter(vorgang_id=vorgang.pk, lifted_at=None).exists(),
        has_draft=Bescheid.objects.filter(vorgang_id=vorgang.pk, state=BescheidState.DRAFT).exists(),
        has_open_remedy=Rechtsbehelf.objects.filter(antrag_id=vorgang.antrag_id, state__in=OPEN_STATES).exists(),
        is_unserved=is_unserved,
        is_involving=Beteiligung.objects.filter(_UNANSWERED, vorgang_id=vorgang.pk).exists()
        or Auslegung.objects.filter(vorgang_id=vorgang.pk, ended_at=None).exists(),
        has_open_money=unsettled().filter(antrag_id=vorgang.antrag.public_id).exists(),
    )
    last = Aussonderung.objects.filter(vorgang_id=vorgang.pk).first()
    return Standing(facts, period, obstacles(facts, today=today), last)


def disposal_list(stelle_ids: Collection[int], *, today: date, after: str = "", limit: int = 50) -> DisposalPage:
    """Return one page of the closed cases whose period is over and against whose disposal nothing stands.

    Args:
        stelle_ids: the body and its predecessors, as in the open scope.
        today: local date Europe/Berlin.
        after: ``next`` of the page before; empty for the first page.
        limit: rows of a page.

    Raises:
        CursorBroken: ``after`` is damaged.
    """
    rows = _disposable(stelle_ids, today).annotate(closed_on=TruncDate("closed_at")).order_by("closed_on", "public_id")
    if after:
        cursor = Cursor.from_text(after)
        later = Q(closed_on__gt=cursor.day) | Q(closed_on=cursor.day, public_id__gt=cursor.public_id)
        rows = rows.filter(later)
    steps = Aussonderung.objects.filter(vorgang_id=OuterRef("pk")).order_by("-pk").values("step")[:1]
    found = list(rows.annotate(step=Subquery(steps)).select_related("antrag", "leistung")[: limit + 1])
    shown = tuple(found[:limit])
    is_last = len(found) <= limit
    return DisposalPage(shown, "" if is_last else Cursor(shown[-1].closed_on, shown[-1].public_id).as_text())


@transaction.atomic
def offer_to_archive(*, actor: Actor, vorgang: Vorgang, now: datetime) -> Aussonderung:
    """Offer a case to the archive: the folder that was taken out last, after everything that happened in the case.

    It can be offered anew: when the answer was mistyped, or when something was added after it.

    Args:
        actor: a clerk of the body.
        vorgang: the case.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body.
        NotDisposable: something stands against it.
        ExportMissing: nobody has taken the folder out since something happened in the case.
    """
    case = lock_for_clerk(actor, vorgang)
    before = disposable(case, today=timezone.localdate(now)).step
    step, exported = next_step(before, Step.OFFERED), last_export(case.vorgang)
    if exported is None or has_grown(case.antrag, after=exported.chain_seq):
        raise ExportMissing
    row = Aussonderung(step=step, export_sha256=exported.sha256, chain_seq=exported.chain_seq)
    return _note(case, row, actor=actor, now=now)


@transaction.atomic
def note_archive_answer(*, actor: Actor, vorgang: Vorgang, takes: bool, reason: str, now: datetime) -> Aussonderung:
    """Note what the archive answered.

    Args:
        actor: a clerk of the body.
        vorgang: a case that was offered.
        takes: whether the archive takes the case.
        reason: on one line who said so, and when.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body.
        NotDisposable: something stands against it by now.
        DisposalRefused: it is not offered, or the archive has answered.
        ReasonRefused: no reason, or too long.
    """
    case = lock_for_clerk(actor, vorgang)
    before = disposable(case, today=timezone.localdate(now)).step
    step = next_step(before, Step.TAKEN if takes else Step.REFUSED)
    return _note(case, Aussonderung(step=step, reason=reason_line(reason)), actor=actor, now=now)


@transaction.atomic
def waive_archive(*, actor: Actor, vorgang: Vorgang, reason: str, now: datetime) -> Aussonderung:
    """Decide that a case is not offered to the archive, such as when it has said that it wants none of this kind.

    Args:
        actor: a clerk of the body.
        vorgang: the case.
        reason: on one line why it need not be offered.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body.
        NotDisposable: something stands against it.
        DisposalRefused: it was offered.
        ReasonRefused: no reason, or too long.
    """
    case = lock_for_clerk(actor, vorgang)
    step = next_step(disposable(case, today=timezone.localdate(now)).step, Step.WAIVED)
    return _note(case, Aussonderung(step=step, reason=reason_line(reason)), actor=actor, now=now)


def offered_last(vorgang: Vorgang) -> Aussonderung | None:
    """Return the last offer of a case to the archive; None where it was never offered."""
    return Aussonderung.objects.filter(vorgang_id=vorgang.pk, step=Step.OFFERED).first()


def has_grown(antrag: Antrag, *, after: int | None) -> bool:
    """Return whether something happened in a case after an entry of its chain, apart from its way out.

    Args:
        antrag: of the case.
        after: number of the entry; None for an export that did not note it.
    """
    if after is None:
        return True
    rows = Record.objects.filter(kette__subject_kind="antrag", kette__subject_id=antrag.public_id, seq__gt=after)
    return rows.exclude(act__startswith="akte.").exists()


def disposable(case: Case, *, today: date) -> Standing:
    """Return where a locked case stands on its way out.

    Args:
        case: locked.
        today: local date Europe/Berlin.

    Raises:
        NotDisposable: something stands against it.
    """
    standing = disposal_of(case.vorgang, today=today)
    if standing.obstacles:
        raise NotDisposable(obstacles=[each.value for each in standing.obstacles])
    return standing


def _note(case: Case, row: Aussonderung, *, actor: Actor, now: datetime) -> Aussonderung:
    row.vorgang, row.stelle_id, row.at, row.by_id = case.vorgang, case.vorgang.stelle_id, now, clerk_id(actor)
    row.save(force_insert=True)
    payload: dict[str, object] = {"reason": row.reason} if row.reason else {"sha256": row.export_sha256}
    case.record(f"akte.{row.step}", actor=actor, payload=payload)
    return row


def _disposable(stelle_ids: Collection[int], today: date) -> QuerySet[Vorgang]:
    """Return the cases against whose disposal nothing stands: as :func:`obstacles`, in one statement."""
    bodies = list(stelle_ids)
    periods = Aufbewahrungsfrist.objects.filter(stelle_id__in=bodies, leistung_id=OuterRef("leistung_id"))
    in_case = {"vorgang_id": OuterRef("pk")}
    return (
        Vorgang.objects.filter(stelle_id__in=bodies, state=State.CLOSED)
        .annotate(years=Subquery(periods.order_by("-pk").values("years")[:1]))
        .filter(years__lt=today.year - ExtractYear("closed_at"))
        .filter(years__lt=today.year - ExtractYear(_SettledOn("antrag_id")))
        .exclude(Exists(Loeschsperre.objects.filter(lifted_at=None, **in_case)))
        .exclude(Exists(Bescheid.objects.filter(state=BescheidState.DRAFT, **in_case)))
        .exclude(Exists(Rechtsbehelf.objects.filter(antrag_id=OuterRef("antrag_id"), state__in=OPEN_STATES)))
        .exclude(_IsUnserved("antrag_id"))
        .exclude(Exists(Beteiligung.objects.filter(_UNANSWERED, **in_case)))
        .exclude(Exists(Auslegung.objects.filter(ended_at=None, **in_case)))
        .exclude(Exists(unsettled().filter(antrag_id=OuterRef("antrag__public_id"))))
    )
