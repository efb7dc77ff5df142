"""Direct debits: allowed by the person, collected once, in a file that the bank can check."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from importlib.resources import files
from threading import Barrier

import pytest
from django.db import connections
from lxml import etree

from rathaus.core.antrag.models import Antrag
from rathaus.core.protokoll.models import Record
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from rathaus.core.zahlung.actions import Money, Owed, assess, enter_payment, return_payment
from rathaus.core.zahlung.errors import (
    BeingCollected,
    CollectionTooEarly,
    DayOfValueRefused,
    FeeChanged,
    IbanRefused,
    MandatRefused,
    NothingOpen,
    NothingToCollect,
    PaymentNotFound,
    ReasonMissing,
    ZahlstelleMissing,
    ZahlstelleRefused,
)
from rathaus.core.zahlung.lastschrift import (
    FORMAT,
    NOTICE,
    collect,
    credit,
    discard,
    einzug_by_public_id,
    revoke_mandat,
    running_mandat,
    sign_mandat,
)
from rathaus.core.zahlung.models import Einzug, Mandat, Zahlstelle
from rathaus.core.zahlung.paying import begin_payment
from rathaus.core.zahlung.queries import account_of
from rathaus.core.zahlung.rules import FeeState
from tests.cast import NOW, TODAY, Member, make_citizen, make_staff
from tests.core.zahlung.conftest import FEE, owing_antrag

IBAN = "AT61 1904 3002 3457 3201"
LATER = TODAY + NOTICE


def signed(citizen: Member, antrag: Antrag, *, cents: int = FEE, **other: str) -> Mandat:
    typed = {"holder": "Amira Haddad-Müller", "iban": IBAN} | other
    with open_scope(citizen.scope):
        return sign_mandat(
            actor=citizen.actor, antrag_id=antrag.public_id, holder=typed["holder"], iban=typed["iban"], cents=cents,
            now=NOW,
        )  # fmt: skip


def collected(clerk: Member, antrag: Antrag) -> Einzug:
    with open_scope(clerk.scope):
        return collect(actor=clerk.actor, stelle=antrag.stelle, on=LATER, now=NOW)


def state(clerk: Member, antrag: Antrag) -> FeeState:
    with open_scope(clerk.scope):
        found = account_of(antrag.public_id)
        assert found is not None
        return found.state


def test_the_file_for_the_bank_follows_its_schema_and_asks_for_what_is_open(
    owing: Antrag, citizen: Member, clerk: Member
) -> None:
    mandat = signed(citizen, owing)
    run = collected(clerk, owing)
    root = etree.fromstring(run.content.encode())
    schema = files("sepaxml").joinpath(f"schemas/{FORMAT}.xsd").read_bytes()
    etree.XMLSchema(etree.fromstring(schema)).assertValid(root)
    said = {etree.QName(node).localname: node.text for node in root.iter() if node.text and node.text.strip()}
    assert (said["InstdAmt"], said["CtrlSum"], said["NbOfTxs"], said["SeqTp"]) == ("30.00", "30.00", "1", "OOFF")
    assert (said["MndtId"], said["DtOfSgntr"]) == (mandat.reference, TODAY.isoformat())
    assert said["ReqdColltnDt"] == LATER.isoformat()
    assert "AT611904300234573201" in run.content
    assert "Amira Haddad-Muller" in run.content


def test_money_that_was_credited_is_booked_once_and_owed_again_when_the_bank_takes_it_back(
    owing: Antrag, citizen: Member, clerk: Member
) -> None:
    signed(citizen, owing)
    run = collected(clerk, owing)
    assert state(clerk, owing) is FeeState.ADVANCE_REQUESTED
    with open_scope(clerk.scope):
        credit(actor=clerk.actor, einzug_id=run.public_id, now=NOW)
        with pytest.raises(PaymentNotFound):
            credit(actor=clerk.actor, einzug_id=run.public_id, now=NOW)
    assert state(clerk, owing) is FeeState.PAID
    with open_scope(clerk.scope):
        back = Money(FEE, LATER, "Rücklastschrift")
        with pytest.raises(DayOfValueRefused):
            return_payment(actor=clerk.actor, antrag_id=owing.public_id, money=back, now=NOW)
        return_payment(actor=clerk.actor, antrag_id=owing.public_id, money=back, now=NOW + NOTICE)
    assert state(clerk, owing) is FeeState.ADVANCE_REQUESTED


def test_a_mandate_is_taken_back_until_it_is_used(owing: Antrag, citizen: Member, clerk: Member) -> None:
    signed(citizen, owing)
    with open_scope(citizen.scope):
        revoke_mandat(actor=citizen.actor, antrag_id=owing.public_id, now=NOW)
        assert running_mandat(owing.public_id) is None
    with pytest.raises(NothingToCollect):
        collected(clerk, owing)
    signed(citizen, owing)
    collected(clerk, owing)
    with open_scope(citizen.scope), pytest.raises(MandatRefused):
        revoke_mandat(actor=citizen.actor, antrag_id=owing.public_id, now=NOW)


def test_what_was_paid_meanwhile_is_not_collected(owing: Antrag, citizen: Member, clerk: Member) -> None:
    signed(citizen, owing)
    with open_scope(clerk.scope):
        came = Money(FEE, TODAY, "Auszug 3")
        enter_payment(actor=clerk.actor, antrag_id=owing.public_id, money=came, now=NOW)
    with pytest.raises(NothingToCollect):
        collected(clerk, owing)


def test_nothing_is_collected_before_people_could_know(owing: Antrag, citizen: Member, clerk: Member) -> None:
    signed(citizen, owing)
    with open_scope(clerk.scope):
        with pytest.raises(CollectionTooEarly):
            collect(actor=clerk.actor, stelle=owing.stelle, on=TODAY, now=NOW)
        with pytest.raises(NothingToCollect):
            collect(actor=clerk.actor, stelle=owing.stelle, on=LATER - timedelta(days=1), now=NOW)


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ({"iban": "DE02120300000000202052"}, IbanRefused),
        ({"iban": "BR1800360305000010009795493C1"}, IbanRefused),
        ({"holder": "<script>"}, ZahlstelleRefused),
        ({"holder": " "}, ZahlstelleRefused),
    ],
)
def test_an_account_that_cannot_be_right_is_refused(
    owing: Antrag, citizen: Member, typed: dict[str, str], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        signed(citizen, owing, **typed)


def test_a_second_mandate_and_one_for_nothing_are_refused(owing: Antrag, citizen: Member, clerk: Member) -> None:
    signed(citizen, owing)
    with pytest.raises(MandatRefused):
        signed(citizen, owing)
    with open_scope(clerk.scope):
        came = Money(FEE, TODAY, "Auszug 3")
        enter_payment(actor=clerk.actor, antrag_id=owing.public_id, money=came, now=NOW)
    with pytest.raises(NothingOpen):
        signed(citizen, owing)


def test_a_body_without_a_creditor_identifier_collects_nothing(owing: Antrag, citizen: Member, clerk: Member) -> None:
    signed(citizen, owing)
    Zahlstelle.objects.update(creditor_id="")
    with pytest.raises(ZahlstelleMissing):
        collected(clerk, owing)
    with pytest.raises(ZahlstelleMissing):
        signed(citizen, owing)


def test_only_the_person_signs_and_only_the_body_collects(
    owing: Antrag, citizen: Member, clerk: Member, clerk_of_the_next_town: Member
) -> None:
    with open_scope(clerk.scope), pytest.raises(ActorRefused):
        sign_mandat(actor=clerk.actor, antrag_id=owing.public_id, holder="A", iban=IBAN, cents=FEE, now=NOW)
    signed(citizen, owing)
    with open_scope(citizen.scope), pytest.raises(ActorRefused):
        collect(actor=citizen.actor, stelle=owing.stelle, on=LATER, now=NOW)
    run = collected(clerk, owing)
    with open_scope(clerk_of_the_next_town.scope), pytest.raises(PaymentNotFound):
        einzug_by_public_id(run.public_id)


def test_two_clerks_at_once_collect_once(committing_database: None) -> None:
    citizen, clerk = make_citizen(), make_staff("hanau", "jonas", "Jonas Becker")
    colleague = make_staff("hanau", "selin", "Selin Aydin")
    antrag, together = owing_antrag(citizen, clerk), Barrier(2)
    signed(citizen, antrag)

    def act(member: Member) -> int:
        try:
            together.wait(30)
            return collected(member, antrag).count
        except NothingToCollect:
            return 0
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(act, [clerk, colleague])) == [0, 1]


def test_no_more_is_taken_than_was_signed_and_the_rest_is_owed_after(
    owing: Antrag, citizen: Member, clerk: Member
) -> None:
    signed(citizen, owing)
    with open_scope(clerk.scope):
        owed = Owed(owing.public_id, owing.reference, owing.stelle_id, owing.bearer, "Amira Haddad", "§ 3 der Satzung")
        assess(actor=clerk.actor, owed=owed, cents=FEE + 1_000, now=NOW)
    run = collected(clerk, owing)
    assert run.sum_cent == FEE
    with open_scope(clerk.scope):
        credit(actor=clerk.actor, einzug_id=run.public_id, now=NOW)
        found = account_of(owing.public_id)
    assert found is not None
    assert found.forderung.open_cent == 1_000
    assert signed(citizen, owing, cents=1_000).signed_cent == 1_000


def test_an_amount_that_was_not_read_is_not_signed(owing: Antrag, citizen: Member) -> None:
    with pytest.raises(FeeChanged):
        signed(citizen, owing, cents=FEE - 1)


def test_while_the_bank_collects_a_fee_it_is_neither_signed_again_nor_paid_online(
    owing: Antrag, citizen: Member, clerk: Member
) -> None:
    Zahlstelle.objects.update(endpoint="hanau")
    signed(citizen, owing)
    refuses_other_ways(citizen, owing)
    collected(clerk, owing)
    refuses_other_ways(citizen, owing)


def refuses_other_ways(citizen: Member, antrag: Antrag) -> None:
    with pytest.raises(MandatRefused):
        signed(citizen, antrag)
    with open_scope(citizen.scope), pytest.raises(BeingCollected):
        begin_payment(actor=citizen.actor, antrag_id=antrag.public_id, now=NOW)


def test_a_fee_that_somebody_is_paying_online_waits_for_the_next_file(
    owing: Antrag, citizen: Member, clerk: Member
) -> None:
    Zahlstelle.objects.update(endpoint="hanau")
    with open_scope(citizen.scope):
        begin_payment(actor=citizen.actor, antrag_id=owing.public_id, now=NOW)
    signed(citizen, owing)
    with pytest.raises(NothingToCollect):
        collected(clerk, owing)


def test_the_mandates_of_a_file_that_the_bank_refused_wait_for_the_next(
    owing: Antrag, citizen: Member, clerk: Member
) -> None:
    signed(citizen, owing)
    refused = collected(clerk, owing)
    with open_scope(clerk.scope):
        with pytest.raises(ReasonMissing):
            discard(actor=clerk.actor, einzug_id=refused.public_id, reason=" ", now=NOW)
        discard(actor=clerk.actor, einzug_id=refused.public_id, reason="Datei nicht lesbar", now=NOW)
        for act in (credit, discard):
            with pytest.raises(PaymentNotFound):
                act(actor=clerk.actor, einzug_id=refused.public_id, now=NOW, **_words(act))
        assert Record.objects.filter(act="einzug.discarded").count() == 1
    assert collected(clerk, owing).sum_cent == FEE
    assert state(clerk, owing) is FeeState.ADVANCE_REQUESTED


def _words(act: object) -> dict[str, str]:
    return {"reason": "noch einmal"} if act is discard else {}


def test_a_mandate_that_is_taken_back_while_a_file_is_made_is_in_one_state(committing_database: None) -> None:
    citizen, clerk = make_citizen(), make_staff("hanau", "jonas", "Jonas Becker")
    antrag, together = owing_antrag(citizen, clerk), Barrier(2)
    signed(citizen, antrag)

    def revoke() -> bool:
        with open_scope(citizen.scope):
            revoke_mandat(actor=citizen.actor, antrag_id=antrag.public_id, now=NOW)
        return True

    def gather() -> bool:
        return collected(clerk, antrag).count == 1

    def act(chosen: Callable[[], bool]) -> bool:
        try:
            together.wait(30)
            return chosen()
        except (MandatRefused, NothingToCollect):
            return False
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(act, [revoke, gather])) == 1
