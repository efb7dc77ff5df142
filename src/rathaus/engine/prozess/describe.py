"""A procedure in words: what each step is, when it comes and how it can end."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from rathaus.engine.prozess.condition import Conditions
from rathaus.engine.prozess.model import Aufgabe, AufgabeKind, Ergebnis, ErgebnisKind, Performer, Prozess
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
_PERFORMERS: Final = {
    Performer.AMT: Text("Amt", "office"),
    Performer.ANTRAGSTELLER: Text("antragstellende Person", "applicant"),
    Performer.SYSTEM: Text("automatisch", "automatic"),
}
_HERE: Final = Text("Hier steht der Vorgang.", "The case is here.")
_AFTER: Final = Text("nach: {nach}", "after: {nach}")
_OR: Final = Text(" oder ", " or ")
_AND: Final = Text(" und ", " and ")
_CHOICES: Final = Text("endet mit: {choices}", "ends with: {choices}")
_DUE: Final = Text("Frist: {days} Tage", "Time: {days} days")
_BACK: Final = Text("dann zurück zu: {name}", "then back to: {name}")


@dataclass(frozen=True, slots=True)
class Place:
    """One step or result in words.

    Args:
        key: key of the task or result.
        kind: what it is and who acts.
        name: its name.
        details: when it comes, how it ends, how long it may take: one line each.
        is_result: whether it is a result.
        is_current: whether the case stands here.
    """

    key: str
    kind: str
    name: str
    details: tuple[str, ...]
    is_result: bool = False
    is_current: bool = False

    def sentence(self, language: str) -> str:
        """Return everything on one line, for lists and for those who hear it."""
        here = (_HERE.in_language(language),) if self.is_current else ()
        return " · ".join((*here, f"{self.kind}: {self.name}", *self.details))


def describe_prozess(prozess: Prozess, *, language: str, current: Collection[str] = frozenset()) -> tuple[Place, ...]:
    """Return every task and, after the deciding one, every result, in the order in which they are drawn.

    Args:
        prozess: the procedure.
        language: ``de`` or ``en``.
        current: keys of the tasks where the case stands, or of its result.
    """
    places: list[Place] = []
    for aufgabe in prozess.aufgaben:
        places.append(_task_place(prozess, aufgabe, language, is_current=aufgabe.key in current))
        if aufgabe.kind is AufgabeKind.ENTSCHEIDEN:
            places += [_result_place(prozess, each, language, current) for each in prozess.ergebnisse]
    return tuple(places)


def _task_place(prozess: Prozess, aufgabe: Aufgabe, language: str, *, is_current: bool) -> Place:
    choices = ", ".join(choice.text.in_language(language) for choice in aufgabe.choices)
    details = [_conditions(prozess, aufgabe.nach, language)]
    details += [_CHOICES.in_language(language).format(choices=choices)] if choices else []
    details += [] if aufgabe.frist_tage is None else [_DUE.in_language(language).format(days=aufgabe.frist_tage)]
    if aufgabe.zurueck:
        back = prozess.aufgabe(aufgabe.zurueck).name.in_language(language)
        details.append(_BACK.in_language(language).format(name=back))
    kind, performer = (text.in_language(language) for text in (_KINDS[aufgabe.kind], _PERFORMERS[aufgabe.performer]))
    return Place(
        key=aufgabe.key,
        kind=f"{kind} ({performer})",
        name=aufgabe.name.in_language(language),
        details=tuple(filter(None, details)),
        is_current=is_current,
    )


def _result_place(prozess: Prozess, ergebnis: Ergebnis, language: str, current: Collection[str]) -> Place:
    return Place(
        key=ergebnis.key,
        kind=_RESULTS[ergebnis.kind].in_language(language),
        name=ergebnis.name.in_language(language),
        details=tuple(filter(None, [_conditions(prozess, ergebnis.nach, language)])),
        is_result=True,
        is_current=ergebnis.key in current,
    )


def _conditions(prozess: Prozess, nach: Conditions, language: str) -> str:
    """Return when something opens, in names instead of keys; nothing when it is open at once."""
    alternatives = (
        _OR.in_language(language).join(_named(prozess, each.aufgabe, each.outcome, language) for each in entry)
        for entry in nach
    )
    words = _AND.in_language(language).join(alternatives)
    return _AFTER.in_language(language).format(nach=words) if words else ""


def _named(prozess: Prozess, key: str, outcome: str, language: str) -> str:
    aufgabe = prozess.aufgabe(key)
    name = aufgabe.name.in_language(language)
    if not outcome:
        return name
    labels = {choice.key: choice.text for choice in aufgabe.choices}
    labels |= {each.key: each.name for each in prozess.ergebnisse} if not aufgabe.choices else {}
    return f"{name} = {labels[outcome].in_language(language) if outcome in labels else outcome}"
