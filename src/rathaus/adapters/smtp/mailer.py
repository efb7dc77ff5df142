"""Hand a mail to an SMTP server: STARTTLS or TLS, a certificate that is checked, and an end to every wait.

Source: RFC 5321 (SMTP), RFC 5891 (domains with umlauts), RFC 3207 (STARTTLS), RFC 8314 (TLS from the first byte),
RFC 3834 section 5 (``Auto-Submitted``), RFC 2369 (``List-Unsubscribe``).
"""

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid, parseaddr
from enum import StrEnum
from unicodedata import normalize

from django.conf import settings

from rathaus.core.postfach.errors import MailNotSent
from rathaus.core.postfach.ports import Mail

_FIRST_FINAL = 500
"""Answers from here on say that trying again is of no use."""
_DOMAIN = re.compile(r"(?<=@)[^\s@<>]+")


class Security(StrEnum):
    """How the connection is protected."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SmtpMailer:
    """A Mailer that speaks to one server.

    Args:
        host: name or address of the server.
        port: TCP port.
        sender: address in ``From``, with or without a name: ``Rathaus <post@example.org>``.
        security: protection of the connection.
        user: login; empty for a server that asks for none.
        password: its password.
        timeout_s: longest wait in seconds for the connection and for each answer.
    """

    host: str
    port: int
    sender: str
    security: Security = Security.STARTTLS
    user: str = ""
    password: str = ""
    timeout_s: float = 30.0

    def send(self, mail: Mail) -> None:
        """Hand over one mail.

        Raises:
            MailNotSent: with the class of the reason, never with an address or an answer of the server, which may
                repeat one.
        """
        message = message_of(mail, sender=self.sender)
        try:
            with self.connection() as server:
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            (code, _) = next(iter(error.recipients.values()))
            raise MailNotSent(reason=f"recipient_{code}", is_final=code >= _FIRST_FINAL) from None
        except smtplib.SMTPAuthenticationError as error:
            raise MailNotSent(reason=f"sign_in_{error.smtp_code}", is_final=False) from None
        except smtplib.SMTPNotSupportedError as error:
            is_final = not str(message["To"]).isascii()  # nobody but the recipient can put that right
            raise MailNotSent(reason=type(error).__name__, is_final=is_final) from None
        except smtplib.SMTPDataError as error:
            raise MailNotSent(reason=f"data_{error.smtp_code}", is_final=error.smtp_code >= _FIRST_FINAL) from None
        except (smtplib.SMTPException, OSError) as error:
            raise MailNotSent(reason=type(error).__name__, is_final=False) from None

    @contextmanager
    def connection(self) -> Iterator[smtplib.SMTP]:
        """Return a connection that is protected and signed in.

        Raises:
            OSError: no connection, no answer in time, or a certificate that is not valid for the host.
            smtplib.SMTPException: the server refuses protection or login.
        """
        context = ssl.create_default_context()
        server: smtplib.SMTP
        if self.security is Security.TLS:
            server = smtplib.SMTP_SSL(self.host, self.port, timeout=self.timeout_s, context=context)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=self.timeout_s)
        with server:
            if self.security is Security.STARTTLS:
                server.starttls(context=context)
            if self.user:
                server.login(self.user, self.password)
            yield server


def message_of(mail: Mail, *, sender: str) -> EmailMessage:
    """Return the mail as a message: plain text, and marked so that no machine answers it."""
    message, sender = EmailMessage(policy=SMTP), _with_ascii_domain(sender)
    message["From"] = sender
    message["To"] = _with_ascii_domain(mail.recipient)
    message["Subject"] = mail.subject
    message["Date"] = formatdate(usegmt=True)
    message["Message-ID"] = make_msgid(domain=parseaddr(sender)[1].partition("@")[2] or None)
    message["Auto-Submitted"] = "auto-generated"
    if mail.stop_link:
        message["List-Unsubscribe"] = f"<{mail.stop_link}>"
    message.set_content(mail.body)
    return message


def _with_ascii_domain(address: str) -> str:
    """Return an address whose domain is spelt as every mail server knows it: ``@müller.de`` as ``@xn--mller-kva.de``.

    Source: RFC 5891 section 4.4; unlike Python's own codec it keeps ``ß``, which is another domain than ``ss``.
    """
    return _DOMAIN.sub(lambda found: ".".join(map(_ascii_label, found[0].split("."))), address)


def _ascii_label(label: str) -> str:
    if label.isascii():
        return label
    return "xn--" + normalize("NFC", label.lower()).encode("punycode").decode("ascii")


def from_settings() -> SmtpMailer:
    """Return the mailer of the settings ``RATHAUS_SMTP_…``."""
    return SmtpMailer(
        host=settings.RATHAUS_SMTP_HOST,
        port=settings.RATHAUS_SMTP_PORT,
        sender=settings.RATHAUS_SMTP_SENDER,
        security=Security(settings.RATHAUS_SMTP_SECURITY),
        user=settings.RATHAUS_SMTP_USER,
        password=settings.RATHAUS_SMTP_PASSWORD,
        timeout_s=settings.RATHAUS_SMTP_TIMEOUT_S,
    )
