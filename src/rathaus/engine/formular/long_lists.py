"""Long code lists in schemas: written once, however many questions choose from them."""

import hashlib

from rathaus.engine.formular.model import Field, Formular
from rathaus.engine.formular.xml_names import xml_name

MOST_WITH_TITLES = 250
"""Entries of a choice that stand in the question itself, each with its title."""


def list_name(field: Field) -> str:
    """Return the name of the list that a question shares with others; empty for a short one.

    The name ends with eight digits of a hash of the codes: one code list may be used by other columns.
    """
    if len(field.options) <= MOST_WITH_TITLES:
        return ""
    digest = hashlib.sha256("\n".join(codes_of(field)).encode(errors="replace")).hexdigest()
    return f"{xml_name(field.codelist or field.element_id)}-{digest[:8]}"


def long_lists(formular: Formular) -> dict[str, tuple[str, ...]]:
    """Return the long lists of a form: name to codes, in the order of their first question."""
    found: dict[str, tuple[str, ...]] = {}
    for field in formular.fields.values():
        name = list_name(field)
        if name and name not in found:
            found[name] = codes_of(field)
    return found


def codes_of(field: Field) -> tuple[str, ...]:
    """Return every code of a choice once."""
    return tuple(dict.fromkeys(option.code for option in field.options))
