"""Errors of decisions about rules."""

from rathaus.values.errors import RathausError


class ReasonMissing(RathausError):
    """Whoever rejects a rule or writes it in other words says why."""

    code = "RGE-001"


class WordingNotUnderstood(RathausError):
    """The words are not understood from beginning to end, so nobody could say what they would do."""

    code = "RGE-002"


class NothingToConfirm(RathausError):
    """Nothing of the rule was understood. Write it in other words, or reject it."""

    code = "RGE-003"


class RuleDecidedMeanwhile(RathausError):
    """Somebody else decided about the rule since the page was opened."""

    code = "RGE-004"


class DecisionTooLong(RathausError):
    """A reason or a wording is longer than we keep."""

    code = "RGE-005"


class RuleNotFound(RathausError):
    """The version has no such rule, or its package brings the rules in machine form and asks for no decision."""

    code = "RGE-006"


class ReadingChanged(RathausError):
    """The rule is read in another way than the page showed. Look at the reading and decide again."""

    code = "RGE-007"


class RuleBreaksForm(RathausError):
    """As it is read the rule names a value or an element with which the form cannot be compiled."""

    code = "RGE-008"
