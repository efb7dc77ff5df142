"""What findings say: a table from code to severity and sentences, filled in with the facts of the case."""

from collections.abc import Mapping
from typing import NamedTuple

from rathaus.values.findings import Finding, Severity
from rathaus.values.text import Text

_MAX_FACT_LENGTH = 300
"""Characters: a fact that is no text of ours may come from a hostile file."""


class Message(NamedTuple):
    """What a code says.

    Args:
        severity: how much its findings weigh.
        what: what is wrong; names in braces are facts of the finding.
        remedy: what to do, with facts in braces too.
    """

    severity: Severity
    what: Text
    remedy: Text

    def finding(self, code: str, where: str, /, **facts: object) -> Finding:
        """Return a finding that says it.

        Args:
            code: the code under which the message stands in its table.
            where: place in the data; see :class:`~rathaus.values.findings.Finding`.
            facts: values for the names in braces; a ``Text`` gives each language its own, other long ones are cut.
        """
        return Finding(code, self.severity, where, fill(self.what, facts), fill(self.remedy, facts))


def error(what: Text, remedy: Text) -> Message:
    """Return the message of a code that blocks the next step."""
    return Message(Severity.ERROR, what, remedy)


def warning(what: Text, remedy: Text) -> Message:
    """Return the message of a code that somebody should look at."""
    return Message(Severity.WARNING, what, remedy)


def hint(what: Text, remedy: Text) -> Message:
    """Return the message of a code that is good to know."""
    return Message(Severity.HINT, what, remedy)


def fill(text: Text, facts: Mapping[str, object]) -> Text:
    """Return a text with its facts; see :meth:`Message.finding`."""
    german, english = ({name: _speak(fact, language) for name, fact in facts.items()} for language in ("de", "en"))
    return Text(text.de.format_map(german).strip(), text.en.format_map(english).strip())


def _speak(fact: object, language: str) -> str:
    return fact.in_language(language) if isinstance(fact, Text) else str(fact)[:_MAX_FACT_LENGTH]


class FindingSink:
    """Collects findings up to a limit, so that a hostile file cannot fill the memory with them.

    Args:
        messages: the table of the package that finds.
        limit: findings that are kept.
        beyond: code of the hint that stands for all others; its fact is ``limit``.
    """

    def __init__(self, messages: Mapping[str, Message], *, limit: int, beyond: str) -> None:
        self._messages, self._limit, self._beyond = messages, limit, beyond
        self._findings: list[Finding] = []

    def add(self, code: str, where: str, /, **facts: object) -> None:
        """Add a finding; above the limit one hint stands for all others."""
        if len(self._findings) < self._limit:
            self._findings.append(self._messages[code].finding(code, where, **facts))
        elif len(self._findings) == self._limit:
            self._findings.append(self._messages[self._beyond].finding(self._beyond, where, limit=self._limit))

    def as_tuple(self) -> tuple[Finding, ...]:
        """Return what was collected, in order."""
        return tuple(self._findings)
