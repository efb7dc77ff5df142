"""Turn a structured document into paper: PDF/A-3a and PDF/UA-1 at once, tagged, with its data attached."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache, partial
from importlib import resources
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

from rathaus.core.datei.document_json import document_to_json
from rathaus.core.datei.errors import PdfNotRendered
from rathaus.core.datei.printable import spell_out, without_unprintable
from rathaus.values.document import Document

_EMBEDDED_FONTS = ("Libertinus Serif", "DejaVu Sans Mono")
_HOUSE_FONT = "Fira Sans"
_MAX_HEADING_LEVEL = 5
_MAX_ATTEMPTS = 4
_UNDISPLAYABLE = re.compile(r"the text `(\".*?\")` could not be displayed|codepoint `(\".*?\")`", re.DOTALL)


def render_pdf(
    document: Document, *, created_at: datetime, attachments: Mapping[str, tuple[str, bytes]] | None = None
) -> bytes:
    """Return the document as PDF; the same arguments always give the same bytes.

    Text is handed to the template as data and never read as markup. A character that no font holds is written as its
    code point, such as ``[U+1F600]``; the attached data keep it as it was typed.

    Args:
        document: the content in reading order.
        created_at: aware instant, written into the metadata.
        attachments: file name to media type and content; embedded as associated files with the relationship Data.

    Raises:
        PdfNotRendered: the template or the fonts are broken; never caused by text that a person typed.
    """
    files = [_attachment(name, *entry) for name, entry in (attachments or {}).items()]
    return render_template("letter.typ", _printable(document), created_at=created_at, attachments=files)


def render_template(
    template: str, document: dict[str, Any], *, created_at: datetime, attachments: Sequence[dict[str, Any]] = ()
) -> bytes:
    """Return a typst template of this room filled with data; a character that no font holds becomes its code point.

    Args:
        template: file name in this room, such as ``letter.typ``.
        document: texts as JSON values; the template finds them under ``document``.
        created_at: aware instant, written into the metadata.
        attachments: files to embed; the template finds them under ``attachments``.

    Raises:
        PdfNotRendered: the template or the fonts are broken.
    """
    data, files = document, list(attachments)
    for _ in range(_MAX_ATTEMPTS):
        try:
            return _compile(template, {"document": data, "attachments": files}, created_at)
        except typst.TypstError as error:
            missing = _undisplayable(str(error.diagnostic or error.message))
            if not missing:
                raise PdfNotRendered(reason=error.message) from error
            data = _map_text(data, partial(spell_out, characters=missing))
    return _compile(template, {"document": _map_text(data, _latin_only), "attachments": files}, created_at)


def _compile(template: str, data: dict[str, Any], created_at: datetime) -> bytes:
    families, fonts = _fonts(settings.RATHAUS_FONT_DIR)
    payload = json.dumps({**data, "fonts": families}, ensure_ascii=False)
    return typst.compile(
        _template(template),
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs={"document": payload},
        pdf_standards=["a-3a", "ua-1"],
        timestamp=created_at.replace(microsecond=0),
    )


@lru_cache(maxsize=8)
def _template(name: str) -> bytes:
    return (resources.files("rathaus.core.datei") / name).read_bytes()


@lru_cache(maxsize=4)
def _fonts(folder: Path | None) -> tuple[tuple[str, ...], typst.Fonts]:
    paths = [folder] if folder and folder.is_dir() else []
    fonts = typst.Fonts(include_system_fonts=False, font_paths=paths)
    wanted = (_HOUSE_FONT, *_EMBEDDED_FONTS)
    return tuple(family for family in wanted if family in fonts.families()), fonts


def _attachment(name: str, media_type: str, content: bytes) -> dict[str, Any]:
    try:
        portable: str | list[int] = content.decode()
    except UnicodeDecodeError:
        portable = list(content)
    return {"name": name, "media_type": media_type, "content": portable}


def _printable(document: Document) -> dict[str, Any]:
    data: dict[str, Any] = _map_text(document_to_json(document), without_unprintable)
    data["blocks"] = _close_gaps_between_levels([block for block in data["blocks"] if _has_content(block)])
    data["title"] = data["title"].strip() or "–"
    data["language"] = "en" if document.language.startswith("en") else "de"
    return data


def _has_content(block: dict[str, Any]) -> bool:
    if "text" in block:
        return bool(block["text"].strip())
    return any(block.get(part) for part in ("items", "rows", "label", "options"))


def _close_gaps_between_levels(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """PDF/UA-1 refuses a heading that lies more than one level below the one before; the title is level 1."""
    allowed = 1
    for block in blocks:
        if block["type"] == "Heading":
            block["level"] = max(1, min(block["level"], allowed, _MAX_HEADING_LEVEL))
            allowed = block["level"] + 1
    return blocks


def _map_text(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_map_text(each, change) for each in value]
    if isinstance(value, dict):
        return {key: _map_text(each, change) for key, each in value.items()}
    return value


def _undisplayable(diagnostic: str) -> frozenset[str]:
    """Return the characters beyond ASCII that the renderer complains about."""
    quoted = (first or second for first, second in _UNDISPLAYABLE.findall(diagnostic))
    return frozenset(char for text in quoted for char in _unquote(text) if not char.isascii())


def _unquote(quoted: str) -> str:
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), quoted[1:-1])


def _latin_only(text: str) -> str:
    return spell_out(text, frozenset(char for char in text if ord(char) > 0x17F))
