"""Compiling a large schema: the groups of a shipped one, repeated with other ids until the file has a megabyte."""

import json
import re
import time
from pathlib import Path

from bench.errors import BenchFailed
from rathaus.engine.compiler.compile import compile_formular
from rathaus.standards.xdatenfelder.read import read_schema

SCHEMA_BYTES = 1_000_000
_ID = re.compile(r"\b([FGR])(\d{11})\b")
_FIRST_GROUP, _LAST_GROUP = "\n    <xdf3:struktur>", "\n    </xdf3:struktur>"
_OFFSET = 1_000_003
"""Added to the number in each id, once for each copy."""


def large_schema(folder: Path, size_bytes: int = SCHEMA_BYTES) -> tuple[bytes, bytes]:
    """Return a schema of at least so many bytes, and its rules.

    Args:
        folder: of a package.
        size_bytes: how large it must be.
    """
    source = (folder / "daten.xdf3.xml").read_text(encoding="utf-8")
    first, last = _groups_in(source)
    return repeated_schema(folder, copies=-(-size_bytes // len(source[first:last].encode())))


def repeated_schema(folder: Path, *, copies: int) -> tuple[bytes, bytes]:
    """Return a schema whose groups stand in it so many times with other ids, and its rules.

    Args:
        folder: of a package.
        copies: how many times; 1 = as it is.
    """
    source = (folder / "daten.xdf3.xml").read_text(encoding="utf-8")
    rules = (folder / "regeln.json").read_text(encoding="utf-8")
    first, last = _groups_in(source)
    groups = "".join(renumbered(source[first:last], copy) for copy in range(copies))
    all_rules = {key: value for copy in range(copies) for key, value in json.loads(renumbered(rules, copy)).items()}
    return (source[:first] + groups + source[last:]).encode(), json.dumps(all_rules).encode()


def time_compile(folder: Path, *, repetitions: int) -> tuple[int, list[float]]:
    """Read and compile the large schema; return its size in bytes and the seconds of each time.

    Raises:
        BenchFailed: it gives no form.
    """
    schema, rules = large_schema(folder)
    times = []
    for _ in range(repetitions):
        begun_at = time.perf_counter()
        read = read_schema(schema)
        compiled = compile_formular(read.schema, rules=rules) if read.schema else None
        times.append(time.perf_counter() - begun_at)
        if compiled is None or compiled.formular is None:
            found = [each.code for each in (compiled.findings if compiled else read.findings)]
            raise BenchFailed(f"the large schema gives no form: {found[:5]}")
    return len(schema), times


def _groups_in(source: str) -> tuple[int, int]:
    return source.index(_FIRST_GROUP), source.rindex(_LAST_GROUP) + len(_LAST_GROUP)


def renumbered(text: str, copy: int) -> str:
    """Return a text with the ids that its elements have in a copy."""
    return _ID.sub(lambda match: f"{match[1]}{(int(match[2]) + copy * _OFFSET) % 10**11:011}", text)
