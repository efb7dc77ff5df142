"""The duty to hear somebody before a decision burdens them (Anhörung), and what the three codes except from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rathaus.recht.regime import Verfahrensrecht
from rathaus.values.text import Text


class HearingException(StrEnum):
    """Why somebody need not be heard. Not every code knows each; :func:`exceptions_of` says which."""

    URGENT = "urgent"
    DEADLINE = "deadline"
    AS_STATED = "as_stated"
    MANY_OR_AUTOMATIC = "many_or_automatic"
    INCOME_CHANGED = "income_changed"
    ENFORCEMENT = "enforcement"
    SMALL_OFFSET = "small_offset"


_WORDS: Mapping[HearingException, Text] = {
    HearingException.URGENT: Text(
        "Gefahr im Verzug oder das öffentliche Interesse verlangt eine sofortige Entscheidung",
        "imminent danger or the public interest demands a decision at once",
    ),
    HearingException.DEADLINE: Text(
        "eine Anhörung würde eine für die Entscheidung maßgebliche Frist gefährden",
        "a hearing would endanger a period that matters for the decision",
    ),
    HearingException.AS_STATED: Text(
        "von den Angaben der Person wird nicht zu ihren Ungunsten abgewichen",
        "nothing departs from what the person stated to their disadvantage",
    ),
    HearingException.MANY_OR_AUTOMATIC: Text(
        "es geht um eine Allgemeinverfügung, um viele gleichartige Bescheide oder um automatisch erlassene",
        "it is a general order, many decisions of the same kind, or decisions made automatically",
    ),
    HearingException.INCOME_CHANGED: Text(
        "eine einkommensabhängige Leistung wird an geänderte Verhältnisse angepasst",
        "a benefit that depends on income is adapted to changed circumstances",
    ),
    HearingException.ENFORCEMENT: Text("es geht um eine Maßnahme der Vollstreckung", "it is an act of enforcement"),
    HearingException.SMALL_OFFSET: Text(
        "gegen oder mit einem Anspruch unter der Bagatellgrenze wird aufgerechnet",
        "a claim below the minor amount is set off",
    ),
}
_WORDS_OF_SGB_X = Text(
    "es geht um eine Allgemeinverfügung oder um viele gleichartige Bescheide",
    "it is a general order or many decisions of the same kind",
)
"""SGB X does not except decisions that are made automatically."""

_PARAGRAPHS = {
    Verfahrensrecht.VWVFG: "§ 28",
    Verfahrensrecht.SGB_X: "§ 24",
    Verfahrensrecht.AO: "§ 91",
}
_FIVE = {
    HearingException.URGENT: 1,
    HearingException.DEADLINE: 2,
    HearingException.AS_STATED: 3,
    HearingException.MANY_OR_AUTOMATIC: 4,
    HearingException.ENFORCEMENT: 5,
}
_SEVEN = {
    HearingException.URGENT: 1,
    HearingException.DEADLINE: 2,
    HearingException.AS_STATED: 3,
    HearingException.MANY_OR_AUTOMATIC: 4,
    HearingException.INCOME_CHANGED: 5,
    HearingException.ENFORCEMENT: 6,
    HearingException.SMALL_OFFSET: 7,
}
_NUMBERS = {Verfahrensrecht.VWVFG: _FIVE, Verfahrensrecht.SGB_X: _SEVEN, Verfahrensrecht.AO: _FIVE}


@dataclass(frozen=True, slots=True)
class HearingDuty:
    """Whether somebody must be heard.

    Args:
        required: whether a decision without a hearing would be unlawful.
        citation: the paragraph, with the number of the exception where one was named.
        explanation: one sentence with the paragraph.
    """

    required: bool
    citation: str
    explanation: Text


def exceptions_of(verfahrensrecht: Verfahrensrecht) -> tuple[tuple[HearingException, Text, str], ...]:
    """Return the exceptions of a code in its order: which, in words, and citation."""
    numbers = _NUMBERS[verfahrensrecht]
    return tuple(
        (each, _words_of(each, verfahrensrecht), _citation(verfahrensrecht, f"2 Nr. {number}"))
        for each, number in numbers.items()
    )


def hearing_duty(
    *,
    interferes: bool,
    exception: HearingException | None = None,
    verfahrensrecht: Verfahrensrecht = Verfahrensrecht.VWVFG,
) -> HearingDuty:
    """Return whether somebody must be heard before a decision.

    Args:
        interferes: whether the decision takes or limits a right of theirs.
        exception: why the office wants to do without; one that the code does not know changes nothing.
        verfahrensrecht: code of procedure.

    Source: VwVfG § 28; SGB X § 24; AO § 91.
    """
    whole = _citation(verfahrensrecht, "1")
    if not interferes:
        words = Text("Die Entscheidung greift in keine Rechte ein", "The decision interferes with no right")
        return _duty(words, _NOT_NEEDED, whole)
    number = _NUMBERS[verfahrensrecht].get(exception) if exception else None
    if exception is None or number is None:
        words = Text("Die Entscheidung greift in Rechte ein", "The decision interferes with a right")
        return _duty(words, _NEEDED, whole)
    citation = _citation(verfahrensrecht, f"2 Nr. {number}")
    reason = _words_of(exception, verfahrensrecht)
    words = Text(reason.de[0].upper() + reason.de[1:], reason.en[0].upper() + reason.en[1:])
    return _duty(words, _NOT_NEEDED, citation)


def _words_of(exception: HearingException, verfahrensrecht: Verfahrensrecht) -> Text:
    if exception is HearingException.MANY_OR_AUTOMATIC and verfahrensrecht is Verfahrensrecht.SGB_X:
        return _WORDS_OF_SGB_X
    return _WORDS[exception]


def _citation(verfahrensrecht: Verfahrensrecht, absatz: str) -> str:
    return f"{_PARAGRAPHS[verfahrensrecht]} Abs. {absatz} {verfahrensrecht.value}"


_NEEDED = Text("nötig", "needed")
_NOT_NEEDED = Text("nicht nötig", "not needed")


def _duty(why: Text, needed: Text, citation: str) -> HearingDuty:
    explanation = Text(
        f"{why.de}; eine Anhörung ist {needed.de} ({citation}).", f"{why.en}; a hearing is {needed.en} ({citation})."
    )
    return HearingDuty(needed is _NEEDED, citation, explanation)
