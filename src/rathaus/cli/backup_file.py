"""The file of a backup: a ZIP archive that any machine can open, with a checksum of each part.

====================  ======================================================================================
``manifest.json``     format, instant, versions, applied migrations, rows of each table, chains
``heads.csv``         head of every hash chain: subject, last position, hash
``database.dump``     the database as pg_dump wrote it; ``pg_restore`` reads it without Rathaus
``SHA256SUMS``        checksums of the three, for ``sha256sum --check``
====================  ======================================================================================
"""

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from rathaus.cli.backup_facts import Facts
from rathaus.cli.errors import BackupDamaged, BackupExists, BackupForeign, BackupNotWritten, BackupTooNew

MANIFEST, HEADS, DUMP, SUMS = "manifest.json", "heads.csv", "database.dump", "SHA256SUMS"
_FORMAT, _FORMAT_VERSION = "rathaus-backup", 1
_CHUNK_BYTES = 1 << 20
_MAX_SMALL_BYTES = 4 << 20
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError, ValueError, RuntimeError)
"""What the libraries raise for an archive that is cut off, changed, encrypted or none at all."""


class BackupWriter:
    """Puts the parts of one backup into its archive."""

    def __init__(self, archive: zipfile.ZipFile, taken_at: datetime) -> None:
        self._archive, self._taken_at = archive, taken_at
        self._sums: dict[str, str] = {}

    def add(self, name: str, chunks: Iterable[bytes]) -> None:
        """Write one part; the dump is compressed already, the others are compressed here."""
        entry = zipfile.ZipInfo(name, self._taken_at.timetuple()[:6])
        entry.compress_type = zipfile.ZIP_STORED if name == DUMP else zipfile.ZIP_DEFLATED
        entry.external_attr = 0o600 << 16
        digest = hashlib.sha256()
        with self._archive.open(entry, "w", force_zip64=True) as part:
            for chunk in chunks:
                digest.update(chunk)
                part.write(chunk)
        self._sums[name] = digest.hexdigest()

    def add_manifest(self, facts: Facts) -> None:
        """Write what the backup says about itself."""
        manifest = {"format": _FORMAT, "format_version": _FORMAT_VERSION, "taken_at": self._taken_at.isoformat()}
        self.add(MANIFEST, [json.dumps({**manifest, **asdict(facts)}, indent=2).encode()])

    def add_sums(self) -> None:
        """Write the checksums of all parts."""
        self.add(SUMS, ["".join(f"{digest}  {name}\n" for name, digest in self._sums.items()).encode()])


@contextmanager
def new_backup(path: Path, *, taken_at: datetime) -> Iterator[BackupWriter]:
    """Write a file that appears under its name when it is complete and on disk, and never when it is not.

    Args:
        path: the file; must not exist.
        taken_at: aware instant of the backup.

    Raises:
        BackupExists: there is something of this name.
        BackupNotWritten: the place is full, closed to us or does not exist.
    """
    if os.path.lexists(path):
        raise BackupExists(path=str(path))
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        descriptor = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o600)
        try:
            with open(descriptor, "w+b") as file:  # noqa: PTH123  # a descriptor
                with zipfile.ZipFile(file, "w") as archive:
                    writer = BackupWriter(archive, taken_at)
                    yield writer
                    writer.add_sums()
                file.flush()
                os.fsync(file.fileno())
            _publish(draft, path)
        finally:
            draft.unlink(missing_ok=True)
    except FileExistsError as error:
        raise BackupExists(path=str(path)) from error
    except OSError as error:
        raise BackupNotWritten(path=str(path), reason=error.strerror or str(error)) from error


def _publish(draft: Path, path: Path) -> None:
    """Give a complete file its name, which nobody took meanwhile, and put the name on disk."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        draft.rename(path)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with suppress(OSError):  # some network file systems sync no folder
            os.fsync(folder)
    finally:
        os.close(folder)


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup whose checksums hold.

    Args:
        path: the file.
        taken_at: aware instant.
        facts: what was true of the database then.
    """

    path: Path
    taken_at: datetime
    facts: Facts

    def heads(self) -> Iterator[str]:
        """Yield the heads of the chains, as :func:`rathaus.cli.backup_facts.read_heads` does."""
        with zipfile.ZipFile(self.path) as archive, archive.open(HEADS) as part:
            for line in part:
                yield line.decode()

    def dump(self) -> Iterator[bytes]:
        """Yield the bytes of the dump in order."""
        with zipfile.ZipFile(self.path) as archive:
            yield from _chunks(archive, DUMP)


def open_backup(path: Path) -> Backup:
    """Return a backup after every byte of it was read and compared with its checksum.

    Raises:
        BackupForeign: no file, no backup, or one that is cut off.
        BackupDamaged: a checksum does not fit.
        BackupTooNew: its format is newer than this program.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = json.loads(_small(archive, MANIFEST, BackupForeign(path=str(path))))
            if not isinstance(manifest, dict) or manifest.pop("format", None) != _FORMAT:
                raise BackupForeign(path=str(path))
            if (number := manifest.pop("format_version")) > _FORMAT_VERSION:
                raise BackupTooNew(path=str(path), format=number, known=_FORMAT_VERSION)
            _compare_sums(archive, path)
    except OSError as error:
        raise BackupForeign(path=str(path), reason=error.strerror or str(error)) from error
    except _UNREADABLE as error:
        raise BackupForeign(path=str(path), reason=str(error)) from error
    taken_at = datetime.fromisoformat(manifest.pop("taken_at")).astimezone(UTC)
    return Backup(path, taken_at, Facts(**{**manifest, "migrations": tuple(manifest["migrations"])}))


def _compare_sums(archive: zipfile.ZipFile, path: Path) -> None:
    try:
        lines = _small(archive, SUMS, BackupDamaged(path=str(path))).decode().splitlines()
        expected = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
        found = {name: _digest(archive, name) for name in (MANIFEST, HEADS, DUMP)}
    except _UNREADABLE as error:
        raise BackupDamaged(path=str(path), reason=str(error)) from error
    if found != expected:
        raise BackupDamaged(path=str(path), parts=[name for name in found if found[name] != expected.get(name)])


def _small(archive: zipfile.ZipFile, name: str, refusal: Exception) -> bytes:
    if archive.getinfo(name).file_size > _MAX_SMALL_BYTES:
        raise refusal
    return archive.read(name)


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    for chunk in _chunks(archive, name):
        digest.update(chunk)
    return digest.hexdigest()


def _chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as part:
        while chunk := part.read(_CHUNK_BYTES):
            yield chunk
