"""Every read of decisions; the open scope decides which rows there are."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from rathaus.core.antrag.models import Antrag
from rathaus.core.antrag.queries import content_of
from rathaus.core.bescheid.fee_rules import decide_fee
from rathaus.core.bescheid.letter import build_document, decision_of, fassung_of
from rathaus.core.bescheid.mitzeichnung import wants_cosignature
from rathaus.core.bescheid.models import Bescheid, Mitzeichnung
from rathaus.core.bescheid.ports import SealIdentity
from rathaus.core.bescheid.rules import State
from rathaus.core.bescheid.siegel import seal_or_fault
from rathaus.core.datei.pdf import render_pdf
from rathaus.core.leistung.queries import compiled
from rathaus.core.leistung.rules import FeeKind, fee_at
from rathaus.core.leistung.tarif_queries import tarif_on
from rathaus.core.norm.queries import law_of_results
from rathaus.core.postfach.models import Nachricht
from rathaus.core.postfach.queries import messages_of
from rathaus.core.postfach.rules import Kind, missed_retrieval
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import clerk_names, fee_of, standing
from rathaus.engine.prozess.model import Ergebnis
from rathaus.recht.bekanntgabe import counts_unopened
from rathaus.recht.courts import Court, all_courts
from rathaus.recht.regime import Regime, Verfahrensrecht
from rathaus.values.document import Document
from rathaus.values.errors import RathausError
from rathaus.values.text import Text


@dataclass(frozen=True, slots=True)
class ResultOption:
    """A result that a clerk can choose now, and the fee in cents that it would charge; None while it is not fixed."""

    ergebnis: Ergebnis
    gebuehr_cent: int | None


@dataclass(frozen=True, slots=True)
class Preview:
    """A draft as it would be issued on a day.

    Args:
        document: the letter.
        fassung: hash of what is shown; issuing is bound to it.
        banners: what the clerk must read first.
        needs_confirmation: whether issuing waits for a clerk who confirms the remedy.
        remedy: the remedy that is confirmed; empty where there is none.
        needs_court: whether the notice must name a court and nobody has named one.
        court: the court that the notice names; None while nobody can name it, or where it names none.
        courts: what the clerk can choose from: the one last confirmed for this body first.
        needs_cosignature: whether issuing waits for a second person.
        cosigned: what a second person said last about this draft; None where nobody did.
        seal: whose electronic seal the letter will carry; None where it carries none.
        seal_fault: why it cannot be sealed; None where it can or need not be.
    """

    document: Document
    fassung: str
    banners: tuple[Text, ...]
    needs_confirmation: bool
    remedy: str
    needs_court: bool
    court: Court | None
    courts: tuple[Court, ...]
    needs_cosignature: bool
    cosigned: Mitzeichnung | None
    seal: SealIdentity | None
    seal_fault: RathausError | None

    def as_pdf(self, bescheid: Bescheid) -> bytes:
        """Return the letter as PDF, as it would be issued; the bytes differ from the issued ones by date and name."""
        return render_pdf(self.document, created_at=bescheid.drafted_at)


@dataclass(frozen=True, slots=True)
class Deadline:
    """Since when an issued Bescheid counts as announced, and until when there is a remedy.

    Args:
        announced_on: local day; None while the person has not opened it.
        remedy_until: last local day of the remedy; None while it is not announced, and without a remedy.
        is_verified: whether the code of procedure is verified; if not, a person is shown no computed day.
        sentence: the sentence of the notice that names remedy and period; None without a remedy.
        banners: what the clerk must read beside the days.
        missed: what the law says because it was not opened in time; None as long as opening it announces it.
        law: one sentence for each row of law that was used, as it stood then.
    """

    announced_on: date | None
    remedy_until: date | None
    is_verified: bool
    sentence: Text | None
    banners: tuple[Text, ...]
    missed: Text | None
    law: tuple[Text, ...]


def bescheid_of(vorgang: Vorgang) -> Bescheid | None:
    """Return the Bescheid of a case that is in force, before there is one its draft; None before there is any."""
    rows = _rows().filter(vorgang_id=vorgang.pk, replaced_at=None).exclude(state=State.VOID)
    return rows.select_related("vorgang").order_by("-state", "-pk").first()  # "issued" before "draft"


def draft_of(vorgang: Vorgang) -> Bescheid | None:
    """Return the draft of a case, a first decision or one that changes another; None where nobody prepares one."""
    return _rows().select_related("vorgang").filter(vorgang_id=vorgang.pk, state=State.DRAFT).first()


def unopened_decisions(stelle_ids: Collection[int]) -> list[int]:
    """Return the primary keys of what counts as announced by its code of procedure although nobody opens it.

    Args:
        stelle_ids: the body and its predecessors; their issued decisions of which the person was told, and that are not
            announced yet, are looked at.
    """
    told = Nachricht.objects.filter(datei_id=OuterRef("datei_id"), kind=Kind.BESCHEID, notified_at__isnull=False)
    rows = Bescheid.objects.filter(
        stelle_id__in=list(stelle_ids), state=State.ISSUED, announced_on=None, replaced_at=None
    )
    rows = rows.filter(Exists(told)).annotate(followed=Coalesce("antrag__moved_to_id", "antrag__version_id"))
    versions = [each for each in rows.values_list("followed", flat=True).distinct() if _counts_unopened(each)]
    return list(rows.filter(followed__in=versions).order_by("pk").values_list("pk", flat=True)) if versions else []


def _counts_unopened(version_id: int) -> bool:
    code = compiled(version_id).prozess.leistung.verfahrensrecht.value
    return counts_unopened(Verfahrensrecht(code))


def change_draft_of(bescheid: Bescheid) -> Bescheid | None:
    """Return the draft that would change a Bescheid; None where nobody prepares one."""
    return _rows().filter(predecessor_id=bescheid.pk, state=State.DRAFT).first()


def all_issued(antrag: Antrag) -> list[Bescheid]:
    """Return every issued Bescheid of an Antrag, the newest first; all but that one have been replaced."""
    return list(_rows().filter(antrag_id=antrag.pk, state=State.ISSUED).order_by("-issued_at", "-pk"))


def issued_for(antrag: Antrag) -> Bescheid | None:
    """Return the Bescheid of an Antrag that is in force, for the person too; None before there is one."""
    rows = Bescheid.objects.select_related("stelle", "datei", "predecessor")
    return rows.filter(antrag_id=antrag.pk, state=State.ISSUED, replaced_at=None).first()


def issued_with(antrag: Antrag, datei_id: int | None) -> Bescheid | None:
    """Return the issued Bescheid that a letter brought, by its PDF; None for a letter that brought none.

    Args:
        antrag: the Antrag.
        datei_id: the PDF of the letter.
    """
    if datei_id is None:
        return None
    rows = Bescheid.objects.select_related("stelle", "datei", "predecessor", "antrag")
    return rows.filter(antrag_id=antrag.pk, datei_id=datei_id, state=State.ISSUED).first()


def _rows() -> QuerySet[Bescheid]:
    """Return the rows with all that pages show; the chain of the case is the office's alone."""
    return Bescheid.objects.select_related("antrag", "stelle", "datei", "predecessor")


def options_of(vorgang: Vorgang) -> tuple[ResultOption, ...]:
    """Return the results that a clerk can choose now, with the fee that each would charge."""
    gebuehr, usual = content_of(vorgang.antrag).prozess.gebuehr, fee_of(vorgang)
    return tuple(
        ResultOption(ergebnis, decide_fee(ergebnis, gebuehr, usual=usual).cents)
        for ergebnis in standing(vorgang).results
    )


def suggested_fee(vorgang: Vorgang, *, on: date) -> int | None:
    """Return the amount in cents that a clerk may take over where the fee of a case is open; None where it is not.

    It is what the body has fixed since the submission, else what the package suggests.

    Args:
        vorgang: the case.
        on: local day on which the clerk looks.
    """
    if fee_of(vorgang).kind is not FeeKind.OPEN:
        return None
    gebuehr = content_of(vorgang.antrag).prozess.gebuehr
    fixed = fee_at(gebuehr, tarif_on(vorgang.leistung_id, vorgang.stelle_id, day=on))
    return gebuehr.betrag_cent if fixed.betrag_cent is None else fixed.betrag_cent


def preview(bescheid: Bescheid, *, on: date, konto_id: int) -> Preview:
    """Return a draft as it would be issued.

    Args:
        bescheid: a draft.
        on: local day of the issue.
        konto_id: the clerk whose name would stand under it.

    Raises:
        BescheidNotRenderable: a value that the text needs is missing.
    """
    decision = decision_of(bescheid, on)
    seal, fault = seal_or_fault(decision.authority, on=on)
    document = build_document(decision, clerk_name=clerk_name(konto_id), seal=seal)
    return Preview(
        document=document,
        fassung=fassung_of(decision, document),
        banners=decision.banners,
        needs_confirmation=decision.needs_confirmation,
        remedy=bescheid.remedy,
        needs_court=decision.needs_court,
        court=decision.court,
        courts=_courts_for(bescheid, on),
        needs_cosignature=wants_cosignature(decision, document),
        cosigned=bescheid.mitzeichnungen.last(),
        seal=seal,
        seal_fault=fault,
    )


def deadline_of(bescheid: Bescheid, *, on: date) -> Deadline:
    """Return announcement and remedy of an issued Bescheid, as they are stored.

    Args:
        bescheid: an issued Bescheid.
        on: local day on which somebody asks; it says whether the letter was opened too late.
    """
    issued_at = bescheid.issued_at or bescheid.drafted_at
    decision = decision_of(bescheid, timezone.localdate(issued_at), known_at=bescheid.issued_at)
    notice = decision.notice
    return Deadline(
        announced_on=bescheid.announced_on,
        remedy_until=bescheid.remedy_until,
        is_verified=not decision.regime.banners,
        sentence=notice.blocks[0] if notice else None,
        banners=decision.banners,
        missed=_missed(bescheid, decision.regime, on=on),
        law=tuple(row.explanation for row in law_of_results(bescheid.parameter_versions)),
    )


def _missed(bescheid: Bescheid, regime: Regime, *, on: date) -> Text | None:
    """Return what the law says about a Bescheid that was not opened in time."""
    if bescheid.announced_on is not None:
        return None
    letter = messages_of(bescheid.antrag.public_id).filter(kind=Kind.BESCHEID, datei=bescheid.datei).last()
    found = missed_retrieval(letter.notified_at, today=on, regime=regime) if letter else None
    return found.explanation if found else None


@dataclass(frozen=True, slots=True)
class Automated:
    """Why no person decided: the norm that allows it, and the rules that hit, in sentences."""

    norm: str
    why: Text


def automation_of(vorgang: Vorgang) -> Automated | None:
    """Return why the software decided a case alone; None where a person decided or nobody has."""
    rows = _rows().filter(vorgang_id=vorgang.pk, automation__isnull=False)
    stored = rows.values_list("automation", flat=True).first()
    return None if stored is None else Automated(stored["norm"], Text.from_json(stored["regeln"]))


def automatic_cases() -> QuerySet[Bescheid, int]:
    """Return the ids of the cases of the open scope that the software decided alone."""
    return Bescheid.objects.filter(automation__isnull=False).values_list("vorgang_id", flat=True)


def decided_automatically(public_ids: Collection[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Return which of these cases the software decided alone, in one query; none for no case.

    Args:
        public_ids: of cases.
    """
    rows = Bescheid.objects.filter(automation__isnull=False, vorgang__public_id__in=list(public_ids))
    return frozenset(rows.values_list("vorgang__public_id", flat=True)) if public_ids else frozenset()


def clerk_name(konto_id: int) -> str:
    """Return the name of a member of staff as letters show it; empty outside the scope of their body."""
    return clerk_names([konto_id]).get(konto_id, "")


def _courts_for(bescheid: Bescheid, on: date) -> tuple[Court, ...]:
    rows = Bescheid.objects.filter(stelle_id=bescheid.stelle_id, remedy_confirmed_at__isnull=False).exclude(
        court_name=""
    )
    last = rows.order_by("-remedy_confirmed_at").values_list("court_name", "court_seat").first()
    known = [Court(*last)] if last else []
    return tuple(dict.fromkeys([*known, *all_courts(on)]))
