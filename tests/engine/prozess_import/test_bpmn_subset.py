"""The subset of BPMN 2.0: what becomes timers, performers and tasks, and the report of what was not taken over."""

import pytest

from rathaus.engine.prozess.model import Performer, Prozess
from rathaus.engine.prozess.progress import complete_task, fire_timer, open_tasks, running_timers
from rathaus.engine.prozess.zeitgeber import ZeitgeberEffectKind
from rathaus.engine.prozess_import.importing import import_prozess
from rathaus.recht.fristen import Length, Unit
from rathaus.values.findings import Severity
from tests.standards.xprozess.samples import bpmn

NODES = """
s: startEvent
a: receiveTask Antrag empfangen
b: userTask Antrag prüfen
d: userTask Über den Antrag entscheiden
n: sendTask Bescheid zustellen
x: endEvent Antrag bewilligt
"""
FLOWS = "s > a\na > w\nw > b\nb > d\nd > n\nn > x"


def waiting(duration: str = "P14D", name: str = "Auslegung", trigger: str = "timer") -> str:
    inner = f"<{trigger}EventDefinition><timeDuration>{duration}</timeDuration></{trigger}EventDefinition>"
    return f'<intermediateCatchEvent id="w" name="{name}">{inner}</intermediateCatchEvent>'


def running(data: bytes) -> Prozess:
    draft = import_prozess(data)
    errors = [finding.as_line() for finding in draft.findings if finding.severity is Severity.ERROR]
    assert draft.prozess is not None, errors
    return draft.prozess


def test_a_timer_on_the_way_becomes_one_that_the_next_task_waits_for() -> None:
    found = running(bpmn(NODES, FLOWS, extra=waiting()))
    (timer,) = found.zeitgeber
    assert (timer.key, timer.dauer) == ("auslegung", Length(14, Unit.DAYS))
    assert timer.folge.kind is ZeitgeberEffectKind.REMIND
    done = complete_task(found, {}, "antrag_empfangen")
    assert open_tasks(found, done) == ()
    assert running_timers(found, done) == (timer,)
    after = fire_timer(found, done, "auslegung")
    assert [task.key for task in open_tasks(found, after)] == ["antrag_pruefen"]


def test_a_timer_without_a_name_is_a_time_of_waiting() -> None:
    assert running(bpmn(NODES, FLOWS, extra=waiting(name=""))).zeitgeber[0].key == "wartezeit"


@pytest.mark.parametrize("event", [waiting("P1M3D"), waiting(trigger="message")])
def test_what_cannot_be_said_as_a_timer_is_left_out_by_name(event: str) -> None:
    draft = import_prozess(bpmn(NODES, FLOWS, extra=event))
    assert [finding.where for finding in draft.findings if finding.code == "IMP-007"] == ["w"]
    assert draft.prozess is not None
    assert draft.prozess.zeitgeber == ()


def test_a_timer_before_a_question_is_left_out_by_name() -> None:
    nodes = f"{NODES}g: exclusiveGateway Vollständig?\ny: endEvent Abgelehnt"
    draft = import_prozess(bpmn(nodes, FLOWS.replace("w > b", "w > g\ng > b ja\ng > y nein"), extra=waiting()))
    assert "IMP-007" in {finding.code for finding in draft.findings}


def test_a_way_back_over_a_timer_is_not_taken_over() -> None:
    nodes = f"{NODES}r: userTask Nachfragen\ng: exclusiveGateway Gut?"
    flows = FLOWS.replace("b > d", "b > g\ng > d ja\ng > r nein\nr > w")
    found = import_prozess(bpmn(nodes, flows, extra=waiting())).findings
    assert [finding.code for finding in found if finding.where == "r"] == ["IMP-003", "IMP-016"]


LANES = """<laneSet><lane name="Stadtverwaltung"><flowNodeRef>b</flowNodeRef><childLaneSet>
<lane name="Antragstellende Person"><flowNodeRef>b</flowNodeRef></lane></childLaneSet></lane></laneSet>"""


def test_the_lane_says_who_acts() -> None:
    found = running(bpmn(NODES, FLOWS.replace("a > w\nw > b", "a > b"), extra=LANES))
    assert found.aufgabe("antrag_pruefen").performer is Performer.ANTRAGSTELLER
    assert found.aufgabe("ueber_den_antrag_entscheiden").performer is Performer.AMT


LEFT = """<dataObjectReference id="d1" name="Bauplan"/><group id="g1"/>
<textAnnotation id="t1"><text>Nur mittwochs</text></textAnnotation>
<scriptTask id="b" name="Antrag prüfen"><script>delete_everything()</script></scriptTask>
<sequenceFlow id="f9" sourceRef="a" targetRef="b"><conditionExpression>x == 1</conditionExpression></sequenceFlow>"""


def test_everything_else_is_listed_with_its_id_and_name() -> None:
    nodes = "\n".join(line for line in NODES.splitlines() if not line.startswith("b:"))
    draft = import_prozess(bpmn(nodes, FLOWS.replace("a > w\nw > b\n", ""), extra=LEFT))
    report = {finding.where: finding.what.en for finding in draft.findings if finding.code == "IMP-026"}
    assert report == {
        "d1": "dataObjectReference “Bauplan” was not taken over.",
        "t1": "textAnnotation “Nur mittwochs” was not taken over.",
        "g1": "group “g1” was not taken over.",
        "b": "script “Antrag prüfen” was not taken over.",
        "f9": "conditionExpression “f9” was not taken over.",
    }
    assert "delete_everything" not in draft.text
    assert draft.prozess is not None
    assert draft.prozess.aufgabe("antrag_pruefen").performer is Performer.AMT
