"""Lints of ours: what the catalogue does not look at, and what makes a form hard to fill in or to defend."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rathaus.engine.quality.checks import Checks, Verdict
from rathaus.engine.quality.subject import Place
from rathaus.standards.xdatenfelder.codes import Feldart
from rathaus.standards.xdatenfelder.model import (
    Datenfeld,
    Datenfeldgruppe,
    Element,
    Stammdatenschema,
)
from rathaus.values.messages import hint, warning
from rathaus.values.text import Text

POSITIONS = Checks[Place[Element]]()
FIELDS = Checks[Place[Datenfeld]]()
QUESTIONS = Checks["Question"]()

_WRITTEN_FORM = re.compile(r"\b(Schriftform\w*|schriftliche\w* Form|eigenhändig\w*|Unterschrift)\b", re.IGNORECASE)
_CERTIFIED = re.compile(r"\b(\w*beglaubigt\w*|Beglaubigung)\b", re.IGNORECASE)
_CITATION = re.compile(r"§|\bArt(\.|ikel)\s?\d")
_ASKED = frozenset({Feldart.INPUT, Feldart.SELECT})


@dataclass(frozen=True, slots=True)
class Question:
    """A question as a person meets it.

    Args:
        where: path key of the field.
        words: headings of its groups from the outside in, then the question itself.
        is_repeated: whether the same words stood before.
    """

    where: str
    words: tuple[str, ...]
    is_repeated: bool


@POSITIONS.ours(
    "QUA-001",
    warning(
        Text("Schriftform ohne Rechtsgrundlage{detail}.", "Written form without legal basis{detail}."),
        Text(
            "Nennen Sie die Vorschrift oder verzichten Sie darauf: Ohne Vorschrift genügt die Online-Eingabe.",
            "Cite the provision or drop the demand: without one, the online entry is enough.",
        ),
    ),
)
def _written_form_without_citation(place: Place[Element]) -> Verdict:
    return _demanded_without_citation(place, _WRITTEN_FORM)


@POSITIONS.ours(
    "QUA-002",
    warning(
        Text("Beglaubigung ohne Rechtsgrundlage{detail}.", "Certified copy without legal basis{detail}."),
        Text(
            "Nennen Sie die Vorschrift oder nehmen Sie eine einfache Kopie.",
            "Cite the provision or take a plain copy.",
        ),
    ),
)
def _certified_copy_without_citation(place: Place[Element]) -> Verdict:
    return _demanded_without_citation(place, _CERTIFIED)


def _demanded_without_citation(place: Place[Element], demand: re.Pattern[str]) -> str:
    it, position = place.element, place.position
    content = it.inhalt if isinstance(it, Datenfeld) else ""
    said = f"{it.name} {it.bezeichnung_eingabe} {it.hilfetext_eingabe} {content}"
    match = demand.search(said)
    is_cited = bool(it.bezug or (position is not None and position.bezug) or _CITATION.search(said))
    return match[0] if match and not is_cited else ""


@FIELDS.ours(
    "QUA-003",
    hint(
        Text("Die Frage hat keinen Hilfetext.", "The question has no help text."),
        Text(
            "Sagen Sie, was einzutragen ist und wo es steht, wenn die Frage allein es nicht sagt.",
            "Say what to enter and where to find it, unless the question alone does.",
        ),
    ),
)
def _question_without_help(place: Place[Datenfeld]) -> Verdict:
    return place.element.feldart in _ASKED and not place.element.hilfetext_eingabe


@QUESTIONS.ours(
    "QUA-005",
    warning(
        Text(
            "Dieselbe Frage steht zweimal unter denselben Überschriften{detail}.",
            "The same question stands twice under the same headings{detail}.",
        ),
        Text(
            "Fragen Sie einmal, oder unterscheiden Sie die Überschriften der Gruppen.",
            "Ask once, or tell the headings of the groups apart.",
        ),
    ),
)
def _question_stands_twice(question: Question) -> Verdict:
    return " › ".join(question.words) if question.is_repeated else ""


def questions_of(schema: Stammdatenschema) -> Iterator[Question]:
    """Yield every question as a person meets it, in document order."""
    headings: dict[str, tuple[str, ...]] = {}
    met: set[tuple[str, ...]] = set()
    for path, position in schema.walk():
        element = position.enthaelt
        words = (*headings.get(path.rpartition(".")[0], ()), element.bezeichnung_eingabe)
        if isinstance(element, Datenfeldgruppe):
            headings[path] = words
        elif element.feldart in _ASKED:
            yield Question(path, words, words in met)
            met.add(words)
