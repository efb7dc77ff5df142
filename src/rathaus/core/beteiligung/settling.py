"""How a request is settled, whoever answers it and by which road: written, its task ended, nobody left waiting."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.conf import settings

from rathaus.core.beteiligung.errors import OpinionGiven, RequestEnded, RequestNotFound
from rathaus.core.beteiligung.models import Beteiligung, OpinionLink, Stellungnahme
from rathaus.core.beteiligung.requests import Answer
from rathaus.core.datei.actions import delete_copies, store_received
from rathaus.core.datei.models import Datei
from rathaus.core.datei.rules import UploadTerms
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor
from rathaus.core.scope.session import widen_scope
from rathaus.core.vorgang.case import Case
from rathaus.core.vorgang.rules import State
from rathaus.engine.formular.checks import DEFAULT_MAX_SIZE
from rathaus.engine.prozess.progress import ERLEDIGT


def lock_request(public_id: uuid.UUID) -> Beteiligung:
    """Lock a request of the open scope until the end of the transaction.

    Raises:
        RequestNotFound: there is none.
    """
    row = Beteiligung.objects.select_for_update().filter(public_id=public_id).first()
    if row is None:
        raise RequestNotFound
    return row


def refuse_settled(row: Beteiligung | Stellungnahme) -> None:
    """Refuse a request for whose answer nobody waits.

    Raises:
        OpinionGiven: it was answered.
        RequestEnded: the case goes on without it.
    """
    if row.answered_at is not None:
        raise OpinionGiven(request=row.public_id)
    if row.ended_at is not None:
        raise RequestEnded(request=row.public_id)


def keep_files(answer: Answer, *, actor: Actor, stelle_id: int) -> list[Datei]:
    """Check and keep the files of an answer for a body."""
    terms = UploadTerms(allowed=(), max_size=min(DEFAULT_MAX_SIZE, settings.RATHAUS_UPLOAD_LIMIT_BYTES))
    return [
        store_received(actor=actor, stelle_id=stelle_id, name=name, content=content, terms=terms)
        for name, content in answer.files
    ]


def write_answer[Row: (Beteiligung, Stellungnahme)](
    row: Row, answer: Answer, *, files: Iterable[Datei], now: datetime
) -> Row:
    """Write an answer into a row that is not saved yet; return it."""
    row.answered_at, row.opinion, row.text = now, answer.kind.value, answer.text.strip()
    row.files = [str(each.public_id) for each in files]
    return row


def settle(
    case: Case, request: Beteiligung, *, answer: Answer, files: Iterable[Datei], actor: Actor, now: datetime
) -> None:
    """Write an answer into its request, end its links, and go on with the case where nobody else is waited for."""
    write_answer(request, answer, files=files, now=now).save()
    end_links([request.pk], now=now)
    case.record("vorgang.opinion_received", actor=actor, payload={**facts_of(request), "opinion": request.opinion})
    complete_task(case, request.task, now=now)


def complete_task(case: Case, key: str, *, now: datetime) -> None:
    """End the task that asked when nobody is waited for any more; and bring the case back before the clerk."""
    open_rows = Beteiligung.objects.filter(vorgang_id=case.vorgang.pk, task=key, answered_at=None, ended_at=None)
    is_open = any(each.key == key for each in case.open_tasks)
    if key and is_open and not case.vorgang.is_ended and not case.vorgang.is_withdrawn and not open_rows.exists():
        case.complete(key, ERLEDIGT, actor=SYSTEM_ACTOR, now=now)
        case.record("vorgang.task_completed", actor=SYSTEM_ACTOR, payload={"key": key, "outcome": ERLEDIGT})
    if case.vorgang.state != State.CLOSED:
        case.vorgang.answered_at = now
    case.save()


def end_at_asked(rows: Sequence[Beteiligung], *, now: datetime) -> None:
    """Tell those who were asked that nobody waits any more; the question alone stays, no extract and no copies."""
    end_links([row.pk for row in rows], now=now)
    asked = {row.public_id: row.asked_id for row in rows if row.asked_id is not None}
    if not asked:
        return
    with widen_scope(stellen=frozenset(asked.values())):
        waiting = Stellungnahme.objects.filter(public_id__in=asked, answered_at=None)
        copies = [name for documents in waiting.values_list("documents", flat=True) for name in documents]
        waiting.update(ended_at=now, extract=[], documents=[])
        delete_copies(actor=SYSTEM_ACTOR, public_ids=copies)


def end_links(request_ids: Iterable[int], *, now: datetime) -> int:
    """End the open links of requests and leave them the question alone, in the caller's transaction; return how many.

    Args:
        request_ids: ids of requests.
        now: aware instant.
    """
    rows = OpinionLink.objects.filter(request_id__in=list(request_ids), ended_at=None)
    return rows.update(ended_at=now, extract=[], documents=[])


def facts_of(row: Beteiligung) -> dict[str, object]:
    """Return what the history says of a request."""
    return {"request": str(row.public_id), "party": row.name}
