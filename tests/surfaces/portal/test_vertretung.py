"""Whoever applies for somebody else says so on one small page; everybody else needs no click for it."""

import pytest

from rathaus.core.antrag.models import Entwurf
from rathaus.core.antrag.vertretung import vertretung_of
from rathaus.core.scope.session import open_scope
from tests.cast import Member
from tests.mails import MailServer
from tests.surfaces.portal.browser import Browser, antrag_at, text_of

PARKING = "bewohnerparkausweis"
CARER = {
    "fuer": "betreuung", "name": " Jana  Kern ", "organisation": "Betreuungsverein Hanau", "kontakt": "06181 5550123",
}  # fmt: skip
SENTENCE = "Jana Kern (Betreuungsverein Hanau) beantragt für Amira Haddad, als rechtliche Betreuung."


@pytest.fixture
def draft(amira: Browser) -> str:
    """A complete draft of Amira."""
    address = amira.start(PARKING)
    amira.fill_in(address, PARKING, "bewilligung")
    return address


def test_people_apply_for_themselves_without_a_click(amira: Browser, draft: str) -> None:
    for page in (draft, f"{draft}pruefen/"):
        assert "Sie beantragen für sich selbst." in amira.page(page)
    receipt = amira.post(f"{draft}absenden/")["Location"]
    assert "beantragt für" not in amira.page(receipt)
    assert "Für wen" not in amira.page(receipt.removesuffix("eingang/"))


def test_a_carer_says_so_and_reads_it_until_the_end(amira: Browser, draft: str, citizen: Member) -> None:
    page = f"{draft}vertretung/?von=pruefen"
    assert f'href="{page}"' in amira.get(f"{draft}pruefen/").content.decode()
    assert 'value="Amira Haddad"' in amira.get(page).content.decode(), "the name of the Konto is proposed"
    assert "zum Beispiel die Vollmacht. Es meldet sich" in amira.page(page)
    assert amira.post(page, CARER)["Location"] == f"{draft}pruefen/"
    review = amira.page(f"{draft}pruefen/")
    assert SENTENCE in review
    assert "Das Amt kann ihn verlangen." in review
    assert SENTENCE in amira.page(draft)
    receipt = amira.post(f"{draft}absenden/")["Location"]
    assert SENTENCE in amira.page(receipt)
    detail = amira.page(receipt.removesuffix("eingang/"))
    assert SENTENCE in detail and "06181 5550123" in detail
    antrag = antrag_at(receipt, citizen.scope)
    assert antrag.vertretung == {
        "kind": "betreuung", "name": "Jana Kern", "organisation": "Betreuungsverein Hanau", "contact": "06181 5550123",
    }  # fmt: skip


def test_it_can_be_taken_back_until_it_is_sent(amira: Browser, draft: str) -> None:
    assert amira.post(f"{draft}vertretung/", CARER)["Location"] == draft
    assert "checked" in amira.get(f"{draft}vertretung/").content.decode()
    amira.post(f"{draft}vertretung/", {"fuer": "selbst", "name": "Jana Kern"})
    assert "Sie beantragen für sich selbst." in amira.page(draft)


def test_after_sending_nothing_changes_any_more(amira: Browser, draft: str, citizen: Member) -> None:
    receipt = amira.post(f"{draft}absenden/")["Location"]
    for answer in (amira.get(f"{draft}vertretung/"), amira.post(f"{draft}vertretung/", CARER)):
        assert answer["Location"] == receipt
    assert antrag_at(receipt, citizen.scope).vertretung is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"fuer": "betreuung", "name": "  "}, "Geben Sie Ihren Vor- und Nachnamen an."),
        ({"fuer": "organisation", "name": "Jana Kern"}, "Geben Sie den Namen der Organisation an."),
        ({"fuer": "kaiser", "name": "Jana Kern"}, "Wählen Sie, für wen Sie beantragen."),
        ({}, "Wählen Sie, für wen Sie beantragen."),
        ({"fuer": "vollmacht", "name": "x" * 121}, "Ihr Name darf höchstens 120 Zeichen haben."),
        ({**CARER, "organisation": "x" * 5000}, "Der Name der Organisation darf höchstens 120 Zeichen haben."),
        ({**CARER, "kontakt": "x" * 201}, "Der Kontakt darf höchstens 200 Zeichen haben."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(
    amira: Browser, citizen: Member, typed: dict[str, str], words: str
) -> None:
    draft = amira.start(PARKING)
    answer = amira.post(f"{draft}vertretung/", typed)
    assert answer.status_code == 422
    assert text_of(answer).count(words) == 2, "in the summary and at the field"
    assert "Jana Kern" not in typed.get("name", "") or "Jana Kern" in answer.content.decode()
    with open_scope(citizen.scope):
        assert vertretung_of(Entwurf.objects.get()) is None


def test_a_form_that_asks_itself_does_not_make_people_say_it_twice(amira: Browser, demo: None) -> None:
    draft = amira.start("unterhaltsvorschuss")
    page = amira.page(f"{draft}vertretung/")
    assert "In welcher Rolle Sie selbst beantragen, fragt das Formular." in page
    assert "Für mein Kind" not in page and "Mit Vollmacht" in page
    assert "§ 13 Abs. 1 Satz 3 SGB X" in page
    assert "Sie stellen den Antrag selbst. In welcher Rolle, steht bei Ihren Angaben." in amira.page(draft)
    assert amira.post(f"{draft}vertretung/", {"fuer": "eltern", "name": "Jana Kern"}).status_code == 422


def test_the_holder_of_a_link_can_help_too_and_strangers_see_nothing(browser: Browser) -> None:
    draft = browser.start(PARKING)
    browser.post(f"{draft}vertretung/", CARER)
    assert "beantragt für die Person im Antrag" in browser.page(draft)
    assert Browser().get(f"{draft}vertretung/").status_code == 302


def test_it_speaks_english(amira: Browser, draft: str) -> None:
    amira.post(f"{draft}vertretung/", CARER)
    assert "For whom do you apply?" in amira.page(f"/en{draft}vertretung/")
    assert "applies for Amira Haddad, as legal carer." in amira.page(f"/en{draft}pruefen/")


def test_the_review_offers_notices_once_and_leads_back(amira: Browser, draft: str, mail_server: MailServer) -> None:
    offer = "Per E-Mail erfahren, wenn das Amt antwortet"
    assert offer in amira.page(f"{draft}pruefen/")
    notices = f"{draft}benachrichtigung/?von=pruefen"
    assert f'href="{draft}pruefen/"' in amira.get(notices).content.decode()
    amira.post(notices, {"email": "amira@example.org"})
    assert offer not in amira.page(f"{draft}pruefen/")


def test_without_a_mail_server_nobody_is_offered_notices(amira: Browser, draft: str) -> None:
    assert "Per E-Mail erfahren" not in amira.page(f"{draft}pruefen/")
