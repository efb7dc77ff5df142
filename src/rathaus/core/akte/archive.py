"""A folder as a ZIP file whose bytes follow from its contents alone, with its sums, written file by file."""

import hashlib
from dataclasses import dataclass, field
from typing import IO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

SUMS = "SHA256SUMS"
"""Name of the list that ``sha256sum -c`` reads."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The format knows no entry without a time; this one is the same for all."""
_UNIX, _READABLE = 3, 0o100644 << 16


@dataclass(slots=True)
class FolderArchive:
    """A folder that is being written.

    Nothing is compressed: PDFs and pictures are already, and what a library compresses differs from version to
    version. One file at a time is in memory.

    Args:
        archive: where it is written.
        folder: name of the one folder that everything lies in.
        sums: path → SHA-256 of what was written.
    """

    archive: ZipFile
    folder: str
    sums: dict[str, str] = field(default_factory=dict)

    @classmethod
    def begin(cls, target: IO[bytes], folder: str) -> "FolderArchive":
        """Begin a folder.

        Args:
            target: an open file.
            folder: its name.
        """
        return cls(ZipFile(target, "w", ZIP_STORED), folder)

    def add(self, path: str, content: bytes) -> None:
        """Write one file of the folder.

        Args:
            path: inside the folder, with slashes.
            content: all bytes.
        """
        self._write(path, content)
        self.sums[path] = hashlib.sha256(content).hexdigest()

    def end(self) -> None:
        """Write the sums of all files, and end the archive."""
        lines = "".join(f"{self.sums[path]}  {path}\n" for path in sorted(self.sums))
        self._write(SUMS, lines.encode())
        self.archive.close()

    def _write(self, path: str, content: bytes) -> None:
        entry = ZipInfo(f"{self.folder}/{path}", _EARLIEST)
        entry.create_system, entry.external_attr = _UNIX, _READABLE
        self.archive.writestr(entry, content)
