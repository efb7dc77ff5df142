"""Patterns of a schema: regular expressions in XSD syntax that must match the whole value, with a time limit."""

import re
from functools import lru_cache

import regex  # type: ignore[import-untyped]  # ships no type information

TIMEOUT_S = 0.1
MAX_LENGTH = 2_000
"""Characters of a pattern: a longer one is refused, because reading it alone may take seconds."""

_XSD_ONLY = (
    (re.compile(r"\\i"), r"[\\p{L}_:]"),
    (re.compile(r"\\c"), r"[\\p{L}\\p{N}\\p{M}_:.\\-]"),
    (re.compile(r"\\([pP])\{Is"), r"\\\1{In"),
    (re.compile(r"-\[(?=[^\[\]]*\]\])"), r"--["),  # inside of a class only: `A-[B]` is a hyphen and a class
)


@lru_cache(maxsize=512)
def compile_pattern(pattern: str) -> regex.Pattern[str]:
    """Return the compiled pattern.

    Raises:
        regex.error: the pattern follows neither XSD nor the common syntax, is too long or nested too deeply.

    Source: XML Schema Part 2, appendix F: name classes, Unicode blocks and the subtraction of classes are written
    differently. Anchors, which XSD does not know, stand in real schemas and keep their usual meaning.
    """
    if len(pattern) > MAX_LENGTH:
        raise regex.error(f"longer than {MAX_LENGTH} characters")
    for written, ours in _XSD_ONLY:
        pattern = written.sub(ours, pattern)
    try:
        return regex.compile(pattern, flags=regex.VERSION1)
    except RecursionError:
        raise regex.error("nested too deeply") from None


def matches(pattern: str, value: str) -> bool | None:
    """Return whether the whole value matches.

    None when that cannot be told: the answer takes longer than :data:`TIMEOUT_S`, or the pattern cannot be read, as in
    the draft of a form with errors.
    """
    try:
        return compile_pattern(pattern).fullmatch(value, timeout=TIMEOUT_S) is not None
    except (TimeoutError, regex.error):
        return None
