"""A payment provider that moves no money, and an Antrag whose fee is requested ahead."""

import threading
from collections.abc import Iterator

import pytest
from pytest_django import Settings

from rathaus.adapters.xbezahldienste.client import XBezahldienste
from rathaus.adapters.xbezahldienste.simulator import Simulator
from rathaus.core.antrag.models import Antrag
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.fees import owed_for
from rathaus.core.zahlung.actions import request_advance
from rathaus.core.zahlung.zahlstelle import Account, set_zahlstelle
from tests.cast import NOW, Member
from tests.errand import submitted

FEE = 3000
ACCOUNT = Account("Stadtkasse Hanau", "DE02 1203 0000 0000 2020 51", "06435014", "DE98ZZZ09999999999")


@pytest.fixture
def simulator(settings: Settings) -> Iterator[Simulator]:
    """The provider as it runs in a demonstration, in a thread; what is booked later is booked at once."""
    with Simulator(delay_s=0.0001) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        settings.RATHAUS_PAYMENT_ADDRESS = running.address
        settings.RATHAUS_PAYMENT_PROVIDER = "rathaus.adapters.xbezahldienste.client.from_settings"
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture
def provider(simulator: Simulator) -> XBezahldienste:
    return XBezahldienste(simulator.address, "rathaus")


def owing_antrag(citizen: Member, clerk: Member) -> Antrag:
    """An Antrag whose fee is requested ahead by a body that takes money online."""
    antrag = submitted(citizen, "bewohnerparkausweis", "bewilligung")
    with open_scope(clerk.scope):
        set_zahlstelle(actor=SYSTEM_ACTOR, stelle=antrag.stelle, account=ACCOUNT, now=NOW)
        request_advance(actor=SYSTEM_ACTOR, owed=owed_for(antrag), cents=FEE, now=NOW)
    return antrag


@pytest.fixture
def owing(citizen: Member, clerk: Member) -> Antrag:
    return owing_antrag(citizen, clerk)
