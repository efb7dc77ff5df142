"""Reader of XDatenfelder 3.0.0 and 2.0: all six messages, one model."""

from dataclasses import dataclass

from rathaus.standards.xdatenfelder.assemble import assembler_for
from rathaus.standards.xdatenfelder.check import check_positions
from rathaus.standards.xdatenfelder.codes import MessageKind, StandardVersion
from rathaus.standards.xdatenfelder.messages import finding, finding_sink
from rathaus.standards.xdatenfelder.model import Content, Datenfeldgruppe, Header, Stammdatenschema
from rathaus.standards.xdatenfelder.stream import SchemaRefusedError, open_stream
from rathaus.values.findings import Finding


@dataclass(frozen=True, slots=True)
class MessageResult:
    """What was read.

    Args:
        content: what the message carries; None when the file as a whole could not be read.
        findings: what is wrong, in the order in which it was met.
        header: head of the message; None when it is missing.
        version: version that the file is written in; None when that could not be found out.
    """

    content: Content | None
    findings: tuple[Finding, ...]
    header: Header | None = None
    version: StandardVersion | None = None


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What was read.

    Args:
        schema: the schema; None when the file as a whole could not be read. With errors among the findings it is
            incomplete and good only for showing further findings.
        findings: what is wrong, in the order in which it was met.
        header: head of the message; None when it is missing.
        version: version that the file is written in; None when that could not be found out.
    """

    schema: Stammdatenschema | None
    findings: tuple[Finding, ...]
    header: Header | None = None
    version: StandardVersion | None = None


def read_schema(data: bytes) -> ReadResult:
    """Read a schema; whatever the bytes hold, the answer is a result with findings, never an exception.

    Relations "is derived from" are left out. Memory stays within a small multiple of the model. A file of version 2.0
    is upgraded: see :mod:`~rathaus.standards.xdatenfelder.version_2`.

    Args:
        data: XML bytes in the encoding that they declare.

    Source: XDatenfelder 3.0.0 and 2.0, xdatenfelder.stammdatenschema.0102.
    """
    result = _read(data, wanted=MessageKind.STAMMDATENSCHEMA)
    schema = result.content if isinstance(result.content, Stammdatenschema) else None
    return ReadResult(schema, result.findings, result.header, result.version)


def read_message(data: bytes) -> MessageResult:
    """Read any of the messages 0101 to 0106; the answer is a result with findings, never an exception.

    Args:
        data: XML bytes in the encoding that they declare.

    Source: XDatenfelder 3.0.0 and 2.0, xdatenfelder.xsd.
    """
    return _read(data, wanted=None)


def _read(data: bytes, *, wanted: MessageKind | None) -> MessageResult:
    sink = finding_sink()
    try:
        root, events = open_stream(data)
    except SchemaRefusedError as refusal:
        return MessageResult(None, (refusal.finding,))
    if wanted not in {None, root.message}:
        return MessageResult(None, (finding("XDF-008", "line 1", message=root.message),), version=root.version)
    if root.version is StandardVersion.V2:
        sink.add("XDF-043", "line 1")
    assembler = assembler_for(root, sink)
    try:
        for event, name, element in events:
            (assembler.start if event == "start" else assembler.end)(name, element)
    except SchemaRefusedError as refusal:
        return MessageResult(None, (refusal.finding, *sink.as_tuple()), assembler.header, root.version)
    content = assembler.content
    if content is None:
        sink.add("XDF-009", "line 1", message=root.message)
    elif isinstance(content, (Stammdatenschema, Datenfeldgruppe)):
        check_positions(content.struktur, sink)
    return MessageResult(content, sink.as_tuple(), assembler.header, root.version)
