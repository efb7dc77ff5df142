"""A procedure whose remedy is the lawsuit: the letter names the court of the district, or nothing is issued."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from rathaus.core.antrag.models import Antrag
from rathaus.core.bescheid.actions import Draft, confirm_remedy, draft_bescheid, issue_bescheid
from rathaus.core.bescheid.errors import CourtIncomplete, RemedyNotConfirmed
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.bescheid.queries import preview
from rathaus.core.leistung import queries
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import receive_antrag
from rathaus.engine.prozess.model import Rechtsbehelf
from rathaus.recht.courts import Court
from tests.cast import NOW, TODAY, Member, make_staff
from tests.core.bescheid.conftest import PARKING, examined
from tests.errand import begin, example, fill_in

COURT = Court("Verwaltungsgericht Frankfurt am Main", "Frankfurt am Main")


@pytest.fixture
def draft_in(citizen: Member, monkeypatch: pytest.MonkeyPatch) -> Callable[[Member], Bescheid]:
    """Draft a grant against which there is the lawsuit, at the town of a clerk."""

    def draft(clerk: Member) -> Bescheid:
        with open_scope(citizen.scope):
            entwurf = begin(citizen, PARKING, clerk.stelle.name)
            entwurf = fill_in(citizen, entwurf, example(PARKING, "bewilligung")["antworten"])
            antrag: Antrag = receive_antrag(actor=citizen.actor, entwurf=entwurf, now=NOW)
        content = queries.compiled(antrag.version_id)
        results = tuple(replace(each, rechtsbehelf=Rechtsbehelf.KLAGE) for each in content.prozess.ergebnisse)
        klage = replace(content, prozess=replace(content.prozess, ergebnisse=results))
        monkeypatch.setitem(queries._cache, antrag.version_id, klage)
        with open_scope(clerk.scope):
            vorgang = examined(clerk, antrag)
            chosen = Draft("bewilligung", gebuehr_cent=3000)
            return draft_bescheid(actor=clerk.actor, vorgang=vorgang, draft=chosen, now=NOW)

    return draft


def test_in_offenbach_the_letter_names_the_court_in_darmstadt(draft_in: Callable[[Member], Bescheid]) -> None:
    clerk = make_staff("offenbach-am-main", "olga", "Olga Petersen")
    draft = draft_in(clerk)
    with open_scope(clerk.scope):
        shown = preview(draft, on=TODAY, konto_id=clerk.actor.konto_id or 0)
        issued = issue_bescheid(actor=clerk.actor, bescheid=draft, fassung=shown.fassung, now=NOW)
    assert (issued.court_name, issued.court_seat, issued.remedy_confirmed_by) == (
        "Verwaltungsgericht Darmstadt",
        "Darmstadt",
        None,
    )
    assert "beim Verwaltungsgericht Darmstadt in Darmstadt" in str(issued.document)


def test_in_hanau_nothing_is_issued_before_a_clerk_names_the_court(
    draft_in: Callable[[Member], Bescheid], clerk: Member
) -> None:
    draft = draft_in(clerk)
    with open_scope(clerk.scope):
        with pytest.raises(RemedyNotConfirmed):
            issue_bescheid(actor=clerk.actor, bescheid=draft, now=NOW)
        for court in (None, Court("Verwaltungsgericht", " ")):
            with pytest.raises(CourtIncomplete):
                confirm_remedy(actor=clerk.actor, bescheid=draft, court=court, now=NOW)
        row = confirm_remedy(actor=clerk.actor, bescheid=draft, court=COURT, now=NOW)
        shown = preview(row, on=TODAY, konto_id=clerk.actor.konto_id or 0)
        assert (shown.needs_confirmation, shown.court, shown.courts[0]) == (False, COURT, COURT)
        issued = issue_bescheid(actor=clerk.actor, bescheid=row, fassung=shown.fassung, now=NOW)
    assert (issued.court_name, issued.remedy_confirmed_by_id) == (COURT.name, clerk.actor.konto_id)
    assert "beim Verwaltungsgericht Frankfurt am Main in Frankfurt am Main" in str(issued.document)
