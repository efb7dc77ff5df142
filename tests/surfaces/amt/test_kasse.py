"""The treasury: the account of the body, bookings with their refusals, what is unclear."""

from datetime import timedelta

import pytest

from rathaus.core.antrag.models import Antrag
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.queries import vorgang_of
from rathaus.core.zahlung.erinnerung import remind, set_reminders
from rathaus.core.zahlung.models import Forderung, Zahlstelle
from rathaus.core.zahlung.reminder_rules import ReminderTerm
from rathaus.surfaces.amt import kasse
from tests.cast import NOW, Member, make_citizen
from tests.core.zahlung.conftest import owing_antrag
from tests.surfaces.portal.browser import Browser, text_of

ACCOUNT = {"inhaber": "Stadtkasse  Hanau", "iban": "de02 1203 0000 0000 2020 51", "bezahldienst": "hanau"}
BOOKED = {"was": "zahlung", "betrag": "30", "tag.tag": "20", "tag.monat": "11", "tag.jahr": "2026", "text": "Auszug 7"}


@pytest.fixture
def owing(citizen: Member, clerk: Member) -> Antrag:
    return owing_antrag(citizen, clerk)


@pytest.fixture
def fee(owing: Antrag, clerk: Member) -> str:
    with open_scope(clerk.scope):
        return f"/amt/vorgaenge/{vorgang_of(owing).public_id}/gebuehr/"


def test_who_leads_the_body_says_where_it_takes_money(lead: Member) -> None:
    head = Browser().sign_in(lead)
    assert "Es fehlt ein Konto" in head.page("/amt/kasse/")
    assert head.post("/amt/kasse/konto/", ACCOUNT).status_code == 302
    row = Zahlstelle.objects.get()
    assert (row.holder, row.iban, row.endpoint) == ("Stadtkasse Hanau", "DE02120300000000202051", "hanau")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"iban": "DE02 1203 0000 0000 2020 52"}, "Diese IBAN geht nicht"),
        ({"iban": "BR1800360305000010009795493C1"}, "Diese IBAN geht nicht"),
        ({"inhaber": "<Kasse>"}, "Eine Angabe zum Konto stimmt nicht"),
        ({"bezahldienst": "a b"}, "Eine Angabe zum Konto stimmt nicht"),
        ({"glaeubiger": "DE00ZZZ09999999999"}, "Eine Angabe zum Konto stimmt nicht"),
    ],
    ids=["check digits", "country", "holder", "endpoint", "creditor"],
)
def test_what_cannot_be_an_account_is_refused_and_stays_in_the_form(
    lead: Member, typed: dict[str, str], said: str
) -> None:
    response = Browser().sign_in(lead).post("/amt/kasse/konto/", ACCOUNT | typed)
    assert response.status_code == 422
    assert said in text_of(response)
    assert not Zahlstelle.objects.exists()


def test_a_clerk_does_not_change_the_account(desk: Browser) -> None:
    assert desk.post("/amt/kasse/konto/", ACCOUNT).status_code == 422
    assert not Zahlstelle.objects.exists()
    assert "Ändern kann das nur" in desk.page("/amt/kasse/konto/")


def test_what_is_open_is_listed_and_gone_when_it_is_booked(desk: Browser, fee: str) -> None:
    assert "Amira Haddad" in desk.page("/amt/kasse/")
    assert desk.post(fee, BOOKED).status_code == 302
    assert "Auszug 7" in desk.page(fee)
    assert "Nichts ist offen." in desk.page("/amt/kasse/")


def test_a_list_that_is_cut_says_how_many_there_are(
    desk: Browser, fee: str, clerk: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    owing_antrag(make_citizen("noch jemand"), clerk)
    assert "Hier stehen die ersten" not in desk.page("/amt/kasse/")
    monkeypatch.setattr(kasse, "PAGE_SIZE", 1)
    content = desk.get("/amt/kasse/").content.decode()
    assert "Hier stehen die ersten 1." in content
    assert '<span class="r-count">2</span>' in content


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"was": "x"}, "Wählen Sie aus, was Sie buchen"),
        ({"betrag": "dreißig"}, "Diesen Betrag können wir nicht lesen"),
        ({"betrag": ""}, "Dieser Betrag geht nicht"),
        ({"tag.tag": "31"}, "Diesen Tag gibt es nicht"),
        ({"text": " "}, "Es fehlt der Grund oder der Buchungstext"),
        ({"was": "rueckzahlung"}, "So viel wurde nicht zu viel gezahlt"),
        ({"was": "ruecklast"}, "So viel wurde nicht zu viel gezahlt"),
    ],
)
def test_what_cannot_be_booked_is_said_and_nothing_changes(
    desk: Browser, fee: str, typed: dict[str, str], said: str
) -> None:
    response = desk.post(fee, BOOKED | typed)
    assert response.status_code == 422
    assert said in text_of(response)
    assert "30,00" in desk.page("/amt/kasse/")


def test_the_bookings_leave_as_csv_and_xml_and_the_page_says_what_waits(desk: Browser, fee: str) -> None:
    assert "1 Buchung übergeben" in desk.page("/amt/kasse/")
    assert desk.post("/amt/kasse/uebergabe/").status_code == 302
    page = desk.get("/amt/kasse/").content.decode()
    assert "Alle Buchungen sind übergeben." in page
    address = page.split("/amt/kasse/uebergabe/")[1].partition(".csv")[0]
    answer = desk.get(f"/amt/kasse/uebergabe/{address}.csv")
    written = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "vorschuss;30,00;" in written
    assert "<betrag>30.00</betrag>" in desk.get(f"/amt/kasse/uebergabe/{address}.xml").content.decode()
    assert desk.get(f"/amt/kasse/uebergabe/{address}.exe").status_code == 404
    assert b"kassenuebergabe" in desk.get("/amt/kasse/kassenuebergabe.xsd").content
    assert "schon übergeben" in text_of(desk.post("/amt/kasse/uebergabe/"))


def test_the_file_for_the_bank_is_made_downloaded_and_booked(
    desk: Browser, fee: str, owing: Antrag, citizen: Member
) -> None:
    way = f"/antraege/{owing.public_id}/gebuehr/lastschrift/"
    person = Browser().sign_in(citizen)
    person.post(way, {"inhaber": "Amira", "iban": "AT61 1904 3002 3457 3201", "betrag": "3000"})
    assert "1 Person lässt ihre Gebühr abbuchen." in desk.page("/amt/kasse/")
    assert "Diesen Tag gibt es nicht" in text_of(desk.post("/amt/kasse/lastschriften/", {}))
    early = {"einzug.tag": "23", "einzug.monat": "11", "einzug.jahr": "2026"}
    assert "Dieser Tag ist zu früh" in text_of(desk.post("/amt/kasse/lastschriften/", early))
    assert desk.post("/amt/kasse/lastschriften/", early | {"einzug.tag": "30"}).status_code == 302
    page = desk.get("/amt/kasse/").content.decode()
    name = page.split("/amt/kasse/lastschriften/")[1].partition(".xml")[0]
    assert b"pain.008.001.08" in desk.get(f"/amt/kasse/lastschriften/{name}.xml").content
    refused = f"/amt/kasse/lastschriften/{name}/verworfen/"
    assert desk.post(refused, {}).status_code == 422
    assert desk.post(refused, {f"grund-{name}": "Datei nicht lesbar"}).status_code == 302
    assert "nicht eingezogen: Datei nicht lesbar" in desk.page("/amt/kasse/")
    desk.post("/amt/kasse/lastschriften/", early | {"einzug.tag": "30"})
    name = desk.get("/amt/kasse/").content.decode().split("/amt/kasse/lastschriften/")[1].partition(".xml")[0]
    assert "Die Bank bucht am 30. November 2026" in person.page(way.removesuffix("lastschrift/"))
    assert desk.post(f"/amt/kasse/lastschriften/{name}/gutschrift/").status_code == 302
    assert "Lastschrift RF" in desk.page(fee)
    assert desk.post(f"/amt/kasse/lastschriften/{name}/gutschrift/").status_code == 404


def test_who_leads_the_body_says_when_the_program_reminds(owing: Antrag, lead: Member) -> None:
    head = Browser().sign_in(lead)
    assert "An offene Gebühren erinnert das Programm nicht." in head.page("/amt/kasse/")
    assert head.post("/amt/kasse/erinnerungen/", {"tage": "14", "zweimal": "true"}).status_code == 302
    page = head.page("/amt/kasse/")
    assert "14 Tage nach der Fälligkeit erinnert das Programm" in page
    assert "Nach derselben Zeit erinnert es noch einmal." in page
    assert 'value="14"' in head.get("/amt/kasse/konto/").content.decode()
    assert head.post("/amt/kasse/erinnerungen/", {"tage": ""}).status_code == 302
    assert Zahlstelle.objects.get().remind_days is None


@pytest.mark.parametrize("typed", ["0", "366", "bald", "-3", "²", "1" * 50])
def test_days_that_cannot_be_are_refused_and_stay_in_the_form(owing: Antrag, lead: Member, typed: str) -> None:
    response = Browser().sign_in(lead).post("/amt/kasse/erinnerungen/", {"tage": typed})
    assert response.status_code == 422
    assert "Diese Zahl von Tagen geht nicht" in text_of(response)
    assert f'value="{typed}"' in response.content.decode()


def test_a_clerk_does_not_set_reminders(owing: Antrag, desk: Browser) -> None:
    assert desk.post("/amt/kasse/erinnerungen/", {"tage": "14"}).status_code == 422
    assert Zahlstelle.objects.get().remind_days is None


def test_the_treasury_shows_who_was_reminded_when(owing: Antrag, desk: Browser, clerk: Member) -> None:
    with open_scope(clerk.scope):
        set_reminders(actor=SYSTEM_ACTOR, stelle=owing.stelle, term=ReminderTerm(14), now=NOW)
        claim = Forderung.objects.get(antrag_id=owing.public_id)
        remind(actor=SYSTEM_ACTOR, forderung_id=claim.pk, now=NOW + timedelta(days=14))
    page = desk.page("/amt/kasse/")
    assert "Erinnert am" in page
    assert "7. Dezember 2026" in page
    with open_scope(clerk.scope):
        case = vorgang_of(owing)
    assert "An die offene Gebühr wurde erinnert" in desk.page(f"/amt/vorgaenge/{case.public_id}/")
