"""Decided without a person: the body says so itself, and sees each case with its rules and with every doubt."""

from rathaus.core.bescheid.automatic import decide_automatically
from rathaus.core.leistung.models import Uebernahme
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.vorgang.queries import vorgang_of
from tests.cast import NOW, make_citizen
from tests.core.bescheid.automatic import NORM, SLUG, deregistered, publish_automatic
from tests.surfaces.amt.test_entscheidung import address, confirm, draft, fassung

PAGE = f"/amt/leistungen/{SLUG}/"
DOCUMENT = "G06900004004.F06900004026[0]"


def decided_page(desk, citizen, **other: object) -> str:
    antrag = deregistered(citizen, **other)
    with open_scope(Scope(frozenset({antrag.stelle_id}), antrag.konto_id)):
        decide_automatically(actor=SYSTEM_ACTOR, antrag=antrag, now=NOW)
        address = f"/amt/vorgaenge/{vorgang_of(antrag).public_id}/"
    return desk.page(address)


def rows_of(desk, path: str) -> list[str]:
    """Return the lines of a list of cases."""
    return desk.get(path).content.decode().split("<th scope=row")[1:]


def test_a_body_lets_the_program_decide_and_takes_it_back(desk, clerk) -> None:
    publish_automatic()
    assert f"weil {NORM} es erlaubt" in desk.page(PAGE)
    rows = Uebernahme.objects.filter(leistung__slug=SLUG, stelle=clerk.stelle, withdrawn_at=None)
    for posted, kept in ({"allein": "true"}, True), ({}, False):
        assert desk.post(PAGE, posted).status_code == 302
        assert rows.get().decides_alone is kept


def test_a_leistung_that_a_person_decides_offers_no_such_choice(desk) -> None:
    assert "ohne Person entscheiden" not in desk.page("/amt/leistungen/bewohnerparkausweis/")


def test_the_page_of_a_case_says_which_rules_decided_and_that_no_person_did(desk, citizen) -> None:
    publish_automatic()
    desk.post(PAGE, {"allein": "true"})
    page = decided_page(desk, citizen, **{DOCUMENT: None})
    assert "Ohne Person entschieden" in page
    assert f"Der Hund ist gestorben ({NORM})." in page
    assert f"Der Bescheid ist ohne Person erlassen ({NORM})." in page


def test_the_history_says_why_a_person_decides(desk, citizen) -> None:
    publish_automatic()
    desk.post(PAGE, {"allein": "true"})
    page = decided_page(desk, citizen)
    assert "eine Person entscheidet: Unterlagen sind anzusehen." in page
    assert "Ohne Person entschieden" not in page


def test_what_the_program_decided_is_marked_and_listed_alone_and_the_address_says_so(desk, clerk, decidable) -> None:
    publish_automatic()
    desk.post(PAGE, {"allein": "true"})
    decided_page(desk, make_citizen("bernd"), **{DOCUMENT: None})
    draft(desk, decidable)
    confirm(desk, decidable)
    desk.post(address(decidable, "erlass"), {"fassung": fassung(clerk, decidable)})
    decided = "/amt/vorgaenge/?ansicht=decided"
    response = desk.post("/amt/vorgaenge/suche/", {"ansicht": "decided", "automatisch": "1"})
    assert response.headers["Location"] == f"{decided}&automatisch=1"
    only, everything = (rows_of(desk, address) for address in (response.headers["Location"], decided))
    assert (len(only), len(everything)) == (1, 2)
    assert "automatisch" in only[0]
    assert sum("automatisch" in row for row in everything) == 1
    assert desk.post("/amt/vorgaenge/suche/", {"ansicht": "open", "automatisch": "1"}).headers["Location"] == (
        "/amt/vorgaenge/?ansicht=open"
    )
