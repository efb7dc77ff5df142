"""Checks that need the whole schema: groups that contain themselves, ambiguous paths, mixed versions."""

from collections.abc import Iterable

from rathaus.standards.xdatenfelder.model import Datenfeldgruppe, Struktur, walk_positions
from rathaus.values.messages import FindingSink


def check_positions(struktur: tuple[Struktur, ...], sink: FindingSink) -> None:
    """Add the findings of a whole schema or group to the sink."""
    _check_siblings("", struktur, sink)
    versions: dict[str, set[str]] = {}
    for path, position in walk_positions(struktur):
        element = position.enthaelt
        versions.setdefault(element.id, set()).add(element.version or "")
        if isinstance(element, Datenfeldgruppe):
            _check_cycle(path, element.id, sink)
            _check_siblings(path, element.struktur, sink)
    _check_versions(versions, sink)


def _check_cycle(path: str, group_id: str, sink: FindingSink) -> None:
    *ancestors, _ = path.split(".")
    if group_id and group_id in ancestors:
        sink.add("XDF-030", path, id=group_id)


def _check_siblings(path: str, positions: Iterable[Struktur], sink: FindingSink) -> None:
    seen: set[str] = set()
    for position in positions:
        element_id = position.enthaelt.id
        if element_id and element_id in seen:
            sink.add("XDF-031", f"{path}.{element_id}" if path else element_id, id=element_id)
        seen.add(element_id)


def _check_versions(versions: dict[str, set[str]], sink: FindingSink) -> None:
    for element_id, found in versions.items():
        if element_id and len(found) > 1:
            sink.add("XDF-032", element_id, id=element_id, versions=", ".join(sorted(found)))
