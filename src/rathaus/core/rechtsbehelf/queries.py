"""Every read of remedies; the open scope decides which rows there are."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from rathaus.core.antrag.models import Antrag
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.bescheid.rules import State as BescheidState
from rathaus.core.datei.models import Datei
from rathaus.core.datei.queries import dateien_by_public_ids
from rathaus.core.postfach.models import Nachricht
from rathaus.core.postfach.rules import Kind as LetterKind
from rathaus.core.rechtsbehelf.errors import RechtsbehelfNotFound, RemedyNotOffered
from rathaus.core.rechtsbehelf.law import announcement_of, regime_for, remedy_against, span_for
from rathaus.core.rechtsbehelf.models import Begruendung, Rechtsbehelf, Vorlage, Widerspruchsbescheid
from rathaus.core.rechtsbehelf.rules import OPEN_STATES, SERVICE_DAYS, Kind, State
from rathaus.core.scope.session import widen_scope
from rathaus.core.stelle.models import Stelle
from rathaus.core.stelle.queries import resolve_zustaendigkeit
from rathaus.engine.prozess.model import Ebene
from rathaus.recht.fristen import Frist
from rathaus.values.text import Text


@dataclass(frozen=True, slots=True)
class Offer:
    """What somebody can do against a Bescheid.

    Args:
        bescheid: the Bescheid.
        kind: which remedy can be filed here.
        notice_given: whether the Bescheid carries a notice of it; if not, a year runs.
        until: the earlier end of the period, by which people are reminded; None while no period runs, or where the
            code of procedure is not verified, so that no computed day is shown.
        is_late: whether the later end has passed.
        reinstatement: for a late one, how long reinstatement can be asked for; None for every other.
        existing: the remedy that was filed already; None without one.
    """

    bescheid: Bescheid
    kind: Kind
    notice_given: bool
    until: Frist | None
    is_late: bool
    reinstatement: "Reinstatement | None"
    existing: Rechtsbehelf | None


@dataclass(frozen=True, slots=True)
class Reinstatement:
    """How long reinstatement can be asked for, in words.

    Args:
        request: since the hindrance has ended.
        latest: since the end of the missed period.
        citation: the paragraphs.
    """

    request: Text
    latest: Text
    citation: str


@dataclass(frozen=True, slots=True)
class RemedyLine:
    """A remedy in a list of an office.

    Args:
        public_id: of the remedy.
        number: its number.
        title: the service.
        who: the person, or the body that submitted it.
        kind: which remedy.
        state: where it stands.
        in_time: whether it came in time; empty where this is for others to say.
        expected_on: by when it is expected to be decided; None for a submitted one.
        suit_from: from when an action for inaction is possible; None for a submitted one.
        claimed_by_id: the clerk who works on it here.
        is_submitted: whether another body has submitted it to us.
        is_readable: whether it can still be opened here; a submitted one is closed to us some time after its end.
    """

    public_id: uuid.UUID
    number: str
    title: Text
    who: str
    kind: str
    state: str
    in_time: str
    expected_on: date | None
    suit_from: date | None
    claimed_by_id: int | None
    is_submitted: bool
    is_readable: bool


def bescheid_by_public_id(public_id: uuid.UUID) -> Bescheid:
    """Return an issued Bescheid with its Antrag and body.

    Raises:
        RemedyNotOffered: unknown, not issued, or outside the open scope.
    """
    rows = Bescheid.objects.select_related("antrag__version__leistung", "stelle", "datei")
    row = rows.filter(public_id=public_id, state=BescheidState.ISSUED).first()
    if row is None:
        raise RemedyNotOffered(bescheid=public_id)
    return row


def offer_against(bescheid: Bescheid, *, on: date) -> Offer | None:
    """Return what somebody can file here against a Bescheid on a local day; None where nothing.

    Args:
        bescheid: an issued Bescheid, in the scope of the person or the body.
        on: local date Europe/Berlin.
    """
    found = remedy_against(bescheid)
    if found is None:
        return None
    kind, notice_given = found
    with widen_scope(stellen=frozenset({bescheid.stelle_id})):
        span = span_for(bescheid, kind, notice_given=notice_given)
    existing = remedies_of([bescheid.antrag_id]).filter(bescheid=bescheid).exclude(state=State.WITHDRAWN).first()
    shown = span.earliest if span is not None and not span.banners else None
    is_late = span is not None and on > span.latest.end
    return Offer(
        bescheid, kind, notice_given, shown, is_late, _reinstatement(bescheid, kind, on) if is_late else None, existing
    )


def _reinstatement(bescheid: Bescheid, kind: Kind, on: date) -> Reinstatement:
    regime, law = regime_for(bescheid), "vwgo" if kind is Kind.WIDERSPRUCH else "ao"
    rows = [regime.parameter(f"wiedereinsetzung.{law}.{part}", on) for part in ("request", "latest")]
    return Reinstatement(rows[0].words, rows[1].words, ", ".join(dict.fromkeys(row.citation for row in rows)))


def offer_for_letter(nachricht: Nachricht, *, on: date) -> Offer | None:
    """Return what somebody can file against the Bescheid that a letter brought; None for every other letter."""
    if nachricht.kind != LetterKind.BESCHEID or nachricht.datei_id is None:
        return None
    rows = Bescheid.objects.select_related("antrag__version__leistung", "stelle", "datei")
    row = rows.filter(datei_id=nachricht.datei_id, state=BescheidState.ISSUED).first()
    return offer_against(row, on=on) if row is not None else None


def rechtsbehelf_by_public_id(public_id: uuid.UUID) -> Rechtsbehelf:
    """Return a remedy for its person.

    Raises:
        RechtsbehelfNotFound: unknown, or outside the open scope.
    """
    row = _rows().filter(public_id=public_id).first()
    if row is None:
        raise RechtsbehelfNotFound
    return row


def remedies_of(antrag_ids: Iterable[int]) -> QuerySet[Rechtsbehelf]:
    """Return the remedies against Bescheide about some Antraege, the newest first."""
    return _rows().filter(antrag_id__in=list(antrag_ids))


def remedy_of_antrag(antrag: Antrag) -> Rechtsbehelf | None:
    """Return the newest remedy of an Antrag; None without one."""
    return remedies_of([antrag.pk]).first()


def brought_forward(rechtsbehelf: Rechtsbehelf) -> list[Begruendung]:
    """Return what was brought forward for a remedy, oldest first."""
    return list(Begruendung.objects.filter(rechtsbehelf=rechtsbehelf))


def files_of(added: Sequence[Begruendung]) -> dict[str, Datei]:
    """Return the files of what was brought forward, by public id."""
    wanted = [name for each in added for name in each.files]
    return {str(datei.public_id): datei for datei in dateien_by_public_ids(wanted)} if wanted else {}


def decision_on(rechtsbehelf: Rechtsbehelf) -> Widerspruchsbescheid | None:
    """Return the issued decision on a remedy; None before, and where the open scope does not see it."""
    rows = Widerspruchsbescheid.objects.select_related("datei", "stelle")
    return rows.filter(rechtsbehelf=rechtsbehelf, issued_at__isnull=False).first()


def draft_on(rechtsbehelf: Rechtsbehelf) -> Widerspruchsbescheid | None:
    """Return what was drafted as the decision on a remedy; None before, and for others than who decides."""
    return Widerspruchsbescheid.objects.filter(rechtsbehelf=rechtsbehelf, issued_at=None).first()


def open_remedies(stelle_ids: Collection[int], *, limit: int, now: datetime) -> list[RemedyLine]:
    """Return the open remedies of a body and those submitted to it, by the day on which they are expected.

    Args:
        stelle_ids: the body and its predecessors.
        limit: most of each kind.
        now: aware instant.
    """
    return remedy_lines(stelle_ids, states=OPEN_STATES, limit=limit, now=now)


def ended_remedies(stelle_ids: Collection[int], *, limit: int, now: datetime) -> list[RemedyLine]:
    """Return the remedies of a body that have ended, and the submitted ones, the newest first."""
    ended = [state for state in State if state not in OPEN_STATES]
    lines = remedy_lines(stelle_ids, states=ended, limit=limit, now=now)
    return sorted(lines, key=lambda line: line.number, reverse=True)


def readable_by_authority(vorlagen: Sequence[Vorlage], *, now: datetime) -> frozenset[int]:
    """Return which submitted remedies another authority may still read: the open ones, and for a time what it decided.

    Args:
        vorlagen: rows of the authority.
        now: aware instant.

    Returns:
        Ids of the Vorlagen; one that was withdrawn or remedied is none of its business any more.
    """
    since = now - timedelta(days=SERVICE_DAYS)
    ended = [row.rechtsbehelf_id for row in vorlagen if row.ended_at is not None]
    decided = Widerspruchsbescheid.objects.filter(rechtsbehelf_id__in=ended, issued_at__gt=since) if ended else None
    recent = set(decided.values_list("rechtsbehelf_id", flat=True)) if decided is not None else set()
    return frozenset(row.pk for row in vorlagen if row.ended_at is None or row.rechtsbehelf_id in recent)


def remedy_lines(
    stelle_ids: Collection[int], *, states: Collection[State], limit: int, now: datetime
) -> list[RemedyLine]:
    """Return the remedies of a body in some states, and those submitted to it, in the order of their days."""
    own = _rows().filter(stelle_id__in=list(stelle_ids), state__in=list(states))
    lines = [_line_of(row) for row in own.order_by("expected_on", "public_id")[:limit]]
    is_open = Q(ended_at=None) if set(states) <= set(OPEN_STATES) else Q(ended_at__isnull=False)
    submitted = Vorlage.objects.filter(is_open, stelle_id__in=list(stelle_ids)).select_related("origin")
    rows = list(submitted[:limit])
    readable = readable_by_authority(rows, now=now)
    return [*lines, *(_line_of_vorlage(row, is_readable=row.pk in readable) for row in rows)]


def authorities_for(rechtsbehelf: Rechtsbehelf, *, on: date) -> list[Stelle]:
    """Return the bodies that may decide: the body itself, the Regierungspräsidium of its place, then all others.

    Args:
        rechtsbehelf: the remedy.
        on: local date Europe/Berlin.
    """
    kinds = (Stelle.Kind.REGIERUNGSPRAESIDIUM, Stelle.Kind.LANDKREIS, Stelle.Kind.MINISTERIUM)
    body = rechtsbehelf.stelle
    others = Stelle.objects.filter(kind__in=kinds, mode=body.mode).exclude(pk=body.pk)
    near = resolve_zustaendigkeit(ebene=Ebene.REGIERUNGSBEZIRK, stelle_slug=None, place=body, day=on).stelle
    order = {kind.value: place for place, kind in enumerate(kinds)}
    ranked = sorted(others, key=lambda each: (each != near, order[each.kind], each.sort_key))
    return [body, *ranked]


def last_authority(rechtsbehelf: Rechtsbehelf) -> Rechtsbehelf | None:
    """Return the last remedy about the same service at the same body whose authority was confirmed."""
    rows = _rows().filter(stelle_id=rechtsbehelf.stelle_id, leistung_id=rechtsbehelf.leistung_id)
    return rows.filter(decides__isnull=False).exclude(pk=rechtsbehelf.pk).first()


def way_of(bescheid: Bescheid) -> tuple[date | None, date | None]:
    """Return since when a Bescheid counts as announced: the later and the earlier possible day."""
    return announcement_of(bescheid)


def _rows() -> QuerySet[Rechtsbehelf]:
    return Rechtsbehelf.objects.select_related("bescheid__datei", "antrag", "stelle", "leistung", "decides")


def _line_of(row: Rechtsbehelf) -> RemedyLine:
    return RemedyLine(
        public_id=row.public_id,
        number=row.number,
        title=Text.from_json(row.leistung.title),
        who=row.antrag.applicant,
        kind=row.kind,
        state=row.state,
        in_time=row.in_time,
        expected_on=row.expected_on,
        suit_from=row.suit_from,
        claimed_by_id=row.claimed_by_id,
        is_submitted=False,
        is_readable=True,
    )


def _line_of_vorlage(row: Vorlage, *, is_readable: bool) -> RemedyLine:
    return RemedyLine(
        public_id=row.rechtsbehelf_public_id,
        number=row.number,
        title=Text.from_json(row.title),
        who=row.origin.name,
        kind=Kind.WIDERSPRUCH,
        state=State.DECIDED if row.ended_at else State.IN_REVIEW,
        in_time="",
        expected_on=None,
        suit_from=None,
        claimed_by_id=row.claimed_by_id,
        is_submitted=True,
        is_readable=is_readable,
    )
