"""One line of the table of errors: HTTP status, what happened, what to do next."""

from dataclasses import dataclass

from rathaus.values.text import Text


@dataclass(frozen=True, slots=True)
class ErrorText:
    """What a person reads when a rule of ours stops them.

    Args:
        status: HTTP status of the answer.
        what: one sentence that says what happened.
        remedy: one or two sentences that say what to do next.
    """

    status: int
    what: Text
    remedy: Text


def say(status: int, *, de: tuple[str, str], en: tuple[str, str]) -> ErrorText:
    """Return a line from pairs of what happened and what to do."""
    return ErrorText(status, Text(de[0], en[0]), Text(de[1], en[1]))
