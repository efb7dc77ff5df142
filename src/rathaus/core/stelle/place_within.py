"""A place within a longer text, such as ``hund anmelden in hanau``: whole names and whole postal codes only."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from rathaus.core.stelle.models import Stelle
from rathaus.core.stelle.rules import fold_name

_MOST_NAME_WORDS = 5
_PLZ_DIGITS = 5
_PREPOSITIONS = frozenset({"in", "bei", "für", "aus", "nach", "near"})
_KINDS = (Stelle.Kind.GEMEINDE, Stelle.Kind.STADT, Stelle.Kind.KREISFREIE_STADT)


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A municipality that is named within a longer text.

    Args:
        stelle: the municipality that exists on the day.
        named: the words that name it, as typed.
        rest: the text without them and without a preposition before them.
    """

    stelle: Stelle
    named: str
    rest: str


def place_within(text: str, *, day: date) -> NamedPlace | None:
    """Return the municipality whose whole name or postal code stands in a text, the longest name first.

    A name may be typed without its addition (``Frankfurt`` for ``Frankfurt am Main``) when only one place begins so.

    Args:
        text: what was typed.
        day: local date Europe/Berlin on which the municipality exists.
    """
    words = text.split()
    runs = sorted(_runs(words), key=lambda run: (run[0] - run[1], run[0]))
    places = _candidates([words[start:end] for start, end in runs], day)
    for start, end in runs:
        found = places.get(fold_name(" ".join(words[start:end])) or words[start], set())
        if len(found) == 1:
            before = words[:start]
            while before and before[-1].casefold() in _PREPOSITIONS:
                before.pop()
            return NamedPlace(found.pop(), named=" ".join(words[start:end]), rest=" ".join([*before, *words[end:]]))
    return None


def _runs(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + _MOST_NAME_WORDS) + 1):
            yield start, end


def _candidates(runs: Sequence[Sequence[str]], day: date) -> dict[str, set[Stelle]]:
    """Return the municipalities that runs of words may name, by folded name, first words or postal code."""
    names = {fold_name(" ".join(run)) for run in runs} - {""}
    codes = {run[0] for run in runs if len(run) == 1 and run[0].isdecimal() and len(run[0]) == _PLZ_DIGITS}
    named = Q(search_name__in=names) | Q(postal_codes__plz__in=codes)
    for name in names:
        named |= Q(search_name__startswith=f"{name} ")
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    rows = Stelle.objects.filter(named, begun, Q(valid_to__isnull=True) | Q(valid_to__gt=day), kind__in=_KINDS)
    found: dict[str, set[Stelle]] = {}
    for stelle in rows.filter(mode=Stelle.Mode.LIVE).prefetch_related("postal_codes").distinct():
        first_words = {name for name in names if stelle.search_name.startswith(f"{name} ")}
        for key in (stelle.search_name, *first_words, *(each.plz for each in stelle.postal_codes.all())):
            found.setdefault(key, set()).add(stelle)
    return found
