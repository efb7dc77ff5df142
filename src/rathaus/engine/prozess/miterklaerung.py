"""Who else must declare something besides the applicant, and when.

Source: the notation is ours and defined in ``docs/reference/ablauf.md``, section ``[[miterklaerung]]``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rathaus.engine.prozess.expression import Expression, Fact, holds
from rathaus.values.text import Text


@dataclass(frozen=True, slots=True)
class MiterklaerungRule:
    """One declaration of a second person.

    Args:
        key: unique in the file.
        wer: who declares, as part of a sentence, such as "the keeper of the vehicle".
        erklaerung: the sentence that is declared.
        norm: citation, with its doubts in words.
        pflicht: whether nothing is granted without it.
        wenn: it is asked for only where this holds over the answers; None when always.
    """

    key: str
    wer: Text
    erklaerung: Text
    norm: str
    pflicht: bool
    wenn: Expression | None = None


def asked_for(rules: Iterable[MiterklaerungRule], answers: Mapping[str, Fact]) -> tuple[MiterklaerungRule, ...]:
    """Return the declarations that these answers ask for, in the order of the file.

    Args:
        rules: those of the procedure.
        answers: path key → value, as they count.
    """
    return tuple(rule for rule in rules if rule.wenn is None or holds(rule.wenn, answers))
