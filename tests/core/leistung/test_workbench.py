"""The rules of a version in prose: confirmed, rejected, put in other words; what is published stays as it is."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from rathaus.core.leistung.actions import load_package, publish_version
from rathaus.core.leistung.models import LeistungVersion
from rathaus.core.leistung.queries import compiled, leistung_by_slug, version_with_content
from rathaus.core.leistung.rules import chain_id
from rathaus.core.leistung.workbench import decide_on_version, inspect_version, open_rules, workbench_of
from rathaus.core.protokoll.queries import records_of
from rathaus.core.regel.errors import ReadingChanged, RuleBreaksForm, RuleNotFound, WordingNotUnderstood
from rathaus.core.regel.rules import Decision, Seen, Verdict
from rathaus.core.regel.workbench import ProseRule, Workbench
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.engine.formular.model import Effect
from rathaus.engine.regeltext.model import Confidence
from tests.core.leistung.conftest import OTHER, SURE, UNSURE, in_prose, probe

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
BIRTH, NAME = "G60000000083", "F60000000319"
IN_OTHER_WORDS = f"Wenn F06900001001 = 002, dann muss {NAME} befüllt werden."


def bench(number: str = "1.0.0") -> Workbench:
    return workbench_of(version_with_content(leistung_by_slug("probe"), number))


def rule(rule_id: str, number: str = "1.0.0") -> ProseRule:
    return next(each for each in bench(number).rules if each.reading.rule_id == rule_id)


def acting(number: str = "1.0.0") -> set[tuple[Effect, str]]:
    """Return effect and element of the rules that stand in the form."""
    form = compiled(version_with_content(leistung_by_slug("probe"), number).pk).formular
    return {(each.effect, (each.target or "").rpartition(".")[2]) for each in form.rules}


def decide(officer: Actor, rule_id: str, decision: Decision, *, reason: str = "", words: str = "", number="1.0.0"):
    found = rule(rule_id, number)
    reading = bench(number).read_in_words(found, words) if words else found.reading
    verdict = Verdict(decision, reading, reason)
    seen = Seen(found.number, reading.key)
    return decide_on_version(actor=officer, bench=bench(number), verdict=verdict, seen=seen, now=timezone.now())


@pytest.fixture
def loaded(officer) -> LeistungVersion:
    return load_package(actor=officer, files=in_prose()).version


def test_an_uncertain_rule_waits_and_acts_once_it_is_confirmed(officer, loaded) -> None:
    before = rule(UNSURE)
    assert (before.reading.confidence, before.acts, before.needs_decision) == (Confidence.UNCERTAIN, False, True)
    assert (Effect.FORBID, BIRTH) not in acting()
    decide(officer, UNSURE, Decision.CONFIRMED)
    after = rule(UNSURE)
    assert (after.acts, after.will_act, after.needs_decision, after.number) == (True, True, False, 1)
    assert (Effect.FORBID, BIRTH) in acting()
    found = version_with_content(leistung_by_slug("probe"), "1.0.0").findings
    assert not [each for each in found if each["code"] == "REG-004"]


def test_a_decision_leaves_the_newest_of_two_waiting_versions_the_newest(officer, loaded) -> None:
    assert load_package(actor=officer, files=in_prose("2.0.0")).version is not None
    decide(officer, SURE, Decision.REJECTED, reason="So steht es nicht im Gesetz.")
    rows = LeistungVersion.objects.filter(leistung__slug="probe").order_by("-loaded_at")
    assert [row.version for row in rows] == ["2.0.0", "1.0.0"]
    assert [each.version.version for each in open_rules() if each.version.leistung.slug == "probe"] == ["2.0.0"]


def test_a_certain_rule_no_longer_acts_once_it_is_rejected(officer, loaded) -> None:
    assert rule(SURE).acts and (Effect.SHOW, NAME) in acting()
    decide(officer, SURE, Decision.REJECTED, reason="gilt nicht mehr")
    assert not rule(SURE).acts and (Effect.SHOW, NAME) not in acting()
    acts = [each.act for each in records_of(kind="leistung", subject_id=chain_id("probe"))]
    assert acts == ["leistung.loaded", "leistung.rule_rejected", "leistung.loaded"]


def test_a_rule_in_other_words_acts_by_them_and_keeps_its_prose(officer, loaded) -> None:
    prose = rule(UNSURE).reading.text
    assert (Effect.REQUIRE, NAME) in acting()
    decide(officer, SURE, Decision.REJECTED, reason="steht jetzt in der anderen")
    decide(officer, UNSURE, Decision.CORRECTED, reason="so ist es gemeint", words=IN_OTHER_WORDS)
    after = rule(UNSURE)
    assert (after.reading.text, after.reading.wording, after.acts) == (prose, IN_OTHER_WORDS, True)
    assert (Effect.REQUIRE, NAME) in acting() and (Effect.SHOW, NAME) not in acting()
    assert bench().read_from_prose(after).wording is None


def test_words_that_are_not_understood_are_refused(officer, loaded) -> None:
    with pytest.raises(WordingNotUnderstood):
        decide(officer, UNSURE, Decision.CORRECTED, reason="versucht", words="Das Geburtsdatum ist egal.")


def test_a_published_version_stays_and_the_next_one_follows(officer, loaded) -> None:
    publish_version(actor=officer, version=loaded, valid_from=date(2026, 11, 22), now=NOW)
    before = acting()
    decide(officer, UNSURE, Decision.CONFIRMED)
    assert (rule(UNSURE).acts, rule(UNSURE).will_act) == (False, True)
    assert acting() == before
    again = load_package(actor=officer, files=in_prose())
    assert (again.version, again.is_new) == (loaded, False)
    load_package(actor=officer, files=in_prose("1.1.0"))
    assert rule(UNSURE, "1.1.0").acts and (Effect.FORBID, BIRTH) in acting("1.1.0")


def test_a_decision_at_a_published_version_reaches_the_one_that_waits(officer, loaded) -> None:
    publish_version(actor=officer, version=loaded, valid_from=date(2026, 11, 22), now=NOW)
    load_package(actor=officer, files=in_prose("1.1.0"))
    decide(officer, OTHER, Decision.REJECTED, reason="entfällt", number="1.0.0")
    assert (rule(OTHER, "1.0.0").acts, rule(OTHER, "1.1.0").acts) == (True, False)


def test_another_prose_is_another_rule_to_decide(officer, loaded) -> None:
    decide(officer, UNSURE, Decision.CONFIRMED)
    load_package(actor=officer, files=in_prose(prose='deaktiviere G60000000083 "Geburtstag".'))
    assert rule(UNSURE).needs_decision and rule(UNSURE).decision is None
    load_package(actor=officer, files=in_prose(prose='deaktiviere  G60000000083\n "Tag der Geburt".'))
    assert not rule(UNSURE).needs_decision


def test_a_rule_is_not_confirmed_by_whoever_saw_another_reading(officer, loaded) -> None:
    verdict, seen = Verdict(Decision.CONFIRMED, rule(UNSURE).reading), Seen(0, rule(SURE).reading.key)
    with pytest.raises(ReadingChanged):
        decide_on_version(actor=officer, bench=bench(), verdict=verdict, seen=seen, now=timezone.now())


def test_machine_form_stands_for_all_rules(officer) -> None:
    load_package(actor=officer, files=probe())
    found = bench()
    assert found.ground.has_machine_form and found.rules
    assert not any(each.acts or each.will_act for each in found.rules)
    with pytest.raises(RuleNotFound):
        decide(officer, SURE, Decision.REJECTED, reason="gilt nicht mehr")


def test_only_the_coordination_office_decides(officer, loaded) -> None:
    with pytest.raises(ActorRefused):
        decide(Actor(Role.CLERK, None, 1), UNSURE, Decision.CONFIRMED)


def test_rules_have_addresses_of_their_own(officer, loaded) -> None:
    found = bench()
    assert len({each.address for each in found.rules}) == len(found.rules)
    assert found.rule(rule(SURE).address).reading.rule_id == SURE
    assert found.subtree(rule(SURE).reading.bearer).places
    for missing in (lambda: found.rule("R1-0"), lambda: found.subtree("G9")):
        with pytest.raises(RuleNotFound):
            missing()


def test_a_schema_that_cannot_be_read_has_no_rules_and_says_why(officer) -> None:
    files = in_prose() | {"daten.xdf3.xml": b"<kaputt"}
    version = load_package(actor=officer, files=files).version
    assert bench().rules == ()
    with pytest.raises(RuleNotFound):
        bench().subtree("G1")
    report = inspect_version(version)
    assert report is not None and report.content is None and report.meldungen


def test_the_checks_of_quality_look_at_the_schema_of_a_version(officer, loaded) -> None:
    report = inspect_version(loaded)
    assert report is not None and any(each.code.startswith("FIM-") for each in report.meldungen)
    bare = {path: content for path, content in in_prose("1.2.0").items() if path != "daten.xdf3.xml"}
    assert inspect_version(load_package(actor=officer, files=bare).version) is None
    assert loaded.loaded_at > NOW - timedelta(days=1)


def test_a_decision_with_which_the_form_cannot_be_compiled_is_refused(officer) -> None:
    unlisted = "Wenn F06900001001 = 009, dann muss F60000000319 leer sein."
    load_package(actor=officer, files=in_prose(prose=f"deaktiviere G60000000083. {unlisted}"))
    assert rule(UNSURE).needs_decision
    with pytest.raises(RuleBreaksForm):
        decide(officer, UNSURE, Decision.CONFIRMED)
    assert rule(UNSURE).decision is None
