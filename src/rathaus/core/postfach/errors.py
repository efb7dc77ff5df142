"""Errors of the Postfach."""

from rathaus.values.errors import RathausError


class NachrichtNotFound(RathausError):
    """There is no such message, or it belongs to somebody else."""

    code = "POS-001"


class NotAQuestion(RathausError):
    """Only a question of the office can be answered."""

    code = "POS-002"


class AlreadyAnswered(RathausError):
    """The question has an answer already."""

    code = "POS-003"


class AnswerEmpty(RathausError):
    """An answer needs a text."""

    code = "POS-004"


class FeedbackEmpty(RathausError):
    """A message about the portal needs a text."""

    code = "POS-005"


class MailNotSent(RathausError):
    """The mail server did not take a mail."""

    code = "POS-006"


class MailerMissing(RathausError):
    """No mail server is configured. Set RATHAUS_SMTP_HOST."""

    code = "POS-007"


class TooManyFiles(RathausError):
    """A message takes only a few files."""

    code = "POS-008"


class MessageEmpty(RathausError):
    """A message needs a text."""

    code = "POS-009"


class MessageTooLong(RathausError):
    """The text of a message is longer than a message may be."""

    code = "POS-010"
