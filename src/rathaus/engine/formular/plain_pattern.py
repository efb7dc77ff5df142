"""Patterns that XML Schema, JSON Schema, our evaluation and libxml2 read in the same way."""

import re

_MAX_DEPTH = 5
_ESCAPE = r"\\[pP]\{[A-Z][a-z]?\}|\\[\\|.\-^?*+{}()\[\]nrtd]"
_CLASS = rf"\[\^?-?(?:(?:{_ESCAPE}|[^\\\[\]^\-&|~])(?:-(?:\\[\\\-\[\]^]|[^\\\[\]^\-&|~]))?)+-?\]"
_TOKEN = re.compile(
    rf"(?P<atom>{_ESCAPE}|{_CLASS}|[^\\\[\](){{}}|*+?^$])"
    r"|(?P<open>\((?!\?))|(?P<close>\))|(?P<or>\|)|(?P<many>[*+?]|\{\d{1,4}(?:,\d{0,4})?\})"
)
_REPEATABLE = frozenset({"atom", "close"})


def plain_pattern(pattern: str) -> str | None:
    r"""Return the pattern for XML Schema and JSON Schema; None when another reader may understand it differently.

    Anchors at both ends, which real schemas have and XML Schema does not know, are left out: a pattern always matches
    the whole value. Left out as a whole are look-around, lazy and possessive repetition, ``\w`` and ``\s`` (other
    characters in XML Schema), subtraction of classes and Unicode blocks.

    Args:
        pattern: as the schema has it.
    """
    bare = pattern.removeprefix("^")
    bare = bare[:-1] if bare.endswith("$") and not bare.endswith("\\$") else bare
    at, depth, before = 0, 0, ""
    while at < len(bare):
        token = _TOKEN.match(bare, at)
        kind = token.lastgroup if token else None
        if token is None or (kind == "many" and before not in _REPEATABLE):
            return None
        depth += (kind == "open") - (kind == "close")
        if not 0 <= depth <= _MAX_DEPTH:
            return None
        at, before = token.end(), kind or ""
    return bare if bare and depth == 0 else None
