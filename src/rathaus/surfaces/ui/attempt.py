"""Running an act on behalf of a form: a refusal becomes a line in its summary of errors, and nothing typed is lost."""

from collections.abc import Callable

from django.db import transaction

from rathaus.surfaces.ui.error_texts import error_text
from rathaus.values.errors import RathausError
from rathaus.values.text import Text

type Problems = tuple[tuple[str, Text], ...]
"""Name of the field to go to (empty for the whole form) and what is wrong; for ``alert.error_summary``."""


def attempt(act: Callable[[], object], *, field: str = "") -> Problems:
    """Run an act; return nothing when it succeeded, else why it was refused.

    Args:
        act: one call of an action; it runs in a savepoint, so that the page can still read.
        field: where the summary links to.
    """
    try:
        with transaction.atomic():
            act()
    except RathausError as error:
        words = error_text(error.code)
        german, english = (f"{words.what.in_language(each)}. {words.remedy.in_language(each)}" for each in ("de", "en"))
        return ((field, Text(german.replace("..", "."), english.replace("..", "."))),)
    return ()
