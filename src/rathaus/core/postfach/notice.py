"""Notices by e-mail: they say that something waits and where, and nothing else."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.conf import settings

from rathaus.core.konto.bearer import Bearer
from rathaus.core.konto.models import NoticeAddress
from rathaus.core.konto.notice import note_delivery, notice_address_of, scope_of, stop_token
from rathaus.core.postfach import texts
from rathaus.core.postfach.actions import note_notice
from rathaus.core.postfach.errors import MailNotSent
from rathaus.core.postfach.models import Nachricht
from rathaus.core.postfach.ports import Mail, configured_mailer
from rathaus.core.postfach.queries import awaits_notice
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import open_scope
from rathaus.values.text import Text

_log = structlog.get_logger()
_LETTERS, _STOP = "postfach/", "benachrichtigung/abbestellen/"
"""Addresses of the portal; a test of the portal holds that they lead somewhere."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What a mail says.

    Args:
        subject: one line.
        text: with the names of its facts in braces; ``link`` is filled in here.
        path: page of ours to which the link leads, without the language.
    """

    subject: Text
    text: Text
    path: str


LETTER = Wording(texts.NOTICE_SUBJECT, texts.NOTICE, _LETTERS)


def send_notice(*, bearer: Bearer, nachricht: uuid.UUID, is_last_try: bool, now: datetime) -> None:
    """Tell somebody by e-mail that a letter waits; called outside of a transaction, because a server may be slow.

    A letter that was opened meanwhile, and one that is announced already, is left alone. When the process ends between
    the mail and its note, the mail is sent twice: better than never.

    Args:
        bearer: whose letter it is.
        nachricht: public id of the letter.
        is_last_try: whether nobody tries again; the letter is then marked, so that the office sees it.
        now: aware instant.

    Raises:
        MailNotSent: it may be tried again.
    """
    with open_scope(scope_of(bearer)):
        row = Nachricht.objects.filter(public_id=nachricht).first()
        address = notice_address_of(bearer)
    if row is None or address is None or not awaits_notice(row):
        return
    was_sent = send_mail(address, LETTER, facts={}, bearer=bearer, is_last_try=is_last_try, now=now)
    with open_scope(scope_of(bearer)):
        note_notice(actor=SYSTEM_ACTOR, nachricht=row, was_sent=was_sent, now=now)


def send_mail(
    address: NoticeAddress,
    wording: Wording,
    *,
    facts: Mapping[str, object],
    bearer: Bearer,
    is_last_try: bool,
    now: datetime,
) -> bool:
    """Send one mail without content to an address; returns whether the server took it.

    Args:
        address: to whom, in which language.
        wording: what it says.
        facts: values for the names in braces: days and counts, never a name, a case or a text.
        bearer: whose address it is; the mail carries a link that forgets it.
        is_last_try: whether nobody tries again.
        now: aware instant.

    Raises:
        MailNotSent: it may be tried again.
    """
    try:
        configured_mailer().send(_mail(address, wording, facts))
    except MailNotSent as error:
        if not is_last_try and not error.facts["is_final"]:
            raise
        _log.warning("mail_not_sent", reason=error.facts["reason"])
        note_delivery(bearer, failed_at=now)
        return False
    note_delivery(bearer, failed_at=None)
    return True


def _mail(address: NoticeAddress, wording: Wording, facts: Mapping[str, object]) -> Mail:
    language = address.language
    stop_link = _page(_STOP + stop_token(address) + "/", language)
    body = wording.text.in_language(language).format(link=_page(wording.path, language), **facts)
    footer = texts.FOOTER.in_language(language).format(stop_link=stop_link)
    return Mail(address.email, wording.subject.in_language(language), body + footer, stop_link)


def _page(path: str, language: str) -> str:
    prefix = "en/" if language == "en" else ""
    return f"{settings.RATHAUS_BASE_URL.rstrip('/')}/{prefix}{path}"
