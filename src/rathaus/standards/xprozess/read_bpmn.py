"""Reading a diagram of BPMN 2.0: nodes, flows and messages, nothing that could be executed.

Source: BPMN 2.0, clauses 9.2 (pools), 9.3 (message flow), 10.2 (activities), 10.4 (events), 10.5 (gateways). They are
found by local name, so that prefixes and vendors' namespaces do not matter.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from rathaus.standards.xprozess.bpmn import (
    BpmnDiagram,
    BpmnFlow,
    BpmnNode,
    BpmnProcess,
    LeftOut,
    MessageFlow,
    NodeKind,
)
from rathaus.standards.xprozess.messages import make_sink
from rathaus.values.findings import Finding, has_errors
from rathaus.values.messages import FindingSink
from rathaus.values.xml import XmlRefused, parse_xml

NODE_LIMIT: Final = 2_000
"""Elements of one diagram; a process of FIM has some dozens."""

_EVENTS: Final = {
    "startEvent": NodeKind.START,
    "endEvent": NodeKind.END,
    "intermediateCatchEvent": NodeKind.INTERMEDIATE,
    "intermediateThrowEvent": NodeKind.INTERMEDIATE,
    "boundaryEvent": NodeKind.BOUNDARY,
}
_GATEWAYS: Final = {
    "exclusiveGateway": NodeKind.EXCLUSIVE,
    "inclusiveGateway": NodeKind.INCLUSIVE,
    "complexGateway": NodeKind.INCLUSIVE,
    "parallelGateway": NodeKind.PARALLEL,
    "eventBasedGateway": NodeKind.EVENT_BASED,
}
_ACTIVITIES: Final = frozenset(
    {
        *("task", "userTask", "manualTask", "serviceTask", "scriptTask", "sendTask", "receiveTask"),
        *("businessRuleTask", "subProcess", "transaction", "adHocSubProcess", "callActivity"),
    }
)
_KINDS: Final = _EVENTS | _GATEWAYS | dict.fromkeys(_ACTIVITIES, NodeKind.ACTIVITY)
_SILENT: Final = frozenset(
    {
        *("sequenceFlow", "extensionElements", "documentation", "laneSet", "textAnnotation", "association", "property"),
        *("dataObject", "dataObjectReference", "dataStoreReference", "group", "ioSpecification", "auditing"),
        *("monitoring", "supportedInterfaceRef", "artifact"),
    }
)
_UNREAD: Final = frozenset({"textAnnotation", "group", "dataObject", "dataObjectReference", "dataStoreReference"})
_SCRIPTS: Final = frozenset({"script", "conditionExpression", "completionCondition"})
_EXECUTABLE: Final = frozenset({"script", "conditionExpression", "completionCondition", "scriptTask", "serviceTask"})


@dataclass(frozen=True, slots=True)
class BpmnResult:
    """What reading gave: a diagram unless a finding is an error, and all findings."""

    diagram: BpmnDiagram | None
    findings: tuple[Finding, ...]


def read_bpmn(data: bytes) -> BpmnResult:
    """Read a diagram.

    Args:
        data: XML bytes in the encoding that they declare.
    """
    sink = make_sink()
    root = parsed(data, sink, code="BPM-001")
    if root is None:
        return BpmnResult(None, sink.as_tuple())
    if local_name(root) != "definitions":
        sink.add("BPM-002", place_of(root), value=local_name(root))
        return BpmnResult(None, sink.as_tuple())
    diagram = _read_diagram(root, sink)
    _check(root, diagram, sink)
    findings = sink.as_tuple()
    return BpmnResult(None if has_errors(findings) else diagram, findings)


def parsed(data: bytes, sink: FindingSink, *, code: str) -> etree._Element | None:
    """Return the root of an XML file; None, with a finding of that code, when it cannot be read."""
    try:
        return parse_xml(data)
    except XmlRefused as refused:
        sink.add(code, f"xml:{refused.facts['line']}", reason=refused.facts["reason"])
        return None


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return etree.QName(element).localname


def one_line(text: str | None) -> str:
    """Return a text with all its blanks made single ones."""
    return " ".join((text or "").split())


def place_of(element: etree._Element) -> str:
    """Return where an element stands in its file: its name and line."""
    return f"{local_name(element)}:{element.sourceline}"


def _children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    return (each for each in element.iterchildren(tag=etree.Element) if local_name(each) in names)


def _read_diagram(root: etree._Element, sink: FindingSink) -> BpmnDiagram:
    seen: set[str] = set()
    collaborations = tuple(_children(root, "collaboration"))
    processes = tuple(_read_process(element, seen, sink) for element in _children(root, "process"))
    messages = tuple(
        MessageFlow(element.get("sourceRef", ""), element.get("targetRef", ""), one_line(element.get("name")))
        for collaboration in collaborations
        for element in _children(collaboration, "messageFlow")
    )
    names = (one_line(element.get("name")) for element in (*collaborations, *_children(root, "process"), root))
    left_out = tuple(each for element in _children(root, "process") for each in _left_out(element))
    return BpmnDiagram(next(filter(None, names), ""), processes, messages, left_out)


def _left_out(process: etree._Element) -> Iterator[LeftOut]:
    """Yield what has no place in a procedure: data, annotations, groups; scripts and conditions, which never run."""
    for element in process.iter(tag=etree.Element):
        name = local_name(element)
        parent = element.getparent()
        if name in _UNREAD:
            words = next((each.text for each in _children(element, "text")), element.get("name"))
            yield LeftOut(element.get("id", ""), name, one_line(words))
        elif name in _SCRIPTS and parent is not None:
            yield LeftOut(parent.get("id", ""), name, one_line(parent.get("name")))


def _lanes(process: etree._Element) -> dict[str, str]:
    """Return the lane of each node by its id; an inner lane counts more than the one around it."""
    return {
        one_line(each.text): one_line(lane.get("name"))
        for lane in process.iter(tag=etree.Element)
        if local_name(lane) == "lane"
        for each in _children(lane, "flowNodeRef")
    }


def _read_process(element: etree._Element, seen: set[str], sink: FindingSink) -> BpmnProcess:
    nodes, lanes = [], _lanes(element)
    for child in element.iterchildren(tag=etree.Element):
        name = local_name(child)
        if name in _KINDS and _is_new(child, seen, sink):
            nodes.append(_read_node(child, lanes))
        elif name not in _KINDS and name not in _SILENT:
            sink.add("BPM-008", place_of(child), value=name)
    known = {node.id for node in nodes}
    flows = []
    for child in _children(element, "sequenceFlow"):
        flow = BpmnFlow(child.get("sourceRef", ""), child.get("targetRef", ""), one_line(child.get("name")))
        if flow.source in known and flow.target in known:
            flows.append(flow)
        else:
            sink.add("BPM-006", place_of(child), value=flow.name or child.get("id", ""))
    kept = [node for node in nodes if node.kind is not NodeKind.BOUNDARY or node.attached_to in known]
    for node in nodes:
        if node not in kept:
            sink.add("BPM-006", f"boundaryEvent:{node.id}", value=node.name or node.id)
    ids = {node.id for node in kept}
    complete = tuple(flow for flow in flows if flow.source in ids and flow.target in ids)
    return BpmnProcess(element.get("id", ""), one_line(element.get("name")), tuple(kept), complete)


def _is_new(element: etree._Element, seen: set[str], sink: FindingSink) -> bool:
    """Return whether nothing else has this id."""
    key = element.get("id", "")
    if key in seen:
        sink.add("BPM-005", place_of(element), value=key)
        return False
    seen.add(key)
    return True


def _read_node(element: etree._Element, lanes: Mapping[str, str]) -> BpmnNode:
    name = local_name(element)
    definition = next((e for e in element.iterchildren(tag=etree.Element) if _is_definition(e)), None)
    durations = () if definition is None else _children(definition, "timeDuration", "timeDate", "timeCycle")
    return BpmnNode(
        id=element.get("id", ""),
        kind=_KINDS[name],
        element=name,
        name=one_line(element.get("name")),
        trigger="" if definition is None else local_name(definition).removesuffix("EventDefinition"),
        duration=next((one_line(each.text) for each in durations), ""),
        attached_to=element.get("attachedToRef", ""),
        has_content=any(local_name(each) in _KINDS for each in element.iterchildren(tag=etree.Element)),
        lane=lanes.get(element.get("id", ""), ""),
    )


def _is_definition(element: etree._Element) -> bool:
    return local_name(element).endswith("EventDefinition")


def _check(root: etree._Element, diagram: BpmnDiagram, sink: FindingSink) -> None:
    count = sum(len(process.nodes) for process in diagram.processes)
    if count > NODE_LIMIT:
        sink.add("BPM-004", place_of(root), limit=NODE_LIMIT)
    if not any(node.kind is NodeKind.ACTIVITY for process in diagram.processes for node in process.nodes):
        sink.add("BPM-003", place_of(root))
    found = {local_name(each) for each in root.iter(tag=etree.Element)} & _EXECUTABLE
    if any(element.get("isExecutable") == "true" for element in _children(root, "process")):
        found.add("isExecutable")
    if found:
        sink.add("BPM-007", place_of(root), value=", ".join(sorted(found)))
