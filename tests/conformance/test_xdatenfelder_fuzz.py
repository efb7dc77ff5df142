"""Real files, broken in every way by a fixed seed: findings, never an exception."""

import random
import re
from datetime import date
from pathlib import Path

import pytest

from rathaus.engine.compiler.compile import compile_formular
from rathaus.engine.formular.evaluate import evaluate
from rathaus.standards.xdatenfelder.model import Stammdatenschema
from rathaus.standards.xdatenfelder.read import read_message
from rathaus.standards.xdatenfelder.write import write_message
from tests.conformance.corpus import FILES_2, FILES_3, WHY_SKIPPED, invented_lists, name_of

TODAY = date(2026, 11, 22)
ROUNDS = 12

#: Small files, so that many rounds fit into the time of a test run.
FILES = sorted([*FILES_3, *FILES_2], key=lambda file: file.stat().st_size)[:24]
PIECES = (
    b"", b"<", b">", b"&", b"&x;", b"]]>", b"<!--", b"\x00", b"\xff\xfe", b"\x80", b"9" * 400, b"2:1", b"-1:*", b"true",
    b"0:1000000", b"1000000:1000000", b"(a+)+$", b"(" * 3000, b"<script>alert(1)</script>", b"&lt;b&gt;", b"\n" * 50,
    b"<xdf3:struktur>", b"</xdf3:struktur>", b"<xdf3:datenfeldgruppe>", b"xmlns:xdf3='urn:x'", b"2026-13-45", b"urn:x",
    b"F60000000227",
)  # fmt: skip

pytestmark = [pytest.mark.conformance, pytest.mark.skipif(not FILES_3, reason=WHY_SKIPPED)]


def replace_text(data: bytes, dice: random.Random) -> bytes:
    """Put something else into one leaf."""
    leaves = list(re.finditer(rb">([^<>]{1,80})</", data))
    leaf = dice.choice(leaves)
    return data[: leaf.start(1)] + dice.choice(PIECES) + data[leaf.end(1) :]


def replace_attribute(data: bytes, dice: random.Random) -> bytes:
    value = dice.choice(list(re.finditer(rb'="([^"]*)"', data)))
    return data[: value.start(1)] + dice.choice(PIECES).replace(b'"', b"").replace(b"<", b"&lt;") + data[value.end(1) :]


def rename_element(data: bytes, dice: random.Random) -> bytes:
    names = sorted(set(re.findall(rb"<(\w+:\w+)>", data)))
    old, new = dice.sample(names, 2)
    return data.replace(b"<" + old + b">", b"<" + new + b">").replace(b"</" + old + b">", b"</" + new + b">")


def drop_element(data: bytes, dice: random.Random) -> bytes:
    found = dice.choice(list(re.finditer(rb"<(\w+:\w+)>[^<]*</\1>", data)))
    return data[: found.start()] + data[found.end() :]


def repeat_element(data: bytes, dice: random.Random) -> bytes:
    found = dice.choice(list(re.finditer(rb"<(\w+:\w+)>[^<]*</\1>", data)))
    return data[: found.end()] + found[0] * dice.randint(1, 40) + data[found.end() :]


def swap_ids(data: bytes, dice: random.Random) -> bytes:
    """Let one element take another's id: duplicates, and groups inside of themselves."""
    ids = sorted(set(re.findall(rb"[FG]\d{8,11}", data)))
    old, new = dice.sample(ids, 2)
    return data.replace(old, new)


def cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randint(0, len(data))]


def flip_bytes(data: bytes, dice: random.Random) -> bytes:
    raw = bytearray(data)
    for _ in range(dice.randint(1, 4)):
        raw[dice.randrange(len(raw))] = dice.randrange(256)
    return bytes(raw)


def other_encoding(data: bytes, dice: random.Random) -> bytes:
    return data.decode("utf-8").encode(dice.choice(["latin-1", "utf-16", "cp1252"]), errors="replace")


MUTATIONS = (
    replace_text,
    replace_attribute,
    rename_element,
    drop_element,
    repeat_element,
    swap_ids,
    cut,
    flip_bytes,
    other_encoding,
)


def survive(data: bytes) -> None:
    """Read, write, compile, evaluate: whatever happens is said in findings."""
    result = read_message(data)
    assert result.content is not None or result.findings
    assert all(finding.as_line("de") and finding.as_line("en") and finding.where for finding in result.findings)
    if result.content is None:
        return
    if result.header is not None:
        again = read_message(write_message(result.content, header=result.header))
        assert again.content == result.content
    if isinstance(result.content, Stammdatenschema):
        compiled = compile_formular(result.content, codelists=invented_lists(result.content))
        assert compiled.formular is not None or compiled.findings
        if compiled.draft is not None:
            evaluate(compiled.draft, dict.fromkeys(compiled.draft.fields, "a" * 30 + "!"), today=TODAY)


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_a_broken_file_is_answered_with_findings(file: Path) -> None:
    dice = random.Random(file.name)
    original = file.read_bytes()
    for _ in range(ROUNDS):
        data = original
        for _ in range(dice.randint(1, 3)):
            try:
                data = dice.choice(MUTATIONS)(data, dice)
            except (ValueError, IndexError):  # what an earlier mutation left has no place for this one
                break
        survive(data)
