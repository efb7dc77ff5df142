"""A table of checks: each is a number or code and one small function that says whether its subject breaks it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rathaus.engine.quality.grades import Grade, Meldung, Wording
from rathaus.engine.quality.messages_1001 import MESSAGES as FIRST
from rathaus.engine.quality.messages_1070 import MESSAGES as SECOND
from rathaus.values.findings import Severity
from rathaus.values.messages import Message

#: number of the catalogue → what it says
MESSAGES = {**FIRST, **SECOND}

#: Whether a check is broken; a text that is not empty says so too and names the facts, such as ids.
type Verdict = bool | str

_GRADES = {Severity.WARNING: Grade.WARNUNG, Severity.HINT: Grade.HINWEIS}


@dataclass(frozen=True, slots=True)
class Check[S]:
    """One check of a subject ``S``."""

    code: str
    wording: Wording
    breaks: Callable[[S], Verdict]


class Checks[S]:
    """The checks of one kind of subject, in the order in which they were written."""

    def __init__(self) -> None:
        self.all: list[Check[S]] = []

    def official(self, number: int) -> Callable[[Callable[[S], Verdict]], Callable[[S], Verdict]]:
        """Take a function as the check of that number of the catalogue."""
        return self._taking(f"FIM-{number}", MESSAGES[number])

    def ours(self, code: str, message: Message) -> Callable[[Callable[[S], Verdict]], Callable[[S], Verdict]]:
        """Take a function as a lint of ours.

        Args:
            code: ``QUA-…``.
            message: a warning or a hint.
        """
        return self._taking(code, Wording(_GRADES[message.severity], message.what, message.remedy))

    def _taking(self, code: str, wording: Wording) -> Callable[[Callable[[S], Verdict]], Callable[[S], Verdict]]:
        def take(breaks: Callable[[S], Verdict]) -> Callable[[S], Verdict]:
            self.all.append(Check(code, wording, breaks))
            return breaks

        return take

    def apply(self, subject: S, where: str) -> Iterator[Meldung]:
        """Yield what the checks say about a subject at a place."""
        for check in self.all:
            verdict = check.breaks(subject)
            if verdict:
                detail = verdict if isinstance(verdict, str) else ""
                yield check.wording.meldung(check.code, where, detail=detail)
