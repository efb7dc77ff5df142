"""A form as XML Schema 1.0: what :func:`~rathaus.engine.formular.export_xml.answers_to_xml` writes.

The same demands as in ``json_schema``: cardinality is a demand unless a rule may hide the element, other rules are not
translated. Limits that contradict each other, patterns that are not read alike everywhere and numbers of entries above
:data:`MOST_ENTRIES` are left out rather than guessed.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType

from lxml import etree

from rathaus.engine.formular.checks import decimal_of
from rathaus.engine.formular.dates import is_date, is_datetime, is_time
from rathaus.engine.formular.export_xml import is_code, lexical
from rathaus.engine.formular.json_schema import PART_LIMITS, is_demanded
from rathaus.engine.formular.long_lists import codes_of, list_name, long_lists
from rathaus.engine.formular.model import Field, Formular, Group, Kind
from rathaus.engine.formular.node import Node
from rathaus.engine.formular.plain_pattern import plain_pattern
from rathaus.engine.formular.plan import plan_of
from rathaus.engine.formular.xml_names import (
    codelist_parts,
    element_name,
    namespace_of,
    root_name,
    xml_name,
    xml_text,
)

MOST_ENTRIES = 500
"""A larger number of entries is written as "unbounded": readers of schemas count them one by one."""

_XS = "http://www.w3.org/2001/XMLSchema"
_PREFIX = "f"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
type Facets = list[tuple[str, str]]


def xml_schema(formular: Formular) -> bytes:
    """Return the XML Schema of answers to a form.

    Args:
        formular: the compiled form.
    """
    namespace = namespace_of(formular)
    schema = etree.Element(f"{{{_XS}}}schema", nsmap={"xs": _XS, _PREFIX: namespace})
    schema.set("targetNamespace", namespace)
    schema.set("elementFormDefault", "qualified")
    schema.set("version", xml_text(formular.version))
    for name, codes in long_lists(formular).items():
        _restrict(schema, "string", [("enumeration", xml_text(code)) for code in codes], name=name)
    root = _add(schema, "element", name=root_name(formular))
    _document(root, formular.title.de)
    _content(_add(root, "complexType"), plan_of(formular).root)
    etree.indent(schema, space=" ")
    return etree.tostring(schema, xml_declaration=True, encoding="UTF-8")


def _content(parent: etree._Element, node: Node) -> None:
    children = [child for child in node.children if child.field is None or child.field.kind is not Kind.LABEL]
    is_choice = isinstance(node.element, Group) and node.element.choice_group and bool(children)
    inside = _add(parent, "choice" if is_choice else "sequence")
    for child in children:
        _element(inside, child, is_alternative=is_choice)


def _element(parent: etree._Element, node: Node, *, is_alternative: bool) -> None:
    element = node.element
    assert element is not None  # noqa: S101 - only the form itself has no element
    least, most = _occurrence(node)
    is_optional = not is_alternative and not is_demanded(node)
    if is_optional and least > 1:  # none at all, or as many as the schema wants
        parent = _add(parent, "sequence", minOccurs="0")
    written = _add(parent, "element", name=element_name(element))
    if is_optional and least <= 1:
        written.set("minOccurs", "0")
    elif least > 1:
        written.set("minOccurs", str(least))
    if most != "1":
        written.set("maxOccurs", most)
    _document(written, element.label.de)
    if isinstance(element, Group):
        _content(_add(written, "complexType"), node)
    elif element.date_parts:
        _date_parts(written, element)
    elif is_code(element):
        _code(written, element)
    else:
        _simple_type(written, element)


def _occurrence(node: Node) -> tuple[int, str]:
    element = node.element
    if element is None or not element.repeats:
        return 1, "1"
    if element.max_count is None or element.max_count > MOST_ENTRIES:
        return min(element.min_count, MOST_ENTRIES), "unbounded"
    return min(element.min_count, element.max_count), str(element.max_count)


def _date_parts(written: etree._Element, field: Field) -> None:
    sequence = _add(_add(written, "complexType"), "sequence")
    for part in field.date_parts:
        low, high = PART_LIMITS[part.unit]
        number = _add(sequence, "element", name=xml_name(f"{part.element_id}V{part.version}"))
        if not part.required:
            number.set("minOccurs", "0")
        _restrict(number, "integer", [("minInclusive", str(low)), ("maxInclusive", str(high))])


def _code(written: etree._Element, field: Field) -> None:
    kind = _add(written, "complexType")
    _chosen(_add(_add(kind, "sequence"), "element", name="code", form="unqualified"), field)
    uri, version = codelist_parts(field.codelist or "")
    for name, fixed in (("listURI", uri), ("listVersionID", version)):
        _add(kind, "attribute", name=name, type="xs:string", use="required", fixed=xml_text(fixed))


def _simple_type(written: etree._Element, field: Field) -> None:
    if field.options and field.kind in {Kind.CHOICE, Kind.CONSENT}:
        _chosen(written, field)
    else:
        _restrict(written, *_TYPES[field.kind](field))


def _chosen(written: etree._Element, field: Field) -> None:
    if name := list_name(field):
        written.set("type", f"{_PREFIX}:{name}")
    else:
        _restrict(written, "string", [("enumeration", xml_text(code)) for code in codes_of(field)])


def _restrict(parent: etree._Element, kind: str, facets: Facets, **named: str) -> None:
    restriction = _add(_add(parent, "simpleType", **named), "restriction", base=f"xs:{kind}")
    for name, value in facets:
        _add(restriction, name, value=value)


def _text(field: Field) -> tuple[str, Facets]:
    least, most = field.min_length, field.max_length
    lengths = (("minLength", least), ("maxLength", most))
    facets = [(name, str(length)) for name, length in lengths if length is not None]
    pattern = plain_pattern(field.pattern) if field.pattern else None
    if least is not None and most is not None and least > most:
        facets = []
    return "string", [*facets, ("pattern", pattern)] if pattern else facets


def _number(kind: str) -> Callable[[Field], tuple[str, Facets]]:
    def facets(field: Field) -> tuple[str, Facets]:
        limits = ((limit, decimal_of(limit)) for limit in (field.min_value, field.max_value))
        numbers = [number for _, number in limits]
        return kind, _range(numbers, (None if number is None else f"{number:f}" for number in numbers))

    return facets


def _whole(field: Field) -> tuple[str, Facets]:
    kind, facets = _number("integer")(field)
    return kind, [(name, value) for name, value in facets if "." not in value]


def _moment(kind: str, reads: Callable[[str], bool]) -> Callable[[Field], tuple[str, Facets]]:
    def facets(field: Field) -> tuple[str, Facets]:
        limits = [limit if limit and reads(limit) else None for limit in (field.min_value, field.max_value)]
        return kind, _range(limits, (limit and lexical(field, limit) for limit in limits))

    return facets


def _range(limits: list[Decimal | None] | list[str | None], written: Iterable[str | None]) -> Facets:
    """Return the facets of a range; none where its limits contradict each other."""
    low, high = limits
    if low is not None and high is not None and low > high:  # type: ignore[operator]  # both are of one kind
        return []
    return [(name, text) for name, text in zip(("minInclusive", "maxInclusive"), written, strict=True) if text]


def _fixed(kind: str, *facets: tuple[str, str]) -> Callable[[Field], tuple[str, Facets]]:
    return lambda _field: (kind, list(facets))


def _document(parent: etree._Element, text: str) -> None:
    """Write the German label beside a declaration."""
    note = _add(_add(parent, "annotation"), "documentation")
    note.set(_XML_LANG, "de")
    note.text = xml_text(text)


def _add(parent: etree._Element, tag: str, /, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{_XS}}}{tag}", attributes)


_TYPES: Mapping[Kind, Callable[[Field], tuple[str, Facets]]] = MappingProxyType(
    {
        **dict.fromkeys(Kind, _text),
        Kind.DATE: _moment("date", is_date),
        Kind.PARTIAL_DATE: _fixed("string", ("pattern", "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")),
        Kind.TIME: _moment("time", is_time),
        Kind.DATETIME: _moment("dateTime", is_datetime),
        Kind.BOOL: _fixed("boolean"),
        Kind.CONSENT: _fixed("boolean", ("pattern", "true")),
        Kind.INT: _whole,
        Kind.NUM: _number("decimal"),
        Kind.CURRENCY: _number("decimal"),
        Kind.CHOICE: _fixed("string"),
        Kind.FILE: _fixed("string"),
    }
)
