"""Four eyes: a second person of the body reads a draft, signs it or sends it back.

Only where the procedure demands it, and bound to the version that was read: whatever changes is read again.
"""

import difflib
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from rathaus.core.bescheid.errors import (
    CosignatureMissing,
    CosignerRefused,
    DraftChanged,
    NothingToCosign,
    ReturnReasonMissing,
)
from rathaus.core.bescheid.letter import Decision, build_document, decision_of, fassung_of
from rathaus.core.bescheid.models import Bescheid, Mitzeichnung
from rathaus.core.bescheid.rules import Outcome, State, needs_cosignature
from rathaus.core.datei.document_json import document_from_json, document_to_json
from rathaus.core.scope.actor import Actor
from rathaus.core.stelle.models import Mitgliedschaft, Stelle
from rathaus.core.vorgang.admission import clerk_id, lock_for_clerk, lock_to_work
from rathaus.core.vorgang.case import Case
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import clerk_names
from rathaus.engine.prozess.model import Prozess
from rathaus.values.document import Block, Document, Facts, Heading, ItemList, Paragraph

_ACTING = [Mitgliedschaft.Role.CLERK, Mitgliedschaft.Role.LEAD]


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A line of the letter: ``mark`` is ``+`` new, ``-`` gone, empty as before."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A draft as a second person reads it.

    Args:
        document: the letter.
        fassung: hash of what is shown; signing is bound to it.
        before: what that person said last about this draft; None when they read it for the first time.
        changes: the letter line by line against the one they read then; empty for a first reading.
    """

    document: Document
    fassung: str
    before: Mitzeichnung | None
    changes: tuple[ChangedLine, ...]


def is_cosigned(decision: Decision) -> bool:
    """Return whether the last word of a second person about a draft was to sign it, as it is now."""
    row = decision.bescheid
    last = row.mitzeichnungen.last() if row.pk else None
    if last is None or last.outcome != Outcome.SIGNED:
        return False
    _, fassung = _as_read(row, last.seen_on)
    return last.fingerprint == fassung


def wants_cosignature(decision: Decision) -> bool:
    """Return whether a draft waits for a second person: the procedure demands one, and nobody signed it as it is."""
    return needs_cosignature(decision.ergebnis, decision.bescheid.gebuehr_cent) and not is_cosigned(decision)


def refuse_without_cosignature(decision: Decision) -> None:
    """Let no Bescheid out that a second person must sign first.

    Raises:
        CosignatureMissing: nobody has signed this version.
    """
    if wants_cosignature(decision):
        raise CosignatureMissing(result=decision.ergebnis.key)


def lacks_second_person(prozess: Prozess, *, stelle: Stelle, on: date) -> bool:
    """Return whether a result of a procedure needs a second person and the body has only one who can act.

    Args:
        prozess: the procedure.
        stelle: the body, in its scope.
        on: local day.
    """
    if not any(each.mitzeichnung for each in prozess.ergebnisse):
        return False
    holds = Q(valid_to=None) | Q(valid_to__gt=on)
    acting = Mitgliedschaft.objects.filter(holds, stelle=stelle, role__in=_ACTING)
    return acting.values("konto_id").distinct().count() < 2


@transaction.atomic
def ask_for_cosignature(*, actor: Actor, bescheid: Bescheid, now: datetime) -> Bescheid:
    """Hand a draft to the colleagues of the body; it stands on their first page until one of them has read it.

    Args:
        actor: the clerk who works on the case.
        bescheid: the draft.
        now: aware instant.

    Raises:
        ActorRefused, ClaimedByColleague, VorgangEnded: not the clerk of an open case.
        NothingToCosign: it is no draft, or needs no second person.
    """
    case = lock_to_work(actor, _case_of(bescheid), now=now)
    row = _draft(case, bescheid)
    if not wants_cosignature(decision_of(row, timezone.localdate(now))):
        raise NothingToCosign
    if row.cosign_asked_at is None:
        row.cosign_asked_at = now
        row.save(update_fields=["cosign_asked_at"])
        case.record("bescheid.cosignature_asked", actor=actor, payload={"revision": row.revision})
    case.save()
    return row


@transaction.atomic
def cosign(*, actor: Actor, bescheid: Bescheid, fassung: str, now: datetime) -> Mitzeichnung:
    """Sign a draft as the second person.

    Args:
        actor: a clerk of the body who did not prepare it.
        bescheid: a draft that was handed over.
        fassung: hash of what was read.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body.
        CosignerRefused: who prepared it.
        NothingToCosign: it is no draft that waits.
        DraftChanged: it is another one than the one that was read.
    """
    return _say(actor, bescheid, Outcome.SIGNED, reason="", fassung=fassung, now=now)


@transaction.atomic
def send_back(*, actor: Actor, bescheid: Bescheid, fassung: str, reason: str, now: datetime) -> Mitzeichnung:
    """Send a draft back to who prepared it, with the reason.

    Args:
        actor: a clerk of the body who did not prepare it.
        bescheid: a draft that was handed over.
        fassung: hash of what was read.
        reason: what is to be changed.
        now: aware instant.

    Raises:
        ReturnReasonMissing: no reason.
        ActorRefused, CosignerRefused, NothingToCosign, DraftChanged: see :func:`cosign`.
    """
    if not reason.strip():
        raise ReturnReasonMissing
    return _say(actor, bescheid, Outcome.RETURNED, reason=reason.strip(), fassung=fassung, now=now)


def reading_of(bescheid: Bescheid, *, konto_id: int, on: date) -> Reading:
    """Return a draft as a second person reads it, with what changed since they said something about it.

    Args:
        bescheid: the draft.
        konto_id: the second person.
        on: local day.

    Raises:
        BescheidNotRenderable: a value that the text needs is missing.
    """
    document, fassung = _as_read(bescheid, on)
    before = bescheid.mitzeichnungen.filter(konto_id=konto_id).last()
    changes = _compare(document_from_json(before.document), document) if before is not None else ()
    return Reading(document, fassung, before, changes)


def drafts_to_cosign(stelle_ids: frozenset[int], *, konto_id: int) -> list[Bescheid]:
    """Return the drafts of a body that wait for a second person other than who prepared them, oldest first.

    Args:
        stelle_ids: the body and its predecessors.
        konto_id: who could sign.
    """
    rows = Bescheid.objects.filter(stelle_id__in=stelle_ids, cosign_asked_at__isnull=False, state=State.DRAFT)
    return list(
        rows.exclude(drafted_by_id=konto_id)
        .select_related("vorgang__leistung", "antrag", "stelle")
        .order_by("cosign_asked_at", "pk")[:100]
    )


def _say(  # who, about which draft, what, why, about which version, when
    actor: Actor, bescheid: Bescheid, outcome: Outcome, *, reason: str, fassung: str, now: datetime
) -> Mitzeichnung:
    case = lock_for_clerk(actor, _case_of(bescheid))
    row = _draft(case, bescheid)
    if row.cosign_asked_at is None:
        raise NothingToCosign
    if row.drafted_by_id == actor.konto_id:
        raise CosignerRefused
    on = timezone.localdate(now)
    document, current = _as_read(row, on)
    if fassung != current:
        raise DraftChanged(bescheid=row.public_id)
    said = Mitzeichnung.objects.create(
        bescheid=row, stelle_id=row.stelle_id, konto_id=clerk_id(actor), outcome=outcome, reason=reason,
        revision=row.revision, fingerprint=current, document=document_to_json(document), seen_on=on, at=now,
    )  # fmt: skip
    row.cosign_asked_at = None
    row.save(update_fields=["cosign_asked_at"])
    act = "bescheid.cosigned" if outcome is Outcome.SIGNED else "bescheid.sent_back"
    case.record(act, actor=actor, payload={"revision": row.revision})
    return said


def drafter_name(bescheid: Bescheid) -> str:
    """Return the name of who prepared a draft, as letters show it."""
    drafter = bescheid.drafted_by_id or 0
    return clerk_names([drafter]).get(drafter, "")


def _as_read(row: Bescheid, on: date) -> tuple[Document, str]:
    """Return a draft as its drafter would issue it on a day, and the hash of that; the seal is put later."""
    decision = decision_of(row, on)
    drafter = drafter_name(row)
    document = build_document(decision, clerk_name=drafter)
    return document, fassung_of(decision, document)


def _compare(before: Document, now: Document) -> tuple[ChangedLine, ...]:
    lines = difflib.ndiff(_lines(before), _lines(now))
    return tuple(ChangedLine(line[0].strip(), line[2:]) for line in lines if not line.startswith("?"))


def _lines(document: Document) -> list[str]:
    return [document.title, *(line for block in document.blocks for line in _lines_of(block))]


def _lines_of(block: Block) -> list[str]:
    match block:
        case Heading(_, text) | Paragraph(text):
            return text.splitlines()
        case ItemList(items):
            return list(items)
        case Facts(rows):
            return [": ".join(row) for row in rows]
        case _:
            return []


def _draft(case: Case, bescheid: Bescheid) -> Bescheid:
    row = Bescheid.objects.select_related("stelle").filter(pk=bescheid.pk, state=State.DRAFT).first()
    if row is None or row.vorgang_id != case.vorgang.pk:
        raise NothingToCosign
    row.vorgang, row.antrag = case.vorgang, case.antrag
    return row


def _case_of(bescheid: Bescheid) -> Vorgang:
    return Vorgang(pk=bescheid.vorgang_id, stelle_id=bescheid.stelle_id)
