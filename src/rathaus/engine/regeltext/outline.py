"""A condition as a tree of short sentences: for lists inside lists, which everybody can read and hear."""

from dataclasses import dataclass

from rathaus.engine.formular.condition import Condition, Constant, Operation, Operator
from rathaus.engine.formular.spoken import Speaker
from rathaus.engine.regeltext.describe import speaker_of
from rathaus.engine.regeltext.subtree import Subtree
from rathaus.values.text import Text

_ALWAYS, _NEVER = Text("immer", "always"), Text("nie", "never")
_JOINED = {
    Operator.AND: Text("Alles davon gilt:", "All of this holds:"),
    Operator.OR: Text("Mindestens eines davon gilt:", "At least one of these holds:"),
    Operator.XOR: Text("Genau eines davon gilt:", "Exactly one of these holds:"),
    Operator.NOT: Text("Das gilt nicht:", "This does not hold:"),
}
_SAID = {
    Operator.EQUAL: Text("{0} ist {1}", "{0} is {1}"),
    Operator.NOT_EQUAL: Text("{0} ist nicht {1}", "{0} is not {1}"),
    Operator.LESS_THAN: Text("{0} liegt vor {1}", "{0} lies before {1}"),
    Operator.IS_EMPTY: Text("{0} ist leer", "{0} is empty"),
    Operator.IS_VALID_DATE: Text("{0} ergeben ein Datum des Kalenders", "{0} make a date of the calendar"),
}
_SAID_NOT = {
    Operator.LESS_THAN: Text("{0} liegt nicht vor {1}", "{0} does not lie before {1}"),
    Operator.IS_EMPTY: Text("{0} ist ausgefüllt", "{0} is filled in"),
}
_IS_YES = Text("{0} ist Ja", "{0} is Yes")


@dataclass(frozen=True, slots=True)
class Branch:
    """A sentence; what it speaks of stands below it."""

    words: Text
    parts: tuple["Branch", ...] = ()


def outline(condition: Condition, subtree: Subtree) -> Branch:
    """Return the tree of a condition.

    Args:
        condition: references are paths below the bearing element.
        subtree: below the same bearer; gives the names.
    """
    match condition:
        case Operation(Operator.NOT, (Operation(operator, operands),)) if operator in _SAID_NOT:
            return Branch(_say(_SAID_NOT[operator], operands, subtree))
        case Operation(operator, operands) if operator in _JOINED:
            return Branch(_JOINED[operator], tuple(outline(operand, subtree) for operand in operands))
        case Operation(operator, operands):
            return Branch(_say(_SAID[operator], operands, subtree))
        case Constant(value) if isinstance(value, bool):
            return Branch(_ALWAYS if value else _NEVER)
        case _:
            return Branch(_say(_IS_YES, (condition,), subtree))


def _say(frame: Text, operands: tuple[Condition, ...], subtree: Subtree) -> Text:
    return Text(*(_filled(frame, operands, speaker_of(subtree, language), language) for language in ("de", "en")))


def _filled(frame: Text, operands: tuple[Condition, ...], speaker: Speaker, language: str) -> str:
    if len(operands) == 2 and "{1}" in frame.de:
        said = [speaker.operand(operands[0], operands[1]), speaker.operand(operands[1], operands[0])]
    else:
        said = [", ".join(speaker.operand(operand) for operand in operands)]
    return frame.in_language(language).format(*said)
