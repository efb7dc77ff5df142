"""Diagrams in, and one test per thing that can be wrong with them."""

import pytest

from rathaus.standards.xprozess.bpmn import BpmnFlow, BpmnNode, MessageFlow, NodeKind
from rathaus.standards.xprozess.read_bpmn import NODE_LIMIT, read_bpmn
from tests.standards.xprozess.samples import BPMN, bpmn, timer


def codes(data: bytes) -> set[str]:
    return {finding.code for finding in read_bpmn(data).findings}


def test_nodes_and_flows_are_read_in_order() -> None:
    result = read_bpmn(bpmn())
    assert result.findings == ()
    assert result.diagram is not None
    main = result.diagram.main
    assert main.nodes[0] == BpmnNode("s", NodeKind.START, "startEvent", "Antrag eingegangen")
    assert main.flows[3] == BpmnFlow("g", "d", "ja")
    assert [node.kind.is_gateway for node in main.nodes].count(True) == 2
    assert result.diagram.name == "Amt"


def test_a_timer_keeps_its_task_and_its_duration() -> None:
    result = read_bpmn(bpmn(extra=timer("t", "c") + timer("u", "c", duration="")))
    assert result.diagram is not None
    with_time, without = result.diagram.main.by_id["t"], result.diagram.main.by_id["u"]
    assert (with_time.trigger, with_time.duration, with_time.attached_to) == ("timer", "P2W", "c")
    assert without.duration == ""


def test_messages_between_pools_and_the_largest_pool_are_read() -> None:
    outside = (
        '<collaboration name="Zusammenarbeit"><messageFlow sourceRef="p" targetRef="a" name="Antrag"/></collaboration>'
        '<process id="p" name="Person"/>'
    )
    result = read_bpmn(bpmn(outside=outside))
    assert result.diagram is not None
    assert result.diagram.messages == (MessageFlow("p", "a", "Antrag"),)
    assert result.diagram.name == "Zusammenarbeit"
    assert (len(result.diagram.processes), result.diagram.main.id) == (2, "amt")


def test_steps_inside_of_a_step_are_noticed() -> None:
    result = read_bpmn(bpmn("", "", extra='<subProcess id="a"><documentation/><task id="b"/></subProcess>'))
    assert result.diagram is not None
    assert result.diagram.main.nodes[0].has_content


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (bpmn()[:-20], "BPM-001"),
        (b"<html/>", "BPM-002"),
        (bpmn("s: startEvent", ""), "BPM-003"),
        (f'<definitions xmlns="{BPMN}"/>'.encode(), "BPM-003"),
        (bpmn("\n".join(f"n{number}: task" for number in range(NODE_LIMIT + 1)), ""), "BPM-004"),
        (bpmn("a: task\na: task", ""), "BPM-005"),
        (bpmn("a: task", "a > z"), "BPM-006"),
        (bpmn("a: task", "", extra=timer("t", "z")), "BPM-006"),
        (bpmn("a: task", "t > a", extra=timer("t", "z", name="")), "BPM-006"),
        (bpmn("a: scriptTask", ""), "BPM-007"),
        (bpmn(head='isExecutable="true"'), "BPM-007"),
        (bpmn("a: task\nb: choreographyTask", ""), "BPM-008"),
    ],
)
def test_what_is_wrong_with_a_diagram_is_found(data: bytes, code: str) -> None:
    assert code in codes(data)


def test_a_flow_from_an_event_that_was_left_out_is_left_out_too() -> None:
    result = read_bpmn(bpmn("a: task", "t > a", extra=timer("t", "z")))
    assert result.diagram is not None
    assert result.diagram.main.flows == ()
