"""Frozen dataclasses as plain JSON values, and back: the one form in which we store and hash what we built.

The form is small, and equal values give equal bytes. A field that holds its default is left out, so that a field can be
added without breaking what is stored. A text without English is its German string. A mapping is a list of pairs,
because the database forgets the order of keys and the order of questions must stay. Where one of several dataclasses
may stand, ``"type"`` names which. A field whose type has a JSON form of its own says so with :func:`own_form`.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from rathaus.values.text import Text

_WRITE, _READ, _TYPE = "plain_write", "plain_read", "type"


def own_form(write: Callable[[Any], object], read: Callable[[Any], object]) -> Mapping[str, Any]:
    """Return the metadata of a field whose value has a JSON form of its own.

    Args:
        write: value to JSON value.
        read: JSON value to value.
    """
    return MappingProxyType({_WRITE: write, _READ: read})


def to_plain(value: object) -> Any:
    """Return a dataclass as JSON value; see the docstring of the module for the form."""
    return _write(type(value), value)


def from_plain[T](kind: type[T], data: Any) -> T:
    """Return the dataclass that :func:`to_plain` wrote.

    Args:
        kind: its class. Fields may be dataclasses and unions of them, :class:`Text`, tuples, mappings from strings,
            enumerations, ``… | None`` and plain values.
        data: decoded JSON.

    Raises:
        KeyError: a field without a default is absent, or no class of a union has the name that is written.
        ValueError: a value is not in its enumeration.
    """
    result: T = _read(kind, data)
    return result


def _write(kind: Any, value: Any) -> Any:
    if isinstance(value, Text):
        return {"de": value.de, "en": value.en} if value.en else value.de
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        tag = {_TYPE: value.__class__.__name__} if len(_alternatives(kind)) > 1 else {}
        return tag | _write_fields(value)
    if isinstance(value, tuple | Mapping):
        return _write_container(get_args(_alternatives(kind)[0]), value)
    return value


def _write_container(arguments: tuple[Any, ...], value: tuple[Any, ...] | Mapping[str, Any]) -> list[Any]:
    if isinstance(value, Mapping):
        return [[key, _write(arguments[1], entry)] for key, entry in value.items()]
    items = _item_kinds(arguments, len(value))
    return [_write(item, entry) for item, entry in zip(items, value, strict=True)]


def _write_fields(value: Any) -> dict[str, Any]:
    hints = _hints(value.__class__)
    written: dict[str, Any] = {}
    for field in fields(value):
        item = getattr(value, field.name)
        if item != _default(field):
            write = field.metadata.get(_WRITE)
            written[field.name] = write(item) if write else _write(hints[field.name], item)
    return written


def _default(field: "Field[Any]") -> object:
    return field.default if field.default_factory is MISSING else field.default_factory()


def _read(kind: Any, data: Any) -> Any:
    alternatives = _alternatives(kind)
    if data is None or not alternatives:
        return data
    kind = alternatives[0] if len(alternatives) == 1 else _named(alternatives, data)
    if kind is Text:
        return Text(data) if isinstance(data, str) else Text(data["de"], data.get("en", ""))
    if is_dataclass(kind):
        return _read_dataclass(kind, data)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(data)
    return _read_container(kind, data)


def _read_container(kind: Any, data: Any) -> Any:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple:
        items = _item_kinds(arguments, len(data))
        return tuple(_read(item, entry) for item, entry in zip(items, data, strict=True))
    if origin is Mapping:
        return MappingProxyType({key: _read(arguments[1], entry) for key, entry in data})
    return data


def _read_dataclass(kind: Any, data: Mapping[str, Any]) -> Any:
    hints = _hints(kind)
    values: dict[str, Any] = {}
    for field in fields(kind):
        if field.name in data:
            read, item = field.metadata.get(_READ), data[field.name]
            values[field.name] = read(item) if read else _read(hints[field.name], item)
    try:
        return kind(**values)
    except TypeError as error:
        raise KeyError(f"{kind.__name__}: {error}") from error


def _named(alternatives: tuple[Any, ...], data: Mapping[str, Any]) -> Any:
    return {kind.__name__: kind for kind in alternatives}[data[_TYPE]]


def _item_kinds(arguments: tuple[Any, ...], count: int) -> tuple[Any, ...]:
    return (arguments[0],) * count if arguments[-1] is Ellipsis else arguments


@cache
def _alternatives(kind: Any) -> tuple[Any, ...]:
    """Return what may stand where a type is asked for: one type, several dataclasses, or nothing that needs reading."""
    kinds = _members(kind)
    return kinds if len(kinds) == 1 or all(is_dataclass(each) for each in kinds) else ()


def _members(kind: Any) -> tuple[Any, ...]:
    kind = getattr(kind, "__value__", kind)  # a type alias stands for its value
    if get_origin(kind) not in {Union, UnionType}:
        return (kind,)
    return tuple(member for each in get_args(kind) for member in _members(each) if member is not NoneType)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
