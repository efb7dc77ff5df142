"""A clerk enters an Antrag for a person without telephone or computer, from a form of paper, or ex officio."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from rathaus.core.antrag.models import Antrag, Entwurf
from rathaus.core.protokoll.queries import verify_chains
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import history
from tests.cast import TODAY, Member
from tests.surfaces.portal.browser import Browser, text_of

DOG = "hundesteuer-anmeldung"
INTAKE = "/amt/antraege/aufnahme/"
COUNTER = {"leistung": DOG, "ort": "Hanau", "weg": "counter"}


def day_fields(days_ago: int) -> dict[str, str]:
    day = TODAY - timedelta(days=days_ago)
    return {"eingang.tag": str(day.day), "eingang.monat": str(day.month), "eingang.jahr": str(day.year)}


def filled_in(desk: Browser, **choice: str) -> str:
    """Begin and fill in the form; return the address of the draft."""
    response = desk.post(INTAKE, {**COUNTER, **choice})
    assert response.status_code == 302, text_of(response)
    draft = str(response["Location"])
    assert "für eine andere Person" in desk.page(draft)
    assert desk.fill_in(draft, DOG, "bewilligung").endswith("/pruefen/")
    return draft


def only_case(clerk: Member) -> Vorgang:
    with open_scope(clerk.scope):
        return Vorgang.objects.select_related("antrag", "claimed_by").get()


def test_at_the_counter_nothing_is_submitted_before_the_person_has_read_it(desk: Browser, clerk: Member) -> None:
    draft = filled_in(desk)
    for wrong in ({}, {"gelesen": "vielleicht"}):
        response = desk.post(f"{draft}absenden/", wrong)
        assert response["Location"] == f"{draft}pruefen/?ungelesen=1"
    assert "Niemand erklärt, was er nicht gelesen hat." in desk.page(f"{draft}pruefen/?ungelesen=1")
    with open_scope(clerk.scope):
        assert not Antrag.objects.exists()
    receipt = desk.post(f"{draft}absenden/", {"gelesen": "screen"})["Location"]
    assert "Drucken Sie diese Seite für die Person aus" in desk.page(receipt)


def test_after_the_hand_over_the_clerk_has_the_case_and_no_link(desk: Browser, clerk: Member) -> None:
    draft = filled_in(desk)
    receipt = str(desk.post(f"{draft}absenden/", {"gelesen": "print"})["Location"])
    (secret,) = desk.secrets()
    assert secret in desk.get(receipt).content.decode(), "the person gets it on paper"
    vorgang = only_case(clerk)
    response = desk.post(f"/amt/antraege/{vorgang.antrag.public_id}/uebergabe/")
    assert response["Location"] == f"/amt/vorgaenge/{vorgang.public_id}/?hinweis=aufgenommen_fuer"
    assert desk.links() == {}
    assert desk.get(receipt).status_code == 403, "nobody here acts for the person any more"
    page = desk.page(f"/amt/vorgaenge/{vorgang.public_id}/")
    assert "am Schalter aufgenommen" in page
    assert (vorgang.antrag.channel, vorgang.antrag.taken_by_id) == ("counter", clerk.actor.konto_id)
    with open_scope(clerk.scope):
        (record,) = [each for each in history(vorgang) if each.act == "antrag.submitted"]
        facts = {"channel": "counter", "taken_by": clerk.actor.konto_id, "read_back": "print"}
        assert record.payload | facts == record.payload
        assert verify_chains().faults == ()
    opened = Browser().post(reverse("portal:link", args=[secret]), follow=True)
    assert vorgang.antrag.reference in text_of(opened), "the link on paper opens it anywhere"


def test_with_the_link_a_clerk_does_nothing_that_comes_later_and_the_person_submits_at_home_as_anybody(
    desk: Browser, clerk: Member
) -> None:
    receipt = str(desk.post(f"{filled_in(desk)}absenden/", {"gelesen": "screen"})["Location"])
    antrag = receipt.removesuffix("eingang/")
    for later in (antrag, f"{antrag}zurueckziehen/", f"{antrag}nachricht/"):
        assert desk.get(later).status_code == 403, later
    draft = filled_in(desk)
    at_home = Browser()
    at_home.cookies = desk.cookies.__class__({name: cookie.value for name, cookie in desk.links().items()})
    assert "Wie hat die Person" not in at_home.page(f"{draft}pruefen/")
    assert "/eingang/" in at_home.post(f"{draft}absenden/")["Location"]


def test_from_paper_periods_run_from_the_day_of_arrival(desk: Browser, clerk: Member) -> None:
    draft = filled_in(desk, weg="paper", **day_fields(5))
    assert desk.post(f"{draft}absenden/", {"gelesen": "screen"})["Location"].endswith("ungelesen=1")
    assert "/eingang/" in desk.post(f"{draft}absenden/", {"gelesen": "signed"})["Location"]
    vorgang = only_case(clerk)
    arrived = TODAY - timedelta(days=5)
    assert timezone.localdate(vorgang.antrag.submitted_at) == timezone.localdate(vorgang.opened_at) == arrived
    assert "auf Papier" in desk.page(f"/amt/vorgaenge/{vorgang.public_id}/")


def test_ex_officio_nobody_declares_anything(desk: Browser, clerk: Member) -> None:
    draft = filled_in(desk, weg="ex_officio")
    assert "/eingang/" in desk.post(f"{draft}absenden/")["Location"]
    assert only_case(clerk).antrag.channel == "ex_officio"


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ({"leistung": ""}, "Wählen Sie eine Leistung aus."),
        ({"leistung": "mondlandung"}, "Wählen Sie eine Leistung aus."),
        ({"ort": "Nirgendwo"}, "Geben Sie den Ort genauer an"),
        ({"ort": ""}, "Geben Sie den Ort genauer an"),
        ({"weg": "paper"}, "Diesen Tag gibt es nicht. Geben Sie Tag,"),
        ({"weg": "paper", **day_fields(-3)}, "Der Tag des Eingangs liegt in der Zukunft"),
        ({"weg": "paper", **day_fields(800)}, "mehr als ein Jahr zurück"),
    ],
)
def test_what_is_missing_is_said_and_nothing_begins(desk: Browser, choice: dict[str, str], words: str) -> None:
    response = desk.post(INTAKE, {**COUNTER, **choice})
    assert response.status_code == 422
    page = text_of(response)
    assert words in page
    assert desk.links() == {}
    with open_scope(Scope()):
        assert not Entwurf.objects.exists()


def test_what_another_body_decides_goes_there(desk: Browser, clerk: Member) -> None:
    draft = filled_in(desk, ort="Maintal")
    receipt = str(desk.post(f"{draft}absenden/", {"gelesen": "screen"})["Location"])
    response = desk.post(f"/amt/antraege/{receipt.split('/')[2]}/uebergabe/")
    assert response["Location"] == "/amt/?hinweis=weitergegeben"
    assert desk.links() == {}
    with open_scope(clerk.scope):
        assert not Vorgang.objects.exists()


def test_a_citizen_and_an_officer_cannot_enter_for_others(citizen: Member, officer: Member) -> None:
    for member in (citizen, officer):
        assert Browser().sign_in(member).post(INTAKE, COUNTER).status_code == 403


def test_a_clerk_without_a_link_opens_no_draft_of_a_person(desk: Browser) -> None:
    draft = Browser().start(DOG)
    assert desk.get(draft).status_code == 403
