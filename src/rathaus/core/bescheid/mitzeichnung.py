"""Four eyes: a second person of the body reads a draft, signs it or sends it back.

Only where the procedure demands it, and bound to the letter that goes out: what would read otherwise on the day of its
issue, because of another law, court, body or day in its text, is read and signed again. The day in the letterhead alone
does not count, see :func:`fingerprint_of`.
"""

import difflib
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from rathaus.core.bescheid.aenderung import lock_for_change
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
from rathaus.core.bescheid.siegel import seal_or_fault
from rathaus.core.bescheid.texts import ON_BEHALF, WRITTEN_BY
from rathaus.core.datei.document_json import document_from_json, document_to_json
from rathaus.core.scope.actor import Actor
from rathaus.core.stelle.models import Mitgliedschaft, Stelle
from rathaus.core.vorgang.admission import clerk_id, lock_for_clerk, lock_to_work
from rathaus.core.vorgang.case import Case
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import clerk_names
from rathaus.engine.prozess.model import Prozess
from rathaus.recht.dates import letter_date
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


def fingerprint_of(decision: Decision, document: Document) -> str:
    """Return the hash to which a second person is bound: the whole letter but for its day and the name under it.

    The day in the letterhead says when the letter is issued and nothing more: whoever signs does not fix it, and no
    period runs from it, for they run from the announcement. It is blanked only where it is the day of issue; in the
    text it counts. The name says which colleague issues it, who may change until then.

    Args:
        decision: what is decided.
        document: the letter as it would be issued.
    """
    head = document.letterhead
    if head is not None:
        rows = tuple(row for row in head.reference_rows if row[0] != WRITTEN_BY.de)
        place = head.place_and_date.removesuffix(letter_date(decision.on))
        head = replace(head, place_and_date=place, reference_rows=rows)
    blocks = tuple(block for block in document.blocks if not _is_name(block))
    return fassung_of(decision, replace(document, letterhead=head, blocks=blocks))


def _is_name(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.text.startswith(f"{ON_BEHALF.de}\n")


def wants_cosignature(decision: Decision, document: Document) -> bool:
    """Return whether a letter waits for a second person: the procedure demands one, and nobody signed exactly it.

    Args:
        decision: what is decided.
        document: the letter as it would be issued.
    """
    row = decision.bescheid
    if not needs_cosignature(decision.ergebnis, row.gebuehr_cent):
        return False
    last = row.mitzeichnungen.last()
    if last is None or last.outcome != Outcome.SIGNED:
        return True
    return last.fingerprint != fingerprint_of(decision, document)


def refuse_without_cosignature(decision: Decision, document: Document) -> None:
    """Let no Bescheid out that a second person must sign first.

    Args:
        decision: what is decided.
        document: the letter as it is issued.

    Raises:
        CosignatureMissing: nobody has signed exactly this letter.
    """
    if wants_cosignature(decision, document):
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
        ActorRefused, ClaimedByColleague: not the clerk of the case.
        VorgangEnded: the case is closed and nothing issued is to be changed.
        NothingToCosign: it is no draft, or needs no second person.
        BescheidNotRenderable: a value that the text needs is missing.
    """
    lock = lock_for_change if bescheid.change else lock_to_work
    case = lock(actor, _case_of(bescheid), now=now)
    row = _draft(case, bescheid)
    if not wants_cosignature(*_as_read(row, timezone.localdate(now))):
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
    decision, document = _as_read(bescheid, on)
    before = bescheid.mitzeichnungen.filter(konto_id=konto_id).last()
    changes = _compare(document_from_json(before.document), document) if before is not None else ()
    return Reading(document, fingerprint_of(decision, document), before, changes)


def drafts_to_cosign(stelle_ids: frozenset[int], *, konto_id: int) -> list[Bescheid]:
    """Return the drafts of a body that wait for a second person other than who prepared them, oldest first.

    The draft of a withdrawn Antrag waits for nobody.

    Args:
        stelle_ids: the body and its predecessors.
        konto_id: who could sign.
    """
    rows = Bescheid.objects.filter(stelle_id__in=stelle_ids, cosign_asked_at__isnull=False, state=State.DRAFT)
    rows = rows.filter(vorgang__withdrawn_at=None)
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
    decision, document = _as_read(row, on)
    current = fingerprint_of(decision, document)
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


def _as_read(row: Bescheid, on: date) -> tuple[Decision, Document]:
    """Return a draft as it would be issued on a day: with the seal, by who works on the case, else by its drafter."""
    decision = decision_of(row, on)
    issuer = row.vorgang.claimed_by_id or row.drafted_by_id or 0
    seal, _ = seal_or_fault(decision.authority, on=on)
    return decision, build_document(decision, clerk_name=clerk_names([issuer]).get(issuer, ""), seal=seal)


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
