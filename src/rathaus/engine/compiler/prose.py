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


def prose_of(
    schema: Stammdatenschema, codelists: Mapping[str, Codelist], *, decisions: Decisions | None = None
) -> ProseRules:
    """Read the prose rules of a schema, each with its readings and how sure we are.

    Args:
        schema: as the reader of XDatenfelder gives it.
        codelists: the lists that the platform holds, under any key.
        decisions: what people said; where they wrote a rule anew, their words are read.
    """
    return read_prose(schema, lists_of(schema, codelists), wordings=(decisions or Decisions()).wordings)


def lists_of(schema: Stammdatenschema, codelists: Mapping[str, Codelist]) -> Lists:
    """Return (code, name) of the code list of each field that has one, as rules name them."""
    return _lists(resolve(schema, codelists).tree)


def prose_rules(schema: Stammdatenschema, tree: Tree, *, decisions: Decisions) -> ProseRead:
    """Return the prose rules that act.

    Args:
        schema: as the reader of XDatenfelder gives it.
        tree: from ``resolve``.
        decisions: what people said about the rules.
    """
    prose = read_prose(schema, _lists(tree), wordings=decisions.wordings)
    rules: dict[str, list[Mapping[str, object]]] = {}
    for rule in prose.rules:
        if decisions.lets_act(rule):
            made = ({**reading.to_json(), "origin": "prose"} for reading in rule.readings)
            rules.setdefault(rule.bearer, []).extend(made)
    return ProseRead(rules, tuple(_findings(prose, decisions)))


def _findings(prose: ProseRules, decisions: Decisions) -> Iterator[Finding]:
    """Yield the doubts of rules that nobody has decided about, and the hints of all."""
    for rule in prose.rules:
        if not decisions.settle(rule):
            yield from (doubt.finding for doubt in rule.doubts)
        yield from rule.hints


def _lists(tree: Tree) -> Lists:
    fields = (node for node in walk(tree) if isinstance(node, FieldNode) and node.codelist)
    return {node.element.id: tuple((option.code, option.label.de) for option in node.options) for node in fields}
