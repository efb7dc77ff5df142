"""Reading the package of a Leistung: a folder, or an archive that somebody uploads."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from rathaus.core.leistung.errors import PackageRefused

type Package = Mapping[str, bytes]
"""Path inside the package, with slashes, to content."""

MAX_FILES = 300
MAX_BYTES = 20_000_000
_SUFFIXES = {".xml", ".toml", ".md", ".json", ".yaml"}


def read_folder(folder: Path) -> Package:
    """Read the files of a package folder.

    Raises:
        PackageRefused: no folder, no ``ablauf.toml``, or too large.
    """
    if not folder.is_dir():
        raise PackageRefused(folder=folder.name, reason="there is no such folder")
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix in _SUFFIXES)
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
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir() and _suffix(info.filename) in _SUFFIXES]
            if len(infos) > MAX_FILES or sum(info.file_size for info in infos) > MAX_BYTES:
                raise PackageRefused(reason="too many files or too large")
            files = {info.filename: _read_bounded(archive, info) for info in infos}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise PackageRefused(reason="the file is not a readable ZIP archive") from error
    return _checked(_without_common_folder(files))


def _read_bounded(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as member:
        content = member.read(info.file_size + 1)
    if len(content) > info.file_size:
        raise PackageRefused(reason="a file is larger than the archive says")
    return content


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _without_common_folder(files: dict[str, bytes]) -> dict[str, bytes]:
    tops = {PurePosixPath(name).parts[0] for name in files}
    if len(tops) == 1 and "ablauf.toml" not in files:
        return {"/".join(PurePosixPath(name).parts[1:]): content for name, content in files.items()}
    return files


def _checked(files: dict[str, bytes]) -> Package:
    unsafe = [name for name in files if ".." in PurePosixPath(name).parts or name.startswith(("/", "\\"))]
    if unsafe:
        raise PackageRefused(reason="unsafe file names")
    if "ablauf.toml" not in files:
        raise PackageRefused(reason="ablauf.toml is missing")
    return MappingProxyType(files)
