"""What differs between two versions of a Leistung: fields, fee, tasks, results, texts, letters, norms. Pure."""

import difflib
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rathaus.core.leistung.rules import CompiledLeistung
from rathaus.engine.formular.model import Field
from rathaus.engine.prozess.model import Aufgabe, Ergebnis, Prozess
from rathaus.values.text import Text


class ChangeKind(StrEnum):
    """What happened to a thing."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Mark(StrEnum):
    """What happened to a piece of a text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


type Piece = tuple[Mark, str]


@dataclass(frozen=True, slots=True)
class Aspect:
    """One property that changed: its name, and the value before and after as Text, str, int, bool or None."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed: kind, key in the package, its name as people read it, and which of its properties."""

    kind: ChangeKind
    key: str
    name: Text
    aspects: tuple[Aspect, ...] = ()


@dataclass(frozen=True, slots=True)
class TextChange:
    """One text that changed: code of the module or path, language, its words with what was taken away and added."""

    key: str
    language: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs between two versions, in the order of the newer one."""

    fields: tuple[Change, ...]
    head: tuple[Aspect, ...]
    tasks: tuple[Change, ...]
    results: tuple[Change, ...]
    norms: tuple[Change, ...]
    texts: tuple[TextChange, ...]
    letters: tuple[TextChange, ...]

    @property
    def is_empty(self) -> bool:
        """Whether a citizen and a clerk would notice nothing."""
        parts = (self.fields, self.head, self.tasks, self.results, self.norms, self.texts, self.letters)
        return not any(parts)


_MOST_NAMES = 50
"""A choice of more entries is told by its list, their number and a part of their hash."""


def _options(field: Field) -> Text:
    german, english = (", ".join(each.label.in_language(lang) for each in field.options) for lang in ("de", "en"))
    if len(field.options) <= _MOST_NAMES:
        return Text(german, english)
    count, mark = len(field.options), hashlib.sha256(f"{field.options}".encode()).hexdigest()[:8]
    name = field.codelist or "–"
    return Text(f"{name}: {count} Einträge (Stand {mark})", f"{name}: {count} entries (state {mark})")


_FIELD: Mapping[str, Callable[[Field], object]] = {
    "label": lambda field: field.label,
    "help": lambda field: field.help,
    "why": lambda field: field.why,
    "kind": lambda field: field.kind.value,
    "required": lambda field: field.required and not field.soft_required,
    "max_count": lambda field: field.max_count,
    "options": _options,
    "min_length": lambda field: field.min_length,
    "max_length": lambda field: field.max_length,
    "min_value": lambda field: field.min_value,
    "max_value": lambda field: field.max_value,
    "pattern": lambda field: field.pattern,
    "norms": lambda field: ", ".join(field.norms),
}
_TASK: Mapping[str, Callable[[Aufgabe], object]] = {
    "name": lambda task: task.name,
    "kind": lambda task: task.kind.value,
    "frist_tage": lambda task: task.frist_tage,
    "checkliste": lambda task: Text("; ".join(item.de for item in task.checkliste)),
    "hinweis": lambda task: task.hinweis,
}
_RESULT: Mapping[str, Callable[[Ergebnis], object]] = {
    "name": lambda result: result.name,
    "rechtsbehelf": lambda result: result.rechtsbehelf.value,
    "mit_gebuehr": lambda result: result.mit_gebuehr,
    "gruende": lambda result: Text("; ".join(reason.text.de for reason in result.gruende)),
}
_HEAD: Mapping[str, Callable[[Prozess], object]] = {
    "gebuehr_cent": lambda prozess: prozess.gebuehr.betrag_cent,
    "gebuehr_norm": lambda prozess: prozess.gebuehr.rechtsgrundlage,
    "minuten": lambda prozess: prozess.zeiten.minuten,
    "bearbeitung_tage": lambda prozess: prozess.zeiten.bearbeitung_tage,
    "ebene": lambda prozess: prozess.zustaendigkeit.ebene.value,
    "verfahrensrecht": lambda prozess: prozess.leistung.verfahrensrecht.value,
    "formvorschrift": lambda prozess: prozess.leistung.formvorschrift.value,
}


def compare(
    before: CompiledLeistung,
    after: CompiledLeistung,
    *,
    letters_before: Mapping[str, str],
    letters_after: Mapping[str, str],
) -> Comparison:
    """Return what differs.

    Args:
        before: the older version.
        after: the newer version.
        letters_before: path to source of the older letters.
        letters_after: path to source of the newer letters.
    """
    old, new = before.prozess, after.prozess
    return Comparison(
        fields=_changes(before.formular.fields, after.formular.fields, _FIELD, lambda field: field.label),
        head=_aspects(old, new, _HEAD),
        tasks=_changes(_by_key(old.aufgaben), _by_key(new.aufgaben), _TASK, lambda task: task.name),
        results=_changes(_by_key(old.ergebnisse), _by_key(new.ergebnisse), _RESULT, lambda result: result.name),
        norms=_changes(_norms(before), _norms(after), {}, Text),
        texts=_text_changes(_texts(before), _texts(after)),
        letters=_text_changes(_keyed(letters_before), _keyed(letters_after)),
    )


def word_pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Return a text with the words that were taken away and added."""
    old, new = re.findall(r"\s+|\S+", before), re.findall(r"\s+|\S+", after)
    pieces: list[Piece] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append((Mark.SAME, "".join(old[i1:i2])))
            continue
        if i2 > i1:
            pieces.append((Mark.REMOVED, "".join(old[i1:i2])))
        if j2 > j1:
            pieces.append((Mark.ADDED, "".join(new[j1:j2])))
    return tuple(pieces)


def _changes[Thing](
    before: Mapping[str, Thing],
    after: Mapping[str, Thing],
    aspects: Mapping[str, Callable[[Thing], object]],
    name: Callable[[Thing], Text],
) -> tuple[Change, ...]:
    changes = []
    for key, thing in after.items():
        if key not in before:
            changes.append(Change(ChangeKind.ADDED, key, name(thing)))
        elif found := _aspects(before[key], thing, aspects):
            changes.append(Change(ChangeKind.CHANGED, key, name(thing), found))
    changes += [Change(ChangeKind.REMOVED, key, name(thing)) for key, thing in before.items() if key not in after]
    return tuple(changes)


def _aspects[Thing](
    before: Thing, after: Thing, aspects: Mapping[str, Callable[[Thing], object]]
) -> tuple[Aspect, ...]:
    pairs = ((name, read(before), read(after)) for name, read in aspects.items())
    return tuple(Aspect(name, old, new) for name, old, new in pairs if old != new)


def _by_key[Thing: (Aufgabe, Ergebnis)](things: tuple[Thing, ...]) -> dict[str, Thing]:
    return {thing.key: thing for thing in things}


def _norms(content: CompiledLeistung) -> dict[str, str]:
    cited = [norm.citation for norm in content.prozess.rechtsgrundlagen]
    return {citation: citation for citation in (*cited, *content.formular.norms)}


def _texts(content: CompiledLeistung) -> dict[tuple[str, str], str]:
    description = content.description
    found = {("name", "de"): description.name.de, ("name", "en"): description.name.en}
    found |= {("teaser", "de"): description.teaser.de, ("teaser", "en"): description.teaser.en}
    for module in description.texts:
        key = module.code if not module.heading.de else f"{module.code} {module.heading.de}"
        found[key, "de"], found[key, "en"] = module.prose.plain.de, module.prose.plain.en
    return found


def _keyed(letters: Mapping[str, str]) -> dict[tuple[str, str], str]:
    return {(path, "de"): text for path, text in letters.items()}


def _text_changes(
    before: Mapping[tuple[str, str], str], after: Mapping[tuple[str, str], str]
) -> tuple[TextChange, ...]:
    keys = dict.fromkeys((*after, *before))
    pairs = ((key, before.get(key, ""), after.get(key, "")) for key in keys)
    return tuple(TextChange(key[0], key[1], word_pieces(old, new)) for key, old, new in pairs if old != new)
