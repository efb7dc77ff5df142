"""Check against the official XML schemas, when whoever runs us has them; we do not ship them.

A file that breaks them is still read: real files do. The remarks are warnings.
"""

import re
from pathlib import Path

from lxml import etree

from rathaus.standards.xdatenfelder.codes import MessageKind, StandardVersion
from rathaus.standards.xdatenfelder.messages import finding
from rathaus.standards.xdatenfelder.stream import SchemaRefusedError, root_of
from rathaus.values.findings import Finding
from rathaus.values.xml import XmlRefused, parse_xml

MAX_REMARKS = 50
_FOLDERS = {StandardVersion.V3: "3.0.0", StandardVersion.V2: "2.0"}
_ENTRY = "xdatenfelder.xsd"
_ALL_LETTERS = re.compile(r"is not accepted by the pattern '.{100,}'\.", re.DOTALL)
_LONG_VALUE = re.compile(r"(The value '.{60}).+?'(?= has| is)", re.DOTALL)


class XsdCheck:
    """Validates files; each schema is read once.

    Args:
        folder: holds ``3.0.0/xdatenfelder.xsd`` and ``2.0/xdatenfelder.xsd`` with what they include.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._schemas: dict[StandardVersion, etree.XMLSchema] = {}

    def check(self, data: bytes) -> tuple[Finding, ...]:
        """Return what the XML schema of the file's version says, at most :data:`MAX_REMARKS` remarks.

        Nothing for a file that is no XDatenfelder message: the reader says so. The list inside of a code list message
        is not checked, because genericode has schemas of its own.

        Args:
            data: XML bytes in the encoding that they declare.
        """
        try:
            document = parse_xml(data)
            version, message = root_of(document)
        except (XmlRefused, SchemaRefusedError):
            return ()
        try:
            schema = self._schema(version)
        except (OSError, etree.LxmlError) as error:
            return (finding("XDF-041", str(self._path(version)), file=self._path(version), reason=error),)
        if message is MessageKind.CODELISTE:
            _remove_lists(document)
        schema.validate(document)
        remarks = list(schema.error_log)  # type: ignore[call-overload]  # lxml-stubs lack the iteration
        return tuple(
            finding("XDF-039", f"line {entry.line}", line=entry.line, reason=_shortened(entry.message))
            for entry in remarks[:MAX_REMARKS]
        )

    def _path(self, version: StandardVersion) -> Path:
        return self._folder / _FOLDERS[version] / _ENTRY

    def _schema(self, version: StandardVersion) -> etree.XMLSchema:
        if version not in self._schemas:
            self._schemas[version] = etree.XMLSchema(etree.parse(self._path(version)))
        return self._schemas[version]


def _remove_lists(document: etree._Element) -> None:
    for element in document.iter("{*}genericode"):
        for child in list(element):
            element.remove(child)


def _shortened(message: str) -> str:
    """Return the sentence of the validator without what makes it unreadable: addresses and the list of all letters."""
    for version in ("3.0.0", "2"):
        message = message.replace(f"{{urn:xoev-de:fim:standard:xdatenfelder_{version}}}", "")
    message = _ALL_LETTERS.sub("has characters outside of String.Latin.", message)
    return " ".join(_LONG_VALUE.sub(r"\1…'", message).split())
