"""Reading the package of a Leistung: a folder, or an archive that somebody uploads."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from rathaus.core.leistung.errors import PackageRefused
from rathaus.engine.package_draft.archive import MAX_BYTES, MAX_FILES, SUFFIXES, unpack

type Package = Mapping[str, bytes]
"""Path inside the package, with slashes, to content."""


def read_folder(folder: Path) -> Package:
    """Read the files of a package folder.

    Raises:
        PackageRefused: no folder, no ``ablauf.toml``, or too large.
    """
    if not folder.is_dir():
        raise PackageRefused(folder=folder.name, reason="there is no such folder")
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix in SUFFIXES)
    if len(paths) > MAX_FILES or sum(path.stat().st_size for path in paths) > MAX_BYTES:
        raise PackageRefused(folder=folder.name, reason="too many files or too large")
    return _checked({path.relative_to(folder).as_posix(): path.read_bytes() for path in paths})


def read_archive(content: bytes) -> Package:
    """Read an uploaded ZIP archive of a package; a folder around the files is taken off.

    Args:
        content: ZIP bytes; what it unpacks to is bounded, so an archive bomb is refused early.

    Raises:
        PackageRefused: no archive, unsafe names, too large, or no ``ablauf.toml``.
    """
    unpacked = unpack(content)
    if not unpacked.files:
        raise PackageRefused(reason=unpacked.reason.en)
    return _checked(unpacked.files)


def _checked(files: Mapping[str, bytes]) -> Package:
    if "ablauf.toml" not in files:
        raise PackageRefused(reason="ablauf.toml is missing")
    return MappingProxyType(dict(files))
