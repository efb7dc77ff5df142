"""Ready parts of pages: text that is the same for everybody is made once in a process, not for every page.

What is kept holds nothing that a person typed. With ``RATHAUS_KEEP_S`` = 0 nothing is kept.
"""

from collections.abc import Callable, Hashable, Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

_MOST = 4_000
"""Parts of a process; beyond that it begins anew. A part takes about 2 kB."""
_shelf: dict[tuple[Hashable, ...], str] = {}


def ready(*key: Hashable, caller: Callable[[], str]) -> str:
    """Return a part of a page, made by the block of the call where it is not there yet in this language.

    Args:
        key: everything that the part is made of, besides the language and the settings.
        caller: makes it; Jinja hands it in.
    """
    if settings.RATHAUS_KEEP_S <= 0:
        return caller()
    whole = (get_language(), *key)
    part = _shelf.get(whole)
    if part is None:
        if len(_shelf) >= _MOST:
            _shelf.clear()
        part = _shelf[whole] = caller()
    return part


GLOBALS: Mapping[str, Callable[..., Any]] = {"ready": ready}
