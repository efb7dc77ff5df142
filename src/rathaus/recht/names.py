"""What legal parameters and their topics are called on a page."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from rathaus.values.text import Text


def name_of(key: str) -> Text:
    """Return the name of a parameter; its key where a loaded file brings one that has no name."""
    return _names()["name"].get(key, Text(key, key))


def topic_of(key: str) -> Text:
    """Return the topic of a parameter: the name of the first part of its key."""
    first = key.partition(".")[0]
    return _names()["topic"].get(first, Text(first, first))


@lru_cache(maxsize=1)
def _names() -> Mapping[str, Mapping[str, Text]]:
    text = (resources.files("rathaus.recht") / "names.toml").read_text(encoding="utf-8")
    return {kind: {key: Text(**words) for key, words in rows.items()} for kind, rows in tomllib.loads(text).items()}
