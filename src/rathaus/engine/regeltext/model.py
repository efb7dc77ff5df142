"""What prose rules become: statements as written, readings against the schema, and how sure we are."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from enum import StrEnum
from types import MappingProxyType

from rathaus.engine.formular.condition import Condition, condition_to_json
from rathaus.engine.formular.model import Effect
from rathaus.values.findings import Finding
from rathaus.values.text import Text

_NO_TEXT = Text("")


class Confidence(StrEnum):
    """How sure the importer is of a whole rule."""

    CERTAIN = "certain"
    UNCERTAIN = "uncertain"
    NOT_UNDERSTOOD = "not_understood"


class Act(StrEnum):
    """What a statement asks to be done with an element."""

    FILL = "fill"
    FORBID = "forbid"
    SHOW = "show"
    OPTIONAL = "optional"
    PRESET = "preset"
    CONCEAL = "conceal"
    ONLY = "only"
    ALLOW = "allow"
    DISALLOW = "disallow"
    EXACTLY_ONE = "exactly_one"
    AT_LEAST_ONE = "at_least_one"
    AT_MOST_ONE = "at_most_one"
    EARLIER = "earlier"
    REAL_DATE = "real_date"
    AFTER_TODAY = "after_today"
    NOT_AFTER_TODAY = "not_after_today"
    BEFORE_TODAY = "before_today"
    NOT_BEFORE_TODAY = "not_before_today"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the text: first character and the one after the last."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """An element as the text names it.

    Args:
        written: id or ids joined by dots.
        label: the name beside it; empty when there is none.
        span: where it stands.
    """

    written: str
    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Literal:
    """A value as the text names it.

    Args:
        code: what stands as a code; empty when only a name or a quoted text stands there.
        name: the name beside the code, or the quoted text alone.
        span: where it stands.
    """

    code: str
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Compare:
    """A field has (or has not) one of the values."""

    mention: Mention
    literals: tuple[Literal, ...]
    equal: bool


@dataclass(frozen=True, slots=True)
class Others:
    """A field has any value that the rule does not name for it elsewhere."""

    mention: Mention


@dataclass(frozen=True, slots=True)
class Content:
    """All (or one) of the elements are filled (or empty)."""

    mentions: tuple[Mention, ...]
    filled: bool
    every: bool


@dataclass(frozen=True, slots=True)
class Range:
    """The code of a field lies at or above ``low`` and below ``high``."""

    mention: Mention
    low: Literal
    high: Literal


@dataclass(frozen=True, slots=True)
class Order:
    """A number lies below (``less``) or above a bound; ``inclusive`` takes the bound too."""

    mention: Mention
    bound: Literal
    less: bool
    inclusive: bool


@dataclass(frozen=True, slots=True)
class Junction:
    """Several conditions joined by "und" (all) or "oder" (any)."""

    parts: tuple["Clause", ...]
    every: bool


@dataclass(frozen=True, slots=True)
class Negation:
    """The opposite of a condition: "ansonsten"."""

    part: "Clause"


type Clause = Compare | Others | Content | Range | Order | Junction | Negation


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that the text says.

    Args:
        act: what is asked.
        mentions: the elements it is asked of.
        condition: when; None = always.
        land: Länder it is said for; empty = all.
        literals: values of PRESET, ALLOW, DISALLOW and AT_LEAST_ONE ("den Wert … haben").
        span: the sentence.
    """

    act: Act
    mentions: tuple[Mention, ...]
    condition: Clause | None
    land: tuple[str, ...]
    literals: tuple[Literal, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reason why a rule is not certain, and the piece of its text that raises it."""

    finding: Finding
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One rule in the typed machine form, with paths relative to the bearing element.

    Args:
        effect: what it does while the condition holds.
        target: path of ids below the bearer; None for ``valid``.
        condition: tree whose references are paths of ids below the bearer.
        value: of a ``preset``.
        land: Länder it is for; empty = all.
        conceal: of a ``preset``: the field is never shown, its value stays.
        message: sentence for the person who fills in the form.
    """

    effect: Effect
    target: str | None
    condition: Condition
    value: str | bool | int | None = None
    land: tuple[str, ...] = ()
    conceal: bool = False
    message: Text = _NO_TEXT

    def to_json(self) -> dict[str, object]:
        """Return the machine form, as ``regeln.json`` takes it: identifiers begin with ``self.``."""
        data: dict[str, object] = {"effect": self.effect.value}
        if self.target is not None:
            data["target"] = f"self.{self.target}"
        data["condition"] = _with_self(condition_to_json(self.condition))
        if self.value is not None:
            data["value"] = self.value
        if self.land:
            data["land"] = list(self.land)
        if self.conceal:
            data["conceal"] = True
        return data | {"message": self.message.de, "message_en": self.message.en}


def _with_self(tree: object) -> object:
    if isinstance(tree, list):
        return [_with_self(part) for part in tree]
    if isinstance(tree, Mapping):
        return {k: f"self.{v}" if k == "identifier" else _with_self(v) for k, v in tree.items()}
    return tree


@dataclass(frozen=True, slots=True)
class RuleText:
    """What a decision holds for: a rule at its bearing element with its prose. Another prose is another rule to decide.

    Args:
        bearer: id of the bearing element.
        rule_id: id of the rule.
        text_hash: SHA-256 of the prose in which any blanks are one, 64 hexadecimal digits.
    """

    bearer: str
    rule_id: str
    text_hash: str

    @classmethod
    def of(cls, bearer: str, rule_id: str, *, text: str) -> "RuleText":
        """Return the name of a rule with this prose."""
        return cls(bearer, rule_id, hashlib.sha256(" ".join(text.split()).encode()).hexdigest())


@dataclass(frozen=True, slots=True)
class RuleReading:
    """A rule of the schema with its text and all that was read from it.

    Args:
        rule_id: id of the rule.
        rule_name: its name.
        bearer: id of the bearing element; of the schema for rules of the whole form.
        text: the prose, unchanged.
        wording: what a person wrote in its place; then readings and doubts are of it. None where the prose was read.
        readings: what was read; of an uncertain rule a proposal.
        doubts: why it is not certain.
        hints: what is good to know and hinders nothing.
        understood: at least one statement was; it may ask for nothing that the structure does not do anyway.
    """

    rule_id: str
    rule_name: str
    bearer: str
    text: str
    readings: tuple[Reading, ...]
    doubts: tuple[Doubt, ...] = ()
    hints: tuple[Finding, ...] = ()
    understood: bool = True
    wording: str | None = None

    @property
    def of_text(self) -> RuleText:
        """Return what a decision about this rule holds for, however it is read."""
        return RuleText.of(self.bearer, self.rule_id, text=self.text)

    @property
    def confidence(self) -> Confidence:
        """Return how sure we are: any doubt makes a rule uncertain."""
        if not self.understood:
            return Confidence.NOT_UNDERSTOOD
        return Confidence.UNCERTAIN if self.doubts else Confidence.CERTAIN

    @property
    def key(self) -> str:
        """Return the name of this reading of this rule: another text, wording or reading has another one."""
        written = [" ".join(text.split()) for text in (self.text, self.wording or "")]
        content = [self.bearer, self.rule_id, *written, [reading.to_json() for reading in self.readings]]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people said about rules of a schema.

    Args:
        confirmed: keys of the readings that act although they are uncertain.
        rejected: rules that do not act, however their text is read.
        wordings: rules whose prose a person wrote anew → the words that are read in its place.
    """

    confirmed: frozenset[str] = frozenset()
    rejected: frozenset[RuleText] = frozenset()
    wordings: Mapping[RuleText, str] = field(default_factory=lambda: MappingProxyType({}))

    def lets_act(self, rule: RuleReading) -> bool:
        """Return whether the readings of a rule may act."""
        is_sure = rule.confidence is Confidence.CERTAIN or rule.key in self.confirmed
        return is_sure and rule.of_text not in self.rejected

    def settle(self, rule: RuleReading) -> bool:
        """Return whether a person has decided about the rule as it is read now."""
        return rule.key in self.confirmed or rule.of_text in self.rejected

    @property
    def fingerprint(self) -> str:
        """Return a text that is another one for other decisions; empty without any."""
        if self == Decisions():
            return ""
        named = (
            sorted(map(astuple, self.rejected)),
            sorted((*astuple(rule), words) for rule, words in self.wordings.items()),
        )
        return json.dumps([sorted(self.confirmed), *named], ensure_ascii=False)
