"""The rules of a schema that stand in prose: how each is read, what was decided about it, whether it acts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from rathaus.core.regel.errors import RuleNotFound
from rathaus.core.regel.models import Regelentscheidung
from rathaus.core.regel.queries import decisions_of, newest_decisions
from rathaus.core.regel.rules import decisions_from
from rathaus.engine.compiler.prose import lists_of, prose_of
from rathaus.engine.regeltext.model import Confidence, Decisions, RuleReading, RuleText
from rathaus.engine.regeltext.subtree import Subtree
from rathaus.standards.genericode.model import Codelist
from rathaus.standards.xdatenfelder.model import Element, Stammdatenschema
from rathaus.values.text import without_control_signs


@dataclass(frozen=True, slots=True)
class Ground:
    """What rules stand in.

    Args:
        leistung: slug, under which decisions are kept.
        schema: None when it cannot be read; then there are no rules.
        codelists: the lists at hand, under any key.
        has_machine_form: ``regeln.json`` stands for all rules; the prose is shown, and nobody is asked.
        compiled_at: aware instant up to which decisions could act in the form.
    """

    leistung: str
    schema: Stammdatenschema | None
    codelists: Mapping[str, Codelist]
    has_machine_form: bool
    compiled_at: datetime


@dataclass(frozen=True, slots=True)
class ProseRule:
    """A rule on the bench.

    Args:
        reading: as it is read with what people decided up to now.
        acts: whether it acts in this version.
        will_act: whether it acts as things were decided up to now; differs from ``acts`` in a published version alone.
        decision: the newest one; None while there is none.
        is_settled: whether the newest decision is about the present reading.
    """

    reading: RuleReading
    acts: bool
    will_act: bool
    decision: Regelentscheidung | None
    is_settled: bool

    @property
    def needs_decision(self) -> bool:
        """Whether somebody should decide: the rule is not certain and nobody did, or it is read anew since."""
        return self.reading.confidence is not Confidence.CERTAIN and not self.is_settled

    @property
    def number(self) -> int:
        """How often somebody decided about it."""
        return self.decision.number if self.decision else 0

    @property
    def address(self) -> str:
        """The name of the rule in addresses: its id and the beginning of a hash, since ids occur twice."""
        rule = self.reading.of_text
        plain = "".join(each for each in rule.rule_id if each.isascii() and each.isalnum())[:40]
        tail = RuleText.of(rule.bearer, rule.rule_id, text=rule.bearer + rule.text_hash).text_hash[:8]
        return f"{plain}-{tail}" if plain else tail


@dataclass(frozen=True, slots=True)
class Workbench:
    """The rules of one version of a Leistung, in the order of the schema, each once."""

    ground: Ground
    rules: tuple[ProseRule, ...]

    def rule(self, address: str) -> ProseRule:
        """Return the rule with this name in addresses.

        Raises:
            RuleNotFound: there is none.
        """
        found = next((rule for rule in self.rules if rule.address == address), None)
        if found is None:
            raise RuleNotFound(rule=address)
        return found

    def subtree(self, bearer: str) -> Subtree:
        """Return what lies below a bearing element.

        Raises:
            RuleNotFound: no rule has such a bearer.
        """
        schema = self.ground.schema
        element = _element(schema, bearer) if schema is not None else None
        if schema is None or element is None:
            raise RuleNotFound(bearer=bearer)
        return Subtree(element, lists_of(schema, self.ground.codelists))

    def name_of(self, bearer: str) -> str:
        """Return the name of a bearing element; its id when it has none."""
        schema = self.ground.schema
        element = _element(schema, bearer) if schema is not None else None
        return (element.name if element is not None else "") or bearer

    def read_in_words(self, rule: ProseRule, wording: str) -> RuleReading:
        """Return how other words in place of a rule's prose would be read, among the rules as they are now."""
        decisions = decisions_of(self.ground.leistung)
        words = without_control_signs(wording)
        return _read(self.ground, _in_words(decisions, rule.reading.of_text, words))[rule.reading.of_text]

    def read_from_prose(self, rule: ProseRule) -> RuleReading:
        """Return how the prose of a rule is read; what a confirmation is about."""
        if rule.reading.wording is None:
            return rule.reading
        return self.read_in_words(rule, "")


def rules_in(ground: Ground) -> Workbench:
    """Return the rules with what was decided about them."""
    newest = newest_decisions(ground.leistung)
    now, then = decisions_from(newest.values()), decisions_of(ground.leistung, until=ground.compiled_at)
    read_now = _read(ground, now)
    read_then = read_now if then == now else _read(ground, then)
    rules = tuple(
        ProseRule(
            reading=reading,
            acts=not ground.has_machine_form and then.lets_act(read_then[name]),
            will_act=not ground.has_machine_form and now.lets_act(reading),
            decision=newest.get(name),
            is_settled=now.settle(reading),
        )
        for name, reading in read_now.items()
    )
    return Workbench(ground, rules)


def _read(ground: Ground, decisions: Decisions) -> dict[RuleText, RuleReading]:
    if ground.schema is None:
        return {}
    return {rule.of_text: rule for rule in prose_of(ground.schema, ground.codelists, decisions=decisions).rules}


def _in_words(decisions: Decisions, rule: RuleText, wording: str) -> Decisions:
    """Return the decisions with other words for one rule; without any its prose is read."""
    others = {name: words for name, words in decisions.wordings.items() if name != rule}
    return replace(decisions, wordings={**others, rule: wording} if wording else others)


def _element(schema: Stammdatenschema, wanted: str) -> Stammdatenschema | Element | None:
    return next((each for each in _bearers(schema) if each.id == wanted), None)


def _bearers(schema: Stammdatenschema) -> Iterator[Stammdatenschema | Element]:
    yield schema
    yield from (position.enthaelt for _, position in schema.walk())
