"""The deletion of a case, its proof, and what the proof says about a chain."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from rathaus.core.akte.disposal import Standing, disposable, has_grown, offered_last
from rathaus.core.akte.errors import ArchiveUndecided, ExportMissing, LeadNeeded, NotDisposable, ProofNotFound
from rathaus.core.akte.export import last_export
from rathaus.core.akte.models import Aussonderung, Loeschnachweis
from rathaus.core.akte.rules import SETTLED, Step
from rathaus.core.norm.actions import leads_body
from rathaus.core.protokoll.actions import Subject, record
from rathaus.core.protokoll.models import Kette
from rathaus.core.protokoll.queries import Erasure
from rathaus.core.scope.actor import Actor
from rathaus.core.vorgang.admission import clerk_id, lock_for_clerk
from rathaus.core.vorgang.case import Case
from rathaus.core.vorgang.models import Vorgang

DELETED = "akte.deleted"
"""Act in the chain of the case, after everything that was erased, and in the chain of deletions of the body."""
_CHAIN_NAMESPACE = uuid.UUID("b3f0a8d4-63d1-4b58-8f7e-2a1f4c9d7e60")


@dataclass(frozen=True, slots=True)
class ProofPage:
    """One page of proofs, the newest first; ``next`` is where the next page begins, empty on the last one."""

    rows: tuple[Loeschnachweis, ...]
    next: str


@transaction.atomic
def delete_case(*, actor: Actor, vorgang: Vorgang, now: datetime) -> Loeschnachweis:
    """Delete a case with everything that belongs to it, and keep the proof. What was paid stays in its ledger.

    The case is locked first: a hold that comes meanwhile finds no case, and a hold that was first refuses this.

    Args:
        actor: who leads the body.
        vorgang: the case.
        now: aware instant.

    Returns:
        The proof, with what was deleted.

    Raises:
        ActorRefused: no clerk of this body.
        LeadNeeded: a clerk who does not lead it.
        VorgangNotFound: somebody was faster.
        NotDisposable: it is not closed, kept, held, or a proceeding is open.
        ArchiveUndecided: the archive has not answered, and nobody has noted why it need not be asked.
        ExportMissing: something was added after the folder that the archive has taken.
    """
    case = lock_for_clerk(actor, vorgang)
    if not leads_body(actor, timezone.localdate(now)):
        raise LeadNeeded
    standing = disposable(case, today=timezone.localdate(now))
    if standing.step not in SETTLED:
        raise ArchiveUndecided(step=standing.step.value if standing.step else "")
    offered = offered_last(case.vorgang) if standing.step is Step.TAKEN else None
    if offered is not None and has_grown(case.antrag, after=offered.chain_seq):
        raise ExportMissing
    proof = _begin_proof(case, standing, offered=offered, actor=actor, now=now)
    with connection.cursor() as cursor:
        cursor.execute("SELECT akte_erase(%s::bigint)", [case.vorgang.antrag_id])
    proof.refresh_from_db()
    case.record(DELETED, actor=actor, payload={"proof": str(proof.public_id)})
    facts: dict[str, object] = {
        "proof": str(proof.public_id), "antrag": str(proof.antrag_id), "export": proof.export_sha256,
        "chain": bytes(proof.last_hash or b"").hex(), "counts": proof.counts,
    }  # fmt: skip
    record(subject=deletions_of(proof.stelle_id), act=DELETED, actor=actor, payload=facts)
    return proof


def deletions_of(stelle_id: int) -> Subject:
    """Return the chain in which a body keeps which cases it deleted."""
    return Subject("loeschung", uuid.uuid5(_CHAIN_NAMESPACE, str(stelle_id)), stelle_id)


def proof_by_public_id(public_id: uuid.UUID) -> Loeschnachweis:
    """Return the proof of a deletion with its Leistung.

    Raises:
        ProofNotFound: unknown, or of another body.
    """
    row = Loeschnachweis.objects.select_related("leistung").filter(public_id=public_id).first()
    if row is None:
        raise ProofNotFound
    return row


def proofs(stelle_ids: Collection[int], *, after: str = "", limit: int = 50) -> ProofPage:
    """Return one page of the proofs of a body.

    Args:
        stelle_ids: the body and its predecessors.
        after: ``next`` of the page before; empty, or anything that is no number, for the first page.
        limit: rows of a page.
    """
    rows = Loeschnachweis.objects.filter(stelle_id__in=list(stelle_ids)).select_related("leistung").order_by("-pk")
    if after.isascii() and after.isdecimal() and len(after) < len(str(2**63)):
        rows = rows.filter(pk__lt=int(after))
    found = tuple(rows[: limit + 1])
    return ProofPage(found[:limit], str(found[limit - 1].pk) if len(found) > limit else "")


def erasure_of(kette: Kette) -> Erasure | None:
    """Return what the proof of a deletion says about a chain; None where nothing of it was deleted.

    Args:
        kette: any chain of the open scope.
    """
    if kette.subject_kind != "antrag":
        return None
    row = Loeschnachweis.objects.filter(antrag_id=kette.subject_id, stelle_id=kette.stelle_id).first()
    if row is None or row.last_seq is None:
        return None
    return Erasure(row.last_seq, bytes(row.last_hash or b""))


def _begin_proof(
    case: Case, standing: Standing, *, offered: Aussonderung | None, actor: Actor, now: datetime
) -> Loeschnachweis:
    row, facts, period, last = case.vorgang, standing.facts, standing.period, standing.last
    closed_on, settled_on, kept_until = facts.closed_on, facts.settled_on, facts.kept_until
    if closed_on is None or settled_on is None or kept_until is None or period is None or last is None:
        raise NotDisposable(obstacles=[each.value for each in standing.obstacles])
    exported = last_export(row)
    return Loeschnachweis.objects.create(
        stelle_id=row.stelle_id,
        leistung_id=row.leistung_id,
        aktenzeichen=row.aktenzeichen,
        antrag_id=case.antrag.public_id,
        closed_on=closed_on,
        settled_on=settled_on,
        kept_until=kept_until,
        years=period.years,
        source=period.source,
        step=last.step,
        reason=last.reason,
        export_sha256=offered.export_sha256 if offered else exported.sha256 if exported else "",
        deleted_at=now,
        deleted_by_id=clerk_id(actor),
    )
