"""axe finds nothing on any page, whoever looks at it; no page scrolls sideways on a phone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Browser, expect

from tests.journeys import axe, citizen, clerk, walk
from tests.journeys.clerk import Decision
from tests.journeys.errands import LENA, MIRA, Errand, advance_maintenance, dog_tax, parking_permit
from tests.journeys.form import answer_what_is_asked
from tests.journeys.person import Person
from tests.journeys.town_hall import TownHall

type Somebody = Callable[..., Person]


class Walk(NamedTuple):
    """Who walks, through which surface, from where."""

    name: str
    surface: str
    starts: Sequence[str]


class Seen(NamedTuple):
    """What came of a walk: the names of the routes, and what axe or the browser complained about."""

    routes: frozenset[str]
    complaints: Sequence[str]


@dataclass(frozen=True)
class Stage:
    """What must exist so that every page can be reached: drafts, questions, letters, a decision in the making."""

    link: str
    decision: str


WALKS = MappingProxyType({
    "nobody known": Walk(
        "", "portal", ["/", "/leistungen/?q=hund&ort=hanau", "/leistungen/?q=xyzzyx", "/ort/", "/rueckmeldung/"]
    ),
    "citizen": Walk(LENA.name, "portal", ["/", "/antraege/", "/postfach/"]),
    "head of an office": Walk("Petra Schneider", "amt", ["/amt/", "/amt/vorgaenge/?ansicht=open"]),
    "clerk": Walk("Jens Vogel", "amt", ["/amt/"]),
    "coordination officer": Walk("Dr. Miriam Weiß", "koordination", ["/koordination/"]),
    "auditor": Walk("Stefan Lorenz", "amt", ["/amt/vorgaenge/"]),
})  # fmt: skip
UNREACHED = frozenset({
    "portal:opinion",  # looked at in test_beteiligung
    "portal:declaration",  # looked at in test_miterklaerung
    "portal:declaration_code",  # looked at in test_miterklaerung
    "portal:declaration_link",  # looked at in test_miterklaerung
    "amt:declaration",  # looked at in test_miterklaerung
    "portal:fee",  # looked at in test_zahlung
    "portal:payment",  # looked at in test_zahlung
    "amt:fee",  # looked at in test_zahlung
    "amt:bulk_result",  # looked at in test_morgen
    "amt:label",  # looked at in test_morgen
    "portal:object",  # looked at in test_widerspruch
    "portal:remedy",  # looked at in test_widerspruch
    "portal:withdraw_remedy",  # looked at in test_widerspruch
    "amt:remedy",  # looked at in test_widerspruch
    "amt:remedy_decision",  # looked at in test_widerspruch
    "amt:remedy_issue",  # looked at in test_widerspruch
    "amt:remedy_registration",  # looked at in test_widerspruch
    "amt:legacy_table",  # looked at in test_altfaelle
    "amt:deletion",  # looked at in test_aussonderung
    "amt:deletion_proof",  # looked at in test_aussonderung
    "amt:hold_end",  # looked at in test_aussonderung
    "amt:proof",  # looked at in test_zustellung
    "amt:post",  # looked at in test_zustellung
    "amt:cosign",  # looked at in test_anlagengenehmigung
    "amt:change",  # looked at in test_zustellung
    "amt:decision",  # looked at below
    "amt:issue",  # looked at below
    "amt:request",  # looked at in test_beteiligung
    "amt:opinion",  # looked at in test_beteiligung
    "amt:public_display",  # looked at in test_anlagengenehmigung
    "amt:objections",  # looked at in test_anlagengenehmigung
    "amt:hearing",  # looked at below
    "amt:message",  # looked at below
    "amt:invitation",  # looked at below
    "amt:confirmation",  # looked at below
    "koordination:confirmation",  # looked at below
    "portal:draft_entry",  # looked at in test_long_entries
    "koordination:preview_entry",  # looked at in test_long_entries
    "amt:fiction_certificate",  # exists after a period has passed; tests/surfaces/amt/test_bescheinigung.py
    "amt:extension",  # looked at in test_koordination
    "amt:relocation",  # looked at in test_koordination
    "portal:role",  # looked at below
    "koordination:adoption",  # looked at below
    "koordination:preview_start",  # leads on to the first page of the preview
    "koordination:publication",  # looked at below
    "koordination:package_draft",  # looked at in test_einspielung
    "koordination:decision",  # after a POST; the same page as the rule, looked at in test_regeln
    "portal:draft_link",  # looked at below
    "portal:feedback_thanks",  # after a POST; looked at below
    "amt:adoption",  # a button; shows the page of the service again
    "portal:link",  # no page may link to a secret; looked at below
    "portal:stop_notices",  # the link stands in a mail; looked at below
    "portal:nachweis",  # looked at in test_parking_permit
    "portal:give_back",  # looked at in test_parking_permit
    "portal:check",  # looked at in test_parking_permit
    "amt:end_certificate",  # looked at in test_parking_permit
    "portal:signed_out",  # after a POST; looked at below
})  # fmt: skip


@pytest.fixture(scope="module")
def stage(browser: Browser, town_hall: TownHall) -> Stage:
    lena = citizen.sign_in(Person(browser, town_hall, number=60_001), LENA.name)
    petra = citizen.sign_in(Person(browser, town_hall, number=60_002), "Petra Schneider")
    anonymous = Person(browser, town_hall, number=60_003)
    _fill_in_and_stop(lena, dog_tax(LENA))
    _let_the_office_ask(lena, petra)
    _let_a_decision_be_drafted(lena, petra)
    decision = petra.page.url
    _leave_a_draft(anonymous, parking_permit(MIRA))
    link = anonymous.page.locator("#geheimer-link").inner_text()
    for person in (lena, petra, anonymous):
        person.close()
    return Stage(link, decision)


def _leave_a_draft(person: Person, errand: Errand) -> None:
    citizen.find_service(person, errand, "Hanau")
    citizen.begin(person, errand).follow("Mit den Angaben beginnen")
    answer_what_is_asked(person, errand.pages["Angaben zu Ihnen"])
    person.press("Später weitermachen")


def _fill_in_and_stop(person: Person, errand: Errand) -> None:
    citizen.find_service(person, errand, "Hanau")
    citizen.begin(person, errand)
    citizen.fill_in(person, errand)


def _let_the_office_ask(lena: Person, petra: Person) -> None:
    receipt = citizen.apply(lena, parking_permit(LENA, plate="HU-AX 1"), "Hanau")
    clerk.claim(clerk.find_case(petra, receipt.number))
    clerk.ask(petra, "Fahrzeugschein", "Die Rückseite fehlt.")


def _let_a_decision_be_drafted(lena: Person, petra: Person) -> None:
    receipt = citizen.apply(lena, advance_maintenance(LENA), "Hanau")
    clerk.claim(clerk.find_case(petra, receipt.number))
    clerk.check_everything(petra).follow("Entscheiden")
    clerk.draft(petra, Decision("Unterhaltsvorschuss bewilligt"))
    citizen.wait_for_letter(lena, receipt, "Eingangsbestätigung")


@pytest.fixture(scope="module")
def seen(browser: Browser, town_hall: TownHall, stage: Stage) -> Callable[[str], Seen]:
    """Return a function that lets somebody of :data:`WALKS` walk, once."""

    @cache
    def walk_as(who: str) -> Seen:
        person = Person(browser, town_hall, number=60_010 + list(WALKS).index(who))
        found, routes = [], set()
        if WALKS[who].name:
            citizen.sign_in(person, WALKS[who].name)
        for kind in walk.pages(person, WALKS[who].starts, surfaces=[WALKS[who].surface]):
            routes.add(kind.split()[0])
            found += axe.complaints(person, kind)
        person.close()
        return Seen(frozenset(routes), (*found, *person.complaints))

    return walk_as


@pytest.mark.parametrize("who", WALKS)
def test_axe_finds_nothing_wherever_somebody_gets(seen: Callable[[str], Seen], who: str) -> None:
    found = seen(who).complaints
    assert not found, "\n".join(found)


def test_every_page_is_looked_at(seen: Callable[[str], Seen]) -> None:
    """A new page that no walk reaches must be looked at by a test of its own."""
    looked_at = frozenset[str]().union(*(seen(who).routes for who in WALKS))
    assert set(_page_routes()) - looked_at - UNREACHED == set()


def test_axe_finds_nothing_on_pages_that_no_link_leads_to(somebody: Somebody, stage: Stage) -> None:
    person = somebody()
    found = []
    for name, address in (
        ("a secret link", stage.link),
        ("a wrong link", "/link/wrong/"),
        ("thanks", "/rueckmeldung/danke/"),
        ("signed out", "/abgemeldet/"),
        ("no more notices", "/benachrichtigung/abbestellen/wrong/"),
        ("nothing here", "/gibt-es-nicht/"),
    ):
        person.open(address)
        found += axe.complaints(person, name)
    assert not found, "\n".join(found)


def test_axe_finds_nothing_while_a_decision_is_made(somebody: Somebody, stage: Stage) -> None:
    petra = citizen.sign_in(somebody(), "Petra Schneider")
    found = []
    for step in ("", "erlass/"):
        petra.open(stage.decision.split("?")[0].split("#")[0] + step)
        found += axe.complaints(petra, f"decision {step}")
    petra.open("/anmelden/stelle/")
    found += axe.complaints(petra, "role")
    assert not found, "\n".join(found)


def test_axe_finds_nothing_where_the_office_writes_and_law_is_confirmed(somebody: Somebody, stage: Stage) -> None:
    petra, officer = (citizen.sign_in(somebody(), name) for name in ("Petra Schneider", "Dr. Miriam Weiß"))
    case, found = stage.decision.partition("bescheid/")[0], []
    for step in ("anhoerung/", "nachricht/", "termin/"):
        petra.open(case + step)
        found += axe.complaints(petra, f"case {step}")
    for person, surface in ((petra, "amt"), (officer, "koordination")):
        person.open(f"/{surface}/recht/HE/bekanntgabe.fiction_days/bestaetigung/")
        found += axe.complaints(person, f"{surface} confirmation")
    assert not found, "\n".join(found)


def test_axe_finds_nothing_before_something_is_published(somebody: Somebody, stage: Stage) -> None:
    officer = citizen.sign_in(somebody(), "Dr. Miriam Weiß")
    found = []
    for step in ("uebernahme/", "versionen/1.4.1/veroeffentlichung/"):
        assert officer.open(f"/koordination/leistungen/unterhaltsvorschuss/{step}").status == 200
        found += axe.complaints(officer, step)
    assert not found, "\n".join(found)


def test_axe_finds_nothing_on_a_page_full_of_mistakes(somebody: Somebody, stage: Stage) -> None:
    person = somebody()
    person.open(stage.link)
    person.press("Antrag öffnen").follow("Link zum Ausdrucken")
    found = axe.complaints(person, "the link alone")
    person.follow("Zum Antrag").follow("Weiter mit „Ihre Wohnung“").press(citizen.SAVE)
    expect(person.page.get_by_role("alert").first).to_be_visible()
    found += axe.complaints(person, "mistakes")
    assert not found, "\n".join(found)


def _page_routes() -> list[str]:
    """Return the names of all routes of the three surfaces that show a page."""
    found = []
    for namespace, pattern in _patterns(get_resolver().url_patterns):
        declaration = getattr(pattern.callback, "declaration", None)
        if namespace in {"portal", "amt", "koordination"} and declaration and "GET" in declaration.methods:
            found.append(f"{namespace}:{pattern.name}")
    return [name for name in found if name.partition(":")[2] not in walk.NOT_PAGES]


def _patterns(entries: list[URLPattern | URLResolver], namespace: str = "") -> list[tuple[str, URLPattern]]:
    found = []
    for entry in entries:
        if isinstance(entry, URLResolver):
            found += _patterns(entry.url_patterns, entry.namespace or namespace)
        else:
            found.append((namespace, entry))
    return found
