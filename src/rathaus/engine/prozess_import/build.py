"""From an outline to a draft: one deciding task, results from the ends, conditions from the arrows.

What FIM says with several ends, our notation says with results of one decision: an end that is reached without it opens
the decision, where only its result can then be selected. What is only sent before an end follows the decision.
"""

from rathaus.engine.prozess.model import AufgabeKind, ErgebnisKind
from rathaus.engine.prozess_import.conditions import ALWAYS, Atom, Condition, either
from rathaus.engine.prozess_import.draft import Draft, DraftResult, DraftTask
from rathaus.engine.prozess_import.kinds import kind_of_end
from rathaus.engine.prozess_import.names import KeyRing
from rathaus.engine.prozess_import.outline import Outline
from rathaus.engine.prozess_import.routes import Edge, Exit, Routes
from rathaus.values.messages import FindingSink

# What every procedure has; a grant of a part is read where the file names one and never added.
_ADDED = {
    ErgebnisKind.GRANT: "Bewilligt",
    ErgebnisKind.REFUSE: "Abgelehnt",
    ErgebnisKind.WITHDRAW: "Antrag zurückgenommen",
}
_ADDED_DECISION = ":decision"


def build_draft(outline: Outline, sink: FindingSink) -> Draft:
    """Return tasks and results of an outline.

    Args:
        outline: steps, joins and ends.
        sink: findings are added to it.
    """
    return _Builder(outline, _choose_decider(outline, sink), sink).build()


def _choose_decider(outline: Outline, sink: FindingSink) -> str:
    """Return the deciding step: the one that most ends follow; the others become checks. Empty when there is none."""
    routes = Routes(outline)
    deciding = [key for key in routes.order if _is_deciding(outline, key)]
    if not deciding:
        sink.add("IMP-012", "process")
        return ""
    counts = {key: len(routes.reachable([key]) & outline.ends.keys()) for key in deciding}
    best = max(deciding, key=lambda key: counts[key])
    for key in deciding:
        if key != best:
            sink.add("IMP-011", key, name=outline.steps[key].name)
            outline.steps[key].kind = AufgabeKind.PRUEFEN_FACHLICH
    return best


def _is_deciding(outline: Outline, key: str) -> bool:
    return key in outline.steps and outline.steps[key].kind is AufgabeKind.ENTSCHEIDEN


class _Builder:
    def __init__(self, outline: Outline, decider: str, sink: FindingSink) -> None:
        self.outline, self.decider, self.sink = outline, decider or _ADDED_DECISION, sink
        self.routes = Routes(outline, decider)
        self.draft = Draft()
        self.keys: dict[str, str] = {}
        self.choices: dict[str, list[tuple[str, str]]] = {}
        self.results_of: dict[int, list[str]] = {}
        self.result_exits: dict[str, Exit] = {}
        self.ring, self.result_ring = KeyRing(), KeyRing()
        self.loops: list[DraftTask] = []
        self.shared_ends: set[str] = set()

    def build(self) -> Draft:
        self._report_left_out()
        self._name_everything()
        early = self._early_exits()
        normal = self.routes.opens(self.decider) if self.decider in self.outline.steps else None
        self._make_results(early, normal)
        tasks = [self._task(key) for key in self.routes.order if key in self.outline.steps and key != self.decider]
        self._add_ways_back({task.key: task for task in tasks})
        conditions = [*([] if normal is None else [normal]), *early.values()]
        decision = self._decision(either(conditions))
        first = [task for task in tasks if self._comes_before(task)]
        last = [task for task in tasks if task not in first]
        self.draft.tasks = [*first, *self.loops, decision, *last]
        return self.draft

    def _comes_before(self, task: DraftTask) -> bool:
        key = next(key for key, name in self.keys.items() if name == task.key)
        return key in self.routes.before and key not in self.routes.chains

    def _report_left_out(self) -> None:
        for key, step in self.outline.steps.items():
            if key not in self.routes.order:
                self.sink.add("IMP-010", key, name=step.name)

    def _name_everything(self) -> None:
        for key in self.routes.order:
            if key in self.outline.steps:
                step, ring = self.outline.steps[key], KeyRing()
                self.keys[key] = self.ring.key(step.name)
                ways = step.ways if len(step.ways) > 1 and key != self.decider else ()
                self.choices[key] = [(ring.key(way.label, fallback="weg"), way.text) for way in ways]
        if self.decider not in self.keys:
            self.keys[self.decider] = self.ring.key("entscheiden")

    def _early_exits(self) -> dict[Exit, Condition]:
        """Return the exits that can be reached without the decision, with what leads to each."""
        found: dict[Exit, list[Condition]] = {}
        for source in self.routes.order:
            if source in self.routes.before and source not in self.routes.chains:
                for edge in self.routes.out(source):
                    if (reached := self.routes.exit_of(edge.target.id)) is not None:
                        found.setdefault(reached, []).append(self.routes.condition(edge))
        for start in self.outline.starts:
            if (reached := self.routes.exit_of(start.id)) is not None:
                found.setdefault(reached, []).append(ALWAYS)
        for reached in found:
            for key in reached.chain[:1]:
                self.sink.add("IMP-023", key, name=self.outline.steps[key].name)
        return {reached: either(conditions) for reached, conditions in found.items()}

    def _make_results(self, early: dict[Exit, Condition], normal: Condition | None) -> None:
        ways = self.outline.steps[self.decider].ways if self.decider in self.outline.steps else ()
        pending = dict(early)
        exits = {number: self.routes.exits_behind(number) for number in range(len(ways))}
        every = [reached for found in exits.values() for reached in found]
        ends = [reached.end for reached in {**dict.fromkeys(every), **early}]
        self.shared_ends = {end for end in ends if ends.count(end) > 1}
        for number, way in enumerate(ways):
            for reached in exits[number]:
                own = normal if early and normal is not None else ALWAYS
                if every.count(reached) == 1 and reached in pending:
                    own = either([own, pending.pop(reached)])
                label = way.label if every.count(reached) > 1 else ""
                key = self._add_result(reached, label, own)
                self.results_of.setdefault(number, []).append(key)
        for reached, condition in pending.items():
            self._add_result(reached, "", condition)
        self._add_missing_kinds()

    def _add_result(self, reached: Exit, label: str, nach: Condition) -> str:
        name = self.outline.ends[reached.end] or "Ende"
        sent = self.outline.steps[reached.chain[0]].name if reached.chain and reached.end in self.shared_ends else ""
        name = " – ".join(filter(None, (name, label, sent)))
        kind = kind_of_end(name)
        key = self.result_ring.key(name, fallback="ergebnis")
        self.sink.add("IMP-013", key, name=name, kind=kind)
        self.draft.results.append(DraftResult(key, kind, name, nach))
        self.result_exits[key] = reached
        return key

    def _add_missing_kinds(self) -> None:
        present = {result.kind for result in self.draft.results}
        for kind, name in _ADDED.items():
            if kind not in present:
                key = self.result_ring.key(name)
                self.sink.add("IMP-014", key, kind=kind)
                self.draft.results.append(DraftResult(key, kind, name, is_added=True))
        for result in self.draft.results:
            result.nach = self._final(result.nach)

    def _task(self, key: str) -> DraftTask:
        step = self.outline.steps[key]
        return DraftTask(
            key=self.keys[key],
            kind=step.kind,
            name=step.name,
            nach=self._sent_after(key) if key in self.routes.chains else self._final(self.routes.opens(key)),
            choices=self.choices[key],
            frist_tage=step.frist_tage,
            has_timer=step.has_timer,
            hinweis=step.hinweis,
            wer="antragsteller" if step.is_applicant else "",
            wartet=step.wartet,
        )

    def _sent_after(self, key: str) -> Condition:
        """Return when a trailing step is open: after the results that begin with it, or after the step before it."""
        atoms: dict[Atom, None] = {}
        for result, reached in self.result_exits.items():
            if key in reached.chain:
                place = reached.chain.index(key)
                previous: Atom = (self.keys[reached.chain[place - 1]], "") if place else (self._decision_key, result)
                atoms[previous] = None
        return (tuple(atoms),)

    @property
    def _decision_key(self) -> str:
        return self.keys[self.decider]

    def _decision(self, nach: Condition) -> DraftTask:
        step = self.outline.steps.get(self.decider)
        name = step.name if step else "Über den Antrag entscheiden"
        task = DraftTask(self._decision_key, AufgabeKind.ENTSCHEIDEN, name, self._final(nach))
        if step:
            task.frist_tage, task.has_timer, task.hinweis = step.frist_tage, step.has_timer, step.hinweis
        return task

    def _final(self, condition: Condition) -> Condition:
        """Return a condition with the keys of the draft instead of ids and numbers."""
        clauses = []
        for clause in condition:
            atoms = dict.fromkeys(atom for each in clause for atom in self._final_atoms(each, clause))
            clauses.append(tuple(atoms))
        return tuple(clauses)

    def _final_atoms(self, atom: Atom, clause: tuple[Atom, ...]) -> list[Atom]:
        key, way = atom
        if key == self.decider:
            return [(self._decision_key, result) for result in self.results_of.get(int(way), [])]
        choices = self.choices[key]
        every_way = {each for source, each in clause if source == key}
        if len(every_way) >= len(choices):
            return [(self.keys[key], "")]
        return [(self.keys[key], choices[int(way)][0])]

    def _add_ways_back(self, tasks: dict[str, DraftTask]) -> None:
        for edge in self.routes.back:
            target = edge.target.id
            name = self.outline.steps[target].name if target in self.outline.steps else target
            alone = edge.source in self.outline.steps and len(self._way(edge)) == 1 and target in self.outline.steps
            waits = any(self.outline.steps[each].wartet for each in (edge.source, target) if each in self.outline.steps)
            if not alone or waits or edge.source == self.decider or target in self.routes.chains:
                self.sink.add("IMP-016", edge.source, name=name)
            elif len(self.outline.steps[edge.source].ways) == 1:
                tasks[self.keys[edge.source]].zurueck = self.keys[target]
            else:
                self.sink.add("IMP-015", edge.source, name=name)
                self.loops.append(self._loop(edge, name))

    def _way(self, edge: Edge) -> tuple[object, ...]:
        return self.outline.ways(edge.source)[edge.way].targets

    def _loop(self, edge: Edge, name: str) -> DraftTask:
        key = self.ring.key(f"zurueck zu {name}")
        nach = self._final((((edge.source, edge.way),),))
        task = DraftTask(key, AufgabeKind.VERVOLLSTAENDIGEN, f"Erneut: {name}", nach, wer="amt")
        task.zurueck = self.keys[edge.target.id]
        return task
