"""The files inside of an export: base64 of a ZIP with one file, unpacked within bounds.

Source: XProzess 2.0, ``prozessmodelldatei/inhalt``, as seen in a real export.
"""

import base64
import io
import zipfile
import zlib
from typing import Final

from rathaus.values.text import Text

BYTE_LIMIT: Final = 16 * 1024 * 1024
"""Bytes of one unpacked file; the diagrams that were seen have one or two million."""

ENTRY_LIMIT: Final = 16
"""Files in one archive; one is usual."""

NO_BASE64: Final = Text("kein base64", "no base64")
NO_ZIP: Final = Text("kein lesbares ZIP", "no readable ZIP")
TOO_LARGE: Final = Text("zu groß", "too large")


def unpack(content: str) -> bytes | Text:
    """Return the one file of an archive, what is no archive as it is, or the reason why neither is possible.

    Args:
        content: base64, blanks allowed.
    """
    try:
        data = base64.b64decode("".join(content.split()), validate=True)
    except ValueError:
        return NO_BASE64
    if not data.startswith(b"PK"):
        return data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _only_file(archive)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return NO_ZIP


def _only_file(archive: zipfile.ZipFile) -> bytes | Text:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if not entries or len(entries) > ENTRY_LIMIT:
        return NO_ZIP
    best = min(entries, key=lambda entry: not entry.filename.lower().endswith((".xml", ".bpmn")))
    with archive.open(best) as file:
        data = file.read(BYTE_LIMIT + 1)
    return TOO_LARGE if len(data) > BYTE_LIMIT else data
