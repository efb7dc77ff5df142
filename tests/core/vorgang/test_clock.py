"""A clock that jumps back and forth harms nothing: acts keep their order, chains hold, people can go on."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from rathaus.core.protokoll.queries import verify_chains
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import Reply, ask_citizen, claim, receive_answer, receive_antrag
from rathaus.core.vorgang.queries import history, vorgang_of
from rathaus.core.vorgang.question import Question
from rathaus.core.vorgang.receipt import send_receipt
from tests.cast import NOW, Member
from tests.core.vorgang.test_concurrency import PARKING
from tests.errand import drafted

BACK, AHEAD = NOW - timedelta(hours=3), NOW + timedelta(days=20)


def test_acts_keep_their_order_and_the_chain_holds_whatever_the_clock_says(citizen: Member, clerk: Member) -> None:
    with open_scope(citizen.scope):
        entwurf = drafted(citizen, PARKING, "bewilligung", now=AHEAD)
        with time_machine.travel(BACK):
            antrag = receive_antrag(actor=citizen.actor, entwurf=entwurf, now=timezone.now())
    with open_scope(clerk.scope), time_machine.travel(AHEAD):
        send_receipt(antrag, now=timezone.now())
        vorgang = claim(actor=clerk.actor, vorgang=vorgang_of(antrag), now=timezone.now())
    with open_scope(clerk.scope), time_machine.travel(BACK):
        question = Question("Bitte nennen Sie den Tag des Einzugs.", ())
        vorgang = ask_citizen(actor=clerk.actor, vorgang=vorgang, question=question, now=timezone.now())
    with open_scope(citizen.scope):
        assert receive_answer(actor=citizen.actor, antrag=antrag, reply=Reply("Am 1. Oktober."), now=NOW) == ()
    with open_scope(clerk.scope):
        acts = [record.act for record in history(vorgang)]
        report = verify_chains()
    wanted = ["antrag.submitted", "nachricht.delivered", "vorgang.claimed", "vorgang.asked", "vorgang.answered"]
    assert [act for act in dict.fromkeys(acts) if act in wanted] == wanted
    assert report.faults == ()
    assert report.records >= len(acts)
