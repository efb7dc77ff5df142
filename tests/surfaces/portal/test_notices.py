"""Who wants to be told by e-mail says so; the mails lead to pages that exist and say nothing of anybody."""

import re
from collections.abc import Callable

import pytest
from django.utils import timezone
from pytest_django import Settings

from rathaus.core.antrag.models import Antrag
from rathaus.core.konto.bearer import Bearer
from rathaus.core.konto.notice import note_delivery, notice_address_of, wants_notices
from rathaus.core.postfach.models import Nachricht
from rathaus.core.postfach.notice import send_notice
from rathaus.core.postfach.rules import Kind
from rathaus.core.scope.session import open_scope
from tests.cast import Member
from tests.errand import submitted
from tests.mails import MailServer
from tests.surfaces.portal.browser import Browser, text_of

ADDRESS = {"email": "amira@example.org"}
SAVED = "Von jetzt an schreiben wir Ihnen"


@pytest.fixture
def antrag(citizen: Member) -> Antrag:
    return submitted(citizen, "bewohnerparkausweis", "bewilligung")


def send_all(member: Member) -> None:
    """Let the jobs of all letters run."""
    with open_scope(member.scope):
        letters = list(Nachricht.objects.exclude(kind=Kind.ANSWER))
    for letter in letters:
        send_notice(bearer=letter.bearer, nachricht=letter.public_id, is_last_try=False, now=timezone.now())


def test_a_question_of_the_office_is_announced_without_a_word_about_it(
    amira: Browser, citizen: Member, antrag: Antrag, ask: Callable[..., object], mail_server: MailServer
) -> None:
    page = f"/antraege/{antrag.public_id}/"
    assert "E-Mail-Hinweise einrichten" in amira.page(page)
    assert SAVED in text_of(amira.post(f"{page}benachrichtigung/", ADDRESS))
    ask(antrag, "Wie heißt Ihr Hund?")
    send_all(citizen)
    (mail,) = mail_server.mails
    text = mail.get_content()
    assert mail["To"] == "amira@example.org"
    assert not re.search("Hund|Amira|Haddad|Hanau|Parkausweis|" + antrag.reference, text)
    for address in re.findall(r"https://rathaus\.example\.org(/\S+)", text):
        assert Browser().get(address).status_code == 200, address
    assert "E-Mail geschrieben, dass ein Brief wartet" in amira.page(page)


def test_the_clerk_sees_that_nobody_could_be_told(
    amira: Browser, citizen: Member, clerk: Member, antrag: Antrag, ask: Callable[..., object], mail_server: MailServer
) -> None:
    amira.post("/benachrichtigung/", ADDRESS)
    vorgang = ask(antrag, "Wie heißt Ihr Hund?")
    mail_server.refuse("550 unknown")
    send_all(citizen)
    case = Browser().sign_in(clerk).page(f"/amt/vorgaenge/{vorgang.public_id}/")
    assert "Benachrichtigung nicht zugestellt" in case
    assert "amira@example.org" not in case
    assert "Der letzte Hinweis kam nicht an" in amira.page("/benachrichtigung/")


def test_the_holder_of_a_link_gives_an_address_for_a_draft(browser: Browser, mail_server: MailServer) -> None:
    draft = browser.start("bewohnerparkausweis")
    assert "daran erinnern, bevor der Entwurf gelöscht wird" in browser.page(draft)
    answer = browser.post(f"{draft}benachrichtigung/", ADDRESS)
    assert SAVED in text_of(answer)
    assert "geheimen Link brauchen Sie weiterhin" in text_of(answer)
    assert browser.get("/benachrichtigung/")["Location"] == "/antraege/"
    assert Browser().get(f"{draft}benachrichtigung/").status_code == 302


def test_what_is_no_address_stays_in_the_field(amira: Browser, citizen: Member, mail_server: MailServer) -> None:
    answer = amira.post("/benachrichtigung/", {"email": "amira@"})
    assert answer.status_code == 422
    assert 'value="amira@"' in answer.content.decode()
    assert "Diese E-Mail-Adresse ist nicht vollständig" in text_of(answer)
    assert not wants_notices(citizen.bearer)


def test_an_umlaut_before_the_at_is_refused_in_words(amira: Browser, mail_server: MailServer) -> None:
    answer = amira.post("/benachrichtigung/", {"email": "jürgen@example.org"})
    assert answer.status_code == 422
    assert "An diese E-Mail-Adresse können wir nicht schreiben. Vor dem @ dürfen nur" in text_of(answer)


def test_an_address_is_taken_back_here_and_by_whoever_reads_the_mailbox(
    amira: Browser, citizen: Member, antrag: Antrag, ask: Callable[..., object], mail_server: MailServer
) -> None:
    amira.post("/benachrichtigung/", ADDRESS)
    assert "Die Adresse ist gelöscht" in text_of(amira.post("/benachrichtigung/", {"aus": "1", "email": ""}))
    amira.post("/benachrichtigung/", ADDRESS)
    ask(antrag, "Wie heißt Ihr Hund?")
    send_all(citizen)
    (link,) = re.findall(r"(/benachrichtigung/abbestellen/\S+)", mail_server.mails[0].get_content())
    stranger = Browser()
    assert "Hinweise abbestellen" in stranger.page(link)
    assert wants_notices(citizen.bearer)
    assert "Sie bekommen keine Hinweise mehr" in text_of(stranger.post(link))
    assert not wants_notices(citizen.bearer)
    assert stranger.post("/benachrichtigung/abbestellen/unsinn/").status_code == 404


def test_whoever_uses_a_link_of_an_address_that_was_changed_is_told_that_it_ended_nothing(
    amira: Browser, citizen: Member, antrag: Antrag, ask: Callable[..., object], mail_server: MailServer
) -> None:
    amira.post("/benachrichtigung/", ADDRESS)
    ask(antrag, "Wie heißt Ihr Hund?")
    send_all(citizen)
    (link,) = re.findall(r"(/benachrichtigung/abbestellen/\S+)", mail_server.mails[0].get_content())
    amira.post("/benachrichtigung/", {"email": "haddad@example.org"})
    told = text_of(Browser().post(link))
    assert "Dieser Link hat nichts beendet" in told
    assert "Die Adresse ist gelöscht" not in told
    assert wants_notices(citizen.bearer)


def test_mails_have_the_language_of_the_page(amira: Browser, citizen: Member, mail_server: MailServer) -> None:
    amira.post("/en/benachrichtigung/", ADDRESS)
    note_delivery(citizen.bearer, failed_at=None)
    with open_scope(citizen.scope):
        found = notice_address_of(Bearer(citizen.scope.konto))
    assert found is not None and found.language == "en"


def test_without_a_mail_server_nobody_is_promised_anything(amira: Browser, antrag: Antrag, settings: Settings) -> None:
    settings.RATHAUS_MAILER = ""
    assert "E-Mail-Hinweise" not in amira.page(f"/antraege/{antrag.public_id}/")
    assert amira.get("/benachrichtigung/").status_code == 404


@pytest.mark.django_db
def test_a_demonstration_shows_the_mails_that_it_keeps(
    browser: Browser, settings: Settings, mail_server: MailServer, demo: None
) -> None:
    assert "Noch keine E-Mail" in browser.page("/vorfuehrung/mails/")
    (mail_server.catcher.folder / "00000001-a.eml").write_text("To: a@example.org\nSubject: Neue Post\n\nGuten Tag")
    page = browser.page("/vorfuehrung/mails/")
    assert "Neue Post" in page
    assert "an a@example.org" in page
    settings.RATHAUS_DEMO = False
    assert browser.get("/vorfuehrung/mails/").status_code == 404
