"""From a process of FIM to our notation: what is taken over, what is named, and that the draft can run."""

import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rathaus.engine.prozess.model import AufgabeKind, ErgebnisKind, Prozess
from rathaus.engine.prozess.progress import available_results, complete_task, is_finished, open_tasks
from rathaus.engine.prozess.read import read_ablauf
from rathaus.engine.prozess_import.importing import FLOW_LIMIT, NODE_LIMIT, STEP_LIMIT, ProzessDraft, import_prozess
from rathaus.engine.prozess_import.messages import MESSAGES
from rathaus.values.findings import Severity
from tests.standards.xprozess.samples import BPMN, FLOWS, NODES, bpmn, export, group, norm, packed, prozess, timer


def codes(draft: ProzessDraft) -> set[str]:
    return {finding.code for finding in draft.findings}


def errors(draft: ProzessDraft) -> list[str]:
    return [finding.as_line() for finding in draft.findings if finding.severity is Severity.ERROR]


def running(data: bytes) -> Prozess:
    draft = import_prozess(data)
    assert draft.prozess is not None, errors(draft)
    assert read_ablauf(draft.text.encode()).prozess == draft.prozess
    return draft.prozess


def table(data: bytes) -> dict[str, Any]:
    return tomllib.loads(import_prozess(data).text)


def nach(data: bytes) -> dict[str, list[str]]:
    return {task["key"]: task.get("nach", []) for task in table(data)["aufgabe"]}


def test_reference_groups_become_kinds_of_tasks() -> None:
    found = running(export(prozess()))
    assert [(task.key, task.kind) for task in found.aufgaben] == [
        ("antrag_empfangen", AufgabeKind.EMPFANGEN),
        ("antrag_formell_pruefen", AufgabeKind.PRUEFEN_FORMELL),
        ("antrag_fachlich_pruefen", AufgabeKind.PRUEFEN_FACHLICH),
        ("unterlagen_nachfordern", AufgabeKind.VERVOLLSTAENDIGEN),
        ("ueber_den_antrag_entscheiden", AufgabeKind.ENTSCHEIDEN),
        ("bewilligung_bereitstellen", AufgabeKind.ZUSTELLEN),
        ("ablehnung_bereitstellen", AufgabeKind.ZUSTELLEN),
    ]
    assert found.leistung.schluessel == "99115005104000"
    assert [norm.citation for norm in found.rechtsgrundlagen] == ["§ 17 BMG"]


def test_gateways_become_choices_and_loops_ways_back() -> None:
    found = running(export(prozess()))
    choices = found.aufgabe("antrag_formell_pruefen").choices
    assert [(choice.key, choice.text.de) for choice in choices] == [
        ("ja", "Vollständig? ja"),
        ("nein", "Vollständig? nein"),
    ]
    assert found.aufgabe("unterlagen_nachfordern").zurueck == "antrag_formell_pruefen"
    assert nach(export(prozess())) == {
        "antrag_empfangen": [],
        "antrag_formell_pruefen": ["antrag_empfangen"],
        "unterlagen_nachfordern": ["antrag_formell_pruefen = nein"],
        "antrag_fachlich_pruefen": ["antrag_formell_pruefen = ja"],
        "ueber_den_antrag_entscheiden": ["antrag_fachlich_pruefen"],
        "bewilligung_bereitstellen": ["ueber_den_antrag_entscheiden = antrag_bewilligt"],
        "ablehnung_bereitstellen": ["ueber_den_antrag_entscheiden = antrag_abgelehnt"],
    }


def test_ends_become_results() -> None:
    found = running(export(prozess()))
    assert [(each.key, each.kind) for each in found.ergebnisse] == [
        ("antrag_bewilligt", ErgebnisKind.GRANT),
        ("antrag_abgelehnt", ErgebnisKind.REFUSE),
        ("antrag_zurueckgenommen", ErgebnisKind.WITHDRAW),
    ]


def test_a_case_runs_from_the_first_step_to_the_last() -> None:
    found = running(export(prozess()))
    done: dict[str, str] = {}
    for key, outcome in (
        ("antrag_empfangen", "erledigt"),
        ("antrag_formell_pruefen", "nein"),
        ("unterlagen_nachfordern", "erledigt"),
        ("antrag_formell_pruefen", "ja"),
        ("antrag_fachlich_pruefen", "erledigt"),
        ("ueber_den_antrag_entscheiden", "antrag_bewilligt"),
        ("bewilligung_bereitstellen", "erledigt"),
    ):
        assert key in {task.key for task in open_tasks(found, done)}
        done = complete_task(found, done, key, outcome)
    assert is_finished(found, done)


def test_an_end_that_grants_a_part_is_a_result_with_reasons_and_a_remedy() -> None:
    found = running(bpmn(NODES.replace("endEvent Antrag abgelehnt", "endEvent Antrag teilweise bewilligt")))
    part = found.ergebnis("antrag_teilweise_bewilligt")
    assert (part.kind, len(part.gruende), part.rechtsbehelf.value) == (ErgebnisKind.PARTIAL, 1, "widerspruch")
    assert ErgebnisKind.REFUSE in {each.kind for each in found.ergebnisse}


def test_what_the_file_does_not_say_is_named_and_marked() -> None:
    draft = import_prozess(export(prozess()))
    places = {finding.where for finding in draft.findings if finding.code == "IMP-017"}
    assert places == {
        *("leistung.verfahrensrecht", "leistung.formvorschrift", "zustaendigkeit.ebene", "gebuehr.art"),
        *("zustaendigkeit.rechtsgrundlage", "zeiten.minuten", "zeiten.bearbeitung_tage"),
    }
    assert draft.text.count("# TODO") >= len(places)
    assert "PRO-006" not in codes(draft)


def test_a_timer_becomes_a_deadline_and_a_choice() -> None:
    data = export(prozess(content=packed(bpmn(flows=FLOWS + "t > y", extra=timer("t", "c")))))
    found = running(data)
    task = found.aufgabe("unterlagen_nachfordern")
    assert task.frist_tage == 14
    assert [choice.key for choice in task.choices] == ["erledigt", "nicht_rechtzeitig"]
    assert found.aufgabe("zurueck_zu_antrag_formell_pruefen").zurueck == "antrag_formell_pruefen"
    (late,) = (each for each in table(data)["ergebnis"] if each["key"] == "antrag_abgelehnt")
    assert late["nach"] == ["unterlagen_nachfordern = nicht_rechtzeitig"]
    assert "IMP-015" in codes(import_prozess(data))


def test_a_timer_without_days_is_left_to_the_editor() -> None:
    draft = import_prozess(bpmn(flows=FLOWS + "t > y", extra=timer("t", "c", name="", duration="P1M")))
    assert {"IMP-006", "IMP-003"} <= codes(draft)
    assert "# TODO frist_tage = 14" in draft.text


def test_another_event_at_a_task_becomes_a_choice_with_a_finding() -> None:
    event = '<boundaryEvent id="t" name="Rücknahme" attachedToRef="d"><messageEventDefinition/></boundaryEvent>'
    draft = import_prozess(bpmn(NODES + "z: endEvent Antrag zurückgezogen", FLOWS + "t > z", extra=event))
    assert "IMP-024" in codes(draft)
    assert draft.prozess is not None, errors(draft)
    assert "IMP-014" not in codes(draft)


def test_an_end_without_a_decision_opens_the_decision() -> None:
    nodes = NODES + "z: endEvent Nicht zuständig"
    found = running(bpmn(nodes, FLOWS + "g > z unzuständig"))
    done = complete_task(found, {}, "antrag_empfangen")
    done = complete_task(found, done, "antrag_formell_pruefen", "unzustaendig")
    assert {each.key for each in available_results(found, done)} == {"nicht_zustaendig", "antrag_zurueckgenommen"}


def test_what_is_only_sent_follows_the_decision() -> None:
    nodes = NODES + "z: sendTask Abgabe mitteilen\nw: endEvent Abgegeben\nv: sendTask Akte abgeben"
    data = bpmn(nodes, FLOWS + "g > v unzuständig\nv > z\nz > w")
    draft = import_prozess(data)
    assert "IMP-023" in codes(draft)
    assert nach(data)["akte_abgeben"] == ["ueber_den_antrag_entscheiden = abgegeben"]
    assert nach(data)["abgabe_mitteilen"] == ["akte_abgeben"]
    assert draft.prozess is not None, errors(draft)


def test_what_is_sent_on_the_way_is_a_step_like_others() -> None:
    draft = nach(
        bpmn("s: startEvent\na: task A\nm: sendTask Senden\nb: task B\nx: endEvent", "s > a\na > m\nm > b\nb > x")
    )
    assert len(draft) >= 3


def test_parallel_steps_open_together_and_join() -> None:
    nodes = "s: startEvent\na: task Antrag empfangen\np: parallelGateway\nb: task Prüfen 1\nc: task Prüfen 2\n"
    nodes += "q: parallelGateway\ne: task Entscheiden\nx: endEvent Fertig"
    flows = "s > a\na > p\np > b\np > c\nb > q\nc > q\nq > e\ne > x"
    both = bpmn(nodes + "\nd: task Vermerk schreiben", flows + "\nq > d\nd > x")
    assert nach(both)["vermerk_schreiben"] == ["pruefen_1", "pruefen_2"]
    assert nach(bpmn(nodes, flows))["entscheiden"] == ["pruefen_1", "pruefen_2"]
    running(bpmn(nodes, flows))


def test_a_join_behind_a_join_and_an_end_behind_a_join_are_read() -> None:
    nodes = (
        "s: startEvent\np: parallelGateway\na: task A\nb: task B\nc: task C\nq: parallelGateway\nr: parallelGateway\n"
    )
    nodes += "x: endEvent Fertig"
    flows = "s > p\np > a\np > b\np > c\na > q\nb > q\nq > r\nc > r\nr > x"
    draft = import_prozess(bpmn(nodes, flows))
    assert nach(bpmn(nodes, flows))["entscheiden"] == ["a", "b", "c"]
    assert "IMP-012" in codes(draft)


def test_questions_directly_behind_a_join_are_named() -> None:
    nodes = "s: startEvent\np: parallelGateway\na: task A\nb: task B\nq: parallelGateway\ng: exclusiveGateway\n"
    nodes += "x: endEvent Fertig\ny: endEvent Nicht fertig"
    flows = "s > p\np > a\np > b\na > q\nb > q\nq > g\ng > x ja\ng > y nein"
    assert "IMP-020" in codes(import_prozess(bpmn(nodes, flows)))


def test_without_a_diagram_steps_follow_their_numbers() -> None:
    steps = group("e", "5", 3) + group("a", "1", 1) + group("b", "3", 2, extra=norm("Satzung")) + group("i", "2", 4)
    draft = import_prozess(export(prozess(content="", steps=steps), klasse=""))
    assert {"IMP-002", "IMP-018", "XPZ-010"} <= codes(draft)
    assert draft.prozess is not None, errors(draft)
    assert [task.key for task in draft.prozess.aufgaben][:2] == ["antrag_empfangen", "antrag_formell_pruefen"]


def test_long_words_of_a_step_are_shortened() -> None:
    step = group("a", "1", 1, extra=f"<beschreibung>{'Wort ' * 100}</beschreibung>")
    draft = import_prozess(export(prozess(content="", steps=step)))
    assert draft.prozess is not None
    assert len(draft.prozess.aufgaben[0].hinweis.de) <= 300


def test_of_several_decisions_the_one_before_most_ends_counts() -> None:
    found = import_prozess(
        bpmn(NODES.replace("d: subProcess Antrag fachlich prüfen", "d: task Beteiligung entscheiden"))
    )
    assert "IMP-011" in codes(found)
    assert found.prozess is not None
    assert found.prozess.aufgabe("beteiligung_entscheiden").kind is AufgabeKind.ENTSCHEIDEN


def test_shared_ends_become_a_result_for_each_answer() -> None:
    nodes = NODES.replace("y: endEvent Antrag abgelehnt", "")
    found = running(bpmn(nodes, FLOWS.replace("i > x\nj > y", "i > x\nj > x")))
    names = [each.name.de for each in found.ergebnisse]
    assert names[:2] == ["Antrag bewilligt – Bewilligung bereitstellen", "Antrag bewilligt – Ablehnung bereitstellen"]


def test_answers_that_lead_to_the_same_end_become_results_apart() -> None:
    nodes = NODES.replace("y: endEvent Antrag abgelehnt", "")
    found = running(bpmn(nodes, FLOWS.replace("h > i bewilligen\nh > j ablehnen", "h > x ja\nh > x nein")))
    assert [each.name.de for each in found.ergebnisse][:2] == ["Antrag bewilligt – ja", "Antrag bewilligt – nein"]


def test_an_end_that_both_ways_reach_is_one_result() -> None:
    data = bpmn(NODES, FLOWS + "g > j unzulässig")
    refusals = [each["nach"] for each in table(data)["ergebnis"] if each["key"].startswith("antrag_abgelehnt")]
    assert refusals == [["antrag_fachlich_pruefen oder antrag_formell_pruefen = unzulaessig"]]
    running(data)


def test_steps_behind_the_decision_follow_its_results() -> None:
    nodes = NODES + "k: task Bescheid fachlich prüfen"
    flows = FLOWS.replace("h > i bewilligen", "h > k bewilligen\nk > i")
    assert nach(bpmn(nodes, flows))["bescheid_fachlich_pruefen"] == ["ueber_den_antrag_entscheiden = antrag_bewilligt"]
    running(bpmn(nodes, flows))


def test_a_way_back_from_the_decision_is_named() -> None:
    draft = import_prozess(bpmn(NODES, FLOWS + "h > d zurück"))
    assert "IMP-016" in codes(draft)
    assert draft.prozess is not None, errors(draft)


def test_a_way_back_to_a_join_is_named() -> None:
    nodes = (
        "s: startEvent\np: parallelGateway\na: task A\nb: task B\nq: parallelGateway\nc: task C\ng: exclusiveGateway\n"
    )
    nodes += "x: endEvent Fertig"
    flows = "s > p\np > a\np > b\na > q\nb > q\nq > c\nc > g\ng > q nochmal\ng > x fertig"
    assert "IMP-016" in codes(import_prozess(bpmn(nodes, flows)))


def test_other_pools_messages_and_following_cases_are_named() -> None:
    outside = (
        '<collaboration><messageFlow sourceRef="p" targetRef="a" name="Antrag"/></collaboration>'
        '<process id="p"><task id="o" name="Antrag stellen"/></process>'
    )
    draft = import_prozess(bpmn(NODES + "k: callActivity Folgevorgang", FLOWS, outside=outside))
    named = [finding.what.de for finding in draft.findings if finding.code in {"IMP-008", "IMP-009", "IMP-010"}]
    assert len(named) == 4


def test_events_and_several_answers_on_the_way_are_named() -> None:
    nodes = NODES.replace("g: exclusiveGateway", "g: inclusiveGateway") + "m: intermediateCatchEvent Warten"
    draft = import_prozess(bpmn(nodes, FLOWS.replace("d > e", "d > m\nm > e").replace("g > d ja", "g > d")))
    assert {"IMP-005", "IMP-007", "IMP-004"} <= codes(draft)
    assert draft.prozess is not None, errors(draft)


def test_events_after_a_gateway_are_the_answers() -> None:
    nodes = NODES.replace("g: exclusiveGateway Vollständig?", "g: eventBasedGateway") + (
        "m: intermediateCatchEvent Antwort\nn: intermediateCatchEvent Frist"
    )
    flows = FLOWS.replace("g > d ja\ng > c nein", "g > m\ng > n\nm > d\nn > c")
    choices = [
        task.get("wahl") for task in table(bpmn(nodes, flows))["aufgabe"] if task["key"] == "antrag_formell_pruefen"
    ]
    assert [[choice["key"] for choice in each] for each in choices if each] == [["antwort", "frist"]]


def test_named_flows_out_of_a_task_are_its_answers() -> None:
    flows = FLOWS.replace("b > g", "b > d ja\nb > c nein").replace("g > d ja\ng > c nein\n", "")
    assert nach(bpmn(flows=flows))["antrag_fachlich_pruefen"] == ["antrag_formell_pruefen = ja"]


@pytest.mark.parametrize(
    ("nodes", "flows", "code"),
    [
        ("a: task A", "", "IMP-021"),
        ("a: task A\nb: task B", "a > b\nb > a", "IMP-021"),
        ("s: startEvent\nt: startEvent\na: task A\nb: task B", "s > a\nt > b", "IMP-021"),
        ("s: startEvent\na: task A\nb: task B", "s > a", "IMP-010"),
        ("s: startEvent\na: task A\ng: exclusiveGateway\nh: exclusiveGateway", "s > a\na > g\ng > h\nh > g", "IMP-020"),
        ("s: startEvent\na: task A\ng: exclusiveGateway", "s > a\na > g", "IMP-012"),
        ("s: startEvent\nx: endEvent\na: task A", "s > x", "IMP-010"),
        ("s: startEvent\na: sendTask A", "s > a", "IMP-012"),
        ("s: startEvent\na: userTask Antrag archivieren\nx: endEvent", "s > a\na > x", "IMP-023"),
    ],
)
def test_what_is_odd_in_a_diagram_is_named(nodes: str, flows: str, code: str) -> None:
    assert code in codes(import_prozess(bpmn(nodes, flows)))


def test_steps_inside_of_a_step_are_named() -> None:
    extra = '<subProcess id="k" name="Prüfen"><task id="l"/></subProcess><sequenceFlow sourceRef="s" targetRef="k"/>'
    assert "IMP-019" in codes(import_prozess(bpmn("s: startEvent", "", extra=extra)))


def test_too_many_ways_out_of_a_step_are_cut() -> None:
    nodes = "s: startEvent\na: task A\ng: exclusiveGateway\n" + "\n".join(f"x{n}: endEvent Ende {n}" for n in range(30))
    flows = "s > a\na > g\n" + "\n".join(f"g > x{n} weg {n}" for n in range(30))
    assert "IMP-020" in codes(import_prozess(bpmn(nodes, flows)))


@pytest.mark.parametrize(
    ("nodes", "flows"),
    [
        ("\n".join(f"n{n}: task" for n in range(STEP_LIMIT + 1)), ""),
        ("a: task\n" + "\n".join(f"n{n}: endEvent" for n in range(NODE_LIMIT)), ""),
        ("a: task\nb: task", "\n".join("a > b" for _ in range(FLOW_LIMIT + 1))),
    ],
)
def test_a_process_without_measure_is_refused(nodes: str, flows: str) -> None:
    draft = import_prozess(bpmn(nodes, flows))
    assert (draft.text, draft.prozess, "IMP-001" in codes(draft)) == ("", None, True)


def test_gateways_that_multiply_are_bounded() -> None:
    pairs = [f"g{n} > g{n + 1} {answer}" for n in range(20) for answer in "ab"]
    nodes = "s: startEvent\na: task A\n" + "\n".join(f"g{n}: exclusiveGateway" for n in range(21))
    assert "IMP-020" in codes(import_prozess(bpmn(nodes, "s > a\na > g0\n" + "\n".join(pairs))))


def test_files_without_a_process_give_findings_alone() -> None:
    for data in (b"", b"<definitions", f'<definitions xmlns="{BPMN}"/>'.encode(), export(), b"<html/>"):
        draft = import_prozess(data)
        assert (draft.text, draft.prozess) == ("", None)
        assert errors(draft)
    assert import_prozess(export(prozess(content="", steps=""))).text == ""


def test_the_first_of_several_processes_counts() -> None:
    assert "IMP-025" in codes(import_prozess(export(prozess(), prozess())))


def test_a_key_that_is_none_is_left_open() -> None:
    draft = import_prozess(export(prozess(key="P1"), klasse=""))
    assert 'schluessel = "99000000000000"  # TODO' in draft.text


def test_names_cannot_leave_their_strings() -> None:
    name = 'Prüfen" \\ \x7f # [[aufgabe]]'
    found = import_prozess(bpmn(f"s: startEvent\na: task {name}", "s > a"))
    assert found.prozess is not None, errors(found)
    assert found.prozess.aufgaben[0].name.de == name


def test_a_draft_that_cannot_run_says_so() -> None:
    nodes = "s: startEvent\na: task A\nb: task B\ng: exclusiveGateway\nq: parallelGateway\nx: endEvent Fertig"
    draft = import_prozess(bpmn(nodes, "s > a\na > g\ng > b ja\ng > q nein\nb > q\nq > x"))
    assert "IMP-022" in codes(draft)
    assert draft.text


LABELS = st.sampled_from(["", "ja", "nein", "Frist"])


@settings(max_examples=150)
@given(st.data())
def test_any_diagram_gives_a_readable_draft_or_an_error(data: st.DataObject) -> None:
    kinds = ["task", "exclusiveGateway", "parallelGateway", "endEvent", "sendTask", "intermediateCatchEvent"]
    count = data.draw(st.integers(1, 9))
    nodes = [f"n{n}: {data.draw(st.sampled_from(kinds))} {data.draw(LABELS)} {n}" for n in range(count)]
    ends = st.integers(0, count - 1)
    pairs = data.draw(st.lists(st.tuples(ends, ends, LABELS), max_size=14))
    flows = ["s > n0", *(f"n{source} > n{target} {label}" for source, target, label in pairs)]
    draft = import_prozess(bpmn("s: startEvent\na: task\n" + "\n".join(nodes), "\n".join(flows)))
    assert draft.text
    assert tomllib.loads(draft.text)["aufgabe"]
    assert (draft.prozess is None) == bool(errors(draft))


def test_every_message_is_german_and_english() -> None:
    assert all(message.what.de != message.what.en and message.remedy.en for message in MESSAGES.values())
