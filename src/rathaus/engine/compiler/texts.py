"""English texts of a package: ``texts.en.json``, element id (or dotted path) → label, help, why, content, options.

``_title`` is the title of the form, ``_help`` its introduction. A schema of XDatenfelder holds German texts only.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from rathaus.engine.compiler.messages import finding
from rathaus.engine.compiler.tree import Tree, walk
from rathaus.values.findings import Finding
from rathaus.values.text import Text


class EnglishTexts:
    """The English texts by place: a text for a dotted path goes before one for the bare id.

    Args:
        texts: decoded ``texts.en.json``; goes before a translation message part by part.
        translated: texts of translation messages, in the same form.
    """

    def __init__(
        self, texts: Mapping[str, Any] | None, translated: Mapping[str, Mapping[str, Any]] | None = None
    ) -> None:
        self._texts = _merged(texts or {}, translated or {})

    def text(self, path: str, part: str, german: str) -> Text:
        """Return the text of an element in both languages; empty when there is no German one.

        Args:
            path: template path.
            part: ``label``, ``help``, ``why`` or ``content``.
            german: text of the schema.
        """
        return Text(german, self._part(path, part) if german else "")

    def options(self, path: str) -> Mapping[str, Any]:
        """Return the texts of the entries of a choice by their code."""
        entries: Mapping[str, Any] = self._entry(path, "options", {})
        return entries

    def form(self, part: str, german: str) -> Text:
        """Return ``_title`` or ``_help`` of the form."""
        written = self._texts.get(part, "")
        return Text(german, written if isinstance(written, str) else "")

    def _part(self, path: str, part: str) -> str:
        return str(self._entry(path, part, ""))

    def _entry(self, path: str, part: str, default: Any) -> Any:
        for key in (path, path.rpartition(".")[2]):
            entry = self._texts.get(key)
            if isinstance(entry, Mapping) and part in entry:
                return entry[part]
        return default

    def check(self, tree: Tree) -> Iterator[Finding]:
        """Yield what the texts name without need, and what they lack; nothing when there are no texts at all.

        Args:
            tree: from ``resolve``.
        """
        if not self._texts:
            return
        paths = [node.path for node in walk(tree)]
        known = {key for path in paths for key in (path, path.rpartition(".")[2])}
        for key in self._texts:
            if key not in known and not key.startswith("_"):
                yield finding("COM-040", key, id=key)
        lacking = sorted({path.rpartition(".")[2] for path in paths if not self._part(path, "label")})
        if lacking:
            yield finding("COM-041", "texts.en.json", count=len(lacking), ids=", ".join(lacking[:10]))


def _merged(texts: Mapping[str, Any], translated: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    merged: dict[str, Any] = dict(translated)
    for key, entry in texts.items():
        below = merged.get(key)
        if isinstance(below, Mapping) and isinstance(entry, Mapping):
            options = {**below.get("options", {}), **entry.get("options", {})}
            merged[key] = {**below, **entry, **({"options": options} if options else {})}
        else:
            merged[key] = entry
    return merged
