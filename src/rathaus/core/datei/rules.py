"""What an upload must be like: its type by content, its name, its size."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from rathaus.core.datei.errors import (
    UploadDamaged,
    UploadDisguised,
    UploadEmpty,
    UploadTooLarge,
    UploadTypeRefused,
    UploadTypeUnknown,
)
from rathaus.core.datei.pdf_scan import refuse_unsafe_pdf

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
        magic: bytes at the very beginning; nothing may stand before them, so that a file has one type only.
        extensions: endings of a name that promise this type, the usual one first.
        tail: bytes that a complete file holds near its end; empty when the type has none.
    """

    media_type: str
    magic: bytes
    extensions: tuple[str, ...]
    tail: bytes = b""


SIGNATURES = (
    Signature("application/pdf", b"%PDF-", ("pdf",), b"startxref"),
    Signature("image/jpeg", b"\xff\xd8\xff", ("jpg", "jpeg", "jpe"), b"\xff\xd9"),
    Signature("image/png", b"\x89PNG\r\n\x1a\n", ("png",), b"IEND"),
)
"""Every type that an upload may have. A new row adds a type."""


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
        UploadDamaged: the end is missing.
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
    if signature.tail not in content:
        raise UploadDamaged(found=signature.media_type)
    if signature.media_type == "application/pdf":
        refuse_unsafe_pdf(content)
    return CheckedUpload(safe_name, signature.media_type)


def sniff(content: bytes) -> Signature | None:
    """Return the type by the first bytes; None when no row fits."""
    return next((each for each in SIGNATURES if content.startswith(each.magic)), None)


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


def _shorten(name: str) -> str:
    if len(name) <= NAME_LENGTH:
        return name
    extension = _EXTENSION.search(name)
    ending = extension[0] if extension else ""
    return name[: NAME_LENGTH - len(ending)].rstrip(" .") + ending
