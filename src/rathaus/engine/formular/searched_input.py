"""What one posted question with a searched choice says: the chosen codes, or the text that is still to be found.

Names of inputs beside the path key of the question: ``<path key>.suche`` is the text box, ``<path key>.gesucht``
repeats the text for which the page showed what it found. So it is known whether somebody chose from what was found, or
went on typing after it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rathaus.engine.formular.model import Field

SEARCH, SEARCHED = "suche", "gesucht"


@dataclass(frozen=True, slots=True)
class PostedSearch:
    """What the inputs of one question hold.

    Args:
        chosen: codes of what is ticked, as posted.
        typed: text of the box.
        searched: text for which the page showed what it found; empty when it showed nothing.
    """

    chosen: Sequence[str]
    typed: str
    searched: str


def read_searched(field: Field, posted: PostedSearch) -> tuple[str, ...]:
    """Return what is to be stored: codes, and at the end the text as typed where it names no entry or several.

    A text that names one entry by its name or code is that entry. With one answer the last that was done counts: a text
    that was changed goes before what is ticked. With several answers a text that was searched already has served.

    Args:
        field: the question; a choice that is searched.
        posted: what its inputs hold.
    """
    typed, chosen = posted.typed.strip(), [code for code in posted.chosen if code.strip()]
    is_new = typed != posted.searched.strip()
    if typed and not field.repeats and (is_new or not chosen):
        return (_code_or_text(field, typed),)
    if typed and field.repeats and is_new:
        chosen.append(_code_or_text(field, typed))
    return tuple(dict.fromkeys(chosen))


def _code_or_text(field: Field, typed: str) -> str:
    option = field.choices.search.exact(typed)
    return option.code if option else typed
