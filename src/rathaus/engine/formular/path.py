"""Path keys: ids joined by dots, with the number of the entry in brackets behind what repeats."""

import re

_NUMBER = re.compile(r"\[(\d{1,4})\]")

type Index = tuple[int, ...]


def template_of(key: str) -> str:
    """Return the template path of a path key: ``G1.G2[0].F3`` → ``G1.G2.F3``."""
    return _NUMBER.sub("", key) if "[" in key else key


def index_of(key: str) -> Index:
    """Return the numbers of the entries in a path key: ``G1[2].G2.F3[0]`` → ``(2, 0)``."""
    return tuple(int(number) for number in _NUMBER.findall(key)) if "[" in key else ()


def parent_of(path: str) -> str:
    """Return the path of the enclosing group; empty for a top-level element."""
    return path.rpartition(".")[0]


def question_of(key: str) -> str:
    """Return a path key without the number of its own entry: ``G1[2].F3[0]`` → ``G1[2].F3``."""
    return key[: key.rindex("[")] if key.endswith("]") else key


def is_within(path: str, ancestor: str) -> bool:
    """Return whether a template path is the ancestor or lies below it; everything lies below the empty path."""
    return not ancestor or path == ancestor or path.startswith(f"{ancestor}.")
