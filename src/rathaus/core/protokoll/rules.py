"""How a chain is hashed: pure, so that anybody can check an export with standard tools."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime


def canonical_json(value: object) -> bytes:
    """Return JSON with sorted keys, no blanks, UTF-8: the same value always gives the same bytes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def genesis_hash(*, kind: str, subject_id: uuid.UUID, stelle_id: int) -> bytes:
    """Return what stands before the first record: SHA-256 of the subject, so that no chain can pass for another.

    Args:
        kind: kind of the subject.
        subject_id: its public id.
        stelle_id: the body that keeps the chain.
    """
    return hashlib.sha256(canonical_json([kind, str(subject_id), stelle_id])).digest()


def hash_payload(payload: Mapping[str, object], salt: bytes) -> bytes:
    """Return SHA-256 over the salt and the canonical payload; without the salt nobody can guess the payload from it."""
    return hashlib.sha256(salt + canonical_json(payload)).digest()


def chain_hash(  # the six parts of a record
    *, prev_hash: bytes, seq: int, at: datetime, act: str, actor: tuple[object, ...], payload_hash: bytes
) -> bytes:
    """Return the hash of one record.

    Args:
        prev_hash: hash of the record before, 32 bytes; for the first see :func:`genesis_hash`.
        seq: position in the chain, from 1.
        at: aware instant with microseconds.
        act: name of the act.
        actor: role, Konto id or None, Stelle id or None.
        payload_hash: see :func:`hash_payload`.
    """
    head = canonical_json([seq, at.astimezone(UTC).isoformat(timespec="microseconds"), act, *actor])
    return hashlib.sha256(prev_hash + head + payload_hash).digest()
