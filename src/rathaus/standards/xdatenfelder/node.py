"""One XML element as the reader sees it: typed access to its parts, and findings with its place."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum

from lxml import etree

from rathaus.standards.xdatenfelder.model import Identifikation
from rathaus.standards.xdatenfelder.stream import local_name
from rathaus.values.messages import FindingSink

_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2})?")
_COUNT = re.compile(r"[0-9]{1,12}")
_VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+")
_PATH_SAFE = re.compile(r"[A-Za-z0-9_-]+")


class Node:
    """Typed access to the children of one element.

    Args:
        element: the complete XML element.
        where: place for findings, such as the path key.
        sink: where findings go.
    """

    __slots__ = ("_parts", "element", "sink", "where")

    def __init__(self, element: etree._Element, where: str, sink: FindingSink) -> None:
        self.element, self.where, self.sink = element, where, sink
        self._parts: dict[str, list[etree._Element]] = {}
        for child in element:
            self._parts.setdefault(local_name(child), []).append(child)

    def add(self, code: str, /, **facts: object) -> None:
        """Add a finding at the place of this element."""
        self.sink.add(code, self.where, **facts)

    def report_strangers(self, *, single: frozenset[str], many: frozenset[str]) -> None:
        """Add a finding for each child that the standard does not know here, and for each surplus one."""
        for name, found in self._parts.items():
            if name not in single and name not in many:
                self.add("XDF-026", element=name)
            elif name in single and len(found) > 1:
                self.add("XDF-029", element=name)

    def first(self, name: str) -> "Node | None":
        """Return the first child of that name."""
        return next(iter(self.all(name)), None)

    def all(self, name: str) -> "list[Node]":
        """Return all children of that name in order."""
        return [Node(child, self.where, self.sink) for child in self._parts.get(name, ())]

    @property
    def content(self) -> str:
        """Return the element's own text, stripped at both ends; markup inside is a finding, its text is kept."""
        if len(self.element):
            self.add("XDF-036", element=local_name(self.element))
            return "".join(str(part) for part in self.element.itertext()).strip()
        return (self.element.text or "").strip()

    def attribute(self, name: str) -> str:
        """Return an attribute, stripped at both ends; empty when missing."""
        return str(self.element.get(name, "")).strip()

    def text(self, name: str) -> str:
        """Return the text of an optional child, empty when missing."""
        child = self.first(name)
        return child.content if child else ""

    def needed_text(self, name: str) -> str:
        """Return the text of a child that the standard demands; a finding when it is missing or empty."""
        text = self.text(name)
        if not text:
            self.add("XDF-024", element=name)
        return text

    def token(self, name: str) -> str | None:
        """Return the text with inner white space collapsed, None when missing or empty."""
        return " ".join(self.text(name).split()) or None

    def date(self, name: str) -> date | None:
        """Return an xs:date without its time zone, None with a finding when it is not readable."""
        return self._converted(name, self.text(name), _read_date)

    def instant(self, name: str) -> datetime | None:
        """Return an xs:dateTime as an aware instant; without a time zone it is read as UTC."""
        return self._converted(name, self.text(name), read_instant)

    def count(self, name: str, *, of_attribute: bool = False) -> int | None:
        """Return a non-negative number of at most 12 digits."""
        return self._converted(name, self.attribute(name) if of_attribute else self.text(name), _read_count)

    def positive(self, name: str, *, of_attribute: bool = False) -> int | None:
        """Return a number above zero of at most 12 digits."""
        return self._converted(name, self.attribute(name) if of_attribute else self.text(name), _read_positive)

    def limit(self, name: str, raw: str) -> int | None:
        """Return a number of at most 12 digits that stands somewhere else than in a child."""
        return self._converted(name, raw, _read_count)

    def _converted[T](self, name: str, raw: str, convert: Callable[[str], T]) -> T | None:
        if not raw:
            return None
        try:
            return convert(raw)
        except ValueError:
            self.add("XDF-025", element=name, value=raw)
            return None

    def code[E: StrEnum](self, name: str, codes: type[E]) -> E | None:
        """Return a code of a closed list, None when missing or (with a warning) unknown."""
        return self._code(name, codes, unknown="XDF-023")

    def plain_code[E: StrEnum](self, name: str, codes: type[E]) -> E | None:
        """Return a code that stands in the child itself (some tools nest it), None when missing or unknown."""
        child = self.first(name)
        raw = (child.token("code") or "" if len(child.element) else child.content) if child else ""
        return self._known(name, raw, codes, unknown="XDF-023")

    def needed_code[E: StrEnum](self, name: str, codes: type[E]) -> E | None:
        """Return a code that the standard demands; a warning when it is missing or unknown."""
        if not self._raw_code(name):
            self.add("XDF-024", element=name)
        return self.code(name, codes)

    def vital_code[E: StrEnum](self, name: str, codes: type[E], *, fallback: E) -> E:
        """Return a code without which the element cannot be used; otherwise an error, and the fallback."""
        if not self._raw_code(name):
            self.add("XDF-022", element=name, allowed=_allowed(codes))
        return self._code(name, codes, unknown="XDF-021") or fallback

    def _code[E: StrEnum](self, name: str, codes: type[E], *, unknown: str) -> E | None:
        return self._known(name, self._raw_code(name), codes, unknown=unknown)

    def _known[E: StrEnum](self, name: str, raw: str, codes: type[E], *, unknown: str) -> E | None:
        try:
            return codes(raw) if raw else None
        except ValueError:
            self.add(unknown, element=name, code=raw, allowed=_allowed(codes))
            return None

    def _raw_code(self, name: str) -> str:
        child = self.first(name)
        return child.text("code") if child else ""

    def boolean(self, name: str) -> bool | None:
        """Return an xs:boolean."""
        return self._converted(name, self.text(name), _read_boolean)

    def identity(self, *, letter: str, element: str) -> Identifikation:
        """Return id and version of this element's own ``id`` and ``version`` children, checked.

        Args:
            letter: the letter that ids of this kind begin with.
            element: name of the element for the finding when the id is missing.
        """
        return self.checked(Identifikation(self.token("id") or "", self.token("version")), letter=letter, name=element)

    def checked(self, identifikation: Identifikation, *, letter: str, name: str) -> Identifikation:
        """Return an id as it is, after findings about its form.

        Args:
            identifikation: as written, or upgraded.
            letter: the letter that ids of this kind begin with.
            name: name of the element for the finding when the id is missing.
        """
        identifier, version = identifikation.id, identifikation.version
        if not identifier:
            self.add("XDF-011", element=name)
        elif not _PATH_SAFE.fullmatch(identifier):
            self.add("XDF-013", id=identifier)
        elif not re.fullmatch(rf"{letter}[0-9]{{11}}", identifier):
            self.add("XDF-012", id=identifier, letter=letter)
        if version and not _VERSION.fullmatch(version):
            self.add("XDF-014", version=version)
        return identifikation


def _allowed(codes: type[StrEnum]) -> str:
    return ", ".join(codes)


_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


def _read_boolean(raw: str) -> bool:
    try:
        return _BOOLEANS[raw]
    except KeyError:
        raise ValueError from None


def _read_date(raw: str) -> date:
    match = _DATE.fullmatch(raw)
    if not match:
        raise ValueError
    return date.fromisoformat(match[1])


def read_instant(raw: str) -> datetime:
    """Return an xs:dateTime as an aware instant; without a time zone it is read as UTC.

    Raises:
        ValueError: it is none.
    """
    instant = datetime.fromisoformat(raw)
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def _read_count(raw: str) -> int:
    if not _COUNT.fullmatch(raw):
        raise ValueError
    return int(raw)


def _read_positive(raw: str) -> int:
    number = _read_count(raw)
    if not number:
        raise ValueError
    return number
