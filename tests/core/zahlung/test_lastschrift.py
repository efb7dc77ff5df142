"""Direct debits: allowed by the person, collected once, in a file that the bank can check."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from importlib.resources import files
from threading import Barrier

import pytest
from django.db import connections
from lxml import etree

from rathaus.core.antrag.models import Antrag
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from rathaus.core.zahlung.actions import Money, enter_payment, return_payment
from rathaus.core.zahlung.errors import (
    CollectionTooEarly,
    IbanRefused,
    MandatRefused,
    NothingOpen,
    NothingToCollect,
    PaymentNotFound,
    ZahlstelleMissing,
    ZahlstelleRefused,
)
from rathaus.core.zahlung.lastschrift import (
    FORMAT,
    NOTICE,
    collect,
    credit,
    einzug_by_public_id,
    revoke_mandat,
    sign_mandat,
    waiting_mandat,
)
from rathaus.core.zahlung.models import Einzug, Mandat, Zahlstelle
from rathaus.core.zahlung.queries import account_of
from rathaus.core.zahlung.rules import FeeState
from tests.cast import NOW, TODAY, Member, make_citizen, make_staff
from tests.core.zahlung.conftest import FEE, owing_antrag

IBAN = "AT61 1904 3002 3457 3201"
LATER = TODAY + NOTICE


def signed(citizen: Member, antrag: Antrag, **other: str) -> Mandat:
    typed = {"holder": "Amira Haddad-Müller", "iban": IBAN} | other
    with open_scope(citizen.scope):
        return sign_mandat(
            actor=citizen.actor, antrag_id=antrag.public_id, holder=typed["holder"], iban=typed["iban"], now=NOW
        )


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
        return_payment(actor=clerk.actor, antrag_id=owing.public_id, money=back, now=NOW)
    assert state(clerk, owing) is FeeState.ADVANCE_REQUESTED


def test_a_mandate_is_taken_back_until_it_is_used(owing: Antrag, citizen: Member, clerk: Member) -> None:
    signed(citizen, owing)
    with open_scope(citizen.scope):
        revoke_mandat(actor=citizen.actor, antrag_id=owing.public_id, now=NOW)
        assert waiting_mandat(owing.public_id) is None
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
        sign_mandat(actor=clerk.actor, antrag_id=owing.public_id, holder="A", iban=IBAN, now=NOW)
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
