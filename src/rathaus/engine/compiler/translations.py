"""Translation messages (XDatenfelder 0106) as texts by element: English for the form, all others beside it.

The form speaks German and English. Texts in other languages and in Leichte Sprache (``de-simple``) are handed on in the
same shape, so that nothing of a message is lost until a surface shows them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rathaus.engine.compiler.messages import finding
from rathaus.engine.compiler.tree import Tree, walk
from rathaus.standards.xdatenfelder.model import ElementUebersetzung, Stammdatenschema, Uebersetzung
from rathaus.values.findings import Finding

type Language = Mapping[str, Any]
"""Element id → label, help, content, options; ``_title`` and ``_help`` of the form; ``_messages`` of rules by code."""

_OWN_TAG = "de"


@dataclass(frozen=True, slots=True)
class Translations:
    """English texts in the shape of ``texts.en.json``, all other languages by tag, and what is wrong."""

    english: Language
    others: Mapping[str, Language]
    findings: tuple[Finding, ...]


def merge_translations(messages: Iterable[Uebersetzung], *, schema: Stammdatenschema, tree: Tree) -> Translations:
    """Merge translation messages; a later one goes before an earlier one.

    Args:
        messages: as read.
        schema: the schema that they should be about.
        tree: from ``resolve``.
    """
    versions: dict[str, set[str | None]] = {schema.id: {schema.version}}
    for node in walk(tree):
        versions.setdefault(node.element.id, set()).add(node.element.version)
    languages: dict[str, dict[str, Any]] = {}
    findings: list[Finding] = []
    for message in messages:
        if message.uebersetzt.id != schema.id:
            findings.append(finding("COM-043", schema.id, id=message.uebersetzt.id))
            continue
        for sprache in message.sprache:
            texts = languages.setdefault(sprache.tag, {})
            for element in sprache.element:
                findings.extend(_check(element, versions))
                _add(texts, element, is_form=element.uebersetzt.id == schema.id)
    if languages.pop(_OWN_TAG, None):
        findings.append(finding("COM-045", schema.id))
    return Translations(languages.pop("en", {}), languages, tuple(dict.fromkeys(findings)))


def _check(element: ElementUebersetzung, versions: Mapping[str, set[str | None]]) -> Iterator[Finding]:
    about = element.uebersetzt
    known = versions.get(about.id)
    if known is None:
        yield finding("COM-040", about.id, id=about.id)
    elif about.version is not None and about.version not in known:
        yield finding("COM-044", about.id, id=about.id, version=about.version)


def _add(texts: dict[str, Any], element: ElementUebersetzung, *, is_form: bool) -> None:
    messages = {rule.uebersetzt.id: {each.code: each.text for each in rule.fehler} for rule in element.regel}
    if messages:
        texts["_messages"] = texts.get("_messages", {}) | messages
    if is_form:
        texts |= _written(_title=element.bezeichnung_eingabe, _help=element.hilfetext_eingabe)
        return
    entry = _written(label=element.bezeichnung_eingabe, help=element.hilfetext_eingabe, content=element.inhalt)
    options = {wert.code: wert.name for wert in element.werte}
    texts[element.uebersetzt.id] = entry | ({"options": options} if options else {})


def _written(**texts: str) -> dict[str, str]:
    return {name: text for name, text in texts.items() if text}
