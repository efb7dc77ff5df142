"""Every read of letters and of feedback."""

import uuid
from collections.abc import Collection, Sequence
from datetime import date

from django.db import connection
from django.db.models import OuterRef, Q, QuerySet, Subquery

from rathaus.core.konto.bearer import Bearer
from rathaus.core.postfach.errors import NachrichtNotFound
from rathaus.core.postfach.models import Nachricht, Rueckmeldung
from rathaus.core.postfach.rules import Direction, Kind, missed_retrieval
from rathaus.recht.regime import Regime


def message_by_public_id(public_id: uuid.UUID) -> Nachricht:
    """Return one letter with its file and body.

    Raises:
        NachrichtNotFound: unknown, or outside the open scope.
    """
    nachricht = Nachricht.objects.select_related("stelle", "datei").filter(public_id=public_id).first()
    if nachricht is None:
        raise NachrichtNotFound
    return nachricht


def messages_of(antrag_id: uuid.UUID) -> QuerySet[Nachricht]:
    """Return the letters about one Antrag, oldest first, as far as the open scope sees them."""
    return Nachricht.objects.select_related("stelle", "datei").filter(antrag_id=antrag_id)


def letters_with_files(antrag_id: uuid.UUID) -> QuerySet[Nachricht]:
    """Return the letters about one Antrag like :func:`messages_of`, with the files of messages."""
    return messages_of(antrag_id).prefetch_related("anlagen__datei")


def letters_of(bearers: Sequence[Bearer]) -> QuerySet[Nachricht]:
    """Return the letters to the persons behind a request, newest first."""
    konten = [bearer.konto_id for bearer in bearers if bearer.konto_id is not None]
    hashes = [bearer.secret_hash for bearer in bearers if bearer.secret_hash]
    letters = Nachricht.objects.select_related("stelle", "datei").filter(direction=Direction.TO_CITIZEN)
    return letters.filter(Q(konto__in=konten) | Q(secret_hash__in=hashes)).order_by("-provided_at", "-id")


def awaits_notice(nachricht: Nachricht) -> bool:
    """Return whether somebody is still to be told of a letter: it is sealed, and nobody was told or given up on."""
    marks = (nachricht.notified_at, nachricht.notice_failed_at, nachricht.retrieved_at)
    return nachricht.direction == Direction.TO_CITIZEN and all(mark is None for mark in marks)


_UNREAD = """
SELECT count(*) FROM postfach_nachricht
WHERE direction = 'to_citizen' AND retrieved_at IS NULL AND (konto_id = ANY(%s) OR secret_hash = ANY(%s))
"""


def count_unread(bearers: Sequence[Bearer]) -> int:
    """Return how many letters to the persons behind a request nobody has opened; asked on every private page."""
    konten = [bearer.konto_id for bearer in bearers if bearer.konto_id is not None]
    hashes = [bearer.secret_hash for bearer in bearers if bearer.secret_hash]
    with connection.cursor() as cursor:
        cursor.execute(_UNREAD, [konten, hashes])
        return int(cursor.fetchone()[0])


def feedback_of(*stelle_ids: int) -> QuerySet[Rueckmeldung]:
    """Return what was told to a body, and to its predecessors where they are named, newest first; needs its scope."""
    return Rueckmeldung.objects.filter(stelle_id__in=stelle_ids)


def missed_decisions(stelle_ids: Collection[int], *, today: date, regime: Regime) -> list[uuid.UUID]:
    """Return the public ids of the Antraege whose Bescheid nobody opened in time, so that it is not announced.

    Of a Bescheid that was provided again, the last letter counts.

    Args:
        stelle_ids: the body and its predecessors.
        today: local date Europe/Berlin.
        regime: the law of the Land.
    """
    letters = Nachricht.objects.filter(stelle_id__in=list(stelle_ids), kind=Kind.BESCHEID)
    last = letters.filter(antrag_id=OuterRef("antrag_id")).order_by("-provided_at", "-pk").values("pk")[:1]
    open_letters = letters.filter(announced_on=None, notified_at__isnull=False, pk=Subquery(last))
    rows = open_letters.values_list("antrag_id", "notified_at")
    return [antrag for antrag, at in rows if missed_retrieval(at, today=today, regime=regime) is not None]
