"""A case in Hanau whose tasks are done, ready for the decision."""

import pytest

from rathaus.core.antrag.models import Antrag
from rathaus.core.bescheid.actions import Draft, draft_bescheid
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import complete_task
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import vorgang_of
from tests.cast import NOW, Member
from tests.errand import submitted

PARKING = "bewohnerparkausweis"


def examined(clerk: Member, antrag: Antrag) -> Vorgang:
    """Do the tasks that a decision needs, in the open scope of the clerk."""
    vorgang = vorgang_of(antrag)
    complete_task(actor=clerk.actor, vorgang=vorgang, key="formell", outcome="vollstaendig", now=NOW)
    complete_task(actor=clerk.actor, vorgang=vorgang, key="fachlich", now=NOW)
    return vorgang_of(antrag)


@pytest.fixture
def antrag(citizen: Member) -> Antrag:
    return submitted(citizen, PARKING, "bewilligung")


@pytest.fixture
def vorgang(antrag: Antrag, clerk: Member) -> Vorgang:
    with open_scope(clerk.scope):
        return examined(clerk, antrag)


@pytest.fixture
def draft(vorgang: Vorgang, clerk: Member) -> Bescheid:
    with open_scope(clerk.scope):
        return draft_bescheid(actor=clerk.actor, vorgang=vorgang, draft=Draft("bewilligung"), now=NOW)
