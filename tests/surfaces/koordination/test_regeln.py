"""The workbench of rules: the list, one rule, deciding, trying out, and the checks of quality."""

import re

import pytest
from django.http import HttpResponse

from rathaus.core.leistung.actions import load_package, publish_version
from rathaus.core.leistung.queries import leistung_by_slug, version_with_content
from rathaus.core.leistung.workbench import workbench_of
from rathaus.core.regel.models import Regelentscheidung
from rathaus.core.regel.workbench import ProseRule
from rathaus.core.scope.session import open_scope
from tests.cast import NOW, TODAY, Member
from tests.core.leistung.conftest import SURE, UNSURE, in_prose
from tests.surfaces.koordination.conftest import VERSION
from tests.surfaces.portal.browser import Browser, text_of

RULES = "/koordination/leistungen/probe/versionen/1.0.0/regeln/"
IN_OTHER_WORDS = "Wenn F06900001001 = 002, dann muss F60000000319 befüllt werden."


@pytest.fixture(autouse=True)
def loaded(officer: Member) -> None:
    """The dog tax without machine form, waiting to be published."""
    with open_scope(officer.scope):
        load_package(actor=officer.actor, files=in_prose())


def found(officer: Member, rule_id: str = UNSURE) -> ProseRule:
    with open_scope(officer.scope):
        rules = workbench_of(version_with_content(leistung_by_slug("probe"), "1.0.0")).rules
    return next(each for each in rules if each.reading.rule_id == rule_id)


def page_of(officer: Member, rule_id: str = UNSURE) -> str:
    return f"{RULES}{found(officer, rule_id).address}/"


def decide(office: Browser, officer: Member, button: str, rule_id: str = UNSURE, **fields: str):
    rule = found(officer, rule_id)
    seen = {"gesehen": str(rule.number), "lesart": rule.reading.key, "entscheidung": button}
    return office.post(f"{page_of(officer, rule_id)}entscheidung/", {**seen, **fields})


def shown_key(response: HttpResponse) -> str:
    """Return the key of the reading of the words that were typed."""
    (key,) = re.findall(r'name="lesart" value="(\w+)"', response.content.decode())
    return str(key)


def test_the_list_shows_first_what_needs_a_decision(office: Browser, officer: Member) -> None:
    page = office.page(RULES)
    assert "1 braucht eine Entscheidung und wirkt bis dahin nicht." in page
    assert page.index("Kein Geburtsdatum bei Organisationen") < page.index("Organisation nur bei Organisationen")
    assert "wird nicht gefragt, wenn „Art der Hundehaltung“" in page


def test_a_rule_is_shown_with_prose_reading_doubt_and_condition(office: Browser, officer: Member) -> None:
    page = office.page(page_of(officer))
    assert 'deaktiviere G60000000083 "Tag der Geburt".' in page
    assert "„Geburtsdatum (teilbekannt)“ wird nicht gefragt, wenn" in page
    assert "G60000000083 heißt im Schema „Geburtsdatum (teilbekannt)“, in der Regel „Tag der Geburt“." in page
    assert "„Art der Hundehaltung“ ist „Eine Firma, ein Verein oder eine andere Organisation“" in page


def test_a_confirmed_rule_acts_at_once(office: Browser, officer: Member) -> None:
    response = decide(office, officer, "bestaetigen")
    assert response.status_code == 302
    page = office.page(response["Location"])
    assert "Das Formular ist neu übersetzt" in page and "Lesart bestätigt" in page
    assert found(officer).acts
    assert "Zu entscheiden ist nichts." in office.page(RULES)
    assert "Die Lesart der Regel R06900001012 wurde bestätigt." in office.page(
        "/koordination/leistungen/probe/chronik/"
    )


def test_a_rejection_needs_a_reason_and_keeps_the_rule_from_acting(office: Browser, officer: Member) -> None:
    refused = decide(office, officer, "ablehnen", SURE)
    assert refused.status_code == 422 and "Es fehlt der Grund." in text_of(refused)
    assert decide(office, officer, "ablehnen", SURE, grund_ablehnung="gilt nicht mehr").status_code == 302
    assert not found(officer, SURE).acts
    assert "gilt nicht mehr" in office.page(page_of(officer, SURE))


def test_other_words_are_read_aloud_before_they_are_saved(office: Browser, officer: Member) -> None:
    words = {"wortlaut": IN_OTHER_WORDS, "grund_worte": "so ist es gemeint"}
    shown = decide(office, officer, "ansehen", **words)
    assert shown.status_code == 200
    assert "„Eingetragener Name / Organisationsname“ muss ausgefüllt sein, wenn" in text_of(shown)
    unseen = decide(office, officer, "worte", **words)
    assert unseen.status_code == 200 and "Noch nicht gespeichert" in text_of(unseen)
    assert not Regelentscheidung.objects.exists()
    key = shown_key(shown)
    assert decide(office, officer, "worte", lesart=key, **words).status_code == 302
    after = found(officer)
    assert (after.acts, after.reading.wording) == (True, IN_OTHER_WORDS)


def test_words_that_are_not_understood_stay_in_the_box(office: Browser, officer: Member) -> None:
    words = "Das Geburtsdatum ist hier ganz egal."
    for button in ("ansehen", "worte"):
        refused = decide(office, officer, button, wortlaut=words, grund_worte="versucht")
        assert refused.status_code == 422
        assert "Diese Worte werden nicht vollständig verstanden." in text_of(refused)
        assert f"{words}</textarea>" in refused.content.decode() and "versucht</textarea>" in refused.content.decode()


@pytest.mark.parametrize("wording", ["", "x" * 5_001])
def test_no_words_and_too_many_are_refused(office: Browser, officer: Member, wording: str) -> None:
    assert decide(office, officer, "ansehen", wortlaut=wording).status_code == 422


def test_a_correction_needs_a_reason_too(office: Browser, officer: Member) -> None:
    shown = decide(office, officer, "ansehen", wortlaut=IN_OTHER_WORDS)
    refused = decide(office, officer, "worte", wortlaut=IN_OTHER_WORDS, lesart=shown_key(shown))
    assert refused.status_code == 422 and "Es fehlt der Grund." in text_of(refused)
    assert f"{IN_OTHER_WORDS}</textarea>" in refused.content.decode()


def test_signs_that_cannot_be_stored_become_blanks(office: Browser, officer: Member) -> None:
    words = {"wortlaut": IN_OTHER_WORDS.replace(", dann", ",\x00dann"), "grund_worte": "so\x00ist es"}
    shown = decide(office, officer, "ansehen", **words)
    assert shown.status_code == 200
    assert decide(office, officer, "worte", lesart=shown_key(shown), **words).status_code == 302
    row = Regelentscheidung.objects.get()
    assert (row.wording, row.reason) == (IN_OTHER_WORDS, "so ist es")


def test_whoever_decides_second_is_told(office: Browser, officer: Member) -> None:
    decide(office, officer, "bestaetigen")
    second = decide(office, officer, "ablehnen", grund_ablehnung="doch nicht", gesehen="0")
    assert second.status_code == 422
    assert "Jemand anderes hat inzwischen über diese Regel entschieden." in text_of(second)
    assert "doch nicht</textarea>" in second.content.decode()
    assert Regelentscheidung.objects.count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"gesehen": "x"},
        {"gesehen": ""},
        {"gesehen": "9" * 5_000},
        {"gesehen": "²"},
        {"lesart": "x"},
        {"entscheidung": "x"},
    ],
)
def test_tampered_forms_decide_nothing(office: Browser, officer: Member, fields: dict[str, str]) -> None:
    assert decide(office, officer, "bestaetigen", **fields).status_code == 422
    assert not Regelentscheidung.objects.exists()


def test_a_published_version_says_where_a_decision_acts(office: Browser, officer: Member) -> None:
    with open_scope(officer.scope):
        version = version_with_content(leistung_by_slug("probe"), "1.0.0")
        publish_version(actor=officer.actor, version=version, valid_from=TODAY, now=NOW)
    assert "Laden Sie das Paket mit einer höheren Versionsnummer" in office.page(page_of(officer))
    page = office.page(decide(office, officer, "bestaetigen")["Location"])
    assert "Sie wirkt ab der nächsten Version." in page and "Wirkt ab der nächsten Version" in page
    assert (found(officer).acts, found(officer).will_act) == (False, True)


def test_machine_form_asks_for_no_decision(office: Browser) -> None:
    assert "Dieses Paket bringt seine Regeln fertig mit" in office.page(f"{VERSION}regeln/")


def test_a_rule_is_tried_out_with_an_ordinary_form(office: Browser, officer: Member) -> None:
    page = page_of(officer, SURE)
    assert "Das tut die Regel ohne Angaben" in office.page(page)
    tried = office.page(f"{page}?F06900001001=002&hinweis=x")
    assert "Das tut die Regel dann" in tried
    assert "wird gefragt und muss ausgefüllt werden" in tried
    assert "Alle Fälle" in tried and "Lesarten 1, 2" in tried
    assert "wird nicht gefragt" in office.page(f"{page}?F06900001001=001")


def test_auditors_look_and_decide_nothing(auditor: Member, officer: Member) -> None:
    browser = Browser().sign_in(auditor)
    page = browser.page(page_of(officer))
    assert "Entscheiden kann nur die Koordinierungsstelle." in page
    assert decide(browser, officer, "bestaetigen").status_code == 403
    assert not Regelentscheidung.objects.exists()


def test_clerks_and_strangers_see_no_rules(clerk: Member) -> None:
    assert Browser().sign_in(clerk).get(RULES).status_code == 403
    assert Browser().get(RULES).status_code == 302


def test_addresses_of_no_rule_are_not_found_and_decisions_lead_to_the_rule(office: Browser, officer: Member) -> None:
    assert office.get(f"{RULES}R1-00000000/").status_code == 404
    response = office.get(f"{page_of(officer)}entscheidung/")
    assert (response.status_code, response["Location"]) == (302, page_of(officer))


def test_the_checks_of_quality_are_listed_with_number_place_and_remedy(office: Browser) -> None:
    page = office.page("/koordination/leistungen/probe/versionen/1.0.0/qualitaet/")
    assert "FIM-1" in page and "Methodische Fehler" in page


def test_the_page_of_a_version_leads_to_rules_in_doubt(office: Browser) -> None:
    page = office.page("/koordination/leistungen/probe/versionen/1.0.0/")
    assert "1 Regel in Worten ist nicht sicher gelesen und wirkt nicht." in page


def test_the_pages_speak_english(office: Browser, officer: Member) -> None:
    page = office.page(f"/en{page_of(officer)}")
    assert "How it is read" in page and "is not asked if “Art der Hundehaltung” is" in page
    assert "What the rule does without answers" in page


def test_a_preset_shows_its_value_and_other_texts_stand_for_themselves(office: Browser, officer: Member) -> None:
    words = "Wenn F06900001001 = 002, dann wird F60000000319 mit „Verein“ vorbelegt."
    shown = decide(office, officer, "ansehen", wortlaut=words)
    assert shown.status_code == 200, text_of(shown)
    key = shown_key(shown)
    assert decide(office, officer, "worte", wortlaut=words, lesart=key, grund_worte="so").status_code == 302
    assert "vorbelegt mit „Verein“" in office.page(f"{page_of(officer)}?F06900001001=002")
    other = "Wenn F60000000319 = „Verein“, dann muss F06900001001 befüllt werden."
    assert "etwas anderes" in text_of(decide(office, officer, "ansehen", wortlaut=other))


def test_services_in_which_rules_wait_stand_in_one_list_until_somebody_decided(
    office: Browser, officer: Member
) -> None:
    assert "Regeln, die warten" in office.page("/koordination/leistungen/")
    assert RULES in office.get("/koordination/regeln/").content.decode()
    decide(office, officer, "bestaetigen")
    assert RULES not in office.get("/koordination/regeln/").content.decode()
    assert "Keine Regel wartet" in office.page("/koordination/regeln/")
