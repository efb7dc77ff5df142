"""Many cases at once through the pages: choose, see what will happen, confirm, read what became of each."""

import re

import pytest

from rathaus.core.postfach.models import Nachricht
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import claim
from rathaus.core.vorgang.models import Vorgang
from tests.cast import NOW, Member
from tests.surfaces.portal.browser import Browser, text_of

INBOX = "/amt/vorgaenge/"
BULK = f"{INBOX}sammeln/"
RUN = f"{BULK}ausfuehrung/"
WORDS = "Das Amt ist am 3. Dezember geschlossen."


@pytest.fixture
def cases(receive) -> list[Vorgang]:
    return [receive(login=f"person-{number}") for number in range(3)]


def chosen(cases: list[Vorgang], act: str, **typed: str) -> dict[str, object]:
    return {"akt": act, "fall": [str(case.public_id) for case in cases], **typed}


def confirmed(desk: Browser, typed: dict[str, object]) -> str:
    """Send the form of a preview; return the address of the result."""
    response = desk.post(BULK, typed)
    assert response.status_code == 200, text_of(response)
    (form,) = re.findall(rf'<form method="post" action="{RUN}".*?</form>', response.content.decode(), re.DOTALL)
    fields: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form):
        fields.setdefault(name, []).append(value)
    answer = desk.post(RUN, fields)
    assert answer.status_code == 302, text_of(answer)
    return str(answer["Location"])


def letters(clerk: Member) -> int:
    with open_scope(clerk.scope):
        return Nachricht.objects.filter(body=WORDS).count()


def test_chosen_cases_are_claimed_after_a_look_at_each(
    desk: Browser, cases: list[Vorgang], clerk: Member, colleague: Member
) -> None:
    with open_scope(colleague.scope):
        claim(actor=colleague.actor, vorgang=cases[2], now=NOW)
    assert "Mit der Auswahl" in desk.page(INBOX)
    page = text_of(desk.post(BULK, chosen(cases, "claim")))
    assert "Noch ist nichts geschehen" in page
    assert "2 Vorgänge übernehmen" in page
    assert "bearbeitet jemand anderes" in page
    with open_scope(clerk.scope):
        assert Vorgang.objects.filter(claimed_by=None).count() == 2
    result = desk.page(confirmed(desk, chosen(cases, "claim")))
    assert "Bei 2 Vorgängen erledigt" in result
    assert "Ein Vorgang ist geblieben, wie er war" in result
    with open_scope(clerk.scope):
        assert Vorgang.objects.filter(claimed_by=clerk.actor.konto_id).count() == 2


def test_a_row_that_fails_after_the_preview_says_why(
    desk: Browser, cases: list[Vorgang], colleague: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rathaus.core.arbeitskorb import bulk
    from rathaus.core.vorgang.errors import ClaimedByColleague

    def refuse_first(*, vorgang: Vorgang, **words: object) -> None:
        if vorgang.pk == cases[0].pk:
            raise ClaimedByColleague(vorgang=vorgang.public_id)

    monkeypatch.setattr(bulk, "claim", refuse_first)
    result = desk.page(confirmed(desk, chosen(cases, "claim")))
    assert "Bei 2 Vorgängen erledigt" in result
    assert "Eine Kollegin oder ein Kollege bearbeitet diesen Vorgang." in result


def test_a_message_is_written_looked_at_and_sent_once(desk: Browser, cases: list[Vorgang], clerk: Member) -> None:
    form = text_of(desk.post(BULK, chosen(cases, "message")))
    assert "Gewählt sind 3 Vorgänge." in form
    typed = chosen(cases, "message", text=WORDS, vorschau="1")
    assert "Nachricht an 3 Personen senden" in text_of(desk.post(BULK, typed))
    assert letters(clerk) == 0
    result = desk.page(confirmed(desk, typed))
    assert "Nachricht gesendet" in result
    assert letters(clerk) == 3


def test_the_form_that_is_sent_twice_sends_once(desk: Browser, cases: list[Vorgang], clerk: Member) -> None:
    typed = chosen(cases, "message", text=WORDS, lauf="00000000-0000-4000-8000-00000000000a")
    assert desk.post(RUN, typed)["Location"] == desk.post(RUN, typed)["Location"]
    assert letters(clerk) == 3


def test_an_empty_message_keeps_the_choice(desk: Browser, cases: list[Vorgang]) -> None:
    response = desk.post(BULK, chosen(cases, "message", text=" ", vorschau="1", entschieden="1"))
    assert response.status_code == 422
    html = response.content.decode()
    assert all(str(case.public_id) in html for case in cases)
    assert re.search(r'name="entschieden"[^>]* checked', html)
    assert desk.post(RUN, chosen(cases, "message", text="", lauf=str(cases[0].public_id))).status_code == 422


def test_without_a_choice_the_page_says_what_to_do(desk: Browser, cases: list[Vorgang]) -> None:
    response = desk.post(BULK, {"akt": "claim"})
    assert response.status_code == 422
    assert "Wählen Sie 1 bis 200 Vorgänge aus der Liste." in text_of(response)
    assert desk.post(BULK, {"akt": "unsinn"}).status_code == 404
    assert desk.post(RUN, {"akt": "claim", "lauf": "unsinn"}).status_code == 404


def test_the_whole_list_can_be_chosen_with_its_filter(desk: Browser, cases: list[Vorgang]) -> None:
    assert "3 Vorgänge übernehmen" in text_of(desk.post(BULK, {"akt": "claim", "alle": "1", "ansicht": "unclaimed"}))
    other = {"akt": "claim", "alle": "1", "ansicht": "unclaimed", "leistung": "hundesteuer-anmeldung"}
    assert desk.post(BULK, other).status_code == 422
    assert desk.get(f"{INBOX}?auswahl=1").content.decode().count(" checked>") == 3


def test_only_who_began_it_reads_the_result_and_auditors_choose_nothing(
    desk: Browser, cases: list[Vorgang], colleague: Member, auditor: Member
) -> None:
    address = confirmed(desk, chosen(cases, "claim"))
    assert "gibt es nicht" in Browser().sign_in(colleague).page(address, status=404)
    assert "Mit der Auswahl" not in Browser().sign_in(auditor).page(INBOX)
