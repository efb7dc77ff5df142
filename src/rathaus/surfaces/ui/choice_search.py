"""A choice with too many options to show: what is chosen, what was found, and the buttons to search and to change.

Everything works without script: the text box and the hits stand in the form of the page, and *Suchen* saves the page
like any other button of it. Text that names no entry yet is stored as the answer, so nothing of it is in an address.
The script asks for suggestions with the typed text in the address; nobody but the browser may keep the answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from rathaus.engine.formular.model import Field
from rathaus.engine.formular.option_search import LONGEST_QUERY
from rathaus.engine.formular.options import Option
from rathaus.engine.formular.searched_input import SEARCH, SEARCHED
from rathaus.surfaces.ui.filters import current_language

SEARCH_CHOICE, CHANGE_CHOICE = "_suchen", "_auswahl_aendern"
"""Names of the buttons: their value is the path key of the question."""
OPENED = "auswahl"
"""Name in the address of a page: the question that is searched or changed, so nothing is called wrong yet."""
MOST_HITS, MOST_SUGGESTIONS = 30, 8


@dataclass(frozen=True, slots=True)
class ChoiceSearch:
    """What is shown of one question.

    Args:
        box: name of the text box.
        served: name of the input that repeats the text for which hits are shown.
        chosen: chosen entries: code and name.
        typed: what stands in the text box.
        hits: entries found for it: code and name; the chosen ones are left out.
        total: how many were found in all.
        is_open: whether the text box is shown: not while the one answer is chosen.
    """

    box: str
    served: str
    chosen: tuple[tuple[str, str], ...]
    typed: str
    hits: tuple[tuple[str, str], ...]
    total: int
    is_open: bool

    longest = LONGEST_QUERY


def search_of(field: Field, key: str, *, values: Sequence[str], opened: str = "") -> ChoiceSearch:
    """Return what is shown of a choice that is searched.

    Args:
        field: the question.
        key: its path key.
        values: what stands in its answers: codes, or text that names no entry.
        opened: path key of the question whose answer is to be changed.
    """
    options = [(value, field.option(value)) for value in values if value]
    chosen = [option for _, option in options if option is not None]
    typed = next((value for value, option in reversed(options) if option is None), "")
    found = field.choices.search.find(typed, limit=MOST_HITS)
    is_changed = opened == key and bool(chosen) and not field.repeats
    return ChoiceSearch(
        box=f"{key}.{SEARCH}",
        served=f"{key}.{SEARCHED}",
        chosen=() if is_changed else tuple(_named(field, option) for option in chosen),
        typed=_named(field, chosen[0])[1] if is_changed else typed,
        hits=tuple(_named(field, option) for option in found.hits if option not in chosen),
        total=found.total,
        is_open=field.repeats or is_changed or not chosen,
    )


def suggestions(field: Field, query: str) -> list[dict[str, str]]:
    """Return the entries that the script offers below the text box, as the place field's are.

    Args:
        field: a choice that is searched.
        query: as typed.
    """
    found = field.choices.search.find(query, limit=MOST_SUGGESTIONS)
    return [{"name": _named(field, option)[1], "hint": ""} for option in found.hits]


def pressed(form: Mapping[str, object]) -> str:
    """Return the question whose search was asked for, or whose answer is to be changed; empty when none is."""
    return str(form.get(SEARCH_CHOICE) or form.get(CHANGE_CHOICE) or "")


def opened_query(form: Mapping[str, object]) -> str:
    """Return the part of the address that shows the page again after one of the buttons."""
    return urlencode({OPENED: str(form.get(CHANGE_CHOICE) or "")})


def _named(field: Field, option: Option) -> tuple[str, str]:
    return option.code, field.choices.search.name_of(option, current_language())
