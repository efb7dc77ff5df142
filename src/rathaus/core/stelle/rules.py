"""Pure decisions: how a place's name is compared, and which body is competent."""

import re
from dataclasses import dataclass
from datetime import date

from rathaus.engine.prozess.model import Ebene
from rathaus.recht.dates import english_date, german_date
from rathaus.values.text import Text, spell_out_umlauts

_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
_SPELLINGS = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("ss", "s"))
_POSTAL_CODE = re.compile(r"(?<!\d)\d{2,5}(?!\d)")
_MAX_SWAPPED_LENGTH = 24


def fold_name(text: str) -> str:
    """Return a name as it is compared: ``Münster``, ``Muenster`` and ``Munster`` all give ``munster``.

    Names and questions are folded alike, so it does not matter that ``Neuental`` loses a letter too.
    """
    folded = _NOT_A_LETTER.sub(" ", spell_out_umlauts(text)).strip()
    for long, short in _SPELLINGS:
        folded = folded.replace(long, short)
    return folded


def swapped_spellings(folded: str) -> list[str]:
    """Return the spellings with two neighbouring letters swapped: ``fudla`` gives ``fulda`` among others.

    Trigrams miss a swap in a short word.
    """
    if len(folded) > _MAX_SWAPPED_LENGTH:
        return []
    pairs = range(len(folded) - 1)
    return sorted({folded[:i] + folded[i + 1] + folded[i] + folded[i + 2 :] for i in pairs} - {folded})


@dataclass(frozen=True, slots=True)
class PlaceQuestion:
    """What somebody typed into the place search.

    Args:
        name: folded name without the postal code; empty when only a code was typed.
        plz: the first two to five digits of a postal code; empty when none was typed.
    """

    name: str
    plz: str


def read_place_question(text: str) -> PlaceQuestion:
    """Split what was typed, such as ``65510 Idstein``, into postal code and name."""
    found = _POSTAL_CODE.search(text)
    plz = found.group() if found else ""
    rest = text.replace(plz, " ", 1) if plz else text
    return PlaceQuestion(name=fold_name(rest), plz=plz)


@dataclass(frozen=True, slots=True)
class Body:
    """A body as the rules see it: its row id and its name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """What is known about a place on the day.

    Args:
        asked: name of the place that was asked for.
        gemeinde: the municipality that the place is on the day; another one when it was merged.
        kreis: the county, or the municipality itself when it is county-free; None when the key has no county.
        special_status: whether the municipality is a special-status city on the day.
        praesidium: the Regierungspräsidium of the place; None when its key names none.
    """

    asked: str
    gemeinde: Body
    kreis: Body | None
    special_status: bool
    praesidium: Body | None = None

    @property
    def county_free(self) -> bool:
        """Whether the municipality acts as a county too."""
        return self.gemeinde == self.kreis


@dataclass(frozen=True, slots=True)
class Competence:
    """Which body is competent, or None, and why."""

    body: Body | None
    reason: Text


NO_PLACE = Text(
    "Bitte wählen Sie einen Ort: Davon hängt ab, welche Stelle zuständig ist.",
    "Please choose a place: it decides which body is competent.",
)
NO_MUNICIPALITY = Text(
    "An diesem Ort gibt es an diesem Tag keine Gemeinde, die zuständig sein kann.",
    "There is no municipality at this place on this day that could be competent.",
)
NO_PRAESIDIUM = Text(
    "Für diesen Ort ist kein Regierungspräsidium bekannt.",
    "No regional administrative authority is known for this place.",
)
NO_STATE_BODY = Text(
    "Die Stelle des Landes, die diese Leistung erbringt, ist nicht bekannt.",
    "The state body that does this service is not known.",
)


def decide_competence(*, ebene: Ebene, place: PlaceFacts | None, state_body: Body | None, day: date) -> Competence:
    """Return which body does a service at a place, with the reason.

    Args:
        ebene: tier of the service's rule of competence.
        place: facts of the place on the day; not needed for the state tier.
        state_body: the body that the rule names; needed for the state tier only.
        day: local date Europe/Berlin.
    """
    if ebene is Ebene.LAND:
        return _decide_state(state_body)
    if place is None:
        return Competence(None, NO_PLACE)
    decided = _decide_local(ebene, place)
    if place.asked == place.gemeinde.name:
        return decided
    merged, reason = _merger_reason(place, day), decided.reason
    return Competence(decided.body, Text(f"{merged.de} {reason.de}", f"{merged.en} {reason.en}"))


def _decide_state(body: Body | None) -> Competence:
    if body is None:
        return Competence(None, NO_STATE_BODY)
    reason = Text(f"Zuständig für ganz Hessen ist: {body.name}.", f"Competent for all of Hessen: {body.name}.")
    return Competence(body, reason)


def _decide_local(ebene: Ebene, place: PlaceFacts) -> Competence:
    name = place.gemeinde.name
    if ebene is Ebene.REGIERUNGSBEZIRK:
        return _decide_bezirk(place)
    if ebene is Ebene.GEMEINDE:
        reason = Text(f"Zuständig ist die Gemeinde vor Ort: {name}.", f"The local municipality is competent: {name}.")
        return Competence(place.gemeinde, reason)
    if ebene is Ebene.SONDERSTATUS and place.special_status:
        reason = Text(
            f"Zuständig ist {name} als Stadt mit Sonderstatus.",
            f"{name} is competent as a city with special status.",
        )
        return Competence(place.gemeinde, reason)
    return _decide_kreis(place)


def _decide_kreis(place: PlaceFacts) -> Competence:
    if place.kreis is None:
        return Competence(None, NO_MUNICIPALITY)
    name, kreis = place.gemeinde.name, place.kreis.name
    if place.county_free:
        reason = Text(
            f"{name} ist kreisfrei und erfüllt auch die Aufgaben eines Landkreises.",
            f"{name} is a county-free city and does a county's duties too.",
        )
    else:
        reason = Text(f"{name} gehört zu: {kreis}.", f"{name} belongs to: {kreis}.")
    return Competence(place.kreis, reason)


def _decide_bezirk(place: PlaceFacts) -> Competence:
    if place.praesidium is None:
        return Competence(None, NO_PRAESIDIUM)
    name, body = place.gemeinde.name, place.praesidium.name
    reason = Text(f"Für {name} ist zuständig: {body}.", f"Competent for {name}: {body}.")
    return Competence(place.praesidium, reason)


def _merger_reason(place: PlaceFacts, day: date) -> Text:
    return Text(
        f"{place.asked} gehört am {german_date(day)} zu {place.gemeinde.name}.",
        f"On {english_date(day)}, {place.asked} is part of {place.gemeinde.name}.",
    )
