"""The only writer of the protokoll."""

import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone
from psycopg.types.json import Jsonb

from rathaus.core.protokoll.rules import chain_hash, genesis_hash, hash_payload
from rathaus.core.scope.actor import Actor


@dataclass(frozen=True, slots=True)
class Subject:
    """What a chain is about, and who may read it.

    Args:
        kind: such as ``vorgang`` or ``leistung``.
        id: public id of the subject.
        stelle_id: the body that keeps the chain.
        konto_id: the person whom the subject concerns, if they have a Konto.
        secret_hash: hash of the link secret of the person without a Konto.
    """

    kind: str
    id: uuid.UUID
    stelle_id: int
    konto_id: int | None = None
    secret_hash: str = ""

    @classmethod
    def of_antrag(
        cls, public_id: uuid.UUID, *, stelle_id: int, konto_id: int | None = None, secret_hash: str = ""
    ) -> "Subject":
        """Return the chain of an Antrag: everything that happens to it, from receipt to decision, is one chain.

        Args:
            public_id: of the Antrag.
            stelle_id: the body.
            konto_id: the person, where they may read the act.
            secret_hash: the holder of the link, where they may read the act.
        """
        return cls("antrag", public_id, stelle_id, konto_id, secret_hash)


_LOCK_CHAIN = """
INSERT INTO protokoll_kette (subject_kind, subject_id, stelle_id, konto_id, secret_hash, head_seq, head_hash)
VALUES (%s, %s, %s, %s, %s, 0, %s)
ON CONFLICT (subject_kind, subject_id) DO UPDATE SET head_seq = protokoll_kette.head_seq
RETURNING id, head_seq, head_hash
"""
"""Open the chain or lock it, in one statement, and return its head."""

_APPEND = """
WITH moved AS (UPDATE protokoll_kette SET head_seq = %(seq)s, head_hash = %(hash)s WHERE id = %(kette)s)
INSERT INTO protokoll_record (kette_id, seq, at, act, actor_role, actor_konto_id, actor_stelle_id, payload, salt,
  payload_hash, prev_hash, hash, stelle_id, konto_id, secret_hash)
VALUES (%(kette)s, %(seq)s, %(at)s, %(act)s, %(role)s, %(actor_konto)s, %(actor_stelle)s, %(payload)s, %(salt)s,
  %(payload_hash)s, %(prev_hash)s, %(hash)s, %(stelle)s, %(konto)s, %(secret)s)
"""
"""Append the act and move the head of its chain, in one statement: nearly every act of the office does this."""


@transaction.atomic(savepoint=False)
def record(*, subject: Subject, act: str, actor: Actor, payload: Mapping[str, object] | None = None) -> None:
    """Append one act to the chain of its subject, in the caller's transaction.

    Args:
        subject: what the act is about; the first act opens the chain.
        act: stable name in English, such as ``antrag.received``; the surfaces turn it into a sentence.
        actor: who acts.
        payload: facts of the act, JSON values; may be erased later, its salted hash stays.
    """
    genesis = genesis_hash(kind=subject.kind, subject_id=subject.id, stelle_id=subject.stelle_id)
    owners = (subject.stelle_id, subject.konto_id, subject.secret_hash)
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_CHAIN, [subject.kind, subject.id, *owners, genesis])
        kette_id, head_seq, head_hash = cursor.fetchone()
        facts, salt, at = dict(payload or {}), secrets.token_bytes(16), timezone.now()
        payload_hash, seq, prev_hash = hash_payload(facts, salt), head_seq + 1, bytes(head_hash)
        who = (actor.role.value, actor.konto_id, actor.stelle_id)
        digest = chain_hash(prev_hash=prev_hash, seq=seq, at=at, act=act, actor=who, payload_hash=payload_hash)
        row = {
            "kette": kette_id, "seq": seq, "at": at, "act": act, "role": who[0], "actor_konto": who[1],
            "actor_stelle": who[2], "payload": Jsonb(facts), "salt": salt, "payload_hash": payload_hash,
            "prev_hash": prev_hash, "hash": digest, "stelle": owners[0], "konto": owners[1], "secret": owners[2],
        }  # fmt: skip
        cursor.execute(_APPEND, row)
