"""Reader of XDatenfelder 3.0.0, message 0102 (Stammdatenschema)."""

from dataclasses import dataclass

from rathaus.standards.xdatenfelder.assemble import Assembler
from rathaus.standards.xdatenfelder.check import check_schema
from rathaus.standards.xdatenfelder.messages import finding_sink
from rathaus.standards.xdatenfelder.model import Header, Stammdatenschema
from rathaus.standards.xdatenfelder.stream import SchemaRefusedError, stream_events
from rathaus.values.findings import Finding


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What was read.

    Args:
        schema: the schema; None when the file as a whole could not be read. With errors among the findings it is
            incomplete and good only for showing further findings.
        findings: what is wrong, in the order in which it was met.
        header: head of the message; None when it is missing.
    """

    schema: Stammdatenschema | None
    findings: tuple[Finding, ...]
    header: Header | None = None


def read_schema(data: bytes) -> ReadResult:
    """Read a schema; whatever the bytes hold, the answer is a result with findings, never an exception.

    Relations "is derived from" are left out. Memory stays within a small multiple of the model.

    Args:
        data: XML bytes in the encoding that they declare.

    Source: XDatenfelder 3.0.0, xdatenfelder.stammdatenschema.0102.
    """
    sink = finding_sink()
    assembler = Assembler(sink)
    try:
        for event, name, element in stream_events(data):
            (assembler.start if event == "start" else assembler.end)(name, element)
    except SchemaRefusedError as refusal:
        return ReadResult(None, (refusal.finding, *sink.as_tuple()), assembler.header)
    if assembler.schema is None:
        sink.add("XDF-009", "stammdatenschema")
    else:
        check_schema(assembler.schema, sink)
    return ReadResult(assembler.schema, sink.as_tuple(), assembler.header)
