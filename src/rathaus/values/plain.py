"""Frozen dataclasses as plain JSON values, and back."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints


def to_plain(value: object) -> Any:
    """Return dataclasses as dicts, tuples as lists and enumerations as their values, all the way down."""
    if is_dataclass(value):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    return value.value if isinstance(value, StrEnum) else value


def from_plain[T](kind: type[T], data: Mapping[str, Any]) -> T:
    """Return the dataclass that :func:`to_plain` wrote.

    Fields may be dataclasses, tuples, string enumerations, ``… | None`` and plain values. A field with a default may
    be absent, so that a field can be added without breaking what is stored.

    Raises:
        KeyError: a field without a default is absent.
        ValueError: a value is not in its enumeration.
    """
    result: T = _read(kind, data)
    return result


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, data: Any) -> Any:
    kind = getattr(kind, "__value__", kind)  # a type alias stands for its value
    if isinstance(kind, UnionType):
        if data is None:
            return None
        kind = next(argument for argument in get_args(kind) if argument is not NoneType)
    if get_origin(kind) is tuple:
        return _read_tuple(get_args(kind), data)
    if is_dataclass(kind):
        return _read_dataclass(kind, data)
    return kind(data) if isinstance(kind, type) and issubclass(kind, StrEnum) else data


def _read_tuple(arguments: tuple[Any, ...], data: list[Any]) -> tuple[Any, ...]:
    if arguments[-1] is Ellipsis:
        return tuple(_read(arguments[0], item) for item in data)
    return tuple(_read(argument, item) for argument, item in zip(arguments, data, strict=True))


def _read_dataclass(kind: Any, data: Mapping[str, Any]) -> Any:
    hints = _hints(kind)
    try:
        return kind(**{f.name: _read(hints[f.name], data[f.name]) for f in fields(kind) if f.name in data})
    except TypeError as error:
        raise KeyError(f"{kind.__name__}: {error}") from error
