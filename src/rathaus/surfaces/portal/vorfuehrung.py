"""What only a demonstration has: the mails that it keeps instead of sending them."""

from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpResponse

from rathaus.surfaces.portal.frame import show_private
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience

_MOST_LISTED = 50


@dataclass(frozen=True, slots=True)
class CaughtMail:
    """One mail as its reader would see it."""

    recipient: str
    subject: str
    sent: str
    text: str


@audience(Audience.EVERYBODY)
def mails(request: ScopedRequest) -> HttpResponse:
    """List the mails that the demonstration would have sent, the newest first."""
    if not settings.RATHAUS_DEMO:
        raise Http404
    files = sorted(settings.RATHAUS_MAIL_DIR.glob("*.eml"), reverse=True)[:_MOST_LISTED]
    return show_private(request, "portal/vorfuehrung_mails.html", {"mails": [_read(path) for path in files]})


def _read(path: Path) -> CaughtMail:
    mail = message_from_bytes(path.read_bytes(), policy=default)
    body = mail.get_body(("plain",))
    text = body.get_content() if body is not None else ""
    return CaughtMail(str(mail["To"]), str(mail["Subject"]), str(mail["Date"]), str(text))
