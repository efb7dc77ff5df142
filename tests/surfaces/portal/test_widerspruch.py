"""Objecting through the portal: until when, once, with a link alone on paper; then its state and its end."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from rathaus.core.bescheid.models import Bescheid
from rathaus.core.rechtsbehelf.decision import issue_decision
from rathaus.core.rechtsbehelf.models import Rechtsbehelf
from rathaus.core.scope.session import open_scope
from tests.cast import LINK_SECRET, NOW, Member
from tests.core.rechtsbehelf.conftest import (  # noqa: F401  # fixtures
    PARKING,
    REASONS,
    drafted,
    refused,
    remedy,
)
from tests.core.rechtsbehelf.test_filing import PNG
from tests.errand import submitted
from tests.surfaces.portal.browser import Browser, text_of

pytestmark = pytest.mark.usefixtures("demo")


@pytest.fixture
def bescheid(citizen: Member, clerk: Member) -> Bescheid:
    return refused(citizen, clerk)


def address(bescheid: Bescheid, part: str = "") -> str:
    return f"/bescheide/{bescheid.public_id}/widerspruch/{part}"


def filed(citizen: Member) -> Rechtsbehelf:
    with open_scope(citizen.scope):
        return Rechtsbehelf.objects.get()


def test_from_the_bescheid_it_is_two_clicks(amira: Browser, bescheid: Bescheid) -> None:
    page = amira.get(f"/antraege/{bescheid.antrag.public_id}/")
    assert address(bescheid) in page.content.decode()
    form = amira.get(address(bescheid))
    words = text_of(form)
    for part in ("Bis Donnerstag, 24. Dezember 2026.", "§ 31 VwVfG", "§ 80 Abs. 2 VwGO", "Weiter zum Prüfen"):
        assert part in words
    review = amira.post(address(bescheid, "pruefung/"), {"gruende": REASONS})
    for part in (REASONS, "Bitte nicht übereilt", "Unterlagen beifügen", "§ 73 Abs. 3 VwGO"):
        assert part in text_of(review)
    changing = amira.post(address(bescheid, "pruefung/"), {"gruende": REASONS, "aendern": "1"})
    assert REASONS in text_of(changing)
    assert "Weiter zum Prüfen" in text_of(changing)


def test_it_is_filed_once_with_files_and_shows_its_state(amira: Browser, bescheid: Bescheid, citizen: Member) -> None:
    file = SimpleUploadedFile("plan.png", PNG, "image/png")
    answer = amira.post(address(bescheid), {"gruende": REASONS, "dateien": [file]})
    row = filed(citizen)
    assert answer["Location"] == f"/widersprueche/{row.public_id}/?eingelegt=1"
    assert amira.post(address(bescheid), {"gruende": "Noch einmal"})["Location"] == f"/widersprueche/{row.public_id}/"
    page = text_of(amira.get(answer["Location"]))
    for part in ("Ihr Widerspruch ist eingelegt.", row.number, REASONS, "plan.png", "§ 75 VwGO"):
        assert part in page
    assert amira.get(address(bescheid))["Location"] == f"/widersprueche/{row.public_id}/"
    assert "Widerspruch vom" in text_of(amira.get(f"/antraege/{bescheid.antrag.public_id}/"))
    letters = text_of(amira.get("/postfach/"))
    assert f"Eingangsbestätigung: Widerspruch {row.number}" in letters


def test_a_refused_file_loses_no_word(amira: Browser, bescheid: Bescheid, citizen: Member) -> None:
    file = SimpleUploadedFile("brief.exe", b"MZ", "application/octet-stream")
    answer = amira.post(address(bescheid), {"gruende": REASONS, "dateien": [file]})
    assert answer.status_code == 422
    assert REASONS in text_of(answer)
    with open_scope(citizen.scope):
        assert not Rechtsbehelf.objects.exists()


def test_after_the_period_it_can_be_filed_with_why_it_is_late(
    amira: Browser, bescheid: Bescheid, citizen: Member
) -> None:
    with time_machine.travel(NOW + timedelta(days=60), tick=True):
        amira.sign_in(citizen)
        page = text_of(amira.get(address(bescheid)))
        for part in (
            "Die Frist ist vorbei",
            "2 Wochen",
            "1 Jahr",
            "§ 60 Abs. 2 VwGO",
        ):
            assert part in page
        sent = {"hindernis": "Krankenhaus", "hindernis_ende.tag": "18", "hindernis_ende.monat": "1"}
        sent |= {"hindernis_ende.jahr": "2027"}
        assert "18.01.2027" in text_of(amira.post(address(bescheid, "pruefung/"), sent)).replace(
            "18. Januar 2027", "18.01.2027"
        )
        amira.post(address(bescheid), sent)
        row = filed(citizen)
        assert row.in_time == "no"
        assert "kam nach dem Ende der Frist" in text_of(amira.get(f"/widersprueche/{row.public_id}/"))


def test_with_a_link_alone_there_is_the_letter_to_sign(browser: Browser, link_holder: Member, clerk: Member) -> None:
    bescheid = refused(link_holder, clerk, submitted(link_holder, PARKING, "bewilligung"))
    browser.post(f"/link/{LINK_SECRET}/")
    browser.get(f"/link/{LINK_SECRET}/")
    page = text_of(browser.get(address(bescheid)))
    assert "So geht es online nicht" in page
    assert "zur Niederschrift" in page
    assert browser.get(address(bescheid, "schreiben.pdf")).content.startswith(b"%PDF")
    assert browser.post(address(bescheid, "pruefung/"), {})["Location"] == address(bescheid)
    assert browser.post(address(bescheid), {"gruende": "x"}).status_code == 422


def test_outside_of_a_demonstration_the_page_says_that_the_form_is_looked_at(
    amira: Browser, bescheid: Bescheid, settings: object
) -> None:
    settings.RATHAUS_DEMO = False  # type: ignore[attr-defined]  # pytest-django's settings
    assert "Das Amt prüft noch die Form" in text_of(amira.get(address(bescheid)))


def test_reasons_follow_and_it_can_be_withdrawn(amira: Browser, bescheid: Bescheid, citizen: Member) -> None:
    amira.post(address(bescheid), {})
    own = f"/widersprueche/{filed(citizen).public_id}/"
    assert amira.post(own, {"gruende": " "}).status_code == 422
    assert amira.post(own, {"gruende": "Noch etwas."})["Location"] == own + "?ergaenzt=1"
    assert "Noch etwas." in text_of(amira.get(own + "?ergaenzt=1"))
    assert "Widerspruch zurücknehmen?" in text_of(amira.get(own + "ruecknahme/"))
    assert amira.post(own + "ruecknahme/")["Location"] == own
    assert "zurückgenommen" in text_of(amira.get(own))
    assert amira.get(own + "ruecknahme/")["Location"] == own


def test_the_decision_is_read_in_the_postfach(
    amira: Browser,
    drafted: Callable[[], Rechtsbehelf],  # noqa: F811  # the fixture
    clerk: Member,
) -> None:
    row = drafted()
    with open_scope(clerk.scope):
        issue_decision(actor=clerk.actor, rechtsbehelf=row, now=NOW)
    assert "Über Ihren Widerspruch ist entschieden" in text_of(amira.get(f"/widersprueche/{row.public_id}/"))
    page = amira.get(f"/antraege/{row.antrag.public_id}/").content.decode()
    opening = page.split('/oeffnen/"')[0].rsplit('"', 1)[1]
    letter = amira.post(opening + "/oeffnen/")["Location"]
    words = text_of(amira.get(letter))
    for part in ("Der Widerspruch wird zurückgewiesen.", "nach Zustellung dieser Entscheidung", "Frankfurt am Main"):
        assert part in words
    assert "Nicht einverstanden?" not in words
    assert "Er ist zurückgewiesen." in text_of(amira.get(f"/widersprueche/{row.public_id}/"))


def test_strangers_find_nothing(bescheid: Bescheid, other_citizen: Member) -> None:
    bernd = Browser().sign_in(other_citizen)
    assert bernd.get(address(bescheid)).status_code == 404
    assert bernd.post(address(bescheid), {}).status_code == 404
