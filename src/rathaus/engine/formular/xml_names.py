"""Names and characters of XML for what a schema calls its elements.

The domain names no official namespace for answers as XML (XFall: "the same structure as XML"), so ours is documented:
``urn:rathaus:formular:<id>:<version>``. Names are those of the JSON convention, ``<id>V<version>``, which are XML names
as they are; a character that no XML name may hold is written ``_xHHHH_`` as in ISO 9075-14.
"""

import re
from urllib.parse import quote

from rathaus.engine.formular.export import name_of
from rathaus.engine.formular.model import Field, Formular, Group

_FOREIGN = re.compile(r"[^A-Za-z0-9_.\-\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff]")
_FOREIGN_FIRST = re.compile(r"^[0-9.\-]")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPLACEMENT = "\ufffd"


def namespace_of(formular: Formular) -> str:
    """Return the namespace of answers to a form: the same for equal ids and versions of the schema."""
    return f"urn:rathaus:formular:{quote(formular.key, safe='')}:{quote(formular.version, safe='')}"


def root_name(formular: Formular) -> str:
    """Return the name of the root element: that of the schema, such as ``S00000000371V1.0.0``."""
    return xml_name(name_of(formular.key, formular.version))


def element_name(element: Field | Group) -> str:
    """Return the name of the XML element of a field or group."""
    return xml_name(name_of(element.element_id, element.version))


def xml_name(name: str) -> str:
    """Return a name that XML takes without a colon; other characters become their code point."""
    return _FOREIGN_FIRST.sub(_escaped, _FOREIGN.sub(_escaped, name))


def xml_text(text: str) -> str:
    """Return a text with the replacement character for each one that XML 1.0 cannot hold."""
    return _NOT_XML.sub(_REPLACEMENT, text)


def codelist_parts(version_uri: str) -> tuple[str, str]:
    """Return URI and version of a code list's version URN: the version stands behind the last underscore."""
    uri, _, version = version_uri.rpartition("_")
    return (uri, version) if uri else (version, "")


def _escaped(match: re.Match[str]) -> str:
    return f"_x{ord(match[0]):04X}_"
