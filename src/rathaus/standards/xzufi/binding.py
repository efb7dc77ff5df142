"""From elements to records and back: the fields of a dataclass say which elements and attributes it takes.

What a record has no field for stays in its ``rest``, as it is written, and returns when it is written again. So do
elements that do not fit their field: a second one where one is expected, or one with children where a word is expected.
"""

import re
import types
import typing
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any, Final

from lxml import etree

_NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TYPE: Final = "{http://www.w3.org/2001/XMLSchema-instance}type"
PREFIX: Final = "xzufi"
_CODE_PARTS: Final = frozenset({"code", "name", "nichtGelisteterWert"})
_CODE_ATTRIBUTES: Final = frozenset({"listURI", "listVersionID"})


@dataclass(frozen=True, slots=True)
class Raw:
    """An element as it is: name with its namespace in braces, sorted attributes, text, children, text after it."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    text: str = ""
    children: tuple["Raw", ...] = ()
    tail: str = ""

    @property
    def name(self) -> str:
        """Return the name without the namespace."""
        return self.tag.rpartition("}")[2]


@dataclass(frozen=True, slots=True)
class Rest:
    """What a record has no field for.

    Args:
        attributes: name (with its namespace in braces) and value, sorted.
        elements: in the order of the file.
    """

    attributes: tuple[tuple[str, str], ...] = ()
    elements: tuple[Raw, ...] = ()


NOTHING: Final = Rest()


@dataclass(frozen=True, slots=True)
class Code:
    """A coded value; ``is_listed`` is false for a free value (``nichtGelisteterWert``)."""

    value: str
    list_uri: str = ""
    list_version: str = ""
    name: str = ""
    is_listed: bool = True


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a field is written: ``place`` is ``element``, ``attribute`` or ``text``; ``old`` is its name in 2.2."""

    name: str
    xml: str
    old: str
    place: str
    is_many: bool
    kind: type


def element(xml: str = "", *, old: str = "", default: Any = None) -> Any:
    """Return a field that is an element; its name is that of the field in camel case unless one is given."""
    return field(default=default, metadata={"xml": xml, "old": old, "place": "element"})


def many(xml: str = "", *, old: str = "") -> Any:
    """Return a field that is any number of elements."""
    return element(xml, old=old, default=())


def word(xml: str = "", *, old: str = "") -> Any:
    """Return a field that is an element with one word or line; empty when absent."""
    return element(xml, old=old, default="")


def attribute(xml: str) -> Any:
    """Return a field that is an attribute; empty when absent."""
    return field(default="", metadata={"xml": xml, "old": "", "place": "attribute"})


def content() -> Any:
    """Return a field that is the text of the element itself, with all its blanks."""
    return field(default="", metadata={"xml": "", "old": "", "place": "text"})


def local_name(node: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return etree.QName(node).localname


@cache
def slots_of(cls: type) -> tuple[Slot, ...]:
    """Return the fields of a record in the order in which they are written, its rest left out."""
    hints = typing.get_type_hints(cls)
    slots = []
    for each in fields(cls):
        if "place" in each.metadata:
            kind, is_many = _kind(hints[each.name])
            xml = each.metadata["xml"] or _camel(each.name)
            old = each.metadata["old"] or xml
            slots.append(Slot(each.name, xml, old, each.metadata["place"], is_many, kind))
    return tuple(slots)


def read_record(cls: type, node: etree._Element) -> Any:
    """Return the record of an element, an instance of ``cls``; whatever has no field is in its rest."""
    values: dict[str, Any] = {}
    attributes = attributes_of(node)
    by_name: dict[str, Slot] = {}
    for slot in slots_of(cls):
        if slot.place == "attribute":
            values[slot.name] = attributes.pop(slot.xml, "")
        elif slot.place == "text":
            values[slot.name] = node.text or ""
        else:
            by_name |= {slot.xml: slot, slot.old: slot}
    elements = []
    for child in node.iterchildren(tag=etree.Element):
        chosen = by_name.get(local_name(child))
        if chosen is None or not _take(chosen, child, values):
            elements.append(raw_of(child))
    return cls(**values, rest=Rest(tuple(sorted(attributes.items())), tuple(elements)))


def write_record(record: Any, name: str, *, namespace: str, is_old: bool) -> etree._Element:
    """Return the element of a record.

    Args:
        record: any dataclass whose fields were made here.
        name: local name of the element.
        namespace: namespace of the element and of all elements below, codes left out.
        is_old: whether the names of 2.2 are used.
    """
    node = etree.Element(f"{{{namespace}}}{name}")
    for slot in slots_of(record.__class__):
        value = getattr(record, slot.name)
        if slot.place == "attribute" and value:
            node.set(slot.xml, clean(value))
        elif slot.place == "text" and value:
            node.text = clean(value)
        elif slot.place == "element":
            tag = slot.old if is_old else slot.xml
            for each in value if slot.is_many else (value,):
                _append(node, each, tag, namespace=namespace, is_old=is_old)
    add_rest(node, record.rest)
    return node


def add_rest(node: etree._Element, rest: Rest) -> None:
    """Put back what had no field."""
    for key, value in rest.attributes:
        node.set(key, clean(value))
    for each in rest.elements:
        node.append(raw_element(each))


def rest_of(node: etree._Element, known: Iterable[str]) -> Rest:
    """Return the rest of an element whose known children are read elsewhere."""
    unknown = (child for child in node.iterchildren(tag=etree.Element) if local_name(child) not in set(known))
    return Rest(tuple(sorted(attributes_of(node).items())), tuple(raw_of(child) for child in unknown))


def attributes_of(node: etree._Element) -> dict[str, str]:
    """Return the attributes of an element; a type of the standard has the prefix with which we write it."""
    found = {str(key): str(value) for key, value in node.attrib.items()}
    prefix, separator, name = found.get(_TYPE, "").rpartition(":")
    if separator and "/xzufi/" in node.nsmap.get(prefix, ""):
        found[_TYPE] = f"{PREFIX}:{name}"
    return found


def raw_of(node: etree._Element, *, tail: str = "") -> Raw:
    """Return an element as it is; comments are left out.

    Args:
        node: the element.
        tail: the text that follows it in its parent; empty for the outermost one.
    """
    children = tuple(raw_of(child, tail=child.tail or "") for child in node.iterchildren(tag=etree.Element))
    return Raw(str(node.tag), tuple(sorted(attributes_of(node).items())), node.text or "", children, tail)


def raw_element(raw: Raw) -> etree._Element:
    """Return the element that was kept."""
    node = etree.Element(raw.tag)
    for key, value in raw.attributes:
        node.set(key, clean(value))
    node.text, node.tail = clean(raw.text), clean(raw.tail)
    node.extend(raw_element(child) for child in raw.children)
    return node


def clean(text: str) -> str:
    """Return a text without the signs that XML cannot hold."""
    return _NO_XML.sub("", text)


def unknown_elements(record: Any) -> tuple[str, ...]:
    """Return the names of all elements that a record or a part of it keeps without understanding them."""
    names: dict[str, None] = {}
    for each in fields(record):
        value = getattr(record, each.name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Rest):
                names |= dict.fromkeys(raw.name for raw in part.elements)
            elif is_dataclass(part):
                names |= dict.fromkeys(unknown_elements(part))
    return tuple(names)


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join("ID" if part == "id" else part.capitalize() for part in others)


def _kind(hint: Any) -> tuple[type, bool]:
    """Return the type of one element, and whether there may be several."""
    arguments = typing.get_args(hint)
    if typing.get_origin(hint) is tuple:
        return arguments[0], True
    if isinstance(hint, types.UnionType):
        return next(each for each in arguments if each is not type(None)), False
    return hint, False


def _take(slot: Slot, child: etree._Element, values: dict[str, Any]) -> bool:
    """Put a child into its field; return False when it does not fit."""
    value = _read_value(slot.kind, child)
    if value is None or (not slot.is_many and values.get(slot.name)):
        return False
    values[slot.name] = (*values.get(slot.name, ()), value) if slot.is_many else value
    return True


def _read_value(kind: type, child: etree._Element) -> Any:
    if kind is str:
        return None if len(child) or child.attrib else " ".join((child.text or "").split())
    if kind is Code:
        return _read_code(child)
    takes_text = any(slot.place == "text" for slot in slots_of(kind))
    return None if takes_text and len(child) else read_record(kind, child)


def _read_code(child: etree._Element) -> Code | None:
    parts = {local_name(each): " ".join((each.text or "").split()) for each in child.iterchildren(tag=etree.Element)}
    if parts.keys() - _CODE_PARTS or len(parts) != len(child) or {str(key) for key in child.attrib} - _CODE_ATTRIBUTES:
        return None
    free = parts.get("nichtGelisteterWert")
    text = " ".join((child.text or "").split())
    return Code(
        value=parts.get("code", text) if free is None else free,
        list_uri=child.get("listURI", ""),
        list_version=child.get("listVersionID", ""),
        name=parts.get("name", ""),
        is_listed=free is None,
    )


def _append(node: etree._Element, value: Any, tag: str, *, namespace: str, is_old: bool) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        etree.SubElement(node, f"{{{namespace}}}{tag}").text = clean(value)
    elif isinstance(value, Code):
        _append_code(etree.SubElement(node, f"{{{namespace}}}{tag}"), value)
    else:
        node.append(write_record(value, tag, namespace=namespace, is_old=is_old))


def _append_code(node: etree._Element, code: Code) -> None:
    for key, value in (("listURI", code.list_uri), ("listVersionID", code.list_version)):
        if value:
            node.set(key, clean(value))
    etree.SubElement(node, "code" if code.is_listed else "nichtGelisteterWert").text = clean(code.value)
    if code.name:
        etree.SubElement(node, "name").text = clean(code.name)
