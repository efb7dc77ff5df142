"""What a clerk sets for themselves: an address, the overview, the shortcuts; and the help that lists them."""

from collections.abc import Callable

from rathaus.core.konto.notice import notice_address_of
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.vorgang.models import Vorgang
from rathaus.surfaces.amt.einstellungen import KEYS_COOKIE
from tests.cast import Member
from tests.mails import MailServer
from tests.surfaces.portal.browser import Browser, text_of

PAGE = "/amt/einstellungen/"
ALL_ON = {"email": "jonas@example.org", "uebersicht": "1", "kuerzel": "1"}


def address_of(clerk: Member) -> tuple[str, bool] | None:
    with open_scope(Scope(konto=clerk.bearer.konto_id)):
        found = notice_address_of(clerk.bearer)
    return (found.email, found.wants_digest) if found else None


def test_a_clerk_gives_an_address_switches_the_overview_off_and_takes_the_address_back(
    desk: Browser, clerk: Member, mail_server: MailServer
) -> None:
    assert "Übersicht schicken" in desk.page(PAGE)
    assert desk.post(PAGE, ALL_ON)["Location"] == f"{PAGE}?hinweis=gespeichert"
    assert address_of(clerk) == ("jonas@example.org", True)
    assert 'value="jonas@example.org"' in desk.get(PAGE).content.decode()
    desk.post(PAGE, {"email": "jonas@example.org"})
    assert address_of(clerk) == ("jonas@example.org", False)
    desk.post(PAGE, {"email": ""})
    assert address_of(clerk) is None


def test_what_is_no_address_stays_in_the_field(desk: Browser, clerk: Member, mail_server: MailServer) -> None:
    answer = desk.post(PAGE, ALL_ON | {"email": "jonas@"})
    assert answer.status_code == 422
    assert "Diese E-Mail-Adresse ist nicht vollständig" in text_of(answer)
    assert 'value="jonas@"' in answer.content.decode()
    assert address_of(clerk) is None


def test_without_a_mail_server_the_page_says_so(desk: Browser, settings) -> None:
    settings.RATHAUS_MAILER = ""
    assert "verschickt noch keine E-Mails" in desk.page(PAGE)


def test_without_a_mail_server_shortcuts_are_saved_and_the_address_stays(
    desk: Browser, clerk: Member, mail_server: MailServer, settings
) -> None:
    desk.post(PAGE, {"email": "jonas@example.org"})
    settings.RATHAUS_MAILER = ""
    assert 'name="email"' not in desk.get(PAGE).content.decode()
    assert desk.post(PAGE, {})["Location"] == f"{PAGE}?hinweis=gespeichert"
    assert desk.cookies[KEYS_COOKIE].value == "aus"
    assert address_of(clerk) == ("jonas@example.org", False)


def test_shortcuts_can_be_switched_off_and_on_again(desk: Browser) -> None:
    assert "tasten.js" in desk.get("/amt/").content.decode()
    desk.post(PAGE, {"email": ""})
    assert desk.cookies[KEYS_COOKIE].value == "aus"
    assert "tasten.js" not in desk.get("/amt/").content.decode()
    desk.post(PAGE, {"email": "", "kuerzel": "1"})
    assert "tasten.js" in desk.get("/amt/").content.decode()


def test_every_page_says_where_the_shortcuts_stand_and_the_help_lists_those_that_exist(
    desk: Browser, receive: Callable[..., Vorgang]
) -> None:
    case = desk.get(f"/amt/vorgaenge/{receive().public_id}/").content.decode()
    today = desk.get("/amt/").content.decode()
    assert "Hilfe und Tastenkürzel" in today
    assert 'data-key="n|ü"' in case
    help_page = desk.get("/amt/hilfe/").content.decode()
    for keys in ("g h", "g v", "g l", "g r", "g e", "g ?"):
        assert f'data-key="{keys}"' in today
        assert "</kbd> <kbd>".join(keys.split()) in help_page
    assert "Help and keyboard shortcuts" in desk.page("/en/amt/")


def test_an_auditor_reads_the_help(auditor: Member) -> None:
    page = Browser().sign_in(auditor).page("/amt/hilfe/")
    assert "Ihr Tag" in page
    assert "In den Einstellungen" not in page
