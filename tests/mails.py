"""A mail server of the suite's own: what is sent goes over a socket and is kept."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from pytest_django import Settings

from rathaus.adapters.smtp.catcher import Catcher
from rathaus.adapters.smtp.mailer import Security, SmtpMailer


@dataclass(frozen=True)
class MailServer:
    """The running server."""

    catcher: Catcher

    @property
    def mailer(self) -> SmtpMailer:
        """A mailer that speaks to it."""
        host, port = self.catcher.server_address[:2]
        return SmtpMailer(str(host), int(port), "Rathaus <rathaus@example.org>", Security.NONE, timeout_s=5)

    @property
    def mails(self) -> list[EmailMessage]:
        """What it took, the oldest first."""
        files = sorted(self.catcher.folder.glob("*.eml"))
        return [message_from_bytes(path.read_bytes(), policy=default) for path in files]

    def refuse(self, answer: str) -> None:
        """Answer every recipient so from now on; an empty answer takes them again."""
        self.catcher.refusal = answer


@pytest.fixture
def mail_server(tmp_path: Path, settings: Settings) -> Iterator[MailServer]:
    """Run the server and let the town hall send through it."""
    with Catcher(tmp_path / "mails") as catcher:
        thread = threading.Thread(target=catcher.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        server = MailServer(catcher)
        settings.RATHAUS_MAILER = "rathaus.adapters.smtp.mailer.from_settings"
        settings.RATHAUS_SMTP_HOST, settings.RATHAUS_SMTP_PORT = catcher.server_address[:2]
        settings.RATHAUS_SMTP_SECURITY, settings.RATHAUS_SMTP_TIMEOUT_S = "none", 5
        settings.RATHAUS_MAIL_DIR = catcher.folder
        settings.RATHAUS_BASE_URL = "https://rathaus.example.org"
        try:
            yield server
        finally:
            catcher.shutdown()
            thread.join()
