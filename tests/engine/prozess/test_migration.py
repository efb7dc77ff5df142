"""A running case moves to another version of its procedure only as the plan says."""

import pytest

from rathaus.engine.prozess.migration import plan_migration

DONE = {"eingang": "erledigt", "formell": "vollstaendig", "fachlich": "erledigt"}
NEW_TASK = """
[[aufgabe]]
key = "beteiligen"
art = "beteiligen"
name = { de = "Beteiligen", en = "Involve" }
nach = ["formell = vollstaendig"]
wen = [{ key = "amt", name = { de = "A", en = "A" }, frage = { de = "F", en = "F" } }]
"""
TIMER = """
[[zeitgeber]]
key = "uhr"
name = { de = "Uhr", en = "Clock" }
nach = ["eingang"]
dauer = "1 Monat"
folge = "erinnern"
"""


def codes(plan):
    return [(finding.code, finding.where) for finding in plan.findings]


def test_a_version_that_only_reads_differently_changes_nothing(prozess, changed):
    plan = plan_migration(prozess, changed(("Steuerpflicht prüfen", "Pflicht prüfen")).prozess, done=DONE)
    assert (plan.done, plan.findings, plan.is_possible) == (DONE, (), True)


def test_a_new_task_is_added_and_the_rest_stays(prozess, changed):
    plan = plan_migration(prozess, changed(append=NEW_TASK).prozess, done=DONE)
    assert (plan.done, plan.added) == (DONE, ("beteiligen",))
    assert codes(plan) == [("PRO-094", "aufgabe[beteiligen]")]


def test_what_the_new_version_does_not_have_is_lost(prozess, changed):
    old = changed(append=NEW_TASK + TIMER).prozess
    plan = plan_migration(old, prozess, done={**DONE, "beteiligen": "erledigt", "uhr": "abgelaufen"})
    assert (plan.done, plan.dropped) == (DONE, ("beteiligen", "uhr"))
    assert codes(plan) == [("PRO-092", "aufgabe[beteiligen]"), ("PRO-092", "aufgabe[uhr]")]
    assert "Uhr" in plan.findings[1].what.de


def test_a_timer_that_has_run_out_stays_so(changed):
    timed = changed(append=TIMER).prozess
    plan = plan_migration(timed, timed, done={"eingang": "erledigt", "uhr": "abgelaufen"})
    assert plan.done == {"eingang": "erledigt", "uhr": "abgelaufen"}


@pytest.mark.parametrize(
    "replacement",
    [
        ('art = "pruefen_fachlich"', 'art = "auslegen"'),
        (
            'nach = ["formell = vollstaendig"]',
            'nach = ["formell = vollstaendig"]\nwahl = [{ key = "gut", de = "G", en = "G" }]',
        ),
    ],
)
def test_a_task_that_has_become_another_is_done_again(prozess, changed, replacement):
    plan = plan_migration(prozess, changed(replacement).prozess, done=DONE)
    assert plan.done == {"eingang": "erledigt", "formell": "vollstaendig"}
    assert (plan.reopened, codes(plan)) == (("fachlich",), [("PRO-093", "aufgabe[fachlich]")])


def test_what_followed_from_a_lost_outcome_is_done_again(prozess, changed):
    new = changed(
        ('{ key = "vollstaendig"', '{ key = "komplett"'),
        ('nach = ["formell = vollstaendig"]', 'nach = ["formell = komplett"]'),
    ).prozess
    plan = plan_migration(prozess, new, done=DONE)
    assert (plan.done, plan.reopened) == ({"eingang": "erledigt"}, ("formell", "fachlich"))


def test_a_task_keeps_its_key_only_as_a_task(prozess, changed):
    new = changed(
        ('key = "fachlich"', 'key = "steuer"'),
        ("fachlich oder", "steuer oder"),
        ('nach = ["fachlich"]', 'nach = ["steuer"]'),
        append=TIMER.replace("uhr", "fachlich"),
    ).prozess
    plan = plan_migration(prozess, new, done=DONE)
    assert (plan.reopened, plan.added) == (("fachlich",), ("steuer",))


def test_a_skipped_task_is_weighed_anew(changed):
    some = changed(append=NEW_TASK + 'wenn = "G1.F1"\n').prozess
    assert plan_migration(some, some, done={**DONE, "beteiligen": "entfaellt"}, facts={"G1.F1": True}).done == DONE


def test_a_decided_case_keeps_its_version(prozess):
    decided = {**DONE, "entscheiden": "angemeldet"}
    plan = plan_migration(prozess, prozess, done=decided)
    assert (plan.done, plan.is_possible, codes(plan)) == (decided, False, [("PRO-090", "aufgabe")])


def test_a_case_does_not_move_to_another_leistung(prozess, changed):
    other = changed(('slug = "hundesteuer-anmeldung"', 'slug = "hundesteuer"')).prozess
    plan = plan_migration(prozess, other, done=DONE)
    assert (plan.is_possible, codes(plan)) == (False, [("PRO-091", "leistung")])
