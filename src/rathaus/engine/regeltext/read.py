"""The face of the importer: the prose rules of a schema, each with readings and a confidence."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from rathaus.engine.regeltext.acts import readings_of
from rathaus.engine.regeltext.circles import doubt_circles
from rathaus.engine.regeltext.describe import describe
from rathaus.engine.regeltext.doubt import (
    Draft,
    by_bearer,
    doubt_concealment,
    doubt_contradictions,
    doubt_uncompared,
    settle_shows,
)
from rathaus.engine.regeltext.messages import finding
from rathaus.engine.regeltext.model import Confidence, Doubt, RuleReading, RuleText
from rathaus.engine.regeltext.resolve import Resolver
from rathaus.engine.regeltext.sentences import parse
from rathaus.engine.regeltext.subtree import Lists, Subtree
from rathaus.engine.regeltext.tokenize import Lexicon
from rathaus.standards.xdatenfelder.model import Element, Regel, Stammdatenschema
from rathaus.values.findings import Finding

#: Longer texts are not read: no rule needs them, and a hostile one shall not keep us busy. Characters.
MAX_TEXT = 20_000

_ID = re.compile(r"[FG]\d{11}")


@dataclass(frozen=True, slots=True)
class ProseRules:
    """All prose rules of a schema, in document order; an element that stands at several places bears each once."""

    rules: tuple[RuleReading, ...]

    @property
    def certain(self) -> tuple[RuleReading, ...]:
        """Return the rules that may act without anybody's word."""
        return tuple(rule for rule in self.rules if rule.confidence is Confidence.CERTAIN)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return every doubt and hint as a finding, each once."""
        found = (finding for rule in self.rules for finding in (*(d.finding for d in rule.doubts), *rule.hints))
        return tuple(dict.fromkeys(found))


def read_prose(
    schema: Stammdatenschema, lists: Lists, *, wordings: Mapping[RuleText, str] = MappingProxyType({})
) -> ProseRules:
    """Read the prose rules of a schema.

    Args:
        schema: as the reader of XDatenfelder gives it.
        lists: id of a field → (code, name) of the code list that it refers to; missing lists are missing keys.
        wordings: rules → words that are read in place of their prose.
    """
    subtrees: dict[str, Subtree] = {}
    drafts = [
        _draft(regel, subtrees.get(bearer.id) or subtrees.setdefault(bearer.id, Subtree(bearer, lists)), wordings)
        for bearer, regel in _borne(schema)
    ]
    mentioned = Counter(found for draft in drafts for found in _acted_upon(draft))
    for group in by_bearer(drafts).values():
        doubt_contradictions(group)
        settle_shows(group, mentioned)
    for draft in drafts:
        doubt_concealment(draft)
    doubt_uncompared(drafts)
    doubt_circles(schema, drafts)
    return ProseRules(tuple(_finished(draft) for draft in drafts))


def _borne(schema: Stammdatenschema) -> Iterator[tuple[Stammdatenschema | Element, Regel]]:
    """Yield every prose rule with its bearer."""
    bearers: dict[str, Stammdatenschema | Element] = {schema.id: schema}
    for _, position in schema.walk():
        bearers.setdefault(position.enthaelt.id, position.enthaelt)
    for bearer in bearers.values():
        yield from ((bearer, regel) for regel in bearer.regel if regel.freitext_regel)


def _acted_upon(draft: Draft) -> set[str]:
    """Return the ids of the elements that a rule acts upon; of a doubtful one all that it names."""
    targets = {reading.target.rpartition(".")[2] for reading in draft.readings if reading.target}
    return targets | (set(_ID.findall(draft.regel.freitext_regel)) if draft.doubts else set())


def _draft(written: Regel, subtree: Subtree, wordings: Mapping[RuleText, str]) -> Draft:
    prose = written.freitext_regel
    wording = wordings.get(RuleText.of(subtree.bearer_id, written.identifikation.id, text=prose)) if wordings else None
    regel = written if wording is None else replace(written, freitext_regel=wording)
    text = regel.freitext_regel[:MAX_TEXT]
    where = f"{subtree.bearer_id}/{regel.identifikation.id}"
    ids = frozenset(_ID.findall(text))
    parsed = parse(text, Lexicon(subtree.names, subtree.value_names(ids)))
    resolver = Resolver(subtree, where)
    resolver.collect(parsed.statements)
    readings, resolved = readings_of(parsed.statements, resolver)
    unread = [
        Doubt(finding("REG-001", where, part=" ".join(text[span.start : span.end].split())), span)
        for span in parsed.unread
    ]
    if len(regel.freitext_regel) > MAX_TEXT:
        unread.append(Doubt(finding("REG-001", where, part="…")))
    return Draft(
        regel=regel,
        subtree=subtree,
        readings=readings,
        doubts=[
            *unread,
            *(replace(d, finding=replace(d.finding, where=where)) for d in parsed.doubts),
            *resolver.doubts,
        ],
        hints=list(resolver.hints),
        uncompared=resolver.uncompared,
        understood=resolved > 0,
        prose=None if wording is None else prose,
    )


def _finished(draft: Draft) -> RuleReading:
    return RuleReading(
        rule_id=draft.regel.identifikation.id,
        rule_name=draft.regel.name,
        bearer=draft.subtree.bearer_id,
        text=draft.regel.freitext_regel if draft.prose is None else draft.prose,
        wording=None if draft.prose is None else draft.regel.freitext_regel,
        readings=tuple(replace(r, message=describe(r, draft.subtree)) for r in draft.readings),
        doubts=tuple(draft.doubts),
        hints=tuple(draft.hints),
        understood=draft.understood,
    )
