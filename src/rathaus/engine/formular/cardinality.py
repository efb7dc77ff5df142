"""Second half of an evaluation: cardinality of what is shown, ``require``, values, ``valid``.

The walk goes down the tree in document order. A place is *active* when its answers are demanded: the form itself, a
group with a minimum, an optional group once something in it is answered, every entry that exists, and whatever a
``require`` rule of an active bearer names, with the groups between them.
"""

from collections.abc import Iterable
from itertools import takewhile

from rathaus.engine.formular.messages import FieldFinding, make_finding, missing_code
from rathaus.engine.formular.model import Effect, Field, Group, Kind
from rathaus.engine.formular.node import BoundRule, Node, Plan
from rathaus.engine.formular.path import Index
from rathaus.engine.formular.state import Place, State
from rathaus.values.findings import Severity
from rathaus.values.text import Text

#: Kinds that nobody can be asked to fill in.
SILENT = frozenset({Kind.LABEL, Kind.HIDDEN, Kind.LOCKED})


class Walk:
    """One walk over a settled state.

    Attributes:
        findings: in document order.
        required: path keys of the questions that must be answered as things stand.
        missing_soft: path keys of missing answers that the office will ask for.
        idle: places whose preset answer is dropped, because nothing else of their group is used.
    """

    def __init__(self, plan: Plan, state: State) -> None:
        self.findings: list[FieldFinding] = []
        self.required: set[str] = set()
        self.missing_soft: list[str] = []
        self.idle: set[Place] = set()
        self._plan = plan
        self._state = state
        self._forced: dict[Place, BoundRule | None] = {}
        self._faulty: set[str] = set()
        self._active: set[Place] = set()

    def run(self) -> None:
        """Walk over the whole form."""
        self._inside(self._plan.root, (), active=True)

    def _inside(self, node: Node, index: Index, *, active: bool) -> None:
        """Visit what lies inside one entry of a group."""
        if active:
            self._active.add((node.path, index))
            self._force(node, index)
        for child in node.children:
            if not self._state.is_shown(child, index):
                continue
            if child.field is not None:
                self._visit_field(child, child.field, index, active=active)
            else:
                self._visit_group(child, index, active=active)
        if active:
            self._validate(node, index)

    def _force(self, bearer: Node, index: Index) -> None:
        """Note what the ``require`` rules of an active bearer demand."""
        for bound in bearer.borne:
            if bound.rule.effect is not Effect.REQUIRE or not self._state.applies(bound.rule):
                continue
            for place in self._contexts(bound, index):
                if bound.test(self._state, place):
                    self._force_chain(bound, bearer, place)

    def _contexts(self, bound: BoundRule, index: Index) -> Iterable[Index]:
        """Yield the index of every shown entry of the rule's context inside the bearer's entry."""
        return [place for place in self._state.names[bound.context.path] if place[: len(index)] == index]

    def _force_chain(self, bound: BoundRule, bearer: Node, index: Index) -> None:
        target = bound.target
        if target is None or not self._state.is_shown(target, index):
            return
        for node in takewhile(lambda ancestor: ancestor is not bearer, target.ancestors()):
            place = (node.path, index[: node.depth - node.repeats])
            if place not in self._forced or node is target:
                self._forced[place] = bound if node is target else None

    def _visit_field(self, node: Node, field: Field, index: Index, *, active: bool) -> None:
        state = self._state
        present = state.present.get(node.path)
        answered = [entry for entry in state.entry_indexes(node, index) if entry in present] if present else []
        forced = (node.path, index) in self._forced
        least = max(field.min_count, 1) if forced else field.min_count
        if active and least and field.kind not in SILENT:
            self.required.add(state.question(node, index))
            if len(answered) < least:
                self._report_missing(node, field, index, least=least)
        if not active:
            self.idle.update((node.path, entry) for entry in answered if (node.path, entry) in state.derived)
        if field.max_count is not None and len(answered) > max(field.max_count, 1):
            self._report(node, "FOR-004", state.question(node, index), facts={"most": field.max_count})
        for entry in answered:
            problem = state.problems.get((node.path, entry))
            if problem is not None:
                self._report(node, problem.code, state.names[node.path][entry], facts=dict(problem.facts))
            elif node.borne:
                self._validate(node, entry)

    def _report_missing(self, node: Node, field: Field, index: Index, *, least: int) -> None:
        key = self._state.question(node, index)
        bound = self._forced.get((node.path, index))
        if field.soft_required:
            self.missing_soft.append(key)
            self._report(node, missing_code(field), key, severity=Severity.WARNING)
        elif least > 1:
            self._report(node, "FOR-003", key, facts={"least": least})
        elif bound is not None and bound.rule.message.de:
            self._report(node, "FOR-008", key, facts={"message": bound.rule.message})
        else:
            self._report(node, missing_code(field), key)

    def _visit_group(self, node: Node, index: Index, *, active: bool) -> None:
        assert isinstance(node.element, Group)  # noqa: S101 - a node is a field or a group
        group, state = node.element, self._state
        forced = (node.path, index) in self._forced
        least = max(group.min_count, 1) if forced else group.min_count
        if active and least:
            self.required.add(state.question(node, index))
        if group.repeats:
            self._visit_entries(node, group, index, least=least if active else 0)
            return
        used = (node.path, index) in state.used
        before = len(self.findings)
        self._inside(node, index, active=active and (least > 0 or used))
        if active and forced and not used and len(self.findings) == before:
            self._report_group(node, index)
        if active and group.choice_group and (least or used):
            self._check_choice(node, index)

    def _visit_entries(self, node: Node, group: Group, index: Index, *, least: int) -> None:
        state = self._state
        entries = list(state.entry_indexes(node, index))
        if len(entries) < least:
            self._report(node, "FOR-003", state.question(node, index), facts={"least": least})
        if group.max_count is not None and len(entries) > group.max_count:
            self._report(node, "FOR-004", state.question(node, index), facts={"most": group.max_count})
        for entry in entries:
            self._inside(node, entry, active=True)
            if group.choice_group:
                self._check_choice(node, entry)

    def _report_group(self, node: Node, index: Index) -> None:
        bound = self._forced.get((node.path, index))
        key = self._first_question(node, index)
        if bound is not None and bound.rule.message.de:
            self._report(node, "FOR-008", key, facts={"message": bound.rule.message})
        elif bound is not None:
            self._report(node, "FOR-009", key)

    def _check_choice(self, node: Node, index: Index) -> None:
        used = sum(self._is_used(child, index) for child in node.children)
        if used != 1:
            self._report(node, "FOR-006" if used else "FOR-005", self._first_question(node, index))

    def _is_used(self, node: Node, index: Index) -> bool:
        return any((node.path, entry) in self._state.used for entry in self._state.entry_indexes(node, index))

    def _first_question(self, node: Node, index: Index) -> str:
        """Return the path key of the first shown field inside one entry of a group: where a link can lead."""
        for field in node.fields():
            near = field.depth - field.repeats == len(index)
            if near and field.field and field.field.kind not in SILENT and self._state.is_shown(field, index):
                return self._state.question(field, index)
        return self._state.question(node, index)

    def _validate(self, bearer: Node, index: Index) -> None:
        """Apply the ``valid`` rules of an active bearer to what is shown and right in itself."""
        for bound in bearer.borne:
            if bound.rule.effect is Effect.VALID and self._state.applies(bound.rule):
                for place in self._contexts(bound, index):
                    self._validate_one(bound, place)

    def _validate_one(self, bound: BoundRule, index: Index) -> None:
        if bound.target is not None and (bound.context.path, index) not in self._active:
            return
        nodes = bound.sources if bound.target is None else (bound.target,)
        anchors = [(node, key) for node in nodes if (key := self._anchor(node, index))]
        if not anchors or any(key in self._faulty for _, key in anchors) or bound.test(self._state, index):
            return
        last = max(self._page(node) for node, _ in anchors)
        node, key = next(anchor for anchor in anchors if self._page(anchor[0]) == last)
        self._report(node, "FOR-007", key, facts={"message": bound.rule.message})

    def _anchor(self, node: Node, index: Index) -> str | None:
        """Return the path key of the shown question that a message about a node belongs to."""
        for place, key in self._state.asked[node.path].items():
            shared = min(len(place), len(index))
            if place[:shared] == index[:shared]:
                return key if node.field or node.repeats else self._first_question(node, place)
        return None

    def _page(self, node: Node) -> int:
        return self._plan.page_order.get(node.page, -1)

    def _report(
        self,
        node: Node,
        code: str,
        path: str,
        *,
        facts: dict[str, object] | None = None,
        severity: Severity = Severity.ERROR,
    ) -> None:
        label = node.element.label if node.element else Text("")
        self._faulty.add(path)
        finding = make_finding(code, path=path, page=node.page, label=label, facts=facts or {}, severity=severity)
        self.findings.append(finding)
