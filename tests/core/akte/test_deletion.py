"""Deletion with proof: refused while anything stands against it, complete, provable, and never beside a hold."""

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, connections, transaction

from rathaus.core.akte import deletion
from rathaus.core.akte.deletion import delete_case, deletions_of, erasure_of, proof_by_public_id, proofs
from rathaus.core.akte.disposal import note_archive_answer, offer_to_archive, waive_archive
from rathaus.core.akte.errors import ArchiveUndecided, ExportMissing, LeadNeeded, NotDisposable, ProofNotFound
from rathaus.core.akte.hold import set_hold
from rathaus.core.akte.models import Loeschnachweis
from rathaus.core.antrag.models import Antrag
from rathaus.core.antrag.queries import all_file_ids
from rathaus.core.arbeitskorb.actions import write_note
from rathaus.core.datei.models import Datei, DateiInhalt
from rathaus.core.datei.queries import content_of, dateien_by_public_ids
from rathaus.core.postfach.models import Nachricht
from rathaus.core.protokoll.models import Record
from rathaus.core.protokoll.queries import records_of, verify_chains
from rathaus.core.scope import proof
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.proof import tenancy_faults
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import stelle_by_slug
from rathaus.core.vorgang.errors import VorgangNotFound
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.passing_on import pass_on
from rathaus.core.vorgang.queries import vorgang_of
from rathaus.values.errors import RathausError
from tests.cast import NOW, TODAY, Member, make_citizen, make_staff
from tests.core.akte.conftest import PARKING, closed_case, exported
from tests.core.akte.test_disposal import LATER
from tests.core.akte.test_retention import confirm
from tests.errand import submitted


def waive(clerk: Member, case: Vorgang) -> None:
    with open_scope(clerk.scope):
        waive_archive(actor=clerk.actor, vorgang=case, reason="Kein Archivgut", now=LATER)


def delete(clerk: Member, case: Vorgang) -> Loeschnachweis:
    with open_scope(clerk.scope):
        return delete_case(actor=clerk.actor, vorgang=case, now=LATER)


@pytest.fixture
def clerk(lead: Member) -> Member:
    """Whoever leads the body works on its cases too; nobody else deletes them."""
    return lead


@pytest.fixture
def ready(closed: Vorgang, clerk: Member, lead: Member) -> Vorgang:
    """A case whose period is over and that the archive need not have."""
    confirm(lead)
    waive(clerk, closed)
    return closed


def test_a_deleted_case_is_gone_and_its_proof_says_who_when_why_and_what(
    ready: Vorgang, clerk: Member, citizen: Member
) -> None:
    folder, _ = exported(clerk, ready)
    with open_scope(clerk.scope):
        before = list(records_of(kind="antrag", subject_id=ready.antrag.public_id))
    proof = delete(clerk, ready)
    assert (proof.aktenzeichen, proof.years, proof.step, proof.reason) == (
        ready.aktenzeichen, 10, "waived", "Kein Archivgut",
    )  # fmt: skip
    assert (proof.deleted_at, proof.deleted_by_id) == (LATER, clerk.actor.konto_id)
    assert proof.export_sha256 == folder.sha256
    assert (proof.last_seq, bytes(proof.last_hash or b"")) == (len(before), bytes(before[-1].hash))
    assert proof.counts["antrag_antrag"] == proof.counts["vorgang_vorgang"] == proof.counts["bescheid_bescheid"] == 1
    assert proof.counts["protokoll_record"] == len(before)
    assert proof.counts["datei_datei"] == proof.counts["datei_dateiinhalt"] > 1
    for member in (clerk, citizen):
        with open_scope(member.scope):
            for model in (Antrag, Vorgang, Nachricht, Datei, DateiInhalt):
                assert not model.objects.exists(), model


def test_the_chains_hold_and_only_the_proof_makes_up_for_what_is_missing(
    ready: Vorgang, clerk: Member, citizen: Member
) -> None:
    proof = delete(clerk, ready)
    with open_scope(clerk.scope):
        entries = list(records_of(kind="antrag", subject_id=ready.antrag.public_id))
        assert {each.payload for each in entries[:-1]} == {None}
        assert (entries[-1].act, entries[-1].payload) == ("akte.deleted", {"proof": str(proof.public_id)})
        chain = deletions_of(ready.stelle_id)
        (noted,) = records_of(kind=chain.kind, subject_id=chain.id)
        assert noted.payload["counts"] == proof.counts
        assert verify_chains(erasure_of).faults == ()
        assert {(fault.reason, fault.seq) for fault in verify_chains().faults} == {
            ("erased", each.seq) for each in entries[:-1]
        }
    with open_scope(citizen.scope):
        assert not Record.objects.filter(kette__subject_kind="antrag").exists()


def test_what_is_missing_after_the_proof_or_at_another_case_is_a_fault(
    ready: Vorgang, clerk: Member, lead: Member
) -> None:
    delete(clerk, ready)
    with open_scope(clerk.scope):
        Record.objects.filter(act="akte.deleted").update(payload=None, salt=None)
        assert [fault.reason for fault in verify_chains(erasure_of).faults] == ["erased"] * 2


def test_a_proof_of_another_chain_covers_nothing(ready: Vorgang, clerk: Member, monkeypatch) -> None:
    proof = delete(clerk, ready)

    def from_db(cls, *args, **kwargs):
        row = super(Loeschnachweis, cls).from_db(*args, **kwargs)
        row.last_hash = b"x" * 32
        return row

    monkeypatch.setattr(Loeschnachweis, "from_db", classmethod(from_db))
    with open_scope(clerk.scope):
        found = [(fault.reason, fault.seq) for fault in verify_chains(erasure_of).faults]
    assert found == [("proof", proof.last_seq)]


def test_nothing_is_deleted_before_the_archive_is_decided_upon(closed: Vorgang, clerk: Member, lead: Member) -> None:
    with pytest.raises(NotDisposable):
        delete(clerk, closed)
    confirm(lead)
    with pytest.raises(ArchiveUndecided):
        delete(clerk, closed)
    exported(clerk, closed)
    with open_scope(clerk.scope):
        offer_to_archive(actor=clerk.actor, vorgang=closed, now=LATER)
    with pytest.raises(ArchiveUndecided):
        delete(clerk, closed)
    with open_scope(clerk.scope):
        with pytest.raises(NotDisposable):
            delete_case(actor=clerk.actor, vorgang=closed, now=NOW)
        assert not Loeschnachweis.objects.exists()


def test_a_held_case_is_not_deleted(ready: Vorgang, clerk: Member) -> None:
    with open_scope(clerk.scope):
        set_hold(actor=clerk.actor, vorgang=ready, reason="Klage", now=NOW)
    with pytest.raises(NotDisposable):
        delete(clerk, ready)


def test_nobody_but_a_clerk_of_the_body_deletes(
    ready: Vorgang, clerk: Member, citizen: Member, clerk_of_the_next_town: Member, auditor: Member
) -> None:
    with open_scope(clerk.scope):
        for other in (citizen, clerk_of_the_next_town, auditor):
            with pytest.raises(ActorRefused):
                delete_case(actor=other.actor, vorgang=ready, now=LATER)


def test_a_clerk_who_does_not_lead_the_body_prepares_a_deletion_and_does_not_delete(
    ready: Vorgang, colleague: Member
) -> None:
    with pytest.raises(LeadNeeded):
        delete(colleague, ready)
    with open_scope(colleague.scope):
        assert Vorgang.objects.filter(pk=ready.pk).exists()


def taken(clerk: Member, case: Vorgang) -> str:
    """Let the archive take the folder; return the sum of its bytes."""
    folder, _ = exported(clerk, case)
    with open_scope(clerk.scope):
        offer_to_archive(actor=clerk.actor, vorgang=case, now=LATER)
        note_archive_answer(actor=clerk.actor, vorgang=case, takes=True, reason="Brief", now=LATER)
    return folder.sha256


def test_the_proof_names_the_folder_that_the_archive_has_and_not_a_later_one(
    closed: Vorgang, clerk: Member, lead: Member
) -> None:
    confirm(lead)
    offered = taken(clerk, closed)
    later, _ = exported(clerk, closed)
    assert later.sha256 != offered
    assert delete(clerk, closed).export_sha256 == offered


def test_what_the_archive_has_not_got_is_not_deleted_even_by_the_database_alone(
    closed: Vorgang, clerk: Member, lead: Member, monkeypatch
) -> None:
    confirm(lead)
    taken(clerk, closed)
    with open_scope(clerk.scope):
        write_note(actor=clerk.actor, vorgang=closed, text="Noch ein Anruf.", now=LATER)
    with pytest.raises(ExportMissing):
        delete(clerk, closed)
    monkeypatch.setattr(deletion, "has_grown", lambda antrag, *, after: False)
    with pytest.raises(IntegrityError, match="must not be deleted"), transaction.atomic():
        delete(clerk, closed)


def test_proofs_are_read_by_the_body_alone_page_by_page(
    ready: Vorgang, clerk: Member, clerk_of_the_next_town: Member
) -> None:
    proof = delete(clerk, ready)
    with open_scope(clerk.scope):
        page = proofs(clerk.scope.stellen, limit=1)
        assert (page.rows, page.next) == ((proof,), "")
        assert proofs(clerk.scope.stellen, after=str(proof.pk)).rows == ()
        assert proofs(clerk.scope.stellen, after="damaged").rows == (proof,)
        assert proof_by_public_id(proof.public_id) == proof
    with open_scope(clerk_of_the_next_town.scope), pytest.raises(ProofNotFound):
        proof_by_public_id(proof.public_id)


ERASE = "SELECT akte_erase(%s)"


def run(statement: str, *values: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_the_database_deletes_no_case_without_a_proof_or_outside_of_the_scope(
    ready: Vorgang, clerk: Member, clerk_of_the_next_town: Member
) -> None:
    for scope in (Scope(), clerk_of_the_next_town.scope):
        with open_scope(scope), pytest.raises(ProgrammingError, match="no such case in the open scope"):
            run(ERASE, ready.antrag_id)
    with open_scope(clerk.scope):
        with pytest.raises(IntegrityError, match="must not be deleted"):
            run(ERASE, ready.antrag_id)
        assert Antrag.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"years": 9}, {"years": 9, "kept_until": date(2035, 12, 31)}, {"kept_until": TODAY}, {"deleted_at": NOW}],
    ids=str,
)
def test_the_database_deletes_nothing_by_a_proof_that_does_not_fit(
    ready: Vorgang, clerk: Member, wrong: dict[str, object]
) -> None:
    fits: dict[str, Any] = {
        "stelle_id": ready.stelle_id, "leistung_id": ready.leistung_id, "aktenzeichen": ready.aktenzeichen,
        "antrag_id": ready.antrag.public_id, "closed_on": TODAY, "kept_until": date(2036, 12, 31), "years": 10,
        "source": "So", "step": "waived", "reason": "So", "deleted_at": LATER, "deleted_by_id": clerk.actor.konto_id,
    }  # fmt: skip
    with open_scope(clerk.scope):
        row = Loeschnachweis.objects.create(**fits | wrong)
        with pytest.raises(IntegrityError, match="must not be deleted"):
            run(ERASE, ready.antrag_id)
        assert (row.counts, Antrag.objects.count()) == ({}, 1)


def test_a_function_that_says_something_else_is_a_road_around_the_policies(db: None, monkeypatch) -> None:
    assert tenancy_faults(connection) == ()
    monkeypatch.setitem(proof._GATES, "akte_erase", "0" * 64)
    assert [fault.split(",")[0] for fault in tenancy_faults(connection)] == ["Function akte_erase"]


def test_the_setting_alone_lets_nobody_past_the_guards(ready: Vorgang, clerk: Member) -> None:
    with open_scope(clerk.scope):
        run("SELECT set_config('rathaus.erasing', 'on', true)")
        for table in ("antrag_antrag", "bescheid_bescheid", "postfach_nachricht", "akte_loeschnachweis"):
            with pytest.raises(DatabaseError):
                run(f"DELETE FROM {table}")


def test_a_proof_cannot_be_forged_changed_or_removed(ready: Vorgang, clerk: Member) -> None:
    proof = delete(clerk, ready)
    with open_scope(clerk.scope):
        for statement in ("UPDATE akte_loeschnachweis SET reason = 'other'", "DELETE FROM akte_loeschnachweis"):
            with pytest.raises(ProgrammingError, match="permission denied"):
                run(statement)
        proof.pk, proof.public_id, proof.antrag_id = None, proof.antrag_id, proof.public_id
        with pytest.raises(IntegrityError, match="written by the deletion"), transaction.atomic():
            proof.save(force_insert=True)


def test_an_antrag_that_this_one_led_to_stays_and_forgets_where_it_came_from(
    ready: Vorgang, clerk: Member, citizen: Member
) -> None:
    later = submitted(citizen, PARKING, "bewilligung")
    both = Scope(clerk.scope.stellen, citizen.scope.konto)
    with open_scope(both):
        later.entwurf.follows = ready.antrag
        later.entwurf.save(update_fields=["follows"])
    delete(clerk, ready)
    with open_scope(both):
        assert Antrag.objects.get() == later
        later.entwurf.refresh_from_db()
        assert later.entwurf.follows_id is None


def test_a_case_that_was_passed_on_stays_at_the_other_body_with_its_files(
    citizen: Member, clerk: Member, lead: Member, clerk_of_the_next_town: Member
) -> None:
    here, neighbour = submitted(citizen, PARKING, "bewilligung"), stelle_by_slug("maintal")
    assert neighbour is not None
    with open_scope(clerk.scope):
        row = vorgang_of(here)
        there = pass_on(actor=clerk.actor, vorgang=row, receiver=neighbour, reason="Umzug", now=NOW)
    confirm(lead)
    waive(clerk, row)
    delete(clerk, row)
    with open_scope(clerk_of_the_next_town.scope):
        there.refresh_from_db()
        assert there.came_from_id is None
        files = dateien_by_public_ids(all_file_ids(there))
        assert len(files) == len(all_file_ids(there)) > 0
        assert all(content_of(each) for each in files)
        assert verify_chains(erasure_of).faults == ()


def office() -> tuple[Member, Vorgang]:
    """Whoever leads Hanau and a case that may be deleted, committed for other connections to see."""
    lead = make_staff("hanau", "ruth", "Ruth", role="lead")
    case = closed_case(make_citizen(), lead)
    confirm(lead)
    waive(lead, case)
    return lead, case


def beside(act: Callable[[], object], outcomes: list[object]) -> threading.Thread:
    """Return a thread that acts on a connection of its own and notes why it was refused."""

    def run() -> None:
        try:
            outcomes.append(act())
        except RathausError as error:
            outcomes.append(type(error))
        finally:
            connections.close_all()

    return threading.Thread(target=run)


def test_a_hold_that_comes_while_a_case_is_deleted_finds_no_case(committing_database: None) -> None:
    (clerk, case), outcomes = office(), list[object]()

    def hold() -> object:
        with open_scope(clerk.scope):
            return set_hold(actor=clerk.actor, vorgang=case, reason="Klage", now=NOW)

    other = beside(hold, outcomes)
    with open_scope(clerk.scope):
        delete_case(actor=clerk.actor, vorgang=case, now=LATER)
        other.start()
        other.join(0.5)
        assert outcomes == [], "it waits for the deletion"
    other.join(60)
    assert outcomes == [VorgangNotFound]


def test_a_deletion_that_comes_while_a_case_is_held_is_refused(committing_database: None) -> None:
    (clerk, case), outcomes = office(), list[object]()
    other = beside(lambda: delete(clerk, case), outcomes)
    with open_scope(clerk.scope):
        set_hold(actor=clerk.actor, vorgang=case, reason="Klage", now=NOW)
        other.start()
        other.join(0.5)
        assert outcomes == [], "it waits for the hold"
    other.join(60)
    assert outcomes == [NotDisposable]
    with open_scope(clerk.scope):
        assert Antrag.objects.exists()


def test_of_two_who_delete_at_once_one_writes_the_proof(committing_database: None) -> None:
    (clerk, case), outcomes = office(), list[object]()
    other = beside(lambda: delete(clerk, case), outcomes)
    with open_scope(clerk.scope):
        delete_case(actor=clerk.actor, vorgang=case, now=LATER)
        other.start()
        other.join(0.5)
    other.join(60)
    assert outcomes == [VorgangNotFound]
    with open_scope(clerk.scope):
        assert Loeschnachweis.objects.count() == 1
        assert verify_chains(erasure_of).faults == ()
