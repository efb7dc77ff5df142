"""A waiting case is taken up again: what that means for its hearing, its tasks and the Antrag."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from rathaus.core.antrag.actions import set_status
from rathaus.core.antrag.rules import Status
from rathaus.core.datei.rules import UploadTerms
from rathaus.core.scope.actor import Actor
from rathaus.core.vorgang.case import Case
from rathaus.core.vorgang.rules import HearingState, PauseReason
from rathaus.engine.formular.checks import DEFAULT_MAX_SIZE, DEFAULT_MEDIA_TYPES, PHOTO_MEDIA_TYPES
from rathaus.engine.prozess.model import AufgabeKind


def take_up(case: Case, heard: HearingState, *, actor: Actor, now: datetime) -> None:
    """Let a locked case wait no longer; its task of asking or hearing is done.

    A clerk who goes on without an answer has not completed the Antrag: then the task of completing stays open.

    Args:
        case: the locked case; one that does not wait is left alone.
        heard: how an open hearing ends.
        actor: who takes it up.
        now: aware instant.
    """
    reason = case.waits_for
    case.end_hearing(heard, now=now)
    case.stop_waiting(now=now)
    if reason is PauseReason.HEARING:
        case.complete_kind(AufgabeKind.ANHOEREN, actor=actor, now=now)
    elif heard is HearingState.HEARD:
        case.complete_kind(AufgabeKind.VERVOLLSTAENDIGEN, actor=actor, now=now)
    case.skip(now=now)
    case.schedule(timezone.localdate(now))
    set_status(actor=actor, antrag=case.antrag, status=Status.IN_PROGRESS, now=now)


def message_terms() -> UploadTerms:
    """Return which files a person may add to a message."""
    return UploadTerms(
        allowed=(*DEFAULT_MEDIA_TYPES, *PHOTO_MEDIA_TYPES),
        max_size=min(DEFAULT_MAX_SIZE, settings.RATHAUS_UPLOAD_LIMIT_BYTES),
    )
