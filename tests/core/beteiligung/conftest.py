"""A case in Hanau whose clerk asks the next town; both have a clerk."""

from datetime import timedelta

import pytest

from rathaus.core.antrag.models import Antrag
from rathaus.core.antrag.queries import all_file_ids, sections_of
from rathaus.core.beteiligung.actions import involve
from rathaus.core.beteiligung.models import Beteiligung, Stellungnahme
from rathaus.core.beteiligung.requests import Request, Shared
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import vorgang_of
from tests.cast import NOW, TODAY, Member
from tests.errand import submitted

UNTIL = TODAY + timedelta(days=28)


@pytest.fixture
def antrag(citizen: Member) -> Antrag:
    return submitted(citizen, "bewohnerparkausweis", "bewilligung")


@pytest.fixture
def vorgang(antrag: Antrag, clerk: Member) -> Vorgang:
    with open_scope(clerk.scope):
        return vorgang_of(antrag)


def shared(vorgang: Vorgang) -> Shared:
    """The first answer and the first file of the case."""
    paths = [row.path for section in sections_of(vorgang.antrag, language="de") for row in section.rows if row.value]
    return Shared(paths[:1], all_file_ids(vorgang.antrag)[:1])


def ask(clerk: Member, vorgang: Vorgang, *requests: Request) -> tuple[Beteiligung, ...]:
    """Ask, in the open scope of the clerk."""
    return involve(actor=clerk.actor, vorgang=vorgang, task="", requests=requests, shared=shared(vorgang), now=NOW)


@pytest.fixture
def request_to_neighbour(vorgang: Vorgang, clerk: Member, clerk_of_the_next_town: Member) -> Beteiligung:
    asked = Request("Nachbarstadt", "Haben Sie Bedenken?", UNTIL, asked=clerk_of_the_next_town.stelle)
    with open_scope(clerk.scope):
        return ask(clerk, vorgang, asked)[0]


@pytest.fixture
def stellungnahme(request_to_neighbour: Beteiligung, clerk_of_the_next_town: Member) -> Stellungnahme:
    with open_scope(clerk_of_the_next_town.scope):
        return Stellungnahme.objects.get(public_id=request_to_neighbour.public_id)
