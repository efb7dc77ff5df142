"""Trying every course of a case: what is never reached, where a case stops, and where a hearing is passed over.

Conditions over answers are tried with answers that make them true and false: for each name the written values, their
neighbours, another value and none at all. What gives the same tasks is tried once.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice, product
from typing import Final

from rathaus.engine.prozess.condition import Conditions
from rathaus.engine.prozess.expression import (
    Comparison,
    Constant,
    ConstantKind,
    Fact,
    Name,
    Operator,
    comparisons_of,
    day_of,
    holds,
    names_of,
    number_of,
)
from rathaus.engine.prozess.messages import make_finding
from rathaus.engine.prozess.model import AufgabeKind, Prozess
from rathaus.engine.prozess.progress import (
    available_results,
    complete_task,
    deciding_task,
    fire_timer,
    open_tasks,
    outcomes,
    running_timers,
)
from rathaus.engine.prozess.zeitgeber import ZeitgeberEffectKind
from rathaus.values.findings import Finding

STATE_LIMIT: Final = 5_000
"""Number of different states of a case that are looked at."""

SAMPLE_LIMIT: Final = 4_096
"""Number of different answers that are tried."""

_OTHER: Final = "?"
_BOTH: Final = (None, "1", "2", "2000-01-01", "2000-01-02", _OTHER)
"""Values for two names that are compared with each other."""

type _Done = Mapping[str, str]
type _State = tuple[int, frozenset[tuple[str, str]]]


@dataclass(slots=True)
class _Seen:
    """What the courses have shown so far; ``before`` leads from a state to those from which it can be reached."""

    tasks: set[str] = field(default_factory=set)
    timers: set[str] = field(default_factory=set)
    results: set[str] = field(default_factory=set)
    unheard: dict[str, list[_Done]] = field(default_factory=dict)
    stuck: list[_State] = field(default_factory=list)
    states: dict[_State, _Done] = field(default_factory=dict)
    before: dict[_State, list[_State]] = field(default_factory=dict)
    ends: list[_State] = field(default_factory=list)


def check_run(prozess: Prozess) -> list[Finding]:
    """Try every course that a case can take; return what never happens, dead ends, circles and missing hearings.

    Args:
        prozess: a procedure without errors in its references.
    """
    samples, is_complete = _samples(prozess)
    seen = _Seen()
    if not (is_complete and all(_Course(prozess, facts, number, seen).walk() for number, facts in enumerate(samples))):
        return [make_finding("PRO-024", "aufgabe")]
    return list(_findings(prozess, seen))


def _samples(prozess: Prozess) -> tuple[list[dict[str, Fact]], bool]:
    """Return answers that give every possible set of tasks, and whether all could be tried."""
    conditions = [task.wenn for task in prozess.aufgaben if task.wenn is not None]
    names = list(dict.fromkeys(name for condition in conditions for name in names_of(condition)))
    written = [comparison for condition in conditions for comparison in comparisons_of(condition)]
    candidates = [dict.fromkeys(_candidates(name, written)) for name in names]
    found: dict[tuple[bool, ...], dict[str, Fact]] = {}
    tried = list(islice(product(*candidates), SAMPLE_LIMIT + 1))
    for values in tried:
        facts = {name: value for name, value in zip(names, values, strict=True) if value is not None}
        found.setdefault(tuple(holds(condition, facts) for condition in conditions), facts)
    return list(found.values()), len(tried) <= SAMPLE_LIMIT


def _candidates(name: str, written: list[Comparison]) -> Iterator[Fact | None]:
    """Yield values for one name: none, another one, and for each comparison what is at, below and above it."""
    yield from (None, _OTHER)
    for comparison in written:
        sides = (comparison.left, comparison.right)
        if Name(name) not in sides:
            continue
        constants = [side for side in sides if isinstance(side, Constant)]
        yield from (value for constant in constants for value in _around(constant, comparison.operator))
        yield from () if constants else _BOTH


def _around(constant: Constant, operator: Operator) -> Iterator[Fact]:
    yield constant.value
    day, number = day_of(constant.value), number_of(constant.value)
    if operator is Operator.EQUAL and constant.kind is ConstantKind.TEXT:
        return
    if day is not None:
        yield from (str(day - timedelta(days=1)), str(day + timedelta(days=1)))
    elif number is not None:
        yield from (str(number - 1), str(number + 1))


class _Course:
    """All courses of a case with the same answers."""

    def __init__(self, prozess: Prozess, facts: Mapping[str, Fact], number: int, seen: _Seen) -> None:
        self.prozess, self.facts, self.number, self.seen = prozess, facts, number, seen
        self.decision = deciding_task(prozess).key
        asked = {condition.aufgabe for each in _all_conditions(prozess) for entry in each for condition in entry}
        self.silent = {
            timer.key
            for timer in prozess.zeitgeber
            if timer.folge.kind is ZeitgeberEffectKind.REMIND and timer.key not in asked
        }

    def walk(self) -> bool:
        """Look at every state that can be reached; returns whether there was time for all."""
        waiting = [self._state({})]
        while waiting:
            state = waiting.pop()
            done = self.seen.states[state]
            self._note(done)
            known = len(self.seen.states)
            moves = [self._state(following) for following in self._moves(done)]
            for after in moves:
                self.seen.before.setdefault(after, []).append(state)
            if not moves:
                (self.seen.ends if self.decision in done else self.seen.stuck).append(state)
            for following in self._decisions(done):
                self._state(following)
            waiting += islice(self.seen.states, known, None)
            if len(self.seen.states) > STATE_LIMIT:
                return False
        return True

    def _state(self, done: _Done) -> _State:
        """Return the state of a case, kept from now on."""
        state = (self.number, frozenset(done.items()))
        self.seen.states.setdefault(state, done)
        return state

    def _moves(self, done: _Done) -> Iterator[dict[str, str]]:
        """Yield what can happen next; a withdrawal from outside is no way out of a procedure that does not end."""
        for task in open_tasks(self.prozess, done, self.facts):
            if task.key == self.decision:
                yield from self._decisions(done)
            else:
                for outcome in outcomes(self.prozess, task):
                    yield complete_task(self.prozess, done, task.key, outcome, facts=self.facts)
        for timer in running_timers(self.prozess, done, self.facts):
            if timer.key not in self.silent:
                yield fire_timer(self.prozess, done, timer.key, facts=self.facts)

    def _decisions(self, done: _Done) -> Iterator[dict[str, str]]:
        for ergebnis in available_results(self.prozess, done, self.facts):
            yield complete_task(self.prozess, done, self.decision, ergebnis.key, facts=self.facts)

    def _note(self, done: _Done) -> None:
        """Remember what can be reached here, and the first way to a burden without a hearing."""
        results = available_results(self.prozess, done, self.facts)
        self.seen.tasks |= {task.key for task in open_tasks(self.prozess, done, self.facts)}
        self.seen.timers |= {timer.key for timer in running_timers(self.prozess, done, self.facts)}
        self.seen.results |= {ergebnis.key for ergebnis in results}
        if not any(task.key in done for task in self.prozess.aufgaben if task.kind is AufgabeKind.ANHOEREN):
            for ergebnis in results:
                if ergebnis.anhoerung and ergebnis.anhoerung.is_required:
                    self.seen.unheard.setdefault(ergebnis.key, []).append(done)


def _all_conditions(prozess: Prozess) -> Iterator[Conditions]:
    yield from (task.nach for task in prozess.aufgaben)
    yield from (timer.nach for timer in prozess.zeitgeber)
    yield from (ergebnis.nach for ergebnis in prozess.ergebnisse)


def _findings(prozess: Prozess, seen: _Seen) -> Iterator[Finding]:
    for task in prozess.aufgaben:
        if task.key not in seen.tasks:
            yield make_finding("PRO-013", f"aufgabe[{task.key}].nach", key=task.key)
    for timer in prozess.zeitgeber:
        if timer.key not in seen.timers:
            yield make_finding("PRO-046", f"zeitgeber[{timer.key}].nach", key=timer.key)
    for ergebnis in prozess.ergebnisse:
        if ergebnis.key not in seen.results:
            yield make_finding("PRO-019", f"ergebnis[{ergebnis.key}].nach", key=ergebnis.key)
        if ergebnis.key in seen.unheard:
            steps = _shortest(seen.unheard[ergebnis.key])
            yield make_finding("PRO-047", f"ergebnis[{ergebnis.key}].nach", key=ergebnis.key, steps=steps)
    if seen.stuck:
        yield make_finding("PRO-023", "aufgabe", steps=_shortest(seen.states[state] for state in seen.stuck))
    elif endless := _endless(seen):
        yield make_finding("PRO-048", "aufgabe", steps=_shortest(endless))


def _endless(seen: _Seen) -> list[_Done]:
    """Return the states from which no end can be reached."""
    ending = set(seen.ends)
    waiting = list(seen.ends)
    while waiting:
        new = [state for state in seen.before.get(waiting.pop(), ()) if state not in ending]
        ending.update(new)
        waiting += new
    return [done for state, done in seen.states.items() if state not in ending]


def _shortest(states: Iterable[_Done]) -> str:
    """Return the steps of the shortest way."""
    shortest = min(states, key=lambda done: (len(done), sorted(done.items())))
    return ", ".join(f"{key} = {outcome}" for key, outcome in shortest.items()) or "–"
