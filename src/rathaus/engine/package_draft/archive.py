"""Unpacking what somebody uploads: ZIP archives within bounds, so that an archive bomb is refused early."""

import io
import zipfile
import zlib
from collections.abc import Mapping
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


NO_REASON: Final = Text("")
NOT_READABLE: Final = Text("kein lesbares ZIP", "the file is not a readable ZIP archive")
TOO_LARGE: Final = Text("zu viele Dateien oder zu groß", "too many files or too large")
UNSAFE: Final = Text("unsichere Dateinamen", "unsafe file names")
NOTHING_INSIDE: Final = Text("keine Datei darin gehört in ein Paket", "no file in it belongs into a package")


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The files of an archive without the folder around them; or the reason why there are none."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    reason: Text = NO_REASON


def is_archive(content: bytes) -> bool:
    """Return whether bytes begin as a ZIP archive."""
    return content.startswith(_MAGIC)


def unpack(content: bytes) -> Unpacked:
    """Unpack a ZIP archive; whatever the bytes hold, the answer is files or a reason, never an exception.

    Args:
        content: ZIP bytes; never more than the bounds are unpacked, whatever the archive says about itself.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _unpack(archive)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return Unpacked(reason=NOT_READABLE)


def spread(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return files with the content of each readable archive in its place; one that is not readable stays.

    Args:
        files: name to content. Where two names are the same, the later one gets a number.
    """
    found: dict[str, bytes] = {}
    for name, content in files.items():
        inner = unpack(content).files if is_archive(content) else {}
        for path, each in (inner or {name: content}).items():
            found[_free(path, found)] = each
    return found


def _unpack(archive: zipfile.ZipFile) -> Unpacked:
    wanted = [info for info in archive.infolist() if not info.is_dir() and _suffix(info.filename) in SUFFIXES]
    if not wanted:
        return Unpacked(reason=NOTHING_INSIDE)
    if len(wanted) > MAX_FILES or sum(info.file_size for info in wanted) > MAX_BYTES:
        return Unpacked(reason=TOO_LARGE)
    if any(_is_unsafe(info.filename) for info in wanted):
        return Unpacked(reason=UNSAFE)
    return Unpacked(_without_common_folder({info.filename: _read(archive, info) for info in wanted}))


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


def _free(path: str, taken: Mapping[str, bytes]) -> str:
    name, number = path, 1
    while name in taken:
        number += 1
        pure = PurePosixPath(path)
        name = str(pure.with_name(f"{pure.stem}-{number}{pure.suffix}"))
    return name
