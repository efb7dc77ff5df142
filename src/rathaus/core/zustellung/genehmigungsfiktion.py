"""A decision that was made before a Genehmigungsfiktion occurred, and whether it was announced before, too."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import batched, islice

from django.db.models import F, Q
from django.utils import timezone

from rathaus.core.antrag.queries import content_of
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.bescheid.rules import State
from rathaus.core.vorgang.models import Vorgang, Zeitgeber
from rathaus.core.vorgang.rules import State as CaseState
from rathaus.engine.prozess.model import ErgebnisKind
from rathaus.engine.prozess.zeitgeber import ZeitgeberEffectKind
from rathaus.recht.genehmigungsfiktion import Decided, Genehmigungsfiktion, Period, deemed_approval

_MOST = 20
_AT_ONCE = 200
_RUNS = Q(effect=ZeitgeberEffectKind.DEEMED_GRANT.value, fired_at=None)


@dataclass(frozen=True, slots=True)
class Unannounced:
    """A decided case whose Bescheid was not announced within the period of a Genehmigungsfiktion, as of today.

    Args:
        vorgang: the case, with its Antrag and Leistung.
        last_on: last local day of the period.
        has_passed: whether the permit may count as granted by now.
    """

    vorgang: Vorgang
    last_on: date
    has_passed: bool


def fiction_beside(vorgang: Vorgang, *, today: date) -> Genehmigungsfiktion | None:
    """Return where the Genehmigungsfiktion of a case stands; None where none runs, or a full grant came first.

    Args:
        vorgang: the case, in the scope of its body.
        today: local date Europe/Berlin.

    Source: VwVfG §§ 42a(1), 43(1).
    """
    return next(_fictions([vorgang], today=today))


def _fictions(cases: Sequence[Vorgang], *, today: date) -> Iterator[Genehmigungsfiktion | None]:
    """Return for each case what :func:`fiction_beside` says, in two statements."""
    ids = [case.pk for case in cases]
    runs = {run.vorgang_id: run for run in Zeitgeber.objects.filter(_RUNS, vorgang_id__in=ids).order_by("pk")}
    issued = Bescheid.objects.filter(vorgang_id__in=ids, state=State.ISSUED, predecessor=None).order_by("-pk")
    first = {bescheid.vorgang_id: bescheid for bescheid in issued}
    return (_fiction(case, runs.get(case.pk), first.get(case.pk), today) for case in cases)


def _fiction(
    vorgang: Vorgang, run: Zeitgeber | None, first: Bescheid | None, today: date
) -> Genehmigungsfiktion | None:
    if run is None or vorgang.deemed_on is not None or vorgang.is_withdrawn:
        return None
    norms = {each.key: each.norm for each in content_of(vorgang.antrag).prozess.zeitgeber}
    period = Period(norms.get(run.key, ""), run.due_on)
    if first is None or first.issued_at is None:
        return deemed_approval(period, today) if run.stopped_at is None else None
    issued_on = timezone.localdate(first.issued_at)
    if _grants_all(first) or run.stopped_at is None or timezone.localdate(run.stopped_at) != issued_on:
        return None
    return deemed_approval(period, today, decided=Decided(issued_on, first.announced_on))


def unannounced_decisions(stelle_ids: Collection[int], *, today: date) -> list[Unannounced]:
    """Return the cases of bodies that are decided, and announced too late or not yet, before they are closed.

    Args:
        stelle_ids: the body and its predecessors.
        today: local date Europe/Berlin.
    """
    late = Q(vorgang__bescheide__announced_on=None) | Q(vorgang__bescheide__announced_on__gt=F("due_on"))
    rows = Zeitgeber.objects.filter(
        _RUNS,
        late,
        stelle_id__in=list(stelle_ids),
        stopped_at__isnull=False,
        vorgang__state=CaseState.DECIDED,
        vorgang__bescheide__predecessor=None,
        vorgang__bescheide__state=State.ISSUED,
    )
    ordered = rows.select_related("vorgang__antrag", "vorgang__leistung").order_by("due_on", "pk")
    found = (
        Unannounced(row.vorgang, row.due_on, row.due_on < today)
        for some in batched(ordered.iterator(_AT_ONCE), _AT_ONCE)
        for row, standing in zip(some, _fictions([row.vorgang for row in some], today=today), strict=True)
        if standing is not None and standing.banners
    )
    return list(islice(found, _MOST))


def _grants_all(bescheid: Bescheid) -> bool:
    """Return whether a Bescheid gives what silence would have given: then nobody can be harmed."""
    return bescheid.kind == ErgebnisKind.WITHDRAW or (
        bescheid.kind == ErgebnisKind.GRANT and not bescheid.nebenbestimmungen
    )
