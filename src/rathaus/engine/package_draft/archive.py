"""Unpacking what somebody uploads: ZIP archives within bounds, so that an archive bomb is refused early."""

import io
import zipfile
import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from rathaus.values.text import Text

MAX_FILES: Final = 300
"""Files of one package."""

MAX_BYTES: Final = 20_000_000
"""Bytes of all files of one package together, unpacked."""

SUFFIXES: Final = frozenset({".xml", ".bpmn", ".toml", ".md", ".json", ".yaml"})
"""Endings of files that a package can hold; others in an archive are passed over."""

_MAGIC: Final = (b"PK\x03\x04", b"PK\x05\x06")

_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""Compressions that are read; ZIPs with others are rare, and their decoders fail in ways of their own."""


NO_REASON: Final = Text("")
NOT_READABLE: Final = Text("kein lesbares ZIP", "the file is not a readable ZIP archive")
TOO_LARGE: Final = Text("zu viele Dateien oder zu groß", "too many files or too large")
UNSAFE: Final = Text("unsichere Dateinamen", "unsafe file names")
NOTHING_INSIDE: Final = Text("keine Datei darin gehört in ein Paket", "no file in it belongs into a package")
LEFT_PACKED: Final = Text(
    "ein Archiv in einem Archiv, beschädigt oder mit den anderen zusammen zu groß",
    "an archive inside of an archive, damaged, or too large together with the others",
)

_UNREADABLE: Final = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The files of an archive without the folder around them; or the reason why there are none."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    reason: Text = NO_REASON


def is_archive(content: bytes) -> bool:
    """Return whether bytes begin as a ZIP archive."""
    return content.startswith(_MAGIC)


def unpack(content: bytes, *, max_files: int = MAX_FILES, max_bytes: int = MAX_BYTES) -> Unpacked:
    """Unpack a ZIP archive; whatever the bytes hold, the answer is files or a reason, never an exception.

    Args:
        content: ZIP bytes; never more than the bounds are unpacked, whatever the archive says about itself.
        max_files: files that may come out.
        max_bytes: bytes that may come out.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            wanted = _wanted(archive)
            reason = _refusal(wanted, max_files, max_bytes)
            return Unpacked(reason=reason) if reason != NO_REASON else _unpack(archive, wanted)
    except _UNREADABLE:
        return Unpacked(reason=NOT_READABLE)


def why_packed(content: bytes) -> Text:
    """Return why an archive was left as it is, from its table of contents alone: nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            reason = _refusal(_wanted(archive), MAX_FILES, MAX_BYTES)
    except _UNREADABLE:
        return NOT_READABLE
    return reason if reason != NO_REASON else LEFT_PACKED


def spread(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return files with the content of each readable archive in its place; one that is not readable stays.

    Meant for what was just uploaded, once: an archive inside of an archive stays packed. The bounds hold for all
    archives together; the one that goes beyond them stays packed, too.

    Args:
        files: name to content. Where two names are the same, the later one gets a number.
    """
    found: dict[str, bytes] = {}
    files_left, bytes_left = MAX_FILES, MAX_BYTES
    for name, content in files.items():
        is_packed = is_archive(content)
        inner = unpack(content, max_files=files_left, max_bytes=bytes_left).files if is_packed else {}
        files_left -= len(inner)
        bytes_left -= sum(len(each) for each in inner.values())
        for path, each in (inner or {name: content}).items():
            found[free_name(path, found)] = each
    return found


def free_name(path: str, taken: Collection[str]) -> str:
    """Return a name, with a number before its ending when it is taken."""
    name, number = path, 1
    while name in taken:
        number += 1
        pure = PurePosixPath(path)
        name = str(pure.with_name(f"{pure.stem}-{number}{pure.suffix}"))
    return name


def _wanted(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return [info for info in archive.infolist() if not info.is_dir() and _suffix(info.filename) in SUFFIXES]


def _refusal(wanted: Sequence[zipfile.ZipInfo], max_files: int, max_bytes: int) -> Text:
    """Return why files of an archive are not unpacked; no text when they are."""
    if not wanted:
        return NOTHING_INSIDE
    if len(wanted) > max_files or sum(info.file_size for info in wanted) > max_bytes:
        return TOO_LARGE
    if any(_is_unsafe(info.filename) for info in wanted):
        return UNSAFE
    return NO_REASON if all(info.compress_type in _METHODS for info in wanted) else NOT_READABLE


def _unpack(archive: zipfile.ZipFile, wanted: Iterable[zipfile.ZipInfo]) -> Unpacked:
    found: dict[str, bytes] = {}
    for info in wanted:
        found[free_name(str(PurePosixPath(info.filename)), found)] = _read(archive, info)
    return Unpacked(_without_common_folder(found))


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Read one file, never more than the archive says of it; where that is a lie, its checksum is wrong."""
    with archive.open(info) as member:
        return member.read(info.file_size)


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _is_unsafe(name: str) -> bool:
    return ".." in PurePosixPath(name).parts or name.startswith(("/", "\\"))


def _without_common_folder(files: dict[str, bytes]) -> dict[str, bytes]:
    """Take the one folder off in which everything lies; files side by side are left as they are."""
    tops = {PurePosixPath(name).parts[0] for name in files}
    if len(tops) == 1 and all("/" in name for name in files) and "ablauf.toml" not in files:
        return {"/".join(PurePosixPath(name).parts[1:]): content for name, content in files.items()}
    return files
