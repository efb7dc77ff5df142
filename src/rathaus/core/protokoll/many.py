"""Several acts at once: those of one step, and those of a job over thousands of cases, in two statements each."""

import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.utils import timezone
from psycopg.types.json import Jsonb

from rathaus.core.protokoll.actions import Subject
from rathaus.core.protokoll.rules import chain_hash, genesis_hash, hash_payload
from rathaus.core.scope.actor import Actor

_LOCK_CHAINS = """
INSERT INTO protokoll_kette (subject_kind, subject_id, stelle_id, konto_id, secret_hash, head_seq, head_hash)
SELECT kind, subject, stelle, konto, secret, 0, head
FROM unnest(%s::text[], %s::uuid[], %s::bigint[], %s::bigint[], %s::text[], %s::bytea[])
     AS asked(kind, subject, stelle, konto, secret, head)
ON CONFLICT (subject_kind, subject_id) DO UPDATE SET head_seq = protokoll_kette.head_seq
RETURNING subject_kind, subject_id, id, head_seq, head_hash
"""

_APPEND = """
WITH moved AS (
  UPDATE protokoll_kette AS kette SET head_seq = head.seq, head_hash = head.hash
  FROM unnest(%s::bigint[], %s::bigint[], %s::bytea[]) AS head(id, seq, hash) WHERE kette.id = head.id
)
INSERT INTO protokoll_record (kette_id, seq, at, act, payload, salt, payload_hash, prev_hash, hash, actor_role,
  actor_konto_id, actor_stelle_id, stelle_id, konto_id, secret_hash)
SELECT * FROM unnest(%s::bigint[], %s::int[], %s::timestamptz[], %s::text[], %s::jsonb[], %s::bytea[], %s::bytea[],
  %s::bytea[], %s::bytea[], %s::text[], %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[], %s::text[])
"""
"""Append the acts and move the heads of their chains, in one statement."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One act to be recorded: what it is about, its name, who acts, its facts."""

    subject: Subject
    act: str
    actor: Actor
    payload: Mapping[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class _Head:
    kette_id: int
    seq: int
    hash: bytes


@transaction.atomic(savepoint=False)
def record_many(entries: Sequence[Entry]) -> None:
    """Append acts to the chains of their subjects, in the caller's transaction: two statements for any number.

    Args:
        entries: in the order in which they happened; a subject may occur more than once.
    """
    if not entries:
        return
    heads = _lock_chains({(entry.subject.kind, entry.subject.id): entry.subject for entry in entries})
    rows = [_append(heads[entry.subject.kind, entry.subject.id], entry) for entry in entries]
    moved = [(head.kette_id, head.seq, head.hash) for head in heads.values()]
    columns = [list(column) for part in (moved, rows) for column in zip(*part, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(_APPEND, columns)


def _lock_chains(subjects: Mapping[tuple[str, uuid.UUID], Subject]) -> dict[tuple[str, uuid.UUID], _Head]:
    """Open or lock the chains, always in the same order, so that two jobs wait for each other and never for good."""
    ordered = [subjects[key] for key in sorted(subjects)]
    columns: list[list[object]] = [
        [each.kind for each in ordered],
        [each.id for each in ordered],
        [each.stelle_id for each in ordered],
        [each.konto_id for each in ordered],
        [each.secret_hash for each in ordered],
        [genesis_hash(kind=each.kind, subject_id=each.id, stelle_id=each.stelle_id) for each in ordered],
    ]
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_CHAINS, columns)
        return {(kind, public_id): _Head(pk, seq, bytes(head)) for kind, public_id, pk, seq, head in cursor.fetchall()}


def _append(head: _Head, entry: Entry) -> tuple[object, ...]:
    """Return the columns of one act, in the order of :data:`_APPEND`, and move the head."""
    facts, salt, at = dict(entry.payload), secrets.token_bytes(16), timezone.now()
    payload_hash, prev_hash, subject = hash_payload(facts, salt), head.hash, entry.subject
    head.seq += 1
    actor = entry.actor
    who = (actor.role.value, actor.konto_id, actor.stelle_id)
    head.hash = chain_hash(
        prev_hash=prev_hash, seq=head.seq, at=at, act=entry.act, actor=who, payload_hash=payload_hash
    )
    written = (head.kette_id, head.seq, at, entry.act, Jsonb(facts), salt, payload_hash, prev_hash, head.hash)
    return (*written, *who, subject.stelle_id, subject.konto_id, subject.secret_hash)
