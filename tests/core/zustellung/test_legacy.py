"""A case that was taken over from the former software is decided here, and its letter goes by post."""

import pytest

from rathaus.core.bescheid.actions import Draft, confirm_remedy, draft_bescheid, issue_bescheid
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import complete_task
from rathaus.core.vorgang.legacy import bring_file, take_over_chunk
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import vorgang_of
from rathaus.core.zustellung.actions import queue_for_post
from rathaus.core.zustellung.queries import postings_of, suggested_address
from tests.cast import NOW, Member
from tests.core.vorgang.legacy_table import GOOD, table


@pytest.mark.django_db
def test_a_case_without_answers_is_decided_and_its_letter_queued_for_the_post(lead: Member, clerk: Member) -> None:
    assert lead.stelle is not None
    with open_scope(lead.scope):
        content = table({**GOOD, "Name": "Ayşe Öztürk", "Anschrift": "Nordstraße 1, 63450 Hanau"})
        file = bring_file(actor=lead.actor, stelle=lead.stelle, name="alt.csv", content=content, now=NOW)
        take_over_chunk(actor=lead.actor, file=file, only_good=False, now=NOW)
    with open_scope(clerk.scope):
        antrag = Vorgang.objects.select_related("antrag").get().antrag
        for key, outcome in (("formell", "vollstaendig"), ("fachlich", "erledigt")):
            complete_task(actor=clerk.actor, vorgang=vorgang_of(antrag), key=key, outcome=outcome, now=NOW)
        draft = Draft("ablehnung", ("kein_quartier",), "Das Quartier endet an der Nussallee.")
        row = draft_bescheid(actor=clerk.actor, vorgang=vorgang_of(antrag), draft=draft, now=NOW)
        row = confirm_remedy(actor=clerk.actor, bescheid=row, now=NOW)
        issued = issue_bescheid(actor=clerk.actor, bescheid=row, now=NOW)
        assert issued.is_issued
        address = suggested_address(issued)
        assert address == "Ayşe Öztürk\nNordstraße 1\n63450 Hanau"
        queue_for_post(actor=clerk.actor, bescheid=issued, address=address, now=NOW)
        assert [each.address for each in postings_of(issued)] == [address.splitlines()]
