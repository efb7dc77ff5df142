"""What an evaluation knows while it runs: the given answers by place, and what of them is shown and usable."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from rathaus.engine.formular.checks import Problem, is_empty
from rathaus.engine.formular.model import Answer, Answers, Rule
from rathaus.engine.formular.node import MAX_ENTRY, Node, Plan
from rathaus.engine.formular.path import Index, index_of, template_of

type Place = tuple[str, Index]


@dataclass(slots=True)
class State:
    """See the module. All mappings go from template path (and index) to what is known there.

    Args:
        today: day of the evaluation, Europe/Berlin.
        land: Land whose rules apply, such as ``HE``.
        suspended_norms: legal bases that are suspended.
        given: answers as given.
        entries: for what repeats: index of the enclosing entry → numbers of the entries that exist.
        asked: path key of the question for every index of the enclosing entry where it is shown.
        names: path key of every shown element (of every entry for what repeats).
        values: shown answers that are right for their field: what conditions read.
        present: shown answers that are not empty, right or wrong.
        derived: places whose answer is what a preset would set: they do not make a group "used".
        problems: what is wrong with an answer.
        used: groups in which something is answered.
    """

    today: date
    land: str
    suspended_norms: frozenset[str]
    given: dict[str, dict[Index, Answer]] = field(default_factory=lambda: defaultdict(dict))
    entries: dict[str, dict[Index, list[int]]] = field(default_factory=lambda: defaultdict(dict))
    asked: dict[str, dict[Index, str]] = field(default_factory=lambda: defaultdict(dict))
    names: dict[str, dict[Index, str]] = field(default_factory=lambda: defaultdict(dict))
    values: dict[str, dict[Index, Answer]] = field(default_factory=lambda: defaultdict(dict))
    present: dict[str, dict[Index, Answer]] = field(default_factory=lambda: defaultdict(dict))
    derived: set[Place] = field(default_factory=set)
    problems: dict[Place, Problem] = field(default_factory=dict)
    used: set[Place] = field(default_factory=set)

    def applies(self, rule: Rule) -> bool:
        """Return whether a rule is in force for this Land and these suspensions."""
        return (not rule.land or self.land in rule.land) and not self.is_suspended(rule.norms)

    def is_suspended(self, norms: tuple[str, ...]) -> bool:
        """Return whether there are legal bases and all of them are suspended."""
        return bool(self.suspended_norms and norms) and self.suspended_norms.issuperset(norms)

    def is_shown(self, node: Node, index: Index) -> bool:
        """Return whether the question is shown; ``index`` may be longer than needed."""
        depth = node.depth - node.repeats
        return index[:depth] in self.asked[node.path]

    def question(self, node: Node, index: Index) -> str:
        """Return the path key of the question, without a number of its own."""
        return self.asked[node.path][index[: node.depth - node.repeats]]

    def entry_indexes(self, node: Node, index: Index) -> Iterator[Index]:
        """Yield the index of every shown entry of a node inside one enclosing entry."""
        if node.repeats:
            yield from ((*index, number) for number in self.entries[node.path].get(index, ()))
        else:
            yield index


def key_for(node: Node, index: Index) -> str:
    """Return the path key of a node for an index of its depth."""
    if node.parent is None:
        return ""
    parent = key_for(node.parent, index[: node.parent.depth])
    key = f"{parent}.{node.name}" if parent else node.name
    return f"{key}[{index[-1]}]" if node.repeats else key


def locate(plan: Plan, key: str) -> tuple[Node, Index] | None:
    """Return the place that a path key names, or None when the form has no such place."""
    node = plan.nodes.get(template_of(key))
    if node is None or node.parent is None:
        return None
    if not node.depth:
        return (node, ()) if key == node.path else None
    index = index_of(key)
    if len(index) != node.depth or any(number > MAX_ENTRY for number in index) or key_for(node, index) != key:
        return None
    return node, index


def take_answers(plan: Plan, state: State, answers: Answers) -> list[str]:
    """Put the answers at their places; return the keys that name none.

    A key that names an entry of a repeating group, with any value, marks the entry as begun.
    """
    unknown: list[str] = []
    numbers: dict[Place, set[int]] = defaultdict(set)
    for key, value in answers.items():
        place = locate(plan, key)
        if place is None or not _fits(place[0], value):
            unknown.append(key)
            continue
        node, index = place
        state.given[node.path][index] = value
        for ancestor in node.ancestors() if node.depth else ():
            if ancestor.repeats:
                numbers[ancestor.path, index[: ancestor.depth - 1]].add(index[ancestor.depth - 1])
    for (path, index), found in numbers.items():
        state.entries[path][index] = sorted(found)
    return unknown


def _fits(node: Node, value: object) -> bool:
    """A field takes an answer; a group only the marker of an entry that was begun."""
    if node.field is not None:
        return not is_empty(value)
    return node.repeats and isinstance(value, Mapping)
