"""A condition as people read it: with the questions of the form and the names of its options instead of ids."""

from typing import Final

from rathaus.engine.formular.model import Formular
from rathaus.engine.formular.path import template_of
from rathaus.engine.prozess.expression import (
    Conjunction,
    Constant,
    Disjunction,
    Emptiness,
    Expression,
    Membership,
    Name,
    Negation,
    Operand,
    Presence,
)
from rathaus.values.text import Text

_AND: Final = Text(" und ", " and ")
_OR: Final = Text(" oder ", " or ")
_NOT: Final = Text("nicht {part}", "not {part}")
_EMPTY: Final = Text("{name} leer", "{name} empty")
_QUOTED: Final = Text("„{words}“", "“{words}”")
_PLAIN: Final = {"ja": Text("ja", "yes"), "nein": Text("nein", "no")}


def condition_in_words(expression: Expression, *, formular: Formular, language: str) -> str:
    """Return a condition with labels; what the form does not ask, such as a fact, keeps its name.

    Args:
        expression: the condition.
        formular: the form whose questions it names.
        language: ``de`` or ``en``.
    """
    return _Words(formular, language).say(expression)


class _Words:
    """Says the conditions of one form in one language."""

    def __init__(self, formular: Formular, language: str) -> None:
        self.formular, self.language = formular, language

    def say(self, expression: Expression) -> str:
        match expression:
            case Presence(name):
                return self._name(name)
            case Emptiness(name):
                return self._in(_EMPTY, name=self._name(name))
            case Negation(part):
                return self._in(_NOT, part=self._inside(part))
            case Conjunction(parts):
                return self._in(_AND).join(self._inside(part) for part in parts)
            case Disjunction(parts):
                return self._in(_OR).join(self._inside(part) for part in parts)
            case Membership(left, values):
                return f"{self._name(left)} = {self._in(_OR).join(self._value(value, left) for value in values)}"
            case _:
                first, second = expression.left, expression.right
                return f"{self._operand(first, second)} {expression.operator} {self._operand(second, first)}"

    def _inside(self, part: Expression) -> str:
        said = self.say(part)
        return f"({said})" if isinstance(part, Conjunction | Disjunction) else said

    def _operand(self, operand: Operand, other: Operand) -> str:
        return self._name(operand) if isinstance(operand, Name) else self._value(operand, other)

    def _name(self, name: Name) -> str:
        field = self.formular.fields.get(template_of(name.name))
        return self._in(_QUOTED, words=field.label.in_language(self.language)) if field is not None else name.name

    def _value(self, value: Constant, asked: Operand) -> str:
        """Return the name of an option, yes or no, or the value as it is written."""
        field = self.formular.fields.get(template_of(asked.name)) if isinstance(asked, Name) else None
        for option in field.options if field is not None else ():
            if option.code == value.value:
                return self._in(_QUOTED, words=option.label.in_language(self.language))
        return self._in(_PLAIN[value.value]) if value.value in _PLAIN else value.value

    def _in(self, text: Text, **facts: str) -> str:
        words = text.in_language(self.language)
        return words.format(**facts) if facts else words
