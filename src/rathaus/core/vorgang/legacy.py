"""Running cases of the time before: a table is brought, checked, and taken over in chunks as cases of today.

Each old file number of a body is taken over once, however often and by however many the same table is brought. So an
import that was interrupted goes on where it stopped: what was taken over counts as known.
"""

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db import connection, transaction
from django.utils import timezone

from rathaus.core.antrag.legacy import LegacyFacts, take_over_antrag
from rathaus.core.antrag.models import Antrag
from rathaus.core.antrag.rules import Channel
from rathaus.core.protokoll.actions import Subject, record
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.stelle.models import Mitgliedschaft, Stelle
from rathaus.core.stelle.queries import memberships_of
from rathaus.core.vorgang.admission import clerk_id
from rathaus.core.vorgang.case import open_case
from rathaus.core.vorgang.errors import LegacyFileNotFound, LegacyLinesBroken
from rathaus.core.vorgang.legacy_findings import LegacyFinding
from rathaus.core.vorgang.legacy_meaning import Meant, Office
from rathaus.core.vorgang.legacy_rules import (
    ADDRESS,
    EMAIL,
    HEADER_LINE,
    NAME,
    NOTES,
    STAND,
    LegacyLine,
    old_number,
    read_table,
)
from rathaus.core.vorgang.models import LegacyCase, LegacyFile, Vorgang
from rathaus.core.vorgang.rules import search_text
from rathaus.core.vorgang.signals import vorgang_opened

CHUNK = 200
"""Cases of one transaction: as many as a request opens while somebody waits for its answer."""

KEPT = timedelta(days=14)
"""How long a table is kept: it names people, and whoever needs it longer has it at hand."""

FILE_BROUGHT, CHUNK_TAKEN = "vorgang.legacy_file_brought", "vorgang.legacy_chunk_taken"
CASE_TAKEN = "vorgang.legacy_taken"
"""Act in the chain of a case: it was taken over; its payload names the old file number."""

_LOCK_OF_IMPORT = 0x4C47
"""Class of the advisory lock that an import of a body takes, as a number of ours."""

_LONGEST_SEARCH_TEXT = 300
_LONGEST_STAND = 40


class LineState(StrEnum):
    """What becomes of a line."""

    GOOD = "good"
    TAKEN = "taken"
    KNOWN = "known"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line of the report.

    Args:
        line: its number in the table, the header being 1.
        number: old file number as typed.
        state: what becomes of it: it was taken over from this table, or before from another one.
        aktenzeichen: file number of the case; empty while there is none.
        findings: what is wrong in it.
    """

    line: int
    number: str
    state: LineState
    aktenzeichen: str
    findings: tuple[LegacyFinding, ...]


@dataclass(frozen=True, slots=True)
class LegacyReport:
    """What an import would do, and has done.

    Args:
        lines: every line of the table.
        findings: what is wrong with its header; then no line can be taken over.
    """

    lines: tuple[ReportLine, ...]
    findings: tuple[LegacyFinding, ...]

    def count(self, state: LineState) -> int:
        """Return how many lines are in a state."""
        return sum(each.state is state for each in self.lines)

    @property
    def good(self) -> int:
        """Lines that can be taken over."""
        return self.count(LineState.GOOD)

    @property
    def taken(self) -> int:
        """Lines that were taken over from this table."""
        return self.count(LineState.TAKEN)

    @property
    def known(self) -> int:
        """Lines whose old file number was taken over before, from another table."""
        return self.count(LineState.KNOWN)

    @property
    def broken(self) -> int:
        """Lines with something wrong in them."""
        return self.count(LineState.BROKEN)


@transaction.atomic
def bring_file(*, actor: Actor, stelle: Stelle, name: str, content: bytes, now: datetime) -> LegacyFile:
    """Keep a table for its check; no case is opened.

    Args:
        actor: who leads the body.
        stelle: the body; its scope must be open.
        name: of the file.
        content: its bytes.
        now: aware instant.

    Raises:
        ActorRefused: nobody who leads this body.
        LegacyFileRefused: too large, or no table.
    """
    konto_id = _check_lead(actor, stelle, now)
    table = read_table(content, today=timezone.localdate(now))
    row = LegacyFile.objects.create(
        stelle=stelle, name=name[:200], content=content, brought_by_id=konto_id, brought_at=now
    )
    record(subject=_chain(row), act=FILE_BROUGHT, actor=actor, payload={"lines": len(table.cells)})
    return row


def legacy_file(public_id: uuid.UUID, *, stelle: Stelle) -> LegacyFile:
    """Return a table that was brought.

    Raises:
        LegacyFileNotFound: unknown, of another body, or deleted.
    """
    row = LegacyFile.objects.filter(public_id=public_id, stelle=stelle).first()
    if row is None:
        raise LegacyFileNotFound
    return row


def legacy_files(stelle: Stelle) -> list[LegacyFile]:
    """Return the tables of a body that are still kept, the newest first, without their content."""
    return list(LegacyFile.objects.filter(stelle=stelle).defer("content")[:20])


def report_of(file: LegacyFile, *, today: date) -> LegacyReport:
    """Say for every line of a table what would become of it, or what has; nothing is stored.

    Args:
        file: with its body.
        today: local date Europe/Berlin.
    """
    return _read(file, today).report


@transaction.atomic
def take_over_chunk(*, actor: Actor, file: LegacyFile, only_good: bool, now: datetime) -> int:
    """Take over the next good lines of a table, in one transaction; called again until none is left.

    Args:
        actor: who leads the body.
        file: the table.
        only_good: whether the good lines are taken over although others are broken.
        now: aware instant.

    Returns:
        How many lines are left.

    Raises:
        ActorRefused: nobody who leads this body.
        LegacyFileNotFound: it was deleted meanwhile.
        LegacyLinesBroken: lines are broken, and nobody said that the others are to be taken over.
    """
    _check_lead(actor, file.stelle, now)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s::int, %s::int)", [_LOCK_OF_IMPORT, file.stelle_id])
    file = legacy_file(file.public_id, stelle=file.stelle)
    read = _read(file, timezone.localdate(now))
    if (read.report.broken or read.report.findings) and not only_good:
        raise LegacyLinesBroken(broken=read.report.broken)
    chunk = read.ready[:CHUNK]
    for each in chunk:
        _take_over(actor, file, each, now)
    if chunk:
        record(subject=_chain(file), act=CHUNK_TAKEN, actor=actor, payload={"cases": len(chunk)})
    return len(read.ready) - len(chunk)


def delete_old_files(*, now: datetime) -> int:
    """Delete the tables of the open scope that have grown old; returns how many."""
    return LegacyFile.objects.filter(brought_at__lt=now - KEPT).delete()[0]


def legacy_of(vorgang: Vorgang) -> LegacyCase | None:
    """Return what was known of a case before it was taken over; None for all that began here."""
    return LegacyCase.objects.filter(vorgang=vorgang).first()


def former_address(vorgang: Vorgang) -> tuple[str, ...]:
    """Return the lines of the postal address that the former software knew; empty where it knew none."""
    row = legacy_of(vorgang) if vorgang.antrag.channel == Channel.LEGACY else None
    return () if row is None else tuple(line.strip() for line in re.split(r"[\n,]", row.address) if line.strip())


@dataclass(frozen=True, slots=True)
class _Read:
    ready: list[Meant]
    report: LegacyReport


def _read(file: LegacyFile, today: date) -> _Read:
    table = read_table(bytes(file.content), today=today)
    wrong: dict[int, list[LegacyFinding]] = {}
    for each in table.findings:
        wrong.setdefault(each.line, []).append(each)
    numbers = {line: old_number(cells) for line, cells in table.cells.items()}
    if HEADER_LINE in wrong:
        rows = [ReportLine(line, number, LineState.BROKEN, "", ()) for line, number in numbers.items()]
        return _Read([], LegacyReport(tuple(rows), tuple(wrong[HEADER_LINE])))
    known, office, ready = _known(file, numbers.values()), Office(file.stelle, today), list[Meant]()
    readable, rows = {each.line: each for each in table.lines}, list[ReportLine]()
    for line, number in numbers.items():
        if line in readable and number in known:
            rows.append(_known_line(line, known[number], file))
            continue
        findings = (*wrong.get(line, ()), *office.findings(line, table.cells[line]))
        rows.append(ReportLine(line, number, LineState.BROKEN if findings else LineState.GOOD, "", findings))
        meant = None if findings else office.understand(readable[line])
        ready += [] if meant is None else [meant]
    return _Read(ready, LegacyReport(tuple(rows), ()))


def _known(file: LegacyFile, numbers: Iterable[str]) -> dict[str, LegacyCase]:
    rows = LegacyCase.objects.filter(stelle=file.stelle, number__in=set(numbers)).select_related("vorgang")
    return {row.number: row for row in rows}


def _known_line(line: int, row: LegacyCase, file: LegacyFile) -> ReportLine:
    state = LineState.TAKEN if row.file == file.public_id else LineState.KNOWN
    return ReportLine(line, row.number, state, row.vorgang.aktenzeichen, ())


def _take_over(actor: Actor, file: LegacyFile, meant: Meant, now: datetime) -> None:
    line = meant.line
    has_begun = line.has_begun or meant.clerk_id is not None
    facts = LegacyFacts(meant.place, line.arrived_on, line.due_on, line.cell(NAME), has_begun=has_begun)
    antrag = take_over_antrag(actor=actor, version=meant.version, stelle=file.stelle, facts=facts, now=now)
    vorgang = _open(actor, antrag, meant, now)
    LegacyCase.objects.create(
        vorgang=vorgang,
        stelle=file.stelle,
        number=line.old_number,
        file=file.public_id,
        stand=line.cell(STAND)[:_LONGEST_STAND],
        address=line.cell(ADDRESS),
        email=line.cell(EMAIL),
        notes=line.cell(NOTES),
        taken_at=now,
    )


def _open(actor: Actor, antrag: Antrag, meant: Meant, now: datetime) -> Vorgang:
    """Open the case as of the day of receipt: no fee, no receipt, no automatic decision."""
    line = meant.line
    words = f"{search_text(antrag.applicant, antrag.reference)} {line.old_number.lower()}"
    vorgang = Vorgang(
        antrag=antrag,
        stelle_id=antrag.stelle_id,
        leistung_id=meant.version.leistung_id,
        aktenzeichen=antrag.reference,
        search_text=words[:_LONGEST_SEARCH_TEXT],
        claimed_by_id=meant.clerk_id,
        opened_at=antrag.submitted_at,
        complete_at=meant.complete_at,
    )
    case = open_case(antrag, vorgang, actor=SYSTEM_ACTOR, now=antrag.submitted_at)
    if line.due_on is not None:
        _set_due(vorgang, line)
    payload: dict[str, object] = {"number": line.old_number, "arrived_on": line.arrived_on.isoformat()}
    case.record(CASE_TAKEN, actor=actor, payload=payload)
    vorgang_opened.send(sender=Vorgang, vorgang=vorgang, now=now)
    return vorgang


def _set_due(vorgang: Vorgang, line: LegacyLine) -> None:
    """Let the day of the table count for the case and for its open tasks."""
    vorgang.aufgaben.filter(due_on__isnull=False).update(due_on=line.due_on)
    Vorgang.objects.filter(pk=vorgang.pk).update(due_on=line.due_on)


def _check_lead(actor: Actor, stelle: Stelle, now: datetime) -> int:
    konto_id = clerk_id(actor)
    held = memberships_of(konto_id, timezone.localdate(now))
    if not any(each.role == Mitgliedschaft.Role.LEAD and each.stelle_id == stelle.pk for each in held):
        raise ActorRefused(role=actor.role.value)
    return konto_id


def _chain(file: LegacyFile) -> Subject:
    return Subject("altvorgaenge", file.public_id, file.stelle_id)
