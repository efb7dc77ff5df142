"""Moving running cases to a newer version of their procedure: always by somebody, after a look at what it does."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from rathaus.core.antrag.models import Antrag
from rathaus.core.antrag.queries import prozess_version_id
from rathaus.core.leistung.models import Leistung, LeistungVersion
from rathaus.core.leistung.queries import compiled, current_version
from rathaus.core.scope.actor import Actor
from rathaus.core.vorgang.admission import lock_to_work
from rathaus.core.vorgang.case import Case, case_of
from rathaus.core.vorgang.errors import CaseNotMovable
from rathaus.core.vorgang.models import Aufgabe, Vorgang
from rathaus.core.vorgang.procedure import case_facts, has_conditions, working_prozess
from rathaus.core.vorgang.rules import State
from rathaus.core.vorgang.signals import vorgang_moved
from rathaus.engine.prozess.migration import Migration, plan_migration
from rathaus.engine.prozess.progress import ENTFAELLT

MOST = 200
"""Cases of one list of what a move does; a clerk reads each of them."""


@dataclass(frozen=True, slots=True)
class Move:
    """What moving one case would do.

    Args:
        vorgang: the case.
        plan: what is kept, done again and lost.
    """

    vorgang: Vorgang
    plan: Migration


def newer_version(vorgang: Vorgang, *, day: date) -> LeistungVersion | None:
    """Return the version that counts on a local day, where a running case follows an older one; None otherwise."""
    if vorgang.is_ended or vorgang.is_withdrawn:
        return None
    version = current_version(vorgang.leistung, day)
    return None if version is None or version.pk == prozess_version_id(vorgang.antrag) else version


def move_of(vorgang: Vorgang, version: LeistungVersion) -> Move:
    """Return what moving a case to a version would do; nothing changes."""
    return Move(vorgang, _plan(case_of(vorgang), version))


def moves_of(leistung: Leistung, version: LeistungVersion, *, stelle_ids: Collection[int]) -> tuple[Move, ...]:
    """Return what moving the running cases of a Leistung at a body would do, the oldest first, at most :data:`MOST`.

    Args:
        leistung: the Leistung.
        version: the version that they are to follow.
        stelle_ids: the body and its predecessors.
    """
    follows = Q(antrag__moved_to=version) | Q(antrag__moved_to=None, antrag__version=version)
    rows = Vorgang.objects.filter(
        leistung=leistung, stelle_id__in=list(stelle_ids), state__in=[State.OPEN, State.WAITING], withdrawn_at=None
    )
    wanted = rows.exclude(follows).select_related("antrag", "stelle", "leistung").prefetch_related("aufgaben")
    return tuple(move_of(row, version) for row in wanted.order_by("opened_at", "pk")[:MOST])


@transaction.atomic
def move_case(*, actor: Actor, vorgang: Vorgang, version: LeistungVersion, now: datetime) -> Migration:
    """Let a running case follow a newer version; the form stays the one that the person filled in.

    Args:
        actor: a clerk of the body; an unclaimed case is claimed by it.
        vorgang: the case.
        version: the version that counts on that day.
        now: aware instant.

    Raises:
        ActorRefused, ClaimedByColleague, VorgangEnded: see :func:`rathaus.core.vorgang.admission.lock_to_work`.
        CaseNotMovable: it is decided or withdrawn, it follows that version, or the version does not count.
    """
    case = lock_to_work(actor, vorgang, now=now)
    counts = newer_version(case.vorgang, day=timezone.localdate(now))
    if counts is None or counts.pk != version.pk:
        raise CaseNotMovable(vorgang=case.vorgang.public_id)
    plan = _plan(case, version)
    if not plan.is_possible:
        raise CaseNotMovable(vorgang=case.vorgang.public_id)
    before = prozess_version_id(case.antrag)
    case.antrag.moved_to = version
    Antrag.objects.filter(pk=case.antrag.pk).update(moved_to=version)
    _follow(case, plan, now=now)
    payload: dict[str, object] = {"from_version": before, "to_version": version.pk, "version": version.version}
    payload |= {"lost": list(plan.dropped), "again": list(plan.reopened), "new": list(plan.added)}
    case.record("vorgang.moved", actor=actor, payload=payload)
    vorgang_moved.send(sender=Vorgang, vorgang=case.vorgang, now=now)
    return plan


def _follow(case: Case, plan: Migration, *, now: datetime) -> None:
    """Give a case the tasks of its new procedure and the outcomes that the plan keeps."""
    case.prozess = working_prozess(prozess_version_id(case.antrag))
    known = {*(task.key for task in case.prozess.aufgaben), *(timer.key for timer in case.prozess.zeitgeber)}
    gone = [case.aufgaben.pop(key) for key in list(case.aufgaben) if key not in known]
    Aufgabe.objects.filter(pk__in=[row.pk for row in gone]).delete()
    for position, task in enumerate(case.prozess.aufgaben):
        row = case.aufgaben.get(task.key) or Aufgabe(
            vorgang=case.vorgang, stelle_id=case.vorgang.stelle_id, key=task.key, position=position
        )
        row.position = position
        case.aufgaben[task.key] = row
    case.apply(plan.done, now=now)
    case.save()


def _plan(case: Case, version: LeistungVersion) -> Migration:
    old, new = compiled(prozess_version_id(case.antrag)).prozess, compiled(version.pk).prozess
    done = {key: row.outcome for key, row in case.aufgaben.items() if row.outcome and row.outcome != ENTFAELLT}
    asks = has_conditions(old) or has_conditions(new)
    return plan_migration(old, new, done=done, facts=case_facts(case.vorgang) if asks else {})
