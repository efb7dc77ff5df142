"""What an upload must be like: its type by content, its name, its size."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from rathaus.core.datei.errors import (
    UploadDamaged,
    UploadDisguised,
    UploadEmpty,
    UploadTooLarge,
    UploadTooManyPixels,
    UploadTypeRefused,
    UploadTypeUnknown,
)
from rathaus.core.datei.file_end import is_whole
from rathaus.core.datei.pdf_scan import refuse_unsafe_pdf
from rathaus.core.datei.picture_size import PIXEL_LIMIT, picture_size

NAME_LENGTH = 120
"""Longest name that is kept, with its extension; file systems allow 255 bytes, which umlauts use up twice as fast."""

_EXTENSION = re.compile(r"\.([A-Za-z][A-Za-z0-9]{0,4})$")
_UNSAFE = re.compile(r'[<>:"|?*]')
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@dataclass(frozen=True, slots=True)
class Signature:
    """How a type is recognised.

    Args:
        media_type: the type.
        magic: pattern of the very beginning; nothing may stand before it, so that a file has one type only.
        extensions: endings of a name that promise this type, the usual one first.
    """

    media_type: str
    magic: re.Pattern[bytes]
    extensions: tuple[str, ...]


SIGNATURES = (
    Signature("application/pdf", re.compile(rb"%PDF-"), ("pdf",)),
    Signature("image/jpeg", re.compile(rb"\xff\xd8\xff"), ("jpg", "jpeg", "jpe")),
    Signature("image/png", re.compile(rb"\x89PNG\r\n\x1a\n"), ("png",)),
    Signature("image/webp", re.compile(rb"RIFF.{4}WEBP", re.DOTALL), ("webp",)),
    Signature("image/heic", re.compile(rb".{4}ftyp(?:heic|heix|mif1)", re.DOTALL), ("heic", "heif")),
)
"""Every type that an upload may have. A new row adds a type, with a row in :mod:`rathaus.core.datei.file_end`."""


@dataclass(frozen=True, slots=True)
class UploadTerms:
    """What the question asks of a file.

    Args:
        allowed: media types that are accepted; empty accepts every type of :data:`SIGNATURES`.
        max_size: largest size in bytes.
        copy_for: the Leistung that an identity document is handed in for; empty for every other file.
    """

    allowed: Collection[str]
    max_size: int
    copy_for: str = ""


@dataclass(frozen=True, slots=True)
class CheckedUpload:
    """An upload that may be kept: its safe name and the type of its content."""

    name: str
    media_type: str


def check_upload(*, name: str, content: bytes, allowed: Collection[str], max_size: int) -> CheckedUpload:
    """Return the safe name and the type of an upload.

    Args:
        name: name as the browser sent it, untrusted.
        content: all bytes.
        allowed: media types that are accepted here; empty accepts every type of :data:`SIGNATURES`.
        max_size: largest size in bytes.

    Raises:
        UploadEmpty: no bytes.
        UploadTooLarge: more than ``max_size`` bytes.
        UploadTypeUnknown: the content is of no known type; programs and archives end here.
        UploadTypeRefused: the type is not accepted here.
        UploadDisguised: the extension of the name belongs to another type.
        UploadDamaged: it is not whole.
        UploadTooManyPixels: a picture that would fill the memory when it is opened.
        UploadActive: a PDF with a script or a program call.
        UploadEncrypted: an encrypted PDF.
    """
    if not content:
        raise UploadEmpty
    if len(content) > max_size:
        raise UploadTooLarge(size_bytes=len(content), limit_bytes=max_size)
    signature = sniff(content)
    if signature is None:
        raise UploadTypeUnknown(accepted=sorted(allowed) or [each.media_type for each in SIGNATURES])
    if allowed and signature.media_type not in allowed:
        raise UploadTypeRefused(found=signature.media_type, accepted=sorted(allowed))
    safe_name = name_for(name, signature)
    if not is_whole(content, signature.media_type):
        raise UploadDamaged(found=signature.media_type)
    _refuse_too_many_pixels(content, signature)
    if signature.media_type == "application/pdf":
        refuse_unsafe_pdf(content)
    return CheckedUpload(safe_name, signature.media_type)


def _refuse_too_many_pixels(content: bytes, signature: Signature) -> None:
    size = picture_size(content, signature.media_type)
    if size is not None and size[0] * size[1] > PIXEL_LIMIT:
        raise UploadTooManyPixels(pixels=size[0] * size[1], limit_pixels=PIXEL_LIMIT)


def sniff(content: bytes) -> Signature | None:
    """Return the type by the first bytes; None when no row fits."""
    return next((each for each in SIGNATURES if each.magic.match(content)), None)


def name_for(name: str, signature: Signature) -> str:
    """Return a safe name with an extension that fits the content.

    Raises:
        UploadDisguised: the name promises another type.
    """
    cleaned = sanitise_name(name)
    extension = _EXTENSION.search(cleaned)
    if extension is None:
        return _shorten(f"{cleaned}.{signature.extensions[0]}")
    if extension[1].lower() not in signature.extensions:
        raise UploadDisguised(found=signature.media_type, promised=extension[1].lower())
    return cleaned


def sanitise_name(name: str) -> str:
    """Return a name without folders, control and hidden characters, of at most 120 characters; never empty."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(char for char in last if unicodedata.category(char) not in _HIDDEN)
    cleaned = re.sub(r"\s+", " ", _UNSAFE.sub("_", visible)).strip(" .")
    return _shorten(cleaned or "Datei")


def copy_name(name: str, media_type: str) -> str:
    """Return the name of a copy: that of the original, with the extension of the copy's type."""
    extensions = next((each.extensions for each in SIGNATURES if each.media_type == media_type), ())
    ending = _EXTENSION.search(name)
    if not extensions or (ending and ending[1].lower() in extensions):
        return name
    return _shorten(f"{name[: ending.start()] if ending else name}.{extensions[0]}")


def watermark(copy_for: str, stelle: str, *, day: date) -> str:
    """Return the text across a copy; empty where the file is no identity document.

    Args:
        copy_for: the Leistung that the document was handed in for; empty for every other file.
        stelle: name of the body that received it; empty before the submission.
        day: local day of the copy.
    """
    if not copy_for:
        return ""
    return ", ".join(filter(None, (f"Kopie für „{copy_for}“", stelle, f"{day:%d.%m.%Y}")))


def _shorten(name: str) -> str:
    if len(name) <= NAME_LENGTH:
        return name
    extension = _EXTENSION.search(name)
    ending = extension[0] if extension else ""
    return name[: NAME_LENGTH - len(ending)].rstrip(" .") + ending
