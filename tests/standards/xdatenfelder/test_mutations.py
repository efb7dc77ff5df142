"""Whatever happens to the bytes of a file, the reader answers with findings."""

import random
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from rathaus.standards.xdatenfelder.read import read_schema
from tests.standards.xdatenfelder.samples import FULL

TAGS = sorted(set(re.findall(rb"<x:[\w.]+", FULL)))
TOKENS = [
    *TAGS,
    b"<",
    b">",
    b"</x:struktur>",
    b"<x:struktur>",
    b"&e;",
    b"]]>",
    b"<!--",
    b"\x00",
    b"\xff",
    b"9" * 5000,
    b"",
]


def check(data: bytes) -> None:
    """A result, and without a schema at least one error that says so."""
    result = read_schema(data)
    assert result.schema is not None or result.findings
    for finding in result.findings:
        assert finding.as_line("de")


@settings(max_examples=300)
@given(st.integers(0, len(FULL)), st.integers(0, 60), st.sampled_from(TOKENS) | st.binary(max_size=8))
def test_a_piece_of_the_file_may_be_replaced_by_anything(start: int, length: int, piece: bytes) -> None:
    check(FULL[:start] + piece + FULL[start + length :])


@settings(max_examples=200)
@given(st.sampled_from(TAGS), st.sampled_from(TAGS))
def test_any_element_may_take_the_name_of_any_other(old: bytes, new: bytes) -> None:
    check(FULL.replace(old + b">", new + b">").replace(b"</" + old[1:] + b">", b"</" + new[1:] + b">"))


@settings(max_examples=200)
@given(st.binary(max_size=200))
def test_arbitrary_bytes_are_answered(data: bytes) -> None:
    check(data)


@settings(max_examples=200)
@given(st.randoms(use_true_random=False))
def test_whole_elements_may_be_shuffled(dice: random.Random) -> None:
    leaves = re.findall(rb"<x:(\w+)[^<>]*>[^<]*</x:\1>", FULL)
    pieces = re.split(rb"(<x:\w+[^<>]*>[^<]*</x:\w+>)", FULL)
    assert leaves
    places = range(1, len(pieces), 2)
    moved = dice.sample(places, len(places))
    originals = [pieces[place] for place in moved]
    for place, piece in zip(places, originals, strict=True):
        pieces[place] = piece
    check(b"".join(pieces))
