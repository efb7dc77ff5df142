"""One errand fills every owned table; after the deletion of its cases nothing of them is left in any of them."""

from datetime import timedelta

import pytest
from django.db import connection

from rathaus.core.akte.deletion import delete_case, erasure_of
from rathaus.core.akte.hold import holds_of, lift_hold
from rathaus.core.akte.models import Aufbewahrungsfrist, Aussonderung
from rathaus.core.akte.rules import Step
from rathaus.core.antrag.actions import subject_of
from rathaus.core.antrag.models import Entwurf
from rathaus.core.beteiligung.models import Auslegung, Beteiligung
from rathaus.core.datei.models import Datei
from rathaus.core.protokoll.actions import record
from rathaus.core.protokoll.models import Record
from rathaus.core.protokoll.queries import verify_chains
from rathaus.core.rechtsbehelf.models import Rechtsbehelf
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import all_stelle_ids
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.rules import State
from rathaus.core.zahlung.actions import Money, enter_refund, waive
from rathaus.core.zahlung.models import Forderung, Zahlungsvorgang
from rathaus.core.zahlung.rules import PaymentState
from tests.cast import NOW, TODAY, Member
from tests.core.test_tenancy_walk import OWNED, errand

__all__ = ["errand"]

LATER = NOW + timedelta(days=5 * 366)

KEPT = {
    "akte_loeschnachweis": "the proofs",
    "akte_aufbewahrungsfrist": "what the bodies confirmed",
    "protokoll_kette": "hashes, without whom they concern",
    "protokoll_record": "hashes; only the entry of the deletion itself has facts",
    "konto_noticeaddress": "the person's own",
    "stelle_mitgliedschaft": "the people of the offices",
    "bescheid_siegelwahl": "a choice of the body",
    "stelle_substitution": "who stood in for whom",
    "arbeitskorb_bulkrun": "that a clerk acted on many cases, without which",
    "arbeitskorb_calendarlink": "an address of a clerk",
    "arbeitskorb_etikett": "a label of the body, on no case any more",
    "arbeitskorb_listcolumns": "a choice of a clerk",
    "arbeitskorb_savedlist": "a choice of a clerk",
    "vorgang_legacyfile": "a table that was brought; it goes by itself after some days",
    "zahlung_forderung": "the ledger stays with the treasury",
    "zahlung_posting": "the ledger",
    "zahlung_zahlungsvorgang": "what the payment provider said of it",
    "zahlung_zahlungserinnerung": "on which days somebody was reminded of it",
    "zahlung_uebergabe": "what the treasury was given",
    "zahlung_uebergabezeile": "the same, by booking",
    "zahlung_einzug": "what the bank was given",
    "zahlung_mandat": "what allowed it",
    "beteiligung_stellungnahme": "question and opinion are the asked body's own; extract and copies go by themselves",
    "antrag_entwurf": "a draft that was never submitted belongs to the person",
    "datei_partialupload": "of that draft",
    "datei_uploadpart": "of that draft",
    "datei_datei": "of that draft",
    "datei_dateiinhalt": "the same",
}
"""Owned tables in which the errand leaves rows that are not of a case, and what they are."""


def keys(scope: Scope) -> dict[str, set[object]]:
    found = {}
    with open_scope(scope), connection.cursor() as cursor:
        for table in OWNED:
            cursor.execute(
                "SELECT a.attname FROM pg_index i JOIN pg_attribute a"
                " ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]"
                " WHERE i.indisprimary AND i.indrelid = %s::regclass",
                [table],
            )
            column = connection.ops.quote_name(cursor.fetchone()[0])
            cursor.execute(f"SELECT {column} FROM {connection.ops.quote_name(table)}")
            found[table] = {row[0] for row in cursor.fetchall()}
    return found


def settle(actor: Actor) -> None:
    """End every payment under way, waive what is owed and give back what was paid too much."""
    Zahlungsvorgang.objects.filter(ended_at=None).update(ended_at=NOW, state=PaymentState.FAILED)
    for each in Forderung.objects.exclude(open_cent=0):
        if each.open_cent > 0:
            waive(actor=actor, antrag_id=each.antrag_id, reason="Ende", now=NOW)
        else:
            back = Money(-each.open_cent, TODAY, "Ende")
            enter_refund(actor=actor, antrag_id=each.antrag_id, money=back, now=NOW)


def end_well(actor: Actor) -> int:
    """End every case of the open scope, let its period be over, and delete it; returns how many there were."""
    Beteiligung.objects.filter(ended_at=None, answered_at=None).update(ended_at=NOW)
    Auslegung.objects.filter(ended_at=None).update(ended_at=NOW)
    settle(actor)
    for remedy in Rechtsbehelf.objects.filter(end__in=["partial", "rejected"]).select_related("antrag"):
        served = {"rechtsbehelf": remedy.number, "until": TODAY.isoformat()}
        record(subject=subject_of(remedy.antrag), act="rechtsbehelf.served", actor=actor, payload=served)
    cases = list(Vorgang.objects.select_related("antrag"))
    for case in cases:
        Vorgang.objects.filter(pk=case.pk).update(state=State.CLOSED, closed_at=NOW, question_id=None)
        period = {"years": 1, "source": "Aktenplan", "confirmed_at": NOW, "confirmed_by_id": actor.konto_id}
        Aufbewahrungsfrist.objects.create(stelle_id=case.stelle_id, leistung_id=case.leistung_id, **period)
        decided = {"step": Step.WAIVED, "reason": "So", "at": NOW, "by_id": actor.konto_id}
        Aussonderung.objects.create(vorgang=case, stelle_id=case.stelle_id, **decided)
        for hold in (each for each in holds_of(case) if each.lifted_at is None):
            lift_hold(actor=actor, vorgang=case, public_id=hold.public_id, reason="Ende", now=NOW)
    for case in cases:
        delete_case(actor=actor, vorgang=case, now=LATER)
    return len(cases)


@pytest.mark.django_db
def test_nothing_of_a_deleted_case_is_left_in_any_owned_table(
    citizen: Member, clerk: Member, lead: Member, request: pytest.FixtureRequest
) -> None:
    whole = Scope(all_stelle_ids(), citizen.scope.konto)
    before = keys(whole)
    request.getfixturevalue("errand")
    filled = {table for table, found in keys(whole).items() if found - before[table]}
    assert {"arbeitskorb_vermerk", "rechtsbehelf_begruendung", "zustellung_postsendung", "termin_buchung"} <= filled
    with open_scope(whole):
        assert end_well(Actor(Role.CLERK, lead.actor.konto_id, clerk.actor.stelle_id)) >= 3
    left = {table: found - before[table] for table, found in keys(whole).items() if found - before[table]}
    assert sorted(left) == sorted(KEPT)
    with open_scope(whole):
        assert not Entwurf.objects.exclude(antrag=None, follows=None).exists()
        own = Datei.objects.filter(pk__in=left["datei_datei"], stelle_id=clerk.actor.stelle_id)
        assert not own.exists()
        facts = Record.objects.filter(kette__subject_kind="antrag", payload__isnull=False)
        assert {each.act for each in facts} == {"akte.deleted"}
        assert not Record.objects.filter(kette__subject_kind="antrag").exclude(konto_id=None, secret_hash="").exists()
        assert verify_chains(erasure_of).faults == ()
