"""The letters of paper as one file for the printer: each begins on a sheet of its own and fits a window envelope."""

import io
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from operator import attrgetter

import pikepdf
from django.db import transaction

from rathaus.core.bescheid.models import Nachweis
from rathaus.core.datei.document_json import document_from_json
from rathaus.core.datei.pdf import render_pdf
from rathaus.core.datei.queries import content_of
from rathaus.core.protokoll.actions import Subject, record
from rathaus.core.scope.actor import Actor, Role, writes_for
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import current_scope
from rathaus.core.zustellung.errors import NothingToPrint
from rathaus.core.zustellung.models import Postsendung
from rathaus.core.zustellung.rules import PostState


@transaction.atomic
def print_letters(*, actor: Actor, postings: Collection[Postsendung], now: datetime) -> bytes:
    """Return letters as one PDF for the printer, in the order of the queue; each can be printed again.

    The file is for paper and sealed by nobody: what carries the seal lies in the Postfach and in the case.

    Args:
        actor: a clerk of the body.
        postings: letters that are in the queue or posted.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body.
        NothingToPrint: none of them is in the queue or posted, or another Bescheid took the place of each.
    """
    ids = [each.pk for each in postings]
    rows = Postsendung.objects.select_for_update(of=("self",)).filter(
        pk__in=ids, state__in=[PostState.QUEUED, PostState.POSTED], bescheid__replaced_at=None
    )
    in_order = rows.order_by("bescheid__vorgang_id", "pk")  # in which everybody locks several letters
    chosen = list(in_order.select_related("bescheid__datei", "bescheid__antrag"))
    if not chosen:
        raise NothingToPrint
    stellen = current_scope().stellen
    for row in chosen:
        if actor.role is not Role.CLERK or not writes_for(actor, stelle_id=row.stelle_id, stellen=stellen):
            raise ActorRefused(role=actor.role.value)
        is_again = row.printed_at is not None
        row.printed_at = row.printed_at or now
        row.save(update_fields=["printed_at"])
        subject = Subject.of_antrag(row.bescheid.antrag.public_id, stelle_id=row.stelle_id)
        payload: dict[str, object] = {"bescheid": str(row.bescheid.public_id), "again": is_again}
        record(subject=subject, act="zustellung.printed", actor=actor, payload=payload)
    return _joined(
        sheets for row in sorted(chosen, key=attrgetter("queued_at", "pk")) for sheets in _sheets_of(row, now)
    )


def _sheets_of(row: Postsendung, now: datetime) -> list[bytes]:
    """Return the letter and the certificate that goes with it.

    The letter is the issued file itself; only where the address is another one it is set anew with that address.
    """
    bescheid = row.bescheid
    document = document_from_json(bescheid.document or {})
    if list(document.letterhead.recipient_lines) == row.address and bescheid.datei is not None:
        letter = content_of(bescheid.datei)
    else:
        head = replace(document.letterhead, recipient_lines=tuple(row.address))
        letter = render_pdf(replace(document, letterhead=head), created_at=bescheid.issued_at or now)
    certificates = Nachweis.objects.filter(bescheid_id=bescheid.pk).select_related("datei")
    return [letter, *(content_of(each.datei) for each in certificates)]


def _joined(files: Iterable[bytes]) -> bytes:
    """Return files as one; a blank page lets each begin on a front side when both sides are printed."""
    whole, target = pikepdf.new(), io.BytesIO()
    for content in files:
        with pikepdf.open(io.BytesIO(content)) as opened:
            whole.pages.extend(opened.pages)
            if len(opened.pages) % 2:
                whole.add_blank_page(page_size=(595.28, 841.89))
    whole.save(target, deterministic_id=True)
    return target.getvalue()
