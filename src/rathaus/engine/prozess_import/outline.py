"""A process as steps with outcomes: gateways have become choices, and what the diagram says twice is said once.

Source: BPMN 2.0, clauses 10.4.3 (boundary events) and 10.5 (gateways); the reading of the descriptive kind that FIM
uses stands in ``docs/reference/standards/xprozess.md``.
"""

import re
from dataclasses import dataclass, field
from itertools import islice, product
from typing import Final

from rathaus.engine.prozess.model import AufgabeKind
from rathaus.engine.prozess_import.duration import days_of, words_of
from rathaus.engine.prozess_import.kinds import kind_of_node, kind_of_schritt
from rathaus.standards.xprozess.bpmn import BpmnFlow, BpmnNode, BpmnProcess, NodeKind
from rathaus.standards.xprozess.model import Aktivitaetengruppe
from rathaus.values.messages import FindingSink

WAY_LIMIT: Final = 24
"""Outcomes of one step."""

WALK_LIMIT: Final = 400
"""Gateways that are looked at behind one step."""

DONE: Final = "erledigt"

_APPLICANT: Final = re.compile(r"antragstell|bürger|person\b|unternehmen|anzeigend", re.IGNORECASE)
"""Words of a lane in which whoever applies acts, not the office."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a way leads: a step, an end or a join, there by which of its entries."""

    id: str
    entry: int = 0


@dataclass(frozen=True, slots=True)
class Way:
    """One outcome: the answers that lead there, what it opens, and the answers with their questions."""

    label: str
    targets: tuple[Target, ...]
    text: str = ""


@dataclass(slots=True)
class Step:
    """One activity.

    Args:
        kind: kind of task.
        ways: outcomes; a step with one just ends.
        frist_tage: days; None when there is no deadline.
        has_timer: whether the diagram has a deadline, with or without days.
        hinweis: words for the clerk.
        wartet: how long a timer on the way waits, as ``ablauf.toml`` writes it; empty for an activity.
        is_applicant: whether it stands in the lane of whoever applies.
    """

    id: str
    name: str
    kind: AufgabeKind
    ways: tuple[Way, ...] = ()
    frist_tage: int | None = None
    has_timer: bool = False
    hinweis: str = ""
    wartet: str = ""
    is_applicant: bool = False


@dataclass(slots=True)
class Outline:
    """All steps, joins and ends by id, in the order of the file; a join opens its way when all entries are reached."""

    starts: tuple[Target, ...] = ()
    steps: dict[str, Step] = field(default_factory=dict)
    joins: dict[str, Way] = field(default_factory=dict)
    ends: dict[str, str] = field(default_factory=dict)

    def ways(self, key: str) -> tuple[Way, ...]:
        """Return the ways out of a step or join; none of an end."""
        if key in self.joins:
            return (self.joins[key],)
        return self.steps[key].ways if key in self.steps else ()


def outline_of_steps(schritte: tuple[Aktivitaetengruppe, ...], sink: FindingSink) -> Outline:
    """Return the steps of a process without a diagram, one after the other by their numbers."""
    outline = Outline(ends={"end": "Abgeschlossen"})
    ordered = sorted(enumerate(schritte), key=lambda pair: (pair[1].id.zfill(8), pair[0]))
    keys = [f"step-{number}" for number, _ in ordered]
    for key, following, (_, schritt) in zip(keys, [*keys[1:], "end"], ordered, strict=True):
        kind = kind_of_schritt(schritt, sink)
        outline.steps[key] = Step(key, schritt.name, kind, (Way("", (Target(following),)),), hinweis=hint_of(schritt))
    outline.starts = (Target(keys[0]),)
    return outline


def outline_of_diagram(process: BpmnProcess, *, schritte: dict[str, Aktivitaetengruppe], sink: FindingSink) -> Outline:
    """Return the steps of a diagram.

    Args:
        process: the pool that counts.
        schritte: steps of XProzess by the id of their element; empty for a bare diagram.
        sink: findings are added to it.
    """
    return _Reader(process, schritte, sink).read()


def hint_of(schritt: Aktivitaetengruppe) -> str:
    """Return the first paragraph of the description, shortened, and the norms of a step."""
    words = " ".join(schritt.beschreibung.partition("\n\n")[0].split())
    short = words if len(words) <= 300 else words[:299].rstrip() + "…"
    norms = ", ".join(norm.name for norm in schritt.handlungsgrundlagen)
    return " · ".join(filter(None, (short, f"Rechtsgrundlage: {norms}." if norms else "")))


class _Reader:
    def __init__(self, process: BpmnProcess, schritte: dict[str, Aktivitaetengruppe], sink: FindingSink) -> None:
        self.process, self.schritte, self.sink = process, schritte, sink
        self.outline = Outline()
        self.out: dict[str, list[BpmnFlow]] = {node.id: [] for node in process.nodes}
        self.into: dict[str, list[BpmnFlow]] = {node.id: [] for node in process.nodes}
        for flow in process.flows:
            self.out[flow.source].append(flow)
            self.into[flow.target].append(flow)
        self.budget = 0
        self.waits = {node.id for node in process.nodes if self._is_wait(node)}

    def _is_wait(self, node: BpmnNode) -> bool:
        """Return whether a timer on the way becomes one of the procedure: it has a length and one step behind it."""
        behind = [self.process.by_id[flow.target] for flow in self.out[node.id]]
        before = [self.process.by_id[flow.source] for flow in self.into[node.id]]
        return (
            node.kind is NodeKind.INTERMEDIATE
            and node.trigger == "timer"
            and bool(words_of(node.duration))
            and len(behind) == 1
            and (behind[0].kind in {NodeKind.ACTIVITY, NodeKind.END} or self._is_join(behind[0]))
            and all(each.kind is not NodeKind.EVENT_BASED for each in before)
        )

    def read(self) -> Outline:
        for node in self.process.nodes:
            if node.kind is NodeKind.END:
                self.outline.ends[node.id] = node.name
            elif self._is_join(node):
                self.outline.joins[node.id] = self._join_way(node)
            elif node.kind is NodeKind.ACTIVITY or node.id in self.waits:
                self.outline.steps[node.id] = self._read_step(node)
        self.outline.starts = self._starts()
        return self.outline

    def _is_join(self, node: BpmnNode) -> bool:
        return node.kind is NodeKind.PARALLEL and len(self.into[node.id]) > 1

    def _starts(self) -> tuple[Target, ...]:
        starts = [node for node in self.process.nodes if node.kind is NodeKind.START]
        found = [way for node in starts for way in self._leave(node)]
        if not starts:
            attached = {NodeKind.BOUNDARY, NodeKind.END}
            self.budget = WALK_LIMIT
            free = [node for node in self.process.nodes if not self.into[node.id] and node.kind not in attached]
            found = [way for node in free or [self._first_activity()] for way in self._enter(node.id, 0, ())]
        if len(found) != 1 or not starts:
            self.sink.add("IMP-021", self.process.id or "process")
        return tuple(dict.fromkeys(target for way in found for target in way.targets))

    def _first_activity(self) -> BpmnNode:
        return next(node for node in self.process.nodes if node.kind is NodeKind.ACTIVITY)

    def _join_way(self, node: BpmnNode) -> Way:
        """Return the one way behind a join; questions that follow directly cannot be asked there."""
        ways = self._leave(node)
        if len(ways) > 1:
            self.sink.add("IMP-020", node.id, name=node.name or node.id)
        return ways[0]

    def _read_step(self, node: BpmnNode) -> Step:
        if node.id in self.waits:
            name = node.name or "Wartezeit"
            return Step(
                node.id, name, AufgabeKind.PRUEFEN_FACHLICH, tuple(self._leave(node)), wartet=words_of(node.duration)
            )
        schritt = self.schritte.get(node.id)
        kind = kind_of_schritt(schritt, self.sink) if schritt else kind_of_node(node, self.sink)
        step = Step(node.id, node.name or (schritt.name if schritt else "") or node.element, kind)
        step.hinweis = hint_of(schritt) if schritt else ""
        step.is_applicant = bool(_APPLICANT.search(node.lane))
        if node.has_content:
            self.sink.add("IMP-019", node.id, name=step.name)
        ways = self._leave(node)
        events = [each for each in self.process.nodes if each.attached_to == node.id]
        if events and len(ways) == 1 and not ways[0].label:
            ways = [Way(DONE, ways[0].targets, DONE)]
        for event in events:
            ways += self._read_boundary(event, step)
        step.ways = self._named(tuple(ways), step.name)
        return step

    def _read_boundary(self, event: BpmnNode, step: Step) -> list[Way]:
        name = event.name or "Frist abgelaufen"
        if event.trigger == "timer":
            step.has_timer, step.frist_tage = True, days_of(event.duration)
            if step.frist_tage is None:
                self.sink.add("IMP-006", event.id, name=f"{step.name}: {name}")
        else:
            self.sink.add("IMP-024", event.id, name=name)
        return [Way(_joined(name, way.label), way.targets, _joined(name, way.text)) for way in self._leave(event)]

    def _named(self, ways: tuple[Way, ...], name: str) -> tuple[Way, ...]:
        """Return the ways with a name each; ways of the same name are one only when they lead to the same place."""
        if len(ways) > WAY_LIMIT:
            self.sink.add("IMP-020", name, name=name)
        kept = tuple(dict.fromkeys(ways))[:WAY_LIMIT]
        if len(kept) < 2:  # nothing is chosen
            return kept
        if any(not way.label for way in kept):
            self.sink.add("IMP-004", name, name=name)
        names = [(way.label or f"Weg {number}", way) for number, way in enumerate(kept, start=1)]
        return tuple(Way(label, way.targets, way.text or label) for label, way in names)

    def _leave(self, node: BpmnNode) -> list[Way]:
        self.budget = WALK_LIMIT
        return self._beyond(node, ()) or [Way("", (self._own_end(node),))]

    def _own_end(self, node: BpmnNode) -> Target:
        """Return an end of its own for a node that leads nowhere."""
        key = f"end:{node.id}"
        self.outline.ends[key] = f"Ende nach: {node.name}" if node.name else "Ende"
        return Target(key)

    def _beyond(self, node: BpmnNode, path: tuple[str, ...]) -> list[Way]:
        """Return the ways behind a node; ``path`` holds the gateways that led there."""
        flows = self.out[node.id]
        is_question = node.kind in {NodeKind.EXCLUSIVE, NodeKind.INCLUSIVE, NodeKind.EVENT_BASED}
        is_question = is_question or (node.kind is NodeKind.ACTIVITY and all(flow.name for flow in flows))
        if len(flows) > 1 and is_question:
            return self._choice(node, flows, path)
        branches = [self._enter(flow.target, self._entry_of(flow), path) for flow in flows]
        branches = [branch for branch in branches if branch]
        if len(branches) < 2:
            return branches[0] if branches else []
        return [_together(ways) for ways in islice(product(*branches), WAY_LIMIT + 1)]

    def _choice(self, node: BpmnNode, flows: list[BpmnFlow], path: tuple[str, ...]) -> list[Way]:
        if node.kind is NodeKind.INCLUSIVE:
            self.sink.add("IMP-005", node.id, name=node.name or node.id)
        ways: list[Way] = []
        for flow in flows:
            answer = flow.name or (self.process.by_id[flow.target].name if node.kind is NodeKind.EVENT_BASED else "")
            beyond = self._enter(flow.target, self._entry_of(flow), path)
            asked = f"{node.name} {answer}" if node.name.endswith("?") else answer
            ways += [Way(_joined(answer, way.label), way.targets, _joined(asked, way.text)) for way in beyond]
        return ways

    def _entry_of(self, flow: BpmnFlow) -> int:
        return next(number for number, each in enumerate(self.into[flow.target]) if each is flow)

    def _enter(self, key: str, entry: int, path: tuple[str, ...]) -> list[Way]:
        """Return the ways that open when a flow reaches a node."""
        node = self.process.by_id[key]
        if node.kind in {NodeKind.ACTIVITY, NodeKind.END} or key in self.waits:
            return [Way("", (Target(key),))]
        if self._is_join(node):
            return [Way("", (Target(key, entry),))]
        self.budget -= 1
        if key in path or self.budget < 0 or len(path) > WAY_LIMIT:
            self.sink.add("IMP-020", key, name=node.name or key)
            return []
        if node.kind is NodeKind.INTERMEDIATE:
            self.sink.add("IMP-007", key, name=node.name or node.trigger or key)
        return self._beyond(node, (*path, key)) or [Way("", (self._own_end(node),))]


def _joined(*labels: str) -> str:
    return ", ".join(filter(None, labels))


def _together(ways: tuple[Way, ...]) -> Way:
    """Return the way that opens all of these at once."""
    targets = dict.fromkeys(target for way in ways for target in way.targets)
    return Way(_joined(*(way.label for way in ways)), tuple(targets), _joined(*(way.text for way in ways)))
