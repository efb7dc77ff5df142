"""What people say on the page of a service reaches the clerks of its body, without a name."""

from rathaus.core.postfach.queries import feedback_of
from rathaus.core.scope.session import open_scope
from rathaus.surfaces.ui import feedback_list
from tests.cast import Member
from tests.surfaces.portal.browser import Browser

PAGE = "/amt/rueckmeldungen/"


def tell(text: str, *, kind: str = "praise", stelle: str = "hanau") -> None:
    told = {"art": kind, "text": text, "email": "ada@example.org", "von": "/leistungen/x/", "stelle": stelle}
    assert Browser().post("/rueckmeldung/", told).status_code == 302


def test_feedback_on_the_page_of_a_service_reaches_its_body(
    desk: Browser, clerk_of_the_next_town: Member, officer: Member
) -> None:
    assert "Noch keine Rückmeldung" in desk.page(PAGE)
    service = Browser().live_in("hanau").get("/leistungen/bewohnerparkausweis/").content.decode()
    assert "/rueckmeldung/?von=%2Fleistungen%2Fbewohnerparkausweis%2F&amp;stelle=hanau" in service
    form = Browser().page("/rueckmeldung/?von=/leistungen/bewohnerparkausweis/&stelle=hanau")
    assert "Ihre Rückmeldung lesen" in form
    assert "Bitte keine Namen, Adressen oder Aktenzeichen" in form
    tell("Sehr verständlich.", kind="barrier")
    page = desk.page(PAGE)
    assert "Sehr verständlich." in page
    assert "ada@example.org" not in page
    assert "Sehr verständlich." not in Browser().sign_in(clerk_of_the_next_town).page(PAGE)
    assert "Sehr verständlich." in Browser().sign_in(officer).page("/koordination/rueckmeldungen/")


def test_a_body_that_does_not_exist_gets_nothing(officer: Member, clerk: Member) -> None:
    tell("Hallo", stelle="nirgendwo")
    assert officer.stelle is not None
    with open_scope(officer.scope):
        assert feedback_of(officer.stelle.pk).get().text == "Hallo"


def test_many_lines_go_on_at_the_next_page_and_can_be_filtered(desk: Browser, monkeypatch) -> None:
    monkeypatch.setattr(feedback_list, "PAGE_SIZE", 1)
    tell("Die erste")
    tell("Die zweite", kind="problem")
    html = desk.get(PAGE).content.decode()
    following = html.split('href="?vor=')[1].split('"')[0]
    assert "Die erste" in desk.page(f"{PAGE}?vor={following}")
    assert "Die erste" in desk.page(f"{PAGE}?art=praise&vor=unsinn")
