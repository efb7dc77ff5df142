"""Who works on a remedy: the body that issued the Bescheid, and the authority that decides, each with its own part.

An authority that decides for another body sees the rows of that case alone, through its Vorlage and as long as the
act lasts. When the remedy has ended it sees nothing more of it; after its own decision it still sees that decision and
enters how it was served, for a time.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.utils import timezone

from rathaus.core.antrag.actions import subject_of
from rathaus.core.protokoll.actions import Subject, record
from rathaus.core.rechtsbehelf.errors import (
    AuthorityNotConfirmed,
    OtherAuthorityActs,
    RechtsbehelfNotFound,
    RemedyClaimed,
)
from rathaus.core.rechtsbehelf.filing import lock_rechtsbehelf
from rathaus.core.rechtsbehelf.models import Rechtsbehelf, Vorlage
from rathaus.core.rechtsbehelf.queries import readable_by_authority
from rathaus.core.rechtsbehelf.rules import State, check_open
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import current_scope, widen_scope
from rathaus.core.vorgang.admission import is_theirs, leads_office
from rathaus.core.vorgang.models import Vorgang


@dataclass(frozen=True, slots=True)
class RemedyCase:
    """A remedy as one body sees it.

    Args:
        rechtsbehelf: the row with Bescheid, Antrag, body and authority.
        vorlage: how it came to another authority; None where the body decides itself, or has not submitted it.
        is_origin: whether this body issued the Bescheid.
        is_decider: whether this body decides, as a clerk has confirmed.
    """

    rechtsbehelf: Rechtsbehelf
    vorlage: Vorlage | None
    is_origin: bool
    is_decider: bool

    @property
    def shows_file(self) -> bool:
        """Whether this body may read what was brought forward and contested, not its own decision alone."""
        return self.is_origin or (self.vorlage is not None and self.vorlage.ended_at is None)

    @property
    def claimed_by_id(self) -> int | None:
        """Konto of the clerk who works on it here; each of two authorities has its own."""
        if not self.is_origin and self.vorlage is not None:
            return self.vorlage.claimed_by_id
        return self.rechtsbehelf.claimed_by_id

    def record(self, act: str, *, actor: Actor, **payload: object) -> None:
        """Record an act of the office in the chain of the Antrag: the offices read it, the person does not."""
        row = self.rechtsbehelf
        subject = Subject.of_antrag(row.antrag.public_id, stelle_id=row.antrag.stelle_id)
        record(subject=subject, act=act, actor=actor, payload={"rechtsbehelf": row.number, **payload})

    def record_openly(self, act: str, *, actor: Actor, **payload: object) -> None:
        """Record an act that the person may read, too."""
        row = self.rechtsbehelf
        record(subject=subject_of(row.antrag), act=act, actor=actor, payload={"rechtsbehelf": row.number, **payload})


@contextmanager
def remedy_case(public_id: uuid.UUID) -> Iterator[RemedyCase]:
    """Read a remedy as a body of the open scope sees it; what is read of it must be read inside of the block.

    Raises:
        RechtsbehelfNotFound: unknown, or in the hands of others.
    """
    own = current_scope().stellen
    vorlage = Vorlage.objects.filter(rechtsbehelf_public_id=public_id).first()
    is_ours = (
        vorlage is not None and vorlage.stelle_id in own and bool(readable_by_authority([vorlage], now=timezone.now()))
    )
    origin = frozenset({vorlage.origin_id}) if vorlage is not None and is_ours else frozenset()
    with widen_scope(stellen=origin):
        rows = Rechtsbehelf.objects.select_related(
            "bescheid__datei", "antrag", "stelle", "leistung", "decides", "decision_datei"
        )
        row = rows.filter(public_id=public_id).first()
        if row is None:
            raise RechtsbehelfNotFound
        yield _case_of(row, vorlage or _submitted(row), own)


def _submitted(row: Rechtsbehelf) -> Vorlage | None:
    """Return how the body has submitted a remedy to another authority; None where it has not."""
    if row.submitted_at is None or row.decides_id is None:
        return None
    with widen_scope(stellen=frozenset({row.decides_id})):
        return Vorlage.objects.get(rechtsbehelf=row)


def _case_of(row: Rechtsbehelf, vorlage: Vorlage | None, own: frozenset[int]) -> RemedyCase:
    is_origin = row.stelle_id in own
    return RemedyCase(row, vorlage, is_origin, row.decides_id in own)


@contextmanager
def lock_for_clerk(actor: Actor, public_id: uuid.UUID) -> Iterator[RemedyCase]:
    """Lock an open remedy for a clerk of a body that it concerns, whoever works on it.

    Raises:
        ActorRefused: no clerk.
        RechtsbehelfNotFound: in the hands of others.
        RechtsbehelfWithdrawn, RechtsbehelfEnded: see :func:`rathaus.core.rechtsbehelf.rules.check_open`.
    """
    own = current_scope().stellen
    if actor.role is not Role.CLERK or actor.konto_id is None or actor.stelle_id not in own:
        raise ActorRefused(role=actor.role.value)
    with remedy_case(public_id) as seen:
        row = lock_rechtsbehelf(seen.rechtsbehelf.pk)
        case = _case_of(row, seen.vorlage, own)
        check_open(State(row.state))
        yield case


@contextmanager
def at_work(actor: Actor, public_id: uuid.UUID) -> Iterator[RemedyCase]:
    """Lock an open remedy for a clerk who works on it; an unclaimed one is claimed.

    Raises:
        ActorRefused, RechtsbehelfNotFound, RechtsbehelfWithdrawn, RechtsbehelfEnded: see :func:`lock_for_clerk`.
        RemedyClaimed: a colleague works on it.
    """
    with lock_for_clerk(actor, public_id) as case:
        claim_for(case, actor)
        yield case


def leads_remedy(case: RemedyCase, actor: Actor) -> bool:
    """Return whether the actor leads the office that works on a remedy here, and may give it to others."""
    row = case.rechtsbehelf
    here = row.stelle_id if case.is_origin or case.vorlage is None else case.vorlage.stelle_id
    return leads_office(actor, Vorgang(stelle_id=here), day=timezone.localdate())


def claim_for(case: RemedyCase, actor: Actor) -> None:
    """Let a clerk be responsible for a locked remedy at their own authority.

    Raises:
        RemedyClaimed: somebody else is.
    """
    if case.claimed_by_id is not None and is_theirs(actor, case.claimed_by_id, day=timezone.localdate()):
        return
    if case.claimed_by_id is not None:
        raise RemedyClaimed(rechtsbehelf=case.rechtsbehelf.public_id)
    if case.is_origin or case.vorlage is None:
        case.rechtsbehelf.claimed_by_id = actor.konto_id
    else:
        case.vorlage.claimed_by_id = actor.konto_id
        case.vorlage.save(update_fields=["claimed_by"])
    if case.rechtsbehelf.state == State.FILED:
        case.rechtsbehelf.state = State.IN_REVIEW
    case.rechtsbehelf.save()
    case.record("rechtsbehelf.claimed", actor=actor)


def as_origin(case: RemedyCase) -> RemedyCase:
    """Return the case for a step of the body that issued the Bescheid.

    Raises:
        OtherAuthorityActs: another one.
    """
    if not case.is_origin:
        raise OtherAuthorityActs
    return case


def as_decider(case: RemedyCase) -> RemedyCase:
    """Return the case for a step of the authority that decides.

    Raises:
        AuthorityNotConfirmed: nobody has confirmed which one it is.
        OtherAuthorityActs: another one.
    """
    if case.rechtsbehelf.decides_id is None:
        raise AuthorityNotConfirmed
    if not case.is_decider:
        raise OtherAuthorityActs
    return case
