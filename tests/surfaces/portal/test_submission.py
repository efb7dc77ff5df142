"""Review, submission, receipt: nothing missing, nothing twice, nothing lost."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from rathaus.core.antrag.models import Antrag, Entwurf
from rathaus.core.konto.rules import hash_link_secret
from rathaus.core.leistung.actions import withdraw_version
from rathaus.core.leistung.adoption import withdraw_adoption
from rathaus.core.leistung.models import Uebernahme
from rathaus.core.leistung.queries import current_version, leistung_by_slug
from rathaus.core.postfach.queries import messages_of
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.models import Stelle
from rathaus.core.stelle.queries import coordination_office
from rathaus.core.vorgang.actions import Reply, receive_answer
from rathaus.core.vorgang.jobs import send_receipt_of
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.receipt import receipt_data
from tests.cast import Member
from tests.surfaces.portal.browser import Browser, antrag_at, text_of

PARKING = "bewohnerparkausweis"
PLATE = "G06900002010.G06900002004.F06900002031"


@pytest.fixture
def filled(amira: Browser) -> str:
    draft = amira.start(PARKING)
    assert amira.fill_in(draft, PARKING, "bewilligung") == f"{draft}pruefen/"
    return draft


def test_the_review_shows_every_answer_with_its_link_and_warns_against_haste(amira: Browser, filled: str) -> None:
    html = amira.get(f"{filled}pruefen/").content.decode()
    assert f'href="{filled}seite/fahrzeug-und-halter/#f-' in html
    page = amira.page(f"{filled}pruefen/")
    for words in ("HU-AH 412", "Bitte nicht übereilt", "Kosten: 30,00 €", "Eine Unterschrift ist nicht nötig"):
        assert words in page


def test_the_review_says_what_the_office_will_ask_for_later(amira: Browser, filled: str) -> None:
    page = amira.page(f"{filled}pruefen/")
    assert "Das fehlt noch, Sie können trotzdem absenden" in page
    assert "Zulassungsbescheinigung Teil I" in page


def test_an_unfinished_draft_cannot_be_sent_and_says_what_is_missing(amira: Browser) -> None:
    draft = amira.start(PARKING)
    page = amira.page(f"{draft}pruefen/")
    assert "Es fehlt noch etwas" in page
    assert "Antrag absenden" not in page
    assert amira.post(f"{draft}absenden/")["Location"] == f"{draft}pruefen/"


def test_sending_twice_gives_one_antrag_and_one_receipt(amira: Browser, filled: str, citizen: Member) -> None:
    first, second = (amira.post(f"{filled}absenden/")["Location"] for _ in range(2))
    assert first == second
    with open_scope(citizen.scope):
        assert Antrag.objects.count() == 1


def test_the_receipt_names_the_number_and_what_comes_next(amira: Browser, citizen: Member) -> None:
    receipt = amira.submit()
    antrag = antrag_at(receipt, citizen.scope)
    page = amira.page(receipt)
    for words in (antrag.reference, "Ihr Antrag ist eingegangen", "Wie es weitergeht", "Das PDF wird gerade erstellt"):
        assert words in page


def test_the_copy_appears_when_the_job_has_written_it(amira: Browser, citizen: Member) -> None:
    receipt = amira.submit()
    run_receipt(antrag_at(receipt, citizen.scope))
    assert "Kopie als PDF herunterladen" in amira.page(receipt)


def test_after_sending_the_draft_leads_to_the_receipt(amira: Browser, filled: str) -> None:
    receipt = amira.post(f"{filled}absenden/")["Location"]
    for path in ("", "pruefen/", "seite/angaben-zu-ihnen/"):
        assert amira.get(filled + path)["Location"] == receipt
    assert amira.post(f"{filled}seite/angaben-zu-ihnen/", {})["Location"] == receipt


def test_without_a_konto_the_receipt_shows_the_link_that_opens_it(browser: Browser) -> None:
    page = browser.page(browser.submit())
    assert "Bewahren Sie diesen Link auf" in page
    (secret,) = browser.secrets()
    assert f"http://testserver/link/{secret}/" in page


def test_only_the_hash_of_the_link_is_stored(browser: Browser) -> None:
    receipt = browser.submit()
    secret_hash = hash_link_secret(*browser.secrets())
    antrag = antrag_at(receipt, Scope(secrets=frozenset({secret_hash})))
    assert antrag.secret_hash == secret_hash
    assert antrag.konto_id is None


def test_the_body_of_the_place_gets_the_case(browser: Browser, clerk: Member, clerk_of_the_next_town: Member) -> None:
    browser.submit()
    with open_scope(clerk.scope):
        assert Vorgang.objects.count() == 1
    with open_scope(clerk_of_the_next_town.scope):
        assert not Vorgang.objects.exists()


def test_an_expired_draft_is_gone_and_says_so(amira: Browser, filled: str, citizen: Member) -> None:
    with open_scope(citizen.scope):
        Entwurf.objects.update(edited_at=timezone.now() - timezone.timedelta(days=40))
    assert "Dieser Entwurf ist abgelaufen." in amira.page(filled, 410)
    assert "Dieser Entwurf ist abgelaufen." in text_of(amira.post(f"{filled}absenden/"))


def test_review_and_case_name_the_same_office_and_cost_after_the_version_was_withdrawn(
    amira: Browser, filled: str, citizen: Member, clerk: Member
) -> None:
    with open_scope(Scope(stellen=frozenset({coordination_office().pk}))):
        version = current_version(leistung_by_slug(PARKING), timezone.localdate())
        assert version is not None
        withdraw_version(actor=SYSTEM_ACTOR, version=version, valid_to=timezone.localdate())
    page = amira.page(f"{filled}pruefen/")
    antrag = antrag_at(amira.post(f"{filled}absenden/")["Location"], citizen.scope)
    with open_scope(clerk.scope):
        vorgang = Vorgang.objects.get(antrag=antrag)
    assert f"Es entscheidet: {antrag.stelle.official_name}." in page
    assert vorgang.gebuehr_cent == 3000
    assert "Kosten: 30,00 €" in page


def test_a_draft_stays_when_the_body_no_longer_takes_it_online(amira: Browser, filled: str, citizen: Member) -> None:
    hanau = Stelle.objects.get(slug="hanau")
    with open_scope(Scope(stellen=frozenset({hanau.pk}))):
        uebernahme = Uebernahme.objects.get(leistung__slug=PARKING, stelle=hanau, withdrawn_at=None)
        withdraw_adoption(actor=SYSTEM_ACTOR, uebernahme=uebernahme, now=timezone.now())
    assert amira.post(f"{filled}absenden/")["Location"] == f"{filled}pruefen/"
    page = amira.page(f"{filled}pruefen/")
    for words in ("Dieser Antrag lässt sich gerade nicht online absenden", "Ihr Entwurf bleibt bis", "HU-AH 412"):
        assert words in page
    assert "Antrag absenden" not in page
    with open_scope(citizen.scope):
        assert not Antrag.objects.exists()
        assert Entwurf.objects.get().answers


def test_the_receipt_shows_what_was_declared_whatever_came_later(
    amira: Browser, citizen: Member, ask: Callable[..., Vorgang]
) -> None:
    antrag = antrag_at(amira.submit(), citizen.scope)
    ask(antrag, "Wie lautet das Kennzeichen?", PLATE)
    with open_scope(citizen.scope):
        receive_answer(actor=citizen.actor, antrag=antrag, reply=Reply(form={PLATE: ["HU-XY 7"]}), now=timezone.now())
        antrag.refresh_from_db()
        assert antrag.revision == 2
    run_receipt(antrag)
    with open_scope(citizen.scope):
        text = str(messages_of(antrag.public_id).get(kind="receipt").document)
        declared = str(receipt_data(antrag))
    for shown in (text, declared):
        assert "HU-AH 412" in shown
        assert "HU-XY 7" not in shown


def run_receipt(antrag: Antrag) -> None:
    """Do the job that was queued with the submission."""
    work: Callable[..., None] = send_receipt_of.func
    work(
        antrag=str(antrag.public_id), stelle_id=antrag.stelle_id, konto_id=antrag.konto_id,
        secret_hash=antrag.secret_hash,
    )  # fmt: skip
