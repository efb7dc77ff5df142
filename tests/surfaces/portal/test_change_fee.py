"""The fee of a changed Bescheid: where the body has set none, it is typed where the change is prepared."""

import pytest

from rathaus.core.bescheid.actions import Draft, confirm_remedy, draft_bescheid, issue_bescheid
from rathaus.core.bescheid.queries import change_draft_of
from rathaus.core.scope.session import open_scope
from tests.cast import NOW, Member, set_fee
from tests.core.bescheid.conftest import examined
from tests.errand import submitted
from tests.surfaces.portal.browser import Browser, text_of

CHANGE = {"art": "replacement", "warum": "Doch im Bereich.", "ergebnis": "bewilligung", "anhoerung": "Am Telefon."}


@pytest.mark.django_db
def test_a_replacement_takes_the_fee_that_no_body_has_set(clerk: Member, citizen: Member) -> None:
    set_fee(clerk.stelle, None)
    antrag = submitted(citizen, "bewohnerparkausweis", "bewilligung")
    with open_scope(clerk.scope):
        vorgang = examined(clerk, antrag)
        refusal = Draft("ablehnung", ("kein_quartier",), "Nicht im Bereich.")
        draft = draft_bescheid(actor=clerk.actor, vorgang=vorgang, draft=refusal, now=NOW)
        draft = confirm_remedy(actor=clerk.actor, bescheid=draft, now=NOW)
        issued = issue_bescheid(actor=clerk.actor, bescheid=draft, now=NOW)
    desk, base = Browser().sign_in(clerk), f"/amt/vorgaenge/{vorgang.public_id}/bescheid/"
    desk.post(base + "aenderung/", CHANGE)
    page = desk.get(base + "erlass/")
    assert "Die Gebühr fehlt noch" in text_of(page)
    assert f"{base}aenderung/#" in page.content.decode(), "the draft of a change has its own page"
    assert desk.post(base + "aenderung/", {**CHANGE, "gebuehr": "viel"}).status_code == 422
    desk.post(base + "aenderung/", {**CHANGE, "gebuehr": "30,00"})
    with open_scope(clerk.scope):
        change = change_draft_of(issued)
    assert change is not None
    assert change.gebuehr_cent == 3000
    assert "Die Gebühr fehlt noch" not in text_of(desk.get(base + "erlass/"))
    assert 'value="30,00"' in desk.get(base + "aenderung/").content.decode()
