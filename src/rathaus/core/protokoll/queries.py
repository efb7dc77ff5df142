"""Every read of the protokoll."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from rathaus.core.protokoll.models import Kette, Record
from rathaus.core.protokoll.rules import chain_hash, genesis_hash, hash_payload


@dataclass(frozen=True, slots=True)
class ChainFault:
    """A place where a chain does not hold.

    Args:
        subject: kind and public id of the subject.
        seq: position of the record, from 1.
        reason: ``gap``, ``link``, ``content``, ``payload``, ``head``, ``erased`` (facts are missing and no proof says
            that they were deleted) or ``proof`` (the proof of a deletion is not about these entries).
    """

    subject: str
    seq: int
    reason: str


@dataclass(frozen=True, slots=True)
class Erasure:
    """What the proof of a deletion says about a chain.

    Args:
        last_seq: the facts of all entries up to this one were erased.
        last_hash: hash of that entry.
    """

    last_seq: int
    last_hash: bytes


@dataclass(frozen=True, slots=True)
class ChainReport:
    """The outcome of a verification: how many chains and records were read, and each fault."""

    chains: int
    records: int
    faults: tuple[ChainFault, ...]


def records_of(*, kind: str, subject_id: uuid.UUID) -> QuerySet[Record]:
    """Return the acts about one subject in order, as far as the open scope sees them."""
    return Record.objects.filter(kette__subject_kind=kind, kette__subject_id=subject_id).order_by("seq")


def verify_chains(erasure_of: Callable[[Kette], Erasure | None] = lambda _: None) -> ChainReport:
    """Recompute every chain that the open scope sees, in constant memory.

    Facts may be missing only where the proof of a deletion covers the entry; its hash still proves order and
    completeness.

    Args:
        erasure_of: gives what was erased of a chain; it is asked only for chains in which facts are missing. Without
            it nothing may be missing.

    This proves that the stored records fit together. Nothing outside of the database vouches for the heads yet, so a
    chain that was removed or computed anew as a whole by the owner of the database is not found.
    """
    chains = records = 0
    faults: list[ChainFault] = []
    for kette in Kette.objects.order_by("id").iterator(chunk_size=1000):
        chains += 1
        count, found = _verify_chain(kette, erasure_of)
        records += count
        faults += found
    return ChainReport(chains, records, tuple(faults))


def _verify_chain(kette: Kette, erasure_of: Callable[[Kette], Erasure | None]) -> tuple[int, list[ChainFault]]:
    subject, faults, seq, erased = f"{kette.subject_kind} {kette.subject_id}", [], 0, list[int]()
    prev = genesis_hash(kind=kette.subject_kind, subject_id=kette.subject_id, stelle_id=kette.stelle_id)
    for entry in kette.records.order_by("seq").iterator(chunk_size=500):
        seq += 1
        faults += [ChainFault(subject, entry.seq, reason) for reason in _record_faults(entry, seq, prev)]
        seq, prev = entry.seq, bytes(entry.hash)
        if entry.payload is None or entry.salt is None:
            erased.append(entry.seq)
    if erased:
        proof = erasure_of(kette)
        faults += [ChainFault(subject, each, "erased") for each in erased if proof is None or each > proof.last_seq]
        if proof is not None and not kette.records.filter(seq=proof.last_seq, hash=proof.last_hash).exists():
            faults.append(ChainFault(subject, proof.last_seq, "proof"))
    if (seq, prev) != (kette.head_seq, bytes(kette.head_hash)):
        faults.append(ChainFault(subject, kette.head_seq, "head"))
    return seq, faults


def _record_faults(entry: Record, seq: int, prev: bytes) -> Iterator[str]:
    if entry.seq != seq:
        yield "gap"
    if bytes(entry.prev_hash) != prev:
        yield "link"
    actor = (entry.actor_role, entry.actor_konto_id, entry.actor_stelle_id)
    payload_hash = bytes(entry.payload_hash)
    digest = chain_hash(
        prev_hash=bytes(entry.prev_hash),
        seq=entry.seq,
        at=entry.at,
        act=entry.act,
        actor=actor,
        payload_hash=payload_hash,
    )
    if digest != bytes(entry.hash):
        yield "content"
    if entry.payload is None or entry.salt is None:
        return
    if hash_payload(entry.payload, bytes(entry.salt)) != payload_hash:
        yield "payload"
