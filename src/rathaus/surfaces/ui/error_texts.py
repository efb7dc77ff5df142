"""The one table from the code of an error to HTTP status and words: what happened, and what to do next.

A test asserts that every ``RathausError`` of the code base has its line. Texts are for people: no code, no blame, one
next step. The lines stand in ``error_texts_citizen`` (antrag, datei, postfach), ``error_texts_case`` (vorgang),
``error_texts_decision`` (bescheid), ``error_texts_ending`` (akte), ``error_texts_involved`` (beteiligung),
``error_texts_post`` (zustellung), ``error_texts_remedy`` (rechtsbehelf), ``error_texts_payment`` (zahlung),
``error_texts_second`` (miterklaerung), ``error_texts_core`` (the other rooms of core) and
``error_texts_ground`` (everything below and beside core).
"""

from collections.abc import Mapping

from rathaus.surfaces.ui.error_text import ErrorText
from rathaus.surfaces.ui.error_texts_case import CASE
from rathaus.surfaces.ui.error_texts_citizen import CITIZEN
from rathaus.surfaces.ui.error_texts_core import CORE
from rathaus.surfaces.ui.error_texts_decision import DECISION
from rathaus.surfaces.ui.error_texts_ending import ENDING
from rathaus.surfaces.ui.error_texts_ground import GROUND
from rathaus.surfaces.ui.error_texts_involved import INVOLVED
from rathaus.surfaces.ui.error_texts_payment import PAYMENT
from rathaus.surfaces.ui.error_texts_post import POST
from rathaus.surfaces.ui.error_texts_remedy import REMEDY
from rathaus.surfaces.ui.error_texts_second import SECOND

ERROR_TEXTS: Mapping[str, ErrorText] = {
    **GROUND, **CORE, **CASE, **DECISION, **ENDING, **INVOLVED, **PAYMENT, **POST, **REMEDY, **SECOND, **CITIZEN
}  # fmt: skip


def error_text(code: str) -> ErrorText:
    """Return the line of a code; an unknown code reads like an unexpected error."""
    return ERROR_TEXTS.get(code, ERROR_TEXTS["RAT-000"])
