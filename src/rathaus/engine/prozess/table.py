"""Reading one TOML table: every value is asked for by name and kind; what is left over is unknown."""

import difflib
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Final

from rathaus.engine.prozess.messages import make_finding
from rathaus.values.findings import Finding
from rathaus.values.text import Text

KEY_PATTERN: Final = re.compile(r"[a-z][a-z0-9_]*")
SLUG_PATTERN: Final = r"(?=.{1,80}$)[a-z0-9]+(-[a-z0-9]+)*"


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that is closest, or all of them when none is close."""
    candidates = sorted(known)
    return ", ".join(difflib.get_close_matches(word, candidates, n=1) or candidates[:12]) or "–"


class TableReader:
    """Reads one table and collects findings; a value that is missing or wrong is returned as empty.

    Args:
        data: the table.
        where: place for findings, such as ``aufgabe[formell]``.
        findings: list that findings are added to.
    """

    def __init__(self, data: Mapping[str, Any], where: str, findings: list[Finding]) -> None:
        self.data = data
        self.where = where
        self.findings = findings
        self._asked: set[str] = set()

    def report(self, code: str, key: str, /, **facts: object) -> None:
        """Add a finding about one key of this table."""
        self.findings.append(make_finding(code, f"{self.where}.{key}" if self.where else key, **facts))

    def get(self, key: str, *, required: bool) -> Any:
        """Return the raw value or None; report when it is required and missing."""
        self._asked.add(key)
        value = self.data.get(key)
        if value is None and required:
            self.report("PRO-003", key, key=key)
        return value

    def string(self, key: str, *, required: bool = True, pattern: str = r".*\S.*") -> str:
        """Return a string on one line that matches the pattern as a whole; ``""`` when absent or wrong."""
        value = self.get(key, required=required)
        if value is None:
            return ""
        if isinstance(value, str) and re.fullmatch(pattern, value.strip()):
            return value.strip()
        self.report("PRO-004", key, expected="Text in passender Schreibweise", expected_en="text in a fitting form")
        return ""

    def integer(self, key: str, *, required: bool = False, at_least: int = 0) -> int | None:
        """Return a whole number; None when absent or wrong."""
        value = self.get(key, required=required)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and value >= at_least:
            return value
        self.report("PRO-004", key, expected=f"eine Zahl ab {at_least}", expected_en=f"a number from {at_least}")
        return None

    def flag(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        value = self.get(key, required=False)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        self.report("PRO-004", key, expected="true oder false", expected_en="true or false")
        return default

    def choice[E: StrEnum](self, key: str, kind: type[E], *, default: E | None = None) -> E:
        """Return a member of an enumeration; required unless there is a default."""
        value = self.get(key, required=default is None)
        members = {member.value: member for member in kind}
        if value is not None and str(value) not in members:
            self.report("PRO-005", key, value=value, hint=", ".join(members))
        return members.get(str(value), default or next(iter(kind)))

    def text(self, key: str, *, required: bool = False) -> Text:
        """Return a text in German and English; a plain string is the German text."""
        value = self.get(key, required=required)
        if value is None:
            return Text("")
        return self._text(key, value)

    def texts(self, key: str) -> tuple[Text, ...]:
        """Return a list of texts, each written as :meth:`text` reads it."""
        value = self.get(key, required=False)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.report("PRO-004", key, expected="eine Liste von Texten", expected_en="a list of texts")
            return ()
        return tuple(self._text(f"{key}[{number}]", item) for number, item in enumerate(value, start=1))

    def _text(self, key: str, value: object) -> Text:
        if isinstance(value, str):
            value = {"de": value}
        if not isinstance(value, dict):
            self.report("PRO-004", key, expected="{ de = …, en = … }", expected_en="{ de = …, en = … }")
            return Text("")
        reader = TableReader(value, f"{self.where}.{key}", self.findings)
        result = reader.own_text()
        reader.finish()
        return result

    def own_text(self) -> Text:
        """Return the keys ``de`` and ``en`` of this table as a text."""
        german = self.string("de", pattern=r"(?s).*\S.*")
        english = self.string("en", required=False, pattern=r"(?s).*\S.*")
        if german and not english:
            self.report("PRO-006", "en")
        return Text(german, english)

    def strings(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """Return a list of strings."""
        value = self.get(key, required=required)
        if value is None:
            return ()
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(item.strip() for item in value)
        self.report("PRO-004", key, expected="eine Liste von Texten", expected_en="a list of strings")
        return ()

    def table(self, key: str) -> "TableReader":
        """Return a reader for a table inside this one; required."""
        value = self.get(key, required=True)
        if isinstance(value, dict):
            return TableReader(value, key, self.findings)
        if value is not None:
            self.report("PRO-004", key, expected=f"[{key}]", expected_en=f"[{key}]")
        return TableReader({}, key, [])  # reported once; its keys are not reported again

    def inner(self, key: str) -> "TableReader":
        """Return a reader for a table written as ``{ … }``, named after this one; required."""
        reader = self.table(key)
        reader.where = f"{self.where}.{key}"
        return reader

    def tables(self, key: str, *, required: bool = False) -> list["TableReader"]:
        """Return one reader for each table of a list; named by the table's own key where it has one."""
        value = self.get(key, required=required)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.report("PRO-004", key, expected=f"[[{key}]]", expected_en=f"[[{key}]]")
            return []
        prefix = f"{self.where}.{key}" if self.where else key
        return [
            TableReader(item, f"{prefix}[{item.get('key', number)}]", self.findings)
            for number, item in enumerate(value, start=1)
        ]

    def finish(self) -> None:
        """Report every key that nobody asked for."""
        for key in sorted(self.data.keys() - self._asked):
            self.report("PRO-002", key, key=key, hint=nearest(key, self._asked))
