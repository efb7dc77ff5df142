"""Whether the mail server is there and lets us in; for `rathaus doctor`. No mail is sent."""

import smtplib
import ssl

from rathaus.adapters.smtp.mailer import Security, SmtpMailer
from rathaus.values.findings import Finding
from rathaus.values.messages import error, warning
from rathaus.values.text import Text

MESSAGES = {
    "SMT-001": error(
        Text("Der Mailserver antwortet nicht.", "The mail server does not answer."),
        Text(
            "Prüfen Sie RATHAUS_SMTP_HOST und RATHAUS_SMTP_PORT. Bis dahin warten die Benachrichtigungen.",
            "Check RATHAUS_SMTP_HOST and RATHAUS_SMTP_PORT. Until then notices wait.",
        ),
    ),
    "SMT-002": error(
        Text("Der Mailserver lässt uns nicht hinein.", "The mail server does not let us in."),
        Text(
            "Prüfen Sie RATHAUS_SMTP_USER und RATHAUS_SMTP_PASSWORD.",
            "Check RATHAUS_SMTP_USER and RATHAUS_SMTP_PASSWORD.",
        ),
    ),
    "SMT-003": error(
        Text("Die Verbindung zum Mailserver ist nicht geschützt.", "The connection to the mail server is not safe."),
        Text(
            "Prüfen Sie das Zertifikat des Servers und RATHAUS_SMTP_SECURITY (starttls oder tls).",
            "Check the server's certificate and RATHAUS_SMTP_SECURITY (starttls or tls).",
        ),
    ),
    "SMT-004": warning(
        Text("Mails gehen ungeschützt zum Mailserver.", "Mails go to the mail server unprotected."),
        Text("Setzen Sie RATHAUS_SMTP_SECURITY auf starttls.", "Set RATHAUS_SMTP_SECURITY to starttls."),
    ),
}


def self_check(mailer: SmtpMailer) -> tuple[Finding, ...]:
    """Return what is wrong with the server; nothing when it answers, is protected and lets us in."""
    code = _fault(mailer)
    if code is None and mailer.security is Security.NONE:
        code = "SMT-004"
    return (MESSAGES[code].finding(code, f"{mailer.host}:{mailer.port}"),) if code else ()


def _fault(mailer: SmtpMailer) -> str | None:
    try:
        with mailer.connection() as server:
            server.noop()
    except smtplib.SMTPAuthenticationError:
        return "SMT-002"
    except (ssl.SSLError, smtplib.SMTPNotSupportedError):
        return "SMT-003"
    except (smtplib.SMTPException, OSError):
        return "SMT-001"
    return None
