"""Whether a file is whole: its own structure is followed to its end, and nothing is unpacked.

To search for a mark of the end is not enough: photos of phones hold a small photo with an end of its own, and phones
append films and remarks to a photo that is whole.
"""

import re
import struct
from collections.abc import Callable, Iterator, Mapping

_STEP_LIMIT = 100_000
"""Most segments, chunks or boxes of a file; a photo has some hundreds."""
_PDF_TAIL_BYTES = 8_192
_PADDING = b"\0\t\n\f\r\x1a "
_JPEG_MARKER = re.compile(rb"\xff([\x02-\xcf\xd9-\xfe])")
"""Whatever begins a segment, and the end; inside of a scan 00, D0 to D7 and FF mean nothing of that kind."""
_JPEG_END, _JPEG_SCAN = 0xD9, 0xDA
_PLACES_LIMIT_BYTES = 256_000


def is_whole(content: bytes, media_type: str) -> bool:
    """Return whether a file goes as far as it says.

    Args:
        content: all bytes.
        media_type: a type of :data:`rathaus.core.datei.rules.SIGNATURES`.
    """
    try:
        return _CHECKS[media_type](content)
    except struct.error:
        return False


def _pdf(content: bytes) -> bool:
    """Return whether the place of the table stands near the end; PDFs for the web have another at their beginning."""
    return b"startxref" in content.rstrip(_PADDING)[-_PDF_TAIL_BYTES:]


def _jpeg(content: bytes) -> bool:
    position, has_scan = 2, False
    for _ in range(_STEP_LIMIT):
        marker = _JPEG_MARKER.search(content, position)
        if marker is None:
            return False
        kind = marker[1][0]
        if kind == _JPEG_END:
            return has_scan
        has_scan = has_scan or kind == _JPEG_SCAN
        position = marker.end() + struct.unpack_from(">H", content, marker.end())[0]
    return False


def _png(content: bytes) -> bool:
    position, has_pixels = 8, False
    for _ in range(_STEP_LIMIT):
        length, kind = struct.unpack_from(">I4s", content, position)
        position += 12 + length
        if kind == b"IEND":
            return has_pixels and position <= len(content)
        has_pixels = has_pixels or kind == b"IDAT"
    return False


def _webp(content: bytes) -> bool:
    length = int.from_bytes(content[4:8], "little")
    return 12 < 8 + length <= len(content)


def _heic(content: bytes) -> bool:
    """Return whether every part of the photo lies inside the file; what a phone adds behind them does not matter."""
    meta = _box(content, b"meta", range(len(content)))
    places = _box(content, b"iloc", range(meta.start + 4, meta.stop))
    if len(places) > _PLACES_LIMIT_BYTES:
        return False
    return all(end <= len(content) for end in _ends(content[places.start : places.stop]))


def _box(content: bytes, wanted: bytes, span: range) -> range:
    """Return where the content of the first box of a kind lies.

    Raises:
        struct.error: there is none, or it is not whole.
    """
    position = span.start
    for _ in range(_STEP_LIMIT):
        size, kind = struct.unpack_from(">I4s", content, position)
        begin = position + 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", content, begin)
            begin += 8
        end = position + size if size else span.stop
        if not begin <= end <= span.stop:
            break
        if kind == wanted:
            return range(begin, end)
        position = end
    raise struct.error


def _ends(places: bytes) -> Iterator[int]:
    """Yield where each part of each item ends, counted from the beginning of the file."""
    numbers = _Numbers(places)
    version = numbers.take(1)
    numbers.take(3)
    sizes = numbers.take(2)
    offset_size, length_size, base_size = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    if not offset_size + length_size:
        raise struct.error
    index_size = sizes & 15 if version else 0
    identifier_size = 4 if version > 1 else 2
    for _ in range(numbers.take(identifier_size)):
        numbers.take(identifier_size)
        is_inside = not (version and numbers.take(2) & 15)
        is_inside = numbers.take(2) == 0 and is_inside
        base = numbers.take(base_size)
        for _ in range(numbers.take(2)):
            numbers.take(index_size)
            end = base + numbers.take(offset_size) + numbers.take(length_size)
            if is_inside:
                yield end


class _Numbers:
    """Numbers of different sizes, one after the other."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._position = 0

    def take(self, size_bytes: int) -> int:
        """Return the next number.

        Raises:
            struct.error: the data ends before it.
        """
        end = self._position + size_bytes
        if end > len(self._data):
            raise struct.error
        number = int.from_bytes(self._data[self._position : end])
        self._position = end
        return number


_CHECKS: Mapping[str, Callable[[bytes], bool]] = {
    "application/pdf": _pdf,
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/webp": _webp,
    "image/heic": _heic,
}
