"""Texts of a module: HTML from an editor or plain text becomes a small safe structure.

What remains: paragraphs, one level of subheading, lists, links, strong and emphasised words. Everything else loses its
tags and keeps its words; scripts and styles lose their words too.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape, unescape
from html.parser import HTMLParser
from typing import Final

import nh3

from rathaus.values.text import Text

_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
_RENAMED: Final = (
    (re.compile(r"<(/?)h[1-6]\b[^>]*>", re.IGNORECASE), r"<\1h3>"),
    (re.compile(r"<(/?)b(?=[\s>])[^>]*>", re.IGNORECASE), r"<\1strong>"),
    (re.compile(r"<(/?)i(?=[\s>])[^>]*>", re.IGNORECASE), r"<\1em>"),
    (re.compile(r"<(/?)(?:div|section|article|blockquote|tr|dt|dd)\b[^>]*>", re.IGNORECASE), r"<\1p>"),
    (re.compile(r"</?t[dh]\b[^>]*>", re.IGNORECASE), " "),
)
_INLINE: Final = frozenset({"strong", "em", "a"})
_LISTS: Final = frozenset({"ul", "ol"})
_ALLOWED: Final = {"p", "h3", "ul", "ol", "li", "br", *_INLINE}
_SCHEMES: Final = {"https", "http", "mailto", "tel"}
_ACTIVE = re.compile(r"<\s*(script|style|iframe|object|embed|form|img|svg)\b|\son\w+\s*=|javascript:", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|\w+);")
_EMPTY: Final = Text("")
_ITEM = re.compile(r"(?:[-*•–]|(\d+)[.)])\s+(.*)")


@dataclass(frozen=True, slots=True)
class Prose:
    """A text of several paragraphs.

    Args:
        html: safe markup: ``p h3 ul ol li br strong em a[href]`` and nothing else; may be put into a page as it is.
        plain: the same words, one block a line, for search and for previews.
    """

    html: Text = _EMPTY
    plain: Text = _EMPTY

    @property
    def is_empty(self) -> bool:
        """Return whether there is no text in any language."""
        return not (self.plain.de or self.plain.en)


@dataclass(frozen=True, slots=True)
class _Block:
    """One paragraph, heading or item; ``kind`` is ``p``, ``h3``, ``ul`` or ``ol``."""

    kind: str
    html: str
    plain: str


def make_prose(texts: Mapping[str, str]) -> Prose:
    """Return the safe form of a text.

    Args:
        texts: language (``de``, ``en``) → HTML or plain text as it stands in the file.
    """
    german, english = (_blocks(texts.get(language, "")) for language in ("de", "en"))
    return Prose(Text(_markup(german), _markup(english)), Text(_words(german), _words(english)))


def one_line(raw: str) -> str:
    """Return the words of a text on one line, without any markup."""
    return " ".join(_words(_blocks(raw)).split())


def has_active_content(raw: str) -> bool:
    """Return whether a text holds scripts, frames, images, forms or event handlers, which are removed."""
    return bool(_ACTIVE.search(raw))


def is_safe_address(uri: str) -> bool:
    """Return whether a link may be shown: web, mail or telephone."""
    scheme, separator, rest = uri.strip().partition(":")
    return bool(separator and rest) and scheme.lower() in _SCHEMES


def _blocks(raw: str) -> tuple[_Block, ...]:
    if not _TAG.search(raw):
        return tuple(_plain_blocks(_ENTITY.sub(lambda match: unescape(match[0]), raw)))
    for pattern, replacement in _RENAMED:
        raw = pattern.sub(replacement, raw)
    cleaned = nh3.clean(
        raw, tags=_ALLOWED, attributes={"a": {"href"}}, url_schemes=_SCHEMES, link_rel="noopener noreferrer"
    )
    builder = _Builder()
    builder.feed(cleaned)
    builder.close()
    builder.flush()
    return tuple(builder.blocks)


def _plain_blocks(raw: str) -> list[_Block]:
    parts: list[tuple[str, list[str]]] = []
    is_open = False
    for line in (line.strip() for line in raw.splitlines()):
        match = _ITEM.fullmatch(line)
        if match:
            parts.append(("ol" if match[1] else "ul", [match[2]]))
        elif line and is_open:
            parts[-1][1].append(line)
        elif line:
            parts.append(("p", [line]))
        is_open = bool(line)
    texts = ((kind, " ".join(" ".join(words).split())) for kind, words in parts)
    return [_Block(kind, escape(text, quote=False), text) for kind, text in texts]


class _Builder(HTMLParser):
    """Turns cleaned markup into flat blocks: every word ends up in exactly one block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[_Block] = []
        self._kind = "p"
        self._lists: list[str] = []
        self._open: list[str] = []
        self._html: list[str] = []
        self._plain: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _INLINE:
            self._open.append(tag)
            self._html.append("".join([f"<{tag}", *(f' {name}="{escape(value or "")}"' for name, value in attrs), ">"]))
        elif tag == "br":
            self._html.append("<br>")
            self._plain.append(" ")
        else:
            self._start_block(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            self._close_inline(tag)
        elif tag not in _INLINE:
            self.flush()
            if tag in _LISTS:
                self._lists.pop()
            self._kind = "p"

    def handle_data(self, data: str) -> None:
        self._html.append(escape(data, quote=False))
        self._plain.append(data)

    def flush(self) -> None:
        """End the current block; inline tags that are open end with it."""
        self._close_inline("")
        html, plain = (" ".join("".join(parts).split()) for parts in (self._html, self._plain))
        if plain:
            self.blocks.append(_Block(self._kind, html.removeprefix("<br>").removesuffix("<br>").strip(), plain))
        self._html, self._plain = [], []

    def _start_block(self, tag: str) -> None:
        if tag == "p" and self._kind in _LISTS and not "".join(self._plain).strip():
            return  # a paragraph at the beginning of an item is the item
        self.flush()
        if tag in _LISTS:
            self._lists.append(tag)
        if tag == "li":
            self._kind = self._lists[-1] if self._lists else "ul"
        elif tag == "h3":
            self._kind = "h3"

    def _close_inline(self, tag: str) -> None:
        """Close open inline tags from the innermost outwards, up to ``tag`` or all of them."""
        while self._open:
            innermost = self._open.pop()
            self._html.append(f"</{innermost}>")
            if innermost == tag:
                break


def _markup(blocks: tuple[_Block, ...]) -> str:
    parts: list[str] = []
    open_list = ""
    for block in (*blocks, _Block("", "", "")):
        list_kind = block.kind if block.kind in _LISTS else ""
        if open_list and open_list != list_kind:
            parts.append(f"</{open_list}>")
        if list_kind and open_list != list_kind:
            parts.append(f"<{list_kind}>")
        open_list = list_kind
        tag = "li" if list_kind else block.kind
        parts += [f"<{tag}>{block.html}</{tag}>"] if block.kind else []
    return "".join(parts)


def _words(blocks: tuple[_Block, ...]) -> str:
    return "\n".join(block.plain for block in blocks)
