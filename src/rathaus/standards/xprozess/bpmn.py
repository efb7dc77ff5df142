"""A diagram of BPMN 2.0 in the descriptive kind that FIM uses.

Source: BPMN 2.0 (OMG formal/2011-01-03), clauses 9 (collaboration) and 10 (process). Scripts, conditions and technical
attributes are left out: a diagram is read, never executed.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class NodeKind(StrEnum):
    """What a node of a diagram is."""

    ACTIVITY = "activity"
    START = "start"
    END = "end"
    INTERMEDIATE = "intermediate"
    BOUNDARY = "boundary"
    EXCLUSIVE = "exclusive"
    INCLUSIVE = "inclusive"
    PARALLEL = "parallel"
    EVENT_BASED = "event_based"

    @property
    def is_gateway(self) -> bool:
        """Return whether flows meet or part here."""
        return self in {NodeKind.EXCLUSIVE, NodeKind.INCLUSIVE, NodeKind.PARALLEL, NodeKind.EVENT_BASED}


@dataclass(frozen=True, slots=True)
class BpmnNode:
    """One activity, event or gateway.

    Args:
        id: identifier in the file.
        kind: what it is.
        element: local name of the element, such as ``userTask`` or ``callActivity``.
        name: label on one line; may be empty.
        trigger: local name of the event's definition without the ending, such as ``timer``; empty when none.
        duration: duration of a timer as the file writes it, such as ``P14D``; may be empty.
        attached_to: id of the activity that a boundary event sits on; empty for others.
        has_content: whether a subProcess holds steps of its own, which are not read.
        lane: name of the innermost lane that it stands in; may be empty.
    """

    id: str
    kind: NodeKind
    element: str
    name: str = ""
    trigger: str = ""
    duration: str = ""
    attached_to: str = ""
    has_content: bool = False
    lane: str = ""


@dataclass(frozen=True, slots=True)
class BpmnFlow:
    """A sequence flow between two nodes of one process; the name is the answer to the gateway's question."""

    source: str
    target: str
    name: str = ""


@dataclass(frozen=True)
class BpmnProcess:
    """One process, that is one pool of the diagram; nodes and flows in the order of the file."""

    id: str
    name: str
    nodes: tuple[BpmnNode, ...]
    flows: tuple[BpmnFlow, ...]

    @cached_property
    def by_id(self) -> dict[str, BpmnNode]:
        """The nodes by their id."""
        return {node.id: node for node in self.nodes}


@dataclass(frozen=True, slots=True)
class MessageFlow:
    """A message between two pools: a document that somebody sends."""

    source: str
    target: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of a diagram that is not read: id of it or of what it belongs to, local name, label."""

    id: str
    element: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class BpmnDiagram:
    """A diagram: processes in the order of the file, those without a node included, and the messages between them."""

    name: str
    processes: tuple[BpmnProcess, ...]
    messages: tuple[MessageFlow, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def main(self) -> BpmnProcess:
        """Return the process with the most nodes; the first of several."""
        return max(self.processes, key=lambda process: len(process.nodes))
