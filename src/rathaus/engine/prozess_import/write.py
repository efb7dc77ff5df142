"""Writing a draft as ``ablauf.toml``: what nobody has said yet is marked ``TODO``.

Source: ``docs/reference/ablauf.md``; strings as TOML 1.0 basic strings.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rathaus.engine.prozess.model import ErgebnisKind, Gebuehr, GebuehrKind, Rechtsgrundlage
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


@dataclass(frozen=True, slots=True)
class Settled:
    """What somebody said about what the files do not say; empty or None where nobody did, and a stand-in is written.

    Args:
        version: ``major.minor.patch``.
        verfahrensrecht: code of procedure.
        formvorschrift: form that the law demands.
        formvorschrift_norm: citation of that demand.
        ebene: kind of competent body.
        stelle: slug of the state body.
        zustaendigkeit_norm: the citation that says who is competent.
        minuten: minutes to fill in the form.
        bearbeitung_tage: days until the decision.
        gebuehr: the fee.
        rechtsbehelf: remedy that the notices name.
        has_results: whether kinds, names and reasons of the results were confirmed.
        has_letters: whether every result has its letter.
    """

    version: str = "0.1.0"
    verfahrensrecht: str = ""
    formvorschrift: str = ""
    formvorschrift_norm: str = ""
    ebene: str = ""
    stelle: str = ""
    zustaendigkeit_norm: str = ""
    minuten: int | None = None
    bearbeitung_tage: int | None = None
    gebuehr: Gebuehr | None = None
    rechtsbehelf: str = ""
    has_results: bool = False
    has_letters: bool = False


NOTHING_SETTLED: Final = Settled()


def write_draft(head: Head, draft: Draft, *, settled: Settled = NOTHING_SETTLED) -> str:
    """Return the text of ``ablauf.toml``, with a comment for each line that an editor has to settle."""
    parts = [
        "\n".join(_head(head, settled)),
        *("\n".join(_norm(norm, settled)) for norm in head.rechtsgrundlagen or (_NO_NORM,)),
        *(
            "\n".join(_timer(task) if task.wartet else _task(task, is_first=number == 0))
            for number, task in enumerate(draft.tasks)
        ),
        *("\n".join(_result(result, settled, norm=_citation(head))) for result in draft.results),
    ]
    return "\n\n".join(parts) + "\n"


def _citation(head: Head) -> str:
    return next((norm.citation for norm in head.rechtsgrundlagen), "")


def quoted(text: str) -> str:
    """Return a text as a basic string of TOML, which JSON writes too but for one sign."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def comment(text: str) -> str:
    """Return a text that can stand in a comment: one line without control signs."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _head(head: Head, settled: Settled) -> Iterator[str]:
    yield f"# {comment(f'Draft from {head.origin}: {head.title}')}"
    yield "# Every line with TODO says something that the file did not say. English texts may be missing."
    yield "\n[leistung]"
    yield f"schluessel = {quoted(head.schluessel or UNKNOWN_KEY)}{'' if head.schluessel else TODO}"
    yield f"slug = {quoted(head.slug)}"
    yield f"version = {quoted(settled.version)}"
    yield _word("verfahrensrecht", settled.verfahrensrecht, "VwVfG", "VwVfG · SGB X · AO")
    yield _word("formvorschrift", settled.formvorschrift, "keine", "keine · Textform · Schriftform · persoenlich")
    if settled.formvorschrift_norm:
        yield f"formvorschrift_norm = {quoted(settled.formvorschrift_norm)}"
    yield "\n[zustaendigkeit]"
    yield _word("ebene", settled.ebene, "gemeinde", "gemeinde · kreis · sonderstatus · regierungsbezirk · land")
    if settled.stelle:
        yield f"stelle = {quoted(settled.stelle)}"
    yield _word("rechtsgrundlage", settled.zustaendigkeit_norm, "TODO", "the citation that says who is competent")
    yield "\n[zeiten]"
    yield _number("minuten", settled.minuten, 15, "minutes to fill in the form")
    yield _number("bearbeitung_tage", settled.bearbeitung_tage, 30, "days until the decision")
    yield "\n[gebuehr]"
    yield from _fee(settled.gebuehr)


def _word(key: str, value: str, stand_in: str, hint: str) -> str:
    return f"{key} = {quoted(value or stand_in)}" + ("" if value else f"{TODO} {hint}")


def _number(key: str, value: int | None, stand_in: int, hint: str) -> str:
    return f"{key} = {stand_in if value is None else value}" + ("" if value is not None else f"{TODO} {hint}")


def _fee(gebuehr: Gebuehr | None) -> Iterator[str]:
    yield _word("art", gebuehr.kind if gebuehr else "", "keine", "keine · fest")
    if gebuehr is not None and gebuehr.kind is GebuehrKind.FEST:
        yield f"betrag_cent = {gebuehr.betrag_cent}"
        yield f"rechtsgrundlage = {quoted(gebuehr.rechtsgrundlage)}"
        yield f"anpassbar = {str(gebuehr.anpassbar).lower()}"


def _norm(norm: Rechtsgrundlage, settled: Settled) -> Iterator[str]:
    """Yield a norm; somebody who settled the competence has read and kept the titles, too."""
    yield "[[rechtsgrundlage]]"
    yield f"paragraph = {quoted(norm.paragraph)}"
    yield f"gesetz = {quoted(norm.gesetz)}{TODO if norm.gesetz == 'TODO' else ''}"
    yield f"titel = {{ de = {quoted(norm.titel.de)} }}{'' if settled.has_results else f'{TODO} title of the norm'}"


def _task(task: DraftTask, *, is_first: bool) -> Iterator[str]:
    yield "[[aufgabe]]"
    yield f"key = {quoted(task.key)}"
    yield f"art = {quoted(task.kind)}"
    yield f"name = {_text(task.name, task.name_en)}"
    if task.wer:
        yield f"wer = {quoted(task.wer)}"
    if task.nach or not is_first:
        yield f"nach = {_conditions(task.nach)}"
    if task.choices:
        yield "wahl = ["
        for key, label in task.choices:
            yield f"  {{ key = {quoted(key)}, {_words(label, task.choices_en.get(key, ''))} }},"
        yield "]"
    if task.frist_tage is not None:
        yield f"frist_tage = {task.frist_tage}"
    elif task.has_timer:
        yield "# TODO frist_tage = 14"
    if task.zurueck:
        yield f"zurueck = {quoted(task.zurueck)}"
    if task.hinweis:
        yield f"hinweis = {{ de = {quoted(task.hinweis)} }}"


def _timer(task: DraftTask) -> Iterator[str]:
    yield "[[zeitgeber]]"
    yield f"key = {quoted(task.key)}"
    yield f"name = {_text(task.name, task.name_en)}"
    yield f"nach = {_conditions(task.nach)}"
    yield f"dauer = {quoted(task.wartet)}"
    yield 'folge = "erinnern"'


def _result(result: DraftResult, settled: Settled, *, norm: str) -> Iterator[str]:
    ends_early = result.kind is ErgebnisKind.WITHDRAW
    yield "[[ergebnis]]"
    yield f"key = {quoted(result.key)}"
    yield f"art = {quoted(result.kind)}{'' if settled.has_results else f'{TODO} grant · refuse · partial · withdraw'}"
    open_name = result.is_added and not settled.has_results
    yield f"name = {_text(result.name, result.name_en)}{TODO if open_name else ''}"
    yield f"vorlage = {quoted(letter_path(result))}{'' if settled.has_letters else f'{TODO} write the letter'}"
    if not ends_early:
        yield _word("rechtsbehelf", settled.rechtsbehelf, "widerspruch", "widerspruch · einspruch · klage · keiner")
    if result.nach:
        yield f"nach = {_conditions(result.nach)}"
    if result.kind.is_burden:
        yield "gruende = ["
        yield f"  {_reason(norm)}," if settled.has_results else f"  {_OPEN_REASON},{TODO} reasons with their norms"
        yield "]"


_OPEN_REASON: Final = '{ key = "grund", de = "TODO: Grund der Ablehnung" }'


def _reason(norm: str) -> str:
    words = 'de = "Die Voraussetzungen sind nicht erfüllt.", en = "The requirements are not met."'
    return f'{{ key = "voraussetzungen", {words}' + (f", norm = {quoted(norm)} }}" if norm else " }")


def letter_path(result: DraftResult) -> str:
    """Return where the letter of a result stands in the package."""
    return f"bescheid/{result.key}.md"


def _words(german: str, english: str) -> str:
    return f"de = {quoted(german)}" + (f", en = {quoted(english)}" if english else "")


def _text(german: str, english: str) -> str:
    return f"{{ {_words(german, english)} }}"


def _conditions(condition: Condition) -> str:
    entries = (" oder ".join(f"{key} = {way}" if way else key for key, way in clause) for clause in condition)
    return "[" + ", ".join(quoted(entry) for entry in entries) + "]"
