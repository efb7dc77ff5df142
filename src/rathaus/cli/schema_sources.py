"""What `rathaus compile` takes: a schema file, or a folder with a schema, its code lists and translations."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from rathaus.core.codeliste.own import with_own
from rathaus.engine.compiler.compile import Compiled, compile_formular
from rathaus.engine.compiler.internal_lists import inline_internal_lists
from rathaus.engine.compiler.resolve import missing_codelists
from rathaus.standards.genericode.model import Codelist
from rathaus.standards.genericode.read import read_codelist
from rathaus.standards.xdatenfelder.codes import MessageKind, StandardVersion
from rathaus.standards.xdatenfelder.model import Uebersetzung
from rathaus.standards.xdatenfelder.read import read_message, read_schema
from rathaus.standards.xdatenfelder.stream import SchemaRefusedError, open_stream
from rathaus.standards.xdatenfelder.validate import XsdCheck
from rathaus.values.findings import Finding


@dataclass(frozen=True, slots=True)
class SchemaSources:
    """The bytes of a schema and of what belongs to it.

    Args:
        schema: XDatenfelder, message 0102.
        codelists: lists that lie beside it.
        translations: messages 0106.
        rules: `regeln.json`.
    """

    schema: bytes
    codelists: tuple[Codelist, ...] = ()
    translations: tuple[bytes, ...] = ()
    rules: bytes | None = None


@dataclass(frozen=True, slots=True)
class SchemaOutcome:
    """A compiled schema, all findings, and the code lists that it waits for, as version URNs."""

    compiled: Compiled | None
    findings: tuple[Finding, ...]
    awaited: tuple[str, ...] = field(default=())


def sources_in(folder: Path) -> SchemaSources | None:
    """Return the schema that lies in a folder with its lists and translations; None when there is no schema."""
    schemas, translations, lists = [], [], []
    for path in sorted(folder.glob("*.xml")):
        data = path.read_bytes()
        kind = _message_kind(data)
        if kind is MessageKind.STAMMDATENSCHEMA:
            schemas.append(data)
        elif kind is MessageKind.UEBERSETZUNG:
            translations.append(data)
        elif kind is None and (codelist := read_codelist(data).codelist) is not None:
            lists.append(codelist)
    return SchemaSources(schemas[0], tuple(lists), tuple(translations)) if schemas else None


def codelists_in(folder: Path) -> tuple[Codelist, ...]:
    """Return the code lists that lie in a folder."""
    read = (read_codelist(path.read_bytes()).codelist for path in sorted(folder.glob("*.xml")))
    return tuple(codelist for codelist in read if codelist is not None)


def compile_sources(sources: SchemaSources, *, xsd: XsdCheck | None = None) -> SchemaOutcome:
    """Read, check and compile a schema.

    Args:
        sources: what was given.
        xsd: the official XML schemas, when they are at hand.
    """
    result = read_schema(sources.schema)
    findings = [*(xsd.check(sources.schema) if xsd else ()), *result.findings]
    if result.schema is None:
        return SchemaOutcome(None, tuple(findings))
    lists = with_own(sources.codelists)
    is_old = result.version is StandardVersion.V2
    schema = inline_internal_lists(result.schema, sources.codelists) if is_old else result.schema
    translations, more = _read_translations(sources.translations)
    compiled = compile_formular(schema, rules=sources.rules, codelists=lists, translations=translations)
    awaited = missing_codelists(schema, lists)
    return SchemaOutcome(compiled, (*findings, *more, *compiled.findings), awaited)


def _read_translations(files: Iterable[bytes]) -> tuple[list[Uebersetzung], list[Finding]]:
    read = [read_message(data) for data in files]
    contents = [result.content for result in read if isinstance(result.content, Uebersetzung)]
    return contents, [each for result in read for each in result.findings]


def _message_kind(data: bytes) -> MessageKind | None:
    try:
        return open_stream(data)[0].message
    except SchemaRefusedError:
        return None
