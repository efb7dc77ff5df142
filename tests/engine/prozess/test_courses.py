"""Conditions, timers and hearings on a case's way, and what trying every course finds."""

import pytest

from rathaus.engine.prozess.check_run import check_run
from rathaus.engine.prozess.progress import (
    ENTFAELLT,
    StepRefused,
    available_results,
    complete_task,
    fire_timer,
    followers,
    is_finished,
    open_tasks,
    running_timers,
    settle,
    skipped_tasks,
)

INVOLVE = """
[[aufgabe]]
key = "beteiligen"
art = "beteiligen"
name = { de = "B", en = "B" }
nach = ["formell = vollstaendig"]
wenn = "G1.F2 >= 18"
wen = [{ key = "amt", name = { de = "A", en = "A" }, frage = { de = "F", en = "F" } }]
"""
DECIDE = 'nach = ["fachlich oder formell = unvollstaendig"]'
BOTH = 'nach = ["fachlich oder formell = unvollstaendig", "beteiligen oder formell = unvollstaendig"]'
TIMER = """
[[zeitgeber]]
key = "uhr"
name = { de = "Uhr", en = "Clock" }
nach = ["NACH"]
dauer = "1 Monat"
folge = "FOLGE"
norm = "§ 1"
"""
HEAR = """
[[aufgabe]]
key = "anhoeren"
art = "anhoeren"
name = { de = "H", en = "H" }
nach = ["fachlich"]
"""
REFUSE = 'art = "refuse"\n'
CHECKED = {"eingang": "erledigt", "formell": "vollstaendig"}


def keys(items):
    return [item.key for item in items]


def timer(folge, nach="eingang"):
    return TIMER.replace("FOLGE", folge).replace("NACH", nach)


@pytest.fixture
def involved(changed):
    return changed((DECIDE, BOTH), append=INVOLVE).prozess


def test_a_task_that_applies_runs_beside_the_others(involved):
    adult = {"G1.F2": "18"}
    assert keys(open_tasks(involved, CHECKED, adult)) == ["fachlich", "beteiligen"]
    done = complete_task(involved, CHECKED, "fachlich", facts=adult)
    assert keys(available_results(involved, done, adult)) == ["zurueckgenommen"]
    done = complete_task(involved, done, "beteiligen", facts=adult)
    assert "angemeldet" in keys(available_results(involved, done, adult))


def test_a_task_that_does_not_apply_counts_as_done(involved):
    child = {"G1.F2": "17"}
    assert settle(involved, CHECKED, child) == {**CHECKED, "beteiligen": ENTFAELLT}
    assert keys(skipped_tasks(involved, CHECKED, child)) == ["beteiligen"]
    done = complete_task(involved, CHECKED, "fachlich", facts=child)
    assert done == {**CHECKED, "fachlich": "erledigt"}
    assert "angemeldet" in keys(available_results(involved, done, child))


def test_an_answer_that_changes_brings_a_skipped_task_back(involved):
    stored = settle(involved, CHECKED, {"G1.F2": "17"})
    assert keys(open_tasks(involved, stored, {"G1.F2": "18"})) == ["fachlich", "beteiligen"]


def test_a_task_that_is_not_reached_is_not_skipped(involved):
    assert skipped_tasks(involved, {}) == ()


def test_a_skipped_task_can_be_asked_for_by_its_outcome(changed):
    follow = INVOLVE + INVOLVE.replace('"beteiligen"\nart', '"danach"\nart').replace(
        'nach = ["formell = vollstaendig"]\nwenn = "G1.F2 >= 18"', 'nach = ["beteiligen = entfaellt"]'
    )
    prozess = changed(append=follow).prozess
    assert "danach" in keys(open_tasks(prozess, CHECKED, {}))
    assert "danach" not in keys(open_tasks(prozess, CHECKED, {"G1.F2": "20"}))


def test_a_timer_runs_from_its_start_to_the_decision(changed):
    prozess = changed(append=timer("erinnern")).prozess
    assert running_timers(prozess, {}) == ()
    assert keys(running_timers(prozess, CHECKED)) == ["uhr"]
    assert running_timers(prozess, {**CHECKED, "entscheiden": "abgelehnt"}) == ()
    assert fire_timer(prozess, CHECKED, "uhr") == {**CHECKED, "uhr": "abgelaufen"}


def test_a_timer_fires_only_once(changed):
    prozess = changed(append=timer("erinnern")).prozess
    with pytest.raises(StepRefused):
        fire_timer(prozess, fire_timer(prozess, CHECKED, "uhr"), "uhr")


def test_a_timer_after_the_decision_runs_on(changed):
    prozess = changed(append=timer("erinnern", "zustellen")).prozess
    done = {**CHECKED, "entscheiden": "abgelehnt", "zustellen": "erledigt"}
    assert keys(running_timers(prozess, done)) == ["uhr"]


def test_a_timer_completes_an_open_task_and_stops_when_it_is_done(changed):
    prozess = changed(append=timer("beenden formell = unvollstaendig")).prozess
    received = {"eingang": "erledigt"}
    assert fire_timer(prozess, received, "uhr") == {**received, "uhr": "abgelaufen", "formell": "unvollstaendig"}
    assert running_timers(prozess, CHECKED) == ()


def test_a_timer_leaves_a_task_alone_that_is_not_open(changed):
    prozess = changed(append=timer("beenden fachlich")).prozess
    assert fire_timer(prozess, {"eingang": "erledigt"}, "uhr") == {"eingang": "erledigt", "uhr": "abgelaufen"}


def test_a_timer_opens_a_task(changed):
    prozess = changed(append=timer("oeffnen fachlich")).prozess
    done = fire_timer(prozess, {"eingang": "erledigt"}, "uhr")
    assert keys(open_tasks(prozess, done)) == ["formell", "fachlich"]
    assert "fachlich" in followers(prozess, "uhr")


def test_an_application_counts_as_granted_when_time_has_passed(changed):
    prozess = changed(append=timer("fiktion angemeldet")).prozess
    done = fire_timer(prozess, CHECKED, "uhr")
    assert done["entscheiden"] == "angemeldet"
    assert keys(open_tasks(prozess, done)) == ["zustellen"]
    ended = complete_task(prozess, complete_task(prozess, done, "zustellen"), "archivieren")
    assert is_finished(prozess, ended)


def test_the_way_back_forgets_timers_that_followed(changed):
    prozess = changed(append=timer("erinnern", "formell")).prozess
    done = fire_timer(prozess, {**CHECKED, "formell": "unvollstaendig"}, "uhr")
    assert complete_task(prozess, done, "nachfordern") == {"eingang": "erledigt"}


@pytest.mark.parametrize(
    ("folge", "nach", "codes_found"),
    [
        ("oeffnen nichts", "eingang", {"PRO-012"}),
        ("beenden entscheiden", "eingang", {"PRO-010"}),
        ("beenden formell = gut", "eingang", {"PRO-012"}),
        ("fiktion nichts", "eingang", {"PRO-012"}),
        ("fiktion abgelehnt", "eingang", {"PRO-045"}),
        ("erinnern nichts", "eingang", {"PRO-012"}),
        ("erinnern", "nichts", {"PRO-012"}),
        ("erinnern", "uhr", {"PRO-046"}),
        ("erinnern", "eingang", set()),
    ],
)
def test_each_mistake_of_a_timer_is_found(codes, folge, nach, codes_found):
    assert codes(append=timer(folge, nach)) == codes_found


def test_tasks_and_timers_share_their_keys(codes):
    assert "PRO-011" in codes(append=timer("erinnern").replace('"uhr"', '"formell"'))


def test_a_task_may_follow_from_a_reminder(changed):
    after = INVOLVE.replace('nach = ["formell = vollstaendig"]\nwenn = "G1.F2 >= 18"', 'nach = ["uhr = abgelaufen"]')
    assert changed(append=after + timer("erinnern")).findings == ()


def test_both_truth_values_of_a_condition_are_tried(changed):
    result = changed((DECIDE, 'nach = ["beteiligen = erledigt oder formell = unvollstaendig"]'), append=INVOLVE)
    assert [finding.code for finding in result.findings] == ["PRO-023"]


def test_a_contradiction_is_a_task_that_is_never_reached(codes):
    never = INVOLVE.replace('"G1.F2 >= 18"', '"G1.F2 >= 18 und G1.F2 < 18"')
    assert codes(append=never) == {"PRO-013"}


@pytest.mark.parametrize(
    "condition",
    [
        "G1.F2 = G1.F3",
        "G1.F2 < G1.F3",
        "G1.F2 > 01.02.2026",
        'G1.F2 in ["001", "002"]',
        "G1.F2 leer",
        'G1.F2 > \\"x\\"',
    ],
)
def test_every_kind_of_condition_is_tried(codes, condition):
    can_hold = '"x"' not in condition.replace("\\", "")
    assert codes(append=INVOLVE.replace('"G1.F2 >= 18"', f'"{condition}"'.replace('["001", "002"]', "[1, 2]"))) == (
        set() if can_hold else {"PRO-013"}
    )


def test_too_many_answers_are_a_warning(codes):
    many = " und ".join(f"G{number}.F1 = {number}" for number in range(9))
    assert codes(append=INVOLVE.replace("G1.F2 >= 18", many)) == {"PRO-024"}


def test_a_procedure_that_runs_in_a_circle_is_found(changed):
    result = changed(
        (DECIDE, 'nach = ["fachlich = nie"]'),
        (
            'nach = ["formell = vollstaendig"]',
            'nach = ["formell = vollstaendig"]\nwahl = [{ key = "nie", de = "N", en = "N" }]',
        ),
        ('nach = ["formell = vollstaendig"]', 'zurueck = "formell"\nnach = ["formell = vollstaendig"]'),
    )
    assert {finding.code for finding in result.findings} == {"PRO-013", "PRO-019", "PRO-048"}


def test_a_refusal_that_needs_a_hearing_needs_its_task_on_every_way(changed):
    needed = f'{REFUSE}anhoerung = "pflicht"\n'
    (finding,) = changed((REFUSE, needed), append=HEAR).findings
    assert (finding.code, finding.where) == ("PRO-047", "ergebnis[abgelehnt].nach")
    assert "formell = unvollstaendig" in finding.what.de
    assert changed((REFUSE, f'{needed}nach = ["anhoeren"]\n'), append=HEAR).findings == ()


def test_a_skipped_hearing_is_none(changed):
    skipped = HEAR + 'wenn = "G1.F1"\n'
    found = changed((REFUSE, f'{REFUSE}anhoerung = "pflicht"\nnach = ["anhoeren"]\n'), append=skipped).findings
    assert [finding.code for finding in found] == ["PRO-047"]


def test_a_partial_grant_is_a_burden_too(codes):
    assert {"PRO-016", "PRO-017"} <= codes(
        append='\n[[ergebnis]]\nkey = "teil"\nart = "partial"\nname = { de = "T", en = "T" }\n'
        'vorlage = "bescheid/teil.md"\nrechtsbehelf = "keiner"\n'
    )


def test_a_stored_procedure_can_be_tried_again(prozess):
    assert check_run(prozess) == []
