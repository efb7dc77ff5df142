"""Hardened streaming of an XDatenfelder file: events, no document types, bounded memory.

``relation`` elements are noise in real exports (nearly 400,000 in 91 files, almost all "is derived from"); they are
removed from the tree as soon as the next one begins, and do not count towards the limit of elements.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from io import BytesIO
from itertools import chain
from typing import Literal, NamedTuple

from lxml import etree

from rathaus.standards.xdatenfelder.codes import MessageKind, StandardVersion
from rathaus.standards.xdatenfelder.messages import finding
from rathaus.values.findings import Finding
from rathaus.values.xml import hardened_options

NAMESPACE = "urn:xoev-de:fim:standard:xdatenfelder_3.0.0"
NAMESPACE_2 = "urn:xoev-de:fim:standard:xdatenfelder_2"
MAX_BYTES = 50_000_000
MAX_ELEMENTS = 500_000

_FAMILY = "urn:xoev-de:fim:standard:xdatenfelder_"
_OLDER = {f"{_FAMILY}1": "1"}
_VERSIONS = {NAMESPACE: StandardVersion.V3, NAMESPACE_2: StandardVersion.V2}


class Event(NamedTuple):
    """An element begins or is complete; ``name`` is its local name."""

    phase: Literal["start", "end"]
    name: str
    element: etree._Element


class Root(NamedTuple):
    """What the root element says: which version of the standard and which message."""

    version: StandardVersion
    message: MessageKind


class SchemaRefusedError(Exception):
    """The file as a whole cannot be read; ``finding`` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


def open_stream(data: bytes) -> tuple[Root, Iterator[Event]]:
    """Return what the root says, and all events of the file.

    Args:
        data: XML bytes in the encoding that they declare.

    Raises:
        SchemaRefusedError: see :func:`stream_events`.
    """
    events = stream_events(data)
    first = next(events)
    return root_of(first.element), chain([first], events)


def stream_events(data: bytes) -> Iterator[Event]:
    """Yield the events of a file of version 2.0 or 3.0.0.

    Elements of a foreign namespace keep their ``{namespace}name``.

    Args:
        data: XML bytes in the encoding that they declare.

    Raises:
        SchemaRefusedError: not XML, cut off, document type, too large, or no content message of XDatenfelder.
    """
    if len(data) > MAX_BYTES:
        raise SchemaRefusedError(finding("XDF-004", "line 1", limit=MAX_BYTES // 1_000_000))
    parser = etree.iterparse(BytesIO(data), events=("start", "end"), **hardened_options())
    try:
        yield from _guarded(parser)
    except etree.XMLSyntaxError as error:
        # The exception may only say "no element found"; the parser's own log knows the cause.
        causes = [(entry.line, entry.message) for entry in parser.error_log.filter_from_fatals()]
        line, reason = causes[0] if causes else (error.lineno, error.msg)
        raise SchemaRefusedError(_explain(max(line or 0, 1), str(reason), data=data)) from error


def _guarded(parser: Iterable[tuple[Literal["start", "end"], etree._Element]]) -> Iterator[Event]:
    count = 0
    for phase, element in parser:
        name = local_name(element)
        if phase == "start":
            if count == 0:
                root_of(element)
            count += 1
            if count > MAX_ELEMENTS:
                raise SchemaRefusedError(finding("XDF-034", _line(element), limit=MAX_ELEMENTS))
        elif name == "relation":
            count -= sum(1 for _ in element.iter())
            _drop_relation_before(element)
        yield Event(phase, name, element)


def local_name(element: etree._Element) -> str:
    """Return the name without the namespace of the standard; codes stand there unqualified, others qualified."""
    return _local_name(str(element.tag))


@lru_cache(maxsize=1_024)
def _local_name(tag: str) -> str:
    return tag.removeprefix(f"{{{NAMESPACE}}}").removeprefix(f"{{{NAMESPACE_2}}}")


def discard(element: etree._Element) -> None:
    """Empty an element that was read, its children first: to free thousands of grandchildren at once takes ages."""
    for child in element:
        child.clear()
    element.clear()


def _drop_relation_before(element: etree._Element) -> None:
    """Remove the relation before this one: it was handled, and removing the current one would confuse the parser."""
    before = element.getprevious()
    parent = element.getparent()
    if before is not None and parent is not None and local_name(before) == "relation":
        parent.remove(before)


def root_of(root: etree._Element) -> Root:
    """Return version and message of a root element.

    Raises:
        SchemaRefusedError: a document type, another namespace, or another message.
    """
    if root.getroottree().docinfo.internalDTD is not None:
        raise SchemaRefusedError(finding("XDF-003", "line 1"))
    namespace, _, name = str(root.tag).removeprefix("{").rpartition("}")
    version = _VERSIONS.get(namespace)
    if version is None:
        raise SchemaRefusedError(_unknown_namespace(root, namespace, name=name))
    try:
        return Root(version, MessageKind(name))
    except ValueError:
        raise SchemaRefusedError(finding("XDF-008", _line(root), message=name)) from None


def _unknown_namespace(root: etree._Element, namespace: str, *, name: str) -> Finding:
    if namespace in _OLDER:
        return finding("XDF-006", _line(root), version=_OLDER[namespace])
    if namespace.startswith(_FAMILY):
        return finding("XDF-007", _line(root), namespace=namespace)
    return finding("XDF-005", _line(root), root=name, namespace=namespace)


def _explain(line: int, reason: str, *, data: bytes) -> Finding:
    where = f"line {line}"
    if "entity" in reason.lower():
        return finding("XDF-003", where)
    if "Excessive depth" in reason or "Resource limit" in reason:
        return finding("XDF-035", where, line=line)
    if "Premature end" in reason or _is_cut_off(data):
        return finding("XDF-002", where, line=line)
    return finding("XDF-001", where, line=line, reason=reason)


def _is_cut_off(data: bytes) -> bool:
    """Return whether XML begins here but its last character does not close a tag."""
    text = data.strip(b"\x00 \t\r\n")
    return b"<" in text[:200] and not text.endswith(b">")


def _line(element: etree._Element) -> str:
    return f"line {element.sourceline}"
