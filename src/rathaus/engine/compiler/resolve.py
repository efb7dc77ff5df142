"""Pass 1, resolve: every position gets its path, every choice its options; circles are cut."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rathaus.engine.compiler.messages import finding
from rathaus.engine.compiler.tree import FieldNode, GroupNode, Tree, TreeNode
from rathaus.engine.formular.options import Option, Options
from rathaus.standards.genericode.model import AS_PUBLISHED, Codelist
from rathaus.standards.xdatenfelder.model import (
    Bezug,
    CodelisteReferenz,
    Datenfeld,
    Datenfeldgruppe,
    Stammdatenschema,
    Struktur,
)
from rathaus.values.findings import Finding
from rathaus.values.text import Text


@dataclass(frozen=True, slots=True)
class Resolved:
    """The tree of places and what was found on the way."""

    tree: Tree
    findings: tuple[Finding, ...]


def referenced_codelists(schema: Stammdatenschema) -> frozenset[str]:
    """Return the identifications, without version, of the code lists to which questions of a schema refer."""
    waiting, found = list(schema.struktur), set[str]()
    while waiting:
        element = waiting.pop().enthaelt
        if isinstance(element, Datenfeldgruppe):
            waiting += element.struktur
        elif element.codeliste_referenz is not None and element.codeliste_referenz.canonical_identification:
            found.add(element.codeliste_referenz.canonical_identification)
    return frozenset(found)


def resolve(schema: Stammdatenschema, codelists: Mapping[str, Codelist]) -> Resolved:
    """Resolve a schema.

    Args:
        schema: as read.
        codelists: the lists that the platform holds, under any key; their own URIs count.
    """
    resolver = _Resolver(codelists)
    tree = resolver.children(schema.struktur, path="", around=())
    if not any(isinstance(node, FieldNode) for node in _fields(tree)):
        resolver.findings.append(finding("COM-004", schema.id))
    return Resolved(tree, tuple(resolver.findings))


def missing_codelists(schema: Stammdatenschema, codelists: Mapping[str, Codelist]) -> tuple[str, ...]:
    """Return the version URNs of the code lists that the schema refers to and the platform does not hold, sorted.

    Args:
        schema: as read.
        codelists: see :func:`resolve`.
    """
    resolver = _Resolver(codelists)
    elements = (position.enthaelt for _, position in schema.walk())
    references = (
        element.codeliste_referenz for element in elements if isinstance(element, Datenfeld) and not element.werte
    )
    missing = {_version_uri(ref) for ref in references if ref is not None and resolver.find(ref, schema.id) is None}
    return tuple(sorted(missing))


def _fields(tree: Tree) -> list[TreeNode]:
    found: list[TreeNode] = []
    for node in tree:
        found.extend(_fields(node.children) if isinstance(node, GroupNode) else [node])
    return found


class _Resolver:
    def __init__(self, codelists: Mapping[str, Codelist]) -> None:
        self.findings: list[Finding] = []
        self._shared: dict[object, Options] = {}
        self._doubted: set[str] = set()
        self._lists = sorted(codelists.values(), key=lambda item: (item.uri, version_key(item.version)))

    def children(self, struktur: tuple[Struktur, ...], *, path: str, around: tuple[str, ...]) -> Tree:
        """Resolve the positions inside one group; ``around`` are the ids of the enclosing groups."""
        nodes: dict[str, TreeNode] = {}
        for position in struktur:
            element = position.enthaelt
            place = f"{path}.{element.id}" if path else element.id
            if place in nodes:
                self.findings.append(finding("COM-009", place, id=element.id))
            elif element.id in around:
                self.findings.append(finding("COM-003", place, id=element.id))
            elif isinstance(element, Datenfeldgruppe):
                nodes[place] = self._group(position, element, place, (*around, element.id))
            else:
                nodes[place] = self._field(position, element, place)
        return tuple(nodes.values())

    def _group(self, position: Struktur, element: Datenfeldgruppe, path: str, around: tuple[str, ...]) -> GroupNode:
        children = self.children(element.struktur, path=path, around=around)
        return GroupNode(
            path=path, element=element, anzahl=position.anzahl, bezug=_bezug(position, element), children=children
        )

    def _field(self, position: Struktur, element: Datenfeld, path: str) -> FieldNode:
        options, codelist = self._options(element, path)
        return FieldNode(
            path=path,
            element=element,
            anzahl=position.anzahl,
            bezug=_bezug(position, element),
            options=options,
            codelist=codelist,
        )

    def _options(self, element: Datenfeld, path: str) -> tuple[tuple[Option, ...], str | None]:
        if element.werte or element.codeliste_referenz is None:
            return tuple(Option(w.code, Text(w.name or w.code), Text(w.hilfe)) for w in element.werte), None
        codelist = self.find(element.codeliste_referenz, path)
        return (self._entries(element, codelist, path), codelist.version_uri) if codelist else ((), None)

    def find(self, reference: CodelisteReferenz, path: str) -> Codelist | None:
        """Return the list that a reference means; None with a finding when it is not there."""
        known = [item for item in self._lists if item.uri == reference.canonical_identification]
        if reference.version is None and known:
            newest = known[-1]
            self.findings.append(finding("COM-014", path, urn=newest.uri, version=newest.version))
            return newest
        for item in self._lists:
            if item.version_uri == _version_uri(reference) or (item in known and item.version == reference.version):
                return item
        versions = ", ".join(item.version for item in known)
        hint = Text(f"Geladen ist Version {versions}.", f"Loaded is version {versions}.") if known else Text("")
        self.findings.append(finding("COM-001", path, urn=_version_uri(reference), known=hint))
        return None

    def _entries(self, element: Datenfeld, codelist: Codelist, path: str) -> tuple[Option, ...]:
        self._doubt(codelist, path)
        for column in (element.code_key, element.name_key, element.help_key):
            if column and codelist.column_for(column) is None:
                self.findings.append(finding("COM-002", path, column=column))
        shape = (id(codelist), element.code_key, element.name_key, element.help_key)
        if shape not in self._shared:
            self._shared[shape] = _options(element, codelist)
        return self._shared[shape]

    def _doubt(self, codelist: Codelist, path: str) -> None:
        """Say once of a list that its published version was not at hand."""
        if codelist.written_from != AS_PUBLISHED and codelist.version_uri not in self._doubted:
            self._doubted.add(codelist.version_uri)
            facts = {"version": codelist.version, "source": codelist.written_from}
            self.findings.append(finding("COM-046", path, urn=codelist.uri, **facts))


def _options(element: Datenfeld, codelist: Codelist) -> Options:
    help_column = codelist.column_for(element.help_key)
    code_column = codelist.column_for(element.code_key) or codelist.code_column
    helps = {row.get(code_column): row.get(help_column, "") for row in codelist.rows} if help_column else {}
    entries = codelist.entries(code_key=element.code_key, name_key=element.name_key)
    return Options(Option(code, Text(name), Text(helps.get(code, ""))) for code, name in dict(entries).items())


def _bezug(position: Struktur, element: Datenfeld | Datenfeldgruppe) -> tuple[Bezug, ...]:
    return tuple({bezug.text: bezug for bezug in (*position.bezug, *element.bezug)}.values())


def _version_uri(reference: CodelisteReferenz) -> str:
    parts = (reference.canonical_identification, reference.version)
    return reference.canonical_version_uri or "_".join(part for part in parts if part)


def version_key(version: str) -> tuple[tuple[int, str], ...]:
    """Return the sort key of a version of a code list: numbers count as numbers, dates sort as dates."""
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in re.findall(r"\d+|\D+", version))
