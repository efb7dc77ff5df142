"""Notes, mentions and follow-ups through the pages of the office."""

from datetime import timedelta

import pytest

from rathaus.core.arbeitskorb.models import Vermerk, Wiedervorlage
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.models import Vorgang
from tests.cast import TODAY, Member
from tests.surfaces.portal.browser import Browser, text_of


def on(days: int) -> dict[str, str]:
    day = TODAY + timedelta(days=days)
    return {"tag.tag": str(day.day), "tag.monat": str(day.month), "tag.jahr": str(day.year)}


def test_a_colleague_finds_the_note_on_heute_and_says_that_it_is_read(
    case: Vorgang, desk: Browser, colleague: Member, citizen: Member
) -> None:
    page = f"/amt/vorgaenge/{case.public_id}/"
    assert colleague.konto is not None
    form = desk.page(f"{page}vermerk/")
    assert "Wer soll ihn lesen?" in form
    assert "Jonas Becker" not in form.split("Wer soll ihn lesen?")[1], "nobody mentions themselves"
    response = desk.post(f"{page}vermerk/", {"text": "Rief an.\nKommt morgen.", "fuer": [colleague.konto.pk, "x"]})
    assert response["Location"] == f"{page}?hinweis=vermerkt#vermerke"
    assert "Rief an." in desk.page(page)
    assert "Vermerke für Sie" not in desk.page("/amt/")
    selin = Browser().sign_in(colleague)
    assert "Vermerke für Sie" in selin.page("/amt/")
    assert "Ein Vermerk ist für Sie." in selin.page(page)
    assert "Vermerke für Sie" in selin.page("/amt/"), "to look is not to have read"
    assert selin.post(f"{page}vermerk/gelesen/").status_code == 302
    assert "Vermerke für Sie" not in selin.page("/amt/")
    assert "Rief an." not in Browser().sign_in(citizen).page(f"/antraege/{case.antrag.public_id}/")


def test_a_case_comes_back_on_its_day_and_is_done(case: Vorgang, desk: Browser, clerk: Member) -> None:
    page = f"/amt/vorgaenge/{case.public_id}/"
    planned = {**on(3), "grund": "Stempel da?", "vor": ""}
    assert desk.post(f"{page}wiedervorlage/", planned)["Location"] == f"{page}?hinweis=wiedervorlage#vermerke"
    assert "Stempel da?" not in desk.page("/amt/")
    with open_scope(clerk.scope):
        Wiedervorlage.objects.update(on=TODAY)
        row = Wiedervorlage.objects.get()
    assert "Stempel da?" in desk.page("/amt/")
    assert desk.post(f"{page}wiedervorlage/{row.public_id}/ende/").status_code == 302
    assert "Stempel da?" not in desk.page("/amt/")
    assert desk.post(f"{page}wiedervorlage/{row.public_id}/ende/").status_code == 404


@pytest.mark.parametrize(
    ("where", "typed", "words"),
    [
        ("vermerk", {"text": " "}, "Der Vermerk ist leer oder zu lang."),
        ("vermerk", {"text": "x", "fuer": ["0"]}, "Jemand von den Gewählten"),
        ("wiedervorlage", {"grund": "Stempel da?"}, "Diesen Tag gibt es nicht."),
        ("wiedervorlage", {"grund": "", **on(3)}, "So lässt sich die Wiedervorlage nicht anlegen."),
        ("wiedervorlage", {"grund": "Stempel da?", **on(0)}, "So lässt sich die Wiedervorlage nicht anlegen."),
        ("wiedervorlage", {"grund": "Stempel da?", "vor": "0", **on(3)}, "Jemand von den Gewählten"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    case: Vorgang, desk: Browser, clerk: Member, where: str, typed: dict[str, str], words: str
) -> None:
    response = desk.post(f"/amt/vorgaenge/{case.public_id}/{where}/", typed)
    assert response.status_code == 422
    page = text_of(response)
    assert words in page
    assert typed.get("grund", "") in response.content.decode()
    with open_scope(clerk.scope):
        assert not Vermerk.objects.exists()
        assert not Wiedervorlage.objects.exists()


def test_a_number_that_no_form_sends_is_nobody(case: Vorgang, desk: Browser, clerk: Member) -> None:
    huge = "9" * 5000
    desk.post(f"/amt/vorgaenge/{case.public_id}/vermerk/", {"text": "Ruft an.", "fuer": [huge, "²"]})
    desk.post(f"/amt/vorgaenge/{case.public_id}/wiedervorlage/", {"grund": "Da?", "vor": huge, **on(3)})
    with open_scope(clerk.scope):
        assert [each.mentions.count() for each in Vermerk.objects.all()] == [0]
        assert [each.konto_id for each in Wiedervorlage.objects.all()] == [None]
