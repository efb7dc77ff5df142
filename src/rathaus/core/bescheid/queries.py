"""Every read of decisions; the open scope decides which rows there are."""

import uuid
from dataclasses import dataclass
from datetime import date

from rathaus.core.antrag.models import Antrag
from rathaus.core.antrag.queries import content_of
from rathaus.core.bescheid.errors import BescheidNotFound
from rathaus.core.bescheid.letter import build_document, decision_of
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.bescheid.rules import State, choose_fee
from rathaus.core.datei.pdf import render_pdf
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import clerk_names, standing
from rathaus.engine.prozess.model import Ergebnis
from rathaus.recht.courts import Court, all_courts
from rathaus.values.document import Document
from rathaus.values.text import Text


@dataclass(frozen=True, slots=True)
class ResultOption:
    """A result that a clerk can choose now, and the fee in cents that it would charge."""

    ergebnis: Ergebnis
    gebuehr_cent: int


@dataclass(frozen=True, slots=True)
class Preview:
    """A draft as it would be issued on a day.

    Args:
        document: the letter.
        banners: what the clerk must read first.
        needs_court: whether issuing waits for a confirmed court.
        court: the court that was confirmed or is known; None while nobody can name it.
        courts: what the clerk can choose from: the one last confirmed for this body first.
    """

    document: Document
    banners: tuple[Text, ...]
    needs_court: bool
    court: Court | None
    courts: tuple[Court, ...]

    def as_pdf(self, bescheid: Bescheid) -> bytes:
        """Return the letter as PDF, as it would be issued; the bytes differ from the issued ones by date and name."""
        return render_pdf(self.document, created_at=bescheid.drafted_at)


def bescheid_by_public_id(public_id: uuid.UUID) -> Bescheid:
    """Return a Bescheid; the person sees it from its issue on.

    Raises:
        BescheidNotFound: unknown, or of somebody else.
    """
    rows = Bescheid.objects.select_related("antrag", "stelle", "datei", "vorgang")
    bescheid = rows.filter(public_id=public_id).first()
    if bescheid is None:
        raise BescheidNotFound
    return bescheid


def bescheid_of(vorgang: Vorgang) -> Bescheid | None:
    """Return draft or issued Bescheid of a case; None before there is one."""
    rows = Bescheid.objects.select_related("antrag", "stelle", "datei", "vorgang")
    return rows.filter(vorgang_id=vorgang.pk).first()


def issued_for(antrag: Antrag) -> Bescheid | None:
    """Return the issued Bescheid of an Antrag, for the person too; None before there is one."""
    return Bescheid.objects.select_related("stelle", "datei").filter(antrag_id=antrag.pk, state=State.ISSUED).first()


def options_of(vorgang: Vorgang) -> tuple[ResultOption, ...]:
    """Return the results that a clerk can choose now, with the fee that each would charge."""
    gebuehr = content_of(vorgang.antrag).prozess.gebuehr
    return tuple(
        ResultOption(ergebnis, choose_fee(ergebnis, gebuehr, usual_cent=vorgang.gebuehr_cent, chosen_cent=None))
        for ergebnis in standing(vorgang).results
    )


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
    document = build_document(decision, clerk_name=clerk_name(konto_id))
    court = decision.court
    return Preview(document, decision.banners, decision.needs_court, court, _courts_for(bescheid))


def clerk_name(konto_id: int) -> str:
    """Return the name of a member of staff as letters show it; empty outside the scope of their body."""
    return clerk_names([konto_id]).get(konto_id, "")


def _courts_for(bescheid: Bescheid) -> tuple[Court, ...]:
    rows = Bescheid.objects.filter(stelle_id=bescheid.stelle_id, court_confirmed_at__isnull=False)
    last = rows.order_by("-court_confirmed_at").values_list("court_name", "court_seat").first()
    known = [Court(*last)] if last else []
    return tuple(dict.fromkeys([*known, *all_courts()]))
