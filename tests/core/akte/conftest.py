"""Cases of Hanau that are decided, paid and closed."""

import io

import pytest

from rathaus.core.akte.contents import Contents
from rathaus.core.akte.export import CaseExport, export_case
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import close
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import vorgang_of
from rathaus.core.zahlung.actions import Money, enter_payment
from rathaus.core.zahlung.queries import account_of
from tests.cast import NOW, TODAY, Member
from tests.errand import example, submitted
from tests.leistungen.office import decide

PARKING = "bewohnerparkausweis"


def closed_case(citizen: Member, clerk: Member, name: str = "bewilligung") -> Vorgang:
    """Let somebody apply, decide it, take the fee, and close the file."""
    antrag = submitted(citizen, PARKING, name)
    one = example(PARKING, name)
    decide(antrag, clerk, one["entscheidung"], one["erwartet"]["ergebnis"])
    with open_scope(clerk.scope):
        account = account_of(antrag.public_id)
        if account is not None and account.forderung.open_cent:
            paid = Money(account.forderung.open_cent, TODAY, "Kasse")
            enter_payment(actor=clerk.actor, antrag_id=antrag.public_id, money=paid, now=NOW)
        return close(actor=clerk.actor, vorgang=vorgang_of(antrag), now=NOW)


@pytest.fixture
def closed(citizen: Member, clerk: Member) -> Vorgang:
    return closed_case(citizen, clerk)


def index(contents: Contents) -> str:
    return f"<p>{contents.vorgang.aktenzeichen}</p>"


def exported(clerk: Member, vorgang: Vorgang) -> tuple[CaseExport, bytes]:
    """Take the case out; return what was recorded and the bytes of the ZIP file."""
    target = io.BytesIO()
    with open_scope(clerk.scope):
        vorgang = vorgang_of(vorgang.antrag)
        found = export_case(actor=clerk.actor, vorgang=vorgang, target=target, index=index)
    return found, target.getvalue()
