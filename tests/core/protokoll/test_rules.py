"""How a chain is hashed: anybody can repeat it with standard tools, and every part counts."""

import hashlib
import uuid
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from rathaus.core.protokoll.rules import canonical_json, chain_hash, genesis_hash, hash_payload

SUBJECT = uuid.UUID("6b1f5cf1-9c64-4f5e-8a2e-5f6f0f7f2d10")
AT = datetime(2026, 11, 22, 9, 0, 0, 5, tzinfo=UTC)
PARTS: dict[str, Any] = {
    "prev_hash": b"p" * 32, "seq": 1, "at": AT, "act": "antrag.submitted", "actor": ("citizen", 7, None),
    "payload_hash": b"q" * 32,
}  # fmt: skip


def test_one_value_has_one_json_whatever_the_order_of_its_names() -> None:
    assert canonical_json({"b": [1, None], "a": "größer"}) == '{"a":"größer","b":[1,null]}'.encode()
    assert canonical_json({"a": 1, "b": 2}) == canonical_json({"b": 2, "a": 1})


def test_a_record_is_hashed_as_the_documents_say() -> None:
    head = b'[1,"2026-11-22T09:00:00.000005+00:00","antrag.submitted","citizen",7,null]'
    assert chain_hash(**PARTS) == hashlib.sha256(b"p" * 32 + head + b"q" * 32).digest()


@pytest.mark.parametrize(
    "change",
    [
        {"prev_hash": b"x" * 32},
        {"seq": 2},
        {"at": AT.replace(microsecond=6)},
        {"act": "antrag.decided"},
        {"actor": ("citizen", 8, None)},
        {"payload_hash": b"x" * 32},
    ],
)
def test_every_part_of_a_record_counts(change: dict[str, Any]) -> None:
    assert chain_hash(**(PARTS | change)) != chain_hash(**PARTS)


def test_an_instant_counts_wherever_its_clock_stood() -> None:
    in_berlin = PARTS | {"at": AT.astimezone(ZoneInfo("Europe/Berlin"))}
    assert chain_hash(**in_berlin) == chain_hash(**PARTS)


def test_no_chain_passes_for_that_of_another_subject() -> None:
    ours = genesis_hash(kind="antrag", subject_id=SUBJECT, stelle_id=1)
    assert ours == hashlib.sha256(f'["antrag","{SUBJECT}",1]'.encode()).digest()
    others = [("vorgang", SUBJECT, 1), ("antrag", uuid.UUID(int=1), 1), ("antrag", SUBJECT, 2)]
    assert ours not in {genesis_hash(kind=kind, subject_id=each, stelle_id=stelle) for kind, each, stelle in others}


def test_a_payload_cannot_be_guessed_without_its_salt() -> None:
    assert hash_payload({"a": 1}, b"salt") == hashlib.sha256(b'salt{"a":1}').digest()
    assert hash_payload({"a": 1}, b"other") != hash_payload({"a": 1}, b"salt")
