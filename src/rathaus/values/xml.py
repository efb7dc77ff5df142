"""Hardened XML reading: the only place that makes a parser."""

from lxml import etree

from rathaus.values.errors import RathausError


class XmlRefused(RathausError):
    """The file is not well-formed XML, or it uses a document type or entities, which we never read."""

    code = "XML-001"


def hardened_options() -> dict[str, object]:
    """Return the lxml parser options that switch off entities, DTDs, network and unbounded trees."""
    return {
        "resolve_entities": False,
        "load_dtd": False,
        "no_network": True,
        "huge_tree": False,
        "dtd_validation": False,
        "remove_comments": True,
        "remove_pis": True,
    }


def parse_xml(data: bytes) -> etree._Element:
    """Parse small XML bytes into a tree.

    Args:
        data: XML bytes in the encoding that they declare.

    Raises:
        XmlRefused: not well-formed, or a document type declaration is present (XXE, entity bombs).
    """
    try:
        root = etree.fromstring(data, parser=etree.XMLParser(**hardened_options()))  # type: ignore[arg-type]  # lxml-stubs lacks keyword typing
    except etree.XMLSyntaxError as error:
        raise XmlRefused(line=error.lineno, reason=error.msg) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise XmlRefused(line=1, reason="document type declaration")
    return root
