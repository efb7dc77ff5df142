"""Which way leads where: order without circles, ways back, what comes before and after the decision."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from rathaus.engine.prozess.model import AufgabeKind
from rathaus.engine.prozess_import.conditions import ALWAYS, Condition, both, either
from rathaus.engine.prozess_import.outline import Outline, Target


@dataclass(frozen=True, slots=True)
class Edge:
    """One arrow between steps, joins and ends: the outcome of its source and where it leads."""

    source: str
    way: int
    target: Target


@dataclass(frozen=True, slots=True)
class Exit:
    """How a case can end: what is sent after the decision, first thing first, and the end."""

    chain: tuple[str, ...]
    end: str


class Routes:
    """The arrows of an outline without those that lead back.

    Args:
        outline: steps, joins and ends.
        decider: id of the step that decides; empty when none does.
    """

    def __init__(self, outline: Outline, decider: str = "") -> None:
        self.outline = outline
        self.decider = decider
        self.back: list[Edge] = []
        self.order = self._sort()
        self._conditions: dict[str, Condition] = {}
        self.chains = self._trailing()

    def out(self, key: str) -> Iterator[Edge]:
        """Yield the arrows out of a step or join, those that lead back left out."""
        return (edge for edge in self._all_out(key) if edge not in self.back)

    def reachable(self, starts: Collection[str], *, without: str = "") -> set[str]:
        """Return everything that can be reached from these, themselves included, without passing one step."""
        found: set[str] = set()
        waiting = [key for key in starts if key != without]
        while waiting:
            key = waiting.pop()
            if key not in found:
                found.add(key)
                waiting += [edge.target.id for edge in self.out(key) if edge.target.id != without]
        return found

    @cached_property
    def before(self) -> set[str]:
        """Everything that can be reached without the decision."""
        return self.reachable([target.id for target in self.outline.starts], without=self.decider)

    def sources(self, key: str) -> list[Edge]:
        """Return the arrows that lead to a step, join or end from something that can be reached."""
        return [edge for source in self.order for edge in self.out(source) if edge.target.id == key]

    def exit_of(self, key: str) -> Exit | None:
        """Return the exit that begins with a step or end; None when it is none."""
        if key in self.outline.ends:
            return Exit((), key)
        return self.chains.get(key)

    def condition(self, edge: Edge) -> Condition:
        """Return what must have happened for an arrow to be taken."""
        if edge.source not in self.outline.joins:
            return (((edge.source, edge.way),),)
        if edge.source not in self._conditions:
            entries: dict[int, list[Condition]] = {}
            for each in self.sources(edge.source):
                entries.setdefault(each.target.entry, []).append(self.condition(each))
            self._conditions[edge.source] = both(either(entry) for entry in entries.values())
        return self._conditions[edge.source]

    def opens(self, key: str) -> Condition:
        """Return what must have happened for a step to be open."""
        if key in {target.id for target in self.outline.starts}:
            return ALWAYS
        return either(self.condition(edge) for edge in self.sources(key))

    def exits_behind(self, way: int) -> tuple[Exit, ...]:
        """Return every exit that one outcome of the decision can lead to."""
        first = [edge.target.id for edge in self.out(self.decider) if edge.way == way]
        found: dict[Exit, None] = {}
        waiting, seen = list(reversed(first)), set(first)
        while waiting:
            key = waiting.pop()
            if (found_exit := self.exit_of(key)) is not None:
                found[found_exit] = None
                continue
            following = dict.fromkeys(edge.target.id for edge in self.out(key) if edge.target.id not in seen)
            seen |= following.keys()
            waiting += reversed(following)
        return tuple(found)

    def _all_out(self, key: str) -> Iterator[Edge]:
        for number, way in enumerate(self.outline.ways(key)):
            yield from (Edge(key, number, target) for target in way.targets)

    def _sort(self) -> tuple[str, ...]:
        """Return what can be reached, each after all that leads there; collect the arrows that lead back."""
        finished: dict[str, None] = {}
        open_now: set[str] = set()
        for start in reversed(self.outline.starts):
            path = [] if start.id in finished else [(start.id, self._backwards(start.id))]
            open_now |= {key for key, _ in path}
            while path:
                key, edges = path[-1]
                edge = next(edges, None)
                if edge is None:
                    path.pop()
                    open_now.discard(key)
                    finished[key] = None
                elif edge.target.id in open_now:
                    self.back.append(edge)
                elif edge.target.id not in finished:
                    open_now.add(edge.target.id)
                    path.append((edge.target.id, self._backwards(edge.target.id)))
        return tuple(reversed(finished))

    def _backwards(self, key: str) -> Iterator[Edge]:
        return iter(list(self._all_out(key))[::-1])

    def _trailing(self) -> dict[str, Exit]:
        """Return the steps that only send or file something before an end, with the exit that each begins."""
        chains: dict[str, Exit] = {}
        kinds = {AufgabeKind.ZUSTELLEN, AufgabeKind.ARCHIVIEREN}
        for key in reversed(self.order):
            step = self.outline.steps.get(key)
            if step is None or step.kind not in kinds or len(step.ways) != 1 or len(step.ways[0].targets) != 1:
                continue
            target = step.ways[0].targets[0].id
            following = Exit((), target) if target in self.outline.ends else chains.get(target)
            if following is not None:
                chains[key] = Exit((key, *following.chain), following.end)
        return chains
