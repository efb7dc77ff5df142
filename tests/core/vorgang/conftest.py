"""A case in Hanau: the parking permit of Amira Haddad, submitted as the portal does it."""

import pytest

from rathaus.core.antrag.models import Antrag
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import vorgang_of
from tests.cast import Member
from tests.errand import submitted

PARKING = "bewohnerparkausweis"


@pytest.fixture
def antrag(citizen: Member) -> Antrag:
    return submitted(citizen, PARKING, "bewilligung")


@pytest.fixture
def vorgang(antrag: Antrag, clerk: Member) -> Vorgang:
    with open_scope(clerk.scope):
        return vorgang_of(antrag)
