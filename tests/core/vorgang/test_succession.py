"""After a merger the clerks of the successor work on what the merged body received."""

from datetime import timedelta

import pytest

from rathaus.core.antrag.models import Antrag
from rathaus.core.bescheid.actions import Draft, confirm_remedy, draft_bescheid, issue_bescheid
from rathaus.core.postfach.queries import messages_of
from rathaus.core.protokoll.queries import verify_chains
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.models import Nachfolge
from rathaus.core.stelle.queries import scope_ids_of, stelle_by_slug
from rathaus.core.vorgang.actions import Question, Reply, ask_citizen, claim, complete_task, receive_answer
from rathaus.core.vorgang.queries import vorgang_of
from rathaus.recht.courts import Court
from tests.cast import NOW, TODAY, Member

COURT = Court("Verwaltungsgericht Frankfurt am Main", "Adalbertstraße 18, 60486 Frankfurt am Main")


@pytest.fixture
def successor(clerk_of_the_next_town: Member) -> Member:
    """The clerk of Maintal, into which Hanau was merged, in this test alone."""
    hanau, maintal = stelle_by_slug("hanau"), clerk_of_the_next_town.stelle
    Nachfolge.objects.create(predecessor=hanau, successor=maintal, kind=Nachfolge.Kind.MERGED, on=TODAY)
    scope = Scope(stellen=scope_ids_of(maintal, TODAY))
    return Member(clerk_of_the_next_town.actor, scope, clerk_of_the_next_town.konto, maintal)


def test_a_successor_asks_hears_the_answer_and_decides(antrag: Antrag, citizen: Member, successor: Member) -> None:
    actor = successor.actor
    with open_scope(successor.scope):
        vorgang = claim(actor=actor, vorgang=vorgang_of(antrag), now=NOW)
        ask_citizen(actor=actor, vorgang=vorgang, question=Question("Seit wann?"), now=NOW)
    with open_scope(citizen.scope):
        assert receive_answer(actor=citizen.actor, antrag=antrag, reply=Reply("Seit 1980."), now=NOW) == ()
    with open_scope(successor.scope):
        vorgang = vorgang_of(antrag)
        for key, outcome in (("formell", "vollstaendig"), ("fachlich", "erledigt")):
            complete_task(actor=actor, vorgang=vorgang, key=key, outcome=outcome, now=NOW)
        draft = draft_bescheid(actor=actor, vorgang=vorgang, draft=Draft("bewilligung", gebuehr_cent=3000), now=NOW)
        confirm_remedy(actor=actor, bescheid=draft, court=COURT, now=NOW)
        issued = issue_bescheid(actor=actor, bescheid=draft, now=NOW + timedelta(minutes=1))
        assert issued.issued_at is not None
        assert issued.document["letterhead"]["sender"] == successor.stelle.official_name
        assert messages_of(antrag.public_id).filter(kind="bescheid").count() == 1
        assert verify_chains().faults == ()
