"""A form as JSON Schema 2020-12, by the convention of FIM, so that others understand our data.

Cardinality becomes ``required`` unless a rule may hide the element; apart from that rules are not translated, as in
the standard's own converters. Unlike the FIM stylesheet: limits of dates are not written as ``minimum`` and
``maximum``, which JSON Schema defines for numbers only; times and instants are local, so a pattern describes them and
no format, because ``time`` and ``date-time`` of JSON Schema demand an offset.
"""

from collections.abc import Callable, Mapping
from itertools import takewhile
from types import MappingProxyType
from typing import Any

from rathaus.engine.formular.cardinality import SILENT
from rathaus.engine.formular.export import name_of
from rathaus.engine.formular.long_lists import list_name, long_lists
from rathaus.engine.formular.model import DateUnit, Field, Formular, Group, Kind
from rathaus.engine.formular.node import Node
from rathaus.engine.formular.plain_pattern import plain_pattern
from rathaus.engine.formular.plan import plan_of
from rathaus.engine.formular.xml_names import namespace_of

type Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

PART_LIMITS = MappingProxyType({DateUnit.DAY: (1, 31), DateUnit.MONTH: (1, 12), DateUnit.YEAR: (1, 9999)})
"""Smallest and largest number of each part of a date."""


def json_schema(formular: Formular, *, address: str = "") -> Schema:
    """Return the schema of what :func:`~rathaus.engine.formular.export.answers_to_json` writes.

    Args:
        formular: the compiled form.
        address: where the schema is published, its ``$id``; without one it is the name of the form.
    """
    lists = {name: {"type": "string", "enum": list(codes)} for name, codes in long_lists(formular).items()}
    return {
        "$schema": DIALECT,
        "$id": address or namespace_of(formular),
        "title": formular.title.de,
        **_object(plan_of(formular).root),
        **({"$defs": lists} if lists else {}),
    }


def _object(node: Node) -> Schema:
    properties, required = {}, []
    for child in node.children:
        element = child.element
        if element is None or (child.field is not None and child.field.kind is Kind.LABEL):
            continue
        name = name_of(element.element_id, element.version)
        properties[name] = _element(child, element)
        if is_demanded(child):
            required.append(name)
    schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    if isinstance(node.element, Group) and node.element.choice_group and properties:
        schema["oneOf"] = [{"required": [name]} for name in properties]
    elif required:
        schema["required"] = required
    return schema


def is_demanded(node: Node) -> bool:
    """Return whether every complete Antrag has the element: no rule hides it, the law does not let it come later."""
    if node.element is None or node.element.min_count == 0 or node.visibility:
        return False
    if node.field is not None:
        return not node.field.soft_required and node.field.kind not in SILENT
    if isinstance(node.element, Group) and node.element.choice_group and _can_be_used(node):
        return True
    return node.repeats or any(is_demanded(child) for child in node.children)


def _can_be_used(node: Node) -> bool:
    """Return whether something in a group can always be answered: no rule hides a question."""
    questions = [each for each in node.fields() if each.field and each.field.kind not in SILENT]
    around = (
        each for question in questions for each in takewhile(lambda other: other is not node, question.ancestors())
    )
    return bool(questions) and not any(each.visibility for each in around)


def _element(node: Node, element: Field | Group) -> Schema:
    one = {"title": element.label.de, **(_field(element) if isinstance(element, Field) else _object(node))}
    if not element.repeats:
        return one
    schema: Schema = {"type": "array", "items": one}
    if element.min_count:
        schema["minItems"] = element.min_count
    if element.max_count is not None:
        schema["maxItems"] = element.max_count
    return schema


def _field(field: Field) -> Schema:
    if field.date_parts:
        return _date_parts(field)
    if name := list_name(field):
        return {"$ref": f"#/$defs/{name}"}
    if field.options and field.kind in {Kind.CHOICE, Kind.CONSENT}:
        named = {option.code: option.label.de for option in reversed(field.options)}
        return {"oneOf": [{"const": code, "title": title} for code, title in reversed(named.items())]}
    return _TYPES[field.kind](field)


def _date_parts(field: Field) -> Schema:
    limits = {part: PART_LIMITS[part.unit] for part in field.date_parts}
    numbers = {
        name_of(part.element_id, part.version): {"type": "integer", "minimum": low, "maximum": high}
        for part, (low, high) in limits.items()
    }
    required = [name_of(part.element_id, part.version) for part in field.date_parts if part.required]
    return {"type": "object", "properties": numbers, "required": required, "additionalProperties": False}


def _text(field: Field) -> Schema:
    schema: Schema = {"type": "string"}
    if field.min_length is not None:
        schema["minLength"] = field.min_length
    if field.max_length is not None:
        schema["maxLength"] = field.max_length
    plain = plain_pattern(field.pattern) if field.pattern is not None else None
    if plain is not None:
        schema["pattern"] = f"^(?:{plain})$"
    return schema


def _number(kind: str) -> Callable[[Field], Schema]:
    def schema(field: Field) -> Schema:
        limits = (("minimum", field.min_value), ("maximum", field.max_value))
        return {"type": kind, **{name: _plain(limit) for name, limit in limits if limit is not None}}

    return schema


def _plain(limit: str) -> int | float:
    return float(limit) if "." in limit else int(limit)


def _fixed(schema: Schema) -> Callable[[Field], Schema]:
    return lambda _field: dict(schema)


_TYPES: Mapping[Kind, Callable[[Field], Schema]] = MappingProxyType(
    {
        **dict.fromkeys(Kind, _text),
        Kind.DATE: _fixed({"type": "string", "format": "date"}),
        Kind.PARTIAL_DATE: _fixed({"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}),
        Kind.TIME: _fixed({"type": "string", "pattern": "^[0-9]{2}:[0-9]{2}$"}),
        Kind.DATETIME: _fixed({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$"}),
        Kind.BOOL: _fixed({"type": "boolean"}),
        Kind.CONSENT: _fixed({"const": True}),
        Kind.INT: _number("integer"),
        Kind.NUM: _number("number"),
        Kind.CURRENCY: _number("number"),
        Kind.CHOICE: _fixed({"type": "string"}),
        Kind.FILE: _fixed({"type": "string"}),
    }
)
