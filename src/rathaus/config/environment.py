"""Typed values from the environment; every setting is named ``RATHAUS_…``."""

import os
from pathlib import Path

_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


class SettingRefused(SystemExit):
    """A setting cannot be used; the message says which one and what to write."""


def text(name: str, default: str = "") -> str:
    """Return the text of ``RATHAUS_<name>``."""
    return os.environ.get(f"RATHAUS_{name}", default)


def flag(name: str, *, default: bool = False) -> bool:
    """Return the truth of ``RATHAUS_<name>``: 1, true, yes, on or 0, false, no, off."""
    value = os.environ.get(f"RATHAUS_{name}")
    if value is None:
        return default
    if value.lower() in _TRUE | _FALSE:
        return value.lower() in _TRUE
    raise SettingRefused(f"RATHAUS_{name} is {value!r}. Write 1 or 0.")


def number(name: str, default: int) -> int:
    """Return the whole number of ``RATHAUS_<name>``."""
    value = os.environ.get(f"RATHAUS_{name}", "")
    if not value:
        return default
    if not value.isdecimal():
        raise SettingRefused(f"RATHAUS_{name} is {value!r}. Write a whole number such as {default}.")
    return int(value)


def choice(name: str, known: tuple[str, ...]) -> str:
    """Return the word of ``RATHAUS_<name>``, one of those that are known; the first one when it is not set."""
    value = os.environ.get(f"RATHAUS_{name}", "") or known[0]
    if value not in known:
        raise SettingRefused(f"RATHAUS_{name} is {value!r}. Write one of: {', '.join(known)}.")
    return value


def words(name: str, default: str = "") -> list[str]:
    """Return the comma-separated words of ``RATHAUS_<name>``."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def folder(name: str, default: Path) -> Path:
    """Return the absolute path of ``RATHAUS_<name>``."""
    return Path(text(name) or default).absolute()
