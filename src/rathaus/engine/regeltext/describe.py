"""Readings as sentences: what a rule does, in plain German and English, with the names of the schema."""

from rathaus.engine.formular.condition import Condition, Operation, Operator
from rathaus.engine.formular.model import Effect
from rathaus.engine.formular.spoken import SENTENCES, Speaker, quoted
from rathaus.engine.regeltext.combine import opposite
from rathaus.engine.regeltext.model import Reading
from rathaus.engine.regeltext.subtree import Subtree
from rathaus.standards.xdatenfelder.codes import Datentyp
from rathaus.standards.xdatenfelder.model import Datenfeld
from rathaus.values.text import Text

_YES, _NO = Text("Ja", "Yes"), Text("Nein", "No")
_IF_THEN = Text("Wenn {given}, muss gelten, dass {demanded}", "If {given}, it must hold that {demanded}")
_CONCEALED = Text(
    "{target} ist mit {value} vorbelegt und wird nicht gezeigt{when}",
    "{target} is preset with {value} and not shown{when}",
)
_ONLY_IN = Text("Nur in {land}: {words}", "Only in {land}: {words}")
_NUMBERS = frozenset({Datentyp.NUM, Datentyp.NUM_INT, Datentyp.NUM_CURRENCY})


def describe(reading: Reading, subtree: Subtree) -> Text:
    """Return a reading as one sentence.

    Args:
        reading: paths are below the bearer.
        subtree: below the same bearer; gives the names.
    """
    return Text(_sentence(reading, subtree, "de"), _sentence(reading, subtree, "en"))


def describe_condition(condition: Condition, subtree: Subtree) -> Text:
    """Return a condition in words; the German one stands behind "wenn"."""
    return Text(speaker_of(subtree, "de").say(condition), speaker_of(subtree, "en").say(condition))


def speaker_of(subtree: Subtree, language: str) -> Speaker:
    """Return who says conditions with the names of a schema in one language."""
    return Speaker(_SchemaWords(subtree, language), language)


def _sentence(reading: Reading, subtree: Subtree, language: str) -> str:
    speaker = speaker_of(subtree, language)
    frame = _CONCEALED if reading.conceal else SENTENCES[reading.effect]
    words = _implied(reading, speaker) or speaker.sentence(
        frame, reading.condition, target=reading.target or "", value=reading.value
    )
    if reading.land:
        words = speaker.words(_ONLY_IN).format(land=", ".join(reading.land), words=words)
    return f"{words}."


def _implied(reading: Reading, speaker: Speaker) -> str | None:
    """Say a demand "not a, or b" as "if a, then b"."""
    match reading:
        case Reading(Effect.VALID, None, Operation(Operator.OR, (Operation(operator, _) as first, demanded))):
            given = opposite(first)
            is_filled = isinstance(given, Operation) and given.operator is Operator.IS_EMPTY
            if operator in {Operator.NOT, Operator.NOT_EQUAL} and not is_filled:
                return speaker.words(_IF_THEN).format(given=speaker.say(given), demanded=speaker.say(demanded))
    return None


class _SchemaWords:
    """The words of a schema below one bearing element."""

    def __init__(self, subtree: Subtree, language: str) -> None:
        self._subtree = subtree
        self._language = language

    def name(self, path: str) -> str:
        """Return the name of an element; a path that is not there is called by itself."""
        place = self._subtree.places.get(path)
        return quoted(place.element.name if place else path, self._language)

    def value(self, path: str, value: str | bool | int) -> str:  # noqa: FBT001  # a value of a form may be yes or no
        """Return a value as people call it: the name in the value list, Ja or Nein."""
        if isinstance(value, bool):
            return (_YES if value else _NO).in_language(self._language)
        field = self._field(path)
        values = self._subtree.values(field) if field else ()
        return quoted(dict(values or ()).get(str(value), str(value)), self._language)

    def is_number(self, path: str) -> bool:
        """Return whether a field asks for a number."""
        field = self._field(path)
        return field is not None and field.datentyp in _NUMBERS

    def _field(self, path: str) -> Datenfeld | None:
        place = self._subtree.places.get(path)
        return place.element if place and isinstance(place.element, Datenfeld) else None
