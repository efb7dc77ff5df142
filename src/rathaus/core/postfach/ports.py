"""What the room wants from outside: somebody who hands over e-mails."""

from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from rathaus.core.postfach.errors import MailerMissing


@dataclass(frozen=True, slots=True)
class Mail:
    """One e-mail without content: it only says that something waits.

    Args:
        recipient: e-mail address.
        subject: one line.
        body: plain text, lines separated by a line feed.
        stop_link: address of the page that ends such mails; empty where there is none.
    """

    recipient: str
    subject: str
    body: str
    stop_link: str = ""


class Mailer(Protocol):
    """Hands mails to a server of ours."""

    def send(self, mail: Mail) -> None:
        """Hand over one mail.

        Raises:
            MailNotSent: the server did not take it; the fact ``is_final`` says that it never will.
        """


def sends_mails() -> bool:
    """Return whether this installation has a server for mails, so that pages may offer notices."""
    return bool(settings.RATHAUS_MAILER)


def configured_mailer() -> Mailer:
    """Return the mailer that ``RATHAUS_MAILER`` names (dotted path of a function that makes one).

    Raises:
        MailerMissing: none is configured.
    """
    if not settings.RATHAUS_MAILER:
        raise MailerMissing
    mailer: Mailer = import_string(settings.RATHAUS_MAILER)()
    return mailer
