"""Hash chains: every change of a record, of their order or of their number is found."""

import uuid

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from rathaus.core.protokoll.actions import Subject, record
from rathaus.core.protokoll.models import Kette, Record
from rathaus.core.protokoll.queries import Erasure, records_of, verify_chains
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import Scope, open_scope

pytestmark = pytest.mark.django_db
STELLE = 4711


@pytest.fixture
def subject():
    subject = Subject("vorgang", uuid.uuid4(), STELLE)
    with open_scope(Scope(stellen=frozenset({STELLE}))):
        for number in range(3):
            record(subject=subject, act="test.done", actor=SYSTEM_ACTOR, payload={"number": number, "wort": "größer"})
        yield subject


def test_untouched_chains_hold(subject) -> None:
    report = verify_chains()
    assert (report.chains, report.records, report.faults) == (1, 3, ())


def test_records_come_in_order(subject) -> None:
    assert [r.payload["number"] for r in records_of(kind="vorgang", subject_id=subject.id)] == [0, 1, 2]


def test_an_erased_payload_keeps_the_chain_where_a_proof_covers_it(subject) -> None:
    Record.objects.filter(seq=2).update(payload=None, salt=None)
    hashes = {each.seq: bytes(each.hash) for each in Record.objects.all()}

    def faults(last_seq: int, last_hash: bytes) -> list[tuple[int, str]]:
        found = verify_chains(lambda _: Erasure(last_seq, last_hash)).faults
        return [(fault.seq, fault.reason) for fault in found]

    assert faults(2, hashes[2]) == faults(3, hashes[3]) == []
    assert faults(1, hashes[1]) == [(2, "erased")]
    assert faults(2, hashes[3]) == [(2, "proof")]
    assert faults(9, hashes[3]) == [(9, "proof")]


def test_an_erased_payload_without_a_proof_is_a_fault(subject) -> None:
    Record.objects.filter(seq=2).update(payload=None, salt=None)
    assert [(fault.seq, fault.reason) for fault in verify_chains().faults] == [(2, "erased")]


@pytest.mark.parametrize("statement", ["UPDATE protokoll_record SET act = 'x'", "DELETE FROM protokoll_record"])
def test_the_database_refuses_to_change_a_record(subject, statement: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_payload_cannot_be_replaced(subject) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Record.objects.filter(seq=2).update(payload={"number": 9})


@pytest.mark.parametrize(
    "statement",
    ["UPDATE protokoll_kette SET subject_id = gen_random_uuid()", "DELETE FROM protokoll_kette"],
)
def test_a_chain_keeps_its_subject(subject, statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("column", "value"), [("subject_id", uuid.uuid4()), ("subject_kind", "antrag"), ("stelle_id", STELLE + 1)]
)
def test_a_chain_under_another_subject_is_found(subject, monkeypatch, column: str, value: object) -> None:
    def from_db(cls, *args, **kwargs):
        kette = super(Kette, cls).from_db(*args, **kwargs)
        setattr(kette, column, value)
        return kette

    monkeypatch.setattr(Kette, "from_db", classmethod(from_db))
    assert [(fault.seq, fault.reason) for fault in verify_chains().faults] == [(1, "link")]


def test_a_chain_that_was_cut_off_is_found(subject) -> None:
    Kette.objects.update(head_seq=4)
    assert [fault.reason for fault in verify_chains().faults] == ["head"]


@pytest.mark.parametrize(
    ("column", "value", "reasons"),
    [
        ("act", "other.act", ["content"]),
        ("seq", 9, ["gap", "content", "gap"]),
        ("prev_hash", b"x" * 32, ["link", "content"]),
    ],
)
def test_a_changed_record_is_found(subject, monkeypatch, column: str, value: object, reasons: list[str]) -> None:
    def from_db(cls, *args, **kwargs):
        entry = super(Record, cls).from_db(*args, **kwargs)
        if entry.seq == 2:
            setattr(entry, column, value)
        return entry

    monkeypatch.setattr(Record, "from_db", classmethod(from_db))
    found = [fault.reason for fault in verify_chains().faults]
    assert [reason for reason in found if reason != "head"][: len(reasons)] == reasons


def test_a_payload_that_does_not_fit_its_hash_is_found(subject, monkeypatch) -> None:
    def from_db(cls, *args, **kwargs):
        entry = super(Record, cls).from_db(*args, **kwargs)
        entry.payload = {"number": "forged"}
        return entry

    monkeypatch.setattr(Record, "from_db", classmethod(from_db))
    assert [fault.reason for fault in verify_chains().faults] == ["payload"] * 3
