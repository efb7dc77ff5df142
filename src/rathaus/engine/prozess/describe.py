"""A procedure in words: what each step is, when it comes and how it can end."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rathaus.engine.formular.model import Formular
from rathaus.engine.prozess.condition import Conditions
from rathaus.engine.prozess.condition_words import condition_in_words
from rathaus.engine.prozess.expression import Expression, Fact, write_expression
from rathaus.engine.prozess.miterklaerung import MiterklaerungRule
from rathaus.engine.prozess.model import Aufgabe, AufgabeKind, Ergebnis, ErgebnisKind, Performer, Prozess
from rathaus.engine.prozess.progress import NO_FACTS, deciding_task, open_tasks, settle, skipped_tasks
from rathaus.engine.prozess.zeitgeber import ABGELAUFEN, Zeitgeber, ZeitgeberEffectKind
from rathaus.values.text import Text

_KINDS: Final = {
    AufgabeKind.EMPFANGEN: Text("Empfangen", "Receive"),
    AufgabeKind.VERVOLLSTAENDIGEN: Text("Vervollständigen", "Complete"),
    AufgabeKind.PRUEFEN_FORMELL: Text("Formell prüfen", "Formal check"),
    AufgabeKind.PRUEFEN_FACHLICH: Text("Fachlich prüfen", "Technical check"),
    AufgabeKind.BETEILIGEN: Text("Beteiligen", "Involve others"),
    AufgabeKind.ANHOEREN: Text("Anhören", "Hear"),
    AufgabeKind.AUSLEGEN: Text("Öffentlich auslegen", "Display in public"),
    AufgabeKind.ENTSCHEIDEN: Text("Entscheiden", "Decide"),
    AufgabeKind.ZUSTELLEN: Text("Zustellen", "Deliver"),
    AufgabeKind.ARCHIVIEREN: Text("Archivieren", "File"),
}
_RESULTS: Final = {
    ErgebnisKind.GRANT: Text("Ergebnis: bewilligt", "Result: granted"),
    ErgebnisKind.REFUSE: Text("Ergebnis: abgelehnt", "Result: refused"),
    ErgebnisKind.PARTIAL: Text("Ergebnis: teilweise bewilligt", "Result: partly granted"),
    ErgebnisKind.WITHDRAW: Text("Ergebnis: zurückgenommen", "Result: withdrawn"),
}
_GRANTING: Final = frozenset({ErgebnisKind.GRANT, ErgebnisKind.PARTIAL})
_PERFORMERS: Final = {
    Performer.AMT: Text("Amt", "office"),
    Performer.ANTRAGSTELLER: Text("antragstellende Person", "applicant"),
    Performer.SYSTEM: Text("automatisch", "automatic"),
}
_AFTER: Final = Text("nach: {nach}", "after: {nach}")
_OR: Final = Text(" oder ", " or ")
_AND: Final = Text(" und ", " and ")
_CHOICES: Final = Text("endet mit: {choices}", "ends with: {choices}")
_DUE: Final = Text("Frist: {days} Tage", "Time: {days} days")
_ONLY: Final = Text("nur wenn: {condition}", "only if: {condition}")
_ASKED: Final = Text("gefragt werden: {names}", "asked are: {names}")
_REASONED: Final = Text("mit Begründung", "with a reason")
_SIGNED: Final = Text("mit zweiter Unterschrift", "with a second signature")
_DECLARED: Final = Text("nur mit Erklärung: {who}", "only with a declaration: {who}")
_HEARD: Final = Text("nur nach Anhörung", "only after a hearing")
_TIMER: Final = Text("Zeitgeber", "Timer")
_RUN_OUT: Final = Text("abgelaufen", "run out")
_LASTS: Final = Text("Dauer: {length}", "Length: {length}")
_RESTS: Final = Text("steht still, solange auf Angaben gewartet wird", "stands still while information is awaited")
_EFFECTS: Final = {
    ZeitgeberEffectKind.REMIND: Text("erinnert: {name}", "reminds: {name}"),
    ZeitgeberEffectKind.OPEN_TASK: Text("öffnet: {name}", "opens: {name}"),
    ZeitgeberEffectKind.COMPLETE_TASK: Text("beendet: {name}", "ends: {name}"),
    ZeitgeberEffectKind.DEEMED_GRANT: Text("gilt dann als erteilt: {name}", "then deemed given: {name}"),
}
_BACK: Final = Text("dann zurück zu: {name}", "then back to: {name}")


class PlaceState(StrEnum):
    """Where a step stands in one case."""

    LATER = "later"
    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"


_STATES: Final = {
    PlaceState.LATER: Text("", ""),
    PlaceState.OPEN: Text("Hier steht der Vorgang.", "The case is here."),
    PlaceState.DONE: Text("Erledigt.", "Done."),
    PlaceState.SKIPPED: Text("Entfällt.", "Does not apply."),
}


@dataclass(frozen=True, slots=True)
class Marks:
    """Where one case stands.

    Args:
        open_keys: keys of the tasks where the case stands.
        done_keys: keys of tasks that are done, of timers that have run out, and of the result.
        skipped_keys: keys of tasks that do not apply.
    """

    open_keys: frozenset[str] = frozenset()
    done_keys: frozenset[str] = frozenset()
    skipped_keys: frozenset[str] = frozenset()

    def state_of(self, key: str) -> PlaceState:
        """Return where one step stands."""
        if key in self.open_keys:
            return PlaceState.OPEN
        if key in self.skipped_keys:
            return PlaceState.SKIPPED
        return PlaceState.DONE if key in self.done_keys else PlaceState.LATER


NO_MARKS: Final = Marks()


@dataclass(frozen=True, slots=True)
class Place:
    """One step, timer or result in words.

    Args:
        key: key of the task, timer or result.
        kind: what it is and who acts.
        name: its name.
        details: when it comes, how it ends, how long it may take: one line each.
        is_result: whether it is a result.
        is_timer: whether it is a timer.
        state: where it stands in the case that is drawn.
    """

    key: str
    kind: str
    name: str
    details: tuple[str, ...]
    is_result: bool = False
    is_timer: bool = False
    state: PlaceState = PlaceState.LATER

    def sentence(self, language: str) -> str:
        """Return everything on one line, for lists and for those who hear it."""
        state = _STATES[self.state].in_language(language)
        return " · ".join(filter(None, (state, f"{self.kind}: {self.name}", *self.details)))


def marks_of(prozess: Prozess, done: Mapping[str, str], facts: Mapping[str, Fact] = NO_FACTS) -> Marks:
    """Return where a case stands.

    Args:
        prozess: the procedure.
        done: key of task or timer → outcome so far.
        facts: what conditions ask for.
    """
    settled = settle(prozess, done, facts)
    result = settled.get(deciding_task(prozess).key)
    skipped = frozenset(task.key for task in skipped_tasks(prozess, done, facts))
    return Marks(
        open_keys=frozenset(task.key for task in open_tasks(prozess, done, facts)),
        done_keys=(frozenset(settled) - skipped) | ({result} if result else frozenset()),
        skipped_keys=skipped,
    )


def describe_prozess(
    prozess: Prozess, *, language: str, marks: Marks = NO_MARKS, formular: Formular | None = None
) -> tuple[Place, ...]:
    """Return every task, timer and result in the order in which they are drawn.

    A timer stands after the last step that it waits for, the results stand after the deciding task.

    Args:
        prozess: the procedure.
        language: ``de`` or ``en``.
        marks: where the case stands.
        formular: the form whose questions conditions name; None writes their ids.
    """
    return tuple(_Writer(prozess, language, marks, formular).places())


class _Writer:
    """Writes the places of one procedure in one language."""

    def __init__(self, prozess: Prozess, language: str, marks: Marks, formular: Formular | None) -> None:
        self.prozess, self.language, self.marks, self.formular = prozess, language, marks, formular
        self.tasks = {task.key: task for task in prozess.aufgaben}

    def places(self) -> Iterator[Place]:
        waiting = list(self.prozess.zeitgeber)
        told: set[str] = set()
        for aufgabe in self.prozess.aufgaben:
            yield self._task(aufgabe)
            told.add(aufgabe.key)
            if aufgabe.kind is AufgabeKind.ENTSCHEIDEN:
                yield from (self._result(each) for each in self.prozess.ergebnisse)
            for timer in [each for each in waiting if self._sources(each) & self.tasks.keys() <= told]:
                waiting.remove(timer)
                yield self._timer(timer)

    def _sources(self, timer: Zeitgeber) -> set[str]:
        return {condition.aufgabe for entry in timer.nach for condition in entry}

    def _task(self, aufgabe: Aufgabe) -> Place:
        choices = ", ".join(self._say(choice.text) for choice in aufgabe.choices)
        details = [
            self._conditions(aufgabe.nach),
            self._say(_ONLY, condition=self._condition(aufgabe.wenn)) if aufgabe.wenn else "",
            self._say(_ASKED, names=", ".join(self._say(each.name) for each in aufgabe.wen)) if aufgabe.wen else "",
            self._say(_CHOICES, choices=choices) if choices else "",
            self._say(_REASONED) if aufgabe.begruenden else "",
            "" if aufgabe.frist_tage is None else self._say(_DUE, days=aufgabe.frist_tage),
            self._say(_BACK, name=self._say(self.tasks[aufgabe.zurueck].name)) if aufgabe.zurueck else "",
        ]
        return Place(
            key=aufgabe.key,
            kind=f"{self._say(_KINDS[aufgabe.kind])} ({self._say(_PERFORMERS[aufgabe.performer])})",
            name=self._say(aufgabe.name),
            details=tuple(filter(None, details)),
            state=self.marks.state_of(aufgabe.key),
        )

    def _result(self, ergebnis: Ergebnis) -> Place:
        details = [
            self._conditions(ergebnis.nach),
            self._say(_HEARD) if ergebnis.anhoerung and ergebnis.anhoerung.is_required else "",
            self._say(_SIGNED) if ergebnis.mitzeichnung else "",
            *(self._declaration(each) for each in self._duties if ergebnis.kind in _GRANTING),
        ]
        return Place(
            key=ergebnis.key,
            kind=self._say(_RESULTS[ergebnis.kind]),
            name=self._say(ergebnis.name),
            details=tuple(filter(None, details)),
            is_result=True,
            state=self.marks.state_of(ergebnis.key),
        )

    def _timer(self, timer: Zeitgeber) -> Place:
        effect = timer.folge
        name = self._named(effect.aufgabe, effect.outcome) if effect.aufgabe else self._say(timer.name)
        if effect.kind is ZeitgeberEffectKind.DEEMED_GRANT:
            name = self._say(self.prozess.ergebnis(effect.ergebnis).name)
        details = [
            self._conditions(timer.nach),
            self._say(_LASTS, length=self._say(timer.dauer.words()) if timer.dauer else timer.parameter),
            self._say(_RESTS) if timer.ruht else "",
            self._say(_EFFECTS[effect.kind], name=name),
            timer.norm,
        ]
        return Place(
            key=timer.key,
            kind=self._say(_TIMER),
            name=self._say(timer.name),
            details=tuple(filter(None, details)),
            is_timer=True,
            state=self.marks.state_of(timer.key),
        )

    @property
    def _duties(self) -> tuple[MiterklaerungRule, ...]:
        return tuple(each for each in self.prozess.miterklaerungen if each.pflicht)

    def _declaration(self, rule: MiterklaerungRule) -> str:
        said = self._say(_DECLARED, who=self._say(rule.wer))
        return said if rule.wenn is None else f"{said} ({self._say(_ONLY, condition=self._condition(rule.wenn))})"

    def _conditions(self, nach: Conditions) -> str:
        """Return when something opens, in names instead of keys; nothing when it is open at once."""
        entries = (self._say(_OR).join(self._named(each.aufgabe, each.outcome) for each in entry) for entry in nach)
        words = self._say(_AND).join(entries)
        return self._say(_AFTER, nach=words) if words else ""

    def _condition(self, expression: Expression) -> str:
        if self.formular is None:
            return write_expression(expression)
        return condition_in_words(expression, formular=self.formular, language=self.language)

    def _named(self, key: str, outcome: str) -> str:
        aufgabe = self.tasks.get(key)
        name = self._say(aufgabe.name if aufgabe else self.prozess.timer(key).name)
        if not outcome:
            return name
        labels = {ABGELAUFEN: _RUN_OUT}
        if aufgabe is not None:
            labels = {choice.key: choice.text for choice in aufgabe.choices}
            labels |= {each.key: each.name for each in self.prozess.ergebnisse} if not aufgabe.choices else {}
        return f"{name} = {self._say(labels[outcome]) if outcome in labels else outcome}"

    def _say(self, text: Text, **facts: object) -> str:
        words = text.in_language(self.language)
        return words.format(**facts) if facts else words
