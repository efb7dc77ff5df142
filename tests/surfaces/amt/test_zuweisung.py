"""Giving cases to a colleague through the pages: one with a note, and many after a look at each."""

from datetime import timedelta

from rathaus.core.scope.session import open_scope
from rathaus.core.stelle.substitution import name_substitute
from rathaus.core.stelle.substitution_rules import Span
from rathaus.core.vorgang.actions import claim
from rathaus.core.vorgang.models import Vorgang
from tests.cast import NOW, TODAY, Member
from tests.surfaces.amt.test_sammeln import BULK, chosen, confirmed
from tests.surfaces.portal.browser import Browser, text_of


def test_a_colleague_finds_the_case_and_the_note(desk: Browser, case: Vorgang, colleague: Member) -> None:
    way = f"/amt/vorgaenge/{case.public_id}/"
    assert "Zuweisen" in desk.page(way)
    assert "Selin Aydin" in desk.page(f"{way}zuweisen/")
    typed = {"an": str(colleague.actor.konto_id), "text": "Bitte zuerst anrufen."}
    assert desk.post(f"{way}zuweisen/", typed).status_code == 302
    assert "zugewiesen." in desk.page(way)
    theirs = Browser().sign_in(colleague)
    assert "Bitte zuerst anrufen." in theirs.page("/amt/")
    assert case.aktenzeichen in theirs.page("/amt/vorgaenge/?ansicht=mine")


def test_what_was_typed_stays_when_nobody_is_chosen(desk: Browser, case: Vorgang, colleague: Member) -> None:
    response = desk.post(f"/amt/vorgaenge/{case.public_id}/zuweisen/", {"an": "", "text": "Bitte anrufen."})
    assert response.status_code == 422
    assert "Diese Person arbeitet hier nicht an Vorgängen" in text_of(response)
    assert "Bitte anrufen." in text_of(response)


def test_a_body_of_one_is_told_that_there_is_nobody_else(desk: Browser, case: Vorgang) -> None:
    assert "arbeitet sonst niemand" in desk.page(f"/amt/vorgaenge/{case.public_id}/zuweisen/")


def test_who_is_away_is_shown_with_their_substitute(
    desk: Browser, case: Vorgang, clerk: Member, colleague: Member
) -> None:
    with open_scope(colleague.scope):
        span = Span(TODAY, TODAY + timedelta(days=3))
        name_substitute(actor=colleague.actor, substitute_id=clerk.actor.konto_id or 0, span=span, now=NOW)
    assert "abwesend, vertreten durch Jonas Becker" in desk.page(f"/amt/vorgaenge/{case.public_id}/zuweisen/")


def test_a_case_of_a_colleague_is_not_offered_and_not_given(desk: Browser, case: Vorgang, colleague: Member) -> None:
    with open_scope(colleague.scope):
        claim(actor=colleague.actor, vorgang=case, now=NOW)
    way = f"/amt/vorgaenge/{case.public_id}/"
    assert "Zuweisen" not in desk.page(way)
    assert desk.post(f"{way}zuweisen/", {"an": str(colleague.actor.konto_id)}).status_code == 422


def test_many_are_given_after_a_look_at_each(desk: Browser, receive, clerk: Member, colleague: Member) -> None:
    cases = [receive(login=f"person-{number}") for number in range(3)]
    with open_scope(colleague.scope):
        claim(actor=colleague.actor, vorgang=cases[2], now=NOW)
    first = text_of(desk.post(BULK, chosen(cases, "assign")))
    assert "Gewählt sind 3 Vorgänge" in first
    nobody = desk.post(BULK, chosen(cases, "assign", vorschau="1"))
    assert nobody.status_code == 422
    order = chosen(cases, "assign", vorschau="1", an=str(colleague.actor.konto_id))
    assert "2 Vorgänge zuweisen" in text_of(desk.post(BULK, order))
    with open_scope(clerk.scope):
        assert Vorgang.objects.filter(claimed_by=None).count() == 2
    assert "Bei 2 Vorgängen erledigt" in desk.page(confirmed(desk, order))
    with open_scope(clerk.scope):
        assert Vorgang.objects.filter(claimed_by=colleague.actor.konto_id).count() == 3
