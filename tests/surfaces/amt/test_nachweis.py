"""The certificate at the clerk's desk: corrected before it goes out, seen in the case, ended with a reason."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.http import HttpResponse
from django.utils.timezone import localdate, now

from rathaus.core.bescheid.models import Nachweis
from rathaus.core.bescheid.nachweis import end_nachweis
from rathaus.core.bescheid.nachweis_queries import nachweis_of
from rathaus.core.bescheid.queries import bescheid_of
from rathaus.core.postfach.models import Nachricht
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import vorgang_of
from rathaus.recht.dates import letter_date
from tests.cast import Member
from tests.core.bescheid.test_nachweis import PARKING, followed_up
from tests.errand import submitted
from tests.surfaces.amt.test_entscheidung import address, confirm, draft
from tests.surfaces.portal.browser import Browser, text_of

FIRST, LAST = (localdate() + timedelta(days=days) for days in (8, 219))


def typed_days(first: date, last: date) -> dict[str, str]:
    """What a browser sends for both days."""
    parts = {"tag": "day", "monat": "month", "jahr": "year"}
    days = {"nachweis_von": first, "nachweis_bis": last}
    return {f"{name}.{part}": str(getattr(day, of)) for name, day in days.items() for part, of in parts.items()}


TYPED = {**typed_days(FIRST, LAST), "nachweis_kennzeichen": "HU-AH 413", "nachweis_quartier": "Zone 7"}


@pytest.fixture
def issued(desk: Browser, decidable: Vorgang, clerk: Member) -> Nachweis:
    draft(desk, decidable, **TYPED)
    confirm(desk, decidable)
    assert desk.post(address(decidable, "erlass"), {"fassung": fassung(desk, decidable)}).status_code == 302
    with open_scope(clerk.scope):
        found = nachweis_of(decidable.antrag)
    assert found is not None
    return found


def fassung(desk: Browser, case: Vorgang) -> str:
    html = desk.get(address(case, "erlass")).content.decode()
    return unescape(html.split('name="fassung" value="')[1].split('"')[0])


def test_the_fields_begin_with_what_the_answers_say(desk: Browser, decidable: Vorgang) -> None:
    html = desk.get(address(decidable)).content.decode()
    for value in ('value="HU-AH 412"', 'value="Innenstadt Nord"', 'value="2027"'):
        assert value in html
    assert "Keine Namen eintragen." in text_of(desk.get(address(decidable)))


def test_what_the_clerk_corrects_stands_in_the_letter(desk: Browser, decidable: Vorgang) -> None:
    draft(desk, decidable, **TYPED)
    page = desk.page(address(decidable))
    assert "Kennzeichen HU-AH 413" in page
    assert f"{letter_date(FIRST)} bis {letter_date(LAST)}" in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"nachweis_von.monat": "13"}, "Diesen Tag gibt es nicht."),
        ({"nachweis_bis.jahr": "2020"}, "Der letzte Tag liegt vor dem ersten."),
    ],
)
def test_a_wrong_day_is_said_and_nothing_typed_is_lost(
    desk: Browser, decidable: Vorgang, wrong: dict[str, str], words: str
) -> None:
    response = draft(desk, decidable, **{**TYPED, **wrong})
    assert response.status_code == 422
    assert words in text_of(response)
    assert 'value="Zone 7"' in response.content.decode()


def test_a_permit_that_would_begin_before_the_decision_is_refused_in_words(desk: Browser, decidable: Vorgang) -> None:
    response = draft(desk, decidable, **{**TYPED, **typed_days(localdate() - timedelta(days=1), LAST)})
    assert response.status_code == 422
    assert "Tragen Sie im Entwurf den ersten Tag neu ein: heute oder später." in text_of(response)


def change_of(holder: Member, issued: Nachweis, clerk: Member, desk: Browser) -> Vorgang:
    """Let somebody ask for a change of a permit; return the case, ready for the decision."""
    antrag = issued.antrag if issued.konto_id == holder.actor.konto_id else submitted(holder, PARKING, "bewilligung")
    change = followed_up(holder, Nachweis(number=issued.number, antrag=antrag), "003", now=now())
    with open_scope(clerk.scope):
        case = vorgang_of(change)
    for key, outcome in (("formell", "vollstaendig"), ("fachlich", "")):
        desk.post(f"/amt/vorgaenge/{case.public_id}/aufgaben/{key}/", {"ausgang": outcome, "punkt": ["0"]})
    return case


def holder_of(issued: Nachweis) -> Member:
    return Member(Actor(Role.CITIZEN, issued.konto_id), Scope(konto=issued.konto_id), issued.konto)


def box(html: str) -> str:
    """The value of the box by which one permit follows another."""
    return html.split('name="nachweis_ersetzt" value="')[1].split('"', maxsplit=1)[0]


def is_ticked(response: HttpResponse, name: str) -> bool:
    (tag,) = re.findall(rf'<input[^>]* name="{name}"[^>]*>', response.content.decode())
    return " checked" in tag


def test_the_clerk_reads_that_a_newer_permit_follows_already_and_lets_this_one_follow_that(
    desk: Browser, issued: Nachweis, clerk: Member
) -> None:
    first, second = (change_of(holder_of(issued), issued, clerk, desk) for _ in range(2))
    assert box(desk.get(address(second)).content.decode()) == str(issued.public_id)
    draft(desk, first, **TYPED, nachweis_ersetzt=str(issued.public_id))
    confirm(desk, first)
    assert desk.post(address(first, "erlass"), {"fassung": fassung(desk, first)}).status_code == 302
    with open_scope(clerk.scope):
        newer = nachweis_of(first.antrag)
    assert newer is not None
    stale = draft(desk, second, **TYPED, nachweis_ersetzt=str(issued.public_id))
    assert stale.status_code == 422
    assert "auf ihn folgt schon ein neuerer" in text_of(stale)
    html = desk.get(address(second)).content.decode()
    assert f"folgt schon der Ausweis {newer.number}." in html
    assert box(html) == str(newer.public_id)


def test_the_permit_of_a_link_follows_only_when_the_names_were_compared(
    desk: Browser, issued: Nachweis, clerk: Member, link_holder: Member
) -> None:
    case = change_of(link_holder, issued, clerk, desk)
    html = desk.get(address(case)).content.decode()
    assert "Ich habe die Namen verglichen: Amira Haddad hat den Ausweis" in html
    follows = {**TYPED, "nachweis_ersetzt": box(html)}
    refused = draft(desk, case, **follows)
    assert refused.status_code == 422
    assert "Vergleichen Sie die Namen und bestätigen Sie das" in text_of(refused)
    assert draft(desk, case, **follows, nachweis_verglichen="1").status_code == 302
    assert is_ticked(desk.get(address(case)), "nachweis_verglichen")
    wrong = {**follows, "nachweis_von.monat": "13"}
    assert not is_ticked(draft(desk, case, **wrong), "nachweis_verglichen")
    assert f"Hat die Namen verglichen: Der Ausweis {issued.number}" in desk.page(f"/amt/vorgaenge/{case.public_id}/")


def test_the_permit_of_another_konto_cannot_be_chosen(
    desk: Browser, issued: Nachweis, clerk: Member, other_citizen: Member
) -> None:
    case = change_of(other_citizen, issued, clerk, desk)
    html = desk.get(address(case)).content.decode()
    assert "gehört zu einem anderen Konto: Amira Haddad." in html
    assert 'name="nachweis_ersetzt"' not in html
    assert draft(desk, case, **TYPED, nachweis_ersetzt=str(issued.public_id)).status_code == 422
    assert draft(desk, case, **TYPED, nachweis_ersetzt="x").status_code == 404


def test_a_permit_that_was_given_back_cannot_be_followed(desk: Browser, issued: Nachweis, clerk: Member) -> None:
    case = change_of(holder_of(issued), issued, clerk, desk)
    with open_scope(clerk.scope):
        end_nachweis(actor=clerk.actor, nachweis=issued, reason="Weggezogen.", now=now())
    html = desk.get(address(case)).content.decode()
    assert "Auf ihn kann keiner mehr folgen." in html
    assert 'name="nachweis_ersetzt"' not in html


def test_without_the_line_that_it_needs_nothing_goes_out(desk: Browser, decidable: Vorgang, clerk: Member) -> None:
    draft(desk, decidable, **{**TYPED, "nachweis_quartier": ""})
    confirm(desk, decidable)
    response = desk.post(address(decidable, "erlass"), {"fassung": fassung(desk, decidable)})
    assert response.status_code == 422
    assert "Auf dem Ausweis fehlt noch eine Angabe." in text_of(response)
    with open_scope(clerk.scope):
        assert bescheid_of(decidable).state == "draft"


def test_a_refusal_has_no_certificate(desk: Browser, decidable: Vorgang, clerk: Member) -> None:
    draft(desk, decidable, ergebnis="ablehnung", grund_ablehnung=["kein_quartier"], **TYPED)
    with open_scope(clerk.scope):
        assert bescheid_of(decidable).certificate is None


def test_the_case_shows_what_was_handed_out(desk: Browser, decidable: Vorgang, issued: Nachweis) -> None:
    case = f"/amt/vorgaenge/{decidable.public_id}/"
    page = desk.page(case)
    for words in (issued.number, "HU-AH 413", "Zone 7", f"Hat den Ausweis {issued.number} ausgestellt."):
        assert words in page
    assert desk.get(f"{case}dateien/{issued.datei.public_id}/").content.startswith(b"%PDF")


def test_ending_it_needs_a_reason_that_the_person_reads(
    desk: Browser, decidable: Vorgang, issued: Nachweis, clerk: Member
) -> None:
    end = f"/amt/vorgaenge/{decidable.public_id}/nachweis/ende/"
    assert "§§ 28, 48, 49 VwVfG" in desk.page(end)
    response = desk.post(end, {"grund": " "})
    assert response.status_code == 422
    assert "Der Grund fehlt." in text_of(response)
    assert desk.post(end, {"grund": "Sie sind weggezogen."}).status_code == 302
    assert "Beendet am" in desk.page(f"/amt/vorgaenge/{decidable.public_id}/")
    assert desk.get(end).status_code == 302, "there is nothing left to end"
    with open_scope(clerk.scope):
        assert "weggezogen" in Nachricht.objects.get(kind="message").body


def test_a_case_without_a_certificate_has_none_to_end(desk: Browser, case: Vorgang) -> None:
    assert desk.get(f"/amt/vorgaenge/{case.public_id}/nachweis/ende/").status_code == 302
