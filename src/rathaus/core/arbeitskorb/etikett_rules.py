"""Pure decisions about the labels of a body."""

from enum import StrEnum

from rathaus.core.arbeitskorb.errors import EtikettRefused

MAX_NAME = 40
"""Characters of the name of a label."""

MOST_ETIKETTEN = 50
"""Labels of a body that are in use: as many as somebody finds in a list."""


class Colour(StrEnum):
    """The colours of labels: those of the badges of the design system. A label never says anything by colour alone."""

    BLUE = "blue"
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"


def etikett_name(typed: str) -> str:
    """Return the name of a label, on one line.

    Raises:
        EtikettRefused: it is empty or too long.
    """
    name = " ".join(typed.split())
    if not 0 < len(name) <= MAX_NAME:
        raise EtikettRefused(characters=len(name))
    return name


def colour_of(chosen: str) -> Colour:
    """Return the colour behind a choice.

    Raises:
        EtikettRefused: there is no such colour.
    """
    if chosen not in Colour:
        raise EtikettRefused(colour=chosen)
    return Colour(chosen)
