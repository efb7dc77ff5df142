"""Jobs of the Postfach: they carry ids and open the scope of the person themselves."""

import uuid

from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from rathaus.core.konto.bearer import Bearer
from rathaus.core.postfach.actions import SEND_NOTICE
from rathaus.core.postfach.errors import MailNotSent
from rathaus.core.postfach.notice import send_notice

NOTICE_RETRY = RetryStrategy(max_attempts=6, exponential_wait=6, retry_exceptions={MailNotSent})
"""After 6 seconds, 36 seconds, 4 and 22 minutes, 2 and 13 hours; then the office sees that nobody was told."""


@app.task(name=SEND_NOTICE, retry=NOTICE_RETRY, pass_context=True)
def send_notice_of(context: JobContext, *, nachricht: str, konto_id: int | None, secret_hash: str) -> None:
    """Tell somebody by e-mail that a letter waits; tried again with growing pauses."""
    send_notice(
        bearer=Bearer(konto_id, secret_hash),
        nachricht=uuid.UUID(nachricht),
        is_last_try=is_last_try(context),
        now=timezone.now(),
    )


def is_last_try(context: JobContext) -> bool:
    """Return whether a mail is not tried again after this run."""
    return context.job.attempts >= (NOTICE_RETRY.max_attempts or 0)
