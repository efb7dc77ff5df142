"""Writing a draft as ``ablauf.toml``: what nobody has said yet is marked ``TODO``.

Source: ``docs/reference/ablauf.md``; strings as TOML 1.0 basic strings.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rathaus.engine.prozess.model import ErgebnisKind, Rechtsgrundlage
from rathaus.engine.prozess_import.conditions import Condition
from rathaus.engine.prozess_import.draft import Draft, DraftResult, DraftTask
from rathaus.values.text import Text

TODO: Final = "  # TODO"
UNKNOWN_KEY: Final = "99000000000000"
"""A LeiKa key of the right form that names nothing."""


_NO_NORM: Final = Rechtsgrundlage("TODO", "TODO", Text("TODO"))


@dataclass(frozen=True, slots=True)
class Head:
    """What the file says about the Leistung; empty where it says nothing."""

    schluessel: str
    slug: str
    title: str
    origin: str
    rechtsgrundlagen: tuple[Rechtsgrundlage, ...]


def write_draft(head: Head, draft: Draft) -> str:
    """Return the text of ``ablauf.toml``, with a comment for each line that an editor has to settle."""
    parts = [
        "\n".join(_head(head)),
        *("\n".join(_norm(norm)) for norm in head.rechtsgrundlagen or (_NO_NORM,)),
        *("\n".join(_task(task, is_first=number == 0)) for number, task in enumerate(draft.tasks)),
        *("\n".join(_result(result)) for result in draft.results),
    ]
    return "\n\n".join(parts) + "\n"


def quoted(text: str) -> str:
    """Return a text as a basic string of TOML, which JSON writes too but for one sign."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def comment(text: str) -> str:
    """Return a text that can stand in a comment: one line without control signs."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _head(head: Head) -> Iterator[str]:
    yield f"# {comment(f'Draft from {head.origin}: {head.title}')}"
    yield "# Every line with TODO says something that the file did not say. English texts are missing everywhere."
    yield "\n[leistung]"
    yield f"schluessel = {quoted(head.schluessel or UNKNOWN_KEY)}{'' if head.schluessel else TODO}"
    yield f"slug = {quoted(head.slug)}"
    yield 'version = "0.1.0"'
    yield f'verfahrensrecht = "VwVfG"{TODO} VwVfG · SGB X · AO'
    yield f'formvorschrift = "keine"{TODO} keine · Textform · Schriftform · persoenlich'
    yield "\n[zustaendigkeit]"
    yield f'ebene = "gemeinde"{TODO} gemeinde · kreis · sonderstatus · land'
    yield f'rechtsgrundlage = "TODO"{TODO} the citation that says who is competent'
    yield "\n[zeiten]"
    yield f"minuten = 15{TODO} minutes to fill in the form"
    yield f"bearbeitung_tage = 30{TODO} days until the decision"
    yield "\n[gebuehr]"
    yield f'art = "keine"{TODO} keine · fest'


def _norm(norm: Rechtsgrundlage) -> Iterator[str]:
    yield "[[rechtsgrundlage]]"
    yield f"paragraph = {quoted(norm.paragraph)}"
    yield f"gesetz = {quoted(norm.gesetz)}{TODO if norm.gesetz == 'TODO' else ''}"
    yield f"titel = {{ de = {quoted(norm.titel.de)} }}{TODO} title of the norm"


def _task(task: DraftTask, *, is_first: bool) -> Iterator[str]:
    yield "[[aufgabe]]"
    yield f"key = {quoted(task.key)}"
    yield f"art = {quoted(task.kind)}"
    yield f"name = {{ de = {quoted(task.name)} }}"
    if task.wer:
        yield f"wer = {quoted(task.wer)}"
    if task.nach or not is_first:
        yield f"nach = {_conditions(task.nach)}"
    if task.choices:
        yield "wahl = ["
        yield from (f"  {{ key = {quoted(key)}, de = {quoted(label)} }}," for key, label in task.choices)
        yield "]"
    if task.frist_tage is not None:
        yield f"frist_tage = {task.frist_tage}"
    elif task.has_timer:
        yield "# TODO frist_tage = 14"
    if task.zurueck:
        yield f"zurueck = {quoted(task.zurueck)}"
    if task.hinweis:
        yield f"hinweis = {{ de = {quoted(task.hinweis)} }}"


def _result(result: DraftResult) -> Iterator[str]:
    ends_early = result.kind is ErgebnisKind.WITHDRAW
    yield "[[ergebnis]]"
    yield f"key = {quoted(result.key)}"
    yield f"art = {quoted(result.kind)}{TODO} grant · refuse · withdraw"
    yield f"name = {{ de = {quoted(result.name)} }}{TODO if result.is_added else ''}"
    yield f"vorlage = {quoted(f'bescheid/{result.key}.md')}{TODO} write the letter"
    if not ends_early:
        yield f'rechtsbehelf = "widerspruch"{TODO} widerspruch · einspruch · klage · keiner'
    if result.nach:
        yield f"nach = {_conditions(result.nach)}"
    if result.kind is ErgebnisKind.REFUSE:
        yield "gruende = ["
        yield f'  {{ key = "grund", de = "TODO: Grund der Ablehnung" }},{TODO} reasons with their norms'
        yield "]"


def _conditions(condition: Condition) -> str:
    entries = (" oder ".join(f"{key} = {way}" if way else key for key, way in clause) for clause in condition)
    return "[" + ", ".join(quoted(entry) for entry in entries) + "]"
