"""Dataclasses to JSON and back, without defaults, so that the compiled form stays small and deterministic.

A mapping becomes a list of pairs: its order is that of the document, and PostgreSQL's jsonb forgets the order of keys.
"""

import dataclasses
from collections.abc import Hashable, Mapping
from enum import Enum
from functools import cache
from types import MappingProxyType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from rathaus.engine.formular.condition import Condition, condition_from_json, condition_to_json
from rathaus.values.text import Text


def encode(value: Any) -> Any:
    """Return the JSON form of a value made of our frozen dataclasses; fields that hold their default are left out."""
    if isinstance(value, Text):
        return {"de": value.de, "en": value.en} if value.en else value.de
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if isinstance(value, Mapping):
        return [[key, encode(item)] for key, item in value.items()]
    if dataclasses.is_dataclass(value):
        return _encode_dataclass(value)
    return value


def _encode_dataclass(value: Any) -> dict[str, Any]:
    out: dict[str, Any] = {}
    hints = _hints(value.__class__)
    for field in dataclasses.fields(value):
        item = getattr(value, field.name)
        if item == field.default:
            continue
        out[field.name] = condition_to_json(item) if hints[field.name] is Condition else encode(item)
    return out


@cache
def _hints(cls: Hashable) -> dict[str, Any]:
    return get_type_hints(cls)


def decode(hint: Any, data: Any) -> Any:
    """Read what :func:`encode` wrote.

    Args:
        hint: type of the value: dataclass, ``Text``, enum, ``tuple[X, …]``, ``Mapping[str, X]``, union or scalar.
        data: decoded JSON.
    """
    if hint is Text:
        return Text(data) if isinstance(data, str) else Text(data["de"], data["en"])
    if hint is Condition:
        return condition_from_json(data)
    if dataclasses.is_dataclass(hint):
        return _decode_dataclass(hint, data)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(data)
    return _decode_container(hint, data)


def _decode_container(hint: Any, data: Any) -> Any:
    origin = get_origin(hint)
    if origin is tuple:
        item = get_args(hint)[0]
        return tuple(decode(item, entry) for entry in data)
    if origin is not None and issubclass(origin, Mapping):
        item = get_args(hint)[1]
        return MappingProxyType({key: decode(item, entry) for key, entry in data})
    if isinstance(hint, UnionType) and data is None:
        return None
    return data


def _decode_dataclass(cls: Any, data: Mapping[str, Any]) -> Any:
    hints = _hints(cls)
    return cls(**{name: decode(hints[name], item) for name, item in data.items()})
