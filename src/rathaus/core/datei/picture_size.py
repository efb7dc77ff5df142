"""Width and height of a picture by its header alone: nothing is unpacked, so that a bomb cannot go off here."""

import re
import struct
from collections.abc import Callable, Mapping

PIXEL_LIMIT = 120_000_000
"""Most pixels of a picture: the cameras of phones take up to 108 million."""

_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_STANDALONE = frozenset({0x01, *range(0xD0, 0xD9)})


def picture_size(content: bytes, media_type: str) -> tuple[int, int] | None:
    """Return width and height in pixels; None where the header does not tell.

    Args:
        content: all bytes.
        media_type: a type of :data:`rathaus.core.datei.rules.SIGNATURES`.
    """
    read = _READERS.get(media_type)
    try:
        return read(content) if read else None
    except (struct.error, IndexError):
        return None


def _jpeg(content: bytes) -> tuple[int, int] | None:
    position = 2
    while content[position] == 0xFF:
        marker = content[position + 1]
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack_from(">HH", content, position + 5)
            return width, height
        position += 2
        if marker not in _JPEG_STANDALONE and marker != 0xFF:
            position += struct.unpack_from(">H", content, position)[0]
    return None


def _png(content: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from(">II", content, 16)
    return width, height


def _webp(content: bytes) -> tuple[int, int] | None:
    kind = content[12:16]
    if kind == b"VP8X":
        return _three_bytes(content, 24) + 1, _three_bytes(content, 27) + 1
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", content, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", content, 26)
        return width & 0x3FFF, height & 0x3FFF
    return None


def _heic(content: bytes) -> tuple[int, int] | None:
    """Return the largest of the extents: a photo may lie in tiles, and holds a small preview."""
    found = [struct.unpack_from(">II", content, match.end() + 4) for match in re.finditer(b"ispe", content)]
    return max(found, key=lambda size: size[0] * size[1], default=None)


def _three_bytes(content: bytes, position: int) -> int:
    return content[position] | content[position + 1] << 8 | content[position + 2] << 16


_READERS: Mapping[str, Callable[[bytes], tuple[int, int] | None]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/webp": _webp,
    "image/heic": _heic,
}
