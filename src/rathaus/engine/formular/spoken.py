"""Conditions and rules of a form in words, German and English.

German conditions put the verb last, so that they stand behind "wenn" and "dass". What places and values are called is
for the caller to say: a paper form knows numbers of questions, a text for developers knows paths, a rule in prose knows
the names of its schema.
"""

import re
from typing import Protocol

from rathaus.engine.formular.condition import Condition, Constant, Operation, Operator, Reference, Today
from rathaus.engine.formular.model import Effect, Field, Formular, Kind, Rule
from rathaus.engine.formular.typed import show_value
from rathaus.values.text import Text

_AND, _OR, _NOR = Text("und", "and"), Text("oder", "or"), Text("noch", "nor")
_TODAY = Text("heute", "today")
_LATER = Text("heute in {0} Tagen", "{0} days after today")
_EARLIER = Text("heute vor {0} Tagen", "{0} days before today")
_YEARS_LATER = Text("heute in {1} Jahren ({0} Tagen)", "{1} years ({0} days) after today")
_YEARS_EARLIER = Text("heute vor {1} Jahren ({0} Tagen)", "{1} years ({0} days) before today")
_DAYS_OF_A_YEAR = 365.25
_ALWAYS, _NEVER = Text("immer", "always"), Text("nie", "never")
_EQUAL = Text("{0} {1} ist", "{0} is {1}")
_LESS = Text("{0} kleiner als {1} ist", "{0} is less than {1}")
_NOT_LESS = Text("{0} mindestens {1} ist", "{0} is at least {1}")
_BEFORE = Text("{0} früher als {1} ist", "{0} is earlier than {1}")
_NOT_BEFORE = Text("{0} nicht früher als {1} ist", "{0} is not earlier than {1}")
_EMPTY = Text("{0} leer ist", "{0} is empty")
_FILLED = Text("{0} ausgefüllt ist", "{0} is filled in")
_REAL_DATE = Text("{0} ein Datum des Kalenders ergeben", "{0} make a date of the calendar")
_NOT = Text("nicht gilt, dass ({0})", "it does not hold that ({0})")
_EITHER = Text("entweder {0} oder {1}", "either {0} or {1}")
_BINARY = {
    Operator.EQUAL: _EQUAL,
    Operator.NOT_EQUAL: Text("{0} nicht {1} ist", "{0} is not {1}"),
}
#: Comparisons of one place in a row: (operator between them, operator of each) → frame and the word before the last.
_ROWS = {
    (Operator.OR, Operator.EQUAL): (_EQUAL, _OR),
    (Operator.AND, Operator.NOT_EQUAL): (Text("{0} weder {1} ist", "{0} is neither {1}"), _NOR),
}
#: What a rule does, without the full stop.
SENTENCES = {
    Effect.REQUIRE: Text("{target} muss ausgefüllt sein{when}", "{target} must be filled in{when}"),
    Effect.FORBID: Text("{target} wird nicht gefragt{when}", "{target} is not asked{when}"),
    Effect.SHOW: Text("{target} wird nur gefragt{when}", "{target} is only asked{when}"),
    Effect.PRESET: Text("{target} ist mit {value} vorbelegt{when}", "{target} is preset with {value}{when}"),
    Effect.VALID: Text("Es muss gelten, dass {condition}", "It must hold that {condition}"),
}
_WHEN = Text(", wenn {0}", " if {0}")
_NUMBERS = frozenset({Kind.INT, Kind.NUM, Kind.CURRENCY})
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


class Names(Protocol):
    """What the places of a form are called."""

    def name(self, path: str) -> str:
        """Return the name of a field, group or part of a date."""


class Vocabulary(Names, Protocol):
    """What the places and values of a form or schema are called in one language."""

    def value(self, path: str, value: str | bool | int) -> str:  # noqa: FBT001  # a value of a form may be yes or no
        """Return a value as the field calls it, in quotation marks where it is a name; ``""`` is no field."""

    def is_number(self, path: str) -> bool:
        """Return whether a field asks for a number: numbers are less than others, days are earlier."""


def one_line(text: str) -> str:
    """Return a text without line breaks and without characters that nobody sees."""
    return " ".join(_INVISIBLE.sub(" ", text).split())


def quoted(text: str, language: str) -> str:
    """Return words in the quotation marks of a language, in one line."""
    return f"“{one_line(text)}”" if language.startswith("en") else f"„{one_line(text)}“"


def say_condition(formular: Formular, condition: Condition, *, names: Names, language: str) -> str:
    """Return a condition in words; the German one stands behind "wenn".

    Args:
        formular: gives kinds of fields and names of values.
        condition: to be said.
        names: what places are called.
        language: language tag.
    """
    return Speaker(_FormWords(formular, names, language), language).say(condition)


def say_rule(formular: Formular, rule: Rule, *, names: Names, language: str) -> str:
    """Return what a rule does as one sentence.

    Args:
        formular: gives kinds of fields and names of values.
        rule: one of its rules.
        names: what places are called.
        language: language tag.
    """
    speaker = Speaker(_FormWords(formular, names, language), language)
    target = rule.target if rule.target is not None else rule.bearer
    sentence = speaker.sentence(SENTENCES[rule.effect], rule.condition, target=target, value=rule.value)
    return f"{sentence}."


class _FormWords:
    """The words of a compiled form."""

    def __init__(self, formular: Formular, names: Names, language: str) -> None:
        self._formular = formular
        self._language = language
        self.name = names.name

    def value(self, path: str, value: str | bool | int) -> str:  # noqa: FBT001  # a value of a form may be yes or no
        """Return a value as people call it: the name in the list, Ja or Nein."""
        field = self._formular.fields.get(path) or Field(path, "", "", Kind.TEXT, Text(""))
        return quoted(show_value(field, value, self._language), self._language)

    def is_number(self, path: str) -> bool:
        """Return whether a field asks for a number."""
        field = self._formular.fields.get(path)
        return field is not None and field.kind in _NUMBERS


class Speaker:
    """Says conditions in one language with the words of a form or of a schema."""

    def __init__(self, vocabulary: Vocabulary, language: str) -> None:
        self._vocabulary = vocabulary
        self._language = language

    def sentence(self, frame: Text, condition: Condition, *, target: str, value: str | bool | int | None = None) -> str:
        """Return what a rule does, without the full stop.

        Args:
            frame: with the names ``target``, ``value``, ``condition`` and ``when``.
            condition: of the rule.
            target: path of what it is about.
            value: with which the target is preset; None for none.
        """
        said = self.say(condition)
        return self.words(frame).format(
            target=self._vocabulary.name(target),
            value=self._vocabulary.value(target, "" if value is None else value),
            condition=said,
            when="" if condition == Constant(value=True) else self.words(_WHEN).format(said),
        )

    def words(self, text: Text) -> str:
        """Return a text in the language of the speaker."""
        return text.in_language(self._language)

    def say(self, condition: Condition) -> str:
        """Return a condition in words."""
        match condition:
            case Operation():
                return self._operation(condition)
            case Reference(path):
                return self.words(_EQUAL).format(self._vocabulary.name(path), self._vocabulary.value("", value=True))
            case Constant(bool() as holds):
                return self.words(_ALWAYS if holds else _NEVER)
            case _:
                return self.operand(condition)

    def _operation(self, operation: Operation) -> str:
        match operation:
            case Operation(Operator.AND | Operator.OR as operator, operands):
                return self._row(operator, operands) or self._joined(operator, operands)
            case Operation(Operator.NOT, (inner,)):
                return self._not(inner)
            case Operation(Operator.IS_EMPTY, (inner,)):
                return self.words(_EMPTY).format(self.operand(inner))
            case Operation(Operator.LESS_THAN, (first, second)):
                return self._compared(self._order(first, _LESS, _BEFORE), first, second)
            case Operation(Operator.XOR, (first, second)):
                return self.words(_EITHER).format(self._part(first), self._part(second))
            case Operation(operator, (first, second)) if operator in _BINARY:
                return self._compared(_BINARY[operator], first, second)
            case _:  # the one that is left takes up to three
                parts = ", ".join(self.operand(operand) for operand in operation.operands)
                return self.words(_REAL_DATE).format(parts)

    def _row(self, operator: Operator, operands: tuple[Condition, ...]) -> str | None:
        """Say "F a, b oder c ist" where one place is compared several times in the same way."""
        found: dict[tuple[Operator, Condition], list[str]] = {}
        for operand in operands:
            if not isinstance(operand, Operation) or len(operand.operands) != 2:
                return None
            first, second = operand.operands
            found.setdefault((operand.operator, first), []).append(self.operand(second, first))
        ((each, place), values), *others = found.items()
        if others or len(values) < 2 or (operator, each) not in _ROWS:
            return None
        frame, joint = _ROWS[operator, each]
        listed = f"{', '.join(values[:-1])} {self.words(joint)} {values[-1]}"
        return self.words(frame).format(self.operand(place), listed)

    def _joined(self, operator: Operator, operands: tuple[Condition, ...]) -> str:
        joint = self.words(_AND if operator is Operator.AND else _OR)
        return f" {joint} ".join(self._part(operand) for operand in operands)

    def _not(self, inner: Condition) -> str:
        match inner:
            case Operation(Operator.IS_EMPTY, (content,)):
                return self.words(_FILLED).format(self.operand(content))
            case Operation(Operator.LESS_THAN, (first, second)):
                return self._compared(self._order(first, _NOT_LESS, _NOT_BEFORE), first, second)
            case _:
                return self.words(_NOT).format(self.say(inner))

    def _order(self, first: Condition, of_numbers: Text, of_days: Text) -> Text:
        """Numbers are less than others, days are earlier."""
        return of_numbers if isinstance(first, Reference) and self._vocabulary.is_number(first.path) else of_days

    def _compared(self, frame: Text, first: Condition, second: Condition) -> str:
        return self.words(frame).format(self.operand(first, second), self.operand(second, first))

    def _part(self, condition: Condition) -> str:
        is_joint = isinstance(condition, Operation) and condition.operator in {Operator.AND, Operator.OR, Operator.XOR}
        return f"({self.say(condition)})" if is_joint else self.say(condition)

    def operand(self, condition: Condition, beside: Condition | None = None) -> str:
        """Return an operand; a literal is named as the field beside it calls it."""
        match condition:
            case Reference(path):
                return self._vocabulary.name(path)
            case Constant(value):
                return self._vocabulary.value(beside.path if isinstance(beside, Reference) else "", value)
            case Today(days):
                return self._day(days)
            case _:
                return self.say(condition)

    def _day(self, days: int) -> str:
        """Return a day before or after today; whole years beside their days."""
        years = round(abs(days) / _DAYS_OF_A_YEAR)
        if not days:
            return self.words(_TODAY)
        if years > 1 and abs(abs(days) - years * _DAYS_OF_A_YEAR) <= 1:
            return self.words(_YEARS_LATER if days > 0 else _YEARS_EARLIER).format(abs(days), years)
        return self.words(_LATER if days > 0 else _EARLIER).format(abs(days))
