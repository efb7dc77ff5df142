"""Answers as XML: the structure and the names of the JSON convention, in the order of the schema.

Source: XFall is the XML Schema derived from XDatenfelder, with the same structure as the JSON convention. A code of a
code list stands as ``<code>`` with ``listURI`` and ``listVersionID``, as everywhere in XÖV. Namespace: ``xml_names``.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from lxml import etree

from rathaus.engine.formular.checks import decimal_of, is_empty
from rathaus.engine.formular.dates import is_datetime, is_time, partial_parts
from rathaus.engine.formular.export import entry_keys
from rathaus.engine.formular.model import Answer, Answers, Field, Formular, Kind
from rathaus.engine.formular.node import Node
from rathaus.engine.formular.plan import plan_of
from rathaus.engine.formular.xml_names import (
    codelist_parts,
    element_name,
    namespace_of,
    root_name,
    xml_name,
    xml_text,
)

_TO_THE_MINUTE = MappingProxyType({Kind.TIME: is_time, Kind.DATETIME: is_datetime})
#: No default namespace: the name ``code`` of XÖV stands in none.
_PREFIX = "f"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"


def answers_to_xml(formular: Formular, answers: Answers, *, schema_address: str = "") -> bytes:
    """Return answers as an XML document that :func:`~rathaus.engine.formular.xml_schema.xml_schema` describes.

    Args:
        formular: the compiled form.
        answers: answers that count, as ``evaluate`` returns them.
        schema_address: where the XML Schema is published; empty leaves the reference out.
    """
    namespace = namespace_of(formular)
    root = etree.Element(f"{{{namespace}}}{root_name(formular)}", nsmap={_PREFIX: namespace})
    if schema_address:
        location = f"{namespace} {xml_text(schema_address)}"
        root.set(f"{{{_INSTANCE}}}schemaLocation", location)
    _Writer(namespace, answers).children(root, plan_of(formular).root, "")
    etree.indent(root, space=" ")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


class _Writer:
    def __init__(self, namespace: str, answers: Answers) -> None:
        self._namespace = namespace
        self._answers = answers

    def children(self, parent: etree._Element, node: Node, key: str) -> None:
        """Write what is answered inside of one entry of a group."""
        for child in node.children:
            own = child.path.rpartition(".")[2]
            for entry in self._entries(child, f"{key}.{own}" if key else own):
                self._element(parent, child, entry)

    def _entries(self, node: Node, key: str) -> Iterator[str]:
        return entry_keys(key, self._answers) if node.repeats else iter((key,))

    def _element(self, parent: etree._Element, node: Node, key: str) -> None:
        assert node.element is not None  # noqa: S101 - only the form itself has no element
        written = etree.SubElement(parent, self._name(element_name(node.element)))
        if node.field is None:
            self.children(written, node, key)
            keeps = len(written) > 0 or key in self._answers
        else:
            keeps = self._value(written, node.field, self._answers.get(key))
        if not keeps:
            parent.remove(written)

    def _value(self, written: etree._Element, field: Field, value: Answer | None) -> bool:
        """Write one value; returns whether there is one."""
        if value is None or is_empty(value):
            return False
        if field.date_parts:
            self._date_parts(written, field, value)
            return True
        text = lexical(field, value)
        if is_code(field):
            uri, version = codelist_parts(field.codelist or "")
            written.set("listURI", xml_text(uri))
            written.set("listVersionID", xml_text(version))
            etree.SubElement(written, "code").text = text
        else:
            written.text = text
        return text is not None

    def _date_parts(self, written: etree._Element, field: Field, value: Answer) -> None:
        parts = partial_parts(value) or {}
        for part in field.date_parts:
            if part.unit in parts:
                name = xml_name(f"{part.element_id}V{part.version}")
                etree.SubElement(written, self._name(name)).text = str(parts[part.unit])

    def _name(self, name: str) -> str:
        return f"{{{self._namespace}}}{name}"


def is_code(field: Field) -> bool:
    """Return whether a value is a code of a code list, which XÖV writes with the list's name beside it."""
    return field.kind is Kind.CHOICE and bool(field.codelist)


def lexical(field: Field, value: Answer) -> str | None:
    """Return a value as XML Schema writes it; None for a number that is none.

    Args:
        field: the field.
        value: as stored in answers.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return xml_text(str(value.get("datei", "")))
    text = str(value)
    if field.kind in {Kind.NUM, Kind.CURRENCY}:
        number = decimal_of(text)
        return None if number is None else f"{number:f}"
    is_to_the_minute = (field.kind is Kind.TIME and is_time(text)) or (
        field.kind is Kind.DATETIME and is_datetime(text)
    )
    return f"{text}:00" if is_to_the_minute else xml_text(text)
