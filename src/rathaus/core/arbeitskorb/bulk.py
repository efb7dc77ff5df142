"""Acts on many cases at once: foreseen for each of them, then carried out one by one.

Each case has a transaction of its own, so that what one of them refuses stops no other, and what has happened stays.
Its row in the run is written in the same transaction: a run that is sent twice, or was cut off and is sent again, does
nothing a second time.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from rathaus.core.arbeitskorb.bulk_rules import (
    RUNNING,
    BulkKind,
    Holder,
    Outcome,
    Reach,
    Standing,
    check_choice,
    foresee,
)
from rathaus.core.arbeitskorb.errors import BulkRunNotFound, ColleagueUnknown, EtikettNotFound
from rathaus.core.arbeitskorb.etiketten import label_case, labelled_cases, unlabel_case
from rathaus.core.arbeitskorb.models import BulkRow, BulkRun
from rathaus.core.scope.actor import Actor
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.models import Mitgliedschaft
from rathaus.core.stelle.queries import memberships_of
from rathaus.core.stelle.substitution import represented_by
from rathaus.core.vorgang.actions import claim, release
from rathaus.core.vorgang.admission import clerk_id, lock_for_clerk
from rathaus.core.vorgang.assigning import assign
from rathaus.core.vorgang.correspondence import message_body, write_in_passing
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.rules import State
from rathaus.values.errors import RathausError

type _Bearer = tuple[int | None, str]


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done with which cases.

    Args:
        kind: the act.
        cases: public ids, in the order in which they are worked on.
        text: what a message says, plain text.
        reach: whom a message reaches.
        etikett: public id of the label that is put on cases or taken from them.
        konto_id: Konto of the colleague to whom cases are given.
    """

    kind: BulkKind
    cases: Sequence[uuid.UUID]
    text: str = ""
    reach: Reach = RUNNING
    etikett: uuid.UUID | None = None
    konto_id: int | None = None


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One case of an order and what will happen to it."""

    vorgang: Vorgang
    outcome: Outcome


def check_order(order: Order) -> None:
    """Refuse an order that cannot be carried out, whatever its cases are.

    Raises:
        ChoiceRefused: no case, or too many.
        MessageEmpty, MessageTooLong: the message is not one.
        EtikettNotFound: no label is chosen.
        ColleagueUnknown: no colleague is chosen.
    """
    check_choice(len(order.cases))
    if order.kind is BulkKind.MESSAGE:
        message_body(order.text)
    if order.kind in {BulkKind.LABEL, BulkKind.UNLABEL} and order.etikett is None:
        raise EtikettNotFound
    if order.kind is BulkKind.ASSIGN and order.konto_id is None:
        raise ColleagueUnknown


def preview(*, actor: Actor, order: Order, now: datetime) -> list[Foreseen]:
    """Return what an order would do with each of its cases now; nothing happens. In the open scope of the body.

    Args:
        actor: a clerk of the body.
        order: the order; its text is not looked at.
        now: aware instant.

    Raises:
        ActorRefused: no clerk.
        ChoiceRefused: no case, or too many.
    """
    check_choice(len(order.cases))
    clerk = _clerk(actor, now)
    rows = Vorgang.objects.filter(public_id__in=order.cases).select_related("antrag", "leistung")
    found = {row.public_id: row for row in rows}
    told: set[_Bearer] = set()
    labelled = set(labelled_cases(order.etikett)) if order.etikett else set()
    lines: list[Foreseen] = []
    for row in (found[each] for each in dict.fromkeys(order.cases) if each in found):
        whom = _bearer_of(row)
        standing = _standing(row, clerk, order, is_told=whom in told, has_label=row.pk in labelled)
        outcome = foresee(order.kind, standing, reach=order.reach)
        lines.append(Foreseen(row, outcome))
        if outcome is Outcome.DONE:
            told.add(whom)
    return lines


def carry_out(*, actor: Actor, scope: Scope, run_id: uuid.UUID, order: Order, now: datetime) -> BulkRun:
    """Carry an order out, each case in a transaction of its own; what each case refuses stands in its row.

    Args:
        actor: a clerk of the body.
        scope: of that body; it is opened for each case.
        run_id: public id that the page gave the run before it was sent; the same one again goes on where it stopped.
        order: what to do.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of a body.
        ChoiceRefused, MessageEmpty, MessageTooLong: see :func:`check_order`; nothing has happened then.
        BulkRunNotFound: somebody else began a run with this id.
    """
    check_order(order)
    with open_scope(scope):
        clerk = _clerk(actor, now)
        run = _begin(clerk, run_id, order)
    for public_id in dict.fromkeys(order.cases):
        with open_scope(scope):
            _carry_out_one(clerk, run, public_id, order)
    return run


@dataclass(frozen=True, slots=True)
class _Clerk:
    """Who carries an order out: the actor, their Konto, for whom they stand in, whether they lead, and when."""

    actor: Actor
    konto_id: int
    represents: frozenset[int]
    is_lead: bool
    now: datetime


def _clerk(actor: Actor, now: datetime) -> _Clerk:
    konto_id = clerk_id(actor)
    held = memberships_of(konto_id, timezone.localdate(now))
    is_lead = any(each.role == Mitgliedschaft.Role.LEAD and each.stelle_id == actor.stelle_id for each in held)
    represents = frozenset(represented_by(konto_id, day=timezone.localdate(now)))
    return _Clerk(actor, konto_id, represents, is_lead, now)


def _begin(clerk: _Clerk, run_id: uuid.UUID, order: Order) -> BulkRun:
    stelle_id = clerk.actor.stelle_id
    if stelle_id is None:
        raise ActorRefused(role=clerk.actor.role.value)
    facts = {"stelle_id": stelle_id, "konto_id": clerk.konto_id, "kind": order.kind, "begun_at": clerk.now}
    run, _ = BulkRun.objects.get_or_create(public_id=run_id, defaults=facts)
    if (run.konto_id, run.kind) != (clerk.konto_id, order.kind):
        raise BulkRunNotFound
    return run


def _carry_out_one(clerk: _Clerk, run: BulkRun, public_id: uuid.UUID, order: Order) -> None:
    """Work on one case, unless this run has done so; two that are sent at once wait for each other at the row."""
    vorgang = Vorgang.objects.filter(public_id=public_id).first()
    if vorgang is None:
        return
    facts = {"stelle_id": vorgang.stelle_id, "outcome": Outcome.DONE}
    row, is_new = BulkRow.objects.get_or_create(run=run, vorgang=vorgang, defaults=facts)
    if not is_new:
        return
    row.outcome = _attempt(lambda: _act(clerk, run, vorgang, order))
    row.save(update_fields=["outcome"])


def _attempt(act: Callable[[], Outcome]) -> str:
    """Return what became of a case, or the code of the error that its act raised; then nothing of the act is left."""
    try:
        with transaction.atomic():
            return act()
    except RathausError as error:
        return error.code


def _act(clerk: _Clerk, run: BulkRun, vorgang: Vorgang, order: Order) -> Outcome:
    """Look again at the case under its lock, and act on it when nothing stands against it."""
    row = lock_for_clerk(clerk.actor, vorgang).vorgang
    is_told = order.kind is BulkKind.MESSAGE and _has_told(run, row)
    has_label = order.etikett is not None and labelled_cases(order.etikett).filter(vorgang=row).exists()
    standing = _standing(row, clerk, order, is_told=is_told, has_label=has_label)
    outcome = foresee(order.kind, standing, reach=order.reach)
    if outcome is not Outcome.DONE:
        return outcome
    _do(clerk, row, order)
    return outcome


def _do(clerk: _Clerk, row: Vorgang, order: Order) -> None:
    actor, now = clerk.actor, clerk.now
    match order.kind:
        case BulkKind.CLAIM:
            claim(actor=actor, vorgang=row, now=now)
        case BulkKind.RELEASE:
            release(actor=actor, vorgang=row, now=now)
        case BulkKind.ASSIGN if order.konto_id is not None:
            assign(actor=actor, vorgang=row, konto_id=order.konto_id, now=now)
        case BulkKind.MESSAGE:
            write_in_passing(actor=actor, vorgang=row, text=order.text, now=now)
        case BulkKind.LABEL if order.etikett:
            label_case(actor=actor, vorgang=row, public_id=order.etikett, now=now)
        case BulkKind.UNLABEL if order.etikett:
            unlabel_case(actor=actor, vorgang=row, public_id=order.etikett)


def _has_told(run: BulkRun, vorgang: Vorgang) -> bool:
    """Return whether a run has written to the person of a case through another of their cases."""
    konto_id, secret_hash = _bearer_of(vorgang)
    whose = Q(vorgang__antrag__konto=konto_id, vorgang__antrag__secret_hash=secret_hash)
    return run.rows.filter(whose, outcome=Outcome.DONE).exclude(vorgang_id=vorgang.pk).exists()


def _standing(vorgang: Vorgang, clerk: _Clerk, order: Order, *, is_told: bool, has_label: bool) -> Standing:
    holders = dict.fromkeys(clerk.represents, Holder.REPRESENTED) | {None: Holder.NOBODY, clerk.konto_id: Holder.SELF}
    return Standing(
        state=State(vorgang.state),
        is_withdrawn=vorgang.is_withdrawn,
        holder=holders.get(vorgang.claimed_by_id, Holder.COLLEAGUE),
        is_lead=clerk.is_lead,
        is_told=is_told,
        has_label=has_label,
        is_with_them=vorgang.claimed_by_id is not None and vorgang.claimed_by_id == order.konto_id,
    )


def _bearer_of(vorgang: Vorgang) -> _Bearer:
    return vorgang.antrag.konto_id, vorgang.antrag.secret_hash


@dataclass(frozen=True, slots=True)
class RunResult:
    """What became of a run.

    Args:
        run: the act.
        rows: its rows with their cases, in the order in which they were worked on.
    """

    run: BulkRun
    rows: Sequence[BulkRow]

    @property
    def done(self) -> int:
        """How many cases the act was done on."""
        return sum(row.outcome == Outcome.DONE for row in self.rows)


def result_of(*, actor: Actor, run_id: uuid.UUID) -> RunResult:
    """Return what became of a run, for the clerk who began it.

    Raises:
        ActorRefused: no clerk.
        BulkRunNotFound: unknown, or somebody else's.
    """
    run = BulkRun.objects.filter(public_id=run_id, konto_id=clerk_id(actor)).first()
    if run is None:
        raise BulkRunNotFound
    return RunResult(run, list(run.rows.select_related("vorgang__antrag", "vorgang__leistung")))
