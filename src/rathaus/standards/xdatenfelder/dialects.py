"""How each version of the standard says the same things: for every element the function that builds it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from rathaus.standards.xdatenfelder import elements, version_2
from rathaus.standards.xdatenfelder.codes import StandardVersion
from rathaus.standards.xdatenfelder.model import (
    Datenfeld,
    Datenfeldgruppe,
    Dokumentsteckbrief,
    Element,
    Header,
    Regel,
    Relation,
    Stammdatenschema,
    Struktur,
)
from rathaus.standards.xdatenfelder.node import Node

type _Rules = tuple[Regel, ...]
type _Positions = tuple[Struktur, ...]
type _Relations = tuple[Relation, ...]


class Dialect(Protocol):
    """A module that reads one version."""

    def id_of(self, node: Node) -> str:
        """Return the id that stands in an ``identifikation``, in the form of 3.0.0."""

    def build_header(self, node: Node) -> Header:
        """Build the head of the message."""

    def build_relation(self, node: Node) -> Relation | None:
        """Build a relation, None when it is left out."""

    def build_regel(self, node: Node) -> Regel:
        """Build a rule."""

    def build_feld(self, node: Node, *, regel: _Rules, relation: _Relations) -> Datenfeld:
        """Build a field."""

    def build_gruppe(self, node: Node, *, regel: _Rules, struktur: _Positions, relation: _Relations) -> Datenfeldgruppe:
        """Build a group."""

    def build_struktur(self, node: Node, *, enthaelt: tuple[Element, ...]) -> Struktur | None:
        """Build a position."""

    def build_schema(
        self, node: Node, *, regel: _Rules, struktur: _Positions, relation: _Relations
    ) -> Stammdatenschema:
        """Build a schema."""

    def build_steckbrief(self, node: Node, *, relation: _Relations) -> Dokumentsteckbrief:
        """Build a document profile."""


DIALECTS: Mapping[StandardVersion, Dialect] = MappingProxyType(
    {StandardVersion.V3: elements, StandardVersion.V2: version_2}
)
