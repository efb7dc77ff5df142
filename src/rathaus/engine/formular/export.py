"""Answers as JSON by the convention of FIM: nested objects, names ``<id>V<version>``, lists for what repeats.

Source: the stylesheet XDF3 → JSON of the FIM portal, with its faults left out (see ``json_schema``).
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from rathaus.engine.formular.checks import decimal_of, is_empty
from rathaus.engine.formular.dates import partial_parts
from rathaus.engine.formular.model import Answer, Answers, Field, Formular, Kind
from rathaus.engine.formular.node import Node
from rathaus.engine.formular.plan import plan_of

type Json = str | bool | int | float | Decimal | dict[str, "Json"] | list["Json"] | None


def answers_to_json(formular: Formular, answers: Answers) -> dict[str, Json]:
    """Return the nested form of answers that :func:`~rathaus.engine.formular.json_schema.json_schema` describes.

    Args:
        formular: the compiled form.
        answers: answers that count, as ``evaluate`` returns them.
    """
    return _group_to_json(plan_of(formular).root, "", answers)


def name_of(element_id: str, version: str) -> str:
    """Return the property name of an element, such as ``F60000000246V1.1.0``."""
    return f"{element_id}V{version}"


def _group_to_json(node: Node, key: str, answers: Answers) -> dict[str, Json]:
    out: dict[str, Json] = {}
    for child in node.children:
        element = child.element
        assert element is not None  # noqa: S101 - only the form itself has no element
        own = child.path.rpartition(".")[2]
        value = _child_to_json(child, f"{key}.{own}" if key else own, answers)
        if value is not None:
            out[name_of(element.element_id, element.version)] = value
    return out


def _child_to_json(node: Node, key: str, answers: Answers) -> Json:
    if not node.repeats:
        return _one_to_json(node, key, answers)
    entries = (_one_to_json(node, entry, answers) for entry in entry_keys(key, answers))
    return [entry for entry in entries if entry is not None] or None


def entry_keys(key: str, answers: Answers) -> Iterator[str]:
    """Yield the path keys of the entries that a repeating element has, in their order."""
    start = len(key) + 1
    numbers = {int(name[start : name.index("]", start)]) for name in answers if name.startswith(f"{key}[")}
    return (f"{key}[{number}]" for number in sorted(numbers))


def _one_to_json(node: Node, key: str, answers: Answers) -> Json:
    if node.field is None:
        return _group_to_json(node, key, answers) or ({} if key in answers else None)
    value = answers.get(key)
    return None if is_empty(value) else _value_to_json(node.field, value)


def _value_to_json(field: Field, value: Answer | None) -> Json:
    if field.date_parts:
        parts = partial_parts(value) or {}
        known = ((part, parts.get(part.unit)) for part in field.date_parts)
        return {name_of(part.element_id, part.version): number for part, number in known if number is not None}
    if field.kind in {Kind.NUM, Kind.CURRENCY}:
        number = decimal_of(value)
        return float(number) if number is not None else None
    if isinstance(value, Mapping):
        return str(value.get("datei", ""))
    return value
