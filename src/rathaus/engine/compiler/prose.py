"""The prose rules of a schema as rules of the form: certain ones and those that a person confirmed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rathaus.engine.compiler.resolve import resolve
from rathaus.engine.compiler.tree import FieldNode, Tree, walk
from rathaus.engine.regeltext.model import Decisions
from rathaus.engine.regeltext.read import ProseRules, read_prose
from rathaus.engine.regeltext.subtree import Lists
from rathaus.standards.genericode.model import Codelist
from rathaus.standards.xdatenfelder.model import Stammdatenschema
from rathaus.values.findings import Finding


@dataclass(frozen=True, slots=True)
class ProseRead:
    """Rules in the shape of ``regeln.json``: bearing element → rules; and what is in doubt."""

    rules: Mapping[str, list[Mapping[str, object]]]
    findings: tuple[Finding, ...]


def prose_of(schema: Stammdatenschema, codelists: Mapping[str, Codelist]) -> ProseRules:
    """Read the prose rules of a schema, each with its readings and how sure we are.

    Args:
        schema: as the reader of XDatenfelder gives it.
        codelists: the lists that the platform holds, under any key.
    """
    return read_prose(schema, _lists(resolve(schema, codelists).tree))


def prose_rules(schema: Stammdatenschema, tree: Tree, *, decisions: Decisions) -> ProseRead:
    """Return the prose rules that act.

    Args:
        schema: as the reader of XDatenfelder gives it.
        tree: from ``resolve``.
        decisions: what people said about the rules.
    """
    prose = read_prose(schema, _lists(tree))
    rules: dict[str, list[Mapping[str, object]]] = {}
    for rule in prose.rules:
        if decisions.lets_act(rule):
            made = ({**reading.to_json(), "origin": "prose"} for reading in rule.readings)
            rules.setdefault(rule.bearer, []).extend(made)
    settled = decisions.confirmed | decisions.rejected
    return ProseRead(rules, tuple(_findings(prose, settled)))


def _findings(prose: ProseRules, settled: frozenset[str]) -> Iterator[Finding]:
    """Yield the doubts of rules that nobody has decided about, and the hints of all."""
    for rule in prose.rules:
        if rule.key not in settled:
            yield from (doubt.finding for doubt in rule.doubts)
        yield from rule.hints


def _lists(tree: Tree) -> Lists:
    fields = (node for node in walk(tree) if isinstance(node, FieldNode) and node.codelist)
    return {node.element.id: tuple((option.code, option.label.de) for option in node.options) for node in fields}
