"""Readings as sentences: what a rule does, in plain German and English, with the names of the schema.

German conditions put the verb last, so that they stand behind "wenn" and "dass".
"""

from rathaus.engine.formular.condition import Condition, Constant, Operation, Operator, Reference, Today
from rathaus.engine.formular.model import Effect
from rathaus.engine.regeltext.combine import opposite
from rathaus.engine.regeltext.model import Reading
from rathaus.engine.regeltext.subtree import Subtree
from rathaus.standards.xdatenfelder.model import Datenfeld
from rathaus.values.text import Text

_AND, _OR, _NOR = Text("und", "and"), Text("oder", "or"), Text("noch", "nor")
_TODAY = Text("heute", "today")
_YES, _NO = Text("Ja", "Yes"), Text("Nein", "No")
_SENTENCES = {
    Effect.REQUIRE: Text("{target} muss ausgefüllt sein{when}", "{target} must be filled in{when}"),
    Effect.FORBID: Text("{target} wird nicht gefragt{when}", "{target} is not asked{when}"),
    Effect.SHOW: Text("{target} wird nur gefragt{when}", "{target} is only asked{when}"),
    Effect.PRESET: Text("{target} ist mit {value} vorbelegt{when}", "{target} is preset with {value}{when}"),
    Effect.VALID: Text("Es muss gelten, dass {condition}", "It must hold that {condition}"),
}
_IF_THEN = Text("Wenn {given}, muss gelten, dass {demanded}", "If {given}, it must hold that {demanded}")
_WHEN = Text(", wenn {condition}", " if {condition}")
_CONCEALED = Text(
    "{target} ist mit {value} vorbelegt und wird nicht gezeigt{when}",
    "{target} is preset with {value} and not shown{when}",
)
_ONLY_IN = Text("Nur in {land}: {words}", "Only in {land}: {words}")
_EQUAL = Text("{0} {1} ist", "{0} is {1}")
_NOT_EQUAL = Text("{0} nicht {1} ist", "{0} is not {1}")
_NEITHER = Text("{0} weder {1} ist", "{0} is neither {1}")
_BEFORE = Text("{0} vor {1} liegt", "{0} lies before {1}")
_NOT_BEFORE = Text("{0} nicht vor {1} liegt", "{0} does not lie before {1}")
_EITHER = Text("entweder {0} oder {1}", "either {0} or {1}")
_EMPTY = Text("{0} leer ist", "{0} is empty")
_FILLED = Text("{0} ausgefüllt ist", "{0} is filled in")
_REAL_DATE = Text("{0} ein Datum des Kalenders ergeben", "{0} make a date of the calendar")
_NOT = Text("nicht gilt, dass ({0})", "it does not hold that ({0})")
_BINARY = {
    Operator.EQUAL: _EQUAL,
    Operator.NOT_EQUAL: _NOT_EQUAL,
    Operator.LESS_THAN: _BEFORE,
    Operator.XOR: _EITHER,
}
#: Comparisons of one field in a row: (operator between them, operator of each) → words before the values.
_ROWS = {
    (Operator.OR, Operator.EQUAL): (_EQUAL, _OR),
    (Operator.AND, Operator.NOT_EQUAL): (_NEITHER, _NOR),
}


def describe(reading: Reading, subtree: Subtree) -> Text:
    """Return a reading as one sentence.

    Args:
        reading: paths are below the bearer.
        subtree: below the same bearer; gives the names.
    """
    return Text(Speaker(subtree, "de").sentence(reading), Speaker(subtree, "en").sentence(reading))


def describe_condition(condition: Condition, subtree: Subtree) -> Text:
    """Return a condition in words; the German one stands behind "wenn"."""
    return Text(Speaker(subtree, "de").say(condition), Speaker(subtree, "en").say(condition))


class Speaker:
    """Says conditions with the names of a schema in one language."""

    def __init__(self, subtree: Subtree, language: str) -> None:
        self._subtree = subtree
        self._language = language

    def sentence(self, reading: Reading) -> str:
        """Return a reading as a sentence."""
        words = self._implied(reading) or self._plain(reading)
        if reading.land:
            words = self._words(_ONLY_IN).format(land=", ".join(reading.land), words=words)
        return f"{words}."

    def _implied(self, reading: Reading) -> str | None:
        """Say a demand "not a, or b" as "if a, then b"."""
        match reading:
            case Reading(Effect.VALID, None, Operation(Operator.OR, (Operation(operator, _) as first, demanded))):
                given = opposite(first)
                is_filled = isinstance(given, Operation) and given.operator is Operator.IS_EMPTY
                if operator in {Operator.NOT, Operator.NOT_EQUAL} and not is_filled:
                    return self._words(_IF_THEN).format(given=self.say(given), demanded=self.say(demanded))
        return None

    def _plain(self, reading: Reading) -> str:
        condition = self.say(reading.condition)
        always = reading.condition == Constant(value=True)
        frame = _CONCEALED if reading.conceal else _SENTENCES[reading.effect]
        return self._words(frame).format(
            target=self._name(reading.target or ""),
            value=self._value(reading.target or "", reading.value),
            condition=condition,
            when="" if always else self._words(_WHEN).format(condition=condition),
        )

    def say(self, condition: Condition) -> str:
        """Return a condition in words."""
        match condition:
            case Operation(Operator.AND | Operator.OR as operator, operands):
                return self._row(operator, operands) or self._joined(operator, operands)
            case Operation(Operator.NOT, (inner,)):
                return self._not(inner)
            case Operation(Operator.IS_EMPTY, (inner,)):
                return self._words(_EMPTY).format(self.operand(inner))
            case Operation(Operator.IS_VALID_DATE, operands):
                return self._words(_REAL_DATE).format(", ".join(self.operand(operand) for operand in operands))
            case Operation(operator, (first, second)):
                return self._words(_BINARY[operator]).format(self.operand(first), self.operand(second, first))
            case Reference():
                return self._words(_EQUAL).format(self.operand(condition), self._words(_YES))
            case _:
                return self.operand(condition)

    def _not(self, inner: Condition) -> str:
        match inner:
            case Operation(Operator.IS_EMPTY, (content,)):
                return self._words(_FILLED).format(self.operand(content))
            case Operation(Operator.LESS_THAN, (first, second)):
                return self._words(_NOT_BEFORE).format(self.operand(first), self.operand(second, first))
            case _:
                return self._words(_NOT).format(self.say(inner))

    def _words(self, text: Text) -> str:
        return text.in_language(self._language)

    def _row(self, operator: Operator, operands: tuple[Condition, ...]) -> str | None:
        """Say "F ist a, b oder c" where one field is compared several times in the same way."""
        found: dict[tuple[Operator, Condition], list[str]] = {}
        for operand in operands:
            if not isinstance(operand, Operation) or len(operand.operands) != 2:
                return None
            first, second = operand.operands
            found.setdefault((operand.operator, first), []).append(self.operand(second, first))
        ((each, first), values), *others = found.items()
        if others or (operator, each) not in _ROWS:
            return None
        frame, joint = _ROWS[operator, each]
        return self._words(frame).format(
            self.operand(first), f"{', '.join(values[:-1])} {self._words(joint)} {values[-1]}"
        )

    def _joined(self, operator: Operator, operands: tuple[Condition, ...]) -> str:
        joint = self._words(_AND if operator is Operator.AND else _OR)
        return f" {joint} ".join(self._part(operand) for operand in operands)

    def _part(self, condition: Condition) -> str:
        is_joint = isinstance(condition, Operation) and condition.operator in {Operator.AND, Operator.OR, Operator.XOR}
        return f"({self.say(condition)})" if is_joint else self.say(condition)

    def operand(self, condition: Condition, beside: Condition | None = None) -> str:
        """Return an operand; a literal is named as the field beside it calls it."""
        if isinstance(condition, Reference):
            return self._name(condition.path)
        if isinstance(condition, Constant):
            return self._value(beside.path if isinstance(beside, Reference) else "", condition.value)
        return self._words(_TODAY) if isinstance(condition, Today) else self.say(condition)

    def _name(self, path: str) -> str:
        place = self._subtree.places.get(path)
        return self._quoted(place.element.name if place else path)

    def _value(self, path: str, value: object) -> str:
        """Return a value as people call it: the name in the value list, Ja or Nein."""
        if isinstance(value, bool):
            return self._words(_YES if value else _NO)
        place = self._subtree.places.get(path)
        values = self._subtree.values(place.element) if place and isinstance(place.element, Datenfeld) else ()
        return self._quoted(dict(values or ()).get(str(value), str(value)))

    def _quoted(self, words: str) -> str:
        return f"„{words}“" if self._language == "de" else f"“{words}”"
