"""What the treasury gets: each booking once, in files that another program can check."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connections
from lxml import etree

from rathaus.core.antrag.models import Antrag
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from rathaus.core.zahlung.actions import Money, enter_payment
from rathaus.core.zahlung.errors import NothingToHandOver, PaymentNotFound
from rathaus.core.zahlung.models import Posting
from rathaus.core.zahlung.uebergabe import (
    NAMESPACE,
    SCHEMA,
    as_xml,
    count_waiting,
    hand_over,
    lines_of,
    uebergabe_by_public_id,
)
from tests.cast import NOW, TODAY, Member, make_citizen, make_staff
from tests.core.zahlung.conftest import FEE, owing_antrag

NAMES = {"k": NAMESPACE}


def paid(clerk: Member, antrag: Antrag) -> None:
    came = Money(FEE, TODAY, "Auszug 7 & <mehr>")
    enter_payment(actor=clerk.actor, antrag_id=antrag.public_id, money=came, now=NOW)


def test_each_booking_is_handed_over_once(owing: Antrag, clerk: Member) -> None:
    with open_scope(clerk.scope):
        first = hand_over(actor=clerk.actor, stelle=owing.stelle, now=NOW)
        with pytest.raises(NothingToHandOver):
            hand_over(actor=clerk.actor, stelle=owing.stelle, now=NOW)
        paid(clerk, owing)
        assert count_waiting(owing.stelle) == 1
        second = hand_over(actor=clerk.actor, stelle=owing.stelle, now=NOW)
        assert [[line.kind for line in lines_of(each)] for each in (first, second)] == [["vorschuss"], ["zahlung"]]
        assert (first.sum_cent, second.sum_cent) == (FEE, -FEE)
        assert sum(line.cents for each in (first, second) for line in lines_of(each)) == sum(
            Posting.objects.values_list("cents", flat=True)
        )


def test_the_xml_follows_its_schema_and_says_what_is_booked(owing: Antrag, clerk: Member) -> None:
    with open_scope(clerk.scope):
        paid(clerk, owing)
        row = hand_over(actor=clerk.actor, stelle=owing.stelle, now=NOW)
        content = as_xml(row)
        assert content == as_xml(uebergabe_by_public_id(row.public_id))
    root = etree.fromstring(content)
    etree.XMLSchema(etree.parse(str(SCHEMA))).assertValid(root)
    amounts = [Decimal(text) for text in root.xpath("//k:betrag/text()", namespaces=NAMES)]
    assert (amounts, sum(amounts)) == ([Decimal("30.00"), Decimal("-30.00")], Decimal(root.get("summe")))
    assert root.xpath("//k:text/text()", namespaces=NAMES) == ["Auszug 7 & <mehr>"]
    assert root.xpath("//k:zahlungspflichtig/text()", namespaces=NAMES) == ["Amira Haddad"] * 2


def test_nobody_else_hands_over_or_reads_it(
    owing: Antrag, citizen: Member, clerk: Member, clerk_of_the_next_town: Member
) -> None:
    with open_scope(clerk.scope):
        row = hand_over(actor=clerk.actor, stelle=owing.stelle, now=NOW)
    with open_scope(citizen.scope), pytest.raises(ActorRefused):
        hand_over(actor=citizen.actor, stelle=owing.stelle, now=NOW)
    with open_scope(clerk_of_the_next_town.scope), pytest.raises(PaymentNotFound):
        uebergabe_by_public_id(row.public_id)


def test_two_clerks_at_once_hand_over_once(committing_database: None) -> None:
    citizen, clerk = make_citizen(), make_staff("hanau", "jonas", "Jonas Becker")
    colleague = make_staff("hanau", "selin", "Selin Aydin")
    antrag, together = owing_antrag(citizen, clerk), Barrier(2)

    def act(member: Member) -> int:
        try:
            together.wait(30)
            with open_scope(member.scope):
                return hand_over(actor=member.actor, stelle=antrag.stelle, now=NOW).count
        except NothingToHandOver:
            return 0
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(act, [clerk, colleague])) == [0, 1]
