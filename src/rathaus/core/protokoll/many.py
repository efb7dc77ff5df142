"""Many acts at once: for jobs over thousands of cases, where one statement for each of them would take the night."""

import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.utils import timezone

from rathaus.core.protokoll.actions import Subject
from rathaus.core.protokoll.models import Record
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

_MOVE_HEADS = """
UPDATE protokoll_kette AS kette SET head_seq = moved.seq, head_hash = moved.hash
FROM unnest(%s::bigint[], %s::bigint[], %s::bytea[]) AS moved(id, seq, hash) WHERE kette.id = moved.id
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One act to be recorded: what it is about, its name, its facts."""

    subject: Subject
    act: str
    payload: Mapping[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class _Head:
    kette_id: int
    seq: int
    hash: bytes


@transaction.atomic(savepoint=False)
def record_many(entries: Sequence[Entry], *, actor: Actor) -> None:
    """Append acts to the chains of their subjects, in the caller's transaction: four statements for any number.

    Args:
        entries: in the order in which they happened; a subject may occur more than once.
        actor: who acts.
    """
    if not entries:
        return
    heads = _lock_chains({(entry.subject.kind, entry.subject.id): entry.subject for entry in entries})
    rows = [_append(heads[entry.subject.kind, entry.subject.id], entry, actor) for entry in entries]
    Record.objects.bulk_create(rows)
    moved = list(heads.values())
    with connection.cursor() as cursor:
        cursor.execute(_MOVE_HEADS, [[h.kette_id for h in moved], [h.seq for h in moved], [h.hash for h in moved]])


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


def _append(head: _Head, entry: Entry, actor: Actor) -> Record:
    facts, salt, at = dict(entry.payload), secrets.token_bytes(16), timezone.now()
    payload_hash, prev_hash = hash_payload(facts, salt), head.hash
    head.seq += 1
    who = (actor.role.value, actor.konto_id, actor.stelle_id)
    head.hash = chain_hash(
        prev_hash=prev_hash, seq=head.seq, at=at, act=entry.act, actor=who, payload_hash=payload_hash
    )
    return Record(
        kette_id=head.kette_id,
        seq=head.seq,
        at=at,
        act=entry.act,
        payload=facts,
        salt=salt,
        payload_hash=payload_hash,
        prev_hash=prev_hash,
        hash=head.hash,
        actor_role=who[0],
        actor_konto_id=who[1],
        actor_stelle_id=who[2],
        stelle_id=entry.subject.stelle_id,
        konto_id=entry.subject.konto_id,
        secret_hash=entry.subject.secret_hash,
    )
