"""A cheap look into a PDF for what the office must not open: scripts, program calls, other files, encryption.

It reads the tokens of the file and of its object streams, and gives a person a clear sentence at once. What hides from
it is found when a copy is made: :mod:`rathaus.core.datei.isolated` reads every object, and turns what is active into
pictures. Neither replaces the malware scanner.
"""

import re
import zlib
from collections.abc import Iterator

from rathaus.core.datei.errors import UploadActive, UploadEncrypted

_DELIMITER = rb"(?=[\s()<>\[\]{}/%]|$)"
_ACTIVE = re.compile(
    rb"/(JavaScript|JS|Launch|RichMedia|XFA|EmbeddedFiles?|FileAttachment|GoToE|ImportData|SubmitForm|Rendition)"
    + _DELIMITER
)
_ENCRYPTED = re.compile(rb"/Encrypt" + _DELIMITER)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_OBJECT_STREAM = re.compile(rb"/Type\s*/ObjStm\b")
_INFLATED_LIMIT_BYTES = 8_000_000
_DICTIONARY_REACH_BYTES = 1_000


def refuse_unsafe_pdf(content: bytes) -> None:
    """Refuse a PDF that runs something or that nobody can read.

    Raises:
        UploadEncrypted: it is encrypted.
        UploadActive: it holds a script, a program call, media, a form that runs, or other files.
    """
    for tokens in _tokens(content):
        if _ENCRYPTED.search(tokens):
            raise UploadEncrypted
        found = _ACTIVE.search(tokens)
        if found:
            raise UploadActive(token=found[1].decode())


def _tokens(content: bytes) -> Iterator[bytes]:
    """Yield the text between the streams, then the text of each object stream, with escaped names resolved."""
    yield _unescape(_STREAM.sub(b"stream endstream", content))
    budget = _INFLATED_LIMIT_BYTES
    for match in _STREAM.finditer(content):
        dictionary = _unescape(content[max(0, match.start() - _DICTIONARY_REACH_BYTES) : match.start()])
        dictionary = dictionary[dictionary.rfind(b" obj") + 1 :]
        if budget > 0 and _OBJECT_STREAM.search(dictionary):
            inflated = _inflate(match[1], budget)
            budget -= len(inflated)
            yield _unescape(inflated)


def _inflate(data: bytes, limit_bytes: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, limit_bytes)
    except zlib.error:
        return data


def _unescape(data: bytes) -> bytes:
    return _ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), data)
