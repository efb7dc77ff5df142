"""The proof of announcement and the letters of paper, at the desk of a clerk."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rathaus.core.postfach.models import Nachricht
from rathaus.core.scope.session import open_scope
from rathaus.core.zustellung.models import Postsendung
from tests.cast import Member
from tests.surfaces.amt.test_entscheidung import address, confirm, draft, fassung
from tests.surfaces.portal.browser import text_of

ADDRESS = "Amira Haddad\nNordstraße 12\n63450 Hanau"


@pytest.fixture
def issued(desk, decidable, clerk: Member):
    draft(desk, decidable)
    confirm(desk, decidable)
    desk.post(address(decidable, "erlass"), {"fassung": fassung(clerk, decidable)})
    return decidable


def place(case, *rest: str) -> str:
    return "/".join((f"/amt/vorgaenge/{case.public_id}/zugang", *rest, ""))


def day(value) -> dict[str, str]:
    return {"tag.tag": str(value.day), "tag.monat": str(value.month), "tag.jahr": str(value.year)}


def test_a_bescheid_goes_by_post_comes_back_and_the_page_says_what_to_do(desk, issued, clerk: Member) -> None:
    assert "Nicht bekannt gegeben" in desk.page(place(issued))
    assert desk.post(place(issued, "post"), {"anschrift": "Amira"}).status_code == 422
    assert desk.post(place(issued, "post"), {"anschrift": ADDRESS}).status_code == 302
    assert "Briefe drucken" in desk.page("/amt/")
    assert "Nordstraße 12" in desk.page("/amt/post/")
    with open_scope(clerk.scope):
        letter = Postsendung.objects.get()
    today = timezone.localdate()
    assert desk.post("/amt/post/druck/", {"brief": ["kein Brief"]}).status_code == 422
    printed = desk.post("/amt/post/druck/", {"brief": [str(letter.public_id)]})
    assert printed.headers["Content-Type"] == "application/pdf"
    assert desk.post("/amt/post/aufgabe/", {"brief": [str(letter.public_id)], "tag.tag": "40"}).status_code == 422
    sent = desk.post("/amt/post/aufgabe/", {"brief": [str(letter.public_id)], **day(today)}, follow=True)
    assert "Der Tag der Aufgabe ist eingetragen." in text_of(sent)
    page = desk.page(place(issued))
    assert "Gilt als bekannt gegeben" in page
    assert "bekanntgabe.fiction_days@" in page
    back = desk.post(place(issued, "ruecklauf"), {**day(today), "vermerk": "verzogen"}, follow=True)
    assert "Melderegister" in text_of(back)
    assert "verzogen" in desk.page("/amt/post/")
    assert desk.post(place(issued, "ruecklauf"), day(today)).status_code == 302
    pdf = desk.get(f"{place(issued)}nachweis.pdf")
    assert pdf.content.startswith(b"%PDF")


def test_a_letter_is_taken_out_of_the_queue(desk, issued, clerk: Member) -> None:
    desk.post(place(issued, "post"), {"anschrift": ADDRESS})
    with open_scope(clerk.scope):
        letter = Postsendung.objects.get()
    assert desk.post(f"/amt/post/{letter.public_id}/herausnahme/").status_code == 302
    assert desk.post(f"/amt/post/{letter.public_id}/herausnahme/").status_code == 422
    assert "Keine Post" in desk.page("/amt/post/")


def test_what_nobody_opened_in_time_is_provided_again_by_one_button(desk, issued, clerk: Member) -> None:
    assert desk.post(place(issued, "bereitstellung")).status_code == 422
    with open_scope(clerk.scope):
        before = timezone.now() - timedelta(days=20)
        Nachricht.objects.filter(kind="bescheid").update(notified_at=before)
    assert "Noch einmal ins Postfach legen" in desk.page(place(issued))
    assert "nicht rechtzeitig abgerufen" in desk.page("/amt/post/")
    assert desk.post(place(issued, "bereitstellung")).status_code == 302
    assert "Noch einmal ins Postfach legen" not in desk.page(place(issued))
    with open_scope(clerk.scope):
        assert Nachricht.objects.filter(kind="bescheid").count() == 2
