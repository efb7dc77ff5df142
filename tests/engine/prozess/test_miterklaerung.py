"""A second person declares something where the answers ask for it."""

import json

from rathaus.engine.prozess.check import check_paths
from rathaus.engine.prozess.describe import describe_prozess
from rathaus.engine.prozess.miterklaerung import asked_for
from rathaus.engine.prozess.model import ErgebnisKind, Prozess

HALTER = """
[[miterklaerung]]
key = "halter"
wer = { de = "die Halterin oder der Halter", en = "the keeper" }
erklaerung = { de = "Ich stimme zu.", en = "I agree." }
norm = "§ 2 der Satzung"
pflicht = true
wenn = 'G1.F3 = "002"'
"""
ALWAYS = """
[[miterklaerung]]
key = "eltern"
wer = { de = "der andere Elternteil", en = "the other parent" }
erklaerung = { de = "Ich bin einverstanden.", en = "I agree." }
norm = "§ 3 der Satzung (nicht geprüft)"
"""


def test_a_procedure_without_them_asks_nobody(prozess):
    assert prozess.miterklaerungen == ()
    assert "miterklaerungen" not in prozess.to_json()


def test_it_is_asked_for_where_the_answers_say_so_and_in_the_order_of_the_file(changed):
    rules = changed(append=HALTER + ALWAYS).prozess.miterklaerungen
    assert [rule.key for rule in asked_for(rules, {"G1.F3": "002"})] == ["halter", "eltern"]
    assert [rule.key for rule in asked_for(rules, {"G1.F3": "001"})] == ["eltern"]
    assert [rule.pflicht for rule in rules] == [True, False]


def test_it_survives_its_json_form(changed):
    prozess = changed(append=HALTER + ALWAYS).prozess
    assert Prozess.from_json(json.loads(json.dumps(prozess.to_json()))) == prozess


def test_what_is_missing_unknown_or_named_twice_is_found(codes):
    assert codes(append=HALTER) == set()
    assert codes(append=HALTER + HALTER) == {"PRO-011"}
    assert codes(append=HALTER.replace('norm = "§ 2 der Satzung"\n', "")) == {"PRO-003"}
    assert codes(append=HALTER.replace("pflicht = true", 'pflicht = "ja"')) == {"PRO-004"}
    assert codes(append=HALTER.replace("pflicht", "pflichtig")) == {"PRO-002"}
    assert codes(append=HALTER.replace(', en = "the keeper"', "")) == {"PRO-006"}


def test_a_duty_whose_norm_nobody_has_read_is_pointed_out(codes):
    assert codes(append=ALWAYS) == set()
    assert codes(append=ALWAYS + "pflicht = true\n") == {"PRO-029"}


def test_a_question_that_the_form_lacks_is_found(changed):
    prozess = changed(append=ALWAYS + HALTER.replace("G1.F3", "G1.F9")).prozess
    paths = {"G1.F3"} | set(prozess.weich)
    assert [(each.code, each.where) for each in check_paths(prozess, paths) if "miterk" in each.where] == [
        ("PRO-031", "miterklaerung[halter].wenn")
    ]


def test_the_procedure_in_words_says_without_whom_nothing_is_granted(changed):
    prozess = changed(append=HALTER + ALWAYS).prozess
    places = {place.key: place.details for place in describe_prozess(prozess, language="de")}
    granted = [each.key for each in prozess.ergebnisse if each.kind is ErgebnisKind.GRANT]
    told = 'nur mit Erklärung: die Halterin oder der Halter (nur wenn: G1.F3 = "002")'
    assert [key for key, details in places.items() if told in details] == granted
    assert not any("der andere Elternteil" in each for details in places.values() for each in details)
    always = changed(append=ALWAYS.replace(" (nicht geprüft)", "") + "pflicht = true\n").prozess
    details = [place.details for place in describe_prozess(always, language="en") if place.key in granted]
    assert all("only with a declaration: the other parent" in each for each in details)
